"""Writing values of WeasyPrint's styles and boxes in a way that is the same in every process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import tinycss2
from tinycss2.ast import Node
from tinycss2.color4 import Color
from weasyprint.css.tokens import Pending

__all__ = ["UnsureError", "digest", "stable"]

_PLAIN = (str, int, float, bytes, type(None))


class UnsureError(Exception):
    """Says that a document holds something of which it cannot be told whether it has changed."""


def digest(data: bytes) -> bytes:
    """Return a short digest of bytes."""
    return blake2b(data, digest_size=16).digest()


def stable(value: Any) -> bytes:
    """Write a value in a way that is the same in every process.

    Raises
    ------
    UnsureError
        If it is of a kind that is not known.
    """
    written: list[str] = []
    _write(value, written.append)
    return "".join(written).encode("utf-8", "surrogatepass")


def _write(value: Any, write: Callable[[str], None]) -> None:
    if isinstance(value, _PLAIN):
        write(f"{value!r};")
    elif isinstance(value, tuple | list):
        write("(")
        for one in value:
            _write(one, write)
        write(")")
    elif isinstance(value, Mapping):
        _write(sorted(value.items()), write)
    elif isinstance(value, set | frozenset):
        _write(sorted(map(stable, value)), write)
    elif isinstance(value, Color):
        _write((value.space, list(value), str(getattr(value, "args", ""))), write)
    elif isinstance(value, Pending):
        _write((type(value).__name__, value.name, tinycss2.serialize(value.tokens)), write)
    elif isinstance(value, Node):
        write(f"{tinycss2.serialize([value])!r};")
    else:
        raise UnsureError(type(value).__name__)
