"""Targets: each module of this package renders one purpose, and is found by its name alone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names of the targets are asked for where nothing else is wanted: `terbit --help`
    from terbit.config import Config
    from terbit.diagnostics import Diagnostic
    from terbit.model import Artifact, Document
    from terbit.pdf.workshop import Workshop

__all__ = ["Rendering", "Target", "lenders", "target_names", "targets"]


@dataclass(frozen=True)
class Rendering:
    """What a target made of a document: its files, and its findings."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Target(ABC):
    """One purpose: a pure function from an adapted document to files, and what the document must hold for it.

    `formats` are the names that conditions in a manuscript know it by, `matter` the generated chapters that
    it wants (contents, list-of-figures, list-of-tables, index), `presents` whether it is a deck, `partial`
    whether it makes files of single chapters, which are published though another chapter has errors,
    `leads` whether its readers can follow links out of the book, to slides on the web,
    `modules` what is slow to load and surely needed to render it, `anew` what is needed too where nothing is kept from
    an earlier build,
    `effort` how long it takes among the others: the longest are begun first, and `after` the targets whose files
    it looks at, where the edition has them: it finds them in the document's `made`. Those that it `borrows` it takes of
    the pupils' edition, if it is another that lacks them.
    """

    name: str
    formats: frozenset[str]
    effort: int
    matter: frozenset[str] = frozenset()
    presents: bool = False
    partial: bool = False
    leads: bool = False
    modules: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()
    borrows: frozenset[str] = frozenset()

    @abstractmethod
    def render(self, document: Document, workshop: Workshop = ...) -> Rendering:
        """Return the finished files; nothing is written but what the workshop's cache keeps."""


def target_names() -> tuple[str, ...]:
    """Return the names of all targets without importing any of them."""
    return tuple(sorted(module.name.removesuffix("_") for module in iter_modules(__path__)))


def lenders(target: str, edition: str, config: Config) -> Iterator[tuple[str, str]]:
    """Yield the editions and targets whose files a target of an edition looks at."""
    own, pupils = config.targets_of(edition), config.targets_of("student")
    one = targets()[target]
    yield from ((edition, name) for name in sorted(one.after & own))
    yield from (("student", name) for name in sorted((one.borrows & pupils) - own))


@cache
def targets() -> Mapping[str, Target]:
    """Import every target; a module's `TARGET` is the target, its file name the name."""
    found = {}
    for module in iter_modules(__path__):
        target: Target = import_module(f"{__name__}.{module.name}").TARGET
        found[target.name] = target
    return found
