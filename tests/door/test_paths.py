"""What the door lets in, and what it keeps out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terbit.diagnostics import Location
from terbit.door import Door, Refused, finding

SECRET = "this must not be read"
FILES = (
    "source/01.md",
    "source/figures/Peta.svg",
    "source/a b.svg",
    "source/50%25.svg",
    "source/café.svg",
    "terbit.yaml",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a secret beside it, and links of every sort."""
    root = tmp_path / "proyek"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "proyek-lain").mkdir()
    (tmp_path / "proyek-lain" / "secret").write_text(SECRET)
    for link, target in (
        ("source/within.svg", "figures/Peta.svg"),
        ("source/out.svg", "../../secret"),
        ("source/outdir", "../.."),
        ("source/nowhere.svg", "gone.svg"),
        ("source/circle.svg", "circle.svg"),
        ("source/chain.svg", "out.svg"),
        ("source/sibling.svg", "../../proyek-lain/secret"),  # its path begins as the project's does
    ):
        (root / link).symlink_to(target)
    os.mkfifo(root / "source" / "pipe.svg")
    return root


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("figures/Peta.svg", "source/figures/Peta.svg"),
        ("./figures/../figures//Peta.svg", "source/figures/Peta.svg"),
        ("../terbit.yaml", "terbit.yaml"),
        ("../../proyek/terbit.yaml", None),
        ("a b.svg", "source/a b.svg"),
        ("a%20b.svg", "source/a b.svg"),
        (" a b.svg ", "source/a b.svg"),
        ("50%25.svg", "source/50%25.svg"),
        ("within.svg", "source/within.svg"),
        ("caf%C3%A9.svg", "source/café.svg"),
        ("cafe\u0301.svg", "source/café.svg"),
    ],
)
def test_files_of_the_project_are_let_in(root, reference, path):
    found = Door(root).resolve(reference, "source/01.md")
    assert found == path or (path is None and isinstance(found, Refused))


@pytest.mark.parametrize(
    ("reference", "reason", "code"),
    [
        ("", "empty", "file-missing"),
        ("http://example.org/a.png", "remote", "remote-resource"),
        ("HTTPS://example.org/a.png", "remote", "remote-resource"),
        ("ftp://example.org/a.png", "remote", "remote-resource"),
        ("//example.org/a.png", "remote", "remote-resource"),
        ("javascript:alert(1)", "remote", "remote-resource"),
        ("mailto:siti@example.org", "remote", "remote-resource"),
        ("https%3A%2F%2Fexample.org%2Fa.png", "remote", "remote-resource"),
        ("data:image/png;base64,AAAA", "data", "remote-resource"),
        ("/etc/passwd", "absolute", "outside-project"),
        ("%2Fetc%2Fpasswd", "absolute", "outside-project"),
        ("file:///etc/passwd", "absolute", "outside-project"),
        ("FILE:secret", "absolute", "outside-project"),
        ("C:\\Windows\\win.ini", "absolute", "outside-project"),
        ("c:secret", "absolute", "outside-project"),
        ("\\\\server\\share\\a.png", "absolute", "outside-project"),
        ("\\etc\\passwd", "absolute", "outside-project"),
        ("../../secret", "outside", "outside-project"),
        ("figures/../../../secret", "outside", "outside-project"),
        ("%2e%2e/%2E%2E/secret", "outside", "outside-project"),
        ("..%2f..%2fsecret", "outside", "outside-project"),
        ("../../proyek-lain/secret", "outside", "outside-project"),
        ("out.svg", "symlink", "outside-project"),
        ("chain.svg", "symlink", "outside-project"),
        ("sibling.svg", "symlink", "outside-project"),
        ("outdir/secret", "symlink", "outside-project"),
        ("outdir/proyek/terbit.yaml", "symlink", "outside-project"),
        ("..\\..\\secret", "characters", "file-missing"),
        ("01.md\0.png", "characters", "file-missing"),
        ("01.md%00.png", "characters", "file-missing"),
        ("a\nb.svg", "characters", "file-missing"),
        ("\ud800.svg", "characters", "file-missing"),
        ("figures", "folder", "file-missing"),
        (".", "folder", "file-missing"),
        ("..", "folder", "file-missing"),
        ("nowhere.svg", "missing", "file-missing"),
        ("circle.svg", "missing", "file-missing"),
        ("x" * 5000, "missing", "file-missing"),
        ("01.md/x", "missing", "file-missing"),
        ("pipe.svg", "not-a-file", "file-missing"),
        ("figures/peta.svg", "case", "file-missing"),
        ("FIGURES/Peta.svg", "case", "file-missing"),
    ],
)
def test_everything_else_is_kept_out(root, reference, reason, code):
    found = Door(root).resolve(reference, "source/01.md")
    assert isinstance(found, Refused)
    assert (found.reason, found.code) == (reason, code)
    assert SECRET not in str(found)


