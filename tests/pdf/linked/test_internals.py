"""What the linked engine takes of WeasyPrint's insides: told when upstream has changed it."""

from __future__ import annotations

import inspect
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version

import pydyf
import pytest
import weasyprint.pdf
from weasyprint import layout
from weasyprint.document import Document
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, page
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import fonts, stream
from weasyprint.text import line_break


def parameters(function) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_the_versions_are_those_that_it_was_written_for():
    found = (version("weasyprint"), version("pydyf"))
    assert found == ("70.0", "0.13.0"), "read linked/internals.py before you pin others"


def test_what_it_puts_functions_of_its_own_in_the_place_of():
    assert parameters(weasyprint.pdf.add_tags) == ["pdf", "document", "pdf_version", "page_streams"]
    assert parameters(weasyprint.pdf.build_fonts_dictionary) == ["pdf", "fonts", "compress", "subset", "options"]
    assert parameters(weasyprint.pdf.generate_pdf) == ["document", "target", "zoom", "options"]
    source = inspect.getsource(weasyprint.pdf.generate_pdf)
    assert source.count("build_fonts_dictionary(") == source.count("add_tags(") == 1
    assert parameters(weasyprint.pdf.resolve_links) == ["pages"]
    assert source.count("resolve_links(") == 1
    assert "zip(document.pages, page_links_and_anchors)" in source, "pages are asked for one by one"


READ = {
    "layout_document": (layout.layout_document, "a5cbf437e99c"),
    "initialize_page_maker": (layout.initialize_page_maker, "5bb3c878d722"),
    "make_all_pages": (page.make_all_pages, "b5e403489484"),
    "remake_page": (page.remake_page, "1ff09b2dffa1"),
    "make_page": (page.make_page, "656f183328e8"),
    "block_container_layout": (block.block_container_layout, "65842ca53a83"),
    "_linebox_layout": (block._linebox_layout, "e07bbe000974"),
    "_in_flow_layout": (block._in_flow_layout, "c2537262836d"),
    "absolute_box_layout": (absolute.absolute_box_layout, "d146b8d6c769"),
    "Document._render": (Document._render, "ebaceeb0fa8e"),
    "LayoutContext.__init__": (layout.LayoutContext.__init__, "f687f507fee8"),
    "get_string_or_element_for": (layout.LayoutContext.get_string_or_element_for, "f40ec28ae347"),
    "generate_pdf": (weasyprint.pdf.generate_pdf, "626343ef25c3"),
    "Stream.clone": (stream.Stream.clone, "a4f89c7ab7de"),
    "Stream.add_font": (stream.Stream.add_font, "e4226e111747"),
    "_use_references": (weasyprint.pdf._use_references, "4d1abd9646c3"),
    "Stream.add_group": (stream.Stream.add_group, "602212216473"),
    "Stream.add_image": (stream.Stream.add_image, "b6eefec44b54"),
    "Stream.set_alpha": (stream.Stream.set_alpha, "c9c74350fd9a"),
}


@pytest.mark.parametrize("name", sorted(READ))
def test_what_paging_and_resuming_are_written_after_is_as_it_was(name):
    function, known = READ[name]
    found = sha256(inspect.getsource(function).encode()).hexdigest()[:12]
    again = "floats, waiting_notes, pages, paging, painting, stamps, resume and apart"
    assert found == known, f"{name} has changed: read {again} again"


def test_what_it_calls_or_reads():
    assert parameters(text.draw_first_line) == ["stream", "textbox", "text_overflow", "block_ellipsis", "matrix"]
    assert parameters(line_break.split_first_line)[:5] == [
        "text", "style", "context", "max_width", "justification_spacing",
    ]  # fmt: skip
    assert "_tags" in inspect.getsource(stream.Stream.marked)
    assert "_box" in inspect.getsource(AbsolutePlaceholder)
    for name in ("bitmap", "missing", "widths", "to_unicode", "file_content", "hash", "used_in_forms", "italic_angle"):
        assert f"self.{name} = " in inspect.getsource(fonts.Font)
    assert issubclass(boxes.MarginBox, boxes.Box)
    assert pydyf.PDF().objects[0].free == "f"


def test_processes_that_lay_out_load_nothing_that_reads_projects():
    """What they load is the size of each of them, and the time before the first page."""
    code = "import sys; from terbit.pdf.linked import layout; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert "terbit.pdf.linked.paging" in loaded
    assert not {"terbit.ast", "terbit.config", "terbit.citations", "ruamel.yaml", "pikepdf", "pypdfium2"} & {*loaded}
