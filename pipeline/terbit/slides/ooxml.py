"""DrawingML in small pieces: shapes, placeholders and colours as the template writes them."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from terbit.slides.looks import Box

__all__ = ["NAMESPACES", "SCHEME", "colour", "emu", "fill", "placeholder", "shape", "text_level", "xfrm"]

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
SCHEME: Mapping[str, str] = {
    "ink": "tx1", "paper": "bg1", "primary": "accent1", "accent-bright": "accent2", "leaf": "accent3",
    "brick": "accent4", "accent": "accent5", "grey": "accent6", "grey-light": "bg2",
}  # fmt: skip
"""Theme tokens that are colours of the PowerPoint theme; the light companions are written as they are."""


def emu(points: float) -> int:
    """Return points in English Metric Units (12,700 a point, ECMA-376 part 1, 20.1.2.1)."""
    return round(points * 12_700)


def colour(token: str, tokens: Mapping[str, str]) -> str:
    """Return a theme colour, or a light companion of one by its value."""
    if token in SCHEME:
        return f'<a:schemeClr val="{SCHEME[token]}"/>'
    return f'<a:srgbClr val="{tokens[token].lstrip("#").upper()}"/>'


def fill(token: str, tokens: Mapping[str, str]) -> str:
    """Return a solid fill."""
    return f"<a:solidFill>{colour(token, tokens)}</a:solidFill>"


def xfrm(box: Box, tag: str = "a") -> str:
    """Return a box as an offset and an extent."""
    at, size = (emu(box.x), emu(box.y)), (emu(box.width), emu(box.height))
    return f'<{tag}:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="{size[0]}" cy="{size[1]}"/></{tag}:xfrm>'


def shape(number: int, name: str, box: Box, paint: str, *, geometry: str = "rect", line: str = "") -> str:
    """Return a shape without text, for ornament."""
    border = line or "<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{xfrm(box)}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{paint}{border}</p:spPr></p:sp>'
    )


def placeholder(
    number: int, name: str, kind: str, box: Box, *, prompt: str = "", anchor: str = "t", styles: str = ""
) -> str:
    """Return a placeholder; `kind` is its `type`, size and index as attributes, `styles` its list style."""
    field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    text = field if "sldNum" in kind else f"<a:r><a:rPr/><a:t>{escape(prompt)}</a:t></a:r>" if prompt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{styles}</a:lstStyle><a:p>{text}<a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def text_level(  # noqa: PLR0913 - the properties of a level of DrawingML
    level: int,
    size: float,
    paint: str,
    *,
    bold: bool = False,
    align: str = "l",
    spacing: float = 1.0,
    before: float = 0.0,
    indent: float = 0.0,
    bullet: str = "",
    face: str = "+mn-lt",
) -> str:
    """Return one level of a list style: sizes and distances in pt, `spacing` as a share of the face's own."""
    mark = f"{bullet}" if bullet else "<a:buNone/>"
    left = f'marL="{emu(indent)}" indent="{-emu(indent) if level == 1 or bullet else 0}"'
    return (
        f'<a:lvl{level}pPr {left} algn="{align}" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{round(spacing * 100_000)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">{paint}'
        f'<a:latin typeface="{face}"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
    )
