"""Profiles: what a printing service or a kind of book asks of the files, as tables of rules with their sources."""

from __future__ import annotations

from terbit.profiles.model import PrintProfile, Rule, Step
from terbit.profiles.read import ProfileError, load_profile, read_profile

__all__ = ["PrintProfile", "ProfileError", "Rule", "Step", "load_profile", "read_profile"]
