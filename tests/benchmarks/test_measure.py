"""What a measurement counts: the whole tree of processes, whoever waits for them."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from benchmarks.measure import CommandFailedError, Contestant, Measurement, Run, measure, run_once
from benchmarks.report import growth, machine, measurement_table, ratio, table, values, write_results

BURN = "import time\nwhile time.process_time() < 0.3: pass"
HOLD = "import time; data = b'x' * 80_000_000; time.sleep(0.5)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"
ORPHAN = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}], start_new_session=True)"


def python(code: str, **options: object) -> Contestant:
    return Contestant("python", [sys.executable, "-c", code], **options)


def measurement(name: str, *walls: float) -> Measurement:
    return Measurement(name, tuple(Run(wall, wall / 2, 50_000_000, 60_000_000) for wall in walls))


def test_waiting_costs_wall_time_and_no_cpu_time():
    run = run_once(python("import time; time.sleep(0.4)"))
    assert run.wall >= 0.4
    assert run.cpu < 0.2


@pytest.mark.parametrize("code", [BURN, CHILD], ids=["itself", "its-child"])
def test_cpu_time_is_that_of_the_process_and_its_children(code):
    assert run_once(python(code)).cpu >= 0.3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets a process adopt orphans")
def test_cpu_time_of_a_process_that_nobody_waits_for_is_counted():
    assert run_once(python(ORPHAN)).cpu >= 0.3


def test_memory_is_that_of_the_largest_process_and_not_of_the_one_that_measures():
    ballast = b"x" * 200_000_000
    assert 80_000_000 < run_once(python(HOLD)).largest < 120_000_000 < len(ballast)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shares memory out among processes")
def test_memory_together_adds_processes_up():
    twice = f"import subprocess, sys; p = [subprocess.Popen([sys.executable, '-c', {HOLD!r}]) for _ in 'ab']\n"
    run = run_once(python(twice + "for q in p: q.wait()"), sampling=0.05)
    assert run.largest < 120_000_000
    assert run.together > 160_000_000


def test_a_command_that_fails_is_named_with_what_it_said():
    with pytest.raises(CommandFailedError, match="python ended with 3: out of ink"):
        run_once(python("import sys; print('out of ink'); sys.exit(3)"))
    assert run_once(python("import sys; sys.exit(3)", allowed=(0, 3))).wall > 0


def test_a_command_that_does_not_exist_is_named():
    with pytest.raises(CommandFailedError, match="no-such-program"):
        run_once(Contestant("ghost", ["no-such-program"]))


def test_folder_and_environment_are_the_contestants_own(tmp_path):
    code = "import os, sys; sys.exit(os.environ['PLACE'] != os.getcwd())"
    run_once(python(code, folder=tmp_path, environment={"PLACE": str(tmp_path.resolve())}))


def test_contestants_take_turns_and_each_scene_is_set_before_its_run(tmp_path):
    order: list[str] = []
    names = ["a", "b"]
    contestants = [Contestant(n, [sys.executable, "-c", ""], before=lambda n=n: order.append(n)) for n in names]
    done = measure(contestants, 2, progress=lambda name, _: order.append(f"{name} done"))
    assert order == ["a", "a done", "b", "b done"] * 2
    assert [len(done[name].runs) for name in names] == [2, 2]


def test_what_takes_long_is_run_once():
    quick, slow = Contestant("quick", ["true"]), Contestant("slow", ["sleep", "0.6"])
    measured = measure([quick, slow], 3, sampling=0, once=0.5)
    assert {name: len(found.runs) for name, found in measured.items()} == {"quick": 3, "slow": 1}


def test_a_run_that_takes_too_long_is_stopped_with_all_its_processes():
    child = "import subprocess, sys; subprocess.run(['sleep', '60'])"
    run = run_once(python(child), patience=0.5)
    assert run.stopped
    assert 0.5 <= run.wall < 10
    assert not run_once(python(""), patience=60).stopped


def test_who_fails_or_cannot_be_made_ready_is_told_and_left_out():
    def unready():
        subprocess.run([sys.executable, "-c", "import sys; sys.exit('no paper')"], check=True, capture_output=True)

    told: list[CommandFailedError] = []
    good = Contestant("good", [sys.executable, "-c", ""])
    bad = Contestant("bad", [sys.executable, "-c", "import sys; sys.exit('out of ink')"])
    lost = Contestant("lost", good.command, before=unready)
    done = measure([bad, good, lost], 2, failed=told.append)
    assert list(done) == ["good"]
    assert len(done["good"].runs) == 2
    assert [(error.name, error.said.strip()) for error in told] == [("bad", "out of ink"), ("lost", "no paper")]
    with pytest.raises(CommandFailedError, match="lost ended with 1: no paper"):
        measure([lost])


def test_a_measurement_is_the_median_of_its_runs():
    assert measurement("x", 1, 9, 2).wall == 2
    both = {"x": measurement("x", 1, 9, 2), "y": measurement("y", 8)}
    assert ratio(both, "x", "y") == ratio(both, "x", "y", "cpu") == 0.25


def test_growth_is_the_exponent():
    sizes = [28, 106, 310, 976]
    assert growth(sizes, [3 * size**1.37 for size in sizes]) == pytest.approx(1.37)
    with pytest.raises(ValueError, match="two sizes"):
        growth([28, 28], [1, 2])


def test_a_table_is_aligned():
    assert table(["", "s"], [["short", "1.5"], ["longer one", "10.0"]]).splitlines() == [
        "               s",
        "----------  ----",
        "short        1.5",
        "longer one  10.0",
    ]


def test_measurements_are_printed_with_their_ratios():
    lines = measurement_table({"x": measurement("x", 1), "y": measurement("y", 4)}, "y").splitlines()
    assert re.split(r" {2,}", lines[2]) == ["x", "1.00", "0.250", "0.50", "0.250", "50", "60"]


def test_results_keep_machine_and_versions_and_no_path(tmp_path):
    file = tmp_path / "results" / "x.json"
    write_results(file, {"x": values(measurement("x", 1, 3))}, {"typst": "0.15"})
    kept = json.loads(file.read_text("utf-8"))
    assert kept["figures"]["x"]["wall_s"] == 2
    assert kept["versions"] == {"typst": "0.15"}
    assert kept["machine"] == machine()
    assert {"processor", "cores", "python"} <= kept["machine"].keys()
    assert "/" not in file.read_text("utf-8")
