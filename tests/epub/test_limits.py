"""Pictures, covers, faces and books that are too large or of the wrong kind: a clear finding, and a valid EPUB."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from judges import epubcheck
from terbit.adapt import adapt
from terbit.assets import font_files
from terbit.cache import Cache
from terbit.digest import digest_bytes
from terbit.epub.fonts import embed_faces, forbidden_faces
from terbit.epub.reduction import MAX_SIDE, reduced
from terbit.epub.xhtml import fragment
from terbit.model import Resource
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets.epub import TARGET

TETES = "source/figures/tetes.svg"


def picture(width: int, height: int, kind: str, mode: str = "RGB", *, noise: bool = False) -> bytes:
    out = io.BytesIO()
    if noise:
        image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    else:
        image = Image.new(mode, (width, height))
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (picture(3000, 1500, "JPEG"), ".jpg", (MAX_SIDE, 1280, "JPEG", ".jpg")),
        (picture(1000, 5000, "PNG"), ".png", (512, MAX_SIDE, "PNG", ".png")),
        (picture(100, 100, "WEBP"), ".webp", (100, 100, "JPEG", ".jpg")),
        (picture(100, 100, "WEBP", "RGBA"), ".webp", (100, 100, "PNG", ".png")),
    ],
)
def test_pictures_are_written_anew_as_screens_and_shops_want_them(data, suffix, expected):
    fresh, kind = reduced(data, suffix)
    with Image.open(io.BytesIO(fresh)) as image:
        assert (*image.size, image.format, kind) == expected
    assert reduced(data, suffix) == (fresh, kind)


def test_a_heavy_picture_becomes_lighter():
    out = io.BytesIO()
    Image.open(io.BytesIO(picture(900, 900, "PNG", noise=True))).save(out, "JPEG", quality=100)
    assert len(out.getvalue()) > 1_000_000
    assert len(reduced(out.getvalue(), ".jpg")[0]) < len(out.getvalue())


@pytest.mark.parametrize(("data", "suffix"), [(picture(50, 50, "PNG"), ".png"), (b"<svg/>", ".svg"), (b"GIF", ".gif")])
def test_other_pictures_stay_as_they_are(data, suffix):
    assert reduced(data, suffix) == (data, suffix)


def with_cover(document, data: bytes, name: str):
    resources = {**document.resources, name: Resource(name, data, digest_bytes(data))}
    return replace(document, resources=resources, config=replace(document.config, cover=name))


def test_a_cover_of_the_publishers_own_is_used(document, render):
    made = render(with_cover(document, picture(1600, 2560, "JPEG"), "sampul.jpg"))
    assert made.find("package.opf", "//opf:item[@properties='cover-image']/@href") == ["images/cover.jpg"]
    assert made.find("text/cover.xhtml", "//h:img/@src") == ["../images/cover.jpg"]
    assert made.findings == ()


def test_a_drawn_cover_becomes_a_picture(document, render):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 8"><rect width="5" height="8" fill="red"/></svg>'
    made = render(with_cover(document, svg, "sampul.svg"))
    with Image.open(io.BytesIO(made.read("images/cover.png"))) as cover:
        assert cover.size == (1600, 2560)


@pytest.mark.parametrize(
    ("size", "code"), [((2000, 1000), "cover-shape"), ((300, 2000), "cover-shape"), ((400, 600), "cover-small")]
)
def test_a_cover_of_the_wrong_shape_is_reported(document, render, size, code):
    made = render(with_cover(document, picture(*size, "PNG"), "sampul.png"))
    [finding] = made.findings
    assert finding.code == code
    assert made.find("package.opf", "//opf:item[@properties='cover-image']")


def test_a_cover_that_is_no_picture_is_an_error(tmp_path, project):
    text = (project / "terbit.yaml").read_text("utf-8")
    (project / "terbit.yaml").write_text(f"{text}cover: source/references.bib\n", "utf-8")
    findings = prepare(load(project), Cache(None)).findings
    assert [(f.code, f.where.file) for f in findings if f.severity == "error"] == [("unsafe-image", "terbit.yaml")]


def test_a_face_that_may_not_be_embedded_is_left_out(document, tmp_path):
    first = next(f for f in font_files() if f.family == "Source Serif 4" and f.style == "normal" and f.weight == 400)
    path = tmp_path / "forbidden.ttf"
    with TTFont(first.path) as face:
        face["OS/2"].fsType = 0x0002
        face.save(path)
    css = 'body { font-family: "Source Serif 4" }'
    items, rules, forbidden = embed_faces([fragment("<body>a</body>")], css, [replace(first, path=path)])
    assert (items, rules.strip(), forbidden) == ([], "", [replace(first, path=path)])
    assert embed_faces([fragment("<body>a</body>")], css, [first])[2] == []
    assert embed_faces([fragment("<body/>")], "", [replace(first, path=path)])[2] == []
    [finding] = forbidden_faces(forbidden, document.styles)
    assert (finding.code, finding.where.file, finding.where.line) == ("font-forbidden", "styles/theme.css", 17)


def book_of(folder: Path, chapters: dict[str, str]):
    (folder / "source").mkdir()
    for name, text in chapters.items():
        (folder / "source" / name).write_text(text, "utf-8")
    (folder / "terbit.yaml").write_text(
        "title: Besar\nlanguage: id\ndate: 2026-01-01\nchapters: [source/*.md]\ntargets: [epub]\n", "utf-8"
    )
    prepared = prepare(load(folder), Cache(None))
    assert prepared.findings == ()
    return TARGET.render(adapt(prepared.document, "student", TARGET))


@pytest.mark.judge
@pytest.mark.slow
def test_five_hundred_chapters_and_one_of_two_megabytes_make_a_valid_book(tmp_path):
    chapters = {f"{n:03}.md": f"# Bab ke-{n} {{#sec-{n}}}\n\nIsi bab.\n" for n in range(499)}
    paragraph = "Gotong royong adalah kerja sama yang dijalankan bersama demi tujuan bersama.\n\n"
    chapters["499.md"] = "# Bab panjang {#sec-499}\n\n" + paragraph * (2_000_000 // len(paragraph))
    rendering = book_of(tmp_path, chapters)
    assert rendering.findings == ()
    file = tmp_path / "besar.epub"
    file.write_bytes(rendering.artifacts[0].data)
    assert epubcheck(file) == []
