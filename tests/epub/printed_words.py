"""The page list, judged word by word: print as poppler reads it, the EPUB as lxml does, with nothing of Terbit's."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from lxml import etree

__all__ = ["Block", "Opening", "Sheet", "fault", "openings", "sheets"]

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
_LONG = 40  # letters that are compared
_FOLIO = re.compile(r"\d+|[ivxlc]+")
_MARK = re.compile(r"\d{1,3}[.)]|[a-z][.)]|[•–▪◦]")  # of a list: it is printed, and no text in the EPUB
_APART = {"noteref", "backlink", "backlinks", "to-index", "box-link", "scroll-hint", "fig-details", "fig-details-line"}
"""What the EPUB has besides: marks of notes and ways back."""


@dataclass(frozen=True)
class Block:
    """The text block of a page by its margins in pt."""

    inner: float
    outer: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A numbered page that is not blank: its folio, and the words of its text block in reading order."""

    folio: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Opening:
    """An entry of the page list: its label, the words behind its marker, those of a picture there, the one before.

    `caption` are the words of a caption that these begin with: print may have moved what has it away from its text.
    """

    label: str
    words: tuple[str, ...]
    picture: tuple[str, ...]
    before: str
    caption: tuple[str, ...] = ()


# ------------------------------------------------------------ print


def sheets(pdf: Path, program: str, block: Block) -> list[Sheet]:
    """Read the pages of a print PDF with pdftotext; the first, third, fifth … are right-hand pages."""
    done = subprocess.run([program, "-bbox", pdf, "-"], check=True, capture_output=True)
    pages = list(etree.fromstring(done.stdout).iter(f"{HTML}page"))
    with pikepdf.Pdf.open(pdf) as opened:
        trims = [tuple(map(float, page.trimbox)) for page in opened.pages]
    read = [_sheet(page, trim, block, right=not n % 2) for n, (page, trim) in enumerate(zip(pages, trims, strict=True))]
    return [sheet for sheet in read if sheet.folio and sheet.words]


def _sheet(page, trim: Sequence[float], block: Block, *, right: bool) -> Sheet:
    height = float(page.get("height"))
    left = trim[0] + (block.inner if right else block.outer)
    end = trim[2] - (block.outer if right else block.inner)
    top, bottom = height - trim[3] + block.top, height - trim[1] - block.bottom
    found, folio = [], ""
    for word in page.iter(f"{HTML}word"):
        x, y = _middle(word, "x"), _middle(word, "y")
        if y > bottom and _FOLIO.fullmatch(word.text):
            folio = word.text
        elif top <= y <= bottom and left <= x <= end:
            found.append(word)
    inside = [word.text for word in _turned(found)]
    match inside:
        case [number, label, *rest] if number.isdigit() and label.isupper():
            # The numeral of an opening is so large that poppler reads it before the small label above it.
            inside = [label, number, *rest]
    return Sheet(folio, tuple(inside))


def _turned(words: list) -> list:
    """Read what was turned a quarter to the left by its lines, from left to right; poppler reads them as if upright."""
    upright = [word for word in words if len(word.text) > 2 and _size(word, "x") > _size(word, "y")]
    long = [word for word in words if len(word.text) > 2]
    if len(upright) * 2 >= len(long):
        return words
    return sorted(words, key=lambda word: (round(float(word.get("xMax"))), -float(word.get("yMax"))))


def _size(word, axis: str) -> float:
    return float(word.get(f"{axis}Max")) - float(word.get(f"{axis}Min"))


def _middle(word, axis: str) -> float:
    return (float(word.get(f"{axis}Min")) + float(word.get(f"{axis}Max"))) / 2


# ------------------------------------------------------------ the EPUB


