"""`terbit check`: have the finished files checked by programs of others and by the rules of shops and of printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terbit.cli._console import as_json, console, folder_option, show_findings

if TYPE_CHECKING:
    from terbit.checks import Verdict
    from terbit.config import Config
    from terbit.diagnostics import Diagnostic
    from terbit.profiles import PrintProfile

__all__ = ["command"]

_TARGETS = ("cover", "epub", "print")


@dataclass(frozen=True)
class _Checked:
    """A file, the name that it is called by, and what was said of it."""

    name: str
    path: Path
    verdicts: tuple[Verdict, ...]

    @property
    def findings(self) -> list[Diagnostic]:
        return [finding for verdict in self.verdicts for finding in verdict.findings]


class _Wanted(click.ParamType[str | Path]):
    """A target, or a PDF."""

    name = "target or PDF"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str | Path:
        if value in _TARGETS:
            return value
        if value.lower().endswith(".pdf"):
            return Path(value)
        return self.fail(f"'{value}' is neither one of {', '.join(_TARGETS)} nor a PDF", param, ctx)


@click.command("check", short_help="Have the finished files checked.")
@click.argument("wanted", nargs=-1, type=_Wanted(), metavar="[TARGET|PDF]...")
@click.option("--edition", "editions", multiple=True, help="Check this edition only (may be repeated).")
@click.option("--json", "json_", is_flag=True, help="Report as JSON on standard output.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write print PDFs as thumbnails, marked.")
@click.option("--profile", help="Check PDFs by their names by the rules of this profile too: kdp, offset, a file, …")
@folder_option
def command(
    wanted: tuple[str | Path, ...],
    editions: tuple[str, ...],
    json_: bool,
    html: Path | None,
    profile: str | None,
    folder: Path,
) -> None:
    """Check the files in output/ with whatever validators this machine has, and by the rules of shops and printing.

    TARGET is cover, epub or print; without one all are checked. Any PDF may be checked for the press by its name.
    Findings are traced back to the line of the manuscript where that can be told. Ends with 0 if all is well, 1 if a
    check finds an error, 2 if there is nothing to check, 3 if the machine has no validator at all.
    """
    from terbit.diagnostics import errors_in  # noqa: PLC0415 - keeps `--help` quick

    files = [one for one in wanted if isinstance(one, Path)]
    targets = tuple(one for one in wanted if isinstance(one, str)) or _TARGETS
    checked = list(_files(files, profile) if files else _outputs(folder, targets, editions))
    findings = [finding for one in checked for finding in one.findings]
    if html:
        _write_contact_sheet(html, checked)
    if json_:
        click.echo(json.dumps(_as_json(checked), ensure_ascii=False, indent=2))
    else:
        show_findings(findings)
        for one in checked:
            for verdict in one.verdicts:
                console().print(f"{one.name}: {verdict.checker} {verdict.state} ({verdict.said})", markup=False)
    validators = {v.state for one in checked for v in one.verdicts if v.checker in ("EPUBCheck", "Ace")}
    sys.exit(1 if errors_in(findings) else 3 if validators == {"absent"} else 0)


def _files(files: Iterable[Path], profile: str | None) -> Iterator[_Checked]:
    """Yield PDFs that need not be of a project, with what is said of them.

    Raises
    ------
    ConfigError
        If there is no such file.
    """
    from terbit.checks import check_file  # noqa: PLC0415 - keeps `--help` quick
    from terbit.diagnostics import Diagnostic  # noqa: PLC0415
    from terbit.errors import ConfigError  # noqa: PLC0415

    rules = _profile(profile) if profile else None
    for file in files:
        if not file.is_file():
            raise ConfigError([Diagnostic("error", "file-missing", f"there is no file '{file}'")])
        yield _Checked(str(file), file, tuple(check_file(file, rules)))


def _profile(name: str) -> PrintProfile:
    """Return a profile by its name or its file.

    Raises
    ------
    ConfigError
        If it is neither.
    """
    from terbit.config.vocabulary import PROFILES  # noqa: PLC0415 - keeps `--help` quick
    from terbit.diagnostics import Diagnostic, nearest  # noqa: PLC0415
    from terbit.errors import ConfigError  # noqa: PLC0415
    from terbit.profiles import ProfileError, load_profile, read_profile  # noqa: PLC0415

    if name in PROFILES:
        return load_profile(name)
    try:
        return read_profile(Path(name).read_bytes(), name)
    except ProfileError as error:
        raise ConfigError([Diagnostic("error", "profile-file", f"'{name}' {error}")]) from None
    except OSError:
        hint = nearest(name, PROFILES) or f"there are {', '.join(PROFILES)}, or name a file"
        raise ConfigError([Diagnostic("error", "file-missing", f"there is no profile '{name}'", hint=hint)]) from None


def _outputs(folder: Path, targets: tuple[str, ...], editions: tuple[str, ...]) -> Iterator[_Checked]:
    """Yield each file that the project has published, with what is said of it.

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
    from terbit.project import load  # noqa: PLC0415
    from terbit.targets import targets as all_targets  # noqa: PLC0415

    config = load(folder)
    document = None
    for edition, target, file in _published(config, targets, editions):
        document = document or prepare(config, Cache(config.root / ".terbit" / "cache")).document
        adapted = adapt(document, edition, all_targets()[target])
        yield _Checked(str(file.relative_to(config.root)), file, tuple(CHECKS[target](file, adapted)))
    if document is None:
        message = f"there is no file of {', '.join(targets)} in output/"
        raise ConfigError([Diagnostic("error", "not-built", message, hint=f"run `terbit build {targets[0]}`")])


def _published(
    config: Config, targets: tuple[str, ...], editions: tuple[str, ...]
) -> Iterator[tuple[str, str, Path]]:
    """Yield the edition, the target and the path of each published file that is to be checked."""
    from terbit.publish import edition_folder, read_manifest  # noqa: PLC0415

    for edition in config.editions:
        folder = config.root / "output" / edition_folder(edition.name)
        for path, entry in read_manifest(folder).items():
            wanted = entry.get("target") in targets and (not editions or edition.name in editions)
            if wanted and (folder / path).is_file():
                yield edition.name, str(entry["target"]), folder / path


def _write_contact_sheet(html: Path, checked: Iterable[_Checked]) -> None:
    from terbit.checks.press import contact_sheet  # noqa: PLC0415

    pdfs = [one for one in checked if one.path.suffix.lower() == ".pdf"]
    html.write_text(contact_sheet((one.name, one.path.read_bytes(), one.verdicts) for one in pdfs), "utf-8")


def _as_json(checked: Iterable[_Checked]) -> dict[str, object]:
    files = list(checked)
    return {
        "checks": [
            {"file": one.name, "checker": v.checker, "state": v.state, "said": v.said}
            for one in files
            for v in one.verdicts
        ],
        "findings": as_json(finding for one in files for finding in one.findings),
    }
