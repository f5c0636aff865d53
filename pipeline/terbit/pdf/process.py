"""Work in a process of its own, where the engine sees a fixed environment and no font but ours."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from terbit.digest import digest
from terbit.errors import MachineError

__all__ = ["do", "engine_environment", "load_engine", "run_apart"]

# What the engine's libraries need to be found; everything else of the caller's environment stays outside.
_KEPT = (
    "PATH",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "HOMEBREW_PREFIX",
    "SYSTEMROOT",
    "WEASYPRINT_DLL_DIRECTORIES",
)
_FACES = "TERBIT_FACES"
"""Says in a process's environment for which faces it was made."""
_EPOCH = "SOURCE_DATE_EPOCH"
_HINT = "`terbit doctor` says which library is missing and how to install it"


def run_apart(task: str, *arguments: Any, tokens: Mapping[str, str], epoch: int) -> Any:
    """Do a task by its name in a fresh interpreter and return its result.

    `tokens` are the theme's, for its faces; `epoch` is the time that documents bear (SOURCE_DATE_EPOCH).
    Layout fragments the heap, so the memory is given back at the end too. A process that was itself started
    in `engine_environment` for these faces does the task here: it ends soon after.

    Raises
    ------
    MachineError
        If the engine cannot be loaded or dies.
    ValueError
        If the task finds its arguments wrong.
    """
    from terbit.faces import book_families  # noqa: PLC0415 - the table of fonts is slow to load

    if os.environ.get(_FACES) == digest(book_families(tokens)):
        return do(task, arguments)
    import subprocess  # noqa: PLC0415 - slow to load, and not needed in such a process

    with engine_environment(tokens, epoch) as environment:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "terbit.pdf.worker"],
            input=pickle.dumps((task, arguments)),
            capture_output=True,
            env=environment,
            cwd=environment["HOME"],
            check=False,
        )
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it gave no reason"]
        raise MachineError.lacking(f"the PDF engine failed: {reason[0]}", _HINT)
    result = pickle.loads(done.stdout)  # noqa: S301 - our own worker wrote it
    if isinstance(result, ValueError):
        raise result
    return result


def do(task: str, arguments: Sequence[Any]) -> Any:
    """Do a task here: linking, or else a function of the engine; linking loads the engine itself where it must.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    if task == "build_linked":
        from terbit.pdf.linked.build import build_linked  # noqa: PLC0415 - it imports this module

        return build_linked(*arguments)
    return getattr(load_engine(), task)(*arguments)


def load_engine() -> Any:
    """Load the engine into this process, which must have been started in `engine_environment`.

    Raises
    ------
    MachineError
        If one of its libraries is missing.
    """
    try:
        with _undated():
            from terbit.pdf import engine  # noqa: PLC0415 - it reads the environment when it is loaded
    except OSError as error:
        raise MachineError.lacking(f"the PDF engine failed: {error}", _HINT) from None
    return engine


@contextmanager
def _undated() -> Iterator[None]:
    """Let fontconfig keep what it reads of the faces first, or it would read them anew each time.

    With SOURCE_DATE_EPOCH the caches that it writes are as old as that, not as their folder, and so never valid.
    """
    epoch = os.environ.pop(_EPOCH, None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ[_EPOCH] = epoch


@contextmanager
def engine_environment(tokens: Mapping[str, str], epoch: int) -> Iterator[dict[str, str]]:
    """Yield the environment of a process in which the engine sees the theme's faces alone; its HOME is its own."""
    import tempfile  # noqa: PLC0415 - slow to load, and not needed in the process that is started

    from terbit.faces import book_families, fontconfig  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="terbit-pdf-") as name:
        folder = Path(name)
        config = folder / "fonts.conf"
        config.write_text(fontconfig(tokens, folder / "cache"), "utf-8")
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        yield {
            **kept,
            _FACES: digest(book_families(tokens)),
            "FONTCONFIG_FILE": str(config),
            "HOME": name,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": _search_path(),
            _EPOCH: str(epoch),
            "TMPDIR": name,
            "TZ": "UTC",
        }


def _search_path() -> str:
    """Return where to import from beside the interpreter's own places: never from the folder of a book."""
    import sysconfig  # noqa: PLC0415 - slow to load, and not needed in the process that is started

    home = str(Path(__file__).resolve().parents[2])
    given = [str(Path(path).absolute()) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return os.pathsep.join(given if home == sysconfig.get_path("purelib") else [*given, home])
