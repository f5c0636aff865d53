"""`terbit schema`: the JSON Schema of terbit.yaml."""

from __future__ import annotations

import json

import click

__all__ = ["command"]


@click.command("schema", short_help="Print the JSON Schema of terbit.yaml for editors.")
def command() -> None:
    """Print the JSON Schema of terbit.yaml, by which editors complete and check it.

    Save it beside the project and begin terbit.yaml with
    "# yaml-language-server: $schema=terbit.schema.json".
    """
    from terbit.config import schema  # noqa: PLC0415 - keeps `--help` quick

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
