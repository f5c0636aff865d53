"""Work in a process of its own, where the engine sees a fixed environment and no font but ours."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from terbit.errors import MachineError
from terbit.fonts import fontconfig

__all__ = ["run_apart"]

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
_HINT = "`terbit doctor` says which library is missing and how to install it"


def run_apart(task: str, *arguments: Any, tokens: Mapping[str, str], epoch: int) -> Any:
    """Call a function of `terbit.pdf.worker` by name in a fresh interpreter and return its result.

    `tokens` are the theme's, for its faces; `epoch` is the time that documents bear (SOURCE_DATE_EPOCH).
    Layout fragments the heap, so the memory is given back at the end too.

    Raises
    ------
    MachineError
        If the engine cannot be loaded or dies.
    ValueError
        If the task finds its arguments wrong.
    """
    with tempfile.TemporaryDirectory(prefix="terbit-pdf-") as name:
        folder = Path(name)
        config = folder / "fonts.conf"
        config.write_text(fontconfig(tokens, folder / "cache"), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "terbit.pdf.worker"],
            input=pickle.dumps((task, arguments)),
            capture_output=True,
            env=_environment(folder, config, epoch),
            cwd=folder,
            check=False,
        )
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it gave no reason"]
        raise MachineError.lacking(f"the PDF engine failed: {reason[0]}", _HINT)
    result = pickle.loads(done.stdout)  # noqa: S301 - our own worker wrote it
    if isinstance(result, ValueError):
        raise result
    return result


def _environment(folder: Path, config: Path, epoch: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        "FONTCONFIG_FILE": str(config),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path),
        "SOURCE_DATE_EPOCH": str(epoch),
        "TMPDIR": str(folder),
        "TZ": "UTC",
    }
