"""Put the fonts and reveal.js, which are never committed, into the sdist and the wheel."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Fetch the assets that are absent; an sdist holds them already, so a build from one needs no network."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Stop the build when they cannot be had: a wheel without its fonts would fail at its first book."""
        root = Path(self.root)
        assets = _load(root / "pipeline" / "setup" / "assets.py")
        try:
            assets.fetch_assets(root)
        except assets.FetchError as error:
            sys.exit(f"terbit cannot be packaged without its fonts and reveal.js.\n{error}")


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("terbit_setup_assets", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is missing from this source tree")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
