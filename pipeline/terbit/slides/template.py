"""The PowerPoint template, built from the theme's tokens: theme, slide master and a layout for each kind of slide."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from terbit.labels import Labels
from terbit.slides import looks
from terbit.slides.layouts import BODY, CAPTION, LABEL, PICTURE, TABLE
from terbit.slides.looks import WIDE, Design, Look, gap
from terbit.slides.measure import level_size
from terbit.slides.model import Kind
from terbit.slides.ooxml import NAMESPACES, colour, emu, fill, placeholder, shape, text_level

__all__ = ["LAYOUTS", "template"]

LAYOUTS: tuple[Kind, ...] = tuple(WIDE.looks)
"""The layouts in their order: one a kind."""
_CODE_FACE = "Courier New"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
_ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)

_SETTINGS: Mapping[str, tuple[str, str]] = {
    "presProps": ("presProps+xml", f"<p:presentationPr {NAMESPACES}/>"),
    "viewProps": ("viewProps+xml", f"<p:viewPr {NAMESPACES}/>"),
    "tableStyles": (
        "tableStyles+xml",
        f'<a:tblStyleLst {NAMESPACES} def="{{2D5ABB26-0587-4C30-8999-92F81FD0307C}}"/>',
    ),
}
"""Parts that hold nothing here, and without which PowerPoint offers to repair the file."""

Tokens = Mapping[str, str]


def template(tokens: Tokens, labels: Labels, name: str, design: Design = WIDE) -> bytes:
    """Return a presentation without slides; `name` is the theme's."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(design),
        "ppt/_rels/presentation.xml.rels": _relationships(
            [("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")]
            + [(part, f"{part}.xml") for part in _SETTINGS]
        ),
        **{f"ppt/{part}.xml": text for part, (_, text) in _SETTINGS.items()},
        "ppt/theme/theme1.xml": _theme(tokens, name, design),
        "ppt/slideMasters/slideMaster1.xml": _master(tokens, design),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n, _ in enumerate(LAYOUTS, 1)]
            + [("theme", "../theme/theme1.xml")]
        ),
    }
    for number, kind in enumerate(LAYOUTS, 1):
        path = f"ppt/slideLayouts/slideLayout{number}.xml"
        files[path] = _layout(kind, tokens, labels(f"slides.layout.{kind}"), design)
        files[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relationships(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for path, text in files.items():
            package.writestr(path, _HEAD + text)
    return out.getvalue()


def _content_types() -> str:
    parts = [
        ("/ppt/presentation.xml", f"{_TYPES}.presentationml.presentation.main+xml"),
        ("/ppt/slideMasters/slideMaster1.xml", f"{_TYPES}.presentationml.slideMaster+xml"),
        ("/ppt/theme/theme1.xml", f"{_TYPES}.theme+xml"),
        *(
            (f"/ppt/slideLayouts/slideLayout{number}.xml", f"{_TYPES}.presentationml.slideLayout+xml")
            for number, _ in enumerate(LAYOUTS, 1)
        ),
        *((f"/ppt/{part}.xml", f"{_TYPES}.presentationml.{kind}") for part, (kind, _) in _SETTINGS.items()),
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def _presentation(design: Design) -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst/>'
        f'<p:sldSz cx="{emu(design.width)}" cy="{emu(design.height)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )


def _theme(tokens: Tokens, name: str, design: Design) -> str:
    colours = {
        "dk1": "ink", "lt1": "paper", "dk2": "primary", "lt2": "grey-light", "accent1": "primary",
        "accent2": "accent-bright", "accent3": "leaf", "accent4": "brick", "accent5": "accent", "accent6": "grey",
        "hlink": "primary", "folHlink": "accent",
    }  # fmt: skip
    scheme = "".join(
        f'<a:{slot}><a:srgbClr val="{tokens[token].lstrip("#").upper()}"/></a:{slot}>'
        for slot, token in colours.items()
    )
    major, minor = (
        f'<a:latin typeface={quoteattr(faces.pptx.name)}/><a:ea typeface=""/><a:cs typeface=""/>'
        for faces in (design.faces, design.text_faces)
    )
    flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}">{flat}</a:ln>' for w in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    title = quoteattr(name)
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={title}><a:themeElements>'
        f"<a:clrScheme name={title}>{scheme}</a:clrScheme>"
        f"<a:fontScheme name={title}><a:majorFont>{major}</a:majorFont>"
        f"<a:minorFont>{minor}</a:minorFont></a:fontScheme>"
        f"<a:fmtScheme name={title}><a:fillStyleLst>{flat * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{flat * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _background(token: str, tokens: Tokens) -> str:
    return f"<p:bg><p:bgPr>{fill(token, tokens)}<a:effectLst/></p:bgPr></p:bg>"


def _master(tokens: Tokens, design: Design) -> str:
    ink, primary = fill("ink", tokens), fill("primary", tokens)
    title = text_level(1, design.titles[0], primary, bold=True, spacing=0.9, face="+mj-lt")
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n, _ in enumerate(LAYOUTS))
    parts = [
        placeholder(2, "Title", 'type="title"', design.title, anchor="ctr"),
        placeholder(3, "Body", 'type="body" idx="1"', design.looks["content"].body),
        *_running(4, "primary", tokens, design),
    ]
    other = "".join(text_level(n, 18, ink) for n in range(1, 10))
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_background('paper', tokens)}<p:spTree>{_ROOT}{''.join(parts)}</p:spTree>"
        f"</p:cSld><p:clrMap {_MAP}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(28, 'primary', tokens, bold=False)}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _levels(size: float, accent: str, tokens: Tokens, *, bold: bool, face: str = "+mn-lt", paint: str = "ink") -> str:
    """Return the nine levels of a body's list style."""
    out = []
    for level in range(9):
        own = level_size(size, level)
        bullet = f'<a:buClr>{colour(accent, tokens)}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        left = looks.INDENT * size * (level + 1)
        one = text_level(
            level + 1, own, fill(paint, tokens), bold=bold, before=gap(size), indent=left, bullet=bullet, face=face
        )
        out.append(one.replace(f'indent="{-emu(left)}"', f'indent="{-emu(looks.INDENT * size)}"'))
    return "".join(out)


