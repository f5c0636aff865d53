"""`python -m terbit` is the command `terbit`."""

from __future__ import annotations

from terbit.cli import main

__all__: list[str] = []

main()
