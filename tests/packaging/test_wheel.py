"""The wheel built from the sdist makes a book in an empty folder, on the oldest and newest Python here."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / "pipeline" / "setup" / "constraints.txt"
INSTALL = ("--quiet", "--disable-pip-version-check", "install", "--no-compile", "--constraint", CONSTRAINTS)
"""Each module is compiled when it is imported: most of what is installed never is."""
WORKSHOP = ("build", "hatchling", "mypy", "ruff")
"""What the extra `test` brings for other checks than the tests."""
BOOK = Path(__file__).with_name("small-book")
OUTPUTS = [
    "output/buku-kecil-print.pdf",
    "output/buku-kecil.pdf",
    "output/buku-kecil.epub",
    "output/slides/buku-kecil.pptx",
    "output/slides/buku-kecil.html",
    "output/manifest.json",
]
VERSION = "import sys; print(sys.version_info[:2])"
ZLIB = "import zlib; print(zlib.ZLIB_RUNTIME_VERSION)"

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path | None = None, **env: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=clean | env, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def pythons() -> list[Path]:
    """One Python of each supported version on this machine, oldest first."""
    return list(map(Path, run("sh", ROOT / "pipeline" / "setup" / "python.sh", "--each").split()))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", target, ROOT)
    return next(target.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        # Debian 12's Python is 3.11.2, two releases older than the filter; it is our own archive.
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(target, **safe)
    return next(target.iterdir())


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory) -> Path:
    """The wheel, built from the sdist with no registry in reach."""
    target = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, unpacked)
    run(*build, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    return next(target.glob("*.whl"))


def install_into(home: Path, *wanted: object) -> None:
    """Install with the pip of the tests: one in each environment would take as long to make as what it installs."""
    run(sys.executable, "-m", "pip", "--python", home / "bin" / "python", *INSTALL, *wanted)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory):
    """Return a function that gives an environment holding nothing but the wheel and what it requires."""
    homes: dict[Path, Path] = {}

    def install(python: Path) -> Path:
        if python not in homes:
            homes[python] = home = tmp_path_factory.mktemp("environment")
            run(python, "-m", "venv", "--without-pip", home)
            install_into(home, wheel)
        return homes[python]

    return install


def test_wheel_holds_the_package_its_styles_and_their_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"terbit/py.typed", "terbit/machine.toml", "terbit/styles/labels/id.yaml"} <= names
    assert "terbit/styles/assets/reveal/reveal.js" in names
    assert "terbit/styles/assets/fonts/source-serif/SourceSerif4-Regular.ttf" in names
    assert "terbit/styles/assets/fonts/source-serif/LICENSE.md" in names


def test_wheel_holds_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]
    folders = {name.partition("/")[0] for name in names}
    assert folders == {"terbit", "terbit-0.1.0.dist-info"}


@pytest.fixture(scope="module")
def published(installed, tmp_path_factory):
    """Return a function that publishes the small book with a Python of its own, and gives the project."""
    projects: dict[Path, Path] = {}

    def publish(python: Path) -> Path:
        if python not in projects:
            projects[python] = project = tmp_path_factory.mktemp("project") / "book"
            shutil.copytree(BOOK, project)
            run(installed(python) / "bin" / "terbit", "build", cwd=project)
        return projects[python]

    return publish


def test_installed_wheel_publishes_a_book_in_an_empty_folder(published) -> None:
    project = published(pythons()[0])
    assert [name for name in OUTPUTS if not (project / name).is_file()] == []


def test_newest_python_publishes_the_same_bytes_as_the_oldest(published) -> None:
    found = pythons()
    oldest, newest = found[0], found[-1]
    if oldest == newest:
        pytest.skip(f"this machine has one suitable Python: {oldest}")
    if ask(oldest, ZLIB) != ask(newest, ZLIB):
        pytest.skip(f"{oldest} and {newest} compress with different versions of zlib")
    assert digests(published(newest)) == digests(published(oldest))


def digests(project: Path) -> dict[str, str]:
    files = sorted(file for file in (project / "output").rglob("*") if file.is_file())
    return {str(file.relative_to(project)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_quick_tests_pass_on_the_oldest_python(installed) -> None:
    """Of citations, one case of each test: most are cases of one engine, which the books of the others run too.

    What is left out asks about benchmarks and documents, which no Python has to run but that of the workshop.
    """
    oldest = pythons()[0]
    if ask(oldest, VERSION) == ask(Path(sys.executable), VERSION):
        pytest.skip(f"the tests run on the oldest suitable Python of this machine already: {oldest}")
    home = installed(oldest)
    install_into(home, *tools())
    brief = ("--one-case=tests/citations", "--ignore=tests/benchmarks", "--ignore=tests/docs")
    # Other workers run beside this one: a single process has not to read all tests several times over.
    alone = ("-q", "-m", "not judge and not slow", "--numprocesses=0", "-p", "no:cacheprovider")
    run(home / "bin" / "python", "-m", "pytest", *alone, *brief, cwd=ROOT)


def tools() -> list[str]:
    """What the tests import beside the package."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["optional-dependencies"]["test"]
    return [one for one in wanted if not one.startswith(WORKSHOP)]


def ask(python: Path, question: str) -> str:
    return run(python, "-c", question)


def test_package_without_its_fonts_is_refused(unpacked: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(unpacked, bare)
    shutil.rmtree(bare / "styles" / "assets" / "fonts")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", bare],
        env=os.environ | {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode != 0
    assert "cannot be packaged without its fonts" in done.stdout + done.stderr
    assert not list(bare.glob("dist/*.whl"))