def _running(number: int, accent: str, tokens: Tokens, design: Design) -> list[str]:
    """Return the footer and the slide number."""
    size = looks.FOOTER_SIZE
    footer = text_level(1, size, fill("grey", tokens))
    count = text_level(1, size, fill(accent, tokens), bold=True)
    return [
        placeholder(number, "Footer", 'type="ftr" sz="quarter" idx="11"', design.footer, anchor="ctr", styles=footer),
        placeholder(
            number + 1, "Number", 'type="sldNum" sz="quarter" idx="12"', design.number, anchor="ctr", styles=count
        ),
    ]


def _layout(kind: Kind, tokens: Tokens, name: str, design: Design) -> str:
    look = design.looks[kind]
    parts = _cover(kind, look, tokens, design) if kind in looks.COVERS else _page(kind, look, tokens, design)
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name={quoteattr(name)}>'
        f"{_background(look.ground, tokens)}<p:spTree>{_ROOT}{''.join(parts)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _cover(kind: Kind, look: Look, tokens: Tokens, design: Design) -> list[str]:
    dark = kind == "title"
    text, soft = ("paper", "accent-light") if dark else ("primary", "primary")
    lines = [
        f'<a:ln w="{emu(looks.RING_WIDTH)}">{fill(token, tokens)}</a:ln>'
        for token in ("accent-bright", "primary-light" if dark else "primary")
    ]
    rings = [
        shape(number, f"Ring {number - 1}", box, "<a:noFill/>", geometry="ellipse", line=line)
        for number, (box, line) in enumerate(zip(design.rings, lines, strict=True), 2)
    ]
    title = text_level(1, design.cover_titles[0], fill(text, tokens), bold=True, spacing=0.9, face="+mj-lt")
    return [
        *rings,
        shape(4, "Rule", design.cover_rule, fill("accent-bright", tokens)),
        placeholder(5, "Title", 'type="ctrTitle"', design.cover_title, anchor="b", styles=title),
        placeholder(
            6, "Label", f'type="body" sz="quarter" idx="{LABEL}"', design.cover_label,
            styles=text_level(1, looks.COVER_LABEL_SIZE, fill(soft, tokens), bold=True),
        ),
        placeholder(
            7, "Subtitle", f'type="subTitle" idx="{BODY}"', look.body,
            styles=text_level(1, look.sizes[0], fill(text, tokens)),
        ),
    ]  # fmt: skip


def _page(kind: Kind, look: Look, tokens: Tokens, design: Design) -> list[str]:
    accent = look.colour
    title = text_level(1, design.titles[0], fill(accent, tokens), bold=True, spacing=0.9, face="+mj-lt")
    label = text_level(1, looks.LABEL_SIZE, fill(accent, tokens), bold=True)
    return [
        shape(2, "Band", design.band, fill(accent, tokens)),
        shape(3, "Notch", design.notch, fill("accent-bright", tokens)),
        placeholder(4, "Title", 'type="title"', design.title, anchor="ctr", styles=title),
        placeholder(5, "Label", f'type="body" sz="quarter" idx="{LABEL}"', design.label, anchor="ctr", styles=label),
        *_content(kind, look, tokens, design),
        *([shape(10, "Rule", design.rule, fill("accent-bright", tokens))] if look.ruled else []),
        *_running(8, accent, tokens, design),
    ]


def _content(kind: Kind, look: Look, tokens: Tokens, design: Design) -> list[str]:
    small = text_level(1, looks.CAPTION_SIZE, fill("grey", tokens))
    caption = placeholder(7, "Caption", f'type="body" sz="quarter" idx="{CAPTION}"', design.caption, styles=small)
    if kind == "figure":
        return [placeholder(6, "Picture", f'type="pic" idx="{PICTURE}"', look.body), caption]
    if kind == "table":
        return [placeholder(6, "Table", f'type="tbl" idx="{TABLE}"', look.body)]
    face = _CODE_FACE if kind == "code" else "+mn-lt"
    levels = _levels(look.sizes[0], look.colour, tokens, bold=kind == "statement", face=face)
    return [placeholder(6, "Body", f'type="body" idx="{BODY}"', look.body, styles=levels)]
