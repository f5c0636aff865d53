"""Writing the synthetic book as one HTML document with CSS for paged media, for engines that take that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.matter import Block, Chapter, Entry, Inline
from benchmarks.pictures import file_name

__all__ = ["as_html"]

_CSS = """
@page {
  size: 170mm 240mm; margin: 24mm 24mm 28mm;
  @bottom-center { content: counter(page); }
}
@page :left { @top-left { content: "Buku Buatan"; } }
@page :right { @top-right { content: string(chapter); } }
html { font: 10.5pt/1.5 "Source Serif 4", serif; hyphens: auto; text-align: justify; orphans: 2; widows: 2; }
h1, h2, h3 { line-height: 1.2; text-align: left; hyphens: manual; break-after: avoid; }
h1 { font-size: 22pt; margin: 0 0 14mm; string-set: chapter content(text); }
h2 { font-size: 14pt; margin: 7mm 0 3mm; }
h3 { font-size: 11.5pt; margin: 5mm 0 2mm; }
section, nav { break-before: page; }
p, ul, ol, blockquote { margin: 0 0 2mm; }
nav li { list-style: none; }
nav a::after { content: " " target-counter(attr(href url), page); }
a.see::after { content: ", halaman " target-counter(attr(href url), page); }
figure { margin: 4mm 0; text-align: center; break-inside: avoid; }
figure img { width: 85%; }
figcaption, caption { font-size: 9pt; text-align: left; }
table { width: 100%; border-collapse: collapse; margin: 4mm 0; font-size: 9pt; text-align: left; }
th, td { border-bottom: .3pt solid #888; padding: 1mm 1.5mm; vertical-align: top; }
blockquote { margin: 2mm 8mm; }
code, pre { font-family: "Source Code Pro", monospace; font-size: 85%; hyphens: none; }
pre { background: #eee; padding: 2mm; white-space: pre-wrap; text-align: left; }
.note { float: footnote; font-size: 8.5pt; line-height: 1.3; text-align: justify; }
"""

_TAGS = {"text": "", "index": "", "emphasis": "em", "strong": "strong", "code": "code"}


def as_html(chapters: tuple[Chapter, ...], sources: Mapping[str, Entry], faces: str = "") -> str:
    """Return the whole book; `faces` are `@font-face` rules, for engines that shall see no font of the machine."""
    head = f'<meta charset="utf-8"><title>Buku Buatan</title><style>{faces}{_CSS}</style>'
    body = _contents(chapters) + "".join(_chapter(chapter, sources) for chapter in chapters) + _list(sources)
    return f'<!DOCTYPE html>\n<html lang="id"><head>{head}</head><body>{body}</body></html>\n'


def _contents(chapters: tuple[Chapter, ...]) -> str:
    headings = (b for chapter in chapters for b in chapter.blocks if b.kind == "heading" and b.level < 3)
    entries = "".join(f'<li><a href="#{block.ident}">{block.text}</a></li>\n' for block in headings)
    return f'<nav id="contents"><h1>Daftar Isi</h1><ul>{entries}</ul></nav>\n'


def _list(sources: Mapping[str, Entry]) -> str:
    ordered = sorted(sources.values(), key=lambda entry: (entry.family, entry.year))
    entries = "".join(f"<p>{e.family}, {e.given}. {e.year}. <em>{e.title}</em>. Jakarta.</p>\n" for e in ordered)
    return f"<section><h1>Daftar Pustaka</h1>{entries}</section>\n"


def _chapter(chapter: Chapter, sources: Mapping[str, Entry]) -> str:
    def write(inline: Inline) -> str:
        match inline.kind:
            case "note":
                return f'<span class="note">{inline.text}</span>'
            case "see":
                return f'(<a class="see" href="#{inline.text}">lihat</a>)'
            case "cite":
                return f"({sources[inline.text].family} {sources[inline.text].year})"
        tag = _TAGS[inline.kind]
        return f"<{tag}>{inline.text}</{tag}>" if tag else inline.text

    return "<section>\n" + "\n".join(_block(block, write) for block in chapter.blocks) + "\n</section>\n"


def _block(block: Block, write: Callable[[Inline], str]) -> str:
    texts = [" ".join(map(write, item)).replace(' <span class="note">', '<span class="note">') for item in block.items]
    match block.kind:
        case "heading":
            return f'<h{block.level} id="{block.ident}">{block.text}</h{block.level}>'
        case "figure":
            image = f'<img src="figures/{file_name(block.ident)}" alt="{block.alt}">'
            return f'<figure id="{block.ident}">{image}<figcaption>{block.text}</figcaption></figure>'
        case "table":
            return _table(block)
        case "bullets" | "numbers":
            tag = "ul" if block.kind == "bullets" else "ol"
            return f"<{tag}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>"
        case "quote":
            return f"<blockquote><p>{texts[0]}</p></blockquote>"
        case "code":
            return f"<pre><code>{block.text}</code></pre>"
    return f"<p>{texts[0]}</p>"


def _table(block: Block) -> str:
    head = "".join(f"<th>{name}</th>" for name in ("Nama", "Arti", "Nilai", "Catatan"))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in block.rows)
    caption = f"<caption>{block.text}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
