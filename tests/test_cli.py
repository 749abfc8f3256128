"""The commands as a user meets them: outputs, messages, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract import pipeline
from techpolicy_extract.cli.app import app
from techpolicy_extract.nouns.errors import RecordError, RuleError

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"
FOLDERS = ["1-normalized", "2-sections", "3-records"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with one document, `in/a.txt`."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def call(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def files(folder: str = "out") -> list[str]:
    """List the outputs, without the copies of the source texts beside them, and what only runs know of."""
    found = (each.relative_to(folder).as_posix() for each in Path(folder).rglob("*") if each.is_file())
    return sorted(name for name in found if not name.endswith(".source.txt") and not name.startswith("."))


def errors(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("error: ")]


def test_all_writes_one_file_a_document_and_a_closing_table() -> None:
    result = call("all", "in")
    assert result.exit_code == 0, result.stderr
    assert files() == ["a.jsonl"]
    assert result.stdout == ""
    words = result.stderr.split()
    assert words[:4] == ["documents", "1", "failed", "0"]
    assert {"records", "document", "issues"} <= set(words)


def test_quiet_says_nothing() -> None:
    result = call("all", "in", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_all_gives_the_bytes_of_the_four_stages(seeds: Path) -> None:
    assert call("all", str(seeds), "--out", "once", "-q").exit_code in (0, 1)
    for stage in pipeline.STAGES:
        assert call(stage, str(seeds), "--out", "four", "-q").exit_code in (0, 1)
    call("all", str(seeds), "--out", "kept", "-q", "--keep-stages")
    assert files("once") == sorted(f"{path.stem}.jsonl" for path in seeds.glob("*.txt"))
    assert files("four") == files("kept")
    assert {each.name for each in Path("four").iterdir() if each.is_dir()} == set(FOLDERS)
    for name in files("four"):
        assert Path("four", name).read_bytes() == Path("kept", name).read_bytes(), name
    for name in files("once"):
        assert Path("once", name).read_bytes() == Path("four", name).read_bytes(), name


def test_standard_input_goes_to_standard_output_unless_told_otherwise() -> None:
    result = call("all", "-", stdin=TEXT.encode("gb18030"))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("{")
    assert not Path("out").exists()
    call("all", "-", "--out", "out", stdin=TEXT.encode("gb18030"))
    assert Path("out/stdin.jsonl").read_text("utf-8") == result.stdout


def test_stages_can_be_piped() -> None:
    data = TEXT.encode()
    for stage in pipeline.STAGES:
        result = call(stage, "-", "--quiet", stdin=data)
        assert result.exit_code == 0, result.stderr
        data = result.stdout_bytes
    assert data == call("all", "-", stdin=TEXT.encode()).stdout_bytes


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02\x03" * 9, "binary"),
        ("report.pdf", b"%PDF-1.4 \xff", "PDF"),
        ("latin.txt", "très élevé".encode("latin-1"), "not text"),
    ],
)
def test_bad_input_is_one_line_and_the_others_go_on(name: str, data: bytes, what: str) -> None:
    Path(name).write_bytes(data)
    Path("out").mkdir()
    Path("out", Path(name).stem + ".jsonl").write_bytes(b"of an earlier run\n")
    result = call("all", name, "in")
    assert result.exit_code == 1
    [line] = errors(result)
    assert line.startswith(f"error: {name}: ")
    assert what in line
    assert line.endswith(")"), "it says what to try"
    assert files() == ["a.jsonl"]
    assert "Traceback" not in result.stderr


def test_a_missing_path_and_a_folder_without_documents() -> None:
    Path("nothing").mkdir()
    result = call("all", "nowhere", "nothing", "in")
    assert result.exit_code == 1
    assert [line.split(":")[1].strip() for line in errors(result)] == ["nowhere", "nothing"]
    assert files() == ["a.jsonl"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["all"],
        ["all", "in", "--colour"],
        ["nonsense"],
        ["all", "-", "--keep-stages"],
        ["segment", "in", "--keep-stages"],
        ["all", "in", "--out", "-", "--keep-stages"],
        ["all", "in", "--format", "json"],
        ["all", "-", "in", "--format", "json"],
        ["segment", "in", "--out", "-"],
    ],
)
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("stage", "before", "name"),
    list(zip(pipeline.STAGES[1:], pipeline.STAGES, FOLDERS, strict=False)),
)
def test_a_stage_without_its_input_names_the_file_and_the_command(stage: str, before: str, name: str) -> None:
    result = call(stage, "in", "--out", "o", "--quiet")
    assert result.exit_code == 1
    assert result.stderr == f"error: o/{name}/a.json: is missing (run `extract {before} in --out o` first)\n"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff"])
def test_a_stage_file_that_is_none_is_one_line(data: bytes) -> None:
    Path("out/1-normalized").mkdir(parents=True)
    Path("out/1-normalized/a.json").write_bytes(data)
    result = call("segment", "in", "--quiet")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("error: out/1-normalized/a.json: ")


def test_a_stage_that_fails_takes_its_older_output_away(monkeypatch: pytest.MonkeyPatch) -> None:
    call("all", "in", "--keep-stages")
    assert len(files()) == 4

    def refuse(stage: str, state: pipeline.State) -> pipeline.State:
        if stage == "extract":
            raise RecordError("does not stand in the source")
        return advance(stage, state)

    advance = pipeline.advance
    monkeypatch.setattr(pipeline, "advance", refuse)
    result = call("extract", "in", "--quiet")
    assert result.stderr == "error: in/a.txt: does not stand in the source\n"
    assert files() == ["1-normalized/a.json", "2-sections/a.json", "a.jsonl"]
    call("all", "in", "--keep-stages", "--quiet")
    assert files() == ["1-normalized/a.json", "2-sections/a.json"]


def test_our_own_fault_shows_a_traceback_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/b.txt").write_text(TEXT + TEXT, "utf-8")
    calls = iter([ZeroDivisionError("oops")])

    def stumble(stage: str, state: pipeline.State) -> pipeline.State:
        for error in calls:
            raise error
        return advance(stage, state)

    advance = pipeline.advance
    monkeypatch.setattr(pipeline, "advance", stumble)
    result = call("all", "in")
    assert result.exit_code == 1
    assert "Traceback (most recent call last)" in result.stderr
    assert "ZeroDivisionError: oops" in result.stderr
    assert errors(result) == ["error: in/a.txt: internal error (please report it with the lines above)"]
    assert files() == ["b.jsonl"]


def test_a_broken_rule_pack_stops_the_run_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/b.txt").write_text(TEXT, "utf-8")

    def refuse(stage: str, state: pipeline.State) -> pipeline.State:
        raise RuleError("has no pattern", "rules/target.toml: target.x")

    monkeypatch.setattr(pipeline, "advance", refuse)
    result = call("all", "in", "--quiet")
    assert (result.exit_code, result.stderr) == (1, "error: rules/target.toml: target.x: has no pattern\n")


def test_an_issue_of_severity_error_is_one_though_the_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    for severity, code in (("warning", 0), ("error", 1)):
        summary = SimpleNamespace(records=Counter(document=1), issues=Counter({severity: 1}))
        monkeypatch.setattr(pipeline, "summary", lambda _, found=summary: found)
        result = call("all", "in", "--force")
        assert result.exit_code == code
        assert files() == ["a.jsonl"]
        assert severity in result.stderr


def test_a_document_in_which_nothing_is_found_is_good() -> None:
    Path("in/a.txt").write_text("今天天气很好。\n", "utf-8")
    result = call("all", "in", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    types = [json.loads(line)["type"] for line in Path("out/a.jsonl").read_text("utf-8").splitlines()]
    assert types[0] == "document"
    assert set(types) <= {"document", "part", "section"}


def test_an_output_folder_that_is_a_file_is_one_line() -> None:
    Path("out").write_bytes(b"")
    result = call("all", "in", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: out: a file stands where a folder is needed")


def test_names_with_spaces_and_line_breaks_stay_one_line() -> None:
    Path("in/x y\nz.txt").write_bytes(b"")
    result = call("all", "in", "--quiet")
    assert len(result.stderr.splitlines()) == 1


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "techpolicy_extract.cli", *arguments]


def test_ctrl_c_ends_with_130_and_leaves_nothing_half_written() -> None:
    whole = command("all", "in", "-", "--out", "out")
    with subprocess.Popen(whole, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        give_up = time.monotonic() + 60
        while not Path("out/a.source.txt").exists() and time.monotonic() < give_up:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)  # the first document is done; it waits for standard input
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in said
    assert files() == ["a.jsonl"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    for arguments in (["all", "-"], ["all", "--help"]):
        read, write = os.pipe()
        os.close(read)
        run = subprocess.run(
            command(*arguments), input=TEXT.encode(), stdout=write, stderr=subprocess.PIPE, check=False, timeout=60
        )
        os.close(write)
        assert b"Traceback" not in run.stderr
        assert b"rror" not in run.stderr
