"""Solid black type overprints, and nothing else does."""

from __future__ import annotations

import pikepdf
import pytest

from sheets import Name, form, sheet

BLACK, WHITE, TEXT = "0 0 0 rg", "1 1 1 rg", "BT /F 9 Tf (a) Tj ET"


def states(stream: pikepdf.Page | pikepdf.Object) -> list[str]:
    """Return, for each painting operator, whether it overprints."""
    on, saved, out = False, [], []
    for one in pikepdf.parse_content_stream(stream):
        name = str(one.operator)
        if name == "gs":
            on = str(one.operands[0]) == "/Overprint"
        elif name == "q":
            saved.append(on)
        elif name == "Q":
            on = saved.pop()
        elif name in ("Tj", "f", "S", "Do"):
            out.append(f"{name} {'over' if on else 'out'}")
    return out


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{BLACK} {TEXT}", ["Tj over"]),
        (f"{WHITE} {TEXT}", ["Tj out"]),
        (f"0.3 0.3 0.3 rg {TEXT}", ["Tj out"]),
        (f"{BLACK} 0 0 9 9 re f", ["f out"]),
        (f"{BLACK} {TEXT} 0 0 9 9 re f {TEXT}", ["Tj over", "f out", "Tj over"]),
        (f"{BLACK} {TEXT} {WHITE} {TEXT}", ["Tj over", "Tj out"]),
        (f"{BLACK} q {WHITE} {TEXT} Q {TEXT}", ["Tj out", "Tj over"]),
        (f"{BLACK} q {TEXT} Q 0 0 9 9 re S", ["Tj over", "S out"]),
        (TEXT, ["Tj out"]),
    ],
)
def test_what_overprints(inked, content, expected):
    pdf = sheet(content)
    assert inked(pdf) == []
    assert states(pdf.pages[0]) == expected


def test_forms_knock_out(inked):
    pdf = pikepdf.new()
    inner = form(pdf, f"{BLACK} {TEXT}")
    sheet(f"{BLACK} {TEXT} /X Do", pdf, XObject=pikepdf.Dictionary(X=inner))
    assert inked(pdf) == []
    assert states(pdf.pages[0]) == ["Tj over", "Do out"]
    assert states(inner) == ["Tj out"]


def test_outlines_of_type_never_overprint(inked):
    pdf = sheet(f"{BLACK} {TEXT}")
    assert inked(pdf) == []
    found = pdf.pages[0].obj.Resources.ExtGState
    assert [found[name].OP for name in ("/Overprint", "/Knockout")] == [False, False]
    assert found["/Overprint"].OPM == 1


def test_one_ink_has_nothing_to_overprint(inked, one):
    pdf = sheet(f"{BLACK} {TEXT}", ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(Type=Name.ExtGState)))
    assert inked(pdf, one) == []
    assert set(pdf.pages[0].obj.Resources.ExtGState.keys()) == {"/G"}
