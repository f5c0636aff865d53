"""Colours become inks: blacks and greys black alone, others by the profile, never too much of all."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image

from terbit.press.colours import FourInks, MaskInks

THEME = {
    "primary": "0f5c6e", "primary-light": "d6e8eb", "accent": "8f5510", "accent-bright": "c8791a",
    "accent-light": "f8e7cf", "leaf": "3f6a33", "leaf-light": "dfebd8", "brick": "a63d2f", "brick-light": "f6e1dd",
}  # fmt: skip


def rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def test_black_is_one_solid_ink(four):
    assert four.of_rgb((0.0, 0.0, 0.0)) == four.of_grey(0.0) == (0, 0, 0, 1)


def test_white_is_bare_paper(four):
    assert four.of_rgb((1.0, 1.0, 1.0)) == four.of_grey(1.0) == (0, 0, 0, 0)


def test_greys_are_black_alone_and_get_lighter_step_by_step(four):
    greys = [four.of_rgb((level / 255,) * 3) for level in range(256)]
    assert all(inks[:3] == (0, 0, 0) for inks in greys)
    assert all(darker[3] >= lighter[3] for darker, lighter in itertools.pairwise(greys))
    assert greys[128][3] == pytest.approx(0.62, abs=0.03)


@pytest.mark.parametrize("ink", ["1f2933", "000000", "202020", "101418"])
def test_the_dark_neutral_of_type_is_solid_black_and_has_no_screen(four, ink):
    assert four.of_rgb(rgb(ink)) == (0, 0, 0, 1)


@pytest.mark.parametrize("grey", ["55616b", "9aa4ac", "bcc3c8", "6b7780"])
def test_the_greys_of_small_type_and_rules_need_one_plate(four, grey):
    *coloured, black = four.of_rgb(rgb(grey))
    assert coloured == [0, 0, 0]
    assert 0.2 < black < 0.9


@pytest.mark.parametrize("tint", ["fdf6ea", "d6e8eb"])
def test_tints_of_paper_stay_tints(four, tint):
    assert any(four.of_rgb(rgb(tint))[:3])


@pytest.mark.parametrize("name", THEME)
def test_a_colour_of_the_theme_looks_the_same_on_paper(four, on_paper, name):
    wanted = [round(255 * part) for part in rgb(THEME[name])]
    assert on_paper(four.of_rgb(rgb(THEME[name]))) == pytest.approx(wanted, abs=9)


def test_no_colour_has_more_ink_than_the_limit(profile):
    for limit in (240, 300):
        inks = FourInks(profile, limit)
        colours = itertools.product((0, 0.05, 0.1, 0.2, 0.4, 0.7, 1), repeat=3)
        assert max(sum(inks.of_rgb(colour)) for colour in colours) <= limit / 100 + 0.002


def test_a_picture_has_the_inks_of_its_colours(four):
    for code in THEME.values():
        wanted = four.of_rgb(rgb(code))
        pixel = four.picture(Image.new("RGB", (2, 2), f"#{code}")).getpixel((0, 0))
        assert [part / 255 for part in pixel] == pytest.approx(wanted, abs=0.03)


def test_a_picture_has_no_more_ink_than_the_limit(profile):
    dark = Image.linear_gradient("L").resize((64, 64))
    image = Image.merge("RGB", (dark, dark.rotate(90), dark.rotate(180)))
    for limit in (240, 300):
        inks = FourInks(profile, limit).picture(image)
        totals = [sum(pixel) for pixel in zip(*[iter(inks.tobytes())] * 4, strict=True)]
        assert max(totals) / 255 <= limit / 100 + 0.02


def test_a_picture_without_colour_is_printed_in_black(four):
    grey = Image.linear_gradient("L")
    printed = four.picture(Image.merge("RGB", (grey, grey, grey)))
    assert printed.mode == "L"
    assert (printed.getpixel((0, 0)), printed.getpixel((0, 255))) == (0, 255)


def test_inks_that_the_book_names_stay(four):
    assert four.of_cmyk((0.1, 0.2, 0.3, 0.4)) == (0.1, 0.2, 0.3, 0.4)


def test_one_ink_keeps_the_order_of_light_and_dark(one):
    order = ("000000", "0f5c6e", "a63d2f", "c8791a", "f8e7cf", "ffffff")
    greys = [one.of_rgb(rgb(code))[0] for code in order]
    assert greys[0] == 0
    assert greys[-1] == 1
    assert greys == sorted(greys)


def test_one_ink_prints_pictures_in_grey(one):
    assert one.picture(Image.new("RGB", (2, 2), "#0f5c6e")).mode == "L"
    assert one.picture(Image.new("CMYK", (2, 2), (0, 0, 0, 255))).getpixel((0, 0)) == 0


def test_masks_keep_their_luminosity():
    mask = MaskInks()
    assert mask.of_grey(0.25) == (0.25,)
    assert mask.of_rgb((1.0, 1.0, 1.0)) == pytest.approx((1.0,))
    assert mask.picture(Image.new("L", (1, 1), 77)).getpixel((0, 0)) == 77
