"""Citations: pandoc's Cite elements, a bibliography and a CSL style, made into text with links.

The stage has steps: `read`, `styles.usable`, `plan`, `typeset_part`, `check`, `weave`. What the slow ones of them
return is plain data that can be kept. `cite` is all of them in a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from terbit.citations import short, styles
from terbit.citations.check import check_keys, check_lists, check_written
from terbit.citations.clusters import Cite, Cluster
from terbit.citations.links import weave
from terbit.citations.locators import Locator
from terbit.citations.markup import from_html
from terbit.citations.plan import Part, Plan, Typesetting, plan, typeset_part
from terbit.citations.record import Record
from terbit.diagnostics import Diagnostic, errors_in, ordered
from terbit.model import Document, Resource

if TYPE_CHECKING:
    from terbit.citations.bibliography import from_csl_json, read
    from terbit.citations.engine import Typeset, typeset

__all__ = [
    "Cite", "Cluster", "Locator", "Part", "Plan", "Record", "Typeset", "Typesetting", "check", "cite", "from_csl_json",
    "from_html", "plan", "read", "short", "styles", "typeset", "typeset_part", "weave",
]  # fmt: skip


_LATE = {"Typeset": "engine", "from_csl_json": "bibliography", "read": "bibliography", "typeset": "engine"}


def __getattr__(name: str) -> Any:
    """Import what reads bibliographies and typesets only where it is asked for: mostly both are kept (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"terbit.citations.{_LATE[name]}"), name)


def cite(
    document: Document, bibliography: Sequence[Resource], style: Resource | None
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the book with its citations written and its lists of references filled, and what is wrong with them.

    A key that the bibliography lacks stays in the text, in bold with a question mark. A style that cannot be
    used leaves the default one in its place.
    """
    from terbit.citations.bibliography import read  # noqa: PLC0415 - slow to load, and most call the steps one by one

    records, findings = read(bibliography, language=document.config.language)
    chosen, said = styles.usable(style)
    made = plan(document, records, chosen)
    results = [typeset_part(made, part) for part in made.parts]
    checked = check(document, made, results, records, bibliography, findings)
    return weave(document, made, results), ordered((*findings, *said, *checked))


def check(
    document: Document,
    made: Plan,
    results: Sequence[Typesetting],
    records: Mapping[str, Record],
    bibliography: Sequence[Resource],
    found: Sequence[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """Return what is wrong between text and bibliography; `found` is what reading the bibliography has shown."""
    keys = tuple(check_keys(document, made, records, bibliography, broken=bool(found and not records)))
    if errors_in((*found, *keys)):
        return keys
    return (*keys, *check_written(made, results), *check_lists(made, results))
