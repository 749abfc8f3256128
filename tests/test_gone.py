"""Deleted source documents: `table` and `view` report them, and `extract status --prune` removes their outputs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from techpolicy_extract.files import store

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"
STAGES = ("1-normalized", "2-sections", "3-records")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder with five documents, two of them in a folder below."""
    monkeypatch.chdir(tmp_path)
    messages.use(None)
    for number, name in enumerate(("a", "b", "c", "sub/d", "sub/e")):
        Path("in", name).parent.mkdir(parents=True, exist_ok=True)
        Path("in", f"{name}.txt").write_text(TEXT.replace("1600", str(1600 + number)), "utf-8")
    yield
    messages.use(None)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def below(folder: str = "out") -> set[str]:
    """Return the names of all files that are not hidden."""
    files = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in files if not path.name.startswith(".")}


def run(*more: str) -> None:
    assert call("all", "in", "--quiet", *more).exit_code == 0


def delete(*names: str) -> None:
    for name in names:
        Path("in", f"{name}.txt").unlink()


def ids() -> list[str]:
    data = call("table", "out", "--format", "csv", "--type", "document", "--quiet")
    assert data.exit_code == 0
    return Path("tables-csv/document.csv").read_text("utf-8-sig").splitlines()[1:]


def test_table_and_view_say_which_documents_are_gone() -> None:
    run()
    assert "gone" not in call("table", "out", "--format", "csv").stderr
    delete("a", "b", "c", "sub/d")
    first = "the sources of 4 documents are gone, their records are not: in/a.txt, in/b.txt, in/c.txt, … "
    for command in (("table", "out", "--format", "csv"), ("view", "out")):
        result = call(*command)
        assert result.exit_code == 0
        assert result.stderr.splitlines()[0] == f"{first}(extract status --prune out takes them away)"
    assert "gone" not in call("table", "out", "--format", "csv", "--quiet").stderr
    said = call("--lang", "zh", "view", "out").stderr.splitlines()[0]
    assert said.startswith("4 份文档的原文已不在，记录还在：in/a.txt, in/b.txt")


def test_only_what_is_read_is_spoken_of() -> None:
    run()
    delete("a", "sub/d")
    said = call("table", "out/sub", "--format", "csv").stderr
    assert said.startswith("the sources of 1 documents are gone, their records are not: in/sub/d.txt (")
    assert "in/a.txt (" in call("view", "out/a.jsonl", "--out", "a.html").stderr
    assert "gone" not in call("view", "out/b.jsonl", "--out", "b.html").stderr
    assert "2 documents" in call("table", ".", "--format", "csv").stderr.splitlines()[0]


def test_a_manifest_that_cannot_be_read_does_not_stop_tables() -> None:
    run()
    Path("out/.manifest.sqlite").write_bytes(b"no database" * 100)
    assert call("table", "out", "--format", "csv").exit_code == 0


def test_prune_takes_away_all_that_is_ours_and_says_so() -> None:
    run("--keep-stages")
    delete("a", "sub/d", "sub/e")
    Path("out/notes.md").write_text("mine")
    before = below()
    result = call("status", "--prune", "out")
    assert result.exit_code == 0
    for name in ("a", "sub/d"):
        files = {f"{name}.jsonl", f"{name}.source.txt", *(f"{each}/{name}.json" for each in STAGES)}
        (line,) = [line for line in result.stdout.splitlines() if line.startswith(f"removed in/{name}.txt: ")]
        assert set(line.partition(": ")[2].split(", ")) >= files
    assert result.stdout.splitlines()[-4:] == ["done: 2", "stale: 0", "gone: 0", "failed: 0"]
    assert {name for name in before - below() if name.endswith(".jsonl")} == {"a.jsonl", "sub/d.jsonl", "sub/e.jsonl"}
    assert not [name for name in below() if Path(name).name.split(".")[0] in "ade"]
    assert {"notes.md", "b.jsonl", "b.source.txt", "c.jsonl", "1-normalized/b.json"} <= below()
    assert not Path("out/sub").exists()
    assert len(ids()) == 2
    assert call("status", "out").exit_code == 0
    assert call("status", "--prune", "out").stdout.splitlines() == ["done: 2", "stale: 0", "gone: 0", "failed: 0"]


