"""What all tests share: small books to copy, expected texts that a flag regenerates, judges that must be there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from published import Published, published_once

# A check of one commit finds the same each time it is run.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

BOOKS = Path(__file__).with_name("books")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the code gives now as what is expected")
    parser.addoption("--one-case", metavar="FOLDER", help="of a test there that has several cases, run the first alone")


_WHOLE = ("docs", "linked", "mathematics", "module", "packaging")
"""Folders whose files share books, pictures or a wheel that take long to make."""
_PRINTED = tuple(f"tests/pdf/test_{name}.py" for name in ("fonts", "pages", "press", "screen"))
"""Files that share the two PDFs of one book."""
_FRESH = (*(f"tests/pdf/linked/test_{name}.py" for name in ("resume", "quick_lines")), "tests/pdf/test_floats.py")
"""Files that lay out with the machine's faces, in a process in which nothing was laid out with others before."""
_LONGEST = (_FRESH[0], "module", "tests/slides/test_judges.py", "packaging", "tests/epub/test_whole.py", "linked")
"""What takes more than a minute of a processor, in the order in which it is begun."""


class _Together(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker all tests that share what takes long to make: those of a file, of some folders all.

    xdist's own way, marks of groups, has no effect with pytest 9: it writes the group into an attribute no longer read.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _scope(nodeid)


def _scope(nodeid: str) -> str:
    name = nodeid.partition("::")[0]
    folder = Path(name).parent.name
    if name in _PRINTED:
        return _PRINTED[0]
    if name in _FRESH:
        return _FRESH[0]
    return folder if folder in _WHOLE else name


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Together:
    return _Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """Run one worker more than there are processors where judges are asked: these are programs that it waits for."""
    processors = yield
    return processors + ("not judge" not in config.option.markexpr)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put first what takes long, the longest before all, so that no worker is left alone with it at the end."""
    folder = config.getoption("--one-case")
    if folder:
        first: dict[str, pytest.Item] = {}
        names = [one.nodeid.partition("[")[0] if one.nodeid.startswith(folder) else one.nodeid for one in items]
        items[:] = [one for name, one in zip(names, items, strict=True) if first.setdefault(name, one) is one]
    long = {_scope(one.nodeid) for one in items if one.get_closest_marker("judge") or one.get_closest_marker("slow")}
    ranks = {scope: rank for rank, scope in enumerate(_LONGEST)}

    def rank(item: pytest.Item) -> tuple[int, bool]:
        scope = _scope(item.nodeid)
        return ranks.get(scope, len(ranks)), scope not in long

    items.sort(key=rank)


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a small book; parametrize it indirectly with another folder's name of tests/books."""
    return Path(shutil.copytree(BOOKS / getattr(request, "param", "small"), tmp_path / "book"))


@pytest.fixture(scope="session")
def module(tmp_path_factory) -> Published:
    """The published module; all processes of a run share it, so nothing may be changed in it."""
    own = tmp_path_factory.getbasetemp()
    return published_once((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "module")


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
