"""What the author is told: unknown and unused keys, unusable styles — and that nothing is lost in the text."""

from __future__ import annotations

from terbit.ast import elements
from terbit.citations import cite
from terbit.model import Resource

BIB = "@book{soekanto2012, author={Soekanto, S.}, title={T}, date={2012}}\n"


def test_an_unknown_key_stays_visible_in_bold(cited):
    done = cited("Kata @soekanto2021 [hlm. 3]. [@soekanto2021] [@soekanto2021; @soekanto2012]", BIB)
    assert done.text == "Kata (soekanto2021?). (soekanto2021?) (soekanto2021?; Soekanto, 2012)"
    bold = [e for e in elements(done.document.chapters[0].blocks) if e["t"] == "Strong"]
    assert len(bold) == 3
    assert set(done.codes) == {"citation-missing"}
    assert done.findings[0].message == "no entry 'soekanto2021' in source/references.bib"
    assert done.findings[0].hint == "did you mean 'soekanto2012'?"


def test_each_unknown_key_is_reported_at_its_place(book):
    document = book("[@a; @b]")
    for element in elements(document.chapters[0].blocks):
        if element["t"] == "Cite":
            element["p"] = "source/01.md:1:1"
            element["c"][0][1]["p"] = "source/01.md:1:6"
    _, findings = cite(document, [Resource("r.bib", b"@book{x, title={y}}", "")], None)
    missing = [str(f.where) for f in findings if f.code == "citation-missing"]
    assert missing == ["source/01.md:1:1", "source/01.md:1:6"]


def test_without_a_bibliography(book):
    _, (finding,) = cite(book("@a"), [], None)
    assert finding.message == "no entry 'a': there is no bibliography"


def test_an_unused_entry_is_a_warning_at_its_place(cited):
    done = cited("@soekanto2012", BIB + "\n@book{b, author={A}, title={X}, date={2001}}")
    assert [str(f) for f in done.findings] == [
        (
            "source/references.bib:3:7: warning[citation-unused]: nothing cites 'b'; "
            "cite it, put it under nocite, or take it away"
        )
    ]


def test_an_unknown_key_under_nocite(cited):
    done = cited("@soekanto2012", BIB, nocite=["salah"])
    assert done.codes == ["citation-missing"]
    assert str(done.findings[0].where) == "source/01.md"


def test_an_entry_with_a_fault_is_cited_all_the_same(cited):
    done = cited("@soekanto2012", "@book{soekanto2012,\n author={Soekanto, S.},\n title={x}\n date={2012}}")
    assert done.codes == ["bibliography-syntax"]
    assert done.text == "Soekanto (2012)"


def test_a_bibliography_without_an_entry_is_one_error(cited):
    done = cited("@soekanto2012 dan @lain", "@book{title={x}, date={2012}}")
    assert done.codes == ["bibliography-syntax"]
    assert done.text == "(soekanto2012?) dan (lain?)"


def test_a_style_that_is_not_xml(cited):
    done = cited("@soekanto2012", BIB, csl="<style>\n<info></style>")
    assert done.codes == ["style-syntax"]
    assert str(done.findings[0].where).startswith("style.csl:2:")
    assert done.text == "Soekanto (2012)"


def test_a_style_that_is_something_else(cited):
    assert cited("@soekanto2012", BIB, csl="<html/>").codes == ["style-invalid"]


def test_a_style_against_the_schema_is_not_used(cited, csl):
    done = cited("[@soekanto2012]", BIB, csl=csl('<layout><text variable="title" colour="red"/></layout>'))
    assert done.codes == ["style-invalid"]
    assert done.text == "(Soekanto, 2012)"


def test_a_style_with_a_doubtful_locale_is_used(cited, csl):
    style = csl('<layout><text variable="title"/></layout>').replace("<style", '<style default-locale="in-ID"')
    done = cited("[@soekanto2012]", BIB, csl=style, refs=False)
    assert done.codes == ["style-locale"]
    assert done.text == "T"


def test_a_citation_of_which_the_style_writes_nothing_is_told(cited, csl):
    bib = "@book{a, author={Ani}, title={Alfa}, publisher={P}, date={2001}} @misc{b, title={Beta}}"
    done = cited("Kata [@a].\n\nLain [@b].", bib, csl=csl('<layout><names variable="author"/></layout>'))
    (finding,) = [finding for finding in done.findings if finding.code == "citation-empty"]
    assert "'b'" in finding.message
