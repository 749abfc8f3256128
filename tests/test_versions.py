"""Outputs of another major version of the schema are refused in one line by every command that reads outputs."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from techpolicy_extract.records import SCHEMA_VERSION

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"
MAJOR, _, MINOR = SCHEMA_VERSION.partition(".")
READERS = (
    ("table", "OUT"),
    ("view", "OUT"),
    ("diff", "OUT", "OUT"),
    ("diff", "OUT", "other"),
    ("eval", "gold", "OUT"),
    ("duplicates", "OUT"),
    ("explain", "OUT/a.jsonl", "--at", "3"),
    ("audit", "OUT/a.jsonl"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds a document, its outputs twice, and gold."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    for out in ("OUT", "other"):
        call("all", "a.txt", "--out", out)
    Path("gold").mkdir()
    Path("gold/a.gold.jsonl").write_text('{"type":"document","genre":"通知"}\n', "utf-8")
    return tmp_path


def call(*arguments: str) -> tuple[int, list[str]]:
    """Run a command; return its exit code and the lines of standard error."""
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, [line for line in result.stderr.splitlines() if line]


def written_by(version: str) -> None:
    """Change the outputs in OUT to say that another version of the schema wrote them."""
    path = Path("OUT/a.jsonl")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    lines[0]["schema_version"] = version
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_another_major_version_is_refused_in_one_line(command: tuple[str, ...]) -> None:
    for version in ("1.1", "3.0"):
        written_by(version)
        code, said = call(*command)
        assert code != 0
        (line,) = [line for line in said if "schema" in line]
        for part in ("OUT/a.jsonl", version, f"{MAJOR}.x", "extract all"):
            assert part in line


@pytest.mark.parametrize("command", [each for each in READERS if each[0] in ("table", "view", "diff", "eval")])
def test_another_minor_version_is_read(command: tuple[str, ...]) -> None:
    written_by(f"{MAJOR}.{int(MINOR) + 7}")
    assert not [line for line in call(*command)[1] if "schema" in line or "error" in line]


def test_an_output_is_no_document_and_its_source_is_named() -> None:
    for command in READERS[-2:]:
        code, (line,) = call(*command)
        assert (code, "no document" in line, "a.txt" in line) == (1, True, True)


def test_the_state_of_a_folder_of_another_version_is_refused_and_a_new_run_writes_it_again() -> None:
    base = sqlite3.connect("OUT/.manifest.sqlite")
    base.execute("PRAGMA user_version = 1")
    base.commit()
    base.close()
    code, (line,) = call("status", "OUT")
    assert code == 2
    assert all(part in line for part in ("schema 1.x", f"{MAJOR}.x", "OUT", "extract all"))
    written_by("1.1")
    assert call("all", "a.txt", "--out", "OUT")[0] == 0
    assert json.loads(Path("OUT/a.jsonl").read_text("utf-8").splitlines()[0])["schema_version"] == SCHEMA_VERSION
    assert call("status", "OUT")[0] == 0
