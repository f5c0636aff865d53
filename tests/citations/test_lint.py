"""What looks doubtful in a bibliography, told with its place and with what was perhaps meant."""

from __future__ import annotations

import json

import pytest

from terbit.citations.bibliography import read
from terbit.citations.entry_types import CSL_TYPES, CSL_VARIABLES, FIELDS, NAME_FIELDS, REQUIRED, TITLE_FIELDS
from terbit.model import Resource

GOOD = "author={Ani}, title={Judul}, date={2012}"


def said(text, path="r.bib"):
    return [str(finding) for finding in read([Resource(path, text.encode(), "")], language="id")[1]]


def codes(text, path="r.bib"):
    return [
        finding.code.removeprefix("bibliography-")
        for finding in read([Resource(path, text.encode(), "")], language="id")[1]
    ]


def of_csl(**item):
    return codes(json.dumps([{"id": "a", "type": "book", "title": "Judul", **item}]), "r.json")


def test_a_good_entry_is_silent():
    assert said("@book{a, " + GOOD + "}") == []
    assert of_csl(author=[{"family": "Ani", "given": "B."}], issued={"date-parts": [[2012]]}) == []


def test_an_unknown_type_names_the_nearest():
    assert said("@bok{a, " + GOOD + "}") == [
        "r.bib:1:6: warning[bibliography-type]: there is no type '@bok'; did you mean 'book' or 'mvbook'?"
    ]
    assert said("@zzz{a, " + GOOD + "}")[0].endswith("'@misc' fits everything")
    assert of_csl(type="bok") == ["type"]
    assert of_csl(type="") == ["type"]


def test_an_unknown_field_names_the_nearest():
    (finding,) = said("@book{a, " + GOOD + ", publsher={P}}")
    assert finding.startswith("r.bib:1:52: warning[bibliography-field]: there is no field 'publsher'; ")
    assert "did you mean 'publisher'" in finding
    assert of_csl(publsher="P") == ["field"]


@pytest.mark.parametrize(
    "field", ["file", "abstract", "mendeley-groups", "bdsk-url-1", "timestamp", "author+an", "PMID"]
)
def test_fields_of_reference_managers_are_no_fault(field):
    assert said("@book{a, " + GOOD + f", {field}={{x}}}}") == []


def test_a_field_that_is_given_twice():
    found = said("@book{a, " + GOOD + ", Title={Lain}}")
    assert found == [
        (
            "r.bib:1:52: warning[bibliography-field]: the field 'Title' is given twice; the first one counts; "
            "take one of the two away"
        )
    ]


@pytest.mark.parametrize(
    ("entry", "lacking"),
    [
        ("@book{a, title={x}, date={2012}}", "'author' or 'editor'"),
        ("@book{a, author={A}, date={2012}}", "'title'"),
        ("@book{a, author={A}, title={ }, date={2012}}", "'title'"),
        ("@book{a, author={A}, title={x}}", "'date' or 'year'"),
        ("@article{a, author={A}, title={x}, year=2012}", "'journaltitle' or 'journal'"),
        ("@incollection{a, author={A}, title={x}, year=2012}", "'booktitle'"),
        ("@phdthesis{a, author={A}, title={x}, year=2012}", "'institution' or 'school'"),
        ("@online{a, title={x}}", "'url' or 'doi'"),
    ],
)
def test_a_field_that_the_type_needs(entry, lacking):
    (finding,) = said(entry)
    kind = entry.partition("{")[0]
    assert f"warning[bibliography-required]: {kind} 'a' lacks {lacking}; add it" in finding


@pytest.mark.parametrize(
    "entry",
    [
        "@book{a, editor={A}, title={x}, year=2012}",
        "@book{a, label={Anon}, title={x}, year={t.t.}}",
        "@article{a, author={A}, title={x}, journal={J}, pubstate={forthcoming}}",
        "@misc{a, howpublished={Brosur}}",
    ],
)
def test_fields_that_stand_for_one_another(entry):
    assert said(entry) == []


def test_fields_that_come_from_another_entry_are_not_missing():
    parent = "@proceedings{p, title={P}, date={2012}}"
    assert said(parent + "@inproceedings{a, author={A}, title={x}, crossref={p}}") == []
    assert said("@xdata{p, author={A}, date={2012}} @book{a, title={x}, xdata={p}}") == []


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("url={http://https://a.id}", "begins with 'http://' twice over"),
        ("url={https://http://a.id}", "begins with 'https://' twice over"),
        ("howpublished={\\url{http://https://a.id}}", "in 'howpublished' begins with 'http://' twice over"),
        ("url={www.a.id}", "does not begin with 'https://'"),
        ("url={https://a.id/b c}", "has a space in it"),
        ("url={htp://a.id}", "begins with 'htp:'"),
        ("doi={abc}", "'abc' is no DOI"),
    ],
)
def test_an_address_that_is_none(field, says):
    (finding,) = said("@book{a, " + GOOD + ", " + field + "}")
    assert "warning[bibliography-address]" in finding
    assert says in finding


