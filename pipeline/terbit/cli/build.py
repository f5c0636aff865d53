"""`terbit build`: publish the book."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terbit.cli._console import as_json, console, echo, folder_option, show_findings
from terbit.pdf.engines import DEFAULT_ENGINE, ENGINES, Engine
from terbit.targets import target_names

if TYPE_CHECKING:
    from terbit.project import Event, Report

__all__ = ["command"]


@click.command("build")
@click.argument("targets", nargs=-1, type=click.Choice(target_names()), metavar="[TARGET]...")
@click.option("--edition", "editions", multiple=True, help="Build this edition only (may be repeated).")
@click.option("--engine", type=click.Choice(ENGINES), default=DEFAULT_ENGINE, help="How the PDFs are laid out.")
@click.option("--no-cache", is_flag=True, help="Make everything afresh.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--json", "json_", is_flag=True, help="Report as JSON on standard output.")
@folder_option
def command(
    targets: tuple[str, ...],
    editions: tuple[str, ...],
    engine: Engine,
    no_cache: bool,
    strict: bool,
    json_: bool,
    folder: Path,
) -> None:
    """Publish the book into output/.

    TARGET is any of print, screen, epub and slides; without one, all that terbit.yaml names are built.
    Ends with 0 if all was built, 1 if the manuscript has errors (files that they affect keep their last good
    version), 2 if the configuration is wrong, 3 if the machine lacks something.
    """
    from terbit.again import build_again  # noqa: PLC0415 - keeps `--help` quick

    began = time.perf_counter()
    with _progress(quiet=json_) as progress, _one_task():
        report = build_again(
            folder,
            targets,
            editions=editions,
            cache=not no_cache,
            strict=strict,
            engine=engine,
            progress=progress,
        )
    if json_:
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        show_findings(report.findings)
        _show(report, time.perf_counter() - began)
    sys.exit(report.exit_code)


@contextmanager
def _one_task() -> Iterator[None]:
    """Search no memory for cycles: one book is built, then the process ends; it was a tenth of its work."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Event], None]]:
    """Yield what shows events: nothing, a moving bar on a terminal, or a line each in a pipe."""
    if quiet:
        yield lambda _: None
    elif not sys.stderr.isatty():
        yield lambda event: echo(f"[{event.done}/{event.total}] {event.stage}: {event.detail}", stderr=True)
    else:
        with ExitStack() as stack:
            bars: list[Callable[[Event], None]] = []

            def show(event: Event) -> None:
                if not bars and event.done < event.total:
                    bars.append(stack.enter_context(_bar()))
                for bar in bars:
                    bar(event)

            yield show


@contextmanager
def _bar() -> Iterator[Callable[[Event], None]]:
    from rich import progress  # noqa: PLC0415 - slow to load

    columns = (progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn())
    out = console(stderr=True)
    with progress.Progress(
        progress.SpinnerColumn(), *columns, progress.TimeElapsedColumn(), console=out, transient=True
    ) as bars:
        task = bars.add_task("configure", total=None)
        yield lambda event: bars.update(
            task, description=f"{event.stage} · {event.detail}", completed=event.done, total=event.total
        )


def _show(report: Report, seconds: float) -> None:
    rows = [*_rows(report)]
    if rows:
        head = ("file", "pages/slides", "size", "seconds")
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        echo(click.style(_line(head, widths), bold=True))
        for row in rows:
            echo(_line(row, widths))
    errors = _count(sum(f.severity == "error" for f in report.findings), "error")
    warnings = _count(sum(f.severity == "warning" for f in report.findings), "warning")
    what = _count(len(report.artifacts), "file") if report.artifacts else "nothing"
    echo(f"published {what} in {seconds:.1f} s: {errors}, {warnings}")


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    shown: set[float] = set()
    for artifact in report.artifacts:
        count = artifact.pages or artifact.slides
        # The files of one target were made together: its seconds are given once.
        size, took = _size(len(artifact.data)), "" if artifact.seconds in shown else f"{artifact.seconds:.1f}"
        shown.add(artifact.seconds)
        yield f"output/{artifact.path}", str(count or ""), size, took
    for path in report.withheld:
        yield f"output/{path}", "", "", "stale"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Set cells in columns, the first to the left, the others to the right."""
    first, *others = (f"{c:>{w}}" if n else f"{c:<{w}}" for n, (c, w) in enumerate(zip(cells, widths, strict=True)))
    return "  ".join((first, *others)).rstrip()


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1e3:.0f} kB"


def _as_json(report: Report) -> dict[str, object]:
    return {
        "files": [
            {
                "path": a.path,
                "target": a.target,
                "size": len(a.data),
                "pages": a.pages,
                "pages_without_matter": a.pages_without_matter,
                "slides": a.slides,
            }
            for a in report.artifacts
        ],
        "withheld": list(report.withheld),
        "findings": as_json(report.findings),
    }
