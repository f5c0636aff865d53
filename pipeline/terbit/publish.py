"""Publishing: the only writing into the project, all files of a build together or none."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from terbit.diagnostics import Diagnostic
from terbit.digest import digest_bytes
from terbit.errors import ConfigError, MachineError
from terbit.exchange import exchange
from terbit.model import Artifact
from terbit.sums import PAGE, renewed

__all__ = [
    "MANIFEST",
    "Publication",
    "edition_folder",
    "is_below",
    "is_manifest",
    "publish",
    "read_manifest",
    "recover",
]

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Publication:
    """What one edition's build leaves in the output folder: new files, and old ones that stay as stale."""

    edition: str
    targets: tuple[str, ...]
    artifacts: tuple[Artifact, ...]
    withheld: tuple[str, ...]


def edition_folder(edition: str) -> str:
    """Return where an edition's files lie below `output/`: students' at the top, others in their own folder."""
    return "" if edition == "student" else edition


def read_manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the manifest's files by path, empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = manifest["files"] if {"edition", "tools"} <= manifest.keys() else {}
        return {str(path): dict(entry) for path, entry in files.items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def is_manifest(folder: Path) -> bool:
    """Tell whether a folder has a manifest that a build wrote, and not one of the user's own."""
    return bool(read_manifest(folder))


def is_below(folder: Path, path: str) -> bool:
    """Tell whether a path that a manifest names stays in its folder, links followed."""
    return (folder / path).parent.resolve().is_relative_to(folder.resolve()) and Path(path).name not in ("", "..")


def publish(root: Path, publications: Sequence[Publication], tools: Mapping[str, str]) -> Path:
    """Replace the output folder by one with the new files; until the last step the old one stands untouched.

    Files that the build did not make and the last manifest does not name are the user's own, and stay.

    Raises
    ------
    ConfigError
        If `output` is something else than a folder.
    MachineError
        If the disk refuses: then, too, the old output stands.
    """
    output = root / "output"
    if (output.exists() or output.is_symlink()) and not output.is_dir():
        message, hint = f"{output} is not a folder", "move it away, or make its link lead to a folder"
        raise ConfigError([Diagnostic("error", "output-folder", message, hint=hint)])
    try:
        return _publish(root, publications, tools)
    except OSError as error:
        hint = "free some space, or check the permissions"
        raise MachineError.lacking(f"cannot write {output}: {error}", hint) from error


def _publish(root: Path, publications: Sequence[Publication], tools: Mapping[str, str]) -> Path:
    output, work = root / "output", root / ".terbit"
    with _alone(work):
        recover(root)
        staging = work / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        _link_tree(output, staging)
        for publication in publications:
            _place(staging / edition_folder(publication.edition), publication, tools)
        exchange(staging, output, work / "previous")
    return output


def recover(root: Path) -> None:
    """Put the last good output back if a build was killed between the two renames of a plain exchange."""
    output, previous = root / "output", root / ".terbit" / "previous"
    if previous.exists() and not output.exists():
        previous.rename(output)
    shutil.rmtree(previous, ignore_errors=True)


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """Hold the project's lock, so that two builds do not publish at once."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as file:
        try:
            import fcntl  # noqa: PLC0415 - POSIX only

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:
            pass
        yield


def _link_tree(source: Path, target: Path) -> None:
    """Copy a tree by hard links, by bytes where the file system has none."""
    target.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, copy_function=_link, dirs_exist_ok=True, symlinks=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _place(folder: Path, publication: Publication, tools: Mapping[str, str]) -> None:
    old = read_manifest(folder)
    entries = dict(_kept(folder, old, publication))
    for path in old.keys() - entries.keys():
        _remove(folder, path)
    for artifact in publication.artifacts:
        if not is_below(folder, artifact.path):
            message, hint = f"output/{artifact.path} would be written through a link", "take the link away"
            raise ConfigError([Diagnostic("error", "output-folder", message, hint=hint)])
        _write(folder / artifact.path, artifact.data)
        entries[artifact.path] = _entry(artifact)
    if PAGE in entries and PAGE not in {artifact.path for artifact in publication.artifacts}:
        entries[PAGE] = _renewed(folder, entries)
    manifest = {"edition": publication.edition, "files": dict(sorted(entries.items())), "tools": dict(tools)}
    _write(folder / MANIFEST, (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode())


def _renewed(folder: Path, entries: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Bring what the download page, which stays as it is otherwise, says of files up to date; return its entry."""
    page = renewed((folder / PAGE).read_bytes(), entries)
    _write(folder / PAGE, page)
    return {**entries[PAGE], "sha256": digest_bytes(page), "size": len(page)}


def _kept(
    folder: Path, old: Mapping[str, dict[str, Any]], publication: Publication
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the old entries that stay: those of targets not built now, and withheld ones, marked stale."""
    rebuilt: Collection[str] = publication.targets
    for path, entry in old.items():
        if not (folder / path).is_file():
            continue
        if path in publication.withheld:
            yield path, {**entry, "stale": True}
        elif entry.get("target") not in rebuilt:
            yield path, entry


def _entry(artifact: Artifact) -> dict[str, Any]:
    counted = {
        "pages": artifact.pages,
        "pages_without_matter": artifact.pages_without_matter,
        "slides": artifact.slides,
    }
    return {
        "sha256": digest_bytes(artifact.data),
        "size": len(artifact.data),
        "target": artifact.target,
        **{name: number for name, number in counted.items() if number is not None},
    }


def _write(path: Path, data: bytes) -> None:
    """Write a fresh file, never into one that is linked to the old output."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _remove(folder: Path, path: str) -> None:
    """Remove a file that the last manifest named, and folders that it leaves empty."""
    target = folder / path
    if not is_below(folder, path) or target.is_dir():
        return
    target.unlink(missing_ok=True)
    if target.parent != folder and target.parent.is_dir() and not any(target.parent.iterdir()):
        target.parent.rmdir()
