"""The chapters' HTML: one run of pandoc for each distinct chapter, whoever wants it."""

from dataclasses import replace

import pytest

from terbit import fragments
from terbit.cache import Cache
from terbit.fragments import Fragments
from terbit.html import chapter_html
from terbit.prepare import prepare
from terbit.project import load


@pytest.fixture
def runs(monkeypatch):
    """The identifiers of the chapters that pandoc writes."""
    seen = []

    def counted(chapter):
        seen.append(chapter.ident)
        return chapter_html(chapter)

    monkeypatch.setattr(fragments, "chapter_html", counted)
    return seen


@pytest.fixture
def document(project):
    return prepare(load(project), Cache(None)).document


def test_documents_share_what_is_alike(document, runs):
    fragments = Fragments(Cache(None))
    fragments.given_to(document)
    fragments.given_to(replace(document, edition="teacher"))
    assert sorted(runs) == sorted(chapter.ident for chapter in document.chapters)


def test_a_chapter_that_differs_is_written_for_each(document, runs):
    first, *rest = document.chapters
    shorter = replace(document, chapters=(replace(first, blocks=first.blocks[:1]), *rest))
    fragments = Fragments(Cache(None))
    student, teacher = fragments.given_to(document), fragments.given_to(shorter)
    assert runs.count(first.ident) == 2
    assert len(runs) == len(document.chapters) + 1
    assert len(teacher.html[first.ident]) < len(student.html[first.ident])


def test_the_next_build_writes_only_what_has_changed(document, runs, tmp_path):
    Fragments(Cache(tmp_path)).given_to(document)
    del runs[:]
    first, *rest = document.chapters
    Fragments(Cache(tmp_path)).given_to(replace(document, chapters=(replace(first, ident="baru"), *rest)))
    assert runs == ["baru"]
