"""The engine is loaded without starting other processes, reading certificates, or tools that it may never need."""

from __future__ import annotations

import subprocess
import sys

import pytest

COUNT = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
{statement}
assert "weasyprint" in sys.modules
print(len(started))
"""


def started_by(statement: str) -> int:
    """Return how many processes a statement starts in a fresh interpreter."""
    command = [sys.executable, "-c", COUNT.format(statement=statement)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere cffi asks no program")
def test_weasyprint_still_starts_processes_when_it_is_imported_and_our_engine_does_not():
    assert started_by("from terbit.pdf.process import load_engine; load_engine()") == 0
    # If this fails, `terbit.pdf.libraries` is no longer needed.
    assert started_by("import weasyprint") > 10


LOADED = """
import sys
{statement}
print([name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.varLib"))] == [])
from fontTools import subset
print(subset.Options().drop_tables != [], sys.modules["fontTools.subset"] is subset)
import weasyprint
print(weasyprint.pdf.fonts.subset.Options(glyph_names=True).glyph_names)
"""


def test_tools_for_fonts_are_loaded_when_they_are_first_called():
    assert loaded("from terbit.pdf.process import load_engine; load_engine()") == ["True"] * 4
    # If this fails, `late_tools` is no longer needed.
    assert loaded("import weasyprint")[0] == "False"


def loaded(statement: str) -> list[str]:
    command = [sys.executable, "-c", LOADED.format(statement=statement)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


CERTIFICATES = """
import ssl
read = []
own = ssl.SSLContext.load_default_certs
ssl.SSLContext.load_default_certs = lambda *given, **named: (read.append(1), own(*given, **named))
{statement}
print(len(read), ssl._create_default_https_context is ssl.create_default_context)
"""


def certificates_read_by(statement: str) -> list[str]:
    command = [sys.executable, "-c", CERTIFICATES.format(statement=statement)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_certificates_of_the_web_are_not_read_where_nothing_is_fetched():
    assert certificates_read_by("from terbit.pdf.process import load_engine; load_engine()") == ["0", "True"]
    if sys.version_info >= (3, 12):  # before that, Python reads them when the first address is opened
        # If this fails, `no_certificates` is no longer needed.
        assert int(certificates_read_by("import weasyprint")[0]) > 0
