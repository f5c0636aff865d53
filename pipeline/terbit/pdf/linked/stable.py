"""Writing values of WeasyPrint's styles and boxes in a way that is the same in every process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

import tinycss2
from tinycss2.ast import Node
from tinycss2.color4 import Color
from weasyprint.css.tokens import Pending

__all__ = ["UnsureError", "digest", "stable"]


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
    return "".join(_written(value)).encode("utf-8", "surrogatepass")


def _written(value: Any) -> Iterator[str]:
    if value is None or isinstance(value, str | int | float | bytes):
        yield f"{value!r};"
    elif isinstance(value, tuple | list):
        yield "("
        for one in value:
            yield from _written(one)
        yield ")"
    elif isinstance(value, Mapping):
        yield from _written(sorted(value.items()))
    elif isinstance(value, set | frozenset):
        yield from _written(sorted("".join(_written(one)) for one in value))
    elif isinstance(value, Color):
        yield from _written((value.space, list(value), str(getattr(value, "args", ""))))
    elif isinstance(value, Pending):
        yield from _written((type(value).__name__, value.name, tinycss2.serialize(value.tokens)))
    elif isinstance(value, Node):
        yield f"{tinycss2.serialize([value])!r};"
    else:
        raise UnsureError(type(value).__name__)
