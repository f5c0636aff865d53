"""How a style wants names: the options of cs:name and the form of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from terbit.citations.people import spaced
from terbit.citations.record import Name

__all__ = ["FULL", "INITIALS", "INITIALS_ALONE", "NamePart", "NameStyle"]

INITIALS, FULL, INITIALS_ALONE = 1, 2, 3  # how much of a given name tells somebody apart


@dataclass(frozen=True)
class NamePart:
    """How cs:name-part wants the given or the family name: its look, and its affixes round all of it."""

    look: Callable[[str], str] = str
    prefix: str = ""
    suffix: str = ""

    def __call__(self, text: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> str:
        """Set a part with the particles that belong to it, which are set already."""
        own = self.look(text) if text else ""
        whole = spaced(*before, own, *after)
        return f"{self.prefix}{whole}{self.suffix}" if whole else ""

    def bare(self, text: str) -> str:
        """Set a particle in the look of the part."""
        return self.look(text) if text else ""


@dataclass(frozen=True)
class NameStyle:
    """A style's name options, by their CSL names.

    Disambiguation asks for `shown` names, and `level` tells how much of a given name: initials (in full where
    the style has none), all of it, or initials if the style has them.
    `given_form` and `family_form` set the two parts of a name as cs:name-part wants them.
    """

    form: str = "long"
    joiner: str = ""  # the word or sign between the last two, empty for none
    delimiter: str = ", "
    precedes_et_al: str = "contextual"
    precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_use_last: bool = False
    et_al: str = "et al."
    initialize: bool = True
    initialize_with: str | None = None
    hyphenated: bool = True
    sort_order: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    for_sorting: bool = False
    shown: int = 0
    level: Callable[[int, Name], int] | None = None
    given_form: NamePart = NamePart()
    family_form: NamePart = NamePart()

    def inverts(self, number: int) -> bool:
        """Tell whether the name of that number in its list, counted from 0, begins with the family name."""
        return self.sort_order == "all" or (self.sort_order == "first" and number == 0)
