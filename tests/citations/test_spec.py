"""CSL 1.0.2 rule by rule: each case of tests/citations/spec/ is written as the specification says."""

from __future__ import annotations

import pytest

from citations.spec_cases import load, render

CASES = load()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.section}: {case.rule}" for case in CASES])
def test_the_rule_holds(case):
    clusters, entries = render(case)
    assert clusters == list(case.wanted) or not case.wanted
    assert case.entries is None or entries == list(case.entries)
    assert case.wanted or case.entries
