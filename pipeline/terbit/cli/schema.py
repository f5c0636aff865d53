"""`terbit schema`: the JSON Schema of terbit.yaml."""

from __future__ import annotations

import json

import click

from terbit.config import schema

__all__ = ["command"]


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of terbit.yaml, by which editors complete and check it.

    Save it beside the project and begin terbit.yaml with
    "# yaml-language-server: $schema=terbit.schema.json".
    """
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
