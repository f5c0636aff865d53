"""The table of the keys of `terbit.yaml`: reading, checks, schema and documentation all come from it."""

from __future__ import annotations

from collections.abc import Iterable

from terbit.config.checks import (
    COLOUR,
    DATE,
    ISBN,
    LANGUAGE,
    SLUG,
    URL,
    check_colour,
    check_date,
    check_isbn,
    check_language,
    check_slug,
    check_url,
)
from terbit.config.kinds import Either, Fields, FileName, Key, ListOf, Number, Text
from terbit.config.vocabulary import EDITIONS, PROFILES, RELATORS, TRIMS

__all__ = ["book", "table_of_keys"]

_TEXT = Text()
_URL = Text("a web address", check_url, URL)
_ISBN = Text("an ISBN", check_isbn, ISBN, unquoted=("number",))
_ROLE = Text("a MARC relator code", choices=RELATORS)
_EDITION = Text("an edition", choices=EDITIONS)
_CHAPTER = FileName("a Markdown file, or a pattern such as `source/*.md`", globs=True)
_TRIM_NAME = Text("a name", choices={name: f"{t.width:g} × {t.height:g} mm" for name, t in TRIMS.items()})

_SLIDES_A_PAGE = Text("a number of slides", choices=dict.fromkeys("1236", ""), unquoted=("number",))

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
_PART = Fields(
    (
        Key("part", _TEXT, "the part's title", required=True, example="Dasar-dasar", synonyms=("title",)),
        Key("chapters", ListOf(_CHAPTER), "the part's chapters", required=True, example="[source/01-awal.md]"),
    )
)
_TRIM = Fields(
    (
        Key("width", Number("mm", 50, 600), "the trimmed page's width in mm", required=True, example="160"),
        Key("height", Number("mm", 50, 900), "the trimmed page's height in mm", required=True, example="240"),
    )
)
_MARGINS = Fields(
    (
        Key("inner", Number("mm", 5, 100), "at the spine", synonyms=("gutter", "inside", "dalam")),
        Key("outer", Number("mm", 5, 100), "at the fore-edge", synonyms=("outside", "luar")),
        Key("top", Number("mm", 5, 150), "above the text; the running head is in it", synonyms=("atas",)),
        Key("bottom", Number("mm", 5, 150), "below the text; the page number is in it", synonyms=("bawah",)),
    )
)
_PAPER = Fields(
    (
        Key("name", _TEXT, "what it is called", required=True, example="HVS 70 g"),
        Key("thickness", Number("mm", 0.02, 1), "how thick a leaf is, in mm", required=True, example="0.092"),
    )
)
_PRINT = Fields(
    (
        Key(
            "profile",
            FileName("a profile's name, or a `.toml` file", bare=".toml", names=PROFILES),
            f"for whom it is printed: {', '.join(f'`{name}`' for name in PROFILES)}, or a profile of your own. It sets "
            "the keys of `print` that are not given, and its rules are among the checks",
            synonyms=("for", "service", "printer", "profil"),
        ),
        Key(
            "standard",
            Text(
                "a standard",
                choices={
                    "x-4": "PDF/X-4",
                    "x-1a": "PDF/X-1a:2001, without transparency",
                    "none": "colours as they are, no output intent",
                },
            ),
            "what the print PDF keeps to",
            default="x-4",
            synonyms=("pdfx", "pdf-x", "variant"),
        ),
        Key(
            "icc",
            FileName("an ICC profile of a press"),
            "the printing condition that colours are converted for and that the PDF names",
            default_note="FOGRA39, coated paper",
            synonyms=("icc-profile", "output-intent", "colour-profile"),
        ),
        Key(
            "colours",
            Text("a number of inks", choices={"4": "CMYK", "1": "black alone"}, unquoted=("number",)),
            "how many inks the inside is printed in",
            default="4",
            synonyms=("colors", "inks", "warna"),
        ),
        Key(
            "signature",
            Text(
                "a number of pages",
                choices={str(n): f"{n // 2} leaves" for n in (2, 4, 8, 12, 16, 24, 32)},
                unquoted=("number",),
            ),
            "blank pages are added at the end until the number of pages is a multiple of this: 2, 4, 8, 12, 16, 24, 32",
            default="2",
            synonyms=("katern", "signatures"),
        ),
        Key(
            "ink-limit",
            Number("%", 200, 400, whole=True),
            "the most of all inks together, in %; colours with more are reduced to it",
            default="300",
            synonyms=("tac", "total-ink", "ink_limit"),
        ),
        Key(
            "marks",
            Text("a kind of marks", choices={"crop": "crop marks outside the bleed", "none": "no room for any"}),
            "what is printed around the pages",
            default="crop",
            synonyms=("crop-marks", "printers-marks"),
        ),
        Key("margins", _MARGINS, "the margins, in mm", default_note="by trim and pages", synonyms=("margin",)),
        Key(
            "type-size",
            Number("pt", 8, 24),
            "the size of the text; all that is measured in pt grows with it",
            default_note="by trim",
            synonyms=("font-size", "fontsize", "size"),
        ),
        Key(
            "paper",
            Either((_TEXT, _PAPER)),
            "the paper of the inside: one that the profile knows, or a name with its thickness; the spine needs it",
            default_note="the profile's",
            synonyms=("stock", "kertas"),
        ),
    )
)


