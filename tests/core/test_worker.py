"""The renderer's process: one process a job, and what becomes of those that fail."""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from terbit import worker
from terbit.config import Config, Edition
from terbit.diagnostics import Diagnostic
from terbit.model import Artifact
from terbit.pdf.workshop import Workshop
from terbit.renderer import broken
from terbit.targets import Rendering


@pytest.fixture(autouse=True)
def quick_start(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the libraries alone, which these jobs do not need, and garbage collection on afterwards."""
    monkeypatch.setattr(worker, "load_engine", lambda: None)
    yield
    gc.enable()


def results(monkeypatch: pytest.MonkeyPatch, act: object, jobs: int) -> dict[int, tuple[str, object]]:
    monkeypatch.setattr(worker, "_result", act)
    return dict(worker._results([(str(number), Book("student")) for number in range(jobs)], Workshop()))


def test_each_job_has_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = results(monkeypatch, lambda *_: ("done", os.getpid()), 5)
    processes = {process for _, process in found.values()}
    assert len(processes) == 5
    assert os.getpid() not in processes


def test_a_job_begins_before_the_next_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The second job is handed over only when the first has left its mark."""
    mark = tmp_path / "begun"

    def jobs() -> Iterator[tuple[str, Book]]:
        yield "0", Book("student")
        ends = time.monotonic() + 20
        while not mark.exists():
            assert time.monotonic() < ends
            time.sleep(0.01)
        yield "1", Book("student")

    def act(target: str, *_: object) -> tuple[str, object]:
        mark.touch()
        return "done", target

    monkeypatch.setattr(worker, "_result", act)
    assert dict(worker._results(jobs(), Workshop())) == {0: ("done", "0"), 1: ("done", "1")}


def test_what_jobs_share_is_read_once() -> None:
    stream, shared = io.BytesIO(), ["a chapter"]
    pickler = pickle.Pickler(stream)
    for target in ("print", "epub"):
        pickler.dump((target, shared))
    stream.seek(0)
    (_, one), (_, other) = worker._jobs(stream)
    assert one is other


def test_a_job_that_is_killed_is_told_of_and_the_others_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def act(target: str, *_: object) -> tuple[str, object]:
        if target == "1":
            os.kill(os.getpid(), signal.SIGKILL)
        return "done", target

    found = results(monkeypatch, act, 3)
    assert found[0] == ("done", "0")
    assert found[1][0] == "failed"
    assert "killed" in str(found[1][1])
    assert found[2] == ("done", "2")


def test_jobs_end_with_the_process_that_they_would_hand_their_results_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def act(target: str, *_: object) -> tuple[str, object]:
        return "done", b"" if target == "0" else bytes(10_000_000)  # more than a pipe holds

    monkeypatch.setattr(worker, "_result", act)
    monkeypatch.setattr(worker, "cores", lambda: 3)
    begun = worker._results([(str(number), Book("student")) for number in range(3)], Workshop())
    next(begun)
    begun.close()
    for process in multiprocessing.active_children():
        process.join(20)
    assert multiprocessing.active_children() == []


def test_an_exception_becomes_a_finding_without_a_traceback() -> None:
    kind, said = worker._result("nosuch", None, Workshop())
    assert (kind, said) == ("failed", "KeyError: 'nosuch'")
    rendering: Rendering = broken("print", str(said))
    (finding,) = rendering.findings
    assert isinstance(finding, Diagnostic)
    assert str(finding).startswith("error[internal]: the target 'print' failed: KeyError: 'nosuch'")


@dataclass(frozen=True)
class Book:
    """A document of which only the edition and what was made before matter."""

    edition: str
    config: Config | None = None
    made: Mapping[str, tuple[Artifact, ...]] = field(default_factory=dict)


def test_a_job_waits_for_those_of_its_edition_that_it_comes_after() -> None:
    pupils, teachers = (Book(edition, config("print", "epub", "screen")) for edition in ("student", "teacher"))
    jobs = [("print", teachers), ("print", pupils), ("screen", pupils), ("epub", pupils)]
    assert [worker._needs(jobs, number) for number in range(4)] == [set(), set(), set(), {1}]


def test_decks_of_an_edition_that_is_not_printed_wait_for_the_pupils_print() -> None:
    pupils, teachers = (Book(edition, config("print", "slides", "epub")) for edition in ("student", "teacher"))
    jobs = [("print", pupils), ("slides", teachers), ("epub", teachers)]
    assert [worker._needs(jobs, number) for number in range(3)] == [set(), {0}, set()]


def config(*targets: str) -> Config:
    """Return a configuration whose pupils' edition has these targets, and the teacher's all but print."""
    teachers = tuple(target for target in targets if target != "print" or "slides" not in targets)
    editions = (Edition("student", targets), Edition("teacher", teachers))
    return Config(Path(), "Uji", "uji", "id", date(2026, 1, 2), editions=editions)


def test_a_rendering_with_errors_is_handed_to_nobody() -> None:
    file = Artifact("x.pdf", b"%PDF", "print")
    good, bad = Rendering((file,)), Rendering((file,), (Diagnostic("error", "text-cut", "cut"),))
    job = ("epub", Book("student"))
    assert worker._supplied(job, [("print", "done", good)])[1].made == {"print": (file,)}
    assert worker._supplied(job, [("print", "done", bad)]) is job
    assert worker._supplied(job, [("print", "failed", "killed")]) is job
