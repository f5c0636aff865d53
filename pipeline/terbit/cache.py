"""A content-addressed store of results on disk; stages do not know that it exists."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["Cache"]

T = TypeVar("T")


@dataclass(frozen=True)
class Cache:
    """Results by key under a folder; without a folder, nothing is kept.

    The folder is the project's own and is trusted as its code is: results are pickled.
    """

    folder: Path | None

    def compute(
        self, stage: str, key: str, make: Callable[[], T], keep: Callable[[T], bool] | None = None
    ) -> T:
        """Return the kept result for a key, or make it, and keep it unless `keep` says no."""
        kept: tuple[T] | None = self._read(stage, key)
        if kept is not None:
            return kept[0]
        made = make()
        if keep is None or keep(made):
            self._write(stage, key, made)
        return made

    def _read(self, stage: str, key: str) -> tuple[Any] | None:
        if self.folder is None:
            return None
        try:
            return (pickle.loads((self.folder / stage / key).read_bytes()),)  # noqa: S301 - our own folder
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
            return None

    def _write(self, stage: str, key: str, value: object) -> None:
        if self.folder is None:
            return
        target = self.folder / stage / key
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            file.write(pickle.dumps(value))
        Path(file.name).replace(target)
