"""Publishing: all files of a build together or none, and never a file that is the user's own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from terbit import exchange, publish
from terbit.clean import clean
from terbit.errors import ConfigError, MachineError
from terbit.model import Artifact
from terbit.publish import Publication, read_manifest, recover


def edition(name: str = "student", withheld: tuple[str, ...] = (), **files: str) -> Publication:
    """Make a publication whose files are called after their targets: print="…" is print.pdf."""
    artifacts = tuple(Artifact(f"{target}.pdf", text.encode(), target, pages=1) for target, text in files.items())
    targets = tuple(dict.fromkeys([*files, *(path.removesuffix(".pdf") for path in withheld)]))
    return Publication(name, targets, artifacts, withheld)


def put(root: Path, *publications: Publication) -> None:
    publish.publish(root, publications, {"terbit": "1"})


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_files_and_a_manifest_are_written(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu"))
    assert sorted(tree(tmp_path / "output")) == ["manifest.json", "print.pdf"]
    manifest = json.loads((tmp_path / "output/manifest.json").read_text())
    assert manifest["edition"] == "student"
    assert manifest["tools"] == {"terbit": "1"}
    entry = manifest["files"]["print.pdf"]
    assert entry.pop("sha256") == sha256(b"satu").hexdigest()
    assert entry == {"pages": 1, "size": 4, "target": "print"}


def test_other_editions_have_a_folder_and_students_do_not_hear_of_it(tmp_path: Path) -> None:
    put(tmp_path, edition(print="siswa"), edition("teacher", print="guru"))
    output = tmp_path / "output"
    assert (output / "teacher/print.pdf").read_text() == "guru"
    assert "teacher" not in (output / "manifest.json").read_text()


def test_the_user_s_own_files_stay(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu"))
    (tmp_path / "output/catatan.txt").write_text("milik saya")
    (tmp_path / "output/foto").mkdir()
    (tmp_path / "output/foto/a.jpg").write_text("foto")
    put(tmp_path, edition(print="dua"))
    assert (tmp_path / "output/catatan.txt").read_text() == "milik saya"
    assert (tmp_path / "output/foto/a.jpg").read_text() == "foto"
    assert (tmp_path / "output/print.pdf").read_text() == "dua"


def test_files_that_a_target_makes_no_more_go(tmp_path: Path) -> None:
    slides = Artifact("slides/buku-01.pptx", b"x", "slides")
    put(tmp_path, Publication("student", ("slides",), (slides,), ()), edition("teacher", print="guru"))
    put(tmp_path, Publication("student", ("slides",), (), ()))
    assert sorted(tree(tmp_path / "output")) == ["manifest.json", "teacher/manifest.json", "teacher/print.pdf"]
    assert not (tmp_path / "output/slides").exists()


def test_files_of_targets_that_were_not_built_stay(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu", screen="satu"))
    put(tmp_path, edition(screen="dua"))
    assert (tmp_path / "output/print.pdf").read_text() == "satu"
    assert sorted(read_manifest(tmp_path / "output")) == ["print.pdf", "screen.pdf"]


def test_a_withheld_file_keeps_its_last_good_version_and_is_stale_until_it_is_made_again(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu", screen="satu"))
    put(tmp_path, edition(withheld=("print.pdf",), screen="dua"))
    manifest = read_manifest(tmp_path / "output")
    assert (tmp_path / "output/print.pdf").read_text() == "satu"
    assert manifest["print.pdf"]["stale"] is True
    assert "stale" not in manifest["screen.pdf"]
    put(tmp_path, edition(print="tiga", screen="tiga"))
    assert "stale" not in read_manifest(tmp_path / "output")["print.pdf"]


def test_a_file_that_the_user_took_away_is_named_no_more(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu", screen="satu"))
    (tmp_path / "output/print.pdf").unlink()
    put(tmp_path, edition(withheld=("print.pdf",), screen="dua"))
    assert list(read_manifest(tmp_path / "output")) == ["screen.pdf"]


def test_the_same_files_give_the_same_manifest(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, edition(screen="x", print="y"))
    assert tree(tmp_path / "a/output") == tree(tmp_path / "b/output")


# --- interruptions -----------------------------------------------------------------------------------------------


class Killed(BaseException):
    """What stands for the end of the process."""


def killer(at: int) -> Callable[..., object]:
    """Return a step that works until it has been taken a number of times."""
    steps = iter(range(1000))

    def step(path: Path, data: bytes) -> None:
        if next(steps) == at:
            raise Killed
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)

    return step


@pytest.mark.parametrize("at", range(4))
def test_an_end_between_any_two_files_leaves_the_old_output_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    put(tmp_path, edition(print="lama", screen="lama"))
    before = tree(tmp_path / "output")
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_write", killer(at))
        with pytest.raises(Killed):
            put(tmp_path, edition(print="baru", screen="baru"), edition("teacher", print="baru"))
    assert tree(tmp_path / "output") == before
    put(tmp_path, edition(print="baru", screen="baru"))
    assert (tmp_path / "output/print.pdf").read_text() == "baru"


def test_without_an_atomic_exchange_the_output_is_moved_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, edition(print="lama"))
    monkeypatch.setattr(exchange, "_swap", lambda *_: False)
    put(tmp_path, edition(print="baru"))
    assert (tmp_path / "output/print.pdf").read_text() == "baru"
    assert not (tmp_path / ".terbit/previous").exists()


def test_an_end_between_the_two_renames_is_made_good(tmp_path: Path) -> None:
    put(tmp_path, edition(print="lama"))
    (tmp_path / "output").rename(tmp_path / ".terbit/previous")
    recover(tmp_path)
    assert (tmp_path / "output/print.pdf").read_text() == "lama"
    (tmp_path / "output").rename(tmp_path / ".terbit/previous")
    put(tmp_path, edition(screen="baru"))
    assert (tmp_path / "output/print.pdf").read_text() == "lama"


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    texts = [str(number) * 50_000 for number in range(6)]
    threads = [threading.Thread(target=put, args=(tmp_path, edition(print=t, screen=t))) for t in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    files = tree(tmp_path / "output")
    assert files["print.pdf"] == files["screen.pdf"]


# --- strange output folders --------------------------------------------------------------------------------------


def test_an_output_folder_that_is_a_link_is_filled_in_place(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine.txt").write_text("milik saya")
    (tmp_path / "output").symlink_to("elsewhere")
    put(tmp_path, edition(print="satu", screen="satu"))
    put(tmp_path, edition(print="dua", screen="dua"))
    assert (tmp_path / "output").is_symlink()
    assert tree(tmp_path / "elsewhere")["print.pdf"] == "dua"
    assert tree(tmp_path / "elsewhere")["mine.txt"] == "milik saya"
    assert not list((tmp_path / "elsewhere").rglob("*.new"))


def test_an_output_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("berkas saya")
    with pytest.raises(ConfigError, match="is not a folder"):
        put(tmp_path, edition(print="satu"))
    assert (tmp_path / "output").read_text() == "berkas saya"


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").symlink_to("nowhere")
    with pytest.raises(ConfigError, match="is not a folder"):
        put(tmp_path, edition(print="satu"))


def test_nothing_is_written_through_a_link_in_the_output(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "output/slides").symlink_to(tmp_path / "outside")
    with pytest.raises(ConfigError, match="through a link"):
        put(tmp_path, Publication("student", ("slides",), (Artifact("slides/a.pptx", b"x", "slides"),), ()))
    assert not list((tmp_path / "outside").iterdir())


@pytest.mark.parametrize("text", ["", "[]", "null", '{"files": 3}', '{"files": {"a": 1}, "edition": 1, "tools": 1}'])
def test_a_manifest_that_cannot_be_read_counts_for_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/manifest.json").write_text(text)
    put(tmp_path, edition(print="satu"))
    assert list(read_manifest(tmp_path / "output")) == ["print.pdf"]


def test_a_manifest_cannot_name_files_outside(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu"))
    (tmp_path / "mine.txt").write_text("milik saya")
    manifest = json.loads((tmp_path / "output/manifest.json").read_text())
    manifest["files"] |= {"../mine.txt": {"target": "print"}, str(tmp_path / "mine.txt"): {"target": "print"}}
    (tmp_path / "output/manifest.json").write_text(json.dumps(manifest))
    put(tmp_path, edition(print="dua"))
    (tmp_path / "terbit.yaml").touch()
    (tmp_path / "output/manifest.json").write_text(json.dumps(manifest))
    clean(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "milik saya"


def test_a_disk_that_refuses_is_the_machine_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, edition(print="lama"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish, "_write", full)
    with pytest.raises(MachineError, match="No space left"):
        put(tmp_path, edition(print="baru"))
    assert (tmp_path / "output/print.pdf").read_text() == "lama"


# --- clean --------------------------------------------------------------------------------------------------------


def test_clean_removes_what_manifests_name_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "terbit.yaml").touch()
    put(tmp_path, edition(print="satu"), edition("teacher", print="guru"))
    output = tmp_path / "output"
    (output / "app").mkdir()
    (output / "app/manifest.json").write_text('{"files": {"a.js": {}}}')
    (output / "app/a.js").write_text("kode")
    (output / "kosong").mkdir()
    clean(tmp_path)
    assert sorted(tree(output)) == ["app/a.js", "app/manifest.json"]
    assert (output / "kosong").is_dir()
    assert not (tmp_path / ".terbit").exists()


def test_clean_leaves_no_empty_output(tmp_path: Path) -> None:
    (tmp_path / "terbit.yaml").touch()
    put(tmp_path, Publication("student", ("slides",), (Artifact("slides/a/b.pptx", b"x", "slides"),), ()))
    clean(tmp_path)
    assert not (tmp_path / "output").exists()


def test_clean_keeps_a_linked_output_folder(tmp_path: Path) -> None:
    (tmp_path / "terbit.yaml").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").symlink_to("elsewhere")
    put(tmp_path, edition(print="satu"))
    clean(tmp_path)
    assert (tmp_path / "output").is_dir()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_clean_of_the_cache_leaves_the_output(tmp_path: Path) -> None:
    (tmp_path / "terbit.yaml").touch()
    put(tmp_path, edition(print="satu"))
    clean(tmp_path, only_cache=True)
    assert (tmp_path / "output/print.pdf").is_file()


def test_clean_of_a_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    put(tmp_path, edition(print="satu"))
    with pytest.raises(ConfigError, match=r"terbit\.yaml"):
        clean(tmp_path)
    assert (tmp_path / "output/print.pdf").is_file()
