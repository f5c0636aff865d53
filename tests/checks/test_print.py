"""Each check of a print PDF catches the one thing that is wrong, and nothing where nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image, ImageCms

from sheets import Name, changed, form, picture, with_font, written
from terbit.assets import PROFILE as FOGRA39
from terbit.assets import asset
from terbit.cache import Cache
from terbit.checks.press import check_file, ink_of
from terbit.checks.press import run as running
from terbit.checks.press.model import Wanted
from terbit.cli.check import command
from terbit.config import Press, Trim
from terbit.diagnostics import OnPage
from terbit.pdf.marks import Edges, dress
from terbit.pdf.preflight import Expected
from terbit.press import for_press
from terbit.press.profile import read_profile

Resources = Callable[[pikepdf.Pdf], pikepdf.Dictionary]

MM = 72 / 25.4
A6 = Trim("A6", 105.0, 148.0)
WIDE, HIGH = (A6.width + 6) * MM, (A6.height + 6) * MM  # with a bleed of 3 mm
INK = "q 0.2 0.4 0.6 rg 60 60 100 100 re f Q"
PROFILE = read_profile(asset(FOGRA39).read_bytes())


def laid_out(*contents: str) -> pikepdf.Pdf:
    """Return pages with bleed and marks, as layout gives them; each content is in pt from the corner of the bleed."""
    pdf = pikepdf.new()
    for content in contents:
        page = pdf.add_blank_page(page_size=(WIDE, HIGH))
        worn = dress((0, 0, WIDE, HIGH), Edges(3.0))
        page.obj.Contents = pdf.make_stream(f"{worn.before}{content}{worn.after}".encode())
        page.obj.Resources = pikepdf.Dictionary()
        for name, box in (("MediaBox", worn.media), ("BleedBox", worn.bleed), ("TrimBox", worn.trim)):
            page.obj[f"/{name}"] = pikepdf.Array(list(box))
    pdf.docinfo.Title, pdf.docinfo.CreationDate = "Buku", "D:20261124"
    return pdf


def pressed(pdf: pikepdf.Pdf, wanted: Press | None = None) -> bytes:
    return for_press(written(pdf), 0, wanted or Press(), PROFILE, Cache(None)).pdf


def with_content(data: bytes, content: str, resources: Resources | None = None) -> bytes:
    """Return a finished PDF with another content on its first page, past all conversion."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        worn = dress((0, 0, WIDE, HIGH), Edges(3.0))
        page.obj.Contents = pdf.make_stream(f"{worn.before}{content}{worn.after}".encode())
        if resources:
            page.obj.Resources = resources(pdf)

    return changed(data, change)


@pytest.fixture
def found(tmp_path: Path):
    """Return what is found in a PDF, as (code, page)."""

    def of(data: bytes, **wanted: object) -> set[tuple[str, int]]:
        file = tmp_path / "print.pdf"
        file.write_bytes(data)
        expected = Expected(A6, 3.0, None, press=True)
        verdicts = running._verdicts(data, lambda _: Wanted(expected, **wanted), None) if wanted else check_file(file)
        findings = [finding for verdict in verdicts for finding in verdict.findings]
        return {(f.code, f.page if isinstance(f, OnPage) else 0) for f in findings}

    return of


GOOD = pressed(laid_out(INK, INK))
BLACK_AND_WHITE = pressed(laid_out(INK, INK), Press(colours=1))
OLD = pressed(laid_out(INK, INK), Press(standard="x-1a"))


@pytest.mark.parametrize("data", [GOOD, BLACK_AND_WHITE, OLD], ids=["x-4", "one ink", "x-1a"])
def test_what_was_made_for_the_press_passes(found, data):
    assert found(data) == set()


# ------------------------------------------------------------------ pages


def test_a_page_of_another_size_is_found(found):
    def grow(pdf):
        trim = [float(edge) for edge in pdf.pages[1].trimbox]
        pdf.pages[1].obj.TrimBox = pikepdf.Array([trim[0], trim[1], trim[2] + 5, trim[3]])
        pdf.pages[1].obj.BleedBox = pikepdf.Array(
            [trim[0] - 3 * MM, trim[1] - 3 * MM, trim[2] + 5 + 3 * MM, trim[3] + 3 * MM]
        )

    assert found(changed(pressed(laid_out(*[INK] * 4)), grow)) == {("trim-size", 2)}


def test_a_link_is_found(found):
    def link(pdf):
        note = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    assert found(changed(GOOD, link)) == {("annotations", 2)}


def test_an_odd_number_of_pages_is_found(found):
    assert found(changed(GOOD, lambda pdf: pdf.pages.__delitem__(1))) == {("pages-odd", 0)}


