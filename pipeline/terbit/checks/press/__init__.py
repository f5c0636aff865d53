"""A finished print PDF, checked for the press: page by page, and as PDF/X."""

from __future__ import annotations

from terbit.checks.press.contact import contact_sheet
from terbit.checks.press.covers import check_cover
from terbit.checks.press.run import check_file, check_print, ink_of

__all__ = ["check_cover", "check_file", "check_print", "contact_sheet", "ink_of"]
