"""The versions of the tools that make a book."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from terbit import pandoc
from terbit.assets import styles_dir
from terbit.digest import digest, digest_bytes

__all__ = ["own_digest", "own_version", "tool_versions"]

_PACKAGES = (
    "citeproc-py",
    "fonttools",
    "lxml",
    "pikepdf",
    "pillow",
    "python-pptx",
    "uharfbuzz",
    "weasyprint",
    "ziamath",
)


@cache
def own_version() -> str:
    """Return Terbit's version."""
    try:
        return version("terbit")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def own_digest() -> str:
    """Return a digest of Terbit's own code and of the names and sizes of what it brings along, for the cache."""
    package, assets = Path(__file__).parent, styles_dir() / "assets"
    files = (path for path in sorted(package.rglob("*")) if path.suffix in (".py", ".toml"))
    code = [digest_bytes(path.read_bytes()) for path in files]
    brought = [(str(p.relative_to(assets)), p.stat().st_size) for p in sorted(assets.rglob("*")) if p.is_file()]
    return digest(code, brought)


@cache
def tool_versions() -> Mapping[str, str]:
    """Return the version of every tool whose change may change the output."""
    found = {"terbit": own_version(), "pandoc": pandoc.version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return dict(sorted(found.items()))
