"""Writing the synthetic book as Markdown: in Terbit's dialect, or as pandoc and Typst take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.matter import Block, Chapter, Entry, Inline
from benchmarks.pictures import file_name

__all__ = ["as_bibtex", "as_pandoc", "as_terbit"]

_HEADER = "| Nama | Arti | Nilai | Catatan |\n|:-----|:-----|:-----|:-----|\n"
_TYPST = """\
```{=typst}
#set page(width: 170mm, height: 240mm, margin: (x: 24mm, top: 24mm, bottom: 28mm), numbering: "1",
  header: context align(right, emph(counter(page).display())))
#set text(hyphenate: true)
#set par(leading: 0.85em, spacing: 1.1em)
#show heading.where(level: 1): it => pagebreak(weak: true) + it
#outline(depth: 2)
```
"""
"""The page, running heads and contents, which pandoc's own template for Typst cannot be told."""

Inlines = Mapping[str, Callable[[str], str]]


def as_terbit(chapter: Chapter) -> str:
    """Return a chapter in Terbit's dialect."""
    return _chapter(
        chapter,
        {
            "cite": lambda key: f"[@{key}]",
            "see": lambda key: f"(lihat @{key}, halaman [00](#{key}){{.page-number}})",
            "index": lambda text: f"[{text}]{{.index}}",
        },
    )


def as_pandoc(chapters: tuple[Chapter, ...], sources: Mapping[str, Entry]) -> str:
    """Return the book for pandoc and Typst: cites are plain text, references have their page."""

    def cite(key: str) -> str:
        return f"({sources[key].family} {sources[key].year})"

    def see(key: str) -> str:
        place = f"#context counter(page).at(<{key}>).first()"
        return f"([lihat](#{key}), halaman `{place}`{{=typst}})"

    own = {"cite": cite, "see": see, "index": lambda text: text}
    head = f"---\ntitle: Buku Buatan\nlang: id\nmainfont: Source Serif 4\nfontsize: 10.5pt\n---\n\n{_TYPST}\n"
    ordered = sorted(sources.values(), key=lambda entry: (entry.family, entry.year))
    entries = "\n\n".join(f"{e.family}, {e.given}. {e.year}. *{e.title}*. Jakarta." for e in ordered)
    return "\n".join([head, *(_chapter(chapter, own) for chapter in chapters), "# Daftar Pustaka\n", entries, ""])


def as_bibtex(entries: tuple[Entry, ...]) -> str:
    """Return the sources as BibTeX."""
    return "\n".join(
        f"@book{{{e.key},\n  author    = {{{e.family}, {e.given}}},\n  title     = {{{e.title}}},\n"
        f"  publisher = {{Penerbit {e.given}}},\n  address   = {{Jakarta}},\n  year      = {{{e.year}}}\n}}\n"
        for e in entries
    )


def _chapter(chapter: Chapter, own: Inlines) -> str:
    plain: Inlines = {
        "text": lambda text: text,
        "emphasis": lambda text: f"*{text}*",
        "strong": lambda text: f"**{text}**",
        "code": lambda text: f"`{text}`",
        "note": lambda text: f"^[{text}]",
    }
    return "\n".join(_block(block, {**plain, **own}) for block in chapter.blocks)


def _block(block: Block, write: Inlines) -> str:
    texts = [_inlines(item, write) for item in block.items]
    match block.kind:
        case "heading":
            return f"{'#' * block.level} {block.text} {{#{block.ident}}}\n"
        case "figure":
            place = f"figures/{file_name(block.ident)}"
            return f'![{block.text}]({place}){{#{block.ident} fig-alt="{block.alt}" width=85%}}\n'
        case "table":
            rows = "\n".join(f"| {' | '.join(row)} |" for row in block.rows)
            return f"{_HEADER}{rows}\n\n: {block.text} {{#{block.ident}}}\n"
        case "bullets":
            return "".join(f"- {text}\n" for text in texts)
        case "numbers":
            return "".join(f"{number}. {text}\n" for number, text in enumerate(texts, start=1))
        case "quote":
            return f"> {texts[0]}\n"
        case "code":
            return f"```\n{block.text}\n```\n"
    return f"{texts[0]}\n"


def _inlines(inlines: tuple[Inline, ...], write: Inlines) -> str:
    """Join inlines by spaces; a note stands close to the word before it."""
    return " ".join(write[inline.kind](inline.text) for inline in inlines).replace(" ^[", "^[")
