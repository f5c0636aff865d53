"""Set-up: what is there is not fetched again, what changed is, and a failure says what to do."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "pipeline" / "setup"


def script(name: str):
    spec = importlib.util.spec_from_file_location(f"setup_{name}", SETUP / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The parts of a checkout that the assets come from and go to, fetched."""
    shutil.copytree(ROOT / "styles" / "assets", tmp_path / "styles" / "assets")
    return tmp_path


def test_fetched_assets_are_not_fetched_again(checkout: Path, monkeypatch) -> None:
    assets = script("assets")
    monkeypatch.setattr(assets, "npm_ci", lambda *_: pytest.fail("npm was called"))
    assert assets.fetch_assets(checkout) is False


def test_one_missing_file_is_noticed(checkout: Path) -> None:
    lost = checkout / "styles" / "assets" / "reveal" / "reveal.js"
    lost.unlink()
    assert script("assets").missing_assets(checkout) == [lost]


@pytest.mark.parametrize("name", ["package-lock.json", "fetch.toml"])
def test_another_version_or_list_fetches_everything_anew(checkout: Path, name: str) -> None:
    file = checkout / "styles" / "assets" / name
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert len(script("assets").missing_assets(checkout)) > 30


def test_failed_fetch_names_the_command_and_asks_for_the_network(tmp_path: Path) -> None:
    assets = script("assets")
    with pytest.raises(assets.FetchError, match=r"false.*network"):
        assets._run(["false"], tmp_path, dict(os.environ))


def test_installed_environment_is_left_alone(tmp_path: Path, monkeypatch) -> None:
    environment = script("environment")
    for name in ("pyproject.toml", "pipeline/setup/constraints.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    calls: list[list[str]] = []
    monkeypatch.setattr(environment, "_run", calls.append)
    monkeypatch.setattr(environment, "_create", fake_environment)
    runs = [environment.install_package(tmp_path, with_tests=flag) for flag in (False, False, True, False)]
    assert runs == [True, False, True, False]
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert environment.install_package(tmp_path, with_tests=False) is True
    assert calls[-1][-1].endswith("[test]"), "what the checks need stays installed"


def fake_environment(home: Path) -> None:
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").symlink_to(sys.executable)
    (home / "pyvenv.cfg").write_text("", "ascii")


def test_machine_without_apt_is_told_what_to_install(monkeypatch) -> None:
    system = script("system")
    machine = system._load_machine()
    monkeypatch.setattr(machine, "locate", lambda _: None)
    monkeypatch.setattr(system, "_load_machine", lambda: machine)
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    monkeypatch.setattr(system.sys, "platform", "darwin")
    with pytest.raises(system.MissingError, match="brew install pango"):
        system.install_missing(("build",))


def test_python_to_work_with_is_one_of_those_supported() -> None:
    command = ["sh", SETUP / "python.sh", "--each"]
    listing = subprocess.run(command, capture_output=True, check=True, text=True)
    versions = [version_of(path) for path in listing.stdout.split()]
    assert versions
    assert versions == sorted(versions)
    assert all((3, 11) <= version < (3, 14) for version in versions)


def version_of(python: str) -> tuple[int, ...]:
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    return tuple(map(int, subprocess.run(command, capture_output=True, check=True).stdout.split()))


def test_make_help_lists_every_target_that_says_what_it_does() -> None:
    said = subprocess.run(["make", "-C", ROOT, "help"], capture_output=True, check=True, text=True).stdout
    for target in ("module", "test", "quick", "lint", "types", "clean", "distclean"):
        assert f"make {target} " in said


def test_machine_without_apt_is_told_to_name_a_profile(tmp_path: Path, monkeypatch) -> None:
    profile = setup_script("press_profile", monkeypatch)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(profile.ProfileError, match=r"no apt here.*print: {icc: press.icc}"):
        profile.fetch_profile(tmp_path)


def test_a_profile_that_is_there_is_not_fetched_again(checkout: Path, monkeypatch) -> None:
    profile = setup_script("press_profile", monkeypatch)
    monkeypatch.setattr(profile, "_downloaded", lambda _: pytest.fail("apt was called"))
    assert profile.fetch_profile(checkout) is False


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg here")
def test_the_profile_is_taken_out_of_the_package(tmp_path: Path, monkeypatch) -> None:
    profile = setup_script("press_profile", monkeypatch)
    content = (ROOT / "styles" / "assets" / "profiles" / profile.FILE).read_bytes()
    package = package_with(content, tmp_path / "package")
    monkeypatch.setattr(profile, "_downloaded", lambda _: package)
    assert profile.fetch_profile(tmp_path) is True
    target = tmp_path / "styles" / "assets" / "profiles" / profile.FILE
    assert target.read_bytes() == content
    assert "CC0" in target.with_suffix(".txt").read_text("utf-8")


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg here")
def test_no_other_file_takes_its_place(tmp_path: Path, monkeypatch) -> None:
    profile = setup_script("press_profile", monkeypatch)
    package = package_with(b"another", tmp_path / "package")
    monkeypatch.setattr(profile, "_downloaded", lambda _: package)
    with pytest.raises(profile.ProfileError, match="another file than it was"):
        profile.fetch_profile(tmp_path)
    assert not (tmp_path / "styles").exists()


def setup_script(name: str, monkeypatch):
    """Load a script that loads its neighbours."""
    monkeypatch.syspath_prepend(str(SETUP))
    return script(name)


def package_with(content: bytes, folder: Path) -> Path:
    """Build a Debian package that holds the profile where texlive-base does."""
    place = folder / "usr/share/texlive/texmf-dist/tex/generic/colorprofiles"
    place.mkdir(parents=True)
    (place / "FOGRA39L_coated.icc").write_bytes(content)
    (folder / "DEBIAN").mkdir()
    control = "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n"
    (folder / "DEBIAN/control").write_text(control, "ascii")
    package = folder.with_suffix(".deb")
    subprocess.run(["dpkg-deb", "--build", str(folder), str(package)], check=True, capture_output=True)
    return package
