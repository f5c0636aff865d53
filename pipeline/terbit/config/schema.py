"""The JSON Schema of `terbit.yaml`, made from the table of keys for editors to complete and check it."""

from __future__ import annotations

from typing import Any

from terbit.config.keys import table_of_keys
from terbit.config.kinds import Either, Fields, FileName, Key, Kind, ListOf, Number, Text

__all__ = ["schema"]

_JSON_TYPES = {"number": "number", "date": "string"}


def schema() -> dict[str, Any]:
    """Return the schema, JSON Schema draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "terbit.yaml",
        "description": "A book that Terbit publishes",
        **_schema(table_of_keys()),
    }


def _schema(kind: Kind) -> dict[str, Any]:
    match kind:
        case Text():
            return _text(kind)
        case Number():
            limits = {"minimum": kind.low, "maximum": kind.high}
            return {"type": "integer" if kind.whole else "number", **limits}
        case FileName():
            return {"type": "string", "pattern": r"^\s*[^\s/\\]"}
        case ListOf():
            unique = {"uniqueItems": True} if kind.unique else {}
            return {"type": "array", "items": _schema(kind.item), "minItems": 1, **unique}
        case Fields():
            return _object(kind)
        case Either():
            return {"anyOf": [_schema(one) for one in kind.kinds]}


def _text(kind: Text) -> dict[str, Any]:
    types = sorted({"string", *(_JSON_TYPES[name] for name in kind.unquoted)})
    out: dict[str, Any] = {"type": types if len(types) > 1 else "string"}
    if kind.choices:
        return {**out, "enum": list(kind.choices)}
    return {**out, "pattern": kind.pattern or r"\S"}


def _object(kind: Fields) -> dict[str, Any]:
    required = [key.name for key in kind.keys if key.required]
    return {
        "type": "object",
        "properties": {key.name: _property(key) for key in kind.keys},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _property(key: Key) -> dict[str, Any]:
    default = list(key.default) if isinstance(key.default, tuple) else key.default
    return {
        "description": f"{key.description[0].upper()}{key.description[1:]}.",
        **_schema(key.kind),
        **({"default": default} if default is not None else {}),
    }
