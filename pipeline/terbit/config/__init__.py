"""Configuration: `terbit.yaml` read, checked and turned into a Config."""

from __future__ import annotations

from terbit.config.configure import configure
from terbit.config.model import Config, Edition, Licence, Person, Publisher, Trim
from terbit.config.schema import schema

__all__ = ["Config", "Edition", "Licence", "Person", "Publisher", "Trim", "configure", "schema"]
