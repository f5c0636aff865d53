"""A project: its configuration, and a build of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from terbit.cache import Cache
from terbit.config import Config, configure
from terbit.diagnostics import Diagnostic, errors_in
from terbit.errors import ConfigError
from terbit.events import Event, Progress
from terbit.pdf.engines import DEFAULT_ENGINE, Engine
from terbit.prepare import prepare
from terbit.release import release
from terbit.render import render
from terbit.renderer import Renderer
from terbit.report import Report
from terbit.targets import targets
from terbit.versions import tool_versions

__all__ = ["Event", "Report", "build", "load"]


def load(folder: str | os.PathLike[str]) -> Config:
    """Return the configuration of the project in a folder.

    Raises
    ------
    ConfigError
        With every fault of `terbit.yaml` at once.
    """
    return configure(Path(folder).resolve())


def build(
    config: Config,
    only: Sequence[str] = (),
    *,
    editions: Sequence[str] = (),
    cache: bool = True,
    strict: bool = False,
    engine: Engine = DEFAULT_ENGINE,
    progress: Progress = lambda _: None,
) -> Report:
    """Publish the book; `only` and `editions` narrow what is built, `strict` makes warnings errors.

    `engine` is how PDFs are made: "linked", of chapters laid out alone, or "plain".

    Raises
    ------
    ConfigError
        If a target or an edition is asked for that the configuration does not have.
    MachineError
        If the machine lacks something.
    """
    wanted = _wanted(config, only, editions)
    store = Cache(config.root / ".terbit" / "cache" if cache else None)
    modules = _modules(wanted, store)
    with Renderer(engine, store.folder, modules) as renderer:
        prepared = prepare(config, store, progress, len(wanted), renderer.begin)
        found = _strict(prepared.findings) if strict else prepared.findings
        faulty = bool(errors_in(found))
        renderings = render(prepared.document, wanted, store, progress, faulty=faulty, engine=engine, renderer=renderer)
    if strict:
        renderings = {pair: replace(r, findings=_strict(r.findings)) for pair, r in renderings.items()}
    report = release(config, prepared.sources, renderings, found, tool_versions(store))
    return replace(report, read=prepared.read)


def _modules(wanted: Iterable[tuple[str, str]], store: Cache) -> list[str]:
    """Return what the process that renders can load before it has its jobs."""
    made = {target: targets()[target] for _, target in wanted}.values()
    is_kept = store.folder is not None and store.folder.exists()
    anew = () if is_kept else {module for target in made for module in target.anew}
    return sorted({*anew, *(module for target in made for module in target.modules)})


def _strict(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(replace(f, severity="error") if f.severity == "warning" else f for f in findings)


def _wanted(config: Config, only: Sequence[str], editions: Sequence[str]) -> list[tuple[str, str]]:
    """Return the (edition, target) pairs to build, the slowest kinds of target first."""
    known = {edition.name for edition in config.editions}
    unknown = [name for name in editions if name not in known]
    if unknown:
        hint = f"it has: {', '.join(sorted(known))}"
        raise ConfigError(
            [Diagnostic("error", "edition-unknown", f"no edition '{n}'", hint=hint) for n in unknown]
        )
    pairs = [
        (edition.name, target)
        for edition in config.editions
        for target in edition.targets
        if (not only or target in only) and (not editions or edition.name in editions)
    ]
    missing = [name for name in only if name not in {target for _, target in pairs}]
    if missing:
        hint = "add it to 'targets' or to the edition in terbit.yaml"
        raise ConfigError(
            [
                Diagnostic("error", "target-missing", f"'{n}' is not a target of this book", hint=hint)
                for n in missing
            ]
        )
    return pairs
