"""What a download page says of files, brought up to date where the page stays and files beside it are new."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

__all__ = ["PAGE", "renewed", "script_json", "size_text"]

PAGE = "index.html"
_SUM = re.compile(r"([0-9a-f]{64})  ([^\n<]+)")
"""A line of the page's list, as `sha256sum` writes it."""
_FACT = re.compile(
    r'<data class="(?P<name>size|pages|slides)" data-of="(?P<of>[^"]+)" value="(?P<number>\d+)"'
    r'(?: data-decimal="(?P<decimal>[^"]+)")?>(?P<said>[^<]*)</data>'
)
_METADATA = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)
Entries = Mapping[str, Mapping[str, Any]]


def size_text(size: int, decimal: str) -> str:
    """Write a size in bytes for readers, in kB or MB of a thousand each."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1e6:.1f} MB".replace(".", decimal)


def script_json(data: Any) -> str:
    """Write JSON that may stand in a ``script`` element."""
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def renewed(page: bytes, entries: Entries) -> bytes:
    """Return the page with sums, sizes, pages and slides as the manifest's entries have them now, by path.

    Of files that the page does not list none is added; what it says of others stays.
    """

    def summed(line: re.Match[str]) -> str:
        return f"{entries.get(unescape(line[2]), {}).get('sha256', line[1])}  {line[2]}"

    def counted(fact: re.Match[str]) -> str:
        number = entries.get(unquote(unescape(fact["of"])), {}).get(fact["name"])
        return fact[0] if number is None else _fact(fact, number)

    def described(script: re.Match[str]) -> str:
        return script[1] + _described(script[2], entries) + script[3]

    return _METADATA.sub(described, _FACT.sub(counted, _SUM.sub(summed, page.decode()))).encode()


def _fact(fact: re.Match[str], number: int) -> str:
    if fact["decimal"] is not None:
        said = escape(size_text(number, unescape(fact["decimal"])))
    else:
        said = re.sub(r"\d+", str(number), fact["said"], count=1)
    text, start = fact.string, fact.start
    return f"{text[start() : start('number')]}{number}{text[fact.end('number') : start('said')]}{said}</data>"


def _described(text: str, entries: Entries) -> str:
    """Return the metadata for search engines with what the entries say; as it was, if nothing of it is told."""
    try:
        data = json.loads(text)
    except ValueError:  # a page of the project's own making
        return text
    files = {path.rpartition("/")[2]: entry for path, entry in entries.items()}
    for holder in [*data.get("workExample", ()), *data.get("hasPart", ())]:
        media = holder.get("encoding", {})
        entry = files.get(unquote(media.get("contentUrl", "")).rpartition("/")[2], {})
        new = {"contentSize": f"{entry['size']} B", "sha256": entry["sha256"]} if entry else {}
        media |= {name: value for name, value in new.items() if name in media}
        if "pages" in entry and "numberOfPages" in holder:
            holder["numberOfPages"] = entry["pages"]
    return script_json(data)
