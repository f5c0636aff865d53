"""Parts that are put together past python-pptx: it must come to the same as when python-pptx does it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from terbit.digest import digest_bytes
from terbit.slides.package import Package
from terbit.slides.packing import packed
from terbit.slides.publisher import emptied
from terbit.slides.sheets import Sheet

DAY = date(2026, 1, 2)
ADDRESSES = (
    "https://contoh.id/a?b=1&c=%20<d>",
    'https://contoh.id/"kutip"',
    "https://contoh.id/'tunggal'",
    "https://contoh.id/jalan-é-字",
    "baris\nbaru\tdan\rlain",
)


def picture(shade: int, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), (shade, 0, 0)).save(out, form)
    return out.getvalue()


def pptx(*, pictures: tuple[bytes, ...] = (), remove: int | None = None) -> bytes:
    """Return a template of python-pptx's own, with pictures in its first layout, one of which is taken away again."""
    presentation = Presentation()
    layout = presentation.slide_layouts[0].part
    relations = [layout.get_or_add_image_part(io.BytesIO(data))[1] for data in pictures]
    if remove is not None:
        layout.rels.pop(relations[remove])
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def blank(leads=(), *, noted: bool = False) -> Sheet:
    """Return a slide of python-pptx's own without anything on it."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    notes = slide.notes_slide.part.blob if noted else b""
    return Sheet((slide.part.blob,), 6, tuple(leads), notes)


def test_it_is_written_as_python_pptx_writes_it():
    """What python-pptx reads of the file, it writes as the same bytes."""
    images = [picture(1), picture(2, "JPEG")]
    leads = [(RELATIONSHIP_TYPE.HYPERLINK, address) for address in ADDRESSES]
    leads += [(RELATIONSHIP_TYPE.IMAGE, digest_bytes(image)) for image in images]
    presentation = emptied(pptx())
    package = Package(presentation, images)
    numbers = [package.add(blank(leads[:at], noted=at % 2 == 1), "") for at in range(len(leads) + 1)]
    assert numbers == list(range(256, 256 + len(numbers)))
    data = packed(presentation, DAY)
    read = Presentation(io.BytesIO(data))
    assert packed(read, DAY) == data
    last = [rel for rel in read.slides[len(leads)].part.rels.values() if rel.is_external]
    assert [rel.target_ref for rel in last] == list(ADDRESSES)


def test_parts_are_named_as_python_pptx_names_them():
    presentation, upstream = emptied(pptx()), emptied(pptx())
    package = Package(presentation, ())
    for noted in (False, True, True, False, True):
        package.add(blank(noted=noted), "")
        slide = upstream.slides.add_slide(upstream.slide_layouts[6])
        assert not noted or slide.notes_slide
    assert named(Presentation(io.BytesIO(packed(presentation, DAY)))) == named(upstream)


def named(presentation) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the parts of a presentation in their order, each with its relationships."""
    parts = presentation.part.package.iter_parts()
    return [(part.partname, [(rel.rId, rel.target_ref) for rel in part.rels.values()]) for part in parts]


@pytest.mark.parametrize("remove", [None, 0, 1, 2])
def test_pictures_are_found_and_numbered_as_python_pptx_does(remove):
    template = pptx(pictures=(picture(1), picture(2), picture(3, "JPEG")), remove=remove)
    wanted = [picture(2), picture(4), picture(3, "JPEG"), picture(5), picture(4)]
    presentation, upstream = emptied(template), emptied(template)
    package = Package(presentation, wanted)
    for image in wanted:
        package.add(blank([(RELATIONSHIP_TYPE.IMAGE, digest_bytes(image))]), "")
        slide = upstream.slides.add_slide(upstream.slide_layouts[6])
        slide.part.get_or_add_image_part(io.BytesIO(image))
    read = Presentation(io.BytesIO(packed(presentation, DAY)))
    assert named(read) == named(upstream)


def test_python_pptx_still_goes_through_all_parts(monkeypatch):
    """If this fails, see whether `terbit.slides.package` is still needed."""
    presentation = emptied(pptx())
    walks = []
    package = type(presentation.part.package)
    ordinary = package.iter_rels
    monkeypatch.setattr(package, "iter_rels", lambda self: walks.append(1) or ordinary(self))
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.part.get_or_add_image_part(io.BytesIO(picture(1)))
    assert walks
    before = len(walks)
    assert slide.notes_slide
    assert len(walks) > before
