"""Hostile names and kinds of files: outputs or one line, nothing outside --out, no escape that a terminal obeys."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract import pipeline
from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.terminal.layout import plain
from techpolicy_extract.files.discovery import discover
from tests.damaged_files import zipped

TEXT = "关于印发行动方案的通知\n到2025年，全省技术合同成交额达到1600亿元。\n".encode()
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and kinds of files that only POSIX systems have")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder inside the one of the test, so that what is written above it would be seen."""
    (tmp_path / "work/in").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["all", *arguments, "--out", "out", "-q"])


def tree(top: Path) -> set[str]:
    """Return the files below a folder; links are not followed."""
    return {os.path.relpath(Path(folder, name), top) for folder, _, names in os.walk(top) for name in names}


def written(before: set[str], folder: Path) -> set[str]:
    """Return the outputs written since `before`; assert that all new files are in the folder of outputs."""
    new = tree(folder) - before
    assert all(name.startswith("work/out/") for name in new), new
    return {name for name in new if name.endswith(".jsonl")}


def quiet(said: str) -> bool:
    """Return whether a message holds no control characters that a terminal would act on."""
    return plain(said) == said


NAMES = [
    b"a\nb.txt",
    b"a\rb.txt",
    b"\x1b[2J\x1b]0;title\x07.txt",
    "a\x9b31mb.txt".encode(),
    "\u202etxt.exe.txt".encode(),
    b"\xff\xfe\x80.txt",
    b"a" * 240 + b".txt",
    b" .txt",
    b"a .txt",
    b"a..txt",
    b"...txt",
    b"-rf.txt",
    b"--out.txt",
    b"$(touch x).txt",
    b"a'\"`;|&.txt",
    b"con.txt",
    b"*?[!].txt",
    b"..\\..\\a.txt",
    b"~root.txt",
    "é.txt".encode(),
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_of_any_bytes_gives_an_output_inside_out(name: bytes, folder: Path) -> None:
    path = Path("in", os.fsdecode(name))
    path.write_bytes(TEXT)
    before = tree(folder)
    result = call(str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(written(before, folder)) == 1


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_an_error_tells_a_name_on_one_line_without_its_escapes(name: bytes, folder: Path) -> None:
    path = Path("in", os.fsdecode(name))
    path.write_bytes(b"")
    before = tree(folder)
    result = call(str(path))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("error: in/")
    assert quiet(result.stderr)
    assert not written(before, folder)


def test_a_name_of_all_the_bytes_that_there_are_is_written_or_refused(folder: Path) -> None:
    for size in (248, 255):
        Path("in", "a" * (size - 4) + ".txt").write_bytes(TEXT)
    before = tree(folder)
    result = call("in")
    assert len(written(before, folder)) in (0, 1)
    assert all("shorten the name" in line for line in result.stderr.splitlines())


@pytest.mark.parametrize("path", ["../above.txt", "in/../../above.txt", "in/./../../above.txt"])
def test_a_path_that_leads_up_is_written_below_out(path: str, folder: Path) -> None:
    (folder / "above.txt").write_bytes(TEXT)
    before = tree(folder)
    assert call(path).exit_code == 0
    assert written(before, folder) == {"work/out/above.jsonl"}


def test_links_that_lead_out_round_and_nowhere(folder: Path) -> None:
    (folder / "secret").mkdir()
    (folder / "secret/b.txt").write_bytes(TEXT)
    Path("in/a.txt").write_bytes(TEXT)
    Path("in/inside.txt").symlink_to("a.txt")
    Path("in/outside.txt").symlink_to(folder / "secret/b.txt")
    Path("in/folder").symlink_to(folder / "secret")
    Path("in/round").symlink_to(".")
    Path("in/self.txt").symlink_to("self.txt")
    Path("in/gone.txt").symlink_to("nowhere")
    before = tree(folder)
    result = call("in")
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["in/gone.txt", "in/self.txt"]
    names = {"a", "inside", "outside", "folder/b"}
    assert written(before, folder) == {f"work/out/{name}.jsonl" for name in names}


def test_an_output_that_is_a_link_is_replaced_and_what_it_led_to_is_not_touched(folder: Path) -> None:
    Path("in/a.txt").write_bytes(TEXT)
    (folder / "precious").write_text("kept", "utf-8")
    Path("out").mkdir()
    Path("out/a.jsonl").symlink_to(folder / "precious")
    assert call("in").exit_code == 0
    assert (folder / "precious").read_text("utf-8") == "kept"
    assert not Path("out/a.jsonl").is_symlink()


def test_a_pipe_in_a_folder_is_not_waited_for() -> None:
    os.mkfifo("in/a.txt")
    Path("in/b.txt").write_bytes(TEXT)
    result = call("in")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("error: in/a.txt: ")
    assert Path("out/b.jsonl").is_file()


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_one_line(device: str) -> None:
    result = call(device)
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"error: {device}: ")
    Path("in/a.txt").symlink_to(device)
    result = call("in")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_goes_away_before_it_is_read_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/a.txt").write_bytes(TEXT)
    Path("in/b.txt").write_bytes(TEXT)
    found = discover(["in"])
    monkeypatch.setattr("techpolicy_extract.cli.commands.work.find", lambda *_: (found, len(found)))
    Path("in/a.txt").unlink()
    result = call("in")
    assert result.exit_code == 1
    assert result.stderr == "error: in/a.txt: no such file or folder (check the spelling of the path)\n"
    assert Path("out/b.jsonl").is_file()


def test_a_file_that_may_not_be_read_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/a.txt").write_bytes(TEXT)
    Path("in/a.txt").chmod(0)
    if os.access("in/a.txt", os.R_OK):  # root may read all
        real = Path.open

        def refuse(path: Path, *given: Any) -> Any:
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied")
            return real(path, *given)

        monkeypatch.setattr("pathlib.Path.open", refuse)
    result = call("in/a.txt")
    assert result.exit_code == 1
    assert result.stderr == "error: in/a.txt: permission denied (give yourself the right to read it: chmod u+r)\n"


def test_names_in_an_archive_are_told_without_their_escapes(folder: Path) -> None:
    Path("in/a.zip").write_bytes(zipped({"\x1b[2J../../x.txt": b"", "../../../y.txt": TEXT}))
    before = tree(folder)
    result = call("in")
    assert quiet(result.stderr)
    assert len(result.stderr.splitlines()) == 1
    assert written(before, folder) == {"work/out/a/y.jsonl"}


@pytest.mark.parametrize("command", [["audit", "in"], ["explain", "in/a.txt", "--at", "5"], ["rules", "list", "in"]])
def test_what_a_text_holds_is_told_without_its_escapes(command: list[str]) -> None:
    Path("in/a.txt").write_bytes("关于\x1b[2J印发\u202e的通知\n到2025年，培育\x1b]0;x\x07企业500家。\x9b31m\n".encode())
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert result.stdout
    assert quiet(result.stdout)
    assert quiet(result.stderr)


def test_a_fault_of_ours_is_told_without_the_escapes_of_what_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(stage: str, state: pipeline.State) -> pipeline.State:
        raise ValueError("\x1b[2J of a document")

    monkeypatch.setattr(pipeline, "advance", stumble)
    Path("in/a.txt").write_bytes(TEXT)
    result = call("in")
    assert "Traceback" in result.stderr
    assert "\\u001b[2J of a document" in result.stderr
    assert quiet(result.stderr)
