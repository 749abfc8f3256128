"""Runs that go on where another one stopped: what is skipped, what is done again, and what a killed run leaves."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract import pipeline
from techpolicy_extract.cli.app import app
from techpolicy_extract.files import store
from techpolicy_extract.nouns.errors import LockedError
from techpolicy_extract.rules import packs

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"
RULE = """
format = 2
[[rule]]
id = "provision.own"
type = "provision"
doc = "假期不少于10年"
pattern = '''假期(?P<cue>{atleast})(?P<value>[{duration}])'''
example = [{ text = "假期不少于10年。", records = [] }, { text = "假期不少于9年。", records = [] }]
reject = [{ text = "没有。" }]
[rule.set]
kind = "entitlement"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with three documents."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number, name in enumerate("abc"):
        Path("in", f"{name}.txt").write_text(TEXT.replace("1600", str(1600 + number)), "utf-8")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "techpolicy_extract.cli", *arguments]


def skipped(result: Result) -> int:
    words = result.stderr.split()
    return int(words[words.index("skipped") + 1]) if "skipped" in words else 0


def outputs(folder: str = "out") -> dict[str, bytes]:
    """Return the bytes of all outputs by relative path, without hidden files."""
    found = {path.relative_to(folder).as_posix(): path for path in Path(folder).rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if not path.name.startswith(".")}


def leftovers(folder: str = "out") -> list[str]:
    return sorted(path.name for path in Path(folder).rglob("*.tmp"))


def test_what_is_done_is_skipped_and_counted() -> None:
    first = call("all", "in")
    before = outputs()
    assert (first.exit_code, skipped(first), len(before)) == (0, 0, 6)
    stamps = {path: path.stat().st_mtime_ns for path in Path("out").glob("[!.]*")}
    second = call("all", "in")
    assert (second.exit_code, skipped(second)) == (0, 3)
    assert {path: path.stat().st_mtime_ns for path in Path("out").glob("[!.]*")} == stamps
    assert [line for line in second.stderr.splitlines() if "skipped" not in line.split()] != []
    assert second.stderr.split()[-2:] == first.stderr.split()[-2:], "the table counts the records of all documents"


def test_a_changed_document_is_done_again_and_a_touched_one_is_not() -> None:
    call("all", "in")
    Path("in/a.txt").write_text(TEXT.replace("1600", "1900"), "utf-8")
    Path("in/b.txt").touch()
    os.utime("in/b.txt", ns=(1, 1))
    assert skipped(call("all", "in")) == 2
    assert b"1900" in outputs()["a.jsonl"]
    assert skipped(call("all", "in")) == 3


@pytest.mark.parametrize("name", ["a.jsonl", "a.source.txt"])
@pytest.mark.parametrize("change", ["spoilt", "removed"])
def test_an_output_that_is_not_as_it_was_written_is_made_again(name: str, change: str) -> None:
    call("all", "in")
    before = outputs()
    Path("out", name).write_bytes(b"spoilt") if change == "spoilt" else Path("out", name).unlink()
    assert skipped(call("all", "in")) == 2
    assert outputs() == before


def test_stages_between_that_are_missing_are_made() -> None:
    call("all", "in")
    assert skipped(call("all", "in", "--keep-stages")) == 0
    assert skipped(call("all", "in", "--keep-stages")) == 3
    assert len(outputs()) == 6 + 3 * 4


def test_force_does_all_again() -> None:
    call("all", "in")
    assert skipped(call("all", "in", "--force")) == 0


