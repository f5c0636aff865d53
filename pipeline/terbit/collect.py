"""Collecting: the only reading of the project's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from terbit.assets import styles_dir
from terbit.ast import Element, string, where
from terbit.blocks import map_chapter
from terbit.config import Config
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.door import Door, Refused, finding, refuse_image
from terbit.model import Chapter, Manuscript, Resource, Role, Source
from terbit.style_files import citation_style

__all__ = ["collect", "collect_images", "files_read"]

_INCLUDE = re.compile(r"^\{\{<\s*include\s+(\S+?)\s*>\}\}\s*$")
_TEXT_STYLES = {".css", ".csl", ".xml", ".yaml", ".html", ".txt", ".toml", ".js"}


def collect(config: Config) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    """Read chapters, bibliography, citation style and styles; images follow once it is known which are named."""
    door = Door(config.root)
    findings: list[Diagnostic] = []
    sources = tuple(s for role, file in _files(config) if (s := _source(door, role, file, findings)))
    bibliography = tuple(r for f in config.bibliography if (r := _resource(door, f, findings)))
    styles = _styles(door, findings)
    csl = citation_style(config, door, styles)
    return Manuscript(sources, bibliography, csl.style, {}, styles, csl.through), (*findings, *csl.findings)


def _files(config: Config) -> Iterator[tuple[Role, str]]:
    yield from (("front", file) for file in config.front)
    yield from (("chapter", file) for file in config.chapters)
    yield from (("back", file) for file in config.back)


def _resource(door: Door, path: str, findings: list[Diagnostic]) -> Resource | None:
    data = _read(door, path, Location("terbit.yaml"), findings)
    return None if data is None else Resource(path, data, digest_bytes(data))


def _read(door: Door, path: str, place: Location, findings: list[Diagnostic]) -> bytes | None:
    data = door.read(path)
    if isinstance(data, Refused):
        findings.append(finding(data, place))
        return None
    return data


def _source(door: Door, role: Role, file: str, findings: list[Diagnostic]) -> Source | None:
    lines: list[tuple[str, tuple[str, int]]] = list(_lines(door, file, (), Location("terbit.yaml"), findings))
    text = "\n".join(line for line, _ in lines)
    if not lines:
        return None
    return Source(file, role, text + "\n", tuple(place for _, place in lines), digest_bytes(text.encode()))


def _lines(
    door: Door, file: str, above: tuple[str, ...], place: Location, findings: list[Diagnostic]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield each line with the place it comes from, included files in the place of their directive."""
    data = _read(door, file, place, findings)
    text = "" if data is None else _decoded(data, file, findings)
    if data is not None and not text.strip() and not _faulty(findings, file):
        hint = "take the include away" if above else "write the chapter, or take it off terbit.yaml"
        message = "the file is empty"
        findings.append(Diagnostic("error", "chapter-empty", message, Location(file, 1), hint))
    for number, line in enumerate(text.split("\n"), start=1):
        directive = _INCLUDE.match(line)
        if directive is None:
            yield line, (file, number)
            continue
        here = Location(file, number, 1)
        included = door.resolve(directive[1], file)
        if isinstance(included, Refused):
            findings.append(finding(included, here))
        elif included in (*above, file):
            hint = "a file cannot include itself, directly or through another"
            findings.append(
                Diagnostic("error", "include-cycle", f"'{included}' is being included already", here, hint)
            )
        else:
            yield from _lines(door, included, (*above, file), here, findings)


def _faulty(findings: Iterable[Diagnostic], file: str) -> bool:
    """Say whether a file has an error already."""
    return any(f.where and f.where.file == file and f.severity == "error" for f in findings)


