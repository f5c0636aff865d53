"""Results that are made of those before them: what is known is taken over, and nothing that is kept is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from terbit.cache import Cache
from terbit.slides import fit
from terbit.slides.fit import fits
from terbit.slides.looks import WIDE
from terbit.slides.model import Paragraph, Run, Slide, TextBody
from terbit.slides.renewal import renewed


def make(name: str, seen: list[str | None]) -> Callable[[str | None], str]:
    def made(before: str | None) -> str:
        seen.append(before)
        return name

    return made


def test_what_is_new_is_made_of_what_was_made_last_at_its_place(tmp_path: Path) -> None:
    cache, seen = Cache(tmp_path), list[str | None]()
    for key, place in (("a", "one"), ("b", "one"), ("c", "other"), ("a", "one"), ("d", "one")):
        assert renewed(cache, "stage", key, place, make(key, seen)) == key
    assert seen == [None, "a", None, "b"], "what was kept is not made, nor is it the last that was made"


def test_nothing_is_known_where_nothing_is_kept() -> None:
    seen = list[str | None]()
    for key in ("a", "b"):
        renewed(Cache(None), "stage", key, "one", make(key, seen))
    assert seen == [None, None]


def test_slides_whose_measures_are_known_are_not_measured(monkeypatch) -> None:
    slides = [Slide("content", "", TextBody((Paragraph((Run(text),)),))) for text in ("Satu.", "Dua.")]
    known, measured = fits(slides[:1], WIDE), list[Slide]()
    whole, own = fits(slides, WIDE), fit.fit
    monkeypatch.setattr(fit, "fit", lambda slide, design: measured.append(slide) or own(slide, design))
    assert fits(slides, WIDE, known) == whole
    assert measured == slides[1:]
