"""A made-up library of CSL-JSON items, the same each time.

The families share names, authors write several works a year, and two works in ten need a letter to be told
apart, so that all means of disambiguation are at work.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

__all__ = ["items", "pages"]

_FAMILIES = (
    "Abdullah", "Anderson", "Arifin", "Astuti", "Becker", "Boeke", "Castells", "Chen", "Coleman", "Dewi",
    "Durkheim", "Effendi", "Fauzi", "Firth", "Fischer", "García Márquez", "Geertz", "Giddens", "Gunawan", "Hakim",
    "Handayani", "Hartono", "Hidayat", "Hughes", "Ishikawa", "Jansen", "Johnson", "Kartodirdjo", "Koentjaraningrat",
    "Kusuma", "Lestari", "Lévi-Strauss", "Lubis", "Maryati", "Meyer", "Müller", "Nasution", "Nugroho", "O’Brien",
    "Ostrom", "Parsons", "Prasetyo", "Pratama", "Purnomo", "Putnam", "Rahman", "Ramadhan", "Rossi", "Santoso",
    "Saputra", "Schmidt", "Scott", "Setiawan", "Simanjuntak", "Siregar", "Smith", "Soekanto", "Suharto", "Suryani",
    "Susanto", "Sztompka", "Taylor", "Tönnies", "Utami", "van den Berg", "von Humboldt", "Wahyuni", "Wallerstein",
    "Weber", "Wertheim", "Wibowo", "Wijaya", "Wulandari", "Yamamoto", "Yuliana",
)  # fmt: skip
_GIVEN = (
    "Agus", "Andi", "Anna", "Anthony", "Ayu", "Bambang", "Budi", "Citra", "Clifford", "David Michael", "Dewi Ratna",
    "Eko", "Elena", "Émile", "Fitri", "Hans-Georg", "Indah", "James C.", "Jean-Luc", "John", "Joko", "Karin", "Lina",
    "Maria", "Max", "Mei", "Nur", "Peter", "Putri", "Rina", "Robert D.", "Sarah", "Siti", "Sri", "Thomas", "Wayan",
)  # fmt: skip
_SUBJECTS = (
    "cooperation", "conflict", "the village", "social capital", "kinship", "migration", "the city", "mutual aid",
    "trust", "work", "religion", "education", "the commons", "inequality", "power", "memory", "language", "markets",
)  # fmt: skip
_FORMS = (
    "A history of {a} and {b}", "{a} in the age of {b}", "Rethinking {a}", "On {a}: the case of {b}",
    "From {a} to {b}", "{a} and its limits", "The sociology of {a}", "Does “{a}” explain {b}?", "{a} reconsidered",
)  # fmt: skip
_PLACES = ("Jakarta", "Yogyakarta", "Bandung", "London", "New York", "Berlin", "Leiden", "Chicago", "Paris")
_HOUSES = ("Gramedia", "Gadjah Mada University Press", "Routledge", "Cambridge University Press", "Suhrkamp", "Brill")
_JOURNALS = (
    "Jurnal Sosiologi Indonesia", "American Journal of Sociology", "Annual Review of Anthropology", "Masyarakat",
    "Journal of Rural Studies", "Indonesia", "Social Forces", "Theory and Society", "Zeitschrift für Soziologie",
)  # fmt: skip
_TYPES = (
    *("article-journal",) * 8, *("book",) * 5, *("chapter",) * 3, "thesis", "paper-conference", "report", "webpage",
    "article-newspaper", "motion_picture", "legislation",
)  # fmt: skip


def items(count: int) -> list[dict[str, Any]]:
    """Return a library of CSL-JSON items."""
    dice = random.Random(1)
    families = len(_FAMILIES) * max(count, 500) // 500
    return [_item(number, families, dice) for number in range(count)]


def _item(number: int, families: int, dice: random.Random) -> dict[str, Any]:
    kind = dice.choice(_TYPES)
    year = 1990 + int(dice.random() ** 0.5 * 34)
    item: dict[str, Any] = {"id": f"key{number}", "type": kind, "title": _title(dice)}
    item["issued"] = {"date-parts": [[year]]}
    if kind != "legislation":
        item["author"] = _names(families, dice)
    if kind in ("chapter", "paper-conference"):
        item |= {"container-title": _title(dice), "editor": _names(families, dice)[:3], "page": pages(dice)}
    return item | _PARTS.get(kind, _published)(dice)


def _title(dice: random.Random) -> str:
    a, b = dice.sample(_SUBJECTS, 2)
    title = dice.choice(_FORMS).format(a=a, b=b)
    return title[0].upper() + title[1:]


def _names(families: int, dice: random.Random) -> list[dict[str, str]]:
    many = dice.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 8, 23))
    # Few people write much.
    return [{"family": _family(int(dice.random() ** 2 * families)), "given": dice.choice(_GIVEN)} for _ in range(many)]


def _family(number: int) -> str:
    """Return one of as many families as are wanted: the further ones have double names."""
    again, first = divmod(number, len(_FAMILIES))
    second = _FAMILIES[(first + 7 * again) % len(_FAMILIES)]
    return f"{_FAMILIES[first]}-{second}" if again else _FAMILIES[first]


def pages(dice: random.Random) -> str:
    """Return a range of pages."""
    first = dice.randrange(1, 700)
    return f"{first}-{first + dice.randrange(2, 40)}"


def _published(dice: random.Random) -> dict[str, Any]:
    at = {"publisher": dice.choice(_HOUSES), "publisher-place": dice.choice(_PLACES)}
    return {**at, **({"edition": "2"} if dice.random() < 0.2 else {})}


def _article(dice: random.Random) -> dict[str, Any]:
    return {
        "container-title": dice.choice(_JOURNALS),
        "volume": str(dice.randrange(1, 90)),
        "issue": str(dice.randrange(1, 5)),
        "page": pages(dice),
        **({"DOI": f"10.1000/{dice.randrange(10**6)}"} if dice.random() < 0.6 else {}),
    }


def _webpage(dice: random.Random) -> dict[str, Any]:
    seen = [2024, dice.randrange(1, 13), dice.randrange(1, 28)]
    address = f"https://example.org/{dice.randrange(10**5)}"
    return {"container-title": "Example", "URL": address, "accessed": {"date-parts": [seen]}}


def _newspaper(dice: random.Random) -> dict[str, Any]:
    day = [2010 + dice.randrange(14), dice.randrange(1, 13), dice.randrange(1, 28)]
    return {"container-title": "Kompas", "issued": {"date-parts": [day]}, "page": str(dice.randrange(1, 30))}


_PARTS: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "article-journal": _article,
    "webpage": _webpage,
    "article-newspaper": _newspaper,
    "thesis": lambda dice: {**_published(dice), "genre": "PhD thesis"},
    "report": lambda dice: {**_published(dice), "number": str(dice.randrange(1, 400))},
}
