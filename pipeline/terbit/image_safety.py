"""Whether a picture may be opened by the renderers: its kind, its size, and for SVG what it refers to."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import tinycss2
from lxml import etree

__all__ = ["MAX_PIXELS", "Fault", "check_image", "fault_in"]

MAX_PIXELS = 50_000_000
"""A4 at 600 dots an inch, with bleed, has 37 million."""

_MAX_SHAPES = 100_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LIVE = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}
)
_ANIMATED = frozenset({"animate", "set", "animatetransform", "animatemotion"})
_LOCAL = re.compile(r"#[^\s]*|data:image/(png|jpeg|gif|webp)[;,][^\s]*(\s[^\s]+)*", re.IGNORECASE)
_FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})


@dataclass(frozen=True)
class Fault:
    """Why a picture is refused; the reason continues a sentence that began with its name."""

    reason: str
    hint: str = ""
    too_large: bool = False


def check_image(data: bytes) -> str | None:
    """Return why an image must not be used, or None; nothing is decoded but the header, nothing is fetched."""
    fault = fault_in(data)
    return fault.reason if fault else None


def fault_in(data: bytes) -> Fault | None:
    """Return what is wrong with an image, or None."""
    if not data.strip():
        return Fault("is empty", "export it again")
    if data.startswith(b"\x1f\x8b"):
        return Fault("is a compressed SVG", "save it as plain SVG")
    if data.startswith(b"%PDF"):
        return Fault("is a PDF, which e-books and slides cannot show", "save it as SVG or PNG")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _fault_in_svg(data)
    return _fault_in_bitmap(data)


def _fault_in_bitmap(data: bytes) -> Fault | None:
    from PIL import Image  # noqa: PLC0415 - slow to load, and many books have drawings alone

    too_large = Fault(f"has more than {MAX_PIXELS // 1_000_000} million pixels", "scale it down", too_large=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of doubtful headers; the limit below is stricter
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                width, height = image.size
    except Image.DecompressionBombError:
        return too_large
    except Exception:  # noqa: BLE001 - Pillow's readers raise whatever a broken header leads to
        return Fault(
            "is not an SVG, PNG, JPEG, GIF or WebP image, or is damaged", "export it again as one of these"
        )
    return too_large if width * height > MAX_PIXELS else None


def _fault_in_svg(data: bytes) -> Fault | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Fault(f"is not well-formed XML: {str(error).splitlines()[0]}", "export it again")
    if _local(root) != "svg":
        return Fault(f"is not an SVG: its root is <{_local(root)}>", "export it as SVG")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        return Fault("declares entities", "save it as plain SVG")
    return next(_dangers(root), None) or _bomb(root)


def _dangers(root: etree._Element) -> Iterator[Fault]:
    """Find what would run, or be fetched, when a browser shows the picture."""
    for before in root.itersiblings(preceding=True):
        if isinstance(before, etree._ProcessingInstruction):  # noqa: SLF001 - lxml has no public name for it
            yield Fault("has a processing instruction, which may draw in a style sheet", "remove it")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = _local(element)
        if name in _LIVE:
            yield Fault(f"holds <{name}>, which a printed page cannot run", "save it as plain SVG")
        if name == "style":
            yield from _foreign(_style_dangers("".join(map(str, element.itertext()))))
        for key, value in element.attrib.items():
            yield from _attribute_dangers(name, str(key), str(value))


def _attribute_dangers(element: str, key: str, value: str) -> Iterator[Fault]:
    name = etree.QName(key).localname.lower()
    if name.startswith("on"):
        yield Fault(f"has the event handler '{name}'", "save it as plain SVG")
    elif (name in {"href", "src"} and not _LOCAL.fullmatch(value.strip())) or name == "base":
        yield from _foreign([value])
    elif name == "attributename" and element in _ANIMATED and value.lower().endswith("href"):
        yield Fault("animates a link", "save it as plain SVG")
    elif "(" in value or "\\" in value:
        yield from _foreign(_token_dangers(tinycss2.parse_component_value_list(value)))


def _style_dangers(css: str) -> Iterator[str]:
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            yield "@import"
        yield from _token_dangers(
            [*(rule.prelude if hasattr(rule, "prelude") else ()), *(getattr(rule, "content", None) or ())]
        )


def _token_dangers(tokens: Iterable[object]) -> Iterator[str]:
    """Find addresses in CSS tokens, however they are escaped."""
    for token in tokens:
        kind = getattr(token, "type", "")
        if kind == "url" and not _LOCAL.fullmatch(str(getattr(token, "value", "")).strip()):
            yield str(getattr(token, "value", ""))
        if kind == "function" and getattr(token, "lower_name", "") in _FETCHING:
            yield from _named(getattr(token, "arguments", ()))
        yield from _token_dangers(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


def _named(arguments: Iterable[object]) -> Iterator[str]:
    for argument in arguments:
        value = str(getattr(argument, "value", ""))
        if getattr(argument, "type", "") == "string" and not _LOCAL.fullmatch(value.strip()):
            yield value


def _foreign(addresses: Iterable[str]) -> Iterator[Fault]:
    for address in addresses:
        shown = address if len(address) <= 60 else f"{address[:59]}…"
        yield Fault(f"refers to '{shown}' outside itself", "embed it, or save the picture as plain SVG")


def _bomb(root: etree._Element) -> Fault | None:
    """Refuse a picture whose `use` elements multiply beyond measure, or refer to themselves."""
    targets = {str(e.get("id")): e for e in root.iter() if isinstance(e.tag, str) and e.get("id")}
    uses = {ident: _uses(element) for ident, element in targets.items()}
    sizes: dict[str, int] = {}
    for ident in uses:
        if not _measure(ident, uses, targets, sizes):
            return Fault("has a 'use' element that draws itself", "save it as plain SVG")
    total = sum(1 for _ in root.iter()) + sum(sizes.get(i, 0) * n for i, n in _uses(root).items())
    if total > _MAX_SHAPES:
        return Fault(f"draws more than {_MAX_SHAPES:,} shapes", "make it simpler", too_large=True)
    return None


def _uses(element: etree._Element) -> Mapping[str, int]:
    found = (e.get("href") or e.get(_XLINK) or "" for e in element.iter() if _local(e) == "use")
    return Counter(address.strip().removeprefix("#") for address in found)


def _measure(
    start: str,
    uses: Mapping[str, Mapping[str, int]],
    targets: Mapping[str, etree._Element],
    sizes: dict[str, int],
) -> bool:
    """Fill in the number of shapes that an element draws, its uses included; tell whether that is finite."""
    open_, stack = {start}, [(start, iter(uses[start]))]
    while stack:
        ident, pending = stack[-1]
        inner = next((i for i in pending if i in uses and i not in sizes), None)
        if inner is None:
            own = sum(1 for _ in targets[ident].iter())
            sizes[ident] = own + sum(sizes.get(i, 0) * n for i, n in uses[ident].items())
            open_.discard(ident)
            stack.pop()
        elif inner in open_:
            return False
        else:
            open_.add(inner)
            stack.append((inner, iter(uses[inner])))
    return True


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