def test_an_open_signature_is_found(found):
    assert found(GOOD, signature=16) == {("pages-signature", 2)}
    assert found(pressed(laid_out(INK, INK), Press(signature=16)), signature=16) == set()


def test_an_empty_right_hand_page_is_found_but_not_an_empty_left_hand_one(found):
    assert found(pressed(laid_out(INK, "", INK, INK))) == set()
    assert found(pressed(laid_out(INK, INK, "", INK))) == {("page-blank", 3)}


def test_two_empty_pages_in_a_row_are_found_but_not_at_the_end(found):
    assert found(pressed(laid_out(INK, "", "", "", INK, INK))) == {("page-blank", 3), ("page-blank", 4)}
    assert found(pressed(laid_out(INK, "", "", ""))) == set()


@pytest.mark.parametrize("side", ["left", "right", "lower", "upper"])
def test_art_that_stops_at_the_trim_is_found(found, side):
    b = 3 * MM
    rectangles = {
        "left": (b, 50, 60, 90), "right": (WIDE - b - 60, 50, 60, 90),
        "lower": (50, b, 90, 60), "upper": (50, HIGH - b - 60, 90, 60),
    }  # fmt: skip
    x, y, w, h = rectangles[side]
    short = f"{INK} 0.2 0.4 0.6 rg {x} {y} {w} {h} re f"
    assert found(pressed(laid_out(short, INK))) == {("bleed-short", 1)}


def test_art_that_runs_through_the_bleed_is_good(found):
    assert found(pressed(laid_out(f"0.9 0.95 1 rg 0 0 {WIDE} {HIGH} re f", INK))) == set()


# ----------------------------------------------------------------- colours


@pytest.mark.parametrize(
    "content",
    ["1 0 0 rg", "1 0 0 RG 1 w 60 60 90 90 re S", "/DeviceRGB cs 1 0 0 scn"],
    ids=["fill", "line", "named"],
)
def test_rgb_is_found(found, content):
    assert found(with_content(GOOD, f"{content} 60 60 100 100 re f")) == {("colour-foreign", 1)}


def test_rgb_is_found_through_resources_that_pages_share(found):
    def share(pdf):
        drawing = form(pdf, "1 0 0 rg 60 60 100 100 re f")
        pdf.Root.Pages.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=drawing))
        del pdf.pages[0].obj["/Resources"]

    assert found(changed(with_content(GOOD, "/F Do"), share)) == {("colour-foreign", 1)}


def test_rgb_in_a_form_and_in_a_pattern_is_found(found):
    def in_form(pdf):
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form(pdf, "1 0 0 rg 60 60 100 100 re f")))

    def in_pattern(pdf):
        tile = pdf.make_stream(b"1 0 0 rg 0 0 4 4 re f")
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = pikepdf.Array([0, 0, 4, 4]), 4, 4, pikepdf.Dictionary()
        return pikepdf.Dictionary(Pattern=pikepdf.Dictionary(P=pdf.make_indirect(tile)))

    assert found(with_content(GOOD, "/F Do", in_form)) == {("colour-foreign", 1)}
    content = "/Pattern cs /P scn 60 60 100 100 re f"
    assert found(with_content(GOOD, content, in_pattern)) == {("colour-foreign", 1)}


def image(mode: str, colour: object, pixels: int = 600, **more: object):
    def resources(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        shown = picture(pdf, Image.new(mode, (pixels, pixels), colour), **more)
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=shown))

    return resources


PLACED = "q 100 0 0 100 60 60 cm /I Do Q"


def test_a_picture_in_rgb_is_found(found):
    assert found(with_content(GOOD, PLACED, image("RGB", "red"))) == {("colour-foreign", 1)}
    assert found(with_content(GOOD, PLACED, image("CMYK", (0, 200, 200, 0)))) == set()


def test_an_ink_of_its_own_is_found(found):
    def spot(_):
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 1, 1, 0])
        space = pikepdf.Array([Name.Separation, Name("/HKS 14"), Name.DeviceCMYK, tint])
        return pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(S=space))

    assert found(with_content(GOOD, "/S cs 1 scn 60 60 100 100 re f", spot)) == {("colour-spot", 1)}


def test_colours_in_a_book_of_one_ink_are_found(found):
    assert found(BLACK_AND_WHITE, colours=1) == set()
    assert found(GOOD, colours=1) == {("colour-many", 1), ("colour-many", 2)}


# -------------------------------------------------------------------- inks


def test_too_much_ink_is_found(found):
    heavy = with_content(GOOD, "1 1 0.8 0.3 k 60 60 100 100 re f")
    assert found(heavy) == {("ink-limit", 1)}
    assert found(heavy, ink_limit=320) == set()


