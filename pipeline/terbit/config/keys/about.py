"""Keys of what a book is: title, makers, publisher, dates, numbers, licence."""

from __future__ import annotations

from terbit.config.checks import (
    DATE,
    ISBN,
    LANGUAGE,
    SLUG,
    URL,
    check_date,
    check_isbn,
    check_language,
    check_slug,
    check_url,
)
from terbit.config.kinds import Either, Fields, FileName, Key, ListOf, Text
from terbit.config.vocabulary import RELATORS

__all__ = ["ABOUT"]

_TEXT = Text()
_URL = Text("a web address", check_url, URL)
_ISBN = Text("an ISBN", check_isbn, ISBN, unquoted=("number",))
_ROLE = Text("a MARC relator code", choices=RELATORS)

_AUTHOR = Fields(
    (
        Key("name", _TEXT, "the name as printed", required=True, example="Siti Rahma", synonyms=("nama",)),
        Key("roles", ListOf(_ROLE, unique=True), "what the person did", default=("aut",), synonyms=("role",)),
    )
)
_PUBLISHER = Fields(
    (
        Key("name", _TEXT, "the publisher's name", required=True, example="Terbit", synonyms=("nama",)),
        Key("place", _TEXT, "the city", synonyms=("city", "kota", "location", "publisher-place")),
        Key("address", _TEXT, "the postal address", synonyms=("alamat",)),
        Key("logo", FileName("an image file"), "the publisher's mark, for the cover's back and title slides, as SVG"),
    )
)
_ISBNS = Fields(
    (
        Key("print", _ISBN, "the printed book's"),
        Key("screen", _ISBN, "the screen PDF's", synonyms=("pdf",)),
        Key("epub", _ISBN, "the EPUB's", synonyms=("ebook",)),
    )
)
_LICENCE = Fields(
    (
        Key("name", _TEXT, "the licence's name", required=True, example="CC BY-SA 4.0"),
        Key("url", _URL, "its address", synonyms=("link", "href")),
    )
)
_SERIES = Fields(
    (
        Key("name", _TEXT, "the series' name", required=True, example="Modul Sosiologi", synonyms=("title", "nama")),
        Key(
            "number",
            Text("a number, such as 3 or 3.1", unquoted=("number",)),
            "the book's number in it",
            synonyms=("volume", "nomor"),
        ),
    )
)
_ACCESSIBILITY = Fields(
    (
        Key(
            "certifier",
            _TEXT,
            "who has checked the EPUB and answers for it: only then, and if Terbit finds nothing either, it says that "
            "it conforms to WCAG 2.1 AA",
            required=True,
            example="Penerbit Terbit",
            synonyms=("certified-by", "certifiedBy"),
        ),
        Key("credential", _URL, "the address of the certifier's credential", synonyms=("certifier-credential",)),
    )
)

ABOUT = (
    Key("title", _TEXT, "the book's title", required=True, example="Kerja Sama", synonyms=("judul", "name")),
    Key("subtitle", _TEXT, "the subtitle", synonyms=("subjudul",)),
    Key(
        "slug",
        Text("small letters, digits and hyphens", check_slug, SLUG),
        "the name of the published files",
        default_note="the title in lower-case ASCII with hyphens",
        synonyms=("filename", "output-file"),
    ),
    Key(
        "authors",
        ListOf(Either((_TEXT, _AUTHOR))),
        "the makers, each a name or a name with roles, in the order of the title page",
        synonyms=("author", "creator", "creators", "penulis", "contributors"),
    ),
    Key(
        "language",
        Text("a BCP 47 tag", check_language, LANGUAGE),
        "the language of the text",
        required=True,
        example="id",
        synonyms=("lang", "locale", "bahasa"),
    ),
    Key("publisher", Either((_TEXT, _PUBLISHER)), "the publisher, a name or more", synonyms=("penerbit",)),
    Key("isbn", Either((_ISBN, _ISBNS)), "the ISBN of each format; a single one is the printed book's"),
    Key(
        "date",
        Text("an ISO date, year or month", check_date, DATE, unquoted=("number", "date")),
        "the day of publication: builds are dated by it and never by the clock",
        required=True,
        example="2026-11-24",
        synonyms=("year", "published", "issued", "tanggal", "tahun"),
    ),
    Key("edition", _TEXT, "the edition, as printed on the copyright page", synonyms=("edisi", "cetakan")),
    Key(
        "licence",
        Either((_TEXT, _LICENCE)),
        "the licence, a name or a name with its address",
        synonyms=("license", "rights", "copyright", "lisensi"),
    ),
    Key("description", Text(lines=True), "what the book is about", synonyms=("abstract", "summary", "deskripsi")),
    Key(
        "blurb",
        Text(lines=True),
        "the text on the back of the cover",
        default_note="the description",
        synonyms=("back-cover", "sinopsis"),
    ),
    Key("subjects", ListOf(_TEXT, unique=True), "subjects and keywords", synonyms=("keywords", "subject", "tags")),
    Key(
        "url",
        _URL,
        "the address under which the published files lie on the web, as `https://penerbit.example/kerja-sama/`",
        synonyms=("homepage", "website", "site-url", "alamat-web"),
    ),
    Key("series", Either((_TEXT, _SERIES)), "the series that the book belongs to", synonyms=("collection", "seri")),
    Key("accessibility", _ACCESSIBILITY, "who answers for the EPUB's accessibility", synonyms=("a11y",)),
)
