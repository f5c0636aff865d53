"""Working: what a process does that is forked off to lay units out, and what is made ready before it is."""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terbit.errors import MachineError
from terbit.pdf.linked.order import Unlinkable
from terbit.pdf.process import load_engine

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["load", "ready", "work"]


def load() -> None:
    """Load the engine before there is a style; what keeps it from that is told when there is."""
    with suppress(MachineError, OSError):
        load_engine()


def ready(style: Any) -> Any:
    """Load the engine and make it ready; return what keeps it from that, if something does."""
    try:
        load_engine()
        from terbit.pdf.linked.layout import prepared  # noqa: PLC0415 - only where there is something to lay out
        from terbit.pdf.linked.make import make  # noqa: PLC0415

        made_ready = prepared(style)
    except (MachineError, OSError) as error:
        return error if isinstance(error, MachineError) else MachineError.lacking(str(error), "try `terbit doctor`")
    gc.freeze()  # what is here now is shared with all that are forked off, and is no garbage
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        # A library has begun threads for its fonts, which a process forked off would wait for in vain.
        return lambda order: make(order, prepared(style))
    return partial(make, ready=made_ready)


def work(connection: Connection, make: Any) -> None:
    """Receive one order, lay it out, and answer."""
    try:
        connection.send(("order", None))
        connection.send(_answer(connection.recv(), make))
    except (EOFError, BrokenPipeError):
        return  # whoever asked has gone


def _answer(order: Any, make: Any) -> tuple[str, Any]:
    # Seldom, for searching the boxes of a chapter for garbage often is a twentieth of the work.
    gc.enable()
    gc.set_threshold(100_000, 50, 100)
    if isinstance(make, MachineError):
        return "machine", make.findings
    try:
        return "done", make(order)
    except Unlinkable as error:
        return "unlinkable", str(error)
    except Exception as error:  # noqa: BLE001 - told to who asked, who has a user to tell
        return "failed", f"{type(error).__name__}: {error}"
