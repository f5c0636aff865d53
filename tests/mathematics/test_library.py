"""What ziamath 0.13 does that formulas are corrected for: where one of these fails, a correction is needed no more."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

ALONE = """
from ziamath.zmath import Math
print(Math('<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>', size=100).node.{})
"""


def _alone(markup: str, what: str) -> float:
    """Return a measure of a formula that ziamath sets without any correction."""
    code = ALONE.format(markup, what)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    return float(done.stdout)


def test_the_corrections_are_for_this_version():
    assert version("ziamath").startswith("0.13")


def test_an_em_is_a_third_too_long():
    assert _alone('<mspace width="1em"/><mi>x</mi>', "nodes[0].width") == pytest.approx(133.3, abs=0.1)


def test_a_subscript_runs_into_its_base():
    sub = "<msub><mi>P</mi><mi>P</mi></msub>"
    letter = _alone("<mi>P</mi>", "bbox.xmax")
    assert _alone(sub, "nodes[0].nodexy[1][0]") < letter - 5


def test_a_product_has_hardly_any_space():
    row = "<mi>a</mi><mo>×</mo><mi>b</mi>"
    medium = 100 * 4 / 18
    assert _alone(row, "nodes[1].nodexy[0][0]") < medium - 5


def test_an_accent_is_as_wide_as_its_base():
    over = '<mover><mi>F</mi><mo accent="true">→</mo></mover>'
    assert _alone(over, "nodes[0].over.bbox.xmax") > 60
