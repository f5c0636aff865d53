"""Versions are read off the names of folders, which is quick, and are those that Python's own library tells."""

from __future__ import annotations

from importlib.metadata import distributions, version

import pytest

from terbit import versions
from terbit.pdf.linked.kept import TOOLS


@pytest.mark.parametrize("name", [*TOOLS, "terbit", "python-pptx", "citeproc-py", "uharfbuzz"])
def test_the_version_of_a_package_is_the_one_that_is_installed(name):
    assert versions.package_version(name) == version(name)


def test_no_package_has_another_version_by_its_folder():
    known = versions._installed_versions()
    told = {dist.name: version(dist.name) for dist in distributions() if dist.name}
    differing = {name for name in told if known.get(versions._normal(name), told[name]) != told[name]}
    assert differing == set()


def test_a_package_that_is_missing_has_no_version():
    assert versions.package_version("no-such-package") == ""
