"""The pages of an index entry: each once, and as a range where they follow each other.

The rule for pages that nobody marked as a range is that of makeindex: three or more that follow each other become one
("12–14"), two do not ("12, 13"). Single pages alone are joined: a range that is marked in the text says that the matter
is treated all along, and keeps its own ends; what lies within it is left out. Roman pages and arabic ones are apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from terbit.pdf.folios import position
from terbit.pdf.markup import has_class

__all__ = ["tidy_locators"]

_PAGE, _END = "index-page", "range-end"
"""The classes of links to a page, and to the end of a range of pages."""
_FEWEST = 3
"""How many pages that follow each other become a range."""
_JOINTS = ",–"


@dataclass(frozen=True)
class _Locator:
    """The link to a page, or both links of a range that is marked in the text, and their pages, 0 if not known."""

    links: tuple[Any, ...]
    start: int
    end: int

    def is_in(self, other: _Locator) -> bool:
        """Say whether another locator names all of the pages of this one."""
        return 0 not in (self.start, self.end, other.start) and other.start <= self.start and self.end <= other.end

    def follows(self, other: _Locator) -> bool:
        """Say whether both are single pages, this one the next after the other."""
        return len(self.links) == len(other.links) == 1 and self.start == other.end + 1 and other.end != 0


def tidy_locators(item: Any) -> None:
    """Leave out what an entry's other locators say already, and join pages that follow each other.

    Their numbers are written; a sub-entry is an entry of its own.
    """
    links = [link for link in item.iterfind(".//a") if has_class(link, _PAGE)]
    own = [link for link in links if next(link.iterancestors("li")) is item]
    for run in _runs(_told_once(list(_locators(own)))):
        if len(run) >= _FEWEST:
            _drop(run[1:-1])
            run[0].links[0].tail = "–"


def _locators(links: Sequence[Any]) -> Iterator[_Locator]:
    """Yield the locators of an entry; a range that begins and ends on one page is that page."""
    for link, following in zip(links, [*links[1:], None], strict=False):
        if has_class(link, _END):
            continue
        both = (link, following) if following is not None and has_class(following, _END) else (link,)
        one = _Locator(both, position(link.text), position(both[-1].text))
        if len(both) > 1 and one.start == one.end != 0:
            _drop_link(following)
            one = _Locator((link,), one.start, one.end)
        yield one


def _told_once(found: Sequence[_Locator]) -> list[_Locator]:
    """Drop each locator that lies in another one, the first of equal ones apart, and return the others."""
    needless = [
        one
        for at, one in enumerate(found)
        if any(one.is_in(other) and (n < at or not other.is_in(one)) for n, other in enumerate(found) if n != at)
    ]
    _drop(needless)
    return [one for one in found if one not in needless]


def _runs(locators: Sequence[_Locator]) -> Iterator[list[_Locator]]:
    """Yield the runs of single pages that follow each other; any other locator is a run by itself."""
    run: list[_Locator] = []
    for one in locators:
        if run and not one.follows(run[-1]):
            yield run
            run = []
        run.append(one)
    yield run


def _drop(locators: Sequence[_Locator]) -> None:
    for link in [link for one in locators for link in one.links]:
        _drop_link(link)


def _drop_link(link: Any) -> None:
    """Take a link away with the comma or the dash before it."""
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip().rstrip(_JOINTS) + (link.tail or "")
    else:
        parent.text = (parent.text or "").rstrip().rstrip(_JOINTS) + (link.tail or "")
    link.tail = None
    parent.remove(link)
