"""Painting apart: pages of a unit are painted in processes forked off, while the next ones are laid out.

For a unit that is laid out alone, as after an edit: its layout is one thread of work, and its painting a third of it.
How a page is painted depends on what those before it were painted with. So each process takes over what came of the
ones before, and this one takes over all in the end: it comes to the same as painting here, to the bit.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from terbit.cores import cores
from terbit.pdf.linked.adding import added_to, is_alone, keep_added
from terbit.pdf.linked.compile import Leaves
from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.model import FontUse
from terbit.pdf.linked.objects import font_uses
from terbit.pdf.linked.painting import Blank, painted_on
from terbit.pdf.linked.shared import resource_names

__all__ = ["Apart", "ApartError", "can_fork"]

_HERE = 1
"""Pages that are painted here first: after a small edit there are no more."""
_MANY = 3
"""Pages that a process paints."""


class ApartError(Exception):
    """Says that pages must be painted where they are laid out."""


@dataclass(frozen=True)
class _Answer:
    """What comes of painting pages: leaves, fonts as they are then, new font files, and what was met on which page."""

    leaves: tuple[Leaf, ...]
    fonts: tuple[FontUse, ...]
    files: Mapping[str, bytes]
    met: Mapping[int, int]


@dataclass(frozen=True)
class _Painter:
    """A process that paints, for the blank pages that stand for its own; `ended` can be read once it has ended."""

    process: int
    blanks: tuple[Blank, ...]
    ended: int
    answer: int


def can_fork() -> bool:
    """Say whether there is a processor for another process, and no thread here that it would wait for in vain."""
    tasks = Path("/proc/self/task")
    return cores() > 1 and tasks.is_dir() and len(list(tasks.iterdir())) == 1


class Apart:
    """The processes that paint pages of a document."""

    def __init__(self, leaves: Leaves, document: Any, pictures: Mapping[str, Any], said: Callable[[], int]) -> None:
        """Take where leaves are collected; `said` counts the findings, which another process would keep to itself."""
        self._leaves, self._fonts, self._pictures, self._said = leaves, document.fonts, pictures, said
        self._count = 0
        self._waiting: list[Any] = []
        self._blanks: list[Blank] = []
        self._painters: list[_Painter] = []

    def pages(self, pages: Iterator[Any]) -> Iterator[Any]:
        """Yield the pages that are to be painted here, and blank ones in the place of the others.

        Raises
        ------
        ApartError
            If it turns out that all must be painted here.
        """
        for page in pages:
            yield from self._sent()
            if self._count < _HERE:
                self._count += 1
                yield page
                continue
            self._waiting.append(page)
            if len(self._waiting) == _MANY:
                self._send()
                yield from self._sent()
        yield from self._sent()
        waiting, self._waiting = self._waiting, []
        self.catch_up()
        yield from waiting

    def catch_up(self) -> None:
        """Take over what is painted elsewhere, all pages so far among it."""
        if self._waiting:
            self._send()
        while self._painters:
            self._take(self._painters[0])
            self._end(self._painters.pop(0))

    def close(self) -> None:
        """End the processes that are left, after an error."""
        while self._painters:
            with suppress(ProcessLookupError):
                os.kill(self._painters[0].process, 9)
            self._end(self._painters.pop(0))

    def _end(self, painter: _Painter) -> None:
        os.waitpid(painter.process, 0)
        os.close(painter.ended)
        os.close(painter.answer)

    def _sent(self) -> Iterator[Blank]:
        blanks, self._blanks = self._blanks, []
        yield from blanks

    def _send(self) -> None:
        """Have the pages that are waiting painted by a process of their own."""
        pages, self._waiting = self._waiting, []
        blanks = tuple(Blank(None, page) for page in pages)
        answer = os.memfd_create("leaves")
        ended, end = os.pipe()
        try:
            process = os.fork()
        except OSError:  # the machine is full of processes
            for descriptor in (answer, ended, end):
                os.close(descriptor)
            raise ApartError from None
        if not process:
            self._paint_and_end(pages, answer)
        os.close(end)
        self._painters.append(_Painter(process, blanks, ended, answer))
        self._blanks += blanks
        self._count += len(pages)

    def _paint_and_end(self, pages: list[Any], answer: int) -> NoReturn:
        """Paint pages, write down what comes of it, and end; without an answer, something went wrong."""
        try:
            gc.disable()
            for painter in self._painters:
                self._take(painter)
            with open(answer, "wb") as out:
                pickle.dump(self._painted(pages), out)
        except BaseException:  # noqa: BLE001 - painted again where it can be told of
            os._exit(1)
        os._exit(0)

    def _painted(self, pages: list[Any]) -> _Answer:
        said, known = self._said(), {use.key for use in self._fonts.uses()}
        made = self._leaves.made
        made += [None] * (self._count - len(made))  # type: ignore[list-item] # they have their place, and are elsewhere
        for page in pages:
            self._leaves.add(page, painted_on(page, self._leaves.stream))
        if self._said() != said or self._fonts.has_twins():
            raise ApartError
        _, files = font_uses({key: font for key, font in self._fonts.items() if font.hash not in known})
        return _Answer(tuple(made[self._count :]), self._fonts.uses(), files, self._leaves.elements.met())

    def _take(self, painter: _Painter) -> None:
        """Take over what a process has painted, as if it had been painted here."""
        os.read(painter.ended, 1)  # nothing is ever written: this waits for its end
        data = os.pread(painter.answer, os.fstat(painter.answer).st_size, 0)
        if not data:
            raise ApartError
        answer: _Answer = pickle.loads(data)  # noqa: S301 - of a process of ours
        stream = self._leaves.stream
        added = added_to(answer.leaves, resource_names(stream))
        if added is None or not all(map(is_alone, answer.leaves)) or self._fonts.has_twins():
            raise ApartError
        keep_added(stream, added, answer.leaves, self._pictures)
        for use in answer.fonts:
            self._fonts.learn(use)
        self._leaves.files.update(answer.files)
        self._leaves.elements.meet(answer.met)
        for blank, leaf in zip(painter.blanks, answer.leaves, strict=True):
            self._leaves.put(blank, leaf)
