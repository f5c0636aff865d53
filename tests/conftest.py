"""What all tests share: small books to copy, expected texts that a flag regenerates, judges that must be there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# A check of one commit finds the same each time it is run.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

BOOKS = Path(__file__).with_name("books")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the code gives now as what is expected")


_WHOLE = ("docs", "module", "packaging", "slides")
_FRESH = ("tests/pdf/linked/test_resume.py",)
"""Files that lay out with the machine's faces, in a process in which nothing was laid out with others before."""


class _Together(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker all tests that share what takes long to make: those of a file, of some folders all.

    xdist's own way, marks of groups, has no effect with pytest 9: it writes the group into an attribute no longer read.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _scope(nodeid)


def _scope(nodeid: str) -> str:
    file = Path(nodeid.partition("::")[0])
    return file.parent.name if file.parent.name in _WHOLE else file.as_posix()


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Together:
    return _Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes long, so that no worker is left alone with it at the end."""
    long = {_scope(one.nodeid) for one in items if one.get_closest_marker("judge") or one.get_closest_marker("slow")}
    items.sort(key=lambda item: (_scope(item.nodeid) not in _FRESH, _scope(item.nodeid) not in long))


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
