"""Results that several processes want at once: each is made by one of them, and the work is shared."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from terbit.cache import Cache
from terbit.claims import claimed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX has the locks")

KEYS = {f"key {number}": number for number in range(6)}


def squares(numbers: Sequence[int]) -> list[int]:
    return [number**2 for number in numbers]


def wanted(folder: Path, together: Any, first: bool) -> tuple[dict[str, int], list[int]]:
    """Ask for the squares, and return them with the numbers that this process squared."""
    own: list[int] = []

    def make(numbers: Sequence[int]) -> list[int]:
        if not own:
            together.wait()  # until each of the two makes something
        own.extend(numbers)
        return squares(numbers)

    found = Cache(folder).share("square", KEYS if first else dict(reversed(KEYS.items())), make, most=2)
    return found, own


def in_two(task: Callable[..., Any]) -> list[Any]:
    """Run a task in two processes at once."""
    context = get_context("fork")
    together = context.Barrier(2, timeout=30)
    ends = [context.Pipe(duplex=False) for _ in range(2)]
    processes = [
        context.Process(target=lambda end, first: end.send(task(together, first)), args=(end, not number))
        for number, (_, end) in enumerate(ends)
    ]
    for process in processes:
        process.start()
    found = [end.recv() for end, _ in ends]
    for process in processes:
        process.join()
    return found


def test_two_processes_make_each_result_once_and_have_them_all(tmp_path: Path) -> None:
    (one, by_one), (two, by_two) = in_two(partial(wanted, tmp_path))
    assert one == two == {key: number**2 for key, number in KEYS.items()}
    assert by_one
    assert by_two
    assert sorted(by_one + by_two) == [*range(6)]


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    Cache(tmp_path).share("square", {"key 1": 1}, squares)
    asked: list[int] = []
    made = Cache(tmp_path).share("square", KEYS, lambda numbers: asked.extend(numbers) or squares(numbers), most=6)
    assert asked == [0, 2, 3, 4, 5]
    assert made == {key: number**2 for key, number in KEYS.items()}


@pytest.mark.parametrize("folder", [None, "a file"])
def test_where_nothing_can_be_kept_or_locked_all_is_made_here(tmp_path: Path, folder: str | None) -> None:
    (tmp_path / "a file").write_text("where the folder should be")
    cache = Cache(tmp_path / folder if folder else None)
    assert cache.share("square", KEYS, squares) == {key: number**2 for key, number in KEYS.items()}


def test_a_claim_is_refused_until_its_process_ends(tmp_path: Path) -> None:
    parent, child = os.pipe(), os.pipe()
    other = os.fork()
    if not other:
        with claimed(tmp_path, ["a"]):
            os.write(parent[1], b".")
            os.read(child[0], 1)
            os._exit(1)  # as one that is killed
    os.read(parent[0], 1)
    with claimed(tmp_path, ["a", "b"]) as ours:
        assert ours == ["b"]
    os.write(child[1], b".")
    with claimed(tmp_path, ["a"], wait=True) as ours:
        assert ours == ["a"]
    os.waitpid(other, 0)
