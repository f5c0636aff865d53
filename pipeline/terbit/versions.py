"""The versions of the tools that make a book."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache

from terbit import pandoc
from terbit.assets import styles_dir
from terbit.cache import Cache
from terbit.digest import digest
from terbit.own import contents, own_digest

__all__ = [
    "library_versions",
    "own_tools",
    "own_version",
    "package_version",
    "setting_digest",
    "tool_versions",
]

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

_LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.1.dylib"), "FcGetVersion"),
}
"""The machine's libraries that set text: their names, and what tells the version."""
_WHERE_LIBRARIES_ARE = (
    "DYLD_FALLBACK_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "HOMEBREW_PREFIX",
    "LD_LIBRARY_PATH",
    "WEASYPRINT_DLL_DIRECTORIES",
)


@cache
def own_version() -> str:
    """Return Terbit's version."""
    return package_version("terbit") or "0+unknown"


@cache
def setting_digest() -> str:
    """Return a digest of all that a build can see beside the project; quick, for it is asked before every build.

    The code, the theme and the fonts count by content, packages by the versions in the names of their folders;
    pandoc, which is large, by its file's size and time.
    """
    import platform  # noqa: PLC0415 - slow to load

    theme = [path for path in styles_dir().iterdir() if path.name != "assets"]
    return digest(
        own_digest(),
        [list(contents(path)) for path in sorted(theme)],
        sys.version,
        platform.machine(),
        sorted({name for folder in sys.path for name in _installed(folder)}),
        {name: os.environ.get(name) for name in _WHERE_LIBRARIES_ARE},
        library_versions(),
        pandoc.stamp(),
    )


@cache
def tool_versions(store: Cache) -> Mapping[str, str]:
    """Return the version of every tool whose change may change the output; pandoc, which is slow, is asked once."""
    known = store.compute("tools", digest("pandoc", pandoc.stamp()), pandoc.version)
    found = {"terbit": own_version(), "pandoc": known, **library_versions(), **_package_versions()}
    return dict(sorted(found.items()))


@cache
def own_tools() -> str:
    """Return a digest of Terbit's own code and of the packages that it works with; pandoc's version is not asked."""
    return digest(own_digest(), dict(_package_versions()))


@cache
def library_versions() -> Mapping[str, str]:
    """Return the versions of the machine's libraries that set text; those that are missing are left out."""
    return {name: told for name, (files, function) in _LIBRARIES.items() if (told := _told(files, function))}


@cache
def _package_versions() -> Mapping[str, str]:
    return {name: known for name in _PACKAGES if (known := package_version(name))}


def _told(files: tuple[str, ...], function: str) -> str:
    import ctypes  # noqa: PLC0415 - slow to load

    for file in files:
        try:
            ask = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_int if function == "FcGetVersion" else ctypes.c_char_p
        told = ask()
        return told.decode() if isinstance(told, bytes) else str(told)
    return ""


def package_version(name: str) -> str:
    """Return the version of a package, "" if it is not installed; by the names of folders, for that is quick."""
    return _installed_versions().get(_normal(name)) or _asked(name)


def _asked(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to load

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def _installed_versions() -> Mapping[str, str]:
    """Return the version of each package; of one that is installed twice, the one that is imported."""
    names = (name.rpartition(".")[0] for folder in reversed(sys.path) for name in sorted(_installed(folder)))
    parts = (name.partition("-") for name in names)
    return {_normal(package): version.partition("-")[0] for package, _, version in parts if version}


def _normal(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _installed(folder: str) -> Iterator[str]:
    """Yield what is installed in a folder that Python imports from, with versions."""
    try:
        with os.scandir(folder or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return
