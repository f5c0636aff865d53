"""Which languages are written from right to left."""

from __future__ import annotations

__all__ = ["is_rightward"]

# Primary subtags and scripts of BCP 47; a script decides where one is named (jv-Arab, az-Latn).
_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"})


def is_rightward(language: str) -> bool:
    """Tell whether a language is written from left to right, as most are."""
    primary, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return script not in _SCRIPTS if script else primary not in _LANGUAGES
