"""What the linker costs is measured by itself: once with units just laid out, then with those that were kept."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks import linking, matter


def test_a_share_of_long_books_is_judged_and_of_short_ones_told():
    long = {"pages": 900, "laid_out": 0.2, "kept": [0.5, 0.05, 0.06]}
    rows = [line.split() for line in linking._table([long, {**long, "pages": 30}]).splitlines()[2:]]
    assert [row[-1] for row in rows[:2]] == ["MISSED", "met"]
    assert rows[1][-5:-1] == ["900", "0.060", "0.067", "0.1"]
    assert rows[3][-2:] == ["0.060", "2.000"]


@pytest.mark.slow
def test_linking_is_measured_and_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(matter, "_SECTIONS", 1)
    monkeypatch.setattr(matter, "_FIGURES", 1)
    options = ["--sizes", "28", "--rounds", "2", "--home", str(tmp_path), "--keep", str(tmp_path / "kept.json")]
    monkeypatch.setattr(sys, "argv", ["linking", *options])
    linking.main()
    assert "just laid out" in capsys.readouterr().out
    kept = (tmp_path / "kept.json").read_text("utf-8")
    assert str(tmp_path) not in kept
    (found,) = json.loads(kept)["figures"]["linking"]
    assert len(found["kept"]) == 2
    assert 0 < found["pages"] < 20
    assert all(seconds > 0 for seconds in (found["laid_out"], *found["kept"]))
