"""The PDF engine alone, from the same HTML: engine.py compose PROJECT FILE; engine.py write ENGINE FILE PDF."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from terbit.pdf.write import write

__all__ = ["ENGINES"]

ENGINES = ("plain",)
"""The engines that can be called without a build around them."""


def _compose(project: Path, file: Path) -> None:
    """Keep what the screen target hands to the engine."""
    from terbit.adapt import adapt  # noqa: PLC0415 - the engine is measured without it
    from terbit.cache import Cache  # noqa: PLC0415
    from terbit.config import configure  # noqa: PLC0415
    from terbit.pdf.compose import compose  # noqa: PLC0415
    from terbit.pdf.sheets import screen_sheet  # noqa: PLC0415
    from terbit.prepare import prepare  # noqa: PLC0415
    from terbit.targets import targets  # noqa: PLC0415

    prepared = prepare(configure(project.resolve()), Cache(None))
    document = adapt(prepared.document, "student", targets()["screen"])
    file.write_bytes(pickle.dumps((compose(document, "screen"), screen_sheet(document))))


def _write(file: Path, pdf: Path) -> None:
    composition, sheet = pickle.loads(file.read_bytes())  # noqa: S301 - written above
    pdf.write_bytes(write(composition, sheet).pdf)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compose", project, file]:
            _compose(Path(project), Path(file))
        case ["write", "plain", file, pdf]:
            _write(Path(file), Path(pdf))
        case _:
            sys.exit(f"usage: {__doc__}")
