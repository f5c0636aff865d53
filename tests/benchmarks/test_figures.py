"""What the benchmark promises and tells: ratios with verdicts, and what could not be measured."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from benchmarks import matter, peers
from benchmarks.__main__ import main
from benchmarks.contestants import Place, engines_of_build, terbit_contestants
from benchmarks.figures import figures_table, scores
from benchmarks.measure import Measurement, Run


def measured(**seconds):
    return {
        name.replace("__", " ").replace("_", "-"): Measurement(name, (Run(s, s, 140_000_000, 0),))
        for name, s in seconds.items()
    }


def test_figures_have_verdicts_by_size():
    results = {
        310: measured(
            engine_weasyprint__cold_1=20, typst=3, build_new__cold_1=14, build_new__edit=1, build_new__same=0.4
        ),
        976: measured(engine_weasyprint__cold_1=95, typst=9, build_new__cold_1=30, build_new__edit=1),
    }
    found = list(scores(results, {310: 310, 976: 976}, "build-new"))
    rows = [line.split("  ") for line in figures_table(found).splitlines()[2:]]
    verdicts = {(s.label, str(s.size)): row[-1].strip() for s, row in zip(found, rows, strict=True)}
    assert verdicts["cold, one worker, CPU / WeasyPrint", "310"] == "met"
    assert verdicts["cold, one worker, CPU / WeasyPrint", "976"] == "goal"
    assert verdicts["chapter edited, wall / Typst", "310"] == "goal"
    assert verdicts["nothing changed, s", "310"] == "MISSED"
    assert verdicts["growth exponent, cold, CPU", "976"] == "goal"
    assert verdicts["largest process, cold, MB", "310"] == "met"


def test_the_plain_engine_is_the_rival_of_the_other_at_the_same_work():
    results = {310: measured(engine_plain__cold_1=10, build_plain__cold_1=20, build_linked__cold_1=14)}
    found = {score.label: score.value for score in scores(results, {310: 310}, "build-linked")}
    assert found["cold, one worker, CPU / plain"] == 0.7
    assert not any("plain" in score.label for score in scores(results, {310: 310}, "build-plain"))


def test_all_targets_may_take_three_times_what_the_engine_takes():
    results = {310: measured(engine_linked__edit=2, all_linked__edit=7)}
    found = list(scores(results, {310: 310}, "all-linked"))
    assert [(score.value, score.must) for score in found] == [(3.5, 3.0)]
    assert figures_table(found).endswith("MISSED")


@pytest.mark.parametrize(("cost", "shown", "verdict"), [(30, "< 0.300", "goal"), (70, "< 0.700", "unknown")])
def test_of_a_rival_that_was_stopped_a_bound_is_told(cost, shown, verdict):
    stopped = Measurement("engine-weasyprint", (Run(100, 100, 140_000_000, 0, stopped=True),))
    results = {976: measured(build_new__cold_1=cost) | {"engine-weasyprint cold-1": stopped}}
    row = figures_table(list(scores(results, {976: 900}, "build-new"))).splitlines()[2]
    assert shown in row
    assert row.endswith(verdict)


def test_growth_is_that_of_the_sweep_where_there_was_one():
    results = {size: measured(engine_linked__cold_1=size) for size in (100, 1000)}
    swept = {100: Measurement("a", (Run(1, 1, 0, 0),)), 1000: Measurement("b", (Run(9, 9, 0, 0),))}
    for given, exponent in ((None, 1.0), (swept, 0.954)):
        found = list(scores(results, {100: 100, 1000: 1000}, "engine-linked", given))
        assert round(found[-1].value, 3) == exponent


def test_a_rival_that_was_not_measured_makes_no_figure():
    found = scores({310: measured(build_new__cold_1=14)}, {310: 310}, "build-new")
    assert [score.label for score in found] == ["largest process, cold, MB"]


def test_a_peer_that_cannot_be_had_is_absent_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert peers.find("pagedjs", tmp_path) == peers.Absent("pagedjs", "there is no node: `make test` brings one")


def test_the_reason_of_a_failed_installation_is_what_the_installer_said(tmp_path, monkeypatch):
    def fail(home):
        command = [sys.executable, "-c", "import sys; sys.exit('no such package')"]
        subprocess.run(command, capture_output=True, check=True, text=True)

    monkeypatch.setitem(peers.PEERS, "ghost", fail)
    assert peers.find("ghost", tmp_path) == peers.Absent("ghost", "no such package")


def test_every_engine_that_the_command_offers_is_measured(tmp_path):
    engines = engines_of_build()
    assert "plain" in engines
    place = Place(tmp_path, 28)
    place.make()
    for engine in engines:
        for what in ("engine", "build"):
            states = [c.name for c in terbit_contestants(place, f"{what}-{engine}")]
            assert states == [f"{what}-{engine} {state}" for state in ("cold-1", "cold-2", "edit", "same")]


@pytest.mark.slow
def test_a_bench_measures_and_keeps(tmp_path, monkeypatch, capsys):
    # Six pages show it as well as a chapter's 28.
    monkeypatch.setattr(matter, "_SECTIONS", 1)
    monkeypatch.setattr(matter, "_FIGURES", 1)
    command = ["--sizes", "28", "--rounds", "1", "--contestants", "weasyprint", "engine-plain"]
    places = ["--home", str(tmp_path), "--keep", str(tmp_path / "kept.json")]
    monkeypatch.setattr(sys, "argv", ["benchmarks", *command, *places])
    main()
    assert "cold, one worker, CPU / WeasyPrint" in capsys.readouterr().out
    kept = (tmp_path / "kept.json").read_text("utf-8")
    assert str(tmp_path) not in kept
    assert json.loads(kept)["figures"]["absent"] == []
