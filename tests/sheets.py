"""Sheets of paper drawn by hand: one page each, with what its content names."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing

import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont
from PIL import Image

from terbit.assets import asset

Name = pikepdf.Name
SIZE = 200


def sheet(content: str, pdf: pikepdf.Pdf | None = None, **resources: object) -> pikepdf.Pdf:
    """Return a PDF of one page with this content, to which each resource is given by its kind."""
    pdf = pdf or pikepdf.new()
    page = pdf.add_blank_page(page_size=(SIZE, SIZE))
    page.obj.Resources = pikepdf.Dictionary({f"/{kind}": value for kind, value in resources.items()})
    page.obj.Contents = pdf.make_stream(content.encode())
    return pdf


def form(pdf: pikepdf.Pdf, content: str, **more: object) -> pikepdf.Object:
    """Return a form XObject."""
    stream = pdf.make_stream(content.encode())
    stream.Subtype, stream.BBox = Name.Form, pikepdf.Array([0, 0, SIZE, SIZE])
    for name, value in more.items():
        stream[f"/{name}"] = value
    return pdf.make_indirect(stream)


def picture(pdf: pikepdf.Pdf, image: Image.Image, **more: object) -> pikepdf.Object:
    """Return an image XObject."""
    space = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}[image.mode]
    stream = pdf.make_stream(image.tobytes())
    stream.Subtype, stream.ColorSpace, stream.BitsPerComponent = Name.Image, space, 8
    stream.Width, stream.Height = image.size
    for name, value in more.items():
        stream[f"/{name}"] = value
    return pdf.make_indirect(stream)


def written(pdf: pikepdf.Pdf, **save: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    """Return a PDF to which something was done; `save` is how it is written."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return written(pdf, **save)


def operators(stream: pikepdf.Page | pikepdf.Object) -> list[tuple[str, list[object]]]:
    """Return the operators of a content stream that set colours, with their operands."""
    setting = {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
    return [
        (str(one.operator), [float(part) if not isinstance(part, Name) else str(part) for part in one.operands])
        for one in pikepdf.parse_content_stream(stream)
        if str(one.operator) in setting
    ]


def looks(pdf: pikepdf.Pdf) -> Image.Image:
    """Draw the only page."""
    with closing(pypdfium2.PdfDocument(written(pdf))) as shown:
        return shown[0].render().to_pil().convert("RGB")


def with_font(pdf: pikepdf.Pdf, *, embedded: bool = True) -> pikepdf.Dictionary:
    """Return resources with the interface's face as /T."""
    path = asset("fonts/source-sans/SourceSans3-Regular.ttf")
    with TTFont(path) as font:
        widths = [font["hmtx"][font.getBestCmap()[code]][0] for code in range(32, 127)]
    descriptor = pikepdf.Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+SourceSans3-Regular"), Flags=32, ItalicAngle=0,
        FontBBox=[0, -400, 1000, 1000], Ascent=984, Descent=-273, CapHeight=660, StemV=80,
    )  # fmt: skip
    if embedded:
        descriptor.FontFile2 = pdf.make_stream(path.read_bytes())
    face = pikepdf.Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=descriptor.FontName, FirstChar=32, LastChar=126,
        Widths=widths, Encoding=Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pikepdf.Dictionary(Font=pikepdf.Dictionary(T=pdf.make_indirect(face)))
