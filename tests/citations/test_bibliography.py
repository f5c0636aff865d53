"""Bibliography files: what is read, what is mended, and where faults are reported."""

from __future__ import annotations

import pytest

from terbit.citations.bibliography import read
from terbit.citations.bibtex import scan
from terbit.citations.dates import DateValue, from_edtf, from_json
from terbit.diagnostics import errors_in
from terbit.model import Resource


def bib(text, path="source/references.bib"):
    return Resource(path, text if isinstance(text, bytes) else text.encode(), "")


def records(text, language="id"):
    found, findings = read([bib(text)], language=language)
    assert errors_in(findings) == ()
    return found


def faults(text, path="source/references.bib"):
    """What is wrong; what is only doubtful is the matter of test_lint.py."""
    return [str(finding) for finding in errors_in(read([bib(text, path)], language="id")[1])]


def test_titles_keep_the_case_in_which_they_are_written():
    found = records(
        "@book{a, title={Sosiologi Suatu Pengantar}}"
        "@book{b, title={The Strength of Weak Ties}, langid={english}}"
        "@book{c, title={The Strength of Weak Ties}, language={english}}"
    )
    assert [record.values["title"] for record in found.values()] == [
        "Sosiologi Suatu Pengantar",
        "The Strength of Weak Ties",
        "The Strength of Weak Ties",
    ]
    assert [record.language for record in found.values()] == ["id", "en", "en"]


def test_keys_that_differ_in_case_are_different():
    assert list(records("@book{A1, title={X}} @book{a1, title={Y}}")) == ["A1", "a1"]


def test_others_are_not_a_person():
    (record,) = records("@book{a, author={Ani, A. and others}, title={X}}").values()
    assert record.values["author"] == ({"family": "Ani", "given": "A."}, {"others": "true"})


def test_a_dotless_i_under_an_accent_is_an_i():
    (record,) = records(r"@book{a, author={Rahm{\'\i}, A.}, title={X}}").values()
    assert record.values["author"][0]["family"] == "Rahmí"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@misc{a, title={X}}", "document"),
        ("@misc{a, title={X}, url={https://a.b}}", "webpage"),
        ("@newspaper{a, title={X}}", "article-newspaper"),
        ("@legislation{a, title={X}}", "legislation"),
        ("@book{a, title={X}}", "book"),
    ],
)
def test_every_entry_has_a_type(entry, kind):
    assert records(entry)["a"].type == kind


def test_an_address_is_no_publisher():
    (record,) = records(r"@misc{a, title={X}, howpublished={\url{https://a.b/c_d}}}").values()
    assert record.values["URL"] == "https://a.b/c_d"
    assert "publisher" not in record.values


def test_the_first_of_two_entries_of_one_key_counts():
    found, findings = read([bib("@book{a, title={X}}\n\n@book{a,\n title={Y}}")], language="id")
    assert found["a"].values["title"] == "X"
    assert [str(finding) for finding in errors_in(findings)] == [
        (
            "source/references.bib:3:7: error[bibliography-duplicate]: the key 'a' is used twice; "
            "its first entry is at source/references.bib:1:7; give one of the two another key, or take it away"
        )
    ]


def test_duplicates_across_files():
    files = [bib("@book{a, title={X}}", "a.bib"), bib("@book{a, title={X}}", "b.bib")]
    (finding,) = errors_in(read(files, language="id")[1])
    assert str(finding.where) == "b.bib:1:7"
    assert "a.bib:1:7" in finding.message


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("@book{a,\n  title={x}\n  year={3}}", "2:12", "a comma is missing before the field 'year'"),
        ("@book{a\n  title={x},\n  year={3}}", "1:8", "a comma is missing after the key"),
        ("@book{a,\n  title={x},\n  year={3}\n\n@book{b,\n  title={y}}", "1:1", "this entry is never closed"),
        ("@book{a,\n  title={x", "2:9", "the value of 'title' is never closed: a brace"),
        ("@book{a,\n  title={x,\n  year={3}\n}", "2:9", "the value of 'title' is never closed: a brace"),
        ('@book{a,\n  title="x,\n  year={3}\n}', "2:9", "the value of 'title' is never closed: a quotation mark"),
        ("% c\n@book{,\n title={x}}", "2:7", "an entry without a key"),
        ("@book{title={x}}", "1:7", "an entry without a key"),
        ("@{a, title={x}}", "1:1", "an entry without a type"),
        ("@book{a b,\n title={x}}", "1:9", "unexpected 'b' in the key"),
        ("@book{a, title={x} year={3}}", "1:19", "a comma is missing before the field 'year'"),
        ("@book{a, title={x}, year}", "1:21", "'year' has no value"),
        ("@book{a, title=, year={3}}", "1:16", "'title' has no value"),
        ("@book{a, title={x}, {y}, year={3}}", "1:21", "unexpected '{'"),
    ],
)
def test_what_does_not_parse_is_one_error_at_its_place(text, place, says):
    (fault,) = faults(text)
    assert fault.startswith(f"source/references.bib:{place}: error[bibliography-syntax]: ")
    assert says in fault


