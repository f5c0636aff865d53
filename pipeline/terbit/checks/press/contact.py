"""A contact sheet: a print PDF's pages as thumbnails, with the places of findings marked, as one HTML page."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from html import escape
from typing import Any

import pypdfium2

from terbit.checks.model import Verdict
from terbit.diagnostics import Diagnostic, OnPage

__all__ = ["contact_sheet"]

_SCALE = 0.5
"""Samples to the point."""
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Preflight</title>'
)
_STYLE = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #f2f2f2; }
ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.5rem; }
ol { padding: 0; list-style: none; }
figure { margin: 0; position: relative; }
figure img { width: 100%; display: block; background: #fff; outline: 1px solid #bbb; }
figure svg { position: absolute; inset: 0; width: 100%; height: 100%; }
rect { fill: none; stroke: #c00; stroke-width: 3; } .trim { stroke: #07a; stroke-width: 1; }
a { color: inherit; }
td, th { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top; } .failed { color: #850; }
li p { margin: .3rem 0; font-size: .85rem; } .error { color: #a00; } .warning { color: #850; }
"""


def contact_sheet(files: Iterable[tuple[str, bytes, Sequence[Verdict]]]) -> str:
    """Return the page; each file comes with its name, its bytes and what each check said of it."""
    sections = "\n".join(line for at, file in enumerate(files) for line in _section(f"f{at}p", *file))
    return f"{_HEAD}<style>{_STYLE}</style></head>\n<body>{sections}</body></html>\n"


def _section(mark: str, name: str, data: bytes, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a file's findings, linked to their pages, what was checked, by which source, and then the pages."""
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    yield f"<h1>{escape(name)}</h1><p>{len(findings)} found</p>"
    for finding in findings:
        page = finding.page if isinstance(finding, OnPage) else 0
        yield _paragraph(finding, f"#{mark}{page}" if page else "")
    yield from _checked(verdicts)
    yield "<ol>"
    with closing(pypdfium2.PdfDocument(data)) as shown:
        for number in range(1, len(shown) + 1):
            own = [one for one in findings if isinstance(one, OnPage) and one.page == number]
            yield f'<li id="{mark}{number}">{_thumbnail(number, shown[number - 1], own)}</li>'
    yield "</ol>"


def _checked(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield "<details><summary>What was checked</summary><table>"
    yield "<tr><th>check</th><th></th><th>what was found, and who asks it</th></tr>"
    for verdict in verdicts:
        cells = (verdict.checker, verdict.state, verdict.said)
        yield f'<tr class="{verdict.state}">{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
    yield "</table></details>"


def _thumbnail(number: int, page: Any, findings: Sequence[OnPage]) -> str:
    width, height = page.get_size()
    out = io.BytesIO()
    page.render(scale=_SCALE).to_pil().convert("RGB").save(out, "JPEG", quality=70)
    source = f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
    boxes = [_rectangle(page.get_trimbox(), height, "trim"), *(_rectangle(f.box, height) for f in findings if f.box)]
    marks = f'<svg viewBox="0 0 {width:.0f} {height:.0f}" aria-hidden="true">{"".join(boxes)}</svg>'
    said = "".join(map(_paragraph, findings))
    return f'<figure><img src="{source}" alt="page {number}">{marks}</figure><p>{number}</p>{said}'


def _rectangle(box: tuple[float, float, float, float], height: float, name: str = "") -> str:
    left, bottom, right, top = box
    size = f'width="{right - left:.1f}" height="{top - bottom:.1f}"'
    return f'<rect class="{name}" x="{left:.1f}" y="{height - top:.1f}" {size}/>'


def _paragraph(finding: Diagnostic, address: str = "") -> str:
    said = escape(str(finding))
    linked = f'<a href="{address}">{said}</a>' if address else said
    return f'<p class="{finding.severity}">{linked}</p>'
