"""Write an invented book in seven languages with many notes, a glossary, an index and answers: always the same one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

__all__ = ["SECRET", "write_book"]

SECRET = "kunci-guru"
"""A word that stands in answers alone."""
_CHAPTERS, _SECTIONS, _PARAGRAPHS = 7, 5, 4
"""Just over a hundred printed pages: their numbers have one, two and three figures."""
_TERMS, _SOURCES = 60, 40
_SYLLABLES = {
    "id": "ker ja sa ma ga ne ri ke lom pok ta ni de wan mu da pa sar tu ju an ra kyat so si al be ban rem bug ung gul",
    "en": "ship hand town work shire fold mend stead ward craft mer gent hold land light field stone ring well brook",
    "nl": "lijk heid ge ver schap werk dorp huis vrij markt zaam der oor ond gracht veld bouw tijd straat kring",
    "jv": "gu yub ru kun sa mbat si na wé ka ré tè né nda nga wur ngo mah dé sa ban tu pa ngan mè lu nya ndi",
    "vi": "công đồng hợp tác làng nước người giúp đỡ lẫn nhau cùng việc ruộng chợ họp bàn lòng tin nghĩa tình sông",
    "ru": "со тру дни че ство ми ро об щи на по мощь де ре вня тру до вой со юз го род дру жба на ро ды ре ка",
    "el": "συ νερ γα σία κοι νό τη τα βο ή θεια χω ριό φι λία α γο ρά έρ γο λα ός πό λη γη θά λασ σα δρό μος",
}
_CONFIG = """\
title: Buku Tujuh Bahasa
subtitle: Dengan catatan, glosarium, indeks, dan kunci jawaban
language: id
slug: tujuh
authors: [Ratih Lestari, Bima Saputra]
publisher: {name: Penerbit Uji, place: Bandung}
isbn: {print: 979-8-0000-1233-8, epub: 979-8-0000-1234-5}
date: 2026-03-04
licence: CC BY 4.0
accessibility: {certifier: Penerbit Uji}
front: [source/00-prakata.md]
chapters: [source/bab-*.md]
back: [source/90-glosarium.md, source/91-pustaka.md]
bibliography: [source/pustaka.bib]
trim: A5
targets: [print, epub]
editions: {student: {targets: [print, epub]}, teacher: {targets: [epub]}}
"""
_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" font-family="Source Sans 3" font-size="18">
<path d="M20 130 L140 40 L260 100 L380 20" fill="none" stroke="#15616d" stroke-width="4"/>
<text x="30" y="30" fill="#222">{left}</text><text x="290" y="140" fill="#222">{right}</text></svg>
"""


def write_book(folder: Path) -> None:
    """Write `terbit.yaml` and `source/`."""
    source = folder / "source"
    (source / "figures").mkdir(parents=True)
    (folder / "terbit.yaml").write_text(_CONFIG, "utf-8")
    speaker = _Speaker(0)
    files = {
        "00-prakata.md": f"# Prakata {{#sec-prakata}}\n\n{speaker.sentences(9)}\n",
        "90-glosarium.md": f"# Glosarium {{#sec-glosarium}}\n\n::: glossary\n{_glossary()}:::\n",
        "91-pustaka.md": "# Daftar Pustaka {#sec-pustaka}\n\n::: {#refs}\n:::\n",
        "pustaka.bib": "\n".join(map(_entry, range(_SOURCES))),
    }
    for number in range(1, _CHAPTERS + 1):
        files[f"bab-{number}.md"] = "\n\n".join(_Author(number).blocks()) + "\n"
        words = _Speaker(number, 1)
        files[f"figures/arus-{number}.svg"] = _DRAWING.format(left=words.word().title(), right=words.word().title())
    for name, text in files.items():
        (source / name).write_text(text, "utf-8")


class _Speaker:
    """Says words of the seven languages; of the same seed always the same."""

    def __init__(self, *seed: int) -> None:
        self.chance = Random(repr(seed))

    def word(self, language: str = "id") -> str:
        return "".join(self.chance.choices(_SYLLABLES[language].split(), k=self.chance.choice((1, 2, 2, 3, 3, 4))))

    def words(self, count: int, language: str = "id") -> str:
        return " ".join(self.word(language) for _ in range(count))

    def sentences(self, count: int, language: str = "id") -> str:
        lengths = [self.chance.randint(6, 18) for _ in range(count)]
        return " ".join(f"{self.words(length, language).capitalize()}." for length in lengths)

    def foreign(self) -> str:
        return self.chance.choice(sorted(set(_SYLLABLES) - {"id"}))