def test_a_picture_with_too_much_ink_is_found(found):
    assert found(with_content(GOOD, PLACED, image("CMYK", (255, 255, 255, 90)))) == {("ink-limit", 1)}


def test_a_gradient_with_too_much_ink_is_found(found):
    def shading(_):
        ramp = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
        axial = pikepdf.Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[60, 0, 160, 0], Function=ramp
        )
        return pikepdf.Dictionary(Shading=pikepdf.Dictionary(S=axial))

    assert found(with_content(GOOD, "q 60 60 100 100 re W n /S sh Q", shading)) == {("ink-limit", 1)}


def test_lines_in_a_black_of_four_inks_are_found(found):
    assert found(with_content(GOOD, "0.5 0.4 0.4 1 K 1 w 60 60 100 100 re S")) == {("ink-rich-black", 1)}


def test_white_that_overprints_is_found(found):
    def state(_):
        return pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(op=True, OPM=1)))

    tint = "0.2 0.1 0 0 k 60 60 100 100 re f"
    assert found(with_content(GOOD, f"{tint} /G gs 0 0 0 0 k 80 80 20 20 re f", state)) == {("overprint-white", 1)}
    assert found(with_content(GOOD, f"{tint} /G gs 0 0 0 1 k 80 80 20 20 re f", state)) == set()


def test_a_hairline_is_found(found):
    hairline = "0 0 0 1 K q 0.1 0 0 0.1 0 0 cm 1 w 600 600 900 900 re S Q"
    assert found(with_content(GOOD, hairline)) == {("line-thin", 1)}


def test_the_most_ink_is_measured():
    assert ink_of(with_content(GOOD, "0.5 0.6 0.4 0.2 k 60 60 100 100 re f")) == pytest.approx(1.7)


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize(("pixels", "said"), [(600, set()), (400, {("image-resolution", 1)})])
def test_a_picture_of_too_few_samples_is_found(found, pixels, said):
    assert found(with_content(GOOD, PLACED, image("CMYK", (0, 200, 200, 0), pixels))) == said


def test_a_picture_is_measured_in_the_form_that_places_it(found):
    def nested(pdf):
        inner = image("CMYK", (0, 200, 200, 0), 600)(pdf)
        outer = form(pdf, "50 0 0 50 0 0 cm /I Do", Resources=inner, Matrix=pikepdf.Array([4, 0, 0, 4, 0, 0]))
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=outer))

    assert found(with_content(GOOD, "q 60 60 100 100 re W n /F Do Q", nested)) == {("image-resolution", 1)}


# -------------------------------------------------------------------- type


def type_at(x: float, y: float, colour: str = "0 0 0 1 k") -> str:
    return f"{colour} BT /T 10 Tf {x} {y} Td (Kerja sama) Tj ET"


def test_type_in_the_page_is_good(found):
    assert found(with_content(GOOD, type_at(100, 100), with_font)) == set()


def test_type_near_the_trim_is_found(found):
    assert found(with_content(GOOD, type_at(3 * MM + 2, 100), with_font)) == {("text-unsafe", 1)}


def test_type_off_the_trim_is_found(found):
    assert found(with_content(GOOD, type_at(3 * MM - 5, 100), with_font)) == {("text-cut", 1)}


def test_type_in_a_black_of_four_inks_is_found(found):
    rich = type_at(100, 100, "0.6 0.5 0.4 0.9 k")
    assert found(with_content(GOOD, rich, with_font)) == {("ink-rich-black", 1)}


def test_a_face_that_is_not_in_the_file_is_found(found):
    data = with_content(GOOD, type_at(100, 100), lambda pdf: with_font(pdf, embedded=False))
    assert found(data) == {("font-not-embedded", 0)}


# ---------------------------------------------------------------- standard


