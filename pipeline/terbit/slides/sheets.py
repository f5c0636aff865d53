"""Finished slides of PowerPoint files: made once, whichever decks show them, and kept from build to build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from xml.sax.saxutils import escape

from terbit.cache import Cache
from terbit.digest import digest, digest_bytes
from terbit.slides.model import Slide
from terbit.slides.renewal import renewed

__all__ = ["Request", "Sheet", "Sheets"]


@dataclass(frozen=True)
class Sheet:
    """A slide as it stands in a file.

    `pieces` are its XML, every second one the name of what stands there: the `footer` or the `number`. `leads` are
    kinds of relationship with addresses, or with the digests of pictures, behind that to the layout of that number
    in the template. `notes` are the XML of its notes, empty without any.
    """

    pieces: tuple[bytes, ...]
    layout: int
    leads: tuple[tuple[str, str], ...]
    notes: bytes

    def xml(self, footer: str, number: int) -> bytes:
        """Return the slide with a footer, and with its number in the deck."""
        values = {b"footer": escape(footer).encode(), b"number": b"%d" % number}
        return b"".join(values[piece] if at % 2 else piece for at, piece in enumerate(self.pieces))


@dataclass(frozen=True)
class Request:
    """A slide, its footer, what its speaker says, and the digests of the pictures that it may show."""

    slide: Slide
    footer: str
    lines: tuple[str, ...]
    pictures: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return a digest of what a sheet is made of, but for what all the decks of a template have in common."""
        slide = self.slide
        shown = (slide.kind, slide.title, slide.title_size, slide.label, slide.caption, slide.body)
        return digest_bytes(repr((*shown, bool(self.footer), slide.address, self.lines, self.pictures)).encode())


class Sheets:
    """The sheets of decks of one template, kept a chapter at a time; of one that changed, new slides alone are made."""

    def __init__(self, make: Callable[[Request, Mapping[str, bytes]], Sheet], cache: Cache, common: str = "") -> None:
        """Begin with none; `common` names all that the sheets are made of beside what is asked for."""
        self.cache, self._make, self._common = cache, make, common
        self._known: dict[str, Sheet] = {}

    def of(self, deck: str, requests: Sequence[Request], images: Mapping[str, bytes]) -> list[Sheet]:
        """Return sheets in the order of what is asked for, by a deck of that stem; `images` are pictures by paths."""
        groups = [(chapter, list(group)) for chapter, group in groupby(requests, lambda one: one.slide.chapter)]
        return [sheet for chapter, group in groups for sheet in self._together((deck, chapter), group, images)]

    def _together(
        self, place: tuple[str, str], group: Sequence[Request], images: Mapping[str, bytes]
    ) -> list[Sheet]:
        keys = [request.key for request in group]
        if any(key not in self._known for key in keys):
            name, last = (digest("sheets", self._common, one) for one in (keys, place))
            make = partial(self._made, dict(zip(keys, group, strict=True)), images)
            self._known |= renewed(self.cache, "sheets", name, last, make)
        return [self._known[key] for key in keys]

    def _made(
        self, wanted: Mapping[str, Request], images: Mapping[str, bytes], before: Mapping[str, Sheet] | None
    ) -> Mapping[str, Sheet]:
        known = {**(before or {}), **self._known}
        return {key: known.get(key) or self._make(one, images) for key, one in wanted.items()}
