"""The pages that come from the configuration: cover, title page and copyright page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.config import Config, Person
from terbit.epub.kept import Kept
from terbit.epub.parts import COPYRIGHT_PATH, COVER_PATH, TITLE_PATH, Page
from terbit.epub.reading import lengths, reading_table
from terbit.epub.xhtml import E, Tree, set_type
from terbit.labels import Labels
from terbit.model import Document
from terbit.theme import read_tokens

__all__ = ["byline", "copyright_page", "cover_page", "edition_name", "title_page"]


def byline(people: tuple[Person, ...], labels: Labels) -> str:
    """Return the authors as a cover names them: of more than three the first alone, *et al.* for the rest."""
    names = [person.name for person in people if "aut" in person.roles]
    return f"{names[0]} {labels('epub.and-others')}" if len(names) > 3 else ", ".join(names)


def cover_page(document: Document, image: str) -> Page:
    """Return the page that shows the cover image; `image` is its address from a page."""
    config, labels = document.config, document.labels
    words = [config.title, config.subtitle, byline(config.authors, labels), config.publisher.name]
    alt = f"{labels('cover')}: " + ". ".join(word for word in words if word)
    picture = E("img", {"src": image, "alt": alt, "class": "cover-image", "role": "doc-cover"})
    tree = E("section", {"class": "cover", "aria-label": labels("cover")}, picture)
    set_type(tree, "cover")
    return Page(COVER_PATH, labels("cover"), "frontmatter", "cover", tree)


def title_page(document: Document) -> Page:
    """Return the title page: title, subtitle, authors, edition, publisher."""
    config, labels = document.config, document.labels
    heading = "title-page-heading"
    tree = E("section", {"id": "title-page", "class": "title-page", "aria-labelledby": heading})
    tree.append(E("h1", {"id": heading}, config.title))
    set_type(tree, "titlepage")
    lines = {
        "subtitle": config.subtitle,
        "authors": ", ".join(person.name for person in config.authors if "aut" in person.roles),
        "edition": edition_name(document),
        "publisher": _imprint(config),
    }
    _add_lines(tree, lines)
    return Page(TITLE_PATH, labels("title-page"), "frontmatter", "titlepage", tree)


def copyright_page(document: Document, chapters: Sequence[Page] = (), kept: Kept | None = None) -> Page:
    """Return the copyright page: people by role, publisher, edition, date, ISBN, licence, length of the chapters."""
    config, labels = document.config, document.labels
    name = labels("copyright-page")
    tree = E("section", {"id": "copyright-page", "class": "copyright-page", "aria-label": name})
    set_type(tree, "copyright-page")
    tree.append(E("p", {}, E("cite", {"class": "book-title"}, _full_title(config))))
    facts = [*_people(config, labels), *_publication(document), *_slides(document)]
    tree.append(E("dl", {"class": "facts"}, *(e for term, fact in facts for e in _fact(term, fact))))
    tree.append(_licence(config, labels))
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    faces = labels("made-with", text=tokens["face-text"], interface=tokens["face-interface"])
    tree.append(E("p", {"class": "colophon"}, faces))
    long = lengths(chapters, kept)
    if long:
        tree.append(reading_table(long, labels))
    return Page(COPYRIGHT_PATH, name, "frontmatter", "copyright-page", tree)


def _full_title(config: Config) -> str:
    return f"{config.title}: {config.subtitle}" if config.subtitle else config.title


def edition_name(document: Document) -> str:
    """Return the edition, and the audience's where it is not the student's."""
    audience = document.labels("edition-of.teacher") if document.edition == "teacher" else ""
    return " · ".join(part for part in (document.config.edition, audience) if part)


def _imprint(config: Config) -> str:
    return ", ".join(word for word in (config.publisher.name, config.publisher.place) if word)


def _add_lines(tree: Tree, lines: dict[str, str]) -> None:
    for name, line in lines.items():
        if line:
            tree.append(E("p", {"class": name}, line))


def _people(config: Config, labels: Labels) -> list[tuple[str, str]]:
    by_role: dict[str, list[str]] = {}
    for person in config.authors:
        for role in person.roles:
            by_role.setdefault(role, []).append(person.name)
    return [(labels.words.get(f"role.{role}", role), ", ".join(names)) for role, names in by_role.items()]


def _publication(document: Document) -> list[tuple[str, str]]:
    config, labels = document.config, document.labels
    publisher = [config.publisher.name, config.publisher.address or config.publisher.place]
    facts = [
        ("publisher", ", ".join(part for part in publisher if part)),
        ("edition-label", ", ".join(w for w in (edition_name(document), labels.date(config.date)) if w)),
        ("isbn-of.epub", config.isbn.get("epub", "")),
    ]
    return [(labels(name), fact) for name, fact in facts if fact]


def _slides(document: Document) -> Iterator[tuple[str, Tree]]:
    """Yield where the slides are, which the numbers of headings lead to."""
    config = document.config
    if config.url and "slides" in config.targets_of(document.edition):
        address = config.address_of("", document.edition)
        yield document.labels("slides.on-web"), E("a", {"href": address}, address)


def _fact(term: str, fact: str | Tree) -> tuple[Tree, Tree]:
    return E("dt", {}, term), E("dd", {}, fact)


def _licence(config: Config, labels: Labels) -> Tree:
    licence = config.licence
    if not licence.name:
        return E("p", {"class": "licence"}, labels("all-rights-reserved"))
    name: Tree | str = licence.name
    if licence.url:
        name = E("a", {"href": licence.url, "rel": "license"}, licence.name)
    before, _, after = labels("licensed-under").partition("{licence}")
    return E("p", {"class": "licence"}, before, name, after)
