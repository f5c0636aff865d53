"""Codes that a configuration may use: languages, relator codes, trim sizes, profiles, editions."""

from __future__ import annotations

from collections.abc import Mapping

from terbit.config.model import Trim

__all__ = ["EDITIONS", "LANGUAGES", "LANGUAGE_NAMES", "PROFILES", "RELATORS", "TRIMS"]

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie "
    "ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
    "mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm "
    "rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts "
    "tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
LANGUAGES = frozenset(_TWO_LETTERS.split())
"""Two-letter codes of ISO 639-1."""

LANGUAGE_NAMES: Mapping[str, str] = {
    "bahasa": "id",
    "bahasa indonesia": "id",
    "bali": "ban",
    "deutsch": "de",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "in": "id",
    "indonesia": "id",
    "indonesian": "id",
    "inggris": "en",
    "jawa": "jv",
    "javanese": "jv",
    "jp": "ja",
    "malay": "ms",
    "melayu": "ms",
    "minangkabau": "min",
    "spanish": "es",
    "sunda": "su",
    "sundanese": "su",
}
"""What people write in place of a code."""

RELATORS: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "ill": "illustrator",
    "trl": "translator",
    "ctb": "contributor",
    "pbl": "publisher",
    "bkd": "book designer",
    "aui": "author of introduction",
    "ths": "thesis advisor",
    "aft": "author of afterword",
    "ann": "annotator",
    "arr": "arranger",
    "art": "artist",
    "bkp": "book producer",
    "cmp": "composer",
    "cns": "censor",
    "com": "compiler",
    "con": "conservator",
    "cov": "cover designer",
    "cph": "copyright holder",
    "cre": "creator",
    "crr": "corrector",
    "csl": "consultant",
    "ctg": "cartographer",
    "cwt": "commentator for written text",
    "dgc": "degree committee member",
    "dgs": "degree supervisor",
    "drm": "technical draftsman",
    "dsr": "designer",
    "dte": "dedicatee",
    "dto": "dedicator",
    "egr": "engraver",
    "fmo": "former owner",
    "fnd": "funder",
    "isb": "issuing body",
    "ive": "interviewee",
    "ivr": "interviewer",
    "lyr": "lyricist",
    "mus": "musician",
    "oth": "other",
    "pbd": "publishing director",
    "pfr": "proofreader",
    "pht": "photographer",
    "plt": "platemaker",
    "prt": "printer",
    "red": "redaktor",
    "res": "researcher",
    "rev": "reviewer",
    "rth": "research team head",
    "rtm": "research team member",
    "sad": "scientific advisor",
    "spn": "sponsor",
    "trc": "transcriber",
    "tyd": "type designer",
    "tyg": "typographer",
    "wac": "writer of added commentary",
    "wat": "writer of added text",
    "win": "writer of introduction",
    "wpr": "writer of preface",
}
"""Relator codes of the Library of Congress (id.loc.gov/vocabulary/relators), the usual ones first."""

TRIMS: Mapping[str, Trim] = {
    trim.name: trim
    for trim in (
        Trim("A4", 210.0, 297.0),
        Trim("A5", 148.0, 210.0),
        Trim("A6", 105.0, 148.0),
        Trim("B5", 176.0, 250.0),
        Trim("13x19", 130.0, 190.0),
        Trim("14x20", 140.0, 200.0),
        Trim("14.8x21", 148.0, 210.0),
        Trim("15.5x23", 155.0, 230.0),
        Trim("16x24", 160.0, 240.0),
        Trim("17x24", 170.0, 240.0),
        Trim("17.5x25", 175.0, 250.0),
        Trim("21x28", 210.0, 280.0),
        Trim("6x9", 152.4, 228.6),
        Trim("US trade 6x9", 152.4, 228.6),
        Trim("letter", 215.9, 279.4),
    )
}
"""Trimmed pages by name, in mm (ISO 216; trade sizes in cm; 6x9 and letter in inches)."""

PROFILES = ("kdp", "ingramspark", "offset", "school", "buku-teks")
"""The profiles of the press that Terbit brings."""

EDITIONS: Mapping[str, str] = {"student": "the pupils' book", "teacher": "with answers and teacher's notes"}
