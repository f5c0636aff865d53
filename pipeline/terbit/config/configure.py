"""The first stage: `terbit.yaml` read, checked and turned into a Config."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terbit.config.checks import first_day, slug_of
from terbit.config.faults import fault
from terbit.config.keys import table_of_keys
from terbit.config.kinds import Fields
from terbit.config.model import (
    Accessibility,
    Config,
    Edition,
    Licence,
    Person,
    Publisher,
    Series,
    SlideFace,
    SlideStyle,
    Trim,
)
from terbit.config.press import check_paper, check_room, press_of, profile_of, set_by
from terbit.config.tree import Mapped, read_tree
from terbit.config.vocabulary import TRIMS
from terbit.config.walk import Checked, NamedFile, check_tree
from terbit.diagnostics import Diagnostic, Location, ordered
from terbit.door import Door
from terbit.errors import ConfigError

if TYPE_CHECKING:
    from terbit.profiles import PrintProfile

__all__ = ["configure"]

_TEACHERS_TARGETS = ("screen", "slides", "handout", "package", "index")


def configure(root: Path) -> Config:
    """Read a project's `terbit.yaml`; of the other files only their names are looked at.

    Raises
    ------
    ConfigError
        If anything is wrong, with every error that could be found.
    """
    table = table_of_keys()
    tree = read_tree(root)
    door = Door(root)
    checked = check_tree(tree, table, door)
    findings = [*checked.findings, *_across(checked, tree, table)]
    profile = profile_of(checked.values, checked.places, door)
    if isinstance(profile, Diagnostic):
        findings, profile = [*findings, profile], None
    else:
        findings += check_paper(checked.values, checked.places, profile)
    if not findings:
        config = _config(root, {**_defaults(table), **set_by(profile), **checked.values}, checked.places, profile)
        findings += check_room(config)
    if findings:
        raise ConfigError(ordered(findings))
    return config


def _across(checked: Checked, tree: Mapped, table: Fields) -> Iterator[Diagnostic]:
    """Find what no key shows by itself."""
    manuscript = [file for file in checked.files if file.key.split(".")[0] in {"front", "chapters", "back"}]
    yield from _repeated(manuscript, "chapter-twice")
    yield from _repeated([f for f in checked.files if f.key.startswith("bibliography")], "bad-value")
    yield from _unpublished({**_defaults(table), **checked.values}, checked.places)
    title = checked.values.get("title")
    if title and not slug_of(title) and not any(entry.name == "slug" for entry in tree.entries):
        message = "slug is missing, and the title has no letters that can name a file everywhere"
        yield fault("missing-key", message, checked.places["title"], "add 'slug: ' with a name in ASCII letters")


def _repeated(files: list[NamedFile], code: str) -> Iterator[Diagnostic]:
    first: dict[str, NamedFile] = {}
    for file in files:
        earlier = first.setdefault(file.path, file)
        if earlier is not file:
            message = f"{file.key}: '{file.path}' is in {earlier.key} (line {earlier.where.line}) already"
            yield fault(code, message, file.where, "name each file once; a pattern may match too much")


def _unpublished(values: Mapping[str, Any], places: Mapping[str, Location]) -> Iterator[Diagnostic]:
    """Find targets of an edition that the book does not have."""
    editions, book_targets = values["editions"], values["targets"]
    if not isinstance(editions, dict):
        return
    for name, own in editions.items():
        for target in own.get("targets", ()):
            if target not in book_targets:
                key = f"editions.{name}.targets"
                message = f"{key} has '{target}', which is not among the book's targets"
                yield fault("bad-value", message, places[key], f"add '{target}' to targets")


def _defaults(table: Fields) -> dict[str, Any]:
    return {key.name: key.default for key in table.keys if key.default is not None}


def _config(
    root: Path, values: Mapping[str, Any], places: Mapping[str, Location], profile: PrintProfile | None
) -> Config:
    chapters, parts = _chapters(values["chapters"])
    targets = values["targets"]
    return Config(
        root=root.resolve(),
        title=values["title"],
        slug=values.get("slug") or slug_of(values["title"]),
        language=values["language"],
        date=first_day(values["date"]),
        subtitle=values.get("subtitle", ""),
        authors=tuple(_person(author) for author in values.get("authors", ())),
        publisher=_publisher(values.get("publisher", {})),
        isbn=_isbn(values.get("isbn", {})),
        edition=values.get("edition", ""),
        licence=Licence(**_named(values.get("licence", {}))),
        description=values.get("description", ""),
        blurb=values.get("blurb", ""),
        subjects=values.get("subjects", ()),
        url=values.get("url", ""),
        series=Series(**_named(values.get("series", {}))),
        accessibility=Accessibility(**values.get("accessibility", {})),
        cover=values.get("cover", ("",))[0],
        front=_flat(values.get("front", ())),
        chapters=chapters,
        parts=parts,
        back=_flat(values.get("back", ())),
        bibliography=_bibliography(values.get("bibliography", ())),
        bibliography_scope=values["bibliography-scope"],
        csl=values.get("csl", ("",))[0],
        trim=_trim(values["trim"]),
        bleed=float(values["bleed"]),
        press=press_of(values.get("print", {}), profile, _trim(values["trim"])),
        targets=targets,
        handout=tuple(map(int, values["handout"])),
        slides=_slides(values.get("slides", {})),
        editions=tuple(_editions(values["editions"], targets)),
        numbering=values["numbering"],
        number_depth=values["number-depth"],
        contents_depth=values["contents-depth"],
        footnote_numbering=values["footnote-numbering"],
        places=places,
        issued=values["date"],
    )


def _named(value: Any) -> dict[str, Any]:
    """Return a bare name as the mapping that it is short for."""
    return {"name": value} if isinstance(value, str) else dict(value)


def _publisher(value: Any) -> Publisher:
    given = _named(value)
    return Publisher(**{**given, "logo": given["logo"][0]} if "logo" in given else given)


def _person(value: Any) -> Person:
    return Person(value) if isinstance(value, str) else Person(**value)


def _isbn(value: Any) -> dict[str, str]:
    return {"print": value} if isinstance(value, str) else dict(value)


def _flat(value: Any) -> tuple[str, ...]:
    return tuple(path for paths in value for path in paths)


def _bibliography(value: Any) -> tuple[str, ...]:
    return _flat(value) if value and isinstance(value[0], tuple) else tuple(value)


def _chapters(value: Any) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return all chapters in order, and those of each part under its title."""
    paths: list[str] = []
    parts = []
    for item in value:
        own = _flat(item["chapters"]) if isinstance(item, dict) else item
        paths.extend(own)
        if isinstance(item, dict):
            parts.append((item["part"], own))
    return tuple(paths), tuple(parts)


def _trim(value: Any) -> Trim:
    if isinstance(value, str):
        return TRIMS[value]
    return Trim(f"{value['width']:g}x{value['height']:g} mm", float(value["width"]), float(value["height"]))


def _slides(value: Mapping[str, Any]) -> SlideStyle:
    ratios = value.get("ratio", "16:9")
    template, logo = (value.get(name, ("",))[0] for name in ("template", "logo"))
    faces = {name: _slide_face(face) for name, face in value.get("faces", {}).items()}
    ratios = (ratios,) if isinstance(ratios, str) else tuple(ratios)
    return SlideStyle(ratios, template, logo, dict(value.get("colours", {})), faces)


def _slide_face(value: Any) -> SlideFace:
    if isinstance(value, str):
        return SlideFace(value)
    return SlideFace(files={style: path for style, (path,) in value.items()})


def _editions(value: Any, targets: tuple[str, ...]) -> Iterator[Edition]:
    """Yield each edition with its targets; a teacher's edition without any gets what a teacher needs."""
    teachers = tuple(target for target in targets if target in _TEACHERS_TARGETS) or targets
    for name in value:
        own = value[name].get("targets") if isinstance(value, dict) else None
        yield Edition(name, own or (teachers if name == "teacher" else targets))
