"""The words that the tool itself writes (Bab, Gambar, Daftar Isi, …), one file per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from terbit.diagnostics import Diagnostic, Location
from terbit.errors import ConfigError

if TYPE_CHECKING:
    from terbit.model import Resource

__all__ = ["Labels", "read_labels"]


@dataclass(frozen=True)
class Labels:
    """Generated words of one language; `words` maps dotted names to templates such as ``Bab {number}``."""

    language: str
    words: Mapping[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the word for a name, with its values filled in.

        Raises
        ------
        KeyError
            If the language file lacks the name: a defect of the file, which the tests catch.
        """
        return self.words[name].format(**values) if values else self.words[name]

    def date(self, day: date) -> str:
        """Return a date as the language writes it in full."""
        return self("date", day=day.day, month=self(f"months.{day.month}"), year=day.year)


def read_labels(language: str, styles: Mapping[str, Resource]) -> Labels:
    """Return the labels of a language from `labels/<language>.yaml`, or of its primary subtag.

    Raises
    ------
    ConfigError
        If there is no file for the language.
    """
    primary = language.partition("-")[0].lower()
    for name in (language, primary):
        file = styles.get(f"labels/{name}.yaml")
        if file:
            return Labels(language, _flatten(YAML(typ="safe").load(file.data.decode())))
    known = sorted(name[7:-5] for name in styles if name.startswith("labels/"))
    message = f"no labels for language '{language}'"
    hint = f"add styles/labels/{primary}.yaml (there are: {', '.join(known)})"
    raise ConfigError([Diagnostic("error", "labels-missing", message, Location("terbit.yaml", 1), hint)])


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            out.update(_flatten(value, f"{name}."))
        else:
            out[name] = str(value)
    return out
