"""Loading WeasyPrint without the 54 processes that cffi starts to look its libraries up."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["direct_lookup"]


@contextmanager
def direct_lookup() -> Iterator[None]:
    """Leave finding libraries to the system's loader while WeasyPrint is imported.

    WeasyPrint 70 tries several names of each library, file names last; cffi 2 asks `ctypes.util.find_library`
    for those that are none, which on Linux starts ldconfig and a compiler: half of the time of the import.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    slow = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = slow


def _nowhere(name: str) -> str | None:
    del name
    return None
