"""How a book goes to the press: what its profile asks, with what `terbit.yaml` says over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from terbit.config.faults import fault
from terbit.config.model import Config, Margins, Paper, Press, Trim
from terbit.diagnostics import Diagnostic, Location
from terbit.door import Door, Refused, finding

if TYPE_CHECKING:
    from terbit.profiles import PrintProfile

__all__ = ["check_paper", "check_room", "press_of", "profile_of", "set_by"]

_KEY = "print.profile"
_SIZES = ((115.0, 9.0), (135.0, 9.5), (145.0, 10.0), (192.0, 11.0))
_LARGEST = 12.5
"""The usual sizes of the text in pt, by trims up to so many mm wide and of wider ones: 55 to 75 characters on a line,
pocket books apart, whose lines are shorter."""
_LEAST_WIDTH, _LEAST_LINES = 40.0, 10
"""The least room for text that is still a page, in mm and in lines."""


def profile_of(
    values: Mapping[str, Any], places: Mapping[str, Location], door: Door
) -> PrintProfile | Diagnostic | None:
    """Return the profile that the book names, None where it names none, or what is wrong with its file."""
    named = values.get("print", {}).get("profile")
    if not named:
        return None
    from terbit.profiles import ProfileError, load_profile, read_profile  # noqa: PLC0415 - few books have one

    (name,) = named
    if not name.lower().endswith(".toml"):
        return load_profile(name)
    data = door.read(name)
    if isinstance(data, Refused):
        return finding(data, places[_KEY])
    try:
        return read_profile(data, name)
    except ProfileError as error:
        hint = "see 'Profiles' in the publisher's documentation; begin with `base = \"offset\"`"
        return fault("profile-file", f"{_KEY}: '{name}' {error}", places[_KEY], hint)


def set_by(profile: PrintProfile | None) -> dict[str, Any]:
    """Return the keys of a book that a profile sets."""
    found = {name: profile.get(name) for name in ("trim", "bleed", "numbering", "number-depth")} if profile else {}
    return {name: value for name, value in found.items() if value is not None}


def press_of(given: Mapping[str, Any], profile: PrintProfile | None, trim: Trim) -> Press:
    """Return how the book goes to the press; what neither it nor its profile says is as the model has it."""
    rules = {rule.name: rule.value for rule in profile.rules} if profile else {}
    values: dict[str, Any] = {
        "standard": rules.get("standard"),
        "colours": rules.get("colours"),
        "signature": rules.get("signature"),
        "ink_limit": rules.get("ink-limit"),
        "marks": rules.get("marks"),
        "type_size": _type_size(rules, trim),
    }
    values.update({key.replace("-", "_"): value for key, value in given.items()})
    numbers = {key: int(values[key]) for key in ("colours", "signature", "ink_limit") if values.get(key) is not None}
    values.update(
        numbers,
        profile=profile,
        icc=given.get("icc", ("",))[0],
        marks=values["marks"] != "none",
        bleed_sides=rules.get("bleed-sides"),
        last_blank=rules.get("last-blank"),
        margins=Margins(**given.get("margins", {})),
        paper=_paper(given.get("paper"), rules),
    )
    return Press(**{key: value for key, value in values.items() if value is not None})


def check_paper(
    values: Mapping[str, Any], places: Mapping[str, Location], profile: PrintProfile | None
) -> Iterator[Diagnostic]:
    """Find a paper whose thickness nobody says."""
    key = "print.paper"
    name = values.get("print", {}).get("paper")
    known = profile.get("papers", {}) if profile else {}
    if isinstance(name, str) and name not in known:
        message = f"{key} is '{name}', whose thickness is not known"
        hint = f"write {{name: {name}, thickness: …}} with that of a leaf in mm"
        yield fault("bad-value", message, places[key], hint + (f", or one of {', '.join(known)}" if known else ""))


def check_room(config: Config) -> Iterator[Diagnostic]:
    """Find margins that leave no room for text."""
    from terbit.pdf.geometry import geometry  # noqa: PLC0415 - it knows the configuration

    profile = config.press.profile
    widest = profile.gutters[-1].width if profile and profile.gutters else None
    page = geometry(config.trim, config.press, widest)
    width = page.width - page.inner - page.outer
    key = next((key for key in ("print.margins", "trim.width", "trim", _KEY) if key in config.places), "trim")
    where = config.places.get(key, Location("terbit.yaml", 1, 1))
    hint = "take a larger trim, or narrower margins"
    if width < _LEAST_WIDTH:
        margins = f"{page.inner:g} and {page.outer:g} mm"
        message = f"{key}: margins of {margins} leave {width:.0f} mm of {page.width:g} for text"
        yield fault("page-room", message, where, hint)
    if config.press.side_notes == "margin" and not page.note:
        message = f"print.side-notes: an outer margin of {page.outer:g} mm has no room for notes"
        more = "widen `print.margins.outer` to 43 mm or more, or leave it to Terbit"
        yield fault("page-room", message, config.places["print.side-notes"], more)
    if page.lines < _LEAST_LINES:
        message = f"{key}: margins of {page.top:g} and {page.bottom:.0f} mm leave {page.lines} lines for text"
        yield fault("page-room", message, where, hint)


def _type_size(rules: Mapping[str, Any], trim: Trim) -> float:
    """Return the usual size for a trim if the profile allows it, or else the nearest one that it does."""
    usual = next((size for width, size in _SIZES if trim.width <= width), _LARGEST)
    least, most = rules.get("type-size", (usual, usual))
    return float(min(max(usual, least), most))


def _paper(given: Any, rules: Mapping[str, Any]) -> Paper | None:
    if isinstance(given, Mapping):
        return Paper(given["name"], given["thickness"] / 2)
    name, known = str(given or rules.get("paper", "")), rules.get("papers", {})
    return Paper(name, known[name]) if name in known else None
