"""The files that a unit names: by their names as they are or quoted, in its HTML or in a drawing that it names."""

from __future__ import annotations

from string import ascii_lowercase

from hypothesis import given
from hypothesis import strategies as st

from terbit.pdf.linked.resources import Resources

FILES = {
    "a.png": b"",
    "b/a.png": b"",
    "dua kata.jpg": b"",
    "b/peta.svg": b'<svg><image href="a.png"/></svg>',
    "x": b"",
    "latar.png": b"",
}
TEXT = st.text(st.sampled_from([*ascii_lowercase, ".", "/", " ", "%", '"'])).flatmap(
    lambda text: st.lists(st.sampled_from([*FILES, "dua%20kata.jpg", text])).map(" ".join)
)


def test_what_a_drawing_names_counts_too():
    named = Resources(FILES, ['body { background: url("latar.png") }']).named_in('<img src="b/peta.svg">')
    assert named.keys() == {"a.png", "b/a.png", "b/peta.svg", "latar.png"}


@given(TEXT)
def test_a_file_is_found_wherever_its_name_stands(text):
    plain = dict.fromkeys(FILES, b"")
    quoted = {path: path.replace(" ", "%20") for path in FILES}
    wanted = {path for path in plain if path in text or quoted[path] in text}
    assert Resources(plain, []).named_in(text).keys() == wanted
