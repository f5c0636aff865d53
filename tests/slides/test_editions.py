"""Answers and speaker notes are the teacher's; what the student gets is searched for them."""

from __future__ import annotations

import io
import zipfile

import pytest

from terbit.targets.slides import TARGET

TEXT = """# Bab

## Isi

[Kunci.]{.key}

::: notes
Petuahrahasia.
:::

:::: exercise
1. Apa?

::: answer
1. Jawabanrahasia.
:::
::::
"""
SECRETS = ("Petuahrahasia", "Jawabanrahasia")


def everything(artifacts) -> str:
    """Return all text of the decks, the parts of each package included."""
    texts = []
    for artifact in artifacts:
        if artifact.path.endswith(".pptx"):
            with zipfile.ZipFile(io.BytesIO(artifact.data)) as package:
                texts += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        else:
            texts.append(artifact.data.decode())
    return "\n".join(texts)


@pytest.mark.parametrize(("edition", "found"), [("student", False), ("teacher", True)])
def test_secrets(edition, found, book):
    text = everything(TARGET.render(book(TEXT, edition)).artifacts)
    assert [secret in text for secret in SECRETS] == [found, found]


def test_references_of_what_the_deck_cites_close_it(deck):
    entry = "@book{{k{0}, author={{Penulis{0}, A.}}, title={{Judul Buku {0}}}, publisher={{P}}, date={{20{0}}}}}"
    entries = "\n".join(entry.format(n) for n in range(10, 40))
    cites = " ".join(f"[@k{n}]" for n in range(10, 38))
    made = deck(f"# Bab\n\n## Isi\n\n[Kunci.]{{.key}} {cites}\n", refs=entries)
    last = [s for s in made.slides if s.kind == "references"]
    assert len(last) > 1
    assert made.slides[-len(last) :] == tuple(last)
    shown = [run.text for s in last for p in s.body.paragraphs for run in p.runs if "Penulis" in run.text]
    assert len(shown) == 28
