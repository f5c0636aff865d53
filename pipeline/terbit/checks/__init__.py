"""Checks of finished files by programs of others, and by the rules of those who sell or print them."""

from __future__ import annotations

from terbit.checks.epub import check_epub
from terbit.checks.model import Verdict

__all__ = ["CHECKS", "Verdict", "check_epub"]

CHECKS = {"epub": check_epub}
"""The targets whose files can be checked, each with what checks one."""
