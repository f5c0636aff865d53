"""Bad bibliography files: each fault is told, nothing else is lost, nothing is raised, and time grows with size."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terbit.citations.bibliography import read
from terbit.citations.bibtex import scan
from terbit.citations.markup import strip
from terbit.diagnostics import errors_in
from terbit.model import Resource

# Pieces that make up BibTeX and break it: they reach far more of the scanner than letters do.
PIECES = st.sampled_from(
    ["@book{", "@", "{", "}", "(", ")", '"', ",", "=", "#", "\\", "%", "\n", " ", "k1", "title", "@string{",
     "@comment{", "author = {Ani}", "jan", "$", "@book{b, title = {x}}", "\n@misc(c, note = 1)", "crossref={k1}",
     "\x00", "é", "&"]
)  # fmt: skip
BROKEN = st.lists(PIECES, max_size=40).map("".join)


def reading(text, path="r.bib"):
    data = text if isinstance(text, bytes) else text.encode()
    return read([Resource(path, data, "")], language="id")


@given(BROKEN | st.text(max_size=60))
def test_the_scanner_raises_nothing_and_every_place_is_in_the_file(text):
    found = scan("r.bib", text)
    lines = text.split("\n")
    offsets = [fault.at for fault in found.faults]
    for entry in found.entries:
        offsets += [entry.start, entry.key_start, *(field.start for field in entry.fields)]
        offsets += [field.value_start for field in entry.fields]
    assert all(0 <= offset <= len(text) for offset in offsets)
    for where in map(found.locate, offsets):
        assert 1 <= where.line <= len(lines)
        assert 1 <= where.column <= len(lines[where.line - 1]) + 1


@given(BROKEN)
@settings(max_examples=25, deadline=None)
def test_whatever_a_file_holds_it_is_read(text):
    records, findings = reading(text)
    assert all(record.key == key for key, record in records.items())
    assert all(finding.where.file == "r.bib" for finding in findings)


@given(BROKEN)
@settings(max_examples=25, deadline=None)
def test_a_broken_entry_costs_no_other(text):
    good = "\n@book{satu, author={Ani}, title={Satu}, date={2012}}\n"
    records, _ = reading(good + text.replace("@comment{", "") + "\n@book{dua, author={Ani}, title={Dua}, date={2012}}")
    assert strip(records["satu"].values["title"]) == "Satu"
    assert strip(records["dua"].values["title"]) == "Dua"


@given(st.text(max_size=60) | st.binary(max_size=60), st.sampled_from(["r.bib", "r.json", "r.yaml"]))
@settings(max_examples=60, deadline=None)
def test_bytes_of_any_kind_are_read(data, path):
    reading(data, path)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["date-parts", "family", "x"]), inner)
        ),
        max_leaves=6,
    ),
    st.sampled_from(["author", "issued", "title", "type", "language", "DOI"]),
    st.sampled_from(["r.json", "r.yaml"]),
)
@settings(max_examples=150, deadline=None)
def test_csl_values_of_any_kind_are_read(value, name, path):
    records, _ = reading(json.dumps([{"id": "a", "type": "book", name: value}, {"id": "b", "type": "book"}]), path)
    assert list(records) == ["a", "b"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("100% kerja sama", "100% kerja sama"),
        ("Harga $ dan rupiah", "Harga $ dan rupiah"),
        ("Kerja \\tandaaneh sama", "Kerja \\tandaaneh sama"),
        ("Kerja \\begin{x sama}", "Kerja \\begin{x sama"),
        ("A \\& B", "A & B"),
    ],
)
def test_no_letter_of_a_title_is_lost(title, kept):
    records, _ = reading(f"@book{{a, author={{A}}, title={{{title}}}, date={{2012}}}}")
    assert strip(records["a"].values["title"]) == kept


@pytest.mark.parametrize("start", ["@buku_ajar2{a", "@été{a", "@book{a, été={x}", "@book{a, 1/2={x}", "@book{a%b#c~d"])
def test_names_that_no_reader_knows_cost_nothing(start):
    records, findings = reading(start + ", author={A}, title={Judul}, date={2012}}")
    assert [strip(record.values["title"]) for record in records.values()] == ["Judul"]
    assert errors_in(findings) == ()


def test_a_command_that_is_not_known_is_an_error_at_its_field():
    (finding,) = reading("@book{a, author={A},\n title={x \\foo}, date={2012}}")[1]
    assert str(finding).startswith("r.bib:2:2: error[bibliography-syntax]: the LaTeX command '\\foo' is not known")


def test_braces_in_braces_take_no_time():
    records, findings = reading("@book{a, author={A}, title={" + "{" * 50_000 + "x" + "}" * 50_000 + "}, date={2012}}")
    assert findings == ()
    assert records["a"].values["title"] == "x"


def test_a_circle_of_references_is_cut():
    entries = "".join(
        f"@book{{k{n}, author={{A}}, title={{x}}, date={{2012}}, crossref={{k{(n + 1) % 50}}}}}" for n in range(50)
    )
    records, findings = reading(entries)
    assert len(records) == 50
    assert [finding.code for finding in findings] == ["bibliography-crossref"]


def test_references_reach_other_files():
    files = [
        ("a.bib", "@book{a, author={A}, title={x}, xdata={p}}"),
        ("b.bib", "@xdata{p, date={2012}, location={Solo}}"),
    ]
    records, findings = read([Resource(name, text.encode(), "") for name, text in files], language="id")
    assert findings == ()
    assert records["a"].values["publisher-place"] == "Solo"


def test_csl_yaml():
    records, findings = reading(
        "---\nreferences:\n- id: a\n  type: book\n  title: Kerja *sama*\n  author:\n  - family: Ani\n  issued: 2012\n"
        "- id: b\n  type: book\n  title: null\n  issued:\n  - year: 2012\n    month: 5\n...\n",
        "r.yaml",
    )
    assert [str(finding) for finding in findings] == [
        "r.yaml:9:3: warning[bibliography-required]: book 'b' lacks 'title'; add it"
    ]
    assert strip(records["a"].values["title"]) == "Kerja sama" != records["a"].values["title"]
    assert records["a"].values["issued"].start == (2012,)
    assert records["b"].values["issued"].start == (2012, 5)


def test_aliases_of_aliases_do_not_grow():
    levels = "".join(f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n  " for n in range(1, 12))
    records, findings = reading("- id: a\n  type: book\n  title: Judul\n  x0: &a0 [x]\n  " + levels, "r.yaml")
    assert strip(records["a"].values["title"]) == "Judul"
    assert [finding.message for finding in errors_in(findings)] == [
        "a list or mapping with an anchor is read in one place only"
    ]


def test_items_after_a_fault_in_json_are_read():
    text = '[{"id": "a", "type": "book"},\n{"id": "b" "type": "book"},\n{"id": "c", "type": "book", "title": "x"}'
    records, findings = reading(text, "r.json")
    assert list(records) == ["a", "c"]
    assert [str(finding.where) for finding in errors_in(findings)] == ["r.json:2:12"]


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
@pytest.mark.parametrize("path", ["r.bib", "r.json", "r.yaml"])
def test_an_empty_file_is_a_warning(text, path):
    assert [finding.code for finding in reading(text, path)[1]] == ["bibliography-empty"]


UNCLOSED = "@book{a, title={x,\n"
FLOODS = {
    "whole": "@book{k, author={A}, title={Judul {IPA}},\n date={2012}}\n",
    "unclosed": UNCLOSED,
    "fields": "b = {x,\n",
    "comments": "@comment{\n",
    "heads": "@book{\n",
    "braces": "{\n",
    "lines": "\n",
    "spaces": " ",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", FLOODS.values(), ids=FLOODS)
def test_scanning_takes_time_by_the_size(piece):
    def seconds(count):
        begun = time.process_time()
        scan("r.bib", UNCLOSED + piece * count + "@" + piece * count)
        return time.process_time() - begun

    seconds(100)
    # Sixteen times as much may take 34 times as long on a busy machine; a square would take 256 times.
    assert min(seconds(16_000) for _ in range(3)) < 34 * max(0.002, min(seconds(1_000) for _ in range(3)))


@pytest.mark.slow
def test_ten_thousand_entries():
    entry = "@article{{k{0}, author={{Ani}}, title={{Judul {0}}}, journal={{J}}, year=2012, titel={{x}}}}\n"
    begun = time.process_time()
    records, findings = reading("".join(map(entry.format, range(10_000))))
    assert len(records) == len(findings) == 10_000
    assert time.process_time() - begun < 30
