"""Writing: a file is whole or not there, and faults of the disk are said in one line."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from techpolicy_extract.files import store
from techpolicy_extract.nouns.errors import StageError, UserError


def test_it_makes_folders_and_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.jsonl"
    store.write(path, b"one")
    store.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["c.jsonl"]


def test_a_file_has_the_mode_that_the_user_has_set(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        store.write(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, call: str
) -> None:
    path = tmp_path / "a.jsonl"
    store.write(path, b"old")

    def stop(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(call, stop)
        with pytest.raises((KeyboardInterrupt, UserError)):
            store.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_faults_of_the_disk_are_the_users_to_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, what: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.open", fail)
    with pytest.raises(UserError, match=what) as caught:
        store.write(tmp_path / "a", b"")
    assert caught.value.where == (tmp_path / "a").as_posix()
    assert caught.value.hint


def test_files_and_folders_in_each_others_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="a file stands where a folder is needed"):
        store.write(tmp_path / "file" / "a", b"")
    with pytest.raises(UserError, match="a file stands where a folder is needed"):
        store.write(tmp_path / "file" / "deeper" / "a", b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="a folder stands where a file is needed"):
        store.write(tmp_path / "folder", b"")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder"]


def test_the_longest_name_can_be_written_and_a_longer_one_says_so(tmp_path: Path) -> None:
    store.write(tmp_path / ("n" * 255), b"")
    with pytest.raises(UserError, match="too long"):
        store.write(tmp_path / ("n" * 256), b"")


def test_a_leftover_of_a_killed_run_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".{os.getpid()}-0.tmp").write_bytes(b"half")
    store.write(tmp_path / "a", b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_removing_what_is_not_there_is_fine(tmp_path: Path) -> None:
    store.write(tmp_path / "a", b"")
    store.remove(tmp_path / "a")
    store.remove(tmp_path / "a")
    (tmp_path / "file").write_bytes(b"")
    store.remove(tmp_path / "file" / "a")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_reading_what_is_missing_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"a: is missing \(run that first\)"):
        store.read(tmp_path / "a", "run that first")
    with pytest.raises(StageError, match="cannot be read"):
        store.read(tmp_path, "run that first")


def test_what_a_library_writes_is_put_in_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.db"
    store.write(path, b"old")
    with store.placing(path) as beside:
        assert (beside.parent, beside.exists()) == (path.parent, False)
        beside.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["b.db"]


def test_a_library_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    store.write(path, b"old")

    def fail() -> None:
        with store.placing(path) as beside:
            beside.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["b.db"]