def test_prune_as_json() -> None:
    run()
    delete("a")
    found = json.loads(call("status", "--prune", "out", "--format", "json").stdout)
    assert found["removed"] == [{"name": "a", "source": "in/a.txt", "files": ["a.jsonl", "a.source.txt"], "left": []}]
    assert [each["name"] for each in found["documents"]] == ["b", "c", "sub/d", "sub/e"]
    assert found["counts"]["gone"] == 0
    assert "removed" not in json.loads(call("status", "out", "--format", "json").stdout)


def test_what_has_changed_since_is_left() -> None:
    run("--keep-stages")
    delete("a")
    Path("out/a.jsonl").write_text('{"corrected": "by hand"}\n')
    Path("out/2-sections/a.json").write_text("[1, 2]")
    result = call("status", "--prune", "out")
    assert "left, because they have changed since: a.jsonl, 2-sections/a.json" in result.stdout
    assert Path("out/a.jsonl").read_text() == '{"corrected": "by hand"}\n'
    assert Path("out/2-sections/a.json").read_text() == "[1, 2]"
    assert not Path("out/a.source.txt").exists()
    assert not Path("out/1-normalized/a.json").exists()


def test_a_failed_document_that_is_gone_is_taken_off_the_list() -> None:
    Path("in/b.txt").write_bytes(b"")
    assert call("all", "in", "--quiet").exit_code == 1
    Path("out/b.jsonl").write_text("mine")
    delete("b")
    result = call("status", "--prune", "out")
    assert result.exit_code == 0
    assert "left, because they have changed since: b.jsonl" in result.stdout
    assert Path("out/b.jsonl").read_text() == "mine"


def test_prune_from_another_folder_finds_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    delete("a")
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    result = call("status", "--prune", "../out")
    assert [line for line in result.stdout.splitlines() if line.startswith("removed")] == [
        "removed in/a.txt: a.jsonl, a.source.txt"
    ]
    assert "done: 4" in result.stdout


def test_a_project_that_was_moved_keeps_its_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").mkdir()
    Path("in").rename("one/in")
    monkeypatch.chdir(tmp_path / "one")
    run()
    monkeypatch.chdir(tmp_path)
    Path("one").rename("two")
    monkeypatch.chdir(tmp_path / "two")
    assert call("status", "--prune", "out").stdout.splitlines() == ["done: 5", "stale: 0", "gone: 0", "failed: 0"]
    run()
    monkeypatch.chdir(tmp_path)
    assert call("status", "two/out").exit_code == 0


def test_places_that_an_older_version_told_loosely_are_not_pruned() -> None:
    run()
    with sqlite3.connect("out/.manifest.sqlite") as base:
        base.execute("UPDATE documents SET path = source")
    delete("a")
    before = below()
    result = call("status", "--prune", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "error: out: does not say in which folder its documents lay (remove the outputs of in/a.txt by hand)\n"
    )
    assert below() == before


def test_prune_waits_for_no_run_and_makes_no_folder() -> None:
    run()
    delete("a")
    before = below()
    with store.locked(Path("out")):
        result = call("status", "--prune", "out")
    assert result.exit_code == 2
    assert result.stderr == "error: out: another run is writing there (wait for it)\n"
    assert below() == before
    assert call("status", "--prune", "nowhere").exit_code == 2
    assert not Path("nowhere").exists()


def test_shards_are_refused_in_one_line_and_made_again_by_a_run() -> None:
    run("--shard-size", "1kB")
    delete("a")
    said = call("table", "out", "--format", "csv").stderr
    assert said.startswith("the sources of 1 documents are gone, their records are not: in/a.txt (")
    before = below()
    result = call("status", "--prune", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: out: holds the records of many documents in one file (run `extract all` ")
    assert below() == before
    run("--shard-size", "1kB")
    assert call("status", "--prune", "out").exit_code == 0
    assert len(ids()) == 4


def test_a_name_that_leads_out_of_the_folder_is_not_followed() -> None:
    run()
    delete("a")
    Path("out/a.jsonl").rename("stranger.jsonl")
    with sqlite3.connect("out/.manifest.sqlite") as base:
        base.execute("UPDATE documents SET name = '../stranger' WHERE name = 'a'")
    call("status", "--prune", "out")
    assert Path("stranger.jsonl").is_file()
