"""The one door: every file or address that the project names is resolved here, and stays inside the project."""

from __future__ import annotations

import os
import posixpath
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from terbit.diagnostics import Diagnostic, Location, nearest
from terbit.image_safety import check_image, fault_in

__all__ = ["MAX_BYTES", "Door", "Reason", "Refused", "check_image", "finding", "refuse_image"]

MAX_BYTES = 64 * 1024 * 1024
"""A file that is larger is not read: no figure or bibliography of a book needs it."""

Reason = Literal[
    "remote", "data", "absolute", "outside", "symlink", "characters", "empty",
    "missing", "case", "folder", "not-a-file", "unreadable", "too-large", "unsafe", "pixels",
]  # fmt: skip

_CODES: dict[Reason, str] = {
    "remote": "remote-resource",
    "data": "remote-resource",
    "absolute": "outside-project",
    "outside": "outside-project",
    "symlink": "outside-project",
    "unsafe": "unsafe-image",
    "pixels": "image-too-large",
    "too-large": "file-too-large",
}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HINTS: dict[Reason, str] = {
    "remote": "download it into source/ and name it there: a build never uses the network",
    "data": "save it as a file in source/ and name it there",
    "absolute": "write the path from the file that names it, with '/' between folders",
    "outside": "copy the file into the project",
    "symlink": "copy the file into the project in place of the link",
    "characters": "rename the file, and write its name without control characters and backslashes",
    "empty": "write the path of a file",
}


@dataclass(frozen=True)
class Refused:
    """A reference that the door does not let through, and what to do about it."""

    reference: str
    reason: Reason
    message: str
    hint: str = ""

    @property
    def code(self) -> str:
        """Return the code of the diagnostic that this becomes."""
        return _CODES.get(self.reason, "file-missing")


@dataclass(frozen=True)
class Door:
    """The way into a project; `limit` is the size in bytes beyond which a file is not read."""

    root: Path
    limit: int = MAX_BYTES

    def resolve(self, reference: str, base: str = "", *, data: bool = False) -> str | Refused:
        """Return the POSIX path, relative to the project, of an existing file that stays inside it.

        `base` is the file that names it, also relative to the project (empty: the project's folder itself).
        A percent-encoded reference is decoded once, unless a file of the very name as written exists.
        With `data`, a ``data:`` address is returned as it is.
        """
        reference = reference.strip()
        if data and reference[:5].lower() == "data:":
            return reference
        literal = self._resolve_plain(reference, base)
        decoded = _decoded(reference)
        if isinstance(literal, str) or decoded == reference or literal.reason not in {"missing", "case"}:
            return literal
        return self._resolve_plain(decoded, base)

    def read(self, path: str) -> bytes | Refused:
        """Return the bytes of a file, by a path that `resolve` gave."""
        found = self._resolve_plain(path, "")
        if isinstance(found, Refused):
            return found
        try:
            # A pipe that took the file's place must not keep the build waiting.
            handle = os.open(self.root / found, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
            with open(handle, "rb") as stream:  # noqa: PTH123 - a descriptor has no path
                data = stream.read(self.limit + 1)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            return Refused(path, "unreadable", f"cannot read '{path}': {reason}", "check the file's permissions")
        if len(data) > self.limit:
            message = f"'{path}' is larger than {self.limit // 1024**2} MiB"
            return Refused(path, "too-large", message, "make the file smaller")
        return data

    def _resolve_plain(self, reference: str, base: str) -> str | Refused:
        """Resolve a reference that is taken literally."""
        if refused := _refuse_form(reference):
            return refused
        parts = _normal(posixpath.dirname(base), reference)
        if parts is None:
            return _refuse(reference, "outside", f"'{_shown(reference)}' leads out of the project")
        found = self._walk(reference, parts)
        if isinstance(found, Refused) and found.reason in {"missing", "folder"}:
            return self._hinted(found, base)
        return found

    def _walk(self, reference: str, parts: tuple[str, ...]) -> str | Refused:
        """Follow the parts through directory listings, so that names count letter for letter everywhere."""
        here = ""
        for part in parts:
            if not self._holds(here):
                break
            name = _entry(part, self._names(here))
            if name is None:
                return _missing(reference, here, part, self._names(here))
            here = posixpath.join(here, name)
        if not self._holds(here):
            return _refuse(reference, "symlink", f"'{_shown(reference)}' is a link that leads out of the project")
        return self._refuse_kind(reference, here) or here

    def _refuse_kind(self, reference: str, path: str) -> Refused | None:
        try:
            mode = (self.root / path).stat().st_mode
        except OSError:
            return Refused(reference, "missing", f"'{_shown(reference)}' is a link to nothing", "mend the link")
        if stat.S_ISDIR(mode):
            return Refused(reference, "folder", f"'{_shown(reference)}' is a folder", "name a file in it")
        if not stat.S_ISREG(mode):
            return Refused(reference, "not-a-file", f"'{_shown(reference)}' is no regular file")
        return None

    def _hinted(self, refused: Refused, base: str) -> Refused:
        """Say how to write a path that was written from the project's folder instead of the file's own."""
        folder = posixpath.dirname(base)
        parts = _normal("", refused.reference)
        if folder and parts and isinstance(path := self._walk(refused.reference, parts), str):
            relative = posixpath.relpath(path, folder)
            hint = f"paths begin at the file that names them: write '{relative}'"
            return Refused(refused.reference, refused.reason, refused.message, hint)
        return refused

    def _holds(self, path: str) -> bool:
        """Tell whether a path is inside the project, with all links followed."""
        root = os.path.realpath(self.root)
        real = os.path.realpath(os.path.join(root, path))  # noqa: PTH118 - realpath is free of resolve's loop errors
        return real == root or real.startswith(root.rstrip(os.sep) + os.sep)

    def _names(self, folder: str) -> tuple[str, ...]:
        try:
            return tuple(sorted(os.listdir(self.root / folder)))  # noqa: PTH208 - names alone are wanted
        except OSError:
            return ()


def finding(refused: Refused, where: Location | None) -> Diagnostic:
    """Return the diagnostic for a refused reference at the place that named it."""
    return Diagnostic("error", refused.code, refused.message, where, refused.hint)


def refuse_image(path: str, data: bytes) -> Refused | None:
    """Return why an image must not be used, or nothing; see `check_image`."""
    fault = fault_in(data)
    if fault is None:
        return None
    return Refused(path, "pixels" if fault.too_large else "unsafe", f"'{path}' {fault.reason}", fault.hint)


def _refuse_form(reference: str) -> Refused | None:
    """Refuse what is no relative path, by its look alone."""
    shown = _shown(reference)
    scheme = _scheme(reference)
    if not reference:
        return _refuse(reference, "empty", "an empty path")
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in reference):
        return _refuse(reference, "characters", f"'{shown}' holds characters that no file name may have")
    if scheme == "data":
        return _refuse(reference, "data", "a 'data:' address cannot be used here")
    if scheme in {"file", "drive"} or (reference.startswith(("/", "\\")) and not reference.startswith("//")):
        return _refuse(reference, "absolute", f"'{shown}' is an absolute path")
    if scheme or reference.startswith("//"):
        return _refuse(reference, "remote", f"'{shown}' is an address, not a file of the project")
    return _refuse(reference, "characters", f"'{shown}' has a backslash") if "\\" in reference else None


