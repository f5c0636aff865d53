"""A PDF goes to the press whole: to its standard, in whole signatures, the same to the byte each time."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from sheets import SIZE, Name, form, operators, picture, sheet, written
from terbit.cache import Cache
from terbit.config import Press
from terbit.press import for_press
from terbit.press.profile import read_profile

X4, X1A = Press(), Press(standard="x-1a")


def dressed(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF with the boxes, the information and the traps of one that comes from layout."""
    for page in pdf.pages:
        page.obj.BleedBox = pikepdf.Array([20, 20, SIZE - 20, SIZE - 20])
        page.obj.TrimBox = pikepdf.Array([28.504, 28.504, SIZE - 28.504, SIZE - 28.504])
    pdf.docinfo.Title, pdf.docinfo.CreationDate, pdf.docinfo.ModDate = "Buku <1>", "D:20261124", "D:2026"
    return written(pdf)


@pytest.fixture
def pressed(profile):
    def done(pdf: pikepdf.Pdf, wanted: Press = X4, front: int = 0):
        return for_press(dressed(pdf), front, wanted, profile, Cache(None))

    return done


def opened(result) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(result.pdf))


def test_the_output_intent_names_fogra39_and_holds_its_profile(pressed, profile):
    pdf = opened(pressed(sheet("0 g")))
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert str(intent.RegistryName) == "http://www.color.org"
    assert read_profile(intent.DestOutputProfile.read_bytes()) == profile
    assert intent.DestOutputProfile.N == 4


def test_a_profile_that_names_no_condition_is_called_custom(profile):
    unknown = replace(profile, condition="Custom", registry="")
    result = for_press(dressed(sheet("0 g")), 0, X4, unknown, Cache(None))
    pdf = opened(result)
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "Custom"
    assert "/RegistryName" not in intent
    assert str(intent.Info) == "FOGRA39L Coated"


def test_x4_says_so_in_its_metadata_with_whole_dates_and_an_identity(pressed):
    pdf = opened(pressed(sheet("0 g")))
    assert pdf.pdf_version == "1.6"
    assert pdf.docinfo.Trapped == Name("/False")
    assert str(pdf.docinfo.CreationDate) == "D:20261124000000Z"
    assert str(pdf.docinfo.ModDate) == "D:20260101000000Z"
    with pdf.open_metadata() as said:
        assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert said["dc:title"] == "Buku <1>"
        assert said["xmp:CreateDate"] == "2026-11-24T00:00:00Z"
        assert said["pdf:Trapped"] == "False"
        assert said["xmpMM:DocumentID"].startswith("uuid:")
        assert said["xmpMM:RenditionClass"] == "default"


def test_x1a_says_so_in_its_information_and_is_written_as_pdf_1_3(pressed):
    result = pressed(sheet("0 g"), X1A)
    pdf = opened(result)
    assert pdf.pdf_version == "1.3"
    assert b"/ObjStm" not in result.pdf
    assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1:2001"
    assert str(pdf.docinfo.GTS_PDFXConformance) == "PDF/X-1a:2001"


def test_what_does_something_on_a_screen_is_taken_off(pressed):
    pdf = sheet("0 g")
    link = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
    pdf.Root.OpenAction = pikepdf.Dictionary(S=Name.JavaScript, JS="app.beep()")
    pdf.Root.Names = pikepdf.Dictionary()
    after = opened(pressed(pdf))
    assert "/Annots" not in after.pages[0].obj
    assert not {"/OpenAction", "/Names", "/Outlines"} & set(after.Root.keys())


@pytest.mark.parametrize(("signature", "pages"), [(2, 2), (4, 4), (16, 16)])
def test_blank_pages_with_marks_fill_the_signature(pressed, signature, pages):
    result = pressed(sheet("0 g"), Press(signature=signature))
    pdf = opened(result)
    last = pdf.pages[-1]
    assert result.pages == pages
    assert [float(edge) for edge in last.trimbox] == pytest.approx([28.504, 28.504, 171.496, 171.496], abs=0.01)
    assert operators(last) == [("K", [0, 0, 0, 1])]


def test_pages_are_called_by_their_folios(pressed):
    pdf = sheet("0 g")
    for _ in range(3):
        sheet("0 g", pdf)
    assert [page.label for page in opened(pressed(pdf, front=3)).pages] == ["i", "ii", "iii", "1"]


def test_without_a_standard_colours_stay(profile):
    result = for_press(dressed(sheet("1 0 0 rg")), 0, Press(standard="none"), None, Cache(None))
    pdf = opened(result)
    assert operators(pdf.pages[0]) == [("rg", [1, 0, 0])]
    assert "/OutputIntents" not in pdf.Root


