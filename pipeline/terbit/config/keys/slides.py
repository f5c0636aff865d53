"""Keys of `slides`: how the decks look."""

from __future__ import annotations

from terbit.config.checks import COLOUR, check_colour
from terbit.config.kinds import Either, Fields, FileName, Key, ListOf, Text

__all__ = ["SLIDES"]


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
SLIDES = Fields(
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