def _scheme(reference: str) -> str:
    """Return the scheme of an address, "drive" for a Windows drive, or nothing."""
    scheme = _SCHEME.match(reference)
    if scheme is None:
        return ""
    return scheme[1].lower() if len(scheme[1]) > 1 else "drive"


def _refuse(reference: str, reason: Reason, message: str) -> Refused:
    return Refused(reference, reason, message, _HINTS.get(reason, ""))


def _missing(reference: str, folder: str, part: str, names: Iterable[str]) -> Refused:
    """Refuse a name that its folder lacks, naming the one that was perhaps meant."""
    names = tuple(names)
    message = f"there is no file '{_shown(reference)}'"
    alike = [name for name in names if _folded(name) == _folded(part)]
    if alike:
        return Refused(reference, "case", message, f"it is named '{alike[0]}': capital letters count")
    visible = (name for name in names if not name.startswith("."))
    return Refused(
        reference,
        "missing",
        message,
        nearest(part, visible) or f"looked in {folder or 'the folder of terbit.yaml'}",
    )


def _entry(part: str, names: tuple[str, ...]) -> str | None:
    """Return a directory's own spelling of a name: composed and decomposed accents are the same letters."""
    if part in names:
        return part
    composed = unicodedata.normalize("NFC", part)
    return next((name for name in names if unicodedata.normalize("NFC", name) == composed), None)


def _normal(folder: str, reference: str) -> tuple[str, ...] | None:
    """Return the parts of a path from the project's folder, or None where it leads out."""
    parts: list[str] = []
    for part in f"{folder}/{reference}".split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return tuple(parts)


def _decoded(reference: str) -> str:
    try:
        return unquote(reference, errors="strict")
    except UnicodeDecodeError:
        return reference


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _shown(text: str) -> str:
    """Write a reference on one line of bearable length."""
    visible = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
    return visible if len(visible) <= 80 else f"{visible[:60]}…{visible[-15:]}"
