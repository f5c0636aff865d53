"""The table of the keys of `terbit.yaml`: reading, checks, schema and documentation all come from it."""

from __future__ import annotations

from collections.abc import Iterable

from terbit.config.keys.about import ABOUT
from terbit.config.keys.files import FILES
from terbit.config.keys.output import output
from terbit.config.keys.page import PAGE
from terbit.config.kinds import Fields, ListOf, Text

__all__ = ["book", "table_of_keys"]


def table_of_keys() -> Fields:
    """Return the table with the targets that there are."""
    # Here and not above: targets know the model, and the model knows the configuration.
    from terbit.targets import target_names  # noqa: PLC0415

    return book(target_names())


def book(targets: Iterable[str]) -> Fields:
    """Return the table of a book's keys; `targets` are the names that a book may ask for."""
    target = Text("a target", choices=dict.fromkeys(targets, ""))
    return Fields((*ABOUT, *FILES, *PAGE, *output(ListOf(target, unique=True))))
