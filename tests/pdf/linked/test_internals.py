"""What the linked engine takes of WeasyPrint's insides: told when upstream has changed it."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pydyf
import weasyprint.pdf
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
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
