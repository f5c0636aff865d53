"""Configuration: `terbit.yaml` read, checked and turned into a Config."""

from __future__ import annotations

from terbit.config.configure import configure
from terbit.config.model import (
    Accessibility,
    Config,
    Edition,
    Licence,
    Margins,
    Paper,
    Person,
    Press,
    Publisher,
    Series,
    Trim,
)
from terbit.config.schema import schema

__all__ = [
    "Accessibility",
    "Config",
    "Edition",
    "Licence",
    "Margins",
    "Paper",
    "Person",
    "Press",
    "Publisher",
    "Series",
    "Trim",
    "configure",
    "schema",
]
