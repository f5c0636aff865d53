"""Pandoc and Typst, as `pandoc --pdf-engine=typst` runs them: typeset.py PANDOC IN OUT FONTS."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typst

__all__: list[str] = []


def main() -> None:
    """Convert the Markdown, then compile what comes of it."""
    pandoc, source, target, fonts = sys.argv[1:]
    middle = Path(source).with_suffix(".typ")
    command = [pandoc, "--from", "markdown", "--to", "typst", "--standalone", "--output", str(middle), source]
    subprocess.run(command, check=True)
    typst.compile(str(middle), output=target, font_paths=[fonts], ignore_system_fonts=True)


if __name__ == "__main__":
    main()