def test_other_rules_or_another_program_do_all_again(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("packs").mkdir()
    Path("packs/own.toml").write_text(RULE, "utf-8")
    call("all", "in")
    own = call("all", "in", "--rules", "packs")
    assert (own.exit_code, skipped(own)) == (0, 0), own.stderr
    assert skipped(call("all", "in", "--rules", "packs")) == 3
    monkeypatch.setattr("techpolicy_extract.engines.manifest.__version__", "9.9")
    assert skipped(call("all", "in", "--rules", "packs")) == 0


def test_a_failed_document_is_tried_again_and_has_no_output() -> None:
    call("all", "in")
    Path("in/b.txt").write_bytes(b"")
    for _ in range(2):
        result = call("all", "in")
        assert (result.exit_code, skipped(result)) == (1, 2)
        assert "error: in/b.txt: the file is empty" in result.stderr
        assert not Path("out/b.jsonl").exists()
    Path("in/b.txt").write_text(TEXT, "utf-8")
    assert call("all", "in").exit_code == 0


def test_an_error_among_the_issues_is_one_also_where_it_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        summary = pipeline.Summary(Counter(document=1), Counter(error=1))
        patch.setattr(pipeline, "summary", lambda _: summary)
        assert call("all", "in").exit_code == 1
    again = call("all", "in")
    assert (again.exit_code, skipped(again)) == (1, 3)


def test_outputs_of_documents_that_are_gone_stay() -> None:
    call("all", "in")
    Path("in/c.txt").unlink()
    assert call("all", "in").exit_code == 0
    assert Path("out/c.jsonl").is_file()
    shown = call("status", "out")
    assert shown.exit_code == 1
    assert shown.stdout.splitlines() == ["gone in/c.txt", "done: 2", "stale: 0", "gone: 1", "failed: 0"]


def test_status_tells_what_the_manifest_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/b.txt").write_bytes(b"")
    call("all", "in")
    found = json.loads(call("status", "out", "--format", "json").stdout)
    assert found["counts"] == {"done": 2, "stale": 0, "gone": 0, "failed": 1}
    assert [(each["name"], each["state"], each["message"]) for each in found["documents"]] == [
        ("a", "done", None), ("b", "failed", "the file is empty"), ("c", "done", None),
    ]  # fmt: skip
    assert found["documents"][0]["rules_version"] == packs.default().version
    assert "failed in/b.txt: the file is empty" in call("status", "out").stdout
    monkeypatch.setattr("techpolicy_extract.engines.folder.version", lambda *_: "other")
    assert json.loads(call("status", "out", "--format", "json").stdout)["counts"]["stale"] == 2


def test_status_of_all_done_is_zero_and_of_nothing_is_two() -> None:
    call("all", "in")
    assert call("status", "out").exit_code == 0
    assert call("status", "in").exit_code == 2
    assert call("status", "in").stderr.startswith("error: in: has no manifest (")
    Path("out/.manifest.sqlite").write_bytes(b"no database at all" * 100)
    assert call("status", "out").stderr.startswith("error: out/.manifest.sqlite: is no manifest of this version (")
    assert call("all", "in").exit_code == 1
    Path("out/.manifest.sqlite").unlink()
    assert call("all", "in").exit_code == 0


def test_standard_output_has_no_manifest() -> None:
    assert call("all", "in", "--out", "-").exit_code == 0
    assert call("all", "nowhere").exit_code == 1
    assert not Path("out").exists()


def test_what_only_runs_know_of_is_no_input_and_no_output() -> None:
    call("all", "in")
    call("all", "out", "in", "--out", "again")
    assert set(outputs("again")) == set(outputs())


def test_a_second_run_on_the_same_folder_does_nothing_and_says_so() -> None:
    with store.locked(Path("out")):
        result = call("all", "in")
        with pytest.raises(LockedError), store.locked(Path("out")):
            pass
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "error: out: another run is writing there (wait for it)"
    assert outputs() == {}
    assert call("all", "in").exit_code == 0


def test_half_written_files_of_killed_runs_are_swept_and_others_are_not() -> None:
    ended, unasked = (subprocess.Popen([sys.executable, "-c", ""]) for _ in range(2))
    ended.wait()
    os.waitid(os.P_PID, unasked.pid, os.WEXITED | os.WNOWAIT)
    Path("out/deep").mkdir(parents=True)
    swept = [f".{ended.pid}-0.tmp", f"deep/.{ended.pid}-12.tmp"]
    swept += [f".{unasked.pid}-0.tmp"] if Path("/proc/self/stat").exists() else []
    for name in (*swept, ".1-0.tmp", "mine.tmp", ".x-1.tmp"):
        Path("out", name).write_bytes(b"half")
    call("all", "in")
    unasked.wait()
    assert leftovers() == [".1-0.tmp", ".x-1.tmp", "mine.tmp"], "process 1 is alive; the others are not of ours"


def test_a_full_disk_stops_the_run_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    write = store.write

    def full(path: Path, data: bytes, lasting: bool) -> None:
        if path.name.startswith("b"):
            monkeypatch.setattr("pathlib.Path.replace", fail)
        write(path, data, lasting)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context():
        monkeypatch.setattr(store, "write", full)
        result = call("all", "in", "--jobs", "1", "-q")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: out/b.jsonl: no space left on the disk (free some space, or choose another --out)\n"
    )
    assert set(outputs()) == {"a.jsonl", "a.source.txt"}
    monkeypatch.undo()
    assert leftovers() == []


def test_a_limit_on_the_size_of_files_is_one_line_a_document_and_leaves_nothing_half_written() -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    run = subprocess.run(
        command("all", "in", "--jobs", "2", "-q"), capture_output=True, text=True, preexec_fn=limit, check=False
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("error: out/")
    assert outputs() == {}
    assert leftovers() == []


def test_a_document_that_takes_too_long_is_told_and_the_others_are_written() -> None:
    os.mkfifo("in/b.pdf")  # opened for reading it waits for a writer, which never comes
    result = call("all", "in/a.txt", "in/b.pdf", "in/c.txt", "--jobs", "2", "--timeout", "2", "-q")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: in/b.pdf: takes more than 2 seconds (give it more with --timeout, or leave it out)\n"
    )
    assert set(outputs()) == {"a.jsonl", "a.source.txt", "c.jsonl", "c.source.txt"}
    assert "failed in/b.pdf: takes more than 2 seconds" in call("status", "out").stdout
