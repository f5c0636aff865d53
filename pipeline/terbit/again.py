"""Building again: if nothing that a build can see has changed since the last one, its report is given once more.

What a build can see is the files that it read, by their content; the names of all others of the project, for a file
that appears may be what a pattern or a link means; the program with its theme, fonts and libraries; and the output
folder, whose files must be those that were published. Only builds without errors are kept.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from terbit.cache import Cache
from terbit.diagnostics import Diagnostic, Location, Severity
from terbit.digest import digest, digest_bytes
from terbit.events import Event, Progress
from terbit.report import Report
from terbit.versions import setting_digest

__all__ = ["build_again"]

_STAGE = "again"
_KEPT = ("path", "target", "pages", "pages_without_matter", "slides", "sources")  # of an artifact, with its digest
_CONFIG = "terbit.yaml"
_NOT_SOURCES = ("output", "node_modules", "__pycache__")
"""Folders that no manuscript reads from; those whose name begins with a dot are left out too."""

Survey = Mapping[str, tuple[Any, ...]]
"""Everything in a project by its path: its kind (of a link, its goal), and a file's size and times."""


def build_again(
    folder: Path,
    only: Sequence[str] = (),
    *,
    cache: bool = True,
    progress: Progress = lambda _: None,
    **options: Any,
) -> Report:
    """Load and build a project as `load` and `build` do, unless it would come out as it is.

    Raises
    ------
    ConfigError, MachineError
        As `load` and `build` do.
    """
    root = folder.resolve()
    if not cache or not (root / _CONFIG).is_file():
        return _build(root, only, cache=cache, progress=progress, **options)
    store = Cache(root / ".terbit" / "cache")
    key = digest(_STAGE, setting_digest(), only, options)
    survey = _survey(root)
    kept = store.get(_STAGE, key)
    if kept is not None and kept["state"] == _state(root, survey, kept["read"]):
        report = _published(root / "output", kept)
        if report is not None:
            progress(Event("collect", "nothing has changed", 1, 1))
            return report
    report = _build(root, only, progress=progress, **options)
    if not report.exit_code:
        _keep(store, key, root, survey, report)
    return report


def _build(root: Path, only: Sequence[str], **options: Any) -> Report:
    from terbit.project import build, load  # noqa: PLC0415 - slow to load, and not needed if nothing has changed

    return build(load(root), only, **options)


def _keep(store: Cache, key: str, root: Path, survey: Survey, report: Report) -> None:
    """Keep a report, unless a file that was read has been changed meanwhile or is in a folder that is not surveyed."""
    read = sorted({_CONFIG, *(path for path in report.read if (root / path).is_file())})
    state = _state(root, survey, read)
    now = _survey(root)
    if any(path not in survey or survey[path] != now.get(path) for path in read):
        return
    value = {
        "state": state,
        "read": read,
        "manifests": _manifests(report.output),
        "findings": [(f.severity, f.code, f.message, f.where and astuple(f.where), f.hint) for f in report.findings],
        "artifacts": [
            {name: getattr(a, name) for name in _KEPT} | {"sha256": digest_bytes(a.data)}
            for a in report.artifacts
        ],
    }
    store.put(_STAGE, key, value)


def _published(output: Path, kept: Mapping[str, Any]) -> Report | None:
    """Return the report of the last build if its files are in the output folder as they were published."""
    from terbit.model import Artifact  # noqa: PLC0415

    if _manifests(output) != kept["manifests"]:
        return None
    artifacts = []
    for entry in kept["artifacts"]:
        about = dict(entry)
        data = _bytes(output / about["path"])
        if data is None or digest_bytes(data) != about.pop("sha256"):
            return None
        artifacts.append(Artifact(data=data, **about))
    findings = tuple(_finding(*values) for values in kept["findings"])
    return Report(output, tuple(artifacts), (), findings, tuple(kept["read"]))


def _finding(severity: Severity, code: str, said: str, where: tuple[str, int, int] | None, hint: str) -> Diagnostic:
    return Diagnostic(severity, code, said, where and Location(*where), hint)


def _manifests(output: Path) -> dict[str, str]:
    """Return the digests of the editions' manifests by their path."""
    found = [*output.glob("manifest.json"), *output.glob("*/manifest.json")]
    return {path.relative_to(output).as_posix(): digest_bytes(_bytes(path) or b"") for path in sorted(found)}


def _state(root: Path, survey: Survey, read: Sequence[str]) -> str:
    """Return a digest of a project: the names of everything, and the content of the files that a build read."""
    names = {_printable(path): _printable(kind) for path, (kind, *_) in survey.items()}
    contents = {path: None if (data := _bytes(root / path)) is None else digest_bytes(data) for path in read}
    return digest(names, contents)


def _survey(root: Path) -> Survey:
    found: dict[str, tuple[Any, ...]] = {}
    folders = [""]
    while folders:
        here = folders.pop()
        for entry in _entries(root / here):
            path = f"{here}{entry.name}"
            if entry.is_symlink() or not entry.is_dir():
                found[path] = _kind(entry)
            elif not entry.name.startswith(".") and entry.name not in _NOT_SOURCES:
                found[path] = ("folder",)
                folders.append(f"{path}/")
    return found


def _kind(entry: os.DirEntry[str]) -> tuple[Any, ...]:
    try:
        if entry.is_symlink():
            return (f"link to {Path(entry.path).readlink()}",)
        about = entry.stat()
    except OSError:
        return ("gone",)
    return "file", about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []  # nothing is read from a folder that cannot be listed


def _printable(name: str) -> str:
    """Return a name that can be written as UTF-8: file systems have others."""
    return name.encode("utf-8", "backslashreplace").decode()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
