"""The fonts and scripts that set-up brings: there, whole, and fit for book typography."""

import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from terbit import assets
from terbit.assets import FontFile, asset, font_files, styles_dir
from terbit.errors import MachineError

BOOK_FACE = "Source Serif 4"
BOOK_FEATURES = {"smcp", "c2sc", "onum", "tnum", "liga"}


def face(family: str, weight: int, style: str) -> FontFile:
    return next(f for f in font_files() if (f.family, f.weight, f.style) == (family, weight, style))


def features(path: Path) -> set[str]:
    return {record.FeatureTag for record in TTFont(path)["GSUB"].table.FeatureList.FeatureRecord}


BOOK_FACES = ("Source Serif 4", "Source Sans 3", "Source Code Pro")


def name_of(face: FontFile) -> str:
    return face.path.stem


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_book_face_has_small_caps_both_kinds_of_figures_and_ligatures(weight: int) -> None:
    assert features(face(BOOK_FACE, weight, "normal").path) >= BOOK_FEATURES


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_book_italic_has_both_kinds_of_figures_and_ligatures(weight: int) -> None:
    assert features(face(BOOK_FACE, weight, "italic").path) >= {"onum", "tnum", "liga"}


def test_a_face_without_the_features_would_be_noticed() -> None:
    assert not features(face("Source Code Pro", 400, "normal").path) >= BOOK_FEATURES


@pytest.mark.parametrize("font", font_files(), ids=name_of)
def test_face_is_what_the_table_says(font: FontFile) -> None:
    file = TTFont(font.path)
    names = file["name"]
    assert (names.getDebugName(16) or names.getDebugName(1)) == font.family
    assert file["OS/2"].usWeightClass == font.weight
    assert bool(file["OS/2"].fsSelection & 1) == (font.style == "italic")


@pytest.mark.parametrize("font", font_files(), ids=name_of)
def test_face_may_be_embedded(font: FontFile) -> None:
    assert TTFont(font.path)["OS/2"].fsType == 0


@pytest.mark.parametrize("font", [f for f in font_files() if f.web != f.path], ids=name_of)
def test_web_face_holds_the_same_characters(font: FontFile) -> None:
    web = TTFont(font.web)
    assert web.flavor == "woff2"
    assert web.getBestCmap().keys() == TTFont(font.path).getBestCmap().keys()


@pytest.mark.parametrize("font", [f for f in font_files() if f.family in BOOK_FACES], ids=name_of)
def test_figures_are_tabular_unless_asked_otherwise(font: FontFile) -> None:
    file = TTFont(font.path)
    glyphs = [file.getBestCmap()[ord(figure)] for figure in "0123456789"]
    assert len({file["hmtx"][glyph][0] for glyph in glyphs}) == 1


def test_table_of_fonts_and_list_of_files_agree() -> None:
    folder = styles_dir() / "assets"
    fetched = {
        f"{entry['into']}/{Path(name).name}"
        for entry in tomllib.loads((folder / "fetch.toml").read_text("utf-8")).values()
        for name in entry["files"]
    }
    used = {str(path.relative_to(folder)) for font in font_files() for path in (font.path, font.web)}
    assert {name for name in fetched if name.endswith((".ttf", ".woff2"))} == used


def test_every_fetched_folder_holds_its_licence() -> None:
    folder = styles_dir() / "assets"
    for entry in tomllib.loads((folder / "fetch.toml").read_text("utf-8")).values():
        assert any(file.name.startswith("LICENSE") for file in (folder / entry["into"]).iterdir())


def test_missing_file_is_a_lack_of_the_machine_with_a_way_out(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(assets, "styles_dir", lambda: tmp_path)
    with pytest.raises(MachineError, match=r"reveal/reveal\.js") as caught:
        asset("reveal/reveal.js")
    assert "make module" in caught.value.findings[0].hint