def test_an_unknown_macro():
    (fault,) = faults("@string{grafindo = {G}}\n@book{a, title={x}, publisher = grafndo}")
    assert fault == (
        "source/references.bib:2:33: error[bibliography-macro]: 'grafndo' is no @string macro; did you mean 'grafindo'?"
    )


def test_known_macros_and_months_are_no_fault():
    assert faults("@string{gp = {G}}\n@article{a, title={x}, publisher = gp # { X}, month = may, year = 2001}") == []


def test_a_doubled_scheme_is_mended_and_reported():
    found, (finding,) = read([bib("@online{a, title={x},\n url={http://https://a.b}}")], language="id")
    assert found["a"].values["URL"] == "https://a.b"
    assert str(finding).startswith("source/references.bib:2:2: warning[bibliography-address]")


def test_a_file_that_is_not_utf_8():
    (fault,) = faults(b"@book{a,\n title={caf\xe9}}")
    assert fault.startswith("source/references.bib:2:12: error[bibliography-encoding]")


def test_csl_json():
    text = '[{"id": "a", "type": "book", "title": "X <i>y</i> <b", "author": [{"family": "Ani"}]}]'
    found, findings = read([bib(text, "refs.json")], language="id")
    assert findings == ()
    assert found["a"].values["author"] == ({"family": "Ani"},)
    (fault,) = faults('[{"id": "a"\n}, x]', "refs.json")
    assert fault.startswith("refs.json:2:4: error[bibliography-syntax]: this is not JSON")


def test_places_of_keys_and_fields():
    found = scan("a.bib", '@comment{x}\n@book{k1,\n  title = "a {b} c",\n  year = 2001\n}\n@article(k2, note={x})')
    assert [(entry.key, str(found.locate(entry.key_start))) for entry in found.entries] == [
        ("k1", "a.bib:2:7"),
        ("k2", "a.bib:6:10"),
    ]
    assert [(f.name, f.value, str(found.locate(f.start))) for f in found.entries[0].fields] == [
        ("title", "a {b} c", "a.bib:3:3"),
        ("year", "2001", "a.bib:4:3"),
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012", DateValue((2012,))),
        ("2022-02-09", DateValue((2022, 2, 9))),
        ("1999/2001", DateValue((1999,), (2001,))),
        ("2001/", DateValue((2001,), ())),
        ("-0044", DateValue((-45,))),
        ("2020~", DateValue((2020,), circa=True)),
        ("c. 1850", DateValue((1850,), circa=True)),
        ("2001-21", DateValue((2001, 21))),
        ("n.d.", None),
        ("t.t.", None),
        ("segera terbit", DateValue(literal="segera terbit")),
    ],
)
def test_dates(text, date):
    assert from_edtf(text) == date


def test_csl_json_dates():
    assert from_json({"date-parts": [[2001, 5], [2002]]}) == DateValue((2001, 5), (2002,))
    assert from_json({"date-parts": [[]]}) is None
    assert from_json({"date-parts": [["2001"]], "season": "1"}) == DateValue((2001, 21))


@pytest.mark.parametrize(
    "value",
    [
        {"date-parts": 2001},
        {"date-parts": "2001"},
        {"date-parts": [2001]},
        {"date-parts": [{"year": 2001}]},
        {"date-parts": [["x"]]},
        {"date-parts": [[None]]},
        {"date-parts": [[2001, "mei"]]},
        {"date-parts": [["9" * 5000]]},
        {"date-parts": [[1e300]]},
        {"date-parts": [[]], "season": "²"},
        {"season": "²"},
    ],
    ids=repr,
)
def test_what_is_no_date_is_none(value):
    assert from_json(value) is None


def test_a_season_that_is_none_is_left_out():
    assert from_json({"date-parts": [[2001]], "season": "²"}) == DateValue((2001,))
