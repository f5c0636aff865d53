"""How a book goes to the press: its profile, what the book sets itself, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from terbit.config import Config, Paper, configure
from terbit.errors import ConfigError

BOOK = "title: Kerja Sama\nlanguage: id\ndate: 2026\nchapters: [source/01-satu.md]\n"


def read(root: Path, more: str) -> Config:
    (root / "terbit.yaml").write_text(BOOK + more, "utf-8")
    return configure(root)


def fault(root: Path, more: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(root, more)
    (finding,) = caught.value.findings
    return str(finding)


def test_a_profile_sets_what_the_book_does_not(root):
    config = read(root, "print: {profile: kdp}\n")
    press = config.press
    assert (config.trim.name, config.bleed) == ("6x9", pytest.approx(3.175))
    assert (press.standard, press.marks, press.bleed_sides, press.signature) == ("x-1a", False, 3, 2)
    assert press.paper == Paper("white", pytest.approx(0.002252 * 25.4))


def test_what_the_book_sets_itself_wins(root):
    config = read(root, "trim: A5\nbleed: 5\nprint: {profile: kdp, standard: x-4, marks: crop, paper: cream}\n")
    assert (config.trim.name, config.bleed, config.press.standard, config.press.marks) == ("A5", 5.0, "x-4", True)
    assert config.press.paper == Paper("cream", pytest.approx(0.0025 * 25.4))


def test_a_profile_of_ones_own_is_a_file(root):
    (root / "print.toml").write_text('base = "offset"\n[signature]\nvalue = 8\nsource = "unconfirmed"\n', "utf-8")
    assert read(root, "print: {profile: print.toml}\n").press.signature == 8


def test_textbooks_are_set_in_12_pt_and_signatures_of_16(root):
    press = read(root, "print: {profile: buku-teks}\n").press
    assert (press.type_size, press.signature, press.colours) == (12.0, 16, 4)


def test_textbooks_are_numbered_down_the_ladder_unless_the_book_says_otherwise(root):
    profile = "print: {profile: buku-teks}\n"
    config, other = read(root, profile), read(root, f"{profile}numbering: decimal\n")
    assert (config.numbering, config.number_depth, other.numbering) == ("outline", 6, "decimal")
    assert read(root, "").numbering == "decimal"


@pytest.mark.parametrize(
    ("trim", "plain", "textbook"),
    [("A6", 9.0, 12.0), ("13x19", 9.5, 12.0), ("14x20", 10.0, 12.0), ("B5", 11.0, 12.0), ("A4", 12.5, 12.5)],
)
def test_the_size_of_the_text_follows_the_trim(root, trim, plain, textbook):
    assert read(root, f"trim: {trim}\n").press.type_size == plain
    assert read(root, f"trim: {trim}\nprint: {{profile: buku-teks}}\n").press.type_size == textbook
    assert read(root, f"trim: {trim}\nprint: {{type-size: 13}}\n").press.type_size == 13.0


def test_a_paper_has_the_thickness_that_is_given(root):
    config = read(root, "print: {paper: {name: HVS 70 g, thickness: 0.092}}\n")
    assert config.press.paper == Paper("HVS 70 g", 0.046)


CANNOT_BE = {
    "print: {profile: kpd}": (
        "terbit.yaml:5:18: error[bad-value]: print.profile is 'kpd', which is not a profile's name, or a .toml file; "
        "did you mean 'kdp'?"
    ),
    "print: {profile: ours.toml}": "terbit.yaml:5:18: error[file-missing]",
    "print: {profile: bad.toml}": (
        "terbit.yaml:5:18: error[profile-file]: print.profile: 'bad.toml' has a rule 'gutters', which there is not"
    ),
    "print: {profile: kdp, paper: HVS}": (
        "terbit.yaml:5:30: error[bad-value]: print.paper is 'HVS', whose thickness is not known; "
        "write {name: HVS, thickness: …} with that of a leaf in mm, "
        "or one of white, cream, standard-colour, premium-colour"
    ),
    "trim: {width: 60, height: 200}": (
        "terbit.yaml:5:15: error[page-room]: trim.width: margins of 20 and 17 mm leave 23 mm of 60 for text"
    ),
    "trim: A6\nprint: {margins: {inner: 50, outer: 30}}": (
        "terbit.yaml:6:18: error[page-room]: print.margins: margins of 50 and 30 mm leave 25 mm of 105 for text"
    ),
    "print: {side-notes: margin, margins: {outer: 30}}": (
        "terbit.yaml:5:21: error[page-room]: print.side-notes: an outer margin of 30 mm has no room for notes"
    ),
    "trim: {width: 120, height: 70}": "terbit.yaml:5:15: error[page-room]: trim.width: margins of 19 and",
}


@pytest.mark.parametrize("more", CANNOT_BE)
def test_what_cannot_be_is_said_with_its_place(root, more):
    (root / "bad.toml").write_text("[gutters]\nvalue = 1\nsource = 'unconfirmed'\n", "utf-8")
    assert fault(root, more + "\n").startswith(CANNOT_BE[more])
