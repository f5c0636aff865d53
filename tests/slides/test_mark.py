"""The publisher's mark stands on title slides alone, in its own proportions, with the publisher's name as its text."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from brands import png
from terbit.config.model import Publisher
from terbit.model import Resource
from terbit.targets.slides import TARGET

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20"/></svg>'


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_the_mark_is_on_the_title_slide(book, name):
    document = book("# Bab\n\n## Isi\n\n[Kunci kalimat.]{.key}\n")
    config = replace(document.config, publisher=Publisher("Pustaka Uji", logo=name))
    logo = Resource(name, SVG if name.endswith("svg") else png(), name)
    marked = replace(document, config=config, resources={**document.resources, name: logo})
    files = {artifact.path: artifact.data for artifact in TARGET.render(marked).artifacts}
    pptx = next(data for path, data in files.items() if path.endswith("bab.pptx"))
    shown = [[s for s in slide.shapes if s.shape_type == 13] for slide in Presentation(io.BytesIO(pptx)).slides]
    assert [len(pictures) for pictures in shown] == [1, *[0] * (len(shown) - 1)]
    (picture,) = shown[0]
    assert picture.width / picture.height == pytest.approx(3, rel=0.01)
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Pustaka Uji"
    page = next(data for path, data in files.items() if path.endswith("bab.html")).decode()
    assert page.count('class="logo"') == 1
    assert "Pustaka Uji" in page