_COLOUR = Text(
    'a colour, as `"#0f5c6e"`',
    check_colour,
    COLOUR,
    unquoted=("number",),
    hint='write it in quotes, as "#0f5c6e": without them YAML takes a colour for a comment',
)
_COLOURS = Fields(
    (
        Key("primary", _COLOUR, "titles, bands and headings of tables, and the ground of title slides"),
        Key("accent", _COLOUR, "callouts, reflections, rules and rings"),
        Key("tasks", _COLOUR, "activities and answers", synonyms=("activity", "leaf")),
        Key("exercises", _COLOUR, "exercises", synonyms=("exercise", "brick")),
        Key("ink", _COLOUR, "the text", synonyms=("text", "foreground")),
        Key("quiet", _COLOUR, "captions, footers, code and references", synonyms=("grey", "gray")),
        Key("paper", _COLOUR, "the ground of most slides", synonyms=("background",)),
    )
)
_FONT = FileName("a font file (.ttf or .otf)")
_FONTS = Fields(
    (
        Key("regular", _FONT, "the upright face", required=True, example="styles/fonts/Contoh-Regular.ttf"),
        Key("bold", _FONT, "its bold", required=True, example="styles/fonts/Contoh-Bold.ttf"),
        Key("italic", _FONT, "its italic", default_note="slanted"),
        Key("bold-italic", _FONT, "its bold italic", default_note="slanted", synonyms=("bolditalic", "italic-bold")),
    )
)
_FACE = Either((Text("a font's name"), _FONTS))
_FACES = Fields(
    (
        Key("text", _FACE, "of all but titles", default_note="Calibri, on the web Source Sans 3"),
        Key("titles", _FACE, "of titles", default_note="that of the text", synonyms=("title", "headings")),
    )
)
_RATIO = Text("a ratio", choices={"16:9": "wide, 13.33 × 7.5 in", "4:3": "10 × 7.5 in, for older projectors"})
_SLIDES = Fields(
    (
        Key(
            "ratio",
            Either((_RATIO, ListOf(_RATIO, unique=True))),
            "the ratio of the slides' sides; of two, decks in 4:3 have `-4x3` in their names",
            default="16:9",
            synonyms=("aspect", "aspect-ratio", "aspectratio", "rasio"),
        ),
        Key(
            "template",
            FileName("a PowerPoint file (.pptx)"),
            "a file of the publisher's own whose layouts, sizes and faces the decks take; it decides the ratio too",
            default_note="Terbit's own",
            synonyms=("reference-doc", "theme", "templat"),
        ),
        Key("colours", _COLOURS, "the publisher's colours", default_note="the theme's", synonyms=("colors", "warna")),
        Key(
            "logo",
            FileName("an image file"),
            "the mark on title slides",
            default_note="`publisher.logo`",
            synonyms=("mark", "brand"),
        ),
        Key("faces", _FACES, "the publisher's faces", synonyms=("fonts", "font", "typefaces", "huruf")),
    )
)


def table_of_keys() -> Fields:
    """Return the table with the targets that there are."""
    # Here and not above: targets know the model, and the model knows the configuration.
    from terbit.targets import target_names  # noqa: PLC0415

    return book(target_names())


def book(targets: Iterable[str]) -> Fields:
    """Return the table of a book's keys; `targets` are the names that a book may ask for."""
    target = Text("a target", choices=dict.fromkeys(targets, ""))
    return Fields((*_ABOUT, *_FILES, *_page(), *_output(ListOf(target, unique=True))))


