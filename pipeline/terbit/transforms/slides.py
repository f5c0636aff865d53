"""Slides out of prose: each chapter's plan of slides, before it is measured.

The rules, in the order of the text:

- A section gives slides under its own title. Its `[…]{.key}` sentences are the bullets; a single one is a
  statement. Where a section marks none, the sentences of its paragraphs are weighed (see `slides.choice`): the
  best stands for it, and other paragraphs are told by theirs where it says something by itself.
- A list of sources that was typed by hand, under the language's own name for it, is shown as one.
- A list gives its items: whole up to 16 words, else their first clause. A paragraph that ends in a colon
  before it leads it in, if it is short; a list that counts on after some prose joins the one before.
- Boxes, figures, tables, quotations, verse and code are slides of their own kinds, in their own words.
- What the slides leave out is for the speaker: each paragraph goes to the notes of the slide it belongs to.
- `.no-slide` leaves out, `::: slide` adds, `slide-title=` names, `.section-slide` puts a divider before a section.
- A chapter's own YAML names it for its deck (`slide-title: …`), or says that it has none (`slides: false`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit import ast
from terbit.diagnostics import Diagnostic
from terbit.digest import digest_bytes
from terbit.model import Anchor, Chapter, Document
from terbit.slides.attribution import with_attributions
from terbit.slides.leads import LISTS, Told, counts_on, lead, told, typed_item
from terbit.slides.model import Deck, Paragraph, Run, Slide, TextBody
from terbit.slides.objects import draft, object_slides
from terbit.slides.paragraphs import footnotes, key_sentences, list_items, prose_text, texts
from terbit.slides.sections import Section, sections

__all__ = ["Entry", "Given", "chapter_deck", "chapter_slides", "entries", "module_deck"]

Given = tuple[tuple[Slide, ...], tuple[str, ...]]
"""What a section gives: slides, and the prose that waits for the next section's."""
_NOTHING: Mapping[str, Given] = {}


@dataclass(frozen=True)
class Entry:
    """An entry of a list of references: its identifier, its paragraphs, and the heading above, its identifier first."""

    ident: str
    paragraphs: tuple[Paragraph, ...]
    heading: tuple[str, str]


@dataclass(frozen=True)
class _State:
    """What was made of a section so far.

    `slides` are finished, `bullets` still gather; `objects` are the figures and tables among the bullets, which
    come after them; `pending` is prose that no slide speaks yet.
    """

    slides: tuple[Slide, ...] = ()
    bullets: tuple[Paragraph, ...] = ()
    objects: tuple[Slide, ...] = ()
    pending: tuple[str, ...] = ()


def chapter_slides(
    chapter: Chapter, document: Document, known: Mapping[str, Given] = _NOTHING
) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...], Mapping[str, Given]]:
    """Return a chapter's slides without its title slide and references, and what could not become one.

    The third is what sections gave, by digests of what they hold; those that are `known`, with labels and figures
    that are the same, are not read again.
    """
    given: dict[str, Given] = {}
    slides: list[Slide] = []
    findings: list[Diagnostic] = []
    spoken: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    found = sections(replace(chapter, blocks=with_attributions(chapter.blocks, document.works)), document.anchors)
    for section in found:
        alone = len(found) == 1
        key = digest_bytes(repr((section, spoken, alone)).encode())
        given[key] = known.get(key) or _section_slides(section, document, spoken, alone=alone)
        own, spoken = given[key]
        if not own and section.blocks and spoken and not section.opening:
            findings.append(_no_slide(section))
        goals = goals if section.opening else (*goals, section.ident)
        if own:
            slides, goals = [*slides, replace(own[0], goals=goals), *own[1:]], ()
    if slides:
        last = slides[-1]
        slides[-1] = replace(last, closing=(*last.closing, *spoken), goals=(*last.goals, *goals))
    label = _label(chapter, document)
    title = ast.stringify(_title(chapter, document))
    return tuple(_placed(slide, chapter, label, title) for slide in slides), tuple(findings), given


def _placed(slide: Slide, chapter: Chapter, label: str, title: str) -> Slide:
    """Name the chapter on what speaks of all of it, and on what has no number of its own."""
    slide = replace(slide, chapter=chapter.ident, qualifier=label)
    if slide.kind in ("objectives", "summary"):
        return replace(slide, label=label, section=chapter.ident, source=title)
    return slide if slide.label else replace(slide, label=label)


def _no_slide(section: Section) -> Diagnostic:
    message = f"section '{section.title}' has no sentence that can stand alone on a slide; it has none"
    hint = "mark a sentence with […]{.key}, or the heading with .no-slide"
    return Diagnostic("warning", "slides-no-sentence", message, section.place, hint)


