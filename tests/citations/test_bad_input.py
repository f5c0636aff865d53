"""Each kind of bad bibliography: one diagnostic that says where and what, and everything else is used."""

from __future__ import annotations

import json

import pytest

from terbit.citations.bibliography import read
from terbit.citations.markup import strip
from terbit.model import Resource

GOOD = "@book{z, author={Ani}, title={Baik}, date={2012}}\n"
ITEM = {"type": "book", "title": "Baik", "author": [{"family": "Ani"}], "issued": {"date-parts": [[2012]]}}


def bibtex(text):
    return "r.bib", (GOOD + text).encode()


def csl(**changed):
    item = {key: value for key, value in {"id": "a", **ITEM, **changed}.items() if value is not None}
    text = f"[{json.dumps({'id': 'z', **ITEM})},\n{json.dumps(item, ensure_ascii=False)}]"
    return "r.json", text.encode(errors="backslashreplace")


CASES = {
    "an unclosed brace": (
        bibtex("@book{a, author={B}, title={Baik"),
        "r.bib:2:28: error[bibliography-syntax]: the value of 'title' is never closed",
    ),
    "an unclosed brace within a value": (
        bibtex("@book{a, author={B}, title={Ba{ik}, date={2012}}\n"),
        "r.bib:2:1: error[bibliography-syntax]: this entry is never closed",
    ),
    "a missing comma": (
        bibtex("@book{a,\n author={B}\n title={Baik}, date={2012}}\n"),
        "r.bib:3:12: error[bibliography-syntax]: a comma is missing before the field 'title'",
    ),
    "a NUL byte": (
        bibtex("@book{a, author={B},\n title={Ba\x00ik}, date={2012}}\n"),
        "r.bib:3:11: error[bibliography-encoding]: the character U+0000",
    ),
    "Latin-1": (
        ("r.bib", (GOOD + "@book{a, author={B},\n title={Café}, date={2012}}\n").encode("latin-1")),
        "r.bib:3:12: error[bibliography-encoding]: the bibliography is not UTF-8",
    ),
    "Latin-1 in JSON": (
        ("r.json", csl(title="Café")[1].decode().encode("latin-1")),
        "r.json:2:42: error[bibliography-encoding]: the bibliography is not UTF-8",
    ),
    "an entry without a type": (
        bibtex("@{a, author={B}, title={Baik}, date={2012}}\n"),
        "r.bib:2:1: error[bibliography-syntax]: an entry without a type",
    ),
    "an item without a type": (csl(type=None), "r.json:2:1: warning[bibliography-type]: an entry without a type"),
    "a NUL byte written as an escape": (
        csl(title="Ba\x00ik"),
        "r.json:2:29: warning[bibliography-encoding]: the character U+0000 in 'title'",
    ),
    "half of a pair of surrogates in a name": (
        csl(author=[{"family": "B\ud800"}]),
        "r.json:2:46: warning[bibliography-encoding]: the character U+D800 in 'author'",
    ),
    "a date without parts": (
        csl(issued={"date-parts": [[]]}),
        "r.json:2:77: warning[bibliography-date]: 'issued' holds no date",
    ),
    "a circle of two": (
        bibtex("@book{a, crossref={b}, author={B}, title={J}, date={2012}}\n@book{b, crossref={a}, title={J}}"),
        "r.bib:3:10: error[bibliography-crossref]: 'b' takes over the fields of 'a', and 'a' those of 'b'",
    ),
    "a circle of one": (
        bibtex("@book{a, crossref={a}, author={B}, title={J}, date={2012}}\n"),
        "r.bib:2:10: error[bibliography-crossref]: 'a' takes over its own fields",
    ),
}


@pytest.mark.parametrize(("file", "said"), CASES.values(), ids=CASES)
def test_bad_input_is_one_diagnostic_and_costs_nothing_else(file, said):
    path, data = file
    records, findings = read([Resource(path, data, "")], language="id")
    assert [str(finding).startswith(said) for finding in findings] == [True], list(map(str, findings))
    assert {"a", "z"} <= records.keys()
    assert strip(records["z"].values["title"]) == "Baik"


@pytest.mark.parametrize("path", ["r.bib", "r.json", "r.yaml"])
def test_an_empty_file_is_one_diagnostic(path):
    records, (finding,) = read([Resource(path, b"", "")], language="id")
    assert records == {}
    assert str(finding).startswith(f"{path}: warning[bibliography-empty]: the file is empty")
