"""The CSL test suite, where it is at hand: the count may rise, never fall."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citations import suite

COUNT = Path(__file__).with_name("suite-count.txt")
SUITE = os.environ.get("SUITE", "")


@pytest.mark.slow
@pytest.mark.skipif(not SUITE, reason="SUITE names no directory with the fixtures of the CSL test suite")
def test_no_fewer_fixtures_pass_than_before():
    passed, total = map(int, COUNT.read_text().strip().split("/"))
    outcomes = suite.run(Path(SUITE))
    assert not [outcome.name for outcome in outcomes if outcome.got.startswith("Traceback")]
    assert sum(outcome.passed for outcome in outcomes) >= passed
    assert len(outcomes) >= total


FIXTURE = """>>===== MODE =====>>
citation
<<===== MODE =====<<
>>===== RESULT =====>>
..[0] (A &#38; B 2001)
<<===== RESULT =====<<
>>===== CSL =====>>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <citation><layout prefix="(" suffix=")"><text variable="title" suffix=" "/>
    <date variable="issued"><date-part name="year"/></date></layout></citation>
</style>
<<===== CSL =====<<
>>===== INPUT =====>>
[{"id": "a", "type": "book", "title": "TITLE", "issued": {"date-parts": [[2001]]}}]
<<===== INPUT =====<<
"""


@pytest.mark.parametrize(("title", "passes"), [("A & B", True), ("A & C", False)])
def test_the_runner_tells_a_right_result_from_a_wrong_one(tmp_path, title, passes):
    (tmp_path / "group_One.txt").write_text(FIXTURE.replace("TITLE", title))
    (outcome,) = suite.run(tmp_path)
    assert outcome.passed is passes
    assert suite.table([outcome]).endswith(f"{int(passes)}/1")
