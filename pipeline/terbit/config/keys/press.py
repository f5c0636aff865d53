"""Keys of `print`: how the print PDF goes to the press."""

from __future__ import annotations

from terbit.config.kinds import Either, Fields, FileName, Key, Number, Text
from terbit.config.vocabulary import PROFILES

__all__ = ["PRINT"]

_TEXT = Text()

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
PRINT = Fields(
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
            "side-notes",
            Text(
                "a place",
                choices={"margin": "in the outer margin, which is made wide enough", "text": "within the text's width"},
            ),
            "where side notes stand: `margin` widens the outer margin for them",
            default_note="in the outer margin if `print.margins.outer` leaves 43 mm or more, else in the text",
            synonyms=("margin-notes", "sidenotes", "catatan-samping"),
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
