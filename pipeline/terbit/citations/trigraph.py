"""Citation labels such as "RoNo78", made of names and year for entries that bring none along."""

from __future__ import annotations

from terbit.citations.bibliography import Record
from terbit.citations.dates import DateValue
from terbit.citations.record import Name

__all__ = ["citation_label"]

# How many letters each of one, two, three or more authors gives, as in the reference implementation.
_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))


def citation_label(record: Record) -> str:
    """Return the entry's own label, or letters of its first authors and the last two digits of its year."""
    own = record.values.get("citation-label")
    if isinstance(own, str):
        return own
    names = record.values.get("author") or record.values.get("editor")
    people = [_family(name) for name in names if "others" not in name] if isinstance(names, tuple) else []
    letters = "".join(name[:count] for name, count in zip(people, _counts(len(people)), strict=False))
    issued = record.values.get("issued")
    year = issued.start[0] if isinstance(issued, DateValue) and issued.start else None
    return letters + (f"{abs(year) % 100:02}" if year is not None else "")


def _family(name: Name) -> str:
    return name.get("family") or name.get("literal") or name.get("given", "")


def _counts(people: int) -> tuple[int, ...]:
    return _LETTERS[min(people, len(_LETTERS)) - 1] if people else ()
