"""Checks of finished files by programs of others, and by the rules of those who sell or print them."""

from __future__ import annotations

from terbit.checks.epub import check_epub
from terbit.checks.model import Verdict
from terbit.checks.press import check_cover, check_file, check_print

__all__ = ["CHECKS", "Verdict", "check_cover", "check_epub", "check_file", "check_print"]

CHECKS = {"cover": check_cover, "epub": check_epub, "print": check_print}
"""The targets whose files can be checked, each with what checks one."""
