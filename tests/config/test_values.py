"""Single values: language tags, ISBNs, dates and slugs, right ones and wrong ones."""

from __future__ import annotations

from datetime import date

import pytest

from terbit.config.checks import check_date, check_isbn, check_language, check_slug, first_day, slug_of
from terbit.config.kinds import BadValue


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("id", "id"),
        ("EN-gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("jv-java", "jv-Java"),
        ("es-419", "es-419"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("de-CH-1996", "de-CH-1996"),
        ("en-u-ca-gregory", "en-u-ca-gregory"),
        ("min", "min"),
        ("zh-cmn-Hans-CN", "zh-cmn-Hans-CN"),
        ("en-x-us", "en-x-us"),
    ],
)
def test_a_language_tag_gets_its_canonical_case(written, canonical):
    assert check_language(written) == canonical


@pytest.mark.parametrize(
    "tag", ["", "i", "indonesian", "id_ID", "id-", "-id", "id--ID", "id-ID-ID", "12", "id ID"]
)
def test_what_is_no_language_tag_is_refused(tag):
    with pytest.raises(BadValue):
        check_language(tag)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Indonesia", "id"), ("in", "id"), ("in-ID", "id-ID"), ("id_ID", "id-ID"), ("english", "en"), ("jp", "ja")],
)
def test_the_tag_that_was_meant_is_named(wrong, right):
    with pytest.raises(BadValue) as caught:
        check_language(wrong)
    assert caught.value.hint == f"did you mean '{right}'?"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("978-0-306-40615-7", "978-0-306-40615-7"),
        ("978 0 306 40615 7", "978-0-306-40615-7"),
        ("9780306406157", "9780306406157"),
        ("ISBN 978-0-306-40615-7", "978-0-306-40615-7"),
        ("ISBN: 0-306-40615-2", "0-306-40615-2"),
        ("0-8044-2957-x", "0-8044-2957-X"),
        ("979-10-90636-07-1", "979-10-90636-07-1"),
    ],
)
def test_an_isbn_keeps_its_hyphens(written, kept):
    assert check_isbn(written) == kept


def test_every_wrong_digit_of_an_isbn_is_caught():
    right = "9780306406157"
    for place, digit in enumerate(right):
        for other in set("0123456789") - {digit}:
            with pytest.raises(BadValue):
                check_isbn(right[:place] + other + right[place + 1 :])


@pytest.mark.parametrize("isbn", ["978030640615", "97803064061577", "977-0-306-40615-7", "97803064X6157", "abc"])
def test_what_has_not_the_form_of_an_isbn_is_refused(isbn):
    with pytest.raises(BadValue, match="no ISBN"):
        check_isbn(isbn)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026", date(2026, 1, 1)), ("2026-11", date(2026, 11, 1)), ("2024-02-29", date(2024, 2, 29))],
)
def test_a_date_may_be_a_year_a_month_or_a_day(written, day):
    assert first_day(check_date(written)) == day


@pytest.mark.parametrize(
    "text",
    ["26", "2026-1-1", "2026/01/01", "1 Januari 2026", "2026-00", "2025-02-29", "0000", "2026-01-01T00", "٢٠٢٦"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadValue):
        check_date(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Kerja Sama", "kerja-sama"),
        ("Étude: l'être & le néant", "etude-letre-le-neant"),
        ("  A--B  ", "a-b"),
        ("ꦏꦺꦂꦗ", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_made_of_the_title(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    "slug", ["Kerja", "kerja sama", "-kerja", "kerja--sama", "../kerja", "kerja/kita", "a" * 81]
)
def test_a_slug_that_cannot_name_a_file_is_refused(slug):
    with pytest.raises(BadValue):
        check_slug(slug)
