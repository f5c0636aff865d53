"""The versions of the tools that make a book."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from terbit import pandoc

__all__ = ["own_version", "tool_versions"]

_PACKAGES = ("citeproc-py", "fonttools", "lxml", "pikepdf", "pillow", "python-pptx", "weasyprint", "ziamath")


@cache
def own_version() -> str:
    """Return Terbit's version."""
    try:
        return version("terbit")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def tool_versions() -> Mapping[str, str]:
    """Return the version of every tool whose change may change the output."""
    found = {"terbit": own_version(), "pandoc": pandoc.version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return dict(sorted(found.items()))
