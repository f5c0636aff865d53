"""`terbit impose`: the pages of a print PDF on the sheets of the press."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terbit.cli._console import console, folder_option

if TYPE_CHECKING:
    from terbit.errors import ConfigError

__all__ = ["command"]

_SHEETS = {"A3": (420.0, 297.0), "A4": (297.0, 210.0), "SRA3": (450.0, 320.0), "A2": (594.0, 420.0)}


@click.command("impose", short_help="Arrange a print PDF's pages on sheets.")
@click.argument("pdf", required=False, type=click.Path(path_type=Path))
@click.option(
    "--scheme",
    type=click.Choice(("saddle", "perfect", "2-up")),
    default="saddle",
    show_default=True,
    help="A stapled booklet, folded signatures for a glued back, or each page twice to be cut.",
)
@click.option("--signature", type=click.Choice(("4", "8", "16", "32")), default="16", help="Pages a signature.")
@click.option("--leaf", type=click.FloatRange(0, 1), default=0.0, help="A leaf's thickness in mm, for the creep.")
@click.option("--sheet", help="The sheet: A4, A3, SRA3, A2, or its width and height in mm, as 450x320.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@folder_option
def command(
    pdf: Path | None, scheme: str, signature: str, leaf: float, sheet: str | None, output: Path | None, folder: Path
) -> None:
    """Write the sheets of PDF, or of the project's own print PDF, with fold and cut marks, beside it.

    Sheets are in the order of printing, front and back of each; turn them on their short edge. PDF/X stays what it is.
    """
    from terbit.impose import SCHEMES, Job, SheetError, impose  # noqa: PLC0415 - keeps `--help` quick

    source = pdf or _own(folder)
    if not source.is_file():
        raise _fault("file-missing", f"there is no file '{source}'", "run `terbit build print`")
    target = output or source.with_name(f"{source.stem}-{scheme}.pdf")
    size = _size(sheet)
    try:
        chosen = next(one for one in SCHEMES if one == scheme)
        data = impose(source.read_bytes(), Job(chosen, int(signature), leaf, size))
    except SheetError as error:
        raise _fault("impose-sheet", f"'{source}' {error}", "name a larger --sheet, or none") from None
    except _pdf_error() as error:
        raise _fault("pdf-unreadable", f"'{source}' is no PDF that can be read: {error}", "build it again") from None
    target.write_bytes(data)
    console().print(f"wrote {target}", markup=False)


def _own(folder: Path) -> Path:
    """Return where the project's print PDF lies."""
    from terbit.project import load  # noqa: PLC0415 - keeps `--help` quick

    config = load(folder)
    return config.root / "output" / f"{config.slug}-print.pdf"


def _size(sheet: str | None) -> tuple[float, float] | None:
    if sheet is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", sheet)
    if sheet.upper() in _SHEETS:
        return _SHEETS[sheet.upper()]
    if found:
        return float(found[1]), float(found[2])
    raise click.BadParameter(f"'{sheet}' is none of {', '.join(_SHEETS)}, and no width and height such as 450x320")


def _pdf_error() -> type[Exception]:
    import pikepdf  # noqa: PLC0415 - keeps `--help` quick

    return pikepdf.PdfError


def _fault(code: str, message: str, hint: str) -> ConfigError:
    from terbit.diagnostics import Diagnostic  # noqa: PLC0415 - keeps `--help` quick
    from terbit.errors import ConfigError  # noqa: PLC0415

    return ConfigError([Diagnostic("error", code, message, hint=hint)])
