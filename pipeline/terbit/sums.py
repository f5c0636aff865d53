"""The checksums on a download page that stays while files beside it are published anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

__all__ = ["PAGE", "renewed"]

PAGE = "index.html"
_SUM = re.compile(r"([0-9a-f]{64})  ([^\n<]+)")
"""A line of the page's list, as `sha256sum` writes it."""


def renewed(page: bytes, sums: Mapping[str, str]) -> bytes:
    """Return the page with the sums of the files as they are now; of files that it does not list none is added."""

    def now(line: re.Match[str]) -> str:
        return f"{sums.get(unescape(line[2]), line[1])}  {line[2]}"

    return _SUM.sub(now, page.decode()).encode()
