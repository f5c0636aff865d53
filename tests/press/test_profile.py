"""The profile of the press: read, or refused at the place where the book names it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from terbit.adapt import adapt
from terbit.assets import styles_dir
from terbit.cache import Cache
from terbit.errors import MachineError
from terbit.prepare import prepare
from terbit.press import profile as profiles
from terbit.press import profile_of
from terbit.press.profile import read_profile
from terbit.project import build, load
from terbit.targets import print_

SMALL = Path(__file__).parents[1] / "books" / "small"
SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.fixture
def book(tmp_path: Path):
    """Return a book that names a profile of this content."""
    shutil.copytree(SMALL, tmp_path / "book")

    def of(content: bytes | None, **more: object) -> Path:
        folder = tmp_path / "book"
        lines = [f"  {key}: {value}" for key, value in more.items()]
        if content is not None:
            (folder / "press.icc").write_bytes(content)
            lines.append("  icc: press.icc")
        text = (folder / "terbit.yaml").read_text("utf-8")
        (folder / "terbit.yaml").write_text("\n".join([text.rstrip(), "print:", *lines, ""]), "utf-8")
        return folder

    return of


def found(folder: Path):
    config = load(folder)
    document = prepare(config, Cache(None)).document
    return profile_of(adapt(document, "student", print_.TARGET)), config.places["print.icc"]


def test_the_default_is_fogra39_on_coated_paper(profile):
    assert (profile.name, profile.space, profile.condition) == ("FOGRA39L Coated", "CMYK", "FOGRA39")


def test_a_book_brings_its_own(book, profile):
    own, _ = found(book(profile.data, **{"ink-limit": 280}))
    assert own == profile


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a, not a profile at all, and long enough to be looked into", "is no ICC profile"),
        (SCREEN, "is no output profile: its class is 'mntr', not 'prtr'"),
        (SCREEN[:12] + b"prtr" + SCREEN[16:], "is a profile for RGB, not for CMYK or grey"),
    ],
    ids=["picture", "screen", "rgb-printer"],
)
def test_another_file_is_refused_at_its_place(book, content, said):
    finding, place = found(book(content))
    assert (finding.severity, finding.code) == ("error", "profile-unusable")
    assert said in finding.message
    assert finding.where == place
    assert place.file == "terbit.yaml"
    assert place.line > 20
    assert place.column == 8


def test_a_cut_off_profile_is_refused(profile):
    with pytest.raises(ValueError, match=r"damaged|no output profile|profile for"):
        read_profile(profile.data[:140])


def test_without_a_profile_print_ends_with_3_and_names_the_package(book, monkeypatch, tmp_path):
    monkeypatch.setattr(profiles, "styles_dir", lambda: tmp_path)
    document = prepare(load(book(None, colours=1)), Cache(None)).document
    with pytest.raises(MachineError, match="texlive-base") as stopped:
        print_.TARGET.render(adapt(document, "student", print_.TARGET))
    assert stopped.value.exit_code == 3


def test_the_command_withholds_the_print_pdf_alone(book):
    report = build(load(book(SCREEN)), ["print", "epub"], cache=False)
    assert report.exit_code == 1
    assert [finding.code for finding in report.findings if finding.severity == "error"] == ["profile-unusable"]
    assert {artifact.target for artifact in report.artifacts} == {"epub"}


@pytest.mark.slow
def test_what_x1a_forbids_is_named_at_the_line_of_the_manuscript(book):
    folder = book(None, standard="x-1a")
    chapter = folder / "source" / "02-koperasi.md"
    text = chapter.read_text("utf-8").rstrip()
    chapter.write_text(f"{text}\n\n::: tembus\nKalimat yang tembus pandang di sini.\n:::\n", "utf-8")
    (folder / "styles").mkdir(exist_ok=True)
    sheet = (styles_dir() / "book.css").read_text("utf-8")
    (folder / "styles" / "book.css").write_text(f"{sheet}\n.tembus {{ opacity: .5 }}\n", "utf-8")
    report = build(load(folder), ["print"], cache=False)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert {finding.code for finding in errors} == {"press-transparent"}
    assert {finding.where.file for finding in errors} == {"source/02-koperasi.md"}
    assert report.artifacts == ()


@pytest.mark.slow
def test_a_drawing_that_shows_through_is_printed_as_pixels_and_named_at_its_line(book):
    folder = book(None, standard="x-1a")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" opacity=".5"/></svg>'
    (folder / "source" / "tembus.svg").write_text(svg, "utf-8")
    chapter = folder / "source" / "02-koperasi.md"
    text = chapter.read_text("utf-8").rstrip()
    chapter.write_text(f'{text}\n\n![Kotak yang tembus pandang.](tembus.svg){{fig-alt="Kotak"}}\n', "utf-8")
    report = build(load(folder), ["print"], cache=False)
    (finding,) = [finding for finding in report.findings if finding.code.startswith("press-")]
    assert (finding.severity, finding.code) == ("warning", "press-flattened")
    assert (finding.where.file, finding.where.line) == ("source/02-koperasi.md", text.count("\n") + 3)
    assert "source/tembus.svg:1: " in finding.hint
    assert report.artifacts


@pytest.mark.slow
def test_a_picture_that_shows_through_is_white_there_and_named_at_its_line(book):
    folder = book(None, standard="x-1a")
    Image.new("RGBA", (1200, 600), (200, 0, 0, 90)).save(folder / "source" / "tembus.png")
    chapter = folder / "source" / "02-koperasi.md"
    text = chapter.read_text("utf-8").rstrip()
    chapter.write_text(f'{text}\n\n![Kotak yang tembus pandang.](tembus.png){{fig-alt="Kotak"}}\n', "utf-8")
    report = build(load(folder), ["print"], cache=False)
    (finding,) = [finding for finding in report.findings if finding.code.startswith("press-")]
    assert (finding.severity, finding.code, finding.where.file) == (
        "note",
        "press-flattened",
        "source/02-koperasi.md",
    )
    assert report.artifacts