def _section_slides(section: Section, document: Document, spoken: tuple[str, ...], *, alone: bool) -> Given:
    """Return what a section gives; `spoken` is the prose that waited for it."""
    state = _State(pending=(*spoken, *section.footnotes))
    if _is_sources(section, document):
        return (draft("references", section, TextBody(texts(section.blocks)), notes=spoken),), ()
    chosen = told(section, document.labels, obliged=alone or not section.opening)
    title = section.title
    if section.opening and not alone:
        title = document.labels("slides.opening", title=title)
    section = replace(section, title=title)
    for block in section.blocks:
        state = _with_block(state, block, section, document, chosen)
    state = _flushed(state, section)
    if section.divided:
        divider = draft("chapter", section, TextBody(()))
        state = replace(state, slides=(divider, *state.slides))
    if not state.slides:
        return (), state.pending
    *before, last = state.slides
    return (*before, replace(last, closing=(*last.closing, *state.pending))), ()


def _is_sources(section: Section, document: Document) -> bool:
    """Tell whether a section is a list of sources typed by hand, by its title and what it holds."""
    names = {document.labels(name).casefold() for name in ("bibliography", "references")}
    typed = all(block["t"] in ("Para", *LISTS) for block in section.blocks)
    return section.title.casefold() in names and typed and bool(texts(section.blocks))


def _with_block(
    state: _State, block: ast.Element, section: Section, document: Document, chosen: Told
) -> _State:
    made = tuple(s for s in object_slides(block, section) if _drawable(s, document))
    if made:
        first = replace(made[0], notes=(*state.pending, *made[0].notes, *_unspoken(block, made)))
        return _with_objects(replace(state, pending=()), (first, *made[1:]), section)
    if "notes" in ast.classes(block):
        return _cued(state, prose_text([block]), section)
    if block["t"] in LISTS:
        return _listed(_flushed(state, section), block, section)
    if block["t"] in ("Para", "Plain"):
        return _typed(state, block) or _spoken(state, block, chosen)
    return state


def _unspoken(block: ast.Element, made: Iterable[Slide]) -> Iterator[str]:
    """Yield the footnotes of a block that its slides do not speak yet."""
    spoken = "\n".join(note for slide in made for note in (*slide.notes, *slide.cues))
    yield from (note for note in footnotes(block) if note not in spoken)


def _with_objects(state: _State, made: tuple[Slide, ...], section: Section) -> _State:
    """Put figures and tables after the bullets that are being gathered; a box ends the gathering."""
    if state.bullets and all(slide.kind in ("figure", "table") for slide in made):
        return replace(state, objects=(*state.objects, *made))
    state = _flushed(state, section)
    return replace(state, slides=(*state.slides, *made))


def _drawable(slide: Slide, document: Document) -> bool:
    """Tell whether a figure's file is there; that it is not has been reported where files are collected."""
    return slide.kind != "figure" or getattr(slide.body, "path", "") in document.resources


def _spoken(state: _State, block: ast.Element, chosen: Told) -> _State:
    text = prose_text([block])
    keys = key_sentences(block) if block["t"] == "Para" else ()
    keys = keys or tuple(sentence for paragraph, sentence in chosen if paragraph is block)
    if not keys:
        return replace(state, pending=(*state.pending, text) if text else state.pending)
    spoken = (*state.pending, text)
    made = [Paragraph(key, marker="bullet", place=ast.where(block)) for key in keys]
    made[0] = replace(made[0], notes=spoken)
    return replace(state, bullets=(*state.bullets, *made), pending=())


def _flushed(state: _State, section: Section) -> _State:
    """Make a slide of the bullets gathered: a statement of one, a list of more."""
    if not state.bullets:
        return state
    alone = len(state.bullets) == 1
    paragraphs = (replace(state.bullets[0], marker=""),) if alone else state.bullets
    slide = draft("statement" if alone else "content", section, TextBody(paragraphs))
    return replace(state, slides=(*state.slides, slide, *state.objects), bullets=(), objects=())


def _cued(state: _State, cue: str, section: Section) -> _State:
    """Give the author's speaker note to the slide before it, or else to the next."""
    if state.objects:
        *before, last = state.objects
        return replace(state, objects=(*before, replace(last, cues=(*last.cues, cue))))
    if not state.bullets and not state.slides:
        return replace(state, pending=(*state.pending, cue))
    *before, last = _flushed(state, section).slides
    return replace(state, slides=(*before, replace(last, cues=(*last.cues, cue))), bullets=())


def _typed(state: _State, block: ast.Element) -> _State | None:
    """Add a paragraph to the list before it whose next item its author typed."""
    body = state.slides[-1].body if state.slides and not state.bullets else None
    end = body.paragraphs[-1:] if isinstance(body, TextBody) else ()
    return _continued(state, typed_item(block, end[0])) if end else None


def _listed(state: _State, block: ast.Element, section: Section) -> _State:
    items = list_items(block)
    if continued := _continued(state, items):
        return continued
    above = lead(section.blocks, block)
    slide = draft("content", section, TextBody((*above, *items)), notes=state.pending, place=ast.where(block))
    return replace(state, slides=(*state.slides, slide), pending=()) if items else state


def _continued(state: _State, items: tuple[Paragraph, ...]) -> _State | None:
    """Add items to the list before, where prose came between them and the numbers count on."""
    last = state.slides[-1] if state.slides else None
    if last is None or not isinstance(last.body, TextBody) or last.kind != "content" or not items:
        return None
    *above, end = last.body.paragraphs
    if not counts_on(end, items[0]):
        return None
    end = replace(end, notes=(*end.notes, *state.pending))
    longer = replace(last, body=TextBody((*above, end, *items)))
    return replace(state, slides=(*state.slides[:-1], longer), pending=())