@pytest.mark.parametrize(
    "field",
    ["url={https://a.id/b%20c}", "url={\\url{http://a.id}}", "url={ftp://a.id/x}", "doi={10.1000/x}",
     "doi={https://doi.org/10.1000/x}", "howpublished={Brosur}"],
)  # fmt: skip
def test_an_address_that_is_one(field):
    assert said("@book{a, " + GOOD + ", " + field + "}") == []


def test_an_urldate_needs_an_url():
    assert codes("@book{a, " + GOOD + ", urldate={2024-01-02}}") == ["urldate"]
    assert codes("@book{a, " + GOOD + ", urldate={2024-01-02}, url={https://a.id}}") == []


@pytest.mark.parametrize("date", ["12 Juli 2024", "2024/7/12", "20xx", "2024-7"])
def test_a_date_that_is_none_stays_as_it_is_written(date):
    records, (finding,) = read(
        [Resource("r.bib", f"@book{{a, author={{A}}, title={{x}}, date={{{date}}}}}".encode(), "")], language="id"
    )
    assert finding.code == "bibliography-date"
    assert records["a"].values["issued"].literal == date


@pytest.mark.parametrize("date", ["2024", "2024-07-12", "2024-07/2024-08", "c. 1850", "n.d.", "segera terbit", "2020~"])
def test_a_date_that_is_one(date):
    assert said(f"@book{{a, author={{A}}, title={{x}}, date={{{date}}}}}") == []


@pytest.mark.parametrize(
    "name",
    [
        "Kementerian Pendidikan, Riset, dan Teknologi",
        "Badan Pusat Statistik",
        "Universitas Gadjah Mada",
        "Republik Indonesia",
        "Ministry of Education",
        "World Health Organization",
        "University of Indonesia Press",
    ],
)
def test_the_name_of_a_body_wants_braces(name):
    (finding,) = said(f"@book{{a, author={{Ani and {name}}}, title={{x}}, date={{2012}}}}")
    assert finding.startswith(f"r.bib:1:26: warning[bibliography-name]: '{name}' looks like the name of a body")
    assert said(f"@book{{a, author={{Ani and {{{name}}}}}, title={{x}}, date={{2012}}}}") == []


@pytest.mark.parametrize(
    "name", ["Bank, Jane", "Kantor, MacKinlay", "Soekanto, Soerjono", "Smith, Jr., John", "Universitas"]
)
def test_the_name_of_a_person_does_not(name):
    assert said(f"@book{{a, author={{{name}}}, title={{x}}, date={{2012}}}}") == []


def test_a_body_in_csl_data_wants_a_literal():
    assert of_csl(author=[{"family": "Indonesia", "given": "Universitas"}]) == ["name"]
    assert of_csl(author=[{"literal": "Universitas Indonesia"}]) == []


@pytest.mark.parametrize("names", ["Ani dan Budi", "Ani; Budi", "Ani \\& Budi"])
def test_names_are_parted_by_and(names):
    (finding,) = said(f"@book{{a, author={{{names}}}, title={{x}}, date={{2012}}}}")
    assert finding.endswith("write 'and' between names")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("KERJA SAMA DAERAH", ["capitals"]),
        ("{KERJA SAMA} DAERAH", ["capitals"]),
        ("Kerja Sama DAERAH", []),
        ("KBBI", []),
        ("UUD 1945", []),
        ("呐喊 呐喊 呐喊 呐喊 呐喊 呐喊", []),
    ],
)
def test_titles_in_capitals(title, found):
    assert codes(f"@book{{a, author={{A}}, title={{{title}}}, date={{2012}}}}") == found


def test_keys_that_differ_in_case_alone():
    found = said("@book{Ani1, " + GOOD + "}\n@book{ani1, " + GOOD + "}")
    assert found == [
        (
            "r.bib:2:7: warning[bibliography-key-case]: the key 'ani1' differs from 'Ani1' (r.bib:1:7) "
            "in capital letters alone; rename one of the two"
        )
    ]


def test_macros_hold_in_later_files():
    files = [
        ("a.bib", "@string{gp = {G}} @string{pt = gp # { X}}"),
        ("b.bib", "@book{a, " + GOOD + ", publisher = pt}"),
    ]
    records, findings = read([Resource(name, text.encode(), "") for name, text in files], language="id")
    assert findings == ()
    assert records["a"].values["publisher"] == "G X"


def test_the_tables_agree_with_one_another():
    required = {name for groups in REQUIRED.values() for group in groups for name in group}
    assert required <= FIELDS
    assert NAME_FIELDS | TITLE_FIELDS <= FIELDS
    assert all(group for groups in REQUIRED.values() for group in groups)
    assert len(CSL_TYPES) == 45
    assert {"DOI", "title", "issued", "reviewed-title"} <= CSL_VARIABLES
