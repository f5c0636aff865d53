"""The command `terbit`: options in, results and diagnostics out; one file a command."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from terbit.errors import TerbitError

__all__ = ["main"]


class _Commands(click.Group):
    """Finds each command in the file of its name, and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from terbit.diagnostics import nearest  # noqa: PLC0415 - only where a name is wrong

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = nearest(args[0], self.list_commands(ctx)) or f"there are: {', '.join(self.list_commands(ctx))}"
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}", ctx) from error


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from terbit.versions import own_version  # noqa: PLC0415 - keeps `--help` quick

        click.echo(f"terbit {own_version()}")
        ctx.exit()


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
def group() -> None:
    """Publish a Markdown manuscript as a printed book, a screen PDF, an EPUB and slides.

    Terbit reads terbit.yaml in the project's folder and writes into output/.
    """


def main() -> None:
    """Run the command; every fault of the user's or the machine's ends in a line and an exit code."""
    from terbit.cli._console import report_and_exit  # noqa: PLC0415 - keeps `--help` quick
    from terbit.errors import TerbitError  # noqa: PLC0415

    try:
        group(prog_name="terbit")
    except TerbitError as error:
        report_and_exit(error)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # no traceback reaches a user, who can do nothing with it
        if os.environ.get("TERBIT_TRACEBACK"):
            raise
        report_and_exit(_unforeseen(error))


def _unforeseen(error: Exception) -> TerbitError:
    """Return a defect of ours as a finding, with what is needed to report it."""
    from terbit.diagnostics import Diagnostic  # noqa: PLC0415 - keeps `--help` quick
    from terbit.errors import TerbitError  # noqa: PLC0415

    message = f"Terbit failed: {type(error).__name__}: {error}"
    hint = "this is a defect of Terbit: please report it, with what TERBIT_TRACEBACK=1 prints"
    return TerbitError([Diagnostic("error", "internal", message, hint=hint)])
