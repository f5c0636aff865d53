"""Pandoc, called through pypandoc's binary: the only door to it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["PandocError", "binary", "convert", "run", "stamp", "version"]


class PandocError(Exception):
    """Pandoc refused its input; `line` and `column` are 0 where it does not say."""

    def __init__(self, message: str) -> None:
        """Keep the message, and the place it names."""
        super().__init__(message)
        place = re.search(r"line (\d+),? column (\d+)", message)
        self.line, self.column = (int(place[1]), int(place[2])) if place else (0, 0)


@cache
def binary() -> str:
    """Return the path of the pandoc that pypandoc ships.

    `pypandoc.get_pandoc_path` (1.17) prefers a newer one that it finds on the machine, so that the same
    manuscript could come out differently elsewhere.
    """
    package = find_spec("pypandoc")
    if package is None or package.origin is None:
        raise FileNotFoundError("pypandoc_binary is not installed")
    return str(Path(package.origin).parent / "files" / "pandoc")


def stamp() -> tuple[int, int]:
    """Return size and time of the binary, which change with its version: asking itself takes a tenth of a second."""
    try:
        about = Path(binary()).stat()
    except OSError:
        return (0, 0)
    return about.st_size, about.st_mtime_ns


@cache
def version() -> str:
    """Return pandoc's version."""
    said = subprocess.run([binary(), "--version"], capture_output=True, check=True)  # noqa: S603
    return said.stdout.decode().split()[1]


def run(text: str, *, reader: str, writer: str, options: Sequence[str] = ()) -> str:
    """Convert text, whatever pandoc may have to warn of.

    Raises
    ------
    PandocError
        If pandoc cannot read the text.
    """
    return convert(text, reader=reader, writer=writer, options=options)[0]


def convert(
    text: str, *, reader: str, writer: str, options: Sequence[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """Convert text and return pandoc's warnings too; in its sandbox it opens no file and no address.

    pypandoc's own `convert_text` drops the warnings, hence the call of the binary.

    Raises
    ------
    PandocError
        If pandoc cannot read the text.
    """
    command = [binary(), "--sandbox", "--from", reader, "--to", writer, "--wrap=none", *options]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603
    said = done.stderr.decode(errors="replace")
    if done.returncode:
        raise PandocError(said.strip())
    warnings = re.findall(r"^\[WARNING\] (.*(?:\n  .*)*)", said, flags=re.MULTILINE)
    return done.stdout.decode(), tuple(warnings)