def without(*path: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        owner = pdf.Root if path[0] == "Root" else pdf.docinfo
        for name in path[1:-1]:
            owner = owner[int(name)] if name.isdigit() else owner[f"/{name}"]
        del owner[f"/{path[-1]}"]

    return change


def to(owner: str, name: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        (pdf.Root if owner == "Root" else pdf.docinfo)[f"/{name}"] = value

    return change


def another_profile(pdf: pikepdf.Pdf) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(screen)


def metadata_without(word: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.Metadata
        lines = [line for line in stream.read_bytes().splitlines() if word.encode() not in line]
        stream.write(b"\n".join(lines))

    return change


def graphics_state(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        state = pikepdf.Dictionary(G=pikepdf.Dictionary(**entries))
        pdf.pages[1].obj.Resources = pikepdf.Dictionary(ExtGState=state)
        pdf.pages[1].contents_add(b"/G gs", prepend=True)

    return change


@pytest.mark.parametrize(
    ("change", "code", "page"),
    [
        (without("Info", "GTS_PDFXVersion"), "x-version", 0),
        (without("Root", "OutputIntents"), "x-intent", 0),
        (without("Root", "OutputIntents", "0", "OutputConditionIdentifier"), "x-intent", 0),
        (without("Root", "OutputIntents", "0", "DestOutputProfile"), "x-intent", 0),
        (another_profile, "x-intent", 0),
        (without("Info", "Trapped"), "x-trapped", 0),
        (without("Info", "Title"), "x-information", 0),
        (metadata_without("xmpMM:VersionID"), "x-metadata", 0),
        (metadata_without("pdfxid:GTS_PDFXVersion"), "x-metadata", 0),
        (to("Root", "OpenAction", pikepdf.Dictionary(S=Name.JavaScript, JS="1")), "x-active", 0),
        (to("Root", "Names", pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[]))), "x-active", 0),
        (graphics_state(TR=Name.Identity), "x-transfer", 2),
    ],
)
def test_what_is_against_pdf_x_is_found(found, change, code, page):
    assert found(changed(GOOD, change)) == {(code, page)}


def test_a_later_version_of_pdf_is_found(found):
    assert found(changed(GOOD, lambda _: None, force_version="1.7")) == {("x-pdf-version", 0)}


def test_a_file_without_identifier_is_found(found):
    assert OLD.count(b"/ID [") == 1
    assert found(OLD.replace(b"/ID [", b"/IX [")) == {("x-identifier", 0)}


def test_compression_by_lzw_is_found(found):
    def compress(pdf):
        pdf.pages[0].obj.Thumb = pdf.make_indirect(pikepdf.Stream(pdf, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"))
        pdf.pages[0].obj.Thumb.Filter = Name.LZWDecode

    raw = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    assert found(changed(GOOD, compress, **raw)) == {("x-filter", 0)}


def test_encryption_is_found(found):
    data = changed(GOOD, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="", R=4), force_version="1.6")
    assert found(data) == {("x-encrypted", 0)}


def test_a_picture_that_stands_for_another_is_found(found):
    data = with_content(GOOD, PLACED, image("CMYK", (0, 200, 200, 0), OPI=pikepdf.Dictionary()))
    assert found(data) == {("x-picture", 1)}


def test_transparency_is_found_in_x1a_alone(found):
    shows_through = graphics_state(ca=0.5)
    unpacked = pikepdf.ObjectStreamMode.disable
    old = changed(OLD, shows_through, force_version="1.3", object_stream_mode=unpacked)
    assert found(old) == {("press-transparent", 2)}
    assert found(changed(GOOD, shows_through)) == set()


# ------------------------------------------------------------- the command


def test_the_command_checks_any_pdf(tmp_path):
    file = tmp_path / "any.pdf"
    file.write_bytes(GOOD)
    done = CliRunner().invoke(command, [str(file)])
    assert done.exit_code == 0
    assert f"{file}: standard passed (2 pages)" in done.output


def test_the_command_names_page_and_box_as_json(tmp_path):
    file = tmp_path / "any.pdf"
    file.write_bytes(with_content(GOOD, PLACED, image("CMYK", (0, 200, 200, 0), 100)))
    done = CliRunner().invoke(command, ["print", str(file), "--json"])
    assert done.exit_code == 1
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["code"], finding["page"]) == ("image-resolution", 1)
    assert len(finding["box"]) == 4


def test_the_contact_sheet_marks_the_place(tmp_path):
    file, sheet = tmp_path / "any.pdf", tmp_path / "sheet.html"
    file.write_bytes(with_content(GOOD, PLACED, image("CMYK", (0, 200, 200, 0), 100)))
    CliRunner().invoke(command, [str(file), "--html", str(sheet)])
    html = sheet.read_text("utf-8")
    assert html.count("<figure>") == 2
    assert html.count('<rect class=""') == 1
    assert "72 samples to the inch" in html


def test_a_file_that_is_no_pdf_is_said_to_be_none(tmp_path):
    file = tmp_path / "no.pdf"
    file.write_bytes(b"not a PDF")
    done = CliRunner().invoke(command, [str(file)])
    assert done.exit_code == 1
    assert "pdf-unreadable" in done.output


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path):
    done = CliRunner().invoke(command, [str(tmp_path / "nowhere.pdf")])
    assert done.exception.exit_code == 2


def test_another_word_is_refused(tmp_path):
    done = CliRunner().invoke(command, ["slides"])
    assert done.exit_code == 2
    assert "epub, print" in done.output