@dataclass
class _Reader:
    """Reads the spine: its words one after the other, and before which of them each identifier stands."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    at: dict[str, int] = field(default_factory=dict)
    pictures: dict[int, str] = field(default_factory=dict)
    captions: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[etree._Element, str]] = field(default_factory=list)

    def read(self, element, path: str, drawings: Mapping[str, str]) -> None:
        if element.get("id"):
            self.at[f"{path}#{element.get('id')}"] = self.length
        if element.tag == f"{HTML}img":
            self.pictures[self.length] = drawings.get(element.get("src").rpartition("/")[2], "")
        if element.tag == f"{HTML}figcaption":
            self.captions[self.length] = " ".join(element.itertext())
        inline = element.tag.removeprefix(HTML) in _INLINE
        self._add("" if inline else " ", element.text)
        for child in element:
            names = set((child.get("class") or "").split())
            if "footnotes" in names:
                self.notes.append((child, path))  # in print they stand at the foot of the pages: read after all else
            elif str(child.tag).startswith(HTML) and not names & _APART:
                self.read(child, path, drawings)
            self._add("", child.tail)
        self._add("" if inline else " ", "")

    def _add(self, gap: str, text: str | None) -> None:
        self.texts.append(gap + (text or ""))
        self.length += len(self.texts[-1])


_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small"}
_INLINE |= {"span", "strong", "sub", "sup", "u", "var"}


def openings(epub: Path) -> list[Opening]:
    """Return the entries of the page list, in its order, with what stands at their targets."""
    with zipfile.ZipFile(epub) as book:
        files = {name.removeprefix("EPUB/"): book.read(name) for name in book.namelist()}
    drawings = {n.rpartition("/")[2]: _drawn(data) for n, data in files.items() if n.endswith(".svg")}
    package = etree.fromstring(files["package.opf"])
    paths = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    reader = _Reader()
    for path in [paths[ref.get("idref")] for ref in package.iter("{*}itemref")]:
        if path != "nav.xhtml":
            reader.read(etree.fromstring(files[path]).find(f"{HTML}body"), path, drawings)
    for element, path in reader.notes:
        reader.read(element, path, drawings)
    text = "".join(reader.texts)
    links = etree.fromstring(files["nav.xhtml"]).xpath("//*[@id='page-list']//*[@href]")
    return [_opening(link.text, reader.at[link.get("href")], text, reader) for link in links]


def _drawn(svg: bytes) -> str:
    return " ".join(" ".join(text.itertext()) for text in etree.fromstring(svg).iter(f"{SVG}text"))


def _opening(label: str, at: int, text: str, reader: _Reader) -> Opening:
    picture, caption = (_next(at, text, found).split() for found in (reader.pictures, reader.captions))
    before = text[max(at - 80, 0) : at].split()
    words = tuple(text[at : at + 600].split())
    return Opening(label, words, tuple(picture), before[-1] if before else "", tuple(caption))


def _next(at: int, text: str, found: Mapping[int, str]) -> str:
    """Return what was found at a place, or behind it before any text."""
    return next((words for place, words in sorted(found.items()) if at <= place and not text[at:place].strip()), "")


# ------------------------------------------------------------ compared


def fault(sheet: Sheet, before: Sheet | None, opening: Opening) -> str:
    """Say how the words behind a marker differ from those that open the printed page; nothing if they do not.

    A word divided over two pages belongs to the one that it begins on: then its end opens the page, and the marker
    stands behind it.
    """
    printed = [word for word in sheet.words if not _MARK.fullmatch(word)]
    if before and printed and _is_divided(printed[0], before, opening.before):
        printed = printed[1:]
    if opening.picture:
        printed = _without(printed, opening.picture)
    for clean in (_letters, _letters_alone):
        first = clean(printed)[: min(_LONG, len(clean(opening.caption)) or _LONG)]
        if first and clean(opening.words).startswith(first):
            return ""
    return f"{sheet.folio}: print {' '.join(printed[:9])!r}, EPUB {' '.join(opening.words[:9])!r}"


def _is_divided(end: str, sheet: Sheet, whole: str) -> bool:
    """Tell whether a page opens with the end of a word whose beginning stands on the page before."""
    halves = (word for word in sheet.words if word[-1] in "-\u2010\u00ad")
    return any(_letters([half, end]) == _letters([whole]) for half in halves)


def _without(words: Sequence[str], picture: Sequence[str]) -> list[str]:
    left, out = list(picture), []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            out.append(word)
    return out


def _letters(words: Sequence[str]) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", "".join(words)).casefold() if c.isalnum())


def _letters_alone(words: Sequence[str]) -> str:
    """Leave figures out too: the number of a note is close to the word before it in print."""
    return "".join(c for c in _letters(words) if not c.isnumeric())
