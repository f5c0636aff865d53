"""The cache: the same key gives the same result, whatever has become of its file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from terbit.cache import Cache


class Maker:
    """Counts how often it had to make its result."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> dict[str, int]:
        self.made += 1
        return {"hasil": 1}


@pytest.fixture
def maker() -> Maker:
    return Maker()


def entry(folder: Path) -> Path:
    (path,) = (p for p in folder.rglob("*") if p.is_file())
    return path


def test_a_result_is_made_once(tmp_path: Path, maker: Maker) -> None:
    for _ in range(3):
        assert Cache(tmp_path).compute("parse", "a", maker) == {"hasil": 1}
    assert maker.made == 1


def test_stages_and_keys_are_kept_apart(tmp_path: Path, maker: Maker) -> None:
    for stage, key in (("parse", "a"), ("parse", "b"), ("render", "a")):
        Cache(tmp_path).compute(stage, key, maker)
    assert maker.made == 3


def test_without_a_folder_nothing_is_kept(maker: Maker) -> None:
    for _ in range(2):
        Cache(None).compute("parse", "a", maker)
    assert maker.made == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data[:20],
        lambda data: data + b"x",
        lambda data: data.replace(b"hasil", b"hasal"),
        lambda _: b"\x80\x04garbage" * 10,
        lambda _: pickle.dumps({"hasil": 2}),
    ],
    ids=["empty", "cut", "cut-early", "longer", "one-letter", "garbage", "unsealed"],
)
def test_a_damaged_entry_is_made_again_and_mended(tmp_path: Path, maker: Maker, damage: object) -> None:
    Cache(tmp_path).compute("parse", "a", maker)
    path = entry(tmp_path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    for _ in range(2):
        assert Cache(tmp_path).compute("parse", "a", maker) == {"hasil": 1}
    assert maker.made == 2


class Large:
    """Has bytes that are kept apart from what is pickled."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __reduce_ex__(self, protocol: object) -> object:
        return Large, (pickle.PickleBuffer(self.data),)


def test_large_bytes_are_kept_apart_and_a_bit_of_them_that_turned_is_seen(tmp_path: Path) -> None:
    Cache(tmp_path).put("place", "a", (Large(b"x" * 9000), "between", Large(b""), Large(b"y")))
    first, _, *others = Cache(tmp_path).get("place", "a") or ()
    assert [bytes(one.data) for one in (first, *others)] == [b"x" * 9000, b"", b"y"]
    path = entry(tmp_path)
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)
    assert Cache(tmp_path).get("place", "a") is None


def test_an_entry_that_is_a_folder_costs_time_and_not_the_build(tmp_path: Path, maker: Maker) -> None:
    (tmp_path / "parse/a/b").mkdir(parents=True)
    assert Cache(tmp_path).compute("parse", "a", maker) == {"hasil": 1}


def test_a_cache_that_cannot_be_written_costs_time_and_not_the_build(tmp_path: Path, maker: Maker) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert Cache(tmp_path / "cache").compute("parse", "a", maker) == {"hasil": 1}


def test_nothing_but_the_entry_is_left_behind(tmp_path: Path, maker: Maker) -> None:
    Cache(tmp_path).compute("parse", "a", maker)
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")] == ["parse", "parse/a"]
