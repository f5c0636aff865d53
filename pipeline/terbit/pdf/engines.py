"""The engines that PDFs are made by."""

from __future__ import annotations

from typing import Literal

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Engine"]

Engine = Literal["linked", "plain"]
"""Units laid out alone and linked, or the whole book by one layout after another."""

ENGINES: tuple[Engine, ...] = ("linked", "plain")
DEFAULT_ENGINE: Engine = "linked"
