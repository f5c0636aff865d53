"""The press: a finished PDF in its inks, to the standard that printers ask for."""

from __future__ import annotations

from terbit.press.book import Pressed, for_press
from terbit.press.profile import Profile, profile_of

__all__ = ["Pressed", "Profile", "for_press", "profile_of"]
