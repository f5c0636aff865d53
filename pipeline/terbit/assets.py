"""Where the default styles, fonts and scripts lie, whether Terbit is installed or run from its repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from terbit.errors import MachineError

__all__ = ["PROFILE", "FontFile", "asset", "font_files", "styles_dir"]

PROFILE = "profiles/FOGRA39L_coated.icc"
"""The colour profile that set-up takes out of a Debian package, below `styles/assets`."""
_HINT = "in the repository run `make module`; elsewhere reinstall with `pip install --force-reinstall terbit`"


@dataclass(frozen=True, order=True)
class FontFile:
    """One face: `path` for embedding in PDF, `web` for EPUB and HTML (WOFF2 where upstream has one).

    Of a face that a project brings, `path` is where it lies in the project; it was read once, as `data`, and
    `digest` tells it from others.
    """

    family: str
    weight: int
    style: Literal["normal", "italic"]
    path: Path
    web: Path
    digest: str = ""
    data: bytes = field(default=b"", repr=False, compare=False)


def styles_dir() -> Path:
    """Return the folder of the default theme: in the wheel `terbit/styles`, in the repository `styles`.

    Raises
    ------
    MachineError
        If neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "styles", package.parents[1] / "styles"):
        if (folder / "assets" / "fonts.toml").is_file():
            return folder
    raise MachineError.lacking("the default styles are not installed with the terbit package", _HINT)


def asset(path: str) -> Path:
    """Return a fetched file by its path below `styles/assets`, as in ``reveal/reveal.js``.

    Raises
    ------
    MachineError
        If the file is not there.
    """
    file = styles_dir() / "assets" / path
    if not file.is_file():
        raise MachineError.lacking(f"a file that Terbit brings with it is missing: {file}", _HINT)
    return file


@cache
def font_files() -> tuple[FontFile, ...]:
    """Return every face of `fonts.toml`, in its order.

    Raises
    ------
    MachineError
        If a face has no file.
    """
    import tomllib  # noqa: PLC0415 - slow to load, and not needed where nothing has changed

    table = tomllib.loads(asset("fonts.toml").read_text("utf-8"))
    return tuple(
        FontFile(
            family=family,
            weight=face["weight"],
            style=face["style"],
            path=asset(face["file"]),
            web=asset(face.get("web", face["file"])),
        )
        for family, faces in table.items()
        for face in faces
    )
