"""A content-addressed store of results on disk; stages do not know that it exists."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeVar

from terbit.claims import claimed

__all__ = ["APART", "NOTHING_KEPT", "Cache"]

M = TypeVar("M")
T = TypeVar("T")

_SEAL = 32
"""Bytes of the SHA-256 before each result: a damaged entry must not be taken for a whole one."""
APART = 5
"""The protocol of pickling that lets large bytes be kept apart (PEP 574)."""


@dataclass(frozen=True)
class Cache:
    """Results by key under a folder; without a folder, nothing is kept.

    The folder is the project's own and is trusted as its code is: results are pickled.
    """

    folder: Path | None

    def compute(self, stage: str, key: str, make: Callable[[], T]) -> T:
        """Return the kept result for a key, or make and keep it."""
        kept: T | None = self.get(stage, key)
        if kept is not None:
            return kept
        made = make()
        self.put(stage, key, made)
        return made

    def share(
        self, stage: str, wanted: Mapping[str, M], make: Callable[[Sequence[M]], Sequence[T]], most: int = 1
    ) -> dict[str, T]:
        """Return the results for keys, making those that are not kept of what the keys stand for, `most` at once.

        Processes that want the same at the same time share the work: each leaves aside what another is making,
        and takes it when it has made the rest.
        """
        if self.folder is None:
            return dict(zip(wanted, make([*wanted.values()]), strict=True))
        out: dict[str, T] = self._kept(stage, wanted)
        for wait, count in ((False, most), (True, 1)):
            left = [key for key in wanted if key not in out]
            for at in range(0, len(left), count):
                with claimed(self.folder, left[at : at + count], wait=wait) as ours:
                    out |= self._made(stage, {key: wanted[key] for key in ours}, make)
        return out

    def _made(
        self, stage: str, wanted: Mapping[str, M], make: Callable[[Sequence[M]], Sequence[T]]
    ) -> Mapping[str, T]:
        """Return what another process has made by now, and make and keep the rest."""
        out: dict[str, T] = self._kept(stage, wanted)
        fresh = [key for key in wanted if key not in out]
        for key, made in zip(fresh, make([wanted[key] for key in fresh]) if fresh else (), strict=True):
            self.put(stage, key, made)
            out[key] = made
        return out

    def _kept(self, stage: str, keys: Iterable[str]) -> dict[str, Any]:
        return {key: kept for key in keys if (kept := self.get(stage, key)) is not None}

    def get(self, stage: str, key: str) -> Any | None:
        """Return the kept result for a key, or None."""
        if self.folder is None:
            return None
        try:
            kept = memoryview((self.folder / stage / key).read_bytes())  # whole books are not copied
            seal, data = kept[:_SEAL], kept[_SEAL:]
            return _unpacked(data) if sha256(data).digest() == seal else None
        except Exception:  # noqa: BLE001 - whatever is wrong with an entry, it is made again
            return None

    def put(self, stage: str, key: str, value: object) -> None:
        """Keep a result, which is not None."""
        if self.folder is None:
            return
        import tempfile  # noqa: PLC0415 - slow to load, and not needed for reading

        target, parts = self.folder / stage / key, _packed(value)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent) as fresh:
                file = Path(fresh) / key
                with file.open("wb") as out:
                    out.writelines((_seal(parts), *parts))
                file.replace(target)
        except OSError:
            return  # a full or read-only disk costs time, not the build


def _packed(value: object) -> list[bytes | memoryview]:
    """Write a result as its bytes that are large and pickled apart, before them their lengths, then the rest."""
    apart: list[pickle.PickleBuffer] = []
    rest = pickle.dumps(value, protocol=APART, buffer_callback=apart.append)
    blocks = [one.raw() for one in apart]
    return [struct.pack(f"<I{len(blocks)}Q", len(blocks), *map(len, blocks)), *blocks, rest]


def _unpacked(data: memoryview) -> Any:
    (count,) = struct.unpack_from("<I", data)
    head = struct.Struct(f"<I{count}Q")
    ends = [*accumulate(head.unpack_from(data)[1:], initial=head.size)]
    blocks = [data[begin:end] for begin, end in pairwise(ends)]
    return pickle.loads(data[ends[-1] :], buffers=blocks)  # noqa: S301 - our own folder


def _seal(parts: Iterable[bytes | memoryview]) -> bytes:
    sums = sha256()
    for part in parts:
        sums.update(part)
    return sums.digest()


NOTHING_KEPT = Cache(None)
"""Where nothing is kept."""
