"""Converting a PDF: everything that its pages draw, set in the inks of a press."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from terbit.cache import Cache
from terbit.digest import digest, digest_bytes
from terbit.press.colours import Inks, MaskInks
from terbit.press.contents import converted
from terbit.press.objects import resources_of
from terbit.press.overprint import add_states
from terbit.press.pictures import convert_picture
from terbit.press.shadings import convert_shading
from terbit.press.spaces import Unprintable, read_space
from terbit.versions import own_tools

__all__ = ["convert"]

_MASK = MaskInks()
_SHORT = 400


def convert(pdf: pikepdf.Pdf, inks: Inks, cache: Cache) -> Iterator[tuple[int, str]]:
    """Set every page in inks; yield the pages that have what cannot be, counted from 1, and what it is."""
    conversion = _Conversion(pdf, inks, cache)
    for number, page in enumerate(pdf.pages, start=1):
        try:
            conversion.page(page)
        except Unprintable as reason:
            yield number, str(reason)
    conversion.forget_spaces()


class _Conversion:
    """One walk through one PDF; what several pages use is converted once."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks, cache: Cache) -> None:
        self._pdf, self._inks, self._cache = pdf, inks, cache
        self._done: set[tuple[tuple[int, int], str]] = set()
        self._read: list[pikepdf.Object] = []

    def page(self, page: pikepdf.Page) -> None:
        """Convert a page; several streams become one, for a colour may be set in one and used in the next.

        Black type overprints on the page itself, not in forms: what that gives in a transparent group differs
        from one renderer to the next.
        """
        resources = resources_of(page)
        data = self._converted(page, resources, self._inks, overprints=self._inks.overprints)
        if data is not None:
            page.obj.Contents = self._pdf.make_stream(data)
            add_states(resources, data)
        self._resources(resources, self._inks)
        self._group(page.obj, self._inks)

    def forget_spaces(self) -> None:
        """Take away the named colour spaces, which nothing names any more but for colours with names of their own."""
        for resources in self._read:
            spots = {n: space for n, space in resources.get("/ColorSpace", {}).items() if _is_spot(space)}
            if spots:
                resources.ColorSpace = pikepdf.Dictionary(spots)
            elif "/ColorSpace" in resources:
                del resources["/ColorSpace"]

    def _resources(self, resources: pikepdf.Object | None, inks: Inks) -> None:
        """Convert what a dictionary of resources names."""
        if resources is None or self._seen(resources, inks):
            return
        self._read.append(resources)
        for shape in _values(resources, "/XObject"):
            self._shape(shape, resources, inks)
        for pattern in _values(resources, "/Pattern"):
            self._pattern(pattern, resources, inks)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, resources, inks)
        for state in _values(resources, "/ExtGState"):
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                self._shape(mask.G, resources, _MASK if str(mask.S) == "/Luminosity" else inks)
        for font in _values(resources, "/Font"):
            for glyph in _values(font, "/CharProcs"):
                self._content(glyph, font.get("/Resources", resources), inks)

    def _shape(self, shape: pikepdf.Object, resources: pikepdf.Object, inks: Inks) -> None:
        if str(shape.get("/Subtype")) == "/Image":
            if not self._seen(shape, inks):
                convert_picture(shape, resources, inks, self._cache)  # type: ignore[arg-type]
                if "/SMask" in shape:
                    self._shape(shape.SMask, resources, _MASK)
            return
        self._content(shape, shape.get("/Resources", resources), inks)
        self._group(shape, inks)

    def _pattern(self, pattern: pikepdf.Object, resources: pikepdf.Object, inks: Inks) -> None:
        if int(pattern.PatternType) == 2:
            self._shading(pattern.Shading, resources, inks)
        else:
            self._content(pattern, pattern.get("/Resources", resources), inks)

    def _content(self, stream: pikepdf.Object, resources: pikepdf.Object, inks: Inks) -> None:
        if self._seen(stream, inks):
            return
        data = self._converted(stream, resources, inks)
        if data is not None:
            stream.write(data)
        self._resources(resources, inks)

    def _converted(
        self,
        stream: pikepdf.Page | pikepdf.Object,
        resources: pikepdf.Object | None,
        inks: Inks,
        *,
        overprints: bool = False,
    ) -> bytes | None:
        """Convert a content stream, or take what it became before; short ones are converted sooner than looked up."""
        raw = _raw(stream)
        if len(raw) < _SHORT:
            return converted(stream, resources, inks, overprints=overprints)  # type: ignore[arg-type]
        key = digest("content", own_tools(), inks.key, overprints, digest_bytes(raw), _spaces(resources))
        kept: tuple[bytes | None] = self._cache.compute(
            "content",
            key,
            lambda: (converted(stream, resources, inks, overprints=overprints),),  # type: ignore[arg-type]
        )
        return kept[0]

    def _shading(self, shading: pikepdf.Object, resources: pikepdf.Object, inks: Inks) -> None:
        if not self._seen(shading, inks):
            convert_shading(self._pdf, shading, resources, inks, self._cache)

    def _group(self, owner: pikepdf.Object, inks: Inks) -> None:
        """Blend in inks what is transparent (ISO 32000-1, 11.4.7)."""
        group = owner.get("/Group")
        if group is not None and not self._seen(group, inks):
            group.CS = pikepdf.Name(inks.space)

    def _seen(self, thing: pikepdf.Object, inks: Inks) -> bool:
        if not thing.is_indirect:
            return False
        key = (thing.objgen, inks.key)
        seen = key in self._done
        self._done.add(key)
        return seen


def _raw(stream: pikepdf.Page | pikepdf.Object) -> bytes:
    """Return a content as it is kept in the file, compressed; that of a page may be in several streams."""
    if not isinstance(stream, pikepdf.Page):
        return stream.read_raw_bytes()
    contents = stream.obj.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"".join(one.read_raw_bytes() for one in streams)


def _spaces(resources: pikepdf.Object | None) -> dict[str, str]:
    """Return what the colour spaces are that a content may name."""
    named = resources.get("/ColorSpace") if resources is not None else None
    return {name: _told(space) for name, space in named.items()} if named is not None else {}


def _told(space: pikepdf.Object) -> str:
    try:
        return str(read_space(space))
    except Unprintable as reason:
        return str(reason)


def _values(owner: pikepdf.Object, name: str) -> list[pikepdf.Object]:
    return [value for _, value in sorted(owner.get(name, {}).items())]


def _is_spot(space: pikepdf.Object) -> bool:
    return isinstance(space, pikepdf.Array) and str(space[0]) in ("/Separation", "/DeviceN")