def test_the_same_book_is_the_same_file(profile):
    data = dressed(sheet("1 0 0 rg 0 0 9 9 re f"))
    one, two = (for_press(data, 0, X4, profile, Cache(None)).pdf for _ in range(2))
    assert one == two


def opaque() -> pikepdf.Pdf:
    """Return a page with every sign of transparency and none of its effects, as layout engines write it."""
    pdf = pikepdf.new()
    group = pikepdf.Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = picture(pdf, Image.new("L", (2, 2), 255))
    return sheet(
        "/G gs /F Do /I Do",
        pdf,
        ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None"))),
        XObject=pikepdf.Dictionary(
            F=form(pdf, "0 0 9 9 re f", Group=group), I=picture(pdf, Image.new("RGB", (2, 2), "red"), SMask=mask)
        ),
    )


def test_x1a_loses_signs_of_transparency_that_have_no_effect(pressed):
    result = pressed(opaque(), X1A)
    pdf = opened(result)
    resources = pdf.pages[0].obj.Resources
    assert result.findings == ()
    assert dict(resources.ExtGState.G) == {}
    assert "/Group" not in resources.XObject.F
    assert "/SMask" not in resources.XObject.I


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"ca": 0.5}, "a transparent fill"),
        ({"CA": 0.5}, "a transparent line"),
        ({"BM": Name.Multiply}, "the blend mode Multiply"),
    ],
)
def test_x1a_names_the_page_where_something_shows_through_and_x4_lets_it(pressed, state, said):
    def page():
        pdf = sheet("0 g")
        return sheet("/G gs 0 0 9 9 re f", pdf, ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(**state)))

    (finding,) = pressed(page(), X1A).findings
    assert (finding.severity, finding.code, finding.page) == ("error", "press-transparent", 2)
    assert said in finding.message
    assert pressed(page(), X4).findings == ()


def test_the_page_that_is_named_is_the_one_that_uses_it_though_all_share_their_resources(pressed):
    pdf = sheet("0 g", ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(ca=0.5), H=pikepdf.Dictionary(CA=0.5)))
    shared = pdf.pages[0].obj.Resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
    for content in ("0 g", "/G gs 0 0 9 9 re f", "/G gs /G gs 0 0 9 9 re f"):
        sheet(content, pdf)
        pdf.pages[-1].obj.Resources = shared
    result = pressed(pdf, X1A)
    assert [finding.page for finding in result.findings] == [3, 4]
    after = opened(result)
    assert [dict(state) for state in after.pages[0].obj.Resources.ExtGState.values()] == [{}, {}]


@pytest.mark.parametrize(("wanted", "space"), [(X1A, "/DeviceCMYK"), (replace(X1A, colours=1), "/DeviceGray")])
def test_x1a_mixes_a_picture_that_shows_through_with_the_paper(pressed, wanted, space):
    pdf = pikepdf.new()
    mask = picture(pdf, Image.frombytes("L", (3, 1), bytes([0, 128, 255])))
    image = picture(pdf, Image.new("RGB", (3, 1), "red"), SMask=mask)
    sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=image))
    sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=image))
    result = pressed(pdf, wanted)
    assert [(one.severity, one.code, one.page) for one in result.findings] == [
        ("note", "press-flattened", 1),
        ("note", "press-flattened", 2),
    ]
    after = opened(result)
    printed = after.pages[0].obj.Resources.XObject.I
    samples = printed.read_bytes()
    paper, half, red = (samples[at : at + len(samples) // 3] for at in range(0, len(samples), len(samples) // 3))
    assert (str(printed.ColorSpace), "/SMask" in printed) == (space, False)
    assert set(paper) == {0 if space == "/DeviceCMYK" else 255}
    assert all(min(a, c) <= b <= max(a, c) for a, b, c in zip(paper, half, red, strict=True))
    assert paper != half != red


def test_x1a_names_a_jpeg_that_shows_through(pressed):
    pdf = pikepdf.new()
    data = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(data, "JPEG")
    image = picture(pdf, Image.new("RGB", (2, 2)), SMask=picture(pdf, Image.linear_gradient("L").resize((2, 2))))
    image.write(data.getvalue(), filter=Name.DCTDecode)
    sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=image))
    (finding,) = pressed(pdf, X1A).findings
    assert (finding.severity, "a picture with transparent parts" in finding.message) == ("error", True)


def test_a_colour_that_cannot_be_converted_withholds_the_book(pressed):
    (finding,) = pressed(sheet("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")).findings
    assert (finding.severity, finding.code, finding.page) == ("error", "press-colour", 1)
