"""Configuration: `terbit.yaml` read, checked and turned into a Config."""

from __future__ import annotations

from terbit.config.model import Config, Edition, Licence, Person, Publisher, Trim

__all__ = ["Config", "Edition", "Licence", "Person", "Publisher", "Trim"]