_ABOUT = (
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

_FILES = (
    Key(
        "cover",
        FileName("an image file"),
        "the EPUB's cover, upright: 1600 × 2560 px is what shops ask for",
        default_note="drawn from the title",
        synonyms=("cover-image", "sampul"),
    ),
    Key("front", ListOf(_CHAPTER), "the files before the first chapter", synonyms=("frontmatter",)),
    Key(
        "chapters",
        ListOf(Either((_CHAPTER, _PART))),
        "the chapters in their order, or parts that hold them",
        required=True,
        example="[source/*.md]",
        synonyms=("chapter", "files", "contents", "bab", "parts"),
    ),
    Key("back", ListOf(_CHAPTER), "the files after the last chapter", synonyms=("backmatter", "appendices")),
    Key(
        "bibliography",
        Either((FileName("a bibliography file"), ListOf(FileName("a bibliography file")))),
        "the sources that are cited",
        synonyms=("references", "bib", "daftar-pustaka"),
    ),
    Key(
        "bibliography-scope",
        Text("a scope", choices={"book": "one for the book", "chapter": "one at the end of each chapter"}),
        "what each list of references is for",
        default="book",
        synonyms=(
            "chapter-bibliographies",
            "refsection",
            "section-bibliographies",
            "section-bibs",
            "section-bibs-level",
            "split-bib",
        ),
    ),
    Key(
        "csl",
        FileName("a style's name, or a `.csl` file", bare=".csl"),
        "the citation style",
        default_note="Terbit's author–date style",
        synonyms=("style", "citation-style", "csl-style"),
    ),
)


def _page() -> tuple[Key, ...]:
    return (
        Key(
            "trim",
            Either((_TRIM_NAME, _TRIM)),
            "the trimmed page of the printed book",
            default="B5",
            synonyms=("papersize", "paper", "page-size", "format", "size"),
        ),
        Key("bleed", Number("mm", 0, 20), "how far pictures run over the trimmed edge, in mm", default=3),
        Key("print", _PRINT, "how the print PDF goes to the press", synonyms=("press", "pdf-x", "cetak")),
        Key(
            "numbering",
            Text(
                "a way of numbering",
                choices={"decimal": "1.1, 1.1.1", "outline": "A. 1. a. 1) a) (1) (a), in lists too"},
            ),
            "how headings below the chapter are numbered, and what lists in them begin with",
            default="decimal",
            synonyms=("section-numbering", "numbering-style", "penomoran", "hierarki"),
        ),
        Key(
            "number-depth",
            Number("levels", 0, 6, whole=True),
            "down to which level headings are numbered: 1 is chapters alone, 0 nothing",
            default=2,
            synonyms=("secnumdepth", "number-sections"),
        ),
        Key(
            "contents-depth",
            Number("levels", 1, 6, whole=True),
            "down to which level headings are in the table of contents",
            default=2,
            synonyms=("toc-depth", "tocdepth"),
        ),
    )


def _output(targets: ListOf) -> tuple[Key, ...]:
    what = "what this edition is published as, out of the book's targets"
    own = Fields((Key("targets", targets, what, default_note="as above", synonyms=("formats",)),))
    editions = Fields(
        (
            Key("student", own, EDITIONS["student"], default_note="all targets"),
            Key("teacher", own, EDITIONS["teacher"], default_note="all but `print` and `epub`"),
        )
    )
    return (
        Key(
            "targets",
            targets,
            "what the book is published as",
            default=("print", "screen", "epub", "slides", "handout", "package", "index"),
            synonyms=("formats", "outputs", "output"),
        ),
        Key("slides", _SLIDES, "how the decks look", synonyms=("deck", "decks", "presentation", "salindia")),
        Key(
            "handout",
            Either((_SLIDES_A_PAGE, ListOf(_SLIDES_A_PAGE, unique=True))),
            "how many slides stand on a page of the handouts; beside three there are lines to write on",
            default="3",
            synonyms=("handouts", "slides-per-page"),
        ),
        Key(
            "editions",
            Either((ListOf(_EDITION, unique=True), editions)),
            "for whom it is published: names, or names with the targets of each",
            default=("student",),
            synonyms=("audiences", "profiles"),
        ),
    )
