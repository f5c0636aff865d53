"""The module's download page in a browser: complete, quiet, and accessible on every screen."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from judges import TOOLS

pytestmark = [pytest.mark.judge, pytest.mark.slow]


@pytest.fixture(scope="module")
def opened(module, program, tmp_path_factory):
    """What Chromium saw of the page, and of the same page with the faults that a page may have."""
    broken = tmp_path_factory.mktemp("broken") / "index.html"
    source = (module.output / "index.html").read_text("utf-8")
    faults = '<img src="https://example.org/a.png"><p style="width: 2000px; color: #ddd">luber</p></main>'
    broken.write_text(source.replace("</main>", faults), "utf-8")
    pages = [module.output / "index.html", module.output / "teacher" / "index.html", broken]
    command = [program("node"), Path(__file__).with_name("open.mjs"), TOOLS, program("chromium"), *pages]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=300)
    seen = json.loads(done.stdout)
    return {name: [one for one in seen if one["page"] == str(page)] for name, page in zip(NAMES, pages, strict=True)}


NAMES = ("student", "teacher", "broken")


@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_nothing_is_asked_of_the_network_and_nothing_overflows(opened, edition):
    assert len(opened[edition]) == 4
    for one in opened[edition]:
        assert (one["requests"], one["errors"], one["wider"]) == ([], [], 0), one


@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_axe_finds_nothing_in_any_theme_or_width(opened, edition):
    assert [one["violations"] for one in opened[edition]] == [[]] * 4


def test_the_browser_shows_what_is_wrong_with_a_page(opened):
    for one in opened["broken"]:
        assert one["requests"] == ["https://example.org/a.png"]
        assert one["wider"] > 0
        assert "image-alt" in one["violations"]


def test_no_answer_is_on_the_students_page_nor_any_file_of_the_teachers(module):
    page = (module.output / "index.html").read_text("utf-8")
    assert "teacher/" not in page
