"""The theme's custom properties, for targets that do not read CSS."""

from __future__ import annotations

from collections.abc import Mapping

import tinycss2

__all__ = ["read_tokens"]


def read_tokens(css: str) -> Mapping[str, str]:
    """Return the custom properties of `:root` rules, without their leading dashes and quotation marks."""
    tokens: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
            continue
        for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if item.type == "declaration" and item.name.startswith("--"):
                tokens[item.name[2:]] = tinycss2.serialize(item.value).strip().strip("\"'")
    return tokens
