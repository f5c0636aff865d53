"""Take the colour profile of the press, FOGRA39, out of Debian's package texlive-base.

Standard library only: it runs before the package is installed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import system

__all__ = ["ProfileError", "fetch_profile"]

PACKAGE = "texlive-base"
FILE = "FOGRA39L_coated.icc"
SHA256 = "b35713ef7eff09349d4c3249e5f377736d06d8a2671c54712971a3546bf17c57"
"""Of the file since 2018: an output intent is named after it, so no other may take its place."""

_LICENCE = "FOGRA39L_coated.txt"
_ABOUT = """FOGRA39L Coated: characterisation data by Fogra (December 2006), profile made with cd-create-profile by
Peter Selinger, who waives all rights; "This profile is free of known copyright restrictions" (its own copyright tag),
CC0 (its source in the same package). Taken unaltered from Debian's package texlive-base, CTAN package colorprofiles.
"""


class ProfileError(Exception):
    """The profile could not be had; the message says why and what to do."""


def fetch_profile(root: Path) -> bool:
    """Bring the profile into styles/assets/profiles; return False if it is there.

    Raises
    ------
    ProfileError
        If there is no apt, or the package does not hold the file.
    """
    folder = root / "styles" / "assets" / "profiles"
    target = folder / FILE
    if target.is_file() and _sum(target.read_bytes()) == SHA256:
        return False
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise ProfileError(_advice("there is no apt here"))
    with tempfile.TemporaryDirectory() as name:
        data = _extracted(_downloaded(Path(name)))
    if _sum(data) != SHA256:
        raise ProfileError(_advice(f"{FILE} in {PACKAGE} is another file than it was"))
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    (folder / _LICENCE).write_text(_ABOUT, "utf-8")
    return True


def _downloaded(folder: Path) -> Path:
    """Download the package without installing it; where apt knows no packages yet, let it look first."""
    if not _download(folder):
        try:
            system.update_lists()
        except system.MissingError as error:
            raise ProfileError(_advice(str(error))) from None
        if not _download(folder):
            raise ProfileError(_advice(f"`apt-get download {PACKAGE}` failed"))
    return next(folder.glob("*.deb"))


def _download(folder: Path) -> bool:
    done = subprocess.run(  # noqa: S603
        ["apt-get", "-qq", "download", PACKAGE],  # noqa: S607
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.returncode == 0 and any(folder.glob("*.deb"))


def _extracted(package: Path) -> bytes:
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as unpacker,  # noqa: S603
        tarfile.open(fileobj=unpacker.stdout, mode="r|") as archive,
    ):
        for member in archive:
            if member.name.endswith(f"/{FILE}") and (stream := archive.extractfile(member)):
                data = stream.read()
                unpacker.kill()
                return data
    raise ProfileError(_advice(f"{PACKAGE} does not hold {FILE}"))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _advice(reason: str) -> str:
    return (
        f"no colour profile for the press: {reason}. The print PDF needs one: "
        "name your printer's in terbit.yaml, `print: {icc: press.icc}`"
    )
