"""Building again: nothing is made if nothing that a build can see has changed, and all if one thing has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import terbit.project
from terbit import own, versions
from terbit.again import build_again
from terbit.publish import read_manifest

BOOK = Path(__file__).parents[1] / "books" / "small"
PART = "source/bagian.md"
STYLE = "styles/epub.css"


class BuiltError(Exception):
    """Raised in the place of a build: something was seen to have changed."""


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A book with an included file, a style of its own and a warning, published as EPUB for both editions."""
    root = Path(shutil.copytree(BOOK, tmp_path_factory.mktemp("published") / "book"))
    config = (root / "terbit.yaml").read_text("utf-8").replace("[print, screen, epub, slides]", "[epub]")
    chapters = "  - source/01-gotong-royong.md\n  - source/02-koperasi.md\n"
    (root / "terbit.yaml").write_text(config.replace(chapters, "  - source/0[1-9]-*.md\n"), "utf-8")
    with (root / "source/02-koperasi.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n{{< include bagian.md >}}\n")
    (root / PART).write_text("Satu alinea.\n", "utf-8")
    (root / "catatan.txt").write_text("Bukan bagian buku.\n", "utf-8")
    (root / STYLE).parent.mkdir()
    shutil.copyfile(versions.styles_dir() / "epub.css", root / STYLE)
    with (root / "source/references.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write("\n@book{takdikutip, author = {Ani}, title = {Judul}, publisher = {P}, date = {2001}}\n")
    report = build_again(root)
    assert [finding.code for finding in report.findings] == ["citation-unused"]
    return root


@pytest.fixture
def book(published, tmp_path, monkeypatch) -> Path:
    """A copy of it, in which building would raise."""

    def build(*args, **options):
        raise BuiltError

    monkeypatch.setattr(terbit.project, "build", build)
    own.own_digest.cache_clear()
    versions.setting_digest.cache_clear()
    return Path(shutil.copytree(published, tmp_path / "book"))


def test_the_report_is_given_again_with_its_findings(book):
    events = []
    report = build_again(book, progress=events.append)
    assert [event.detail for event in events] == ["nothing has changed"]
    assert [finding.code for finding in report.findings] == ["citation-unused"]
    assert report.findings[0].where.file == "source/references.bib"
    assert {artifact.path for artifact in report.artifacts} == {"buku-kecil.epub", "teacher/buku-kecil.epub"}
    assert report.artifacts[0].data == (book / "output/buku-kecil.epub").read_bytes()
    assert report.artifacts[0].sources == ()
    assert report.exit_code == 0


READ = [
    "terbit.yaml",
    "source/00-prakata.md",
    "source/01-gotong-royong.md",
    PART,
    "source/references.bib",
    "source/figures/alur.svg",
    STYLE,
]


@pytest.mark.parametrize("name", READ)
def test_a_file_that_is_touched_is_the_same(book, name):
    os.utime(book / name, (1, 1))
    assert build_again(book).artifacts


@pytest.mark.parametrize("name", READ)
def test_a_changed_file_is_seen_even_if_size_and_time_are_the_same(book, name):
    about, data = (book / name).stat(), (book / name).read_bytes()
    (book / name).write_bytes(data[:-1] + b" ")
    os.utime(book / name, ns=(about.st_atime_ns, about.st_mtime_ns))
    with pytest.raises(BuiltError):
        build_again(book)


CHANGES = {
    "a file that a pattern takes": lambda root: (root / "source/03-baru.md").write_text("# Baru\n"),
    "any other new file": lambda root: (root / "source/figures/alur.png").write_bytes(b""),
    "a new style": lambda root: (root / "styles/theme.css").write_text(""),
    "a file that is gone": lambda root: (root / PART).unlink(),
    "a link in a file's place": lambda root: _link(root / PART, root / "catatan.txt"),
    "a published file that is gone": lambda root: (root / "output/buku-kecil.epub").unlink(),
    "a published file that is damaged": lambda root: (root / "output/teacher/buku-kecil.epub").write_bytes(b"PK"),
    "a manifest that is changed": lambda root: (root / "output/manifest.json").write_text("{}"),
    "the output folder gone": lambda root: shutil.rmtree(root / "output"),
    "the cache gone": lambda root: shutil.rmtree(root / ".terbit"),
    "a damaged cache": lambda root: [f.write_bytes(f.read_bytes()[:-9]) for f in _kept(root)],
}


def _link(place: Path, goal: Path) -> None:
    place.unlink()
    place.symlink_to(goal)


def _kept(root: Path) -> list[Path]:
    return list((root / ".terbit/cache/again").iterdir())


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(book, change):
    CHANGES[change](book)
    with pytest.raises(BuiltError):
        build_again(book)


@pytest.mark.parametrize(
    "options", [{"only": ["epub"]}, {"editions": ["student"]}, {"strict": True}, {"engine": "plain"}, {"cache": False}]
)
def test_another_wish_is_another_build(book, options):
    with pytest.raises(BuiltError):
        build_again(book, **options)


def test_files_that_a_build_does_not_read_may_change(book):
    (book / "catatan.txt").write_text("Lain.\n", "utf-8")
    (book / ".git").mkdir()
    (book / ".git/index").write_bytes(b"x")
    (book / "output/punyaku.txt").write_text("Milik pengguna.\n", "utf-8")
    assert build_again(book).artifacts


def _theme(tmp_path: Path) -> Path:
    theme = Path(shutil.copytree(versions.styles_dir(), tmp_path / "styles"))
    (theme / "labels/id.yaml").write_text((theme / "labels/id.yaml").read_text("utf-8") + "#\n", "utf-8")
    return theme


def _font(tmp_path: Path) -> Path:
    theme = Path(shutil.copytree(versions.styles_dir(), tmp_path / "styles"))
    font = theme / "assets/fonts/source-serif/SourceSerif4-Regular.ttf"
    font.write_bytes(font.read_bytes()[:-1] + b"\1")
    return theme


def _code(tmp_path: Path) -> str:
    package = shutil.copytree(Path(versions.__file__).parent, tmp_path / "terbit")
    with (Path(package) / "html.py").open("a") as module:
        module.write("# a comment\n")
    return str(Path(package) / "versions.py")


def _installed(tmp_path: Path) -> list[str]:
    (tmp_path / "pyphen-99.dist-info").mkdir()
    return [*sys.path, str(tmp_path)]


def _set(place: object, name: str, make: Callable[[Path], object]) -> Callable[[pytest.MonkeyPatch, Path], None]:
    return lambda patch, folder: patch.setattr(place, name, make(folder))


def _always(make: Callable[[Path], object]) -> Callable[[Path], Callable[[], object]]:
    def fixed(folder: Path) -> Callable[[], object]:
        made = make(folder)
        return lambda: made

    return fixed


SETTINGS = {
    "theme": _set(versions, "styles_dir", _always(_theme)),
    "font": _set(own, "styles_dir", _always(_font)),
    "code": _set(own, "__file__", _code),
    "package": _set(sys, "path", _installed),
    "Python": _set(sys, "version", lambda _: "3.99"),
    "pandoc": _set(versions.pandoc, "stamp", _always(lambda _: (1, 2))),
    "Pango": _set(versions, "library_versions", _always(lambda _: {"pango": "9"})),
    "where libraries are": lambda patch, folder: patch.setenv("LD_LIBRARY_PATH", str(folder)),
}


@pytest.mark.parametrize("part", SETTINGS)
def test_another_setting_is_another_build(book, part, monkeypatch, tmp_path):
    assert build_again(book).artifacts
    SETTINGS[part](monkeypatch, tmp_path)
    own.own_digest.cache_clear()
    versions.setting_digest.cache_clear()
    with pytest.raises(BuiltError):
        build_again(book)


@pytest.mark.slow
def test_a_file_that_changes_during_the_build_is_seen_by_the_next(published, tmp_path, monkeypatch):
    root = Path(shutil.copytree(published, tmp_path / "book"))
    (root / "source/01-gotong-royong.md").write_text("# Satu\n\nAlinea.\n", "utf-8")
    real = terbit.project.build

    def build(*args, **options):
        report = real(*args, **options)
        (root / PART).write_text("Disunting selagi dibangun.\n", "utf-8")
        return report

    monkeypatch.setattr(terbit.project, "build", build)
    build_again(root)
    events = []
    build_again(root, progress=events.append)
    assert events[-1].total > 1


def test_a_build_with_errors_is_not_kept(published, tmp_path):
    root = Path(shutil.copytree(published, tmp_path / "book"))
    (root / PART).write_text("Lihat @sec-tak-ada.\n", "utf-8")
    for _ in range(2):
        events = []
        assert build_again(root, progress=events.append).exit_code == 1
        assert events[-1].total > 1


def test_a_damaged_output_is_restored(published, tmp_path):
    root = Path(shutil.copytree(published, tmp_path / "book"))
    wanted = (root / "output/buku-kecil.epub").read_bytes()
    (root / "output/buku-kecil.epub").write_bytes(b"PK")
    build_again(root)
    assert (root / "output/buku-kecil.epub").read_bytes() == wanted
    assert read_manifest(root / "output")["buku-kecil.epub"]["size"] == len(wanted)


SPY = """
import sys
from pathlib import Path
from terbit.again import build_again
root, opened = Path(sys.argv[1]).resolve(), set()
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, Path)):
        path = Path(arguments[0]).absolute()
        if path.is_relative_to(root) and path.is_file():
            opened.add(path.relative_to(root).as_posix())
sys.addaudithook(hook)
report = build_again(root, cache=False)
read = {"terbit.yaml", *report.read}
print(*sorted(p for p in opened - read if not p.startswith((".terbit/", "output/"))), sep="\\n")
"""


@pytest.mark.slow
def test_a_report_names_every_file_of_the_project_that_was_read(published, tmp_path):
    root = Path(shutil.copytree(published, tmp_path / "book"))
    done = subprocess.run([sys.executable, "-c", SPY, str(root)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


LIGHT = """
import sys
from pathlib import Path
from terbit.again import build_again
report = build_again(Path(sys.argv[1]))
assert report.artifacts
print(*sorted({"weasyprint", "lxml", "citeproc", "pptx", "ruamel", "rich", "PIL", "fontTools"} & sys.modules.keys()))
"""


def test_no_library_is_loaded_where_nothing_has_changed(published, tmp_path):
    root = Path(shutil.copytree(published, tmp_path / "book"))
    done = subprocess.run([sys.executable, "-c", LIGHT, str(root)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
