"""Terbit publishes a structured Markdown manuscript as print and screen PDF, EPUB and slide decks.

>>> from terbit import build, load
>>> report = build(load("my-book"), ["epub"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from terbit.config import Config
    from terbit.diagnostics import Diagnostic, Location
    from terbit.errors import ConfigError, MachineError, TerbitError
    from terbit.project import Event, Report, build, load

__all__ = [
    "Config",
    "ConfigError",
    "Diagnostic",
    "Event",
    "Location",
    "MachineError",
    "Report",
    "TerbitError",
    "build",
    "load",
]

_HOMES = {
    "Config": "config",
    "ConfigError": "errors",
    "Diagnostic": "diagnostics",
    "Event": "project",
    "Location": "diagnostics",
    "MachineError": "errors",
    "Report": "project",
    "TerbitError": "errors",
    "build": "project",
    "load": "project",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then, so that `terbit --help` stays quick (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"terbit.{_HOMES[name]}"), name)
