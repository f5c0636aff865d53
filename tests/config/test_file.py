"""The file itself: absent, unreadable, no text; and what arbitrary content can do."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terbit.config import configure, schema
from terbit.errors import ConfigError

VALID = b"title: Kerja Sama\nlanguage: id\ndate: 2026\nchapters: [source/01-satu.md]\n"
UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
ANY = settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
KEYS = st.sampled_from([*schema()["properties"], "name", "roles", "part", "width", "student", "<<"])
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=6),
    max_leaves=25,
)


def only_finding(root: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        configure(root)
    (finding,) = caught.value.findings
    return str(finding)


def test_no_terbit_yaml(root):
    assert only_finding(root) == (
        "terbit.yaml: error[config-missing]: there is no terbit.yaml; "
        "run this in the project's folder, or name that with -C"
    )


def test_no_folder(root):
    assert "config-missing" in only_finding(root / "nowhere")


def test_a_folder_in_its_place(root):
    (root / "terbit.yaml").mkdir()
    assert "cannot read terbit.yaml" in only_finding(root)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "terbit.yaml:1:1: error[config-empty]"),
        (
            b"title: Kerja\nsubtitle: caf\xe9\n",
            "terbit.yaml:2:14: error[config-encoding]: terbit.yaml is not UTF-8;",
        ),
        (VALID.decode().encode("utf-16"), "terbit.yaml:1:1: error[config-encoding]: terbit.yaml is not UTF-8;"),
        (
            b"title: Ker\x00ja\n",
            "terbit.yaml:1:11: error[config-encoding]: terbit.yaml holds the control character",
        ),
        (b"# " + b"x" * 300_000, "terbit.yaml:1:1: error[config-too-large]"),
    ],
    ids=["empty", "latin-1", "utf-16", "nul", "large"],
)
def test_what_is_no_text(root, data, said):
    (root / "terbit.yaml").write_bytes(data)
    assert only_finding(root).startswith(said)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + VALID, VALID.replace(b"\n", b"\r\n")], ids=["bom", "crlf"])
def test_what_windows_editors_write_is_read(root, data):
    (root / "terbit.yaml").write_bytes(data)
    assert configure(root).title == "Kerja Sama"


def test_only_terbit_yaml_is_opened(root, monkeypatch):
    (root / "terbit.yaml").write_bytes(VALID + b"bibliography: source/pustaka.bib\nback: ['source/9*.md']\n")
    opened = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: opened.append(self.name) or read(self))
    for file in (root / "source").glob("*.*"):
        if not file.is_symlink():
            file.chmod(0)
    configure(root)
    assert opened == ["terbit.yaml"]


def test_places_name_every_value(root):
    (root / "terbit.yaml").write_bytes(VALID + b"authors:\n  - Siti\n  - name: Budi\n")
    places = configure(root).places
    assert str(places["title"]) == "terbit.yaml:1:8"
    assert str(places["chapters.0"]) == "terbit.yaml:4:12"
    assert str(places["authors.1.name"]) == "terbit.yaml:7:11"


@pytest.mark.parametrize("text", ["[" * 20_000, "{a: " * 20_000, "- " * 20_000, "a: " + "&a [" * 5000])
def test_brackets_without_end_cost_no_time(root, text):
    (root / "terbit.yaml").write_text(text)
    started = time.perf_counter()
    only_finding(root)
    assert time.perf_counter() - started < 10


def test_a_row_of_stars_costs_no_time(root):
    (root / "terbit.yaml").write_bytes(VALID + b"back: ['" + b"**/" * 3000 + b"x.md']\n")
    assert "glob-empty" in only_finding(root)


def check(root: Path, data: bytes) -> None:
    """Configure, with no other failure than the one that is meant for people."""
    (root / "terbit.yaml").write_bytes(data)
    with contextlib.suppress(ConfigError), _well_formed_findings():
        configure(root)


@contextlib.contextmanager
def _well_formed_findings() -> Iterator[None]:
    try:
        yield
    except ConfigError as error:
        bad = [f for f in error.findings if not f.where or f.where.line < 1 or len(str(f).splitlines()) != 1]
        if bad or not error.findings:
            pytest.fail(f"not fit to be shown: {bad}")
        raise


@ANY
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes(root, data):
    check(root, data)


@ANY
@given(st.text(alphabet="ab:-#'\"[]{}&*!|>%@`,? \n\t\\0~<", max_size=60))
def test_any_punctuation(root, text):
    check(root, text.encode())


@ANY
@given(st.dictionaries(KEYS, DATA, max_size=8), st.none() | st.integers(min_value=1, max_value=4))
def test_any_data(root, data, indent):
    check(root, json.dumps(data, indent=indent).encode())


@ANY
@given(st.data())
def test_any_damage_to_a_right_file(root, data):
    text = list(VALID.decode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at] = data.draw(st.sampled_from([*"\n\t :-[]{}'\"&*x0", ""]))
    check(root, "".join(text).encode())
