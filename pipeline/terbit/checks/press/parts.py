"""The order of a book's parts, as a profile asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from terbit.ast import stringify
from terbit.checks.model import Verdict
from terbit.diagnostics import Diagnostic, Location
from terbit.matter import kind_of
from terbit.model import Chapter, Document
from terbit.profiles import PrintProfile, Rule

__all__ = ["check_parts"]

def check_parts(profile: PrintProfile, document: Document) -> Iterator[Verdict]:
    """Yield a verdict on the order of the front and of the back matter; parts of other kinds may stand anywhere."""
    for name, role in (("front-order", "front"), ("back-order", "back")):
        rule = profile.rule(name)
        if rule is not None:
            chapters = [chapter for chapter in document.chapters if chapter.role == role]
            kinds = [(chapter, kind_of(chapter, document.labels)) for chapter in chapters]
            yield _verdict(profile, rule, [(chapter, kind) for chapter, kind in kinds if kind])


def _verdict(profile: PrintProfile, rule: Rule, found: Sequence[tuple[Chapter, str]]) -> Verdict:
    order = list(rule.value)
    ranked = [(order.index(part), chapter) for chapter, part in found if part in order]
    wrong = next((one for last, one in pairwise(ranked) if one[0] < last[0]), None)
    said = ", ".join(part for _, part in found) or "no part that it names"
    if wrong is None:
        return Verdict(f"{profile.name}: {rule.name}", "passed", f"{said}; {rule.cited}")
    severity: Any = "error" if rule.is_confirmed else "warning"
    title, asked = stringify(wrong[1].title), ", ".join(order)
    message = f"{profile.title}, {rule.name}: '{title}' comes too late: the order is {asked} ({rule.cited})"
    where = Location(wrong[1].file) if wrong[1].file else None
    finding = Diagnostic(severity, "profile-rule", message, where, "change the order in `front` and `back`")
    return Verdict(f"{profile.name}: {rule.name}", "failed", f"{said}; {rule.cited}", (finding,))
