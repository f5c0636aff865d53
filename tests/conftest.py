"""What all tests share: small books to copy, expected texts that a flag regenerates, judges that must be there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import settings

# A check of one commit finds the same each time it is run.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

BOOKS = Path(__file__).with_name("books")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the code gives now as what is expected")


_WHOLE = ("docs", "module", "packaging", "slides")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests together that share what takes long to make: those of a file, of some folders all.

    First of all, for xdist reads the groups when its own turn comes, and else knows of none.
    """
    for item in items:
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(folder if folder in _WHOLE else str(item.path)))


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a small book; parametrize it indirectly with another folder's name of tests/books."""
    return Path(shutil.copytree(BOOKS / getattr(request, "param", "small"), tmp_path / "book"))


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds the expected one; with --accept, write the file."""
    accept: bool = request.config.getoption("--accept")

    def compare(file: Path, actual: str) -> None:
        if accept:
            file.write_text(actual, "utf-8")
        expected = file.read_text("utf-8") if file.is_file() else ""
        if actual != expected:
            lines = unified_diff(expected.splitlines(), actual.splitlines(), file.name, "now", lineterm="")
            pytest.fail("\n".join([*lines, "", "(if this is right: pytest --accept)"]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return a judge's program by its name; one that is missing is a failure, for a judge must not be skipped."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.fail(f"'{name}' is missing: `make test` installs it", pytrace=False)
        return found

    return find
