"""The words that the tool itself writes (Bab, Gambar, Daftar Isi, …), one file per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

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
        If there is no file for the language, or it is not complete.
    """
    primary = language.partition("-")[0].lower()
    for name in (language, primary):
        file = styles.get(f"labels/{name}.yaml")
        if file:
            words = _read(file)
            _check(words, file, styles)
            return Labels(language, words)
    known = sorted(name[7:-5] for name in styles if name.startswith("labels/"))
    message = f"no labels for language '{language}'"
    hint = f"add styles/labels/{primary}.yaml (there are: {', '.join(known)})"
    raise ConfigError([Diagnostic("error", "labels-missing", message, Location("terbit.yaml", 1), hint)])


@lru_cache(16)
def _read(file: Resource) -> Mapping[str, str]:
    """Return the words of a file; those that are shipped are read for each language, as what it must have."""
    try:
        tree = YAML(typ="safe").load(file.data.decode())
    except (YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Location(f"styles/{file.path}", mark.line + 1 if mark else 1, mark.column + 1 if mark else 0)
        message = f"the label file is not YAML: {getattr(error, 'problem', None) or 'it is not UTF-8'}"
        raise ConfigError([Diagnostic("error", "labels-syntax", message, place)]) from error
    return _flatten(tree) if isinstance(tree, Mapping) else {}


def _check(words: Mapping[str, str], file: Resource, styles: Mapping[str, Resource]) -> None:
    """Raise if the file lacks a name that another language has, or fills in other values."""
    place = Location(f"styles/{file.path}", 1)
    model = _model(styles)
    missing = sorted(model.keys() - words.keys())
    found = []
    if missing:
        message = f"{len(missing)} labels are missing: {', '.join(missing[:8])}{' …' if missing[8:] else ''}"
        hint = "add them, or take the file away to have the language's own"
        found.append(Diagnostic("error", "labels-missing", message, place, hint))
    for name in sorted(model.keys() & words.keys()):
        if _values(words[name]) - _values(model[name]):
            values = ", ".join(f"{{{value}}}" for value in sorted(_values(model[name]))) or "no value in braces"
            message = f"the label '{name}' cannot be filled in: '{words[name]}'"
            found.append(Diagnostic("error", "labels-values", message, place, f"it may hold {values}"))
    if found:
        raise ConfigError(found)


def _model(styles: Mapping[str, Resource]) -> Mapping[str, str]:
    shipped = (styles.get(f"labels/{language}.yaml") for language in ("id", "en"))
    return {name: words for file in shipped if file for name, words in _read(file).items()}


def _values(template: str) -> set[str]:
    """Return the names in braces; a brace that does not close counts as a name of its own."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return {"{"}


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            out.update(_flatten(value, f"{name}."))
        else:
            out[name] = str(value)
    return out
