"""The words for places in a source that authors write, in Indonesian and English, by CSL locator label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["LABELS", "TERMS"]

LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "page": ("hlm.", "hal.", "h.", "halaman", "p.", "pp.", "pg.", "pgs.", "page", "pages"),
    "chapter": ("bab", "chapter", "chapters", "chap.", "chaps.", "ch."),
    "article-locator": ("pasal", "ps.", "article", "articles", "art.", "arts."),
    "verse": ("ayat", "verse", "verses", "v.", "vv."),
    "section": ("subbab", "bagian", "bag.", "section", "sections", "sec.", "secs.", "§", "§§"),
    "paragraph": ("paragraf", "alinea", "par.", "para.", "paragraph", "paragraphs", "paras.", "¶", "¶¶"),
    "part": ("bagian ke", "part", "parts", "pt.", "pts."),
    "volume": ("jilid", "jil.", "volume", "volumes", "vol.", "vols."),
    "issue": ("nomor", "no.", "nos.", "issue", "issues", "number"),
    "figure": ("gambar", "gbr.", "figure", "figures", "fig.", "figs."),
    "table": ("tabel", "tbl.", "table", "tables"),
    "column": ("kolom", "kol.", "column", "columns", "col.", "cols."),
    "line": ("baris", "brs.", "line", "lines", "l.", "ll."),
    "note": ("catatan", "ctt.", "cat.", "note", "notes", "n.", "nn.", "fn."),
    "book": ("buku", "book", "books", "bk.", "bks."),
    "folio": ("folio", "folios", "fol.", "fols."),
    "opus": ("opus", "opera", "op.", "opp."),
    "appendix": ("lampiran", "lamp.", "appendix", "appendices", "app.", "apps."),
    "equation": ("persamaan", "equation", "equations", "eq.", "eqs."),
    "rule": ("aturan", "rule", "rules"),
    "scene": ("adegan", "scene", "scenes", "sc."),
    "supplement": ("suplemen", "supplement", "supplements", "supp."),
    "sub-verbo": ("sub verbo", "s.v.", "s.vv.", "lema"),
    "timestamp": ("menit", "timestamp"),
}

TERMS: Final[Mapping[str, str]] = {term: label for label, terms in LABELS.items() for term in terms}