def _decoded(data: bytes, file: str, findings: list[Diagnostic]) -> str:
    """Return a file's text with Unix line ends; a byte that is not UTF-8, or a NUL, is reported at its place."""
    fault = len(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault, text = error.start, data.decode("utf-8", errors="replace").lstrip("\ufeff")
        hint = "save it as UTF-8 (it may be Latin-1 or Windows-1252 now)"
        findings.append(
            Diagnostic(
                "error", "encoding", f"byte 0x{data[fault]:02x} is not UTF-8", _at(data, fault, file), hint
            )
        )
    nul = data.find(b"\0")
    if nul >= 0:
        findings.append(
            Diagnostic("error", "encoding", "a NUL byte", _at(data, nul, file), "the file is not text")
        )
        text = text.replace("\0", "\ufffd")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at(data: bytes, offset: int, file: str) -> Location:
    before = data[:offset].decode("utf-8", errors="replace")
    return Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _styles(door: Door, findings: list[Diagnostic]) -> Mapping[str, Resource]:
    """Return the theme's files, each replaced by the project's own where it has one of the same name."""
    theme, own = styles_dir(), door.root / "styles"
    found = {name: (theme / name).read_bytes() for name in _style_names(theme)}
    if own != theme:
        for name in _style_names(own):
            data = _read(door, f"styles/{name}", Location(f"styles/{name}"), findings)
            found.update({} if data is None else {name: data})
    return {name: Resource(name, data, digest_bytes(data)) for name, data in found.items()}


def _style_names(folder: Path) -> list[str]:
    files = sorted(folder.rglob("*")) if folder.is_dir() else []
    names = [path.relative_to(folder).as_posix() for path in files if path.suffix in _TEXT_STYLES]
    return [name for name in names if not name.startswith("assets/") and (folder / name).is_file()]


def collect_images(
    config: Config, chapters: Iterable[Chapter]
) -> tuple[tuple[Chapter, ...], Mapping[str, Resource], tuple[Diagnostic, ...]]:
    """Read each image that the chapters name, through the one door, and point the tree at it.

    An image that is refused is named in its place, and reported.
    """
    door = Door(config.root)
    resources: dict[str, Resource] = {}
    findings: list[Diagnostic] = []
    settled = []
    for chapter in chapters:

        def change(element: Element, file: str = chapter.file) -> Element | None:
            return _image(element, file, door, resources, findings) if element["t"] == "Image" else None

        settled.append(map_chapter(chapter, change, lambda held: held.has_kind("Image")))
    images = (("cover", config.cover), ("publisher.logo", config.publisher.logo), ("slides.logo", config.slides.logo))
    for key, path in images:
        refused = _read_image(door, path, resources) if path else None
        if refused:
            findings.append(finding(refused, config.places.get(key, Location("terbit.yaml"))))
    _collect_named(config, door, resources, findings)
    return tuple(settled), resources, tuple(findings)


def _collect_named(config: Config, door: Door, resources: dict[str, Resource], findings: list[Diagnostic]) -> None:
    """Read what `terbit.yaml` names beside pictures: the profile of the press, the template and the faces of decks."""
    fonts = (
        (f"slides.faces.{name}.{style}", path)
        for name, face in config.slides.faces.items()
        for style, path in face.files.items()
    )
    for key, path in (("print.icc", config.press.icc), ("slides.template", config.slides.template), *fonts):
        data = _read(door, path, config.places.get(key, Location("terbit.yaml")), findings) if path else None
        if data is not None:
            resources[path] = Resource(path, data, digest_bytes(data))


def files_read(manuscript: Manuscript, images: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of all files that were read, `terbit.yaml` apart; those of styles may be the theme's."""
    included = {file for source in manuscript.sources for file, _ in source.lines}
    named = {resource.path for resource in (*manuscript.bibliography, manuscript.csl) if resource}
    named.update(manuscript.dependent)
    return tuple(sorted({*included, *named, *images, *(f"styles/{name}" for name in manuscript.styles)}))


def _image(
    element: Element, file: str, door: Door, resources: dict[str, Resource], findings: list[Diagnostic]
) -> Element:
    attribute, inlines, (url, title) = element["c"]
    place = where(element) or Location(file)
    path = _resolve(door, url, file, place.file)
    refused = path if isinstance(path, Refused) else _read_image(door, path, resources)
    if refused:
        findings.append(finding(refused, place))
        return {"t": "Strong", "c": [string(f"[{url}]")]}
    return {**element, "c": [attribute, inlines, [path, title]]}


def _read_image(door: Door, path: str, resources: dict[str, Resource]) -> Refused | None:
    """Read an image, once; return why it is refused, if it is."""
    if path in resources:
        return None
    data = door.read(path)
    refused = data if isinstance(data, Refused) else refuse_image(path, data)
    if isinstance(data, bytes) and not refused:
        resources[path] = Resource(path, data, digest_bytes(data))
    return refused


def _resolve(door: Door, url: str, file: str, included: str) -> str | Refused:
    """Resolve an image from the chapter, or else from the file that the chapter includes it with."""
    path = door.resolve(url, file)
    if isinstance(path, Refused) and path.reason == "missing" and included != file:
        nearer = door.resolve(url, included)
        return path if isinstance(nearer, Refused) else nearer
    return path
