"""The PDF engine alone, from HTML to PDF.

`compose PROJECT FILE` writes what the engine is given; `write ENGINE FILE PDF CACHE` is what is measured, in the
environment that a build gives to the process of its engine. The engine "weasyprint" is WeasyPrint by itself: it sets
the same HTML by the same style sheets, and counts pages by CSS. `unfold FILE HTML` writes the same for a browser,
with its files beside it. `link FILE CACHE TIMES` tells what linking costs: when all is laid out for the first time, and
each time that the book is linked again of what was kept.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

__all__: list[str] = []


def _compose(project: Path, file: Path) -> None:
    """Keep what the screen target hands to the engine."""
    from terbit.adapt import adapt  # noqa: PLC0415 - the engine is measured without it
    from terbit.cache import Cache  # noqa: PLC0415
    from terbit.config import configure  # noqa: PLC0415
    from terbit.pdf.compose import compose  # noqa: PLC0415
    from terbit.pdf.sheets import screen_sheet  # noqa: PLC0415
    from terbit.prepare import prepare  # noqa: PLC0415
    from terbit.targets import targets  # noqa: PLC0415

    prepared = prepare(configure(project.resolve()), Cache(project / ".terbit" / "cache"))
    document = adapt(prepared.document, "student", targets()["screen"])
    composition = compose(document, "screen")
    setting = (dict(composition.tokens), composition.epoch)
    file.write_bytes(pickle.dumps(setting) + pickle.dumps((composition, screen_sheet(document))))


def _write(engine: Any, file: Path, pdf: Path, kept: Path) -> None:
    from terbit.cache import Cache  # noqa: PLC0415
    from terbit.cores import cores  # noqa: PLC0415
    from terbit.pdf.linked.server import serving  # noqa: PLC0415
    from terbit.pdf.linked.workers import Workers  # noqa: PLC0415
    from terbit.pdf.workshop import Workshop  # noqa: PLC0415
    from terbit.pdf.write import finished  # noqa: PLC0415

    gc.disable()  # as a build's process has it
    begun = serving(Path(os.environ["HOME"]), cores()) if engine == "linked" else nullcontext(Workers())
    with begun as workers:
        composition, sheet = _given(file)
        layout = finished(composition, sheet, Workshop(engine, Cache(kept), workers), "screen", None)
    pdf.write_bytes(layout.pdf)


def _link(file: Path, kept: Path, times: int) -> None:
    """Print as JSON the pages of a book, and the CPU seconds of linking it each time, units being laid out or kept."""
    import json  # noqa: PLC0415 - what is measured elsewhere does not load it
    import shutil  # noqa: PLC0415
    import time  # noqa: PLC0415

    from terbit.pdf.linked import build  # noqa: PLC0415

    builds: Any = build
    own, spent = builds.link, list[float]()

    def link(*given: Any) -> Any:
        begin = time.process_time()
        try:
            return own(*given)
        finally:
            spent.append(time.process_time() - begin)

    builds.link = link
    for _ in range(times + 1):
        for whole in kept.glob("linked*"):
            shutil.rmtree(whole)
        _write("linked", file, kept / "book.pdf", kept)
    import pypdfium2  # noqa: PLC0415

    print(json.dumps({"pages": len(pypdfium2.PdfDocument(kept / "book.pdf")), "seconds": spent}))


def _write_weasyprint(file: Path, pdf: Path) -> None:
    from terbit.pdf.process import load_engine  # noqa: PLC0415

    engine = load_engine()
    import weasyprint  # noqa: PLC0415

    from terbit.pdf.fetcher import BASE, ResourceFetcher  # noqa: PLC0415
    from terbit.pdf.hyphenation import mend_hyphenation  # noqa: PLC0415

    composition, sheet = _given(file)
    engine.mend()  # so that lines and pages fall alike
    mend_hyphenation(composition.hyphenation)
    fetcher = ResourceFetcher(composition.resources)
    html = weasyprint.HTML(string=_counting(composition.html), base_url=BASE, url_fetcher=fetcher)
    sheets = [weasyprint.CSS(string=t, url_fetcher=fetcher, base_url=BASE) for t in (*sheet.stylesheets, _COUNTED)]
    html.write_pdf(pdf, stylesheets=sheets, pdf_variant=sheet.variant or None, pdf_tags=bool(sheet.variant))


_COUNTED = """
a.counted::after, a .counted::after { content: target-counter(attr(data-to url), page); }
a.counted.front::after, a .counted.front::after { content: target-counter(attr(data-to url), page, lower-roman); }
"""


def _unfold(file: Path, target: Path) -> None:
    """Write the HTML with its style sheets in it, and the files that it names."""
    import re  # noqa: PLC0415

    from benchmarks.book import faces  # noqa: PLC0415

    composition, sheet = _given(file)
    for name, data in composition.resources.items():
        resource = target.parent / name
        resource.parent.mkdir(parents=True, exist_ok=True)
        resource.write_bytes(data)
    # Paged.js ends with an error where a page is selected by `:nth(1 of …)`; there is one such rule.
    own = re.sub(r":nth\(1 of [\w-]+\)", ":first", "\n".join(sheet.stylesheets))
    style = f"<style>{faces(target.parent)}{own}{_COUNTED}</style></head>"
    target.write_text(_counting(composition.html).replace("</head>", style, 1), "utf-8")


def _counting(markup: str) -> str:
    """Return a book whose page numbers are left to CSS (CSS Generated Content for Paged Media, target-counter)."""
    from lxml import etree, html  # noqa: PLC0415

    from terbit.pdf.pagination import TARGET, write_folios  # noqa: PLC0415

    root = html.document_fromstring(markup)
    write_folios(root, {})
    sections = root.findall("body/section")
    first = next(n for n, section in enumerate(sections) if "first" in (section.get("class") or "").split())
    front = {one.get("id") for section in sections[:first] for one in section.iter(etree.Element) if one.get("id")}
    for number in root.xpath(f"//*[@{TARGET}]"):
        target = number.get(TARGET)
        number.text = None
        number.set("data-to", f"#{target}")
        number.set("class", f"{number.get('class') or ''} counted {'front' if target in front else ''}".strip())
    text: str = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return text


def _given(file: Path) -> Any:
    with file.open("rb") as given:
        pickle.load(given)  # noqa: S301 - written by `_compose`: what a build's own process knows of a book
        return pickle.load(given)  # noqa: S301


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compose", project, file]:
            _compose(Path(project), Path(file))
        case ["unfold", file, target]:
            _unfold(Path(file), Path(target))
        case ["link", file, kept, times]:
            _link(Path(file), Path(kept), int(times))
        case ["write", "weasyprint", file, pdf, _]:
            _write_weasyprint(Path(file), Path(pdf))
        case ["write", engine, file, pdf, kept]:
            _write(engine, Path(file), Path(pdf), Path(kept))
        case _:
            sys.exit(f"usage: {__doc__}")
