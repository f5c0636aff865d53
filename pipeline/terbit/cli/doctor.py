"""`terbit doctor`: what the machine has, and what it lacks."""

from __future__ import annotations

import sys

import click

from terbit.cli._console import console

__all__ = ["command"]


@click.command("doctor", short_help="Say what the machine has, and what it lacks.")
def command() -> None:
    """List every tool, library and font that Terbit uses: its version, or how to install it.

    Ends with 3 if something that a build needs is missing; tools that only checks need do not count.
    """
    from rich.table import Table  # noqa: PLC0415 - keeps `--help` quick
    from rich.text import Text  # noqa: PLC0415

    from terbit.doctor import probes  # noqa: PLC0415

    found = probes()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("", "name", "kind", "version", "for", "how to install"):
        table.add_column(name)
    for probe in found:
        mark = Text("found", "green") if probe.found else Text("missing", "bold red")
        hint = "" if probe.found else probe.how_to_install
        table.add_row(mark, probe.name, probe.kind, probe.version, probe.needed_for, hint)
    console().print(table)
    lacking = [probe.name for probe in found if not probe.found and probe.needed_for == "build"]
    console().print(f"a build lacks: {', '.join(lacking)}" if lacking else "a build has all that it needs")
    sys.exit(3 if lacking else 0)
