"""Runs, paragraphs, tables and figures of slides as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from terbit.slides.model import Grid, Paragraph, Run, Runs

__all__ = ["grid_html", "paragraphs_html", "runs_html"]

_TYPES = {
    "bullet": "",
    "decimal": "",
    "alpha": ' type="a"',
    "upper": ' type="A"',
    "decimal-paren": ' type="1" class="one-paren"',
    "decimal-parens": ' type="1" class="two-parens"',
    "alpha-paren": ' type="a" class="one-paren"',
    "alpha-parens": ' type="a" class="two-parens"',
}


def runs_html(runs: Runs) -> str:
    """Return runs as phrasing content."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br>")
    if run.code:
        text = f"<code>{text}</code>"
    if run.script:
        text = f"<{run.script[:3]}>{text}</{run.script[:3]}>"
    for tag, on in (("em", run.italic), ("strong", run.bold), ("s", run.strike)):
        text = f"<{tag}>{text}</{tag}>" if on else text
    if run.language:
        text = f'<span lang="{escape(run.language)}">{text}</span>'
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text


def paragraphs_html(paragraphs: Sequence[Paragraph], *, code: bool = False, in_steps: bool = False) -> str:
    """Return paragraphs and lists; each level of a list is an element inside the item above.

    `in_steps`: the speaker shows them one after another.
    """
    if code:
        lines = "\n".join(escape("".join(run.text for run in p.runs), quote=False) for p in paragraphs)
        return f'<pre tabindex="-1"><code>{lines}</code></pre>'
    return "".join(_blocks(list(paragraphs), 0, "fragment" if in_steps else ""))


def _blocks(rest: list[Paragraph], level: int, name: str = "") -> Iterator[str]:
    """Consume paragraphs of a level and deeper; the outermost of them get a class."""
    while rest and rest[0].level >= level:
        if rest[0].level > level:
            yield "".join(_blocks(rest, rest[0].level))
        elif rest[0].marker:
            yield _list(rest, level, name)
        else:
            paragraph = rest.pop(0)
            yield f"<p{_class(paragraph, name)}>{runs_html(paragraph.runs)}</p>"


def _list(rest: list[Paragraph], level: int, name: str) -> str:
    """Consume one list: items of one marker that count on."""
    first = rest[0]
    tag = "ul" if first.marker == "bullet" else "ol"
    start = f' start="{first.number}"' if tag == "ol" and first.number != 1 else ""
    items: list[str] = []
    number = first.number
    while rest and rest[0].level == level and rest[0].marker == first.marker:
        if tag == "ol" and rest[0].number != number:
            break
        number += 1
        head = rest.pop(0)
        items.append(f"<li{_class(head, name)}>{_item(head, rest, level)}</li>")
    return f"<{tag}{_TYPES[first.marker]}{start}>{''.join(items)}</{tag}>"


def _item(head: Paragraph, rest: list[Paragraph], level: int) -> str:
    parts = [runs_html(head.runs)]
    while rest and (rest[0].level > level or (rest[0].joined and not rest[0].marker)):
        if rest[0].level > level:
            parts += _blocks(rest, rest[0].level)
        else:
            paragraph = rest.pop(0)
            parts.append(f"<p{_class(paragraph)}>{runs_html(paragraph.runs)}</p>")
    return "".join(parts)


def _class(paragraph: Paragraph, name: str = "") -> str:
    names = " ".join(filter(None, ["joined" if paragraph.joined else "", name]))
    return f' class="{names}"' if names else ""


def grid_html(grid: Grid, slide_width: float) -> str:
    """Return a table with the measured proportions of its columns, on a slide so wide (pt)."""
    total = sum(grid.widths)
    columns = "".join(f'<col style="width: {width / total:.2%}">' for width in grid.widths)
    head = f"<thead>{_row(grid.header, grid, 'th')}</thead>" if grid.header else ""
    body = "".join(_row(row, grid, "td") for row in grid.rows)
    width = f"width: calc({total / slide_width:.4f} * var(--slide-width))"
    return f'<table style="{width}"><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>'


def _row(cells: Sequence[Runs], grid: Grid, tag: str) -> str:
    out = []
    for cell, alignment in zip(cells, grid.alignments, strict=True):
        # An empty corner is no header (axe: empty-table-header).
        name = tag if cell else "td"
        scope = ' scope="col"' if name == "th" else ""
        align = f' class="{alignment}"' if alignment != "left" else ""
        out.append(f"<{name}{scope}{align}>{runs_html(cell)}</{name}>")
    return f"<tr>{''.join(out)}</tr>"