def chapter_deck(
    chapter: Chapter, slides: tuple[Slide, ...], document: Document, stem: str, listed: Sequence[Entry]
) -> Deck:
    """Plan the deck of one chapter out of its slides: title, slides, the works of those listed that it cites."""
    config = document.config
    title = ast.stringify(_title(chapter, document))
    opening = Slide(
        kind="title",
        title=title,
        label=_label(chapter, document),
        body=_lines(config.title, config.subtitle),
        section=chapter.ident,
        source=title,
        chapter=chapter.ident,
    )
    every = (opening, *slides, *_sources([chapter], document, listed))
    return Deck(stem, f"{title} – {config.title}", config.title, every, (chapter.file,))


def module_deck(
    made: Iterable[tuple[Chapter, tuple[Slide, ...]]], document: Document, stem: str, listed: Sequence[Entry]
) -> Deck:
    """Plan the deck of the whole book out of its chapters' slides and the works listed."""
    config = document.config
    authors = ", ".join(person.name for person in config.authors)
    slides = [Slide(kind="title", title=config.title, body=_lines(config.subtitle, authors))]
    # Numbers may begin anew in each chapter, those of notes always do.
    apart = config.bibliography_scope == "chapter" or not listed
    chapters = []
    for chapter, own in made:
        chapters.append(chapter)
        title = ast.stringify(_title(chapter, document))
        opening = Slide(
            kind="chapter",
            title=title,
            label=_label(chapter, document),
            body=TextBody(()),
            section=chapter.ident,
            source=title,
            chapter=chapter.ident,
            qualifier=_label(chapter, document),
        )
        slides += [opening, *own, *(_own_sources(chapter, document, listed) if apart else ())]
    slides += () if apart else _sources(chapters, document, listed)
    return Deck(stem, config.title, config.title, tuple(slides), ())


def _lines(*lines: str) -> TextBody:
    return TextBody(tuple(Paragraph((Run(line),)) for line in lines if line))


def _title(chapter: Chapter, document: Document) -> ast.Elements:
    if own := chapter.meta.get("slide-title"):
        return ast.text(str(own))
    anchor: Anchor | None = document.anchors.get(chapter.ident)
    return anchor.title if anchor else chapter.title


def _label(chapter: Chapter, document: Document) -> str:
    return document.labels("chapter", number=chapter.number) if chapter.number else ""


def _sources(
    chapters: Sequence[Chapter], document: Document, listed: Sequence[Entry]
) -> tuple[Slide, ...]:
    """Return one slide of the entries that the chapters cite, in the bibliography's order, or of their notes."""
    cited = frozenset[str]().union(*(chapter.survey.targets for chapter in chapters))
    own = [entry for entry in listed if entry.ident in cited]
    body = TextBody(tuple(p for entry in own for p in entry.paragraphs))
    if body.paragraphs:
        ident, name = own[0].heading
        title = document.labels("references")
        return (Slide(kind="references", title=title, body=body, section=ident, source=name),)
    body = TextBody(tuple(p for chapter in chapters for p in _notes(chapter)))
    return (Slide(kind="references", title=document.labels("footnotes"), body=body),) if body.paragraphs else ()


def entries(chapter: Chapter, anchors: Mapping[str, Anchor]) -> tuple[Entry, ...]:
    """Return the entries of the lists of references in a chapter."""
    out = []
    above = ("", "")
    for element in ast.elements(chapter.blocks):
        ident = ast.identifier(element)
        if element["t"] == "Header":
            anchor = anchors.get(ident)
            above = (ident, ast.stringify(anchor.title if anchor else element["c"][2]))
        elif element["t"] == "Div" and "entry" in ast.classes(element):
            out.append(Entry(ident, tuple(_together(texts(element["c"][1]))), above))
    return tuple(out)


def _notes(chapter: Chapter) -> Iterator[Paragraph]:
    """Yield the notes of a chapter that hold citations, by their numbers: a style may write no other list."""
    notes = (e for e in ast.elements(chapter.blocks) if e["t"] == "Note")
    for number, note in enumerate(notes, start=1):
        if any("citation" in ast.classes(e) for e in ast.elements(note["c"])):
            first, *rest = _together(texts(note["c"]))
            yield from (replace(first, marker="decimal", number=number), *rest)


def _together(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs of one source, which are not parted."""
    yield from (replace(paragraph, joined=at > 0) for at, paragraph in enumerate(paragraphs))


def _own_sources(chapter: Chapter, document: Document, listed: Sequence[Entry]) -> tuple[Slide, ...]:
    """Return the sources of a chapter amid others: slides of one deck are told apart by their chapters."""
    title, label = ast.stringify(_title(chapter, document)), _label(chapter, document)
    return tuple(
        replace(slide, section=slide.section or chapter.ident, source=title, chapter=chapter.ident, qualifier=label)
        for slide in _sources([chapter], document, listed)
    )