def _terms() -> list[str]:
    speaker = _Speaker(7)
    return sorted({speaker.words(2) for _ in range(_TERMS)})


def _glossary() -> str:
    speaker = _Speaker(8)
    return "".join(f"{term}\n:   {speaker.sentences(2)}\n\n" for term in _terms())


def _entry(number: int) -> str:
    speaker = _Speaker(9, number)
    family, given, title = speaker.word().title(), speaker.word().title(), speaker.words(5).capitalize()
    fields = f"author = {{{family}, {given}}}, title = {{{title}}}, publisher = {{Penerbit {given}}}"
    return f"@book{{sumber{number},\n  {fields}, address = {{Bogor}}, year = {{{1960 + number}}}\n}}\n"


class _Author:
    """Writes a chapter."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.speaker = _Speaker(number)
        self.chance = self.speaker.chance
        self.terms = _terms()
        self.notes: list[str] = []

    def blocks(self) -> Iterator[str]:
        yield f"# {self.speaker.words(3).capitalize()} {{#sec-{self.number}}}"
        for section in range(1, _SECTIONS + 1):
            yield f"## {self.speaker.words(3).capitalize()} {{#sec-{self.number}-{section}}}"
            for _ in range(_PARAGRAPHS):
                yield self._paragraph()
            yield from self._special(section)
        yield from self.notes

    def _paragraph(self) -> str:
        return " ".join(f"{self.speaker.sentences(2)} {self._aside()}" for _ in range(3))

    def _aside(self) -> str:
        """Return a sentence with a mark of some kind."""
        words, chance, language = self.speaker.words(4).capitalize(), self.chance, self.speaker.foreign()
        section = f"sec-{chance.randint(1, _CHAPTERS)}-{chance.randint(1, _SECTIONS)}"
        term, other = chance.choice(self.terms), chance.choice(self.terms)
        kinds = [
            f"{words} [*{self.speaker.words(5, language)}*]{{lang={language}}}.",
            f"{words} [{term}]{{.gls}}.",
            f"{words} [{self.speaker.word()}]{{.index}}, [{other}]{{.index}}.",
            f"({words} [@sumber{chance.randrange(_SOURCES)}, hlm. {chance.randint(2, 90)}].)",
            f"“{words}” (@{section}, hlm. [dua](#{section}){{.page-number}}).",
            f"{words}: $x_{{{chance.randint(1, 9)}}}^2 + y$.",
        ]
        kind = chance.randrange(len(kinds) + 1)
        return f"{words}.{self._note()}" if kind == len(kinds) else kinds[kind]

    def _note(self) -> str:
        name = f"{self.number}-{len(self.notes) + 1}"
        more = f"\n\n    - {self.speaker.words(4)}\n    - {self.speaker.words(3)}\n\n    {self.speaker.sentences(1)}"
        source = f" Lihat @sumber{self.chance.randrange(_SOURCES)}."
        text = self.speaker.sentences(self.chance.randint(1, 3)) + self.chance.choice(("", "", source, more))
        self.notes.append(f"[^{name}]: {text}")
        return f"[^{name}]"

    def _special(self, section: int) -> Iterator[str]:
        if section == 1:
            language = self.speaker.foreign()
            yield f"::: {{lang={language}}}\n> {self.speaker.sentences(4, language)}\n:::"
        if section == 2:
            caption, alternative = self.speaker.words(5).capitalize(), self.speaker.words(9).capitalize()
            file = f"figures/arus-{self.number}.svg"
            yield f'![{caption}.]({file}){{#fig-{self.number} fig-alt="{alternative}."}}'
        if section == 3:
            yield self._table()
        if section == 4:
            yield f"::: definisi\n{self.speaker.sentences(2)}\n:::\n\n$$ \\sum_{{i=1}}^{{n}} x_i = {self.number} $$"
        if section == 5:
            tasks = "\n".join(f"{n}. {self.speaker.sentences(1)}" for n in range(1, 5))
            answers = "\n".join(f"{n}. {SECRET} {self.speaker.sentences(1)}" for n in range(1, 5))
            yield f":::: latihan\n{tasks}\n\n::: kunci\n{answers}\n:::\n::::"

    def _table(self) -> str:
        rows = "\n".join(f"| {' | '.join(self.speaker.word() for _ in range(6))} |" for _ in range(7))
        head = " | ".join(self.speaker.word().capitalize() for _ in range(6))
        return f"| {head} |\n|{'---|' * 6}\n{rows}\n\n: {self.speaker.words(4).capitalize()} {{#tbl-{self.number}}}"
