"""The other side of `run_apart`: reads one task, does it, writes its result."""

from __future__ import annotations

import gc
import os
import pickle
import sys

from terbit.pdf.process import do

__all__: list[str] = []


def _main() -> None:
    # One task, then the end: searching the boxes of a book for cycles is a twentieth of the work.
    gc.disable()
    task, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    with os.fdopen(os.dup(1), "wb") as result:
        # Whatever a library prints must not get into the result.
        os.dup2(2, 1)
        try:
            value = do(task, arguments)
        except ValueError as error:
            value = error
        pickle.dump(value, result)


if __name__ == "__main__":
    _main()
