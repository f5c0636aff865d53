"""TeX of a formula in a line, rewritten so that it can be spelled in letters, signs, subscripts and superscripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

__all__ = ["in_line"]

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_LARGE: Mapping[str, str] = {
    r"\sum": "∑", r"\prod": "∏", r"\coprod": "∐", r"\bigcup": "⋃", r"\bigcap": "⋂", r"\bigvee": "⋁", r"\bigwedge": "⋀",
    r"\bigoplus": "⨁",
}  # fmt: skip
"""Operators with limits above and below, as signs: pandoc spells limits beside a sign alone."""
_ATOM = re.compile(r"\s*(?:\\?[A-Za-z]+|[\d.,]+|.)\s*")


def in_line(tex: str) -> str:
    r"""Return a formula without what needs a second line: "\frac{n+1}{2}" is "(n+1)/2", "\sqrt{x}" is "√x"."""
    out, at = "", 0
    while at < len(tex):
        token = _TOKEN.match(tex, at)
        assert token is not None  # noqa: S101 - any character is one
        out_of, at = token[0], token.end()
        if out_of in _COMMANDS:
            made, at = _COMMANDS[out_of](tex, at)
            out += made
        else:
            out += rf"\text{{{_LARGE[out_of]}}}" if out_of in _LARGE else out_of
    return out


def _argument(tex: str, at: int) -> tuple[str, int]:
    """Read a group in braces, or else one token, and return it rewritten, with where it ends."""
    while at < len(tex) and tex[at].isspace():
        at += 1
    if tex[at : at + 1] != "{":
        token = _TOKEN.match(tex, at)
        return (token[0], token.end()) if token else ("", at)
    depth = 0
    for match in _TOKEN.finditer(tex, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return in_line(tex[at + 1 : match.start()]), match.end()
    return in_line(tex[at + 1 :]), len(tex)


def _grouped(tex: str) -> str:
    return tex if _ATOM.fullmatch(tex) else f"({tex})"


def _fraction(tex: str, at: int) -> tuple[str, int]:
    above, at = _argument(tex, at)
    below, at = _argument(tex, at)
    return f"{{{_grouped(above)}}}/{{{_grouped(below)}}}", at


def _root(tex: str, at: int) -> tuple[str, int]:
    degree = ""
    if tex[at : at + 1] == "[":
        end = tex.find("]", at)
        degree, at = (f"{{}}^{{{in_line(tex[at + 1 : end])}}}", end + 1) if end > 0 else ("", at)
    under, at = _argument(tex, at)
    return f"{degree}√{_grouped(under)}", at


def _choice(tex: str, at: int) -> tuple[str, int]:
    above, at = _argument(tex, at)
    below, at = _argument(tex, at)
    return rf"\mathrm{{C}}({above}, {below})", at


def _delimiter(tex: str, at: int) -> tuple[str, int]:
    """Leave the delimiter that stands there, but for one that is not to be seen."""
    return "", at + (tex[at : at + 1] == ".")


def _nothing(_: str, at: int) -> tuple[str, int]:
    return "", at


_COMMANDS: Mapping[str, Callable[[str, int], tuple[str, int]]] = {
    **dict.fromkeys((r"\frac", r"\tfrac", r"\dfrac", r"\cfrac"), _fraction),
    **dict.fromkeys((r"\binom", r"\tbinom", r"\dbinom"), _choice),
    **dict.fromkeys((r"\left", r"\right"), _delimiter),
    **dict.fromkeys((r"\displaystyle", r"\textstyle", r"\limits", r"\nolimits"), _nothing),
    r"\sqrt": _root,
}
