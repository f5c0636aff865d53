"""Install what the machine lacks with apt, or say what to install where there is no apt."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["MissingError", "install_missing", "update_lists"]

_MACHINE = Path(__file__).resolve().parents[1] / "terbit" / "machine.py"


class MissingError(Exception):
    """Something is missing that set-up cannot install by itself; the message says what to do."""


def install_missing(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Install the tools needed for `build` or `check` that are missing, and return the names of the packages.

    Raises
    ------
    MissingError
        If there is no apt, or it fails, or a tool is still not there afterwards.
    """
    machine = _load_machine()
    wanted = [tool for tool in machine.tools() if tool.needed_for in needs]
    missing = [tool for tool in wanted if machine.locate(tool) is None]
    if not missing:
        return ()
    if shutil.which("apt-get") is None:
        raise MissingError(_by_hand(machine, missing))
    packages = tuple(dict.fromkeys(tool.apt for tool in missing))
    print(f"Installing with apt: {' '.join(packages)}", flush=True)
    _apt(["update"])
    _apt(["install", "--yes", "--no-install-recommends", *packages])
    still = [tool for tool in missing if machine.locate(tool) is None]
    if still:
        raise MissingError(_by_hand(machine, still))
    return packages


def update_lists() -> None:
    """Have apt look which packages there are.

    Raises
    ------
    MissingError
        If it cannot.
    """
    _apt(["update"])


def _load_machine() -> ModuleType:
    """Load terbit's machine.py by its path: the package itself needs libraries that are not installed yet."""
    spec = importlib.util.spec_from_file_location("terbit_machine", _MACHINE)
    if spec is None or spec.loader is None:
        raise MissingError(f"{_MACHINE} is missing from this source tree")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _by_hand(machine: ModuleType, missing: list[object]) -> str:
    lines = [f"  {tool.name}: {machine.how_to_install(tool, sys.platform)}" for tool in missing]  # type: ignore[attr-defined]
    return "\n".join(["this machine lacks:", *dict.fromkeys(lines), "install these, then run make again"])


def _apt(arguments: list[str]) -> None:
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *arguments]
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            raise MissingError(f"there is no sudo here: as root, run `{' '.join(command)}`")
        command = ["sudo", "env", "DEBIAN_FRONTEND=noninteractive", *command]
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=env, capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    if done.returncode:
        raise MissingError(f"`{' '.join(command)}` failed:\n{(done.stdout + done.stderr)[-2000:]}")
