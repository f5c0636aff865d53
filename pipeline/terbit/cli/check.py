"""`terbit check`: have the finished files checked by programs of others and by the rules of shops."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terbit.cli._console import as_json, console, folder_option, show_findings

if TYPE_CHECKING:
    from terbit.checks import Verdict
    from terbit.config import Config

__all__ = ["command"]

_TARGETS = ("epub",)


@click.command("check", short_help="Have the finished files checked.")
@click.argument("targets", nargs=-1, type=click.Choice(_TARGETS), metavar="[TARGET]...")
@click.option("--edition", "editions", multiple=True, help="Check this edition only (may be repeated).")
@click.option("--json", "json_", is_flag=True, help="Report as JSON on standard output.")
@folder_option
def command(targets: tuple[str, ...], editions: tuple[str, ...], json_: bool, folder: Path) -> None:
    """Check the files in output/ with whatever validators this machine has, and by the rules of shops.

    TARGET is epub, which is also what is checked without one. Findings are traced back to the line of the manuscript
    where that can be told. Ends with 0 if all is well, 1 if a check finds an error, 2 if there is nothing to check,
    3 if the machine has no validator at all.
    """
    from terbit.diagnostics import errors_in  # noqa: PLC0415 - keeps `--help` quick
    from terbit.project import load  # noqa: PLC0415

    config = load(folder)
    verdicts = [
        (path, verdict) for path, found in _checked(config, targets or _TARGETS, editions) for verdict in found
    ]
    findings = [finding for _, verdict in verdicts for finding in verdict.findings]
    if json_:
        click.echo(json.dumps(_as_json(verdicts), ensure_ascii=False, indent=2))
    else:
        show_findings(findings)
        for path, verdict in verdicts:
            console().print(f"{path}: {verdict.checker} {verdict.state} ({verdict.said})", markup=False)
    validators = {v.state for _, v in verdicts if v.checker in ("EPUBCheck", "Ace")}
    sys.exit(1 if errors_in(findings) else 3 if validators == {"absent"} else 0)


def _checked(
    config: Config, targets: tuple[str, ...], editions: tuple[str, ...]
) -> Iterator[tuple[str, Iterator[Verdict]]]:
    """Yield each file that there is, with what is said of it.

    Raises
    ------
    ConfigError
        If there is none.
    """
    from terbit.adapt import adapt  # noqa: PLC0415 - keeps `--help` quick
    from terbit.cache import Cache  # noqa: PLC0415
    from terbit.checks import CHECKS  # noqa: PLC0415
    from terbit.diagnostics import Diagnostic  # noqa: PLC0415
    from terbit.errors import ConfigError  # noqa: PLC0415
    from terbit.prepare import prepare  # noqa: PLC0415
    from terbit.publish import edition_folder, read_manifest  # noqa: PLC0415
    from terbit.targets import targets as all_targets  # noqa: PLC0415

    document = None
    for edition in config.editions:
        folder = config.root / "output" / edition_folder(edition.name)
        for path, entry in read_manifest(folder).items():
            wanted = entry.get("target") in targets and (not editions or edition.name in editions)
            if wanted and (folder / path).is_file():
                document = document or prepare(config, Cache(config.root / ".terbit" / "cache")).document
                target = str(entry["target"])
                file = folder / path
                shown = str(file.relative_to(config.root))
                yield shown, CHECKS[target](file, adapt(document, edition.name, all_targets()[target]))
    if document is None:
        message = f"there is no file of {', '.join(targets)} in output/"
        raise ConfigError([Diagnostic("error", "not-built", message, hint=f"run `terbit build {targets[0]}`")])


def _as_json(verdicts: list[tuple[str, Verdict]]) -> dict[str, object]:
    return {
        "checks": [{"file": path, "checker": v.checker, "state": v.state, "said": v.said} for path, v in verdicts],
        "findings": as_json(finding for _, verdict in verdicts for finding in verdict.findings),
    }
