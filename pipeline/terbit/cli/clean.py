"""`terbit clean`: take away what builds have made."""

from __future__ import annotations

from pathlib import Path

import click

from terbit.cli._console import console, folder_option

__all__ = ["command"]


@click.command("clean")
@click.option("--cache", "only_cache", is_flag=True, help="Remove the cache and leave output/ as it is.")
@folder_option
def command(only_cache: bool, folder: Path) -> None:
    """Remove published files and the cache.

    Only files that a manifest in output/ names are removed: whatever else lies there is yours, and stays.
    """
    from terbit.clean import clean  # noqa: PLC0415 - keeps `--help` quick

    removed = clean(folder.resolve(), only_cache=only_cache)
    console().print(f"removed {removed} {'file' if removed == 1 else 'files'}")
