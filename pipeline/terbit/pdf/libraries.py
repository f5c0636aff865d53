"""Loading WeasyPrint without what takes half of the time: processes of cffi's, certificates, and tools for fonts."""

from __future__ import annotations

import ctypes.util
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["direct_lookup", "late_tools", "no_certificates"]

_TOOLS = ("fontTools.subset", "fontTools.varLib.instancer")


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


@contextmanager
def no_certificates() -> Iterator[None]:
    """Leave the certificates of the web unread while WeasyPrint is imported.

    WeasyPrint 70 reads them three times, once for each style sheet of its own; these name no address.
    """
    slow = ssl._create_default_https_context  # noqa: SLF001 - the hook of PEP 476; http.client asks it
    ssl._create_default_https_context = _trusting_none  # type: ignore[assignment] # noqa: SLF001
    try:
        yield
    finally:
        ssl._create_default_https_context = slow  # noqa: SLF001


@contextmanager
def late_tools() -> Iterator[None]:
    """Leave fontTools' subsetter and instancer to be loaded when a function of theirs is first called.

    WeasyPrint 70 imports them to write fonts, which it does last, and the linked engine not at all.
    """
    late = {name: _Late(name) for name in _TOOLS if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name in late:
            del sys.modules[name]


class _Late(ModuleType):
    """Stands for a module whose functions and classes are called, no more."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


def _trusting_none() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _nowhere(name: str) -> str | None:
    del name
    return None
