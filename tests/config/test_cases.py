"""Each file of cases/ is a terbit.yaml; beside it stands what configure says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from terbit.config import Config, configure
from terbit.errors import ConfigError

CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_configure_says(case: Path, root: Path, expect: Callable[[Path, str], None]) -> None:
    (root / "terbit.yaml").write_bytes(case.read_bytes())
    expect(case.with_suffix(".txt"), said(root))


def said(root: Path) -> str:
    try:
        config = configure(root)
    except ConfigError as error:
        return "".join(f"{finding}\n" for finding in error.findings)
    return "".join(values(config))


def values(config: Config) -> list[str]:
    """Write every value that was given or derived."""
    shown = (field.name for field in fields(config) if field.name not in {"root", "places"})
    return [f"{name} = {getattr(config, name)!r}\n" for name in shown if getattr(config, name)]
