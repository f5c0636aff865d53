"""The printing condition: an ICC output profile, the project's own or the one that set-up brings."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PIL import ImageCms

from terbit.assets import PROFILE, styles_dir
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.errors import MachineError
from terbit.model import Document

__all__ = ["Profile", "profile_of", "read_profile"]

_REGISTRY = "http://www.color.org"
_HINT = (
    "install it with `make module` in the repository, which takes it out of Debian's package texlive-base, "
    "or name a profile of your printer's: `print: {icc: press.icc}`"
)
_WANTED = "ask the printer for the ICC profile (.icc) of the press and the paper"

Space: TypeAlias = Literal["CMYK", "GRAY"]


@dataclass(frozen=True)
class Profile:
    """An output profile: its data, its name, its colour space, and what an output intent says of it.

    `condition` is the name in the ICC's registry, or "Custom" where the profile names none (ISO 15930-7, 6.2.2).
    """

    data: bytes
    name: str
    space: Space
    condition: str
    registry: str

    @property
    def key(self) -> str:
        """Return what tells this profile from others."""
        return digest_bytes(self.data)


def profile_of(document: Document) -> Profile | Diagnostic:
    """Return the profile that a book is printed by, or why it cannot be.

    Raises
    ------
    MachineError
        If the book names none, and set-up has brought none.
    """
    config = document.config
    path = config.press.icc
    if not path:
        return _default()
    where = config.places.get("print.icc", Location("terbit.yaml"))
    if path not in document.resources:
        return Diagnostic("error", "profile-unusable", f"print.icc: '{path}' cannot be read", where, _WANTED)
    try:
        profile = read_profile(document.resources[path].data)
    except ValueError as error:
        return Diagnostic("error", "profile-unusable", f"print.icc: '{path}' {error}", where, _WANTED)
    if profile.space == "GRAY" and (config.press.colours != 1 or config.press.standard == "x-1a"):
        message = f"print.icc: '{path}' is for one ink, but the book is to have four"
        hint = "write `colours: 1` and `standard: x-4`, or name a CMYK profile"
        return Diagnostic("error", "profile-unusable", message, where, hint)
    return profile


def read_profile(data: bytes) -> Profile:
    """Read an ICC profile.

    Raises
    ------
    ValueError
        If it is none, or not one of a press; the message continues "FILE …".
    """
    if data[36:40] != b"acsp":
        raise ValueError("is no ICC profile")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except OSError:
        raise ValueError("is a damaged ICC profile") from None
    kind, colours = profile.device_class.strip(), profile.xcolor_space.strip()
    if kind != "prtr":
        raise ValueError(f"is no output profile: its class is '{kind}', not 'prtr'")
    if colours not in ("CMYK", "GRAY"):
        raise ValueError(f"is a profile for {colours}, not for CMYK or grey")
    name = (profile.profile_description or "").strip() or "unnamed profile"
    condition = _condition(profile.target or "", name)
    space: Space = "CMYK" if colours == "CMYK" else "GRAY"
    return Profile(data, name, space, condition or "Custom", _REGISTRY if condition else "")


def _condition(target: str, name: str) -> str:
    """Return the registered name of the printing condition that a profile was made from, if it tells."""
    if stated := re.match(r"ICCHDAT\s+(\S+)", target):
        return stated[1]
    found = re.search(r"\bFOGRA\s?(\d{2})", name, re.IGNORECASE)
    return f"FOGRA{found[1]}" if found else ""


def _default() -> Profile:
    file = styles_dir() / "assets" / PROFILE
    if not file.is_file():
        raise MachineError.lacking("the colour profile FOGRA39L_coated.icc is missing, and PDF/X needs one", _HINT)
    return read_profile(file.read_bytes())
