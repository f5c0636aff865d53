"""Whatever a page draws is drawn in inks; what cannot be is named."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, ImageChops

from sheets import Name, form, looks, operators, picture, sheet
from terbit.cache import Cache
from terbit.press.convert import convert

COLOURS = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize((32, 32)) for turn in (0, 90, 180)])

MESH = pikepdf.Dictionary(ShadingType=4, ColorSpace=Name.DeviceRGB)


def fill(space: str, values: str) -> str:
    return f"/{space} cs {values} scn 0 0 200 200 re f"


def gradient(colour: str = "DeviceRGB", kind: int = 2) -> pikepdf.Dictionary:
    ends = [{"C0": [1, 0, 0], "C1": [1, 1, 0]}, {"C0": [1, 1, 0], "C1": [0, 0.5, 1]}]
    parts = [
        pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=end["C0"], C1=end["C1"]) for end in ends
    ]
    function = pikepdf.Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1], Functions=parts)
    coords = [0, 0, 200, 0] if kind == 2 else [100, 100, 0, 100, 100, 100]
    return pikepdf.Dictionary(
        ShadingType=kind, ColorSpace=Name(f"/{colour}"), Coords=coords, Function=function, Extend=[True, True]
    )


@pytest.mark.parametrize(
    ("content", "operator"),
    [("0 0 0 rg", "k"), ("0 0 0 RG", "K"), ("0 g", "k"), ("0 G", "K"), ("0 0 0 1 k", "k")],
)
def test_black_of_any_kind_is_black_ink(inked, content, operator):
    pdf = sheet(content)
    assert inked(pdf) == []
    assert operators(pdf.pages[0]) == [(operator, [0, 0, 0, 1])]


@pytest.mark.parametrize(
    ("space", "values"),
    [
        (Name.DeviceRGB, "0 0.5 0.5"),
        (pikepdf.Array([Name.CalRGB, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])]), "0 0.5 0.5"),
        (pikepdf.Array([Name.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.83])]), "50 -30 -10"),
    ],
)
def test_named_spaces_are_gone(inked, space, values):
    pdf = sheet(fill("S", values), ColorSpace=pikepdf.Dictionary(S=space))
    assert inked(pdf) == []
    assert [name for name, _ in operators(pdf.pages[0])] == ["k", "k"]
    cyan, magenta, _, _ = operators(pdf.pages[0])[1][1]
    assert cyan > magenta
    assert "/ColorSpace" not in pdf.pages[0].obj.Resources


def test_a_space_chosen_inside_a_saved_state_ends_with_it(inked):
    pdf = sheet("/DeviceRGB cs q /DeviceGray cs 0 scn Q 1 1 1 scn")
    assert inked(pdf) == []
    assert operators(pdf.pages[0])[-1] == ("k", [0, 0, 0, 0])


def test_two_pages_that_share_their_resources_are_both_converted(inked):
    space = pikepdf.Array([Name.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.83])])
    pdf = sheet(fill("S", "50 -30 -10"), ColorSpace=pikepdf.Dictionary(S=space))
    resources = pdf.pages[0].obj.Resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
    sheet(fill("S", "50 -30 -10"), pdf)
    pdf.pages[1].obj.Resources = resources
    assert inked(pdf) == []
    assert operators(pdf.pages[0]) == operators(pdf.pages[1])


def test_forms_patterns_and_glyphs_are_converted(inked):
    pdf = pikepdf.new()
    tile = pdf.make_stream(b"1 0 0 rg 0 0 2 2 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = pikepdf.Array([0, 0, 4, 4]), 4, 4
    tile.Resources = pikepdf.Dictionary()
    glyph = pdf.make_stream(b"10 0 d0 1 0 0 rg 0 0 9 9 re f")
    font = pikepdf.Dictionary(
        Type=Name.Font, Subtype=Name.Type3, CharProcs=pikepdf.Dictionary(a=pdf.make_indirect(glyph))
    )
    group = pikepdf.Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    inner = form(pdf, "1 0 0 RG 0 0 9 9 re S", Group=group)
    outer = form(pdf, "/Inner Do", Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Inner=inner)))
    sheet(
        "/Pattern cs /P scn 0 0 9 9 re f /Outer Do",
        pdf,
        Pattern=pikepdf.Dictionary(P=pdf.make_indirect(tile)),
        XObject=pikepdf.Dictionary(Outer=outer),
        Font=pikepdf.Dictionary(F=pdf.make_indirect(font)),
    )
    assert inked(pdf) == []
    found = pdf.pages[0].obj.Resources
    for stream in (found.Pattern.P, found.Font.F.CharProcs.a, found.XObject.Outer.Resources.XObject.Inner):
        assert [name.lower() for name, _ in operators(stream)] == ["k"]
    assert Name.DeviceCMYK == found.XObject.Outer.Resources.XObject.Inner.Group.CS


@pytest.mark.parametrize("kind", [2, 3])
def test_a_gradient_runs_through_the_same_colours(inked, four, kind):
    pdf = sheet("/S sh", Shading=pikepdf.Dictionary(S=gradient(kind=kind)))
    before = looks(pdf)
    assert inked(pdf) == []
    shading = pdf.pages[0].obj.Resources.Shading.S
    assert shading.ColorSpace == Name.DeviceCMYK
    table = shading.Function.read_bytes()
    for at, colour in ((0, (1, 0, 0)), (255, (0, 0.5, 1))):
        assert [part / 255 for part in table[4 * at : 4 * at + 4]] == pytest.approx(four.of_rgb(colour), abs=0.003)
    after = looks(pdf)
    assert ImageChops.difference(before, after).convert("L").resize((1, 1)).getpixel((0, 0)) < 45


def test_a_gradient_is_set_in_inks_once_and_one_of_other_colours_anew(four, tmp_path):
    first, again, other = gradient(), gradient(), gradient()
    other.Function.Functions[1].C1 = pikepdf.Array([0, 0.5, 0.9])
    tables = []
    for shading in (first, again, other):
        pdf = sheet("/S sh", Shading=pikepdf.Dictionary(S=shading))
        assert list(convert(pdf, four, Cache(tmp_path))) == []
        tables.append(pdf.pages[0].obj.Resources.Shading.S.Function.read_bytes())
    assert tables[0] == tables[1] != tables[2]
    assert len(list((tmp_path / "shadings").iterdir())) == 2


def test_pictures_are_converted_and_look_the_same(inked, four):
    pdf = pikepdf.new()
    sheet("200 0 0 200 0 0 cm /I Do", pdf, XObject=pikepdf.Dictionary(I=picture(pdf, COLOURS)))
    assert inked(pdf) == []
    image = pdf.pages[0].obj.Resources.XObject.I
    assert image.ColorSpace == Name.DeviceCMYK
    assert image.read_bytes() == four.picture(COLOURS).tobytes()


def test_a_jpeg_stays_one_and_is_not_turned_into_its_negative(inked):
    pdf = pikepdf.new()
    photograph, data = picture(pdf, COLOURS), io.BytesIO()
    COLOURS.save(data, "JPEG", quality=95, subsampling=0)
    photograph.write(data.getvalue(), filter=Name.DCTDecode)
    sheet("200 0 0 200 0 0 cm /I Do", pdf, XObject=pikepdf.Dictionary(I=photograph))
    before = looks(pdf)
    assert inked(pdf) == []
    assert pdf.pages[0].obj.Resources.XObject.I.Filter == Name.DCTDecode
    difference = ImageChops.difference(before, looks(pdf)).convert("L").resize((1, 1)).getpixel((0, 0))
    assert difference < 45


def test_a_picture_by_number_keeps_its_numbers(inked, four):
    pdf = pikepdf.new()
    image = picture(pdf, Image.frombytes("L", (2, 1), b"\x00\x01"))
    image.ColorSpace = pikepdf.Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(bytes([255, 0, 0, 0, 0, 0]))])
    sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=image))
    assert inked(pdf) == []
    assert image.read_bytes() == b"\x00\x01"
    red = bytes(round(255 * part) for part in four.of_rgb((1, 0, 0)))
    assert bytes(image.ColorSpace[3]) == red + bytes([0, 0, 0, 255])


def test_stencils_are_left_alone(inked):
    pdf = pikepdf.new()
    stencil = picture(pdf, Image.new("L", (8, 8)), ImageMask=True)
    del stencil["/ColorSpace"]
    sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=stencil))
    assert inked(pdf) == []
    assert "/ColorSpace" not in stencil


def test_the_mask_of_a_picture_stays_as_it_is(inked):
    pdf = pikepdf.new()
    mask = picture(pdf, Image.linear_gradient("L").resize((32, 32)))
    before = mask.read_bytes()
    image = picture(pdf, COLOURS, SMask=mask)
    sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=image))
    assert inked(pdf) == []
    assert image.SMask.ColorSpace == Name.DeviceGray
    assert image.SMask.read_bytes() == before


def test_a_masked_picture_keeps_its_colours_where_nothing_of_it_shows(inked, four):
    pdf = pikepdf.new()
    for mode in ("RGB", "L"):
        shown = COLOURS.convert(mode)
        image = picture(pdf, shown, SMask=picture(pdf, Image.new("L", (32, 32), 0)))
        sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=image))
        assert inked(pdf) == []
        assert image.read_bytes() == four.picture(shown).tobytes()


def test_the_mask_of_a_graphics_state_is_grey_by_its_luminosity(inked):
    pdf = pikepdf.new()
    group = pikepdf.Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = form(pdf, "0 1 0 rg 0 0 9 9 re f", Group=group)
    state = pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=Name.Luminosity, G=mask))
    sheet("/M gs", pdf, ExtGState=pikepdf.Dictionary(M=state))
    assert inked(pdf) == []
    assert operators(mask) == [("g", [0.59])]
    assert Name.DeviceGray == mask.Group.CS


def test_the_same_picture_is_converted_once(four, tmp_path):
    for _ in range(2):
        pdf = pikepdf.new()
        sheet("/I Do", pdf, XObject=pikepdf.Dictionary(I=picture(pdf, COLOURS)))
        assert list(convert(pdf, four, Cache(tmp_path))) == []
        assert pdf.pages[0].obj.Resources.XObject.I.ColorSpace == Name.DeviceCMYK
    assert len(list((tmp_path / "plate").iterdir())) == 1


def test_one_ink_leaves_no_colour(inked, one):
    pdf = pikepdf.new()
    sheet(
        "1 0 0 rg 0 0 1 RG 0.5 0.2 0 0 k /S sh /I Do",
        pdf,
        XObject=pikepdf.Dictionary(I=picture(pdf, COLOURS)),
        Shading=pikepdf.Dictionary(S=gradient()),
    )
    assert inked(pdf, one) == []
    assert [name for name, _ in operators(pdf.pages[0])] == ["g", "G", "g"]
    resources = pdf.pages[0].obj.Resources
    assert resources.Shading.S.ColorSpace == resources.XObject.I.ColorSpace == Name.DeviceGray


def test_an_ink_of_its_own_stays(inked):
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 1, 1, 0])
    space = pikepdf.Array([Name.Separation, Name("/HKS 14"), Name.DeviceCMYK, tint])
    pdf = sheet("/S cs 1 scn 0 0 9 9 re f", ColorSpace=pikepdf.Dictionary(S=space))
    assert inked(pdf) == []
    assert operators(pdf.pages[0]) == [("cs", ["/S"]), ("scn", [1])]
    assert "/S" in pdf.pages[0].obj.Resources.ColorSpace


@pytest.mark.parametrize(
    ("content", "resources", "said"),
    [
        ("/S sh", {"Shading": pikepdf.Dictionary(S=MESH)}, "mesh"),
        ("/P cs", {"ColorSpace": pikepdf.Dictionary(P=pikepdf.Array([Name.Pattern, Name.DeviceRGB]))}, "pattern"),
        ("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", {}, "picture in its text"),
        ("/X cs", {"ColorSpace": pikepdf.Dictionary(X=Name.Rainbow)}, "Rainbow"),
    ],
    ids=["mesh", "pattern", "inline", "space"],
)
def test_what_cannot_be_converted_is_named_with_its_page(inked, content, resources, said):
    pdf = sheet("0 0 0 rg")
    sheet(content, pdf, **resources)
    ((page, reason),) = inked(pdf)
    assert page == 2
    assert said in reason


def test_the_same_content_is_converted_once_for_each_meaning_of_its_colours(four, tmp_path):
    content = "/S cs 0.2 0.4 0.6 scn 0 0 9 9 re f " * 20 + "%" + "0123456789abcdef" * 40
    spaces = [Name.DeviceRGB, Name.DeviceRGB, pikepdf.Array([Name.CalRGB, pikepdf.Dictionary()]), Name.DeviceCMYK]
    found = []
    for space in spaces:
        values = content.replace("0.6 scn", "0.6 0 scn") if space == Name.DeviceCMYK else content
        pdf = sheet(values, ColorSpace=pikepdf.Dictionary(S=space))
        assert list(convert(pdf, four, Cache(tmp_path))) == []
        found.append(operators(pdf.pages[0]))
    assert found[0] == found[1] == found[2] != found[3]
    assert len(list((tmp_path / "content").iterdir())) == 2
