"""Sheets of paper drawn by hand: one page each, with what its content names."""

from __future__ import annotations

import io
from contextlib import closing

import pikepdf
import pypdfium2
from PIL import Image

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


def written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


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