HINTS = {
    "figures/Petta.svg": "there is no file 'figures/Petta.svg'; did you mean 'Peta.svg'?",
    "figures/peta.svg": "there is no file 'figures/peta.svg'; it is named 'Peta.svg': capital letters count",
    "source/figures/Peta.svg": "there is no file 'source/figures/Peta.svg'; "
    "paths begin at the file that names them: write 'figures/Peta.svg'",
    "https://example.org/a.png": "'https://example.org/a.png' is an address, not a file of the project; "
    "download it into source/ and name it there: a build never uses the network",
    "zzz.svg": "there is no file 'zzz.svg'; looked in source",
}


@pytest.mark.parametrize(("reference", "said"), HINTS.items(), ids=HINTS)
def test_the_finding_says_what_to_do(root, reference, said):
    refused = Door(root).resolve(reference, "source/01.md")
    assert isinstance(refused, Refused)
    text = str(finding(refused, Location("source/01.md", 3, 5)))
    assert text == f"source/01.md:3:5: error[{refused.code}]: {said}"


def test_names_outside_are_never_suggested(root):
    refused = Door(root).resolve("outdir/secre", "source/01.md")
    assert isinstance(refused, Refused)
    assert "'secret'" not in refused.hint


def test_data_addresses_are_let_in_where_the_caller_says(root):
    assert (
        Door(root).resolve("data:image/png;base64,AAAA", "source/01.md", data=True) == "data:image/png;base64,AAAA"
    )
    assert isinstance(Door(root).resolve("datafile:x", "source/01.md", data=True), Refused)


@pytest.mark.parametrize("base", ["../x.md", "/etc/x.md", "source/outdir/x.md"])
def test_a_base_outside_opens_nothing(root, base):
    assert isinstance(Door(root).resolve("secret", base), Refused)


def test_a_project_reached_by_a_link_is_the_project(root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    door = Door(tmp_path / "link")
    assert door.resolve("figures/Peta.svg", "source/01.md") == "source/figures/Peta.svg"
    assert isinstance(door.resolve("../../secret", "source/01.md"), Refused)


def test_read_returns_the_bytes(root):
    assert Door(root).read("source/01.md") == b"source/01.md"
    assert Door(root).read("source/50%25.svg") == b"source/50%25.svg"


@pytest.mark.parametrize(
    "path", ["../secret", "source/out.svg", "source/outdir/secret", "source/pipe.svg", "/etc/passwd"]
)
def test_read_keeps_out_what_resolve_does(root, path):
    assert isinstance(Door(root).read(path), Refused)


def test_read_has_a_limit(root):
    refused = Door(root, limit=5).read("source/01.md")
    assert isinstance(refused, Refused)
    assert refused.code == "file-too-large"
    assert isinstance(Door(root, limit=12).read("source/01.md"), bytes)


NAMES = [
    "source",
    "figures",
    "outdir",
    "out.svg",
    "sibling.svg",
    "secret",
    "proyek",
    "proyek-lain",
    "etc",
    "passwd",
]
SIGNS = ["..", ".", "", "%2e%2e", "%2f", "%252e%252e", "..%2f", "file:", "C:", "\\", "~", "\0", "a b.svg"]
PARTS = st.sampled_from([*NAMES, *SIGNS])
REFERENCES = st.text(max_size=30) | st.builds(
    lambda parts, joint: joint.join(parts),
    st.lists(PARTS, max_size=8),
    st.sampled_from(["/", "\\", "//", "%2F", ""]),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reference=REFERENCES, base=st.sampled_from(["", "source/01.md", "source/figures/x"]) | REFERENCES)
def test_no_reference_leads_out(root, reference, base):
    door = Door(root)
    found = door.resolve(reference, base)
    if isinstance(found, str):
        assert (root / found).resolve().is_relative_to(root.resolve())
        assert not found.startswith("/")
        assert ".." not in found.split("/")
        assert SECRET.encode() not in door.read(found)
