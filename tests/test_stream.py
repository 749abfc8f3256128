"""Outputs on standard output: lines or one array, and readers that go away."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two documents."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("a", "b"):
        Path("in", f"{name}.txt").write_text(TEXT.replace("1600", "1600" if name == "a" else "1700"), "utf-8")
    return tmp_path


def call(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def test_folders_go_to_standard_output_where_the_folder_of_outputs_is_a_dash() -> None:
    result = call("all", "in", "--out", "-")
    assert result.exit_code == 0, result.stderr
    assert not Path("out").exists()
    assert not Path("-").exists()
    call("all", "in")
    assert result.stdout == "".join(Path("out", f"{name}.jsonl").read_text("utf-8") for name in ("a", "b"))


def test_an_array_holds_the_records_of_all_documents() -> None:
    lines = call("all", "in", "--out", "-", "--format", "jsonl", "-q").stdout.splitlines()
    array = json.loads(call("all", "in", "--out", "-", "--format", "json", "-q").stdout)
    assert array == [json.loads(line) for line in lines]
    assert [row["type"] for row in array].count("document") == 2


def test_an_array_of_standard_input() -> None:
    array = json.loads(call("all", "-", "--format", "json", "-q", stdin=TEXT.encode()).stdout)
    lines = call("all", "-", "-q", stdin=TEXT.encode()).stdout.splitlines()
    assert array == [json.loads(line) for line in lines]


def test_what_fails_leaves_an_array_whole() -> None:
    result = call("all", "nowhere", "in", "--out", "-", "--format", "json", "-q")
    assert result.exit_code == 1
    assert len({row["doc_id"] for row in json.loads(result.stdout)}) == 2
    assert json.loads(call("all", "nowhere", "--out", "-", "--format", "json", "-q").stdout) == []


@pytest.mark.parametrize("arguments", [["all", "in", "--out", "-"], ["diff", "one", "two"], ["schema"]])
def test_a_reader_that_goes_away_ends_it_quietly(arguments: list[str]) -> None:
    for side in ("one", "two"):
        Path(side).mkdir()
        rows = [json.dumps({"type": "target", "id": str(at), "value": side, "text": "甲" * 50}) for at in range(3000)]
        Path(side, "a.jsonl").write_text("\n".join(rows), "utf-8")
    command = [sys.executable, "-m", "techpolicy_extract.cli", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.read(1)
        run.stdout.close()
        said = run.stderr.read() if run.stderr else b""
        run.wait(timeout=60)
    assert b"Traceback" not in said
    assert b"error" not in said
    assert run.returncode == (1 if arguments[0] == "diff" else 0)


def test_what_is_piped_has_no_colours() -> None:
    for arguments in (["all", "in"], ["audit", "in"], ["diff", "out", "out"]):
        result = call(*arguments)
        assert "\x1b" not in result.stdout + result.stderr
