"""The records of many documents in a few files: in order, with their texts, and kept by the next run where it can."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.engines import document
from techpolicy_extract.engines.document import Outcome
from techpolicy_extract.engines.local import lost
from techpolicy_extract.engines.workers import Lost
from techpolicy_extract.files import store
from techpolicy_extract.products import tables
from tests.test_many_rows import call, documents, folder, outputs, put
from tests.test_resume import skipped

__all__ = ["folder"]  # the fixture: an empty folder

SIZE = ("--shard-size", "10kB", "-q")


def make(*arguments: str, rows: list[dict[str, Any]] | None = None) -> dict[str, bytes]:
    """Write shards of twenty documents and give their bytes."""
    put("many.jsonl", rows or documents(20))
    assert call("all", "many.jsonl", *SIZE, *arguments).exit_code == 0
    return outputs()


def fresh(name: str = "many.jsonl") -> dict[str, bytes]:
    """Return the outputs of a run into an empty folder."""
    call("all", name, *SIZE, "--out", "fresh", "--force")
    return outputs("fresh")


def stamps() -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in Path("out").glob("[!.]*")}


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_shards_hold_the_records_of_all_documents_in_their_order(jobs: str) -> None:
    put("many.jsonl", documents(20))
    call("all", "many.jsonl", "--out", "single", "-q")
    single = outputs("single")
    whole = b"".join(single[f"d{number}.jsonl"] for number in range(20))
    size = len(whole) // 3
    assert call("all", "many.jsonl", "--shard-size", f"{size}B", "--jobs", jobs, "-q").exit_code == 0
    found = outputs()
    names = [f"{kind}-0000{number}.jsonl" for kind in ("part", "texts") for number in range(3)]
    assert list(found) == names
    assert b"".join(found[name] for name in names[:3]) == whole
    assert all(found[name].startswith(b'{"type":"document"') for name in names[:3])
    texts = [json.loads(line) for name in names[3:] for line in found[name].splitlines()]
    assert [(each["id"], each["text"].encode()) for each in texts] == [
        (f"d{number}", single[f"d{number}.source.txt"]) for number in range(20)
    ]


def test_shards_of_parquet_hold_a_record_a_row() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    put("many.jsonl", documents(3))
    for name in ("a", "b"):
        assert call("all", "many.jsonl", "--format", "parquet", "--out", name, "-q").exit_code == 0
    assert outputs("a") == outputs("b")
    rows = parquet.read_table("a/part-00000.parquet").to_pylist()
    assert call("all", "many.jsonl", "--out", "-", "-q").stdout_bytes == b"".join(
        row["record"].encode() + b"\n" for row in rows
    )
    for row in rows:
        record = json.loads(row.pop("record"))
        assert row == {name: record[name] for name in row}
    texts = parquet.read_table("a/texts-00000.parquet").to_pylist()
    assert [(each["id"], each["text"]) for each in texts] == [(row["id"], row["text"]) for row in documents(3)]


def test_texts_are_documents_that_can_be_read_again() -> None:
    make()
    assert call("all", "out/texts-00000.jsonl", "--out", "again", "-q").exit_code == 0
    first = Path("out/part-00000.jsonl").read_bytes().splitlines()
    again = b"".join(path.read_bytes() for path in sorted(Path("again").glob("*.jsonl")))
    assert len(again.splitlines()) == len(first)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_shards_are_no_documents(form: str) -> None:
    pytest.importorskip("pyarrow")
    make("--format", form)
    result = call("all", f"out/part-00000.{form}", "--out", "again", "-q")
    assert result.exit_code == 1
    assert "is an output of `extract all`, no documents (name the documents it was made from)\n" in result.stderr


# What is kept


def test_a_run_that_was_stopped_goes_on_behind_the_last_whole_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    put("many.jsonl", documents(20))
    write = store.write

    def stop(path: Path, data: bytes) -> None:
        if path.name == "texts-00002.jsonl":
            raise KeyboardInterrupt
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", stop)
        assert call("all", "many.jsonl", *SIZE).exit_code == 130
    before = stamps()
    assert sorted(before) == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl", *(
        f"texts-0000{number}.jsonl" for number in range(2)
    )]  # fmt: skip
    count = len([line for name in range(2) for line in Path(f"out/texts-0000{name}.jsonl").read_bytes().splitlines()])
    again = call("all", "many.jsonl", *SIZE[:-1])
    assert (again.exit_code, skipped(again)) == (0, count)
    assert outputs() == fresh()
    after = stamps()
    assert [name for name in before if after[name] == before[name]] == [name for name in before if "00002" not in name]


def test_all_is_kept_where_nothing_has_changed_and_the_table_counts_all() -> None:
    make()
    before = stamps()
    again = call("all", "many.jsonl", *SIZE[:-1])
    assert skipped(again) == 20
    assert again.stderr.split()[:2] == ["documents", "20"]
    assert stamps() == before
    assert skipped(call("all", "many.jsonl", *SIZE[:-1], "--force")) == 0


@pytest.mark.parametrize("place", [0, 9, 19])
@pytest.mark.parametrize("change", ["changed", "gone", "new", "renamed"])
def test_shards_are_made_again_from_the_first_change_on(place: int, change: str) -> None:
    make()
    rows = documents(20)
    if change == "changed":
        rows[place]["text"] += "培育企业500家。\n"
    elif change == "gone":
        del rows[place]
    elif change == "new":
        rows.insert(place + 1, {"id": "new", "text": "一、目标\n\n到2025年，培育企业500家。\n"})
    else:
        rows[place]["id"] = "renamed"
    put("many.jsonl", rows)
    again = call("all", "many.jsonl", *SIZE[:-1])
    assert outputs() == fresh()
    assert (skipped(again) > 0) == (place > 0)
    assert call("status", "out").stdout.splitlines()[-4:] == [f"done: {len(rows)}", "stale: 0", "gone: 0", "failed: 0"]


@pytest.mark.parametrize("name", ["part-00001.jsonl", "texts-00001.jsonl"])
def test_a_shard_that_is_not_as_it_was_written_is_made_again(name: str) -> None:
    before = make()
    Path("out", name).write_bytes(b"spoilt")
    assert 0 < skipped(call("all", "many.jsonl", *SIZE[:-1])) < 20
    assert outputs() == before
    Path("out", name).unlink()
    assert 0 < skipped(call("all", "many.jsonl", *SIZE[:-1])) < 20
    assert outputs() == before


def test_shards_of_another_size_take_the_place_of_these_and_other_files_stay() -> None:
    make()
    Path("out/part-1.jsonl").write_text("{}\n")
    assert call("all", "many.jsonl", "--shard-size", "1GB", "-q").exit_code == 0
    assert list(outputs()) == ["part-00000.jsonl", "part-1.jsonl", "texts-00000.jsonl"]
    pytest.importorskip("pyarrow")
    assert call("all", "many.jsonl", "--format", "parquet", "-q").exit_code == 0
    assert list(outputs()) == ["part-00000.parquet", "part-1.jsonl", "texts-00000.parquet"]


def test_a_document_that_failed_is_told_again_and_costs_no_shard() -> None:
    rows = documents(20)
    rows[3]["text"] = ""
    put("many.jsonl", rows)
    first = call("all", "many.jsonl", *SIZE)
    before = stamps()
    again = call("all", "many.jsonl", *SIZE)
    assert (first.exit_code, first.stderr) == (again.exit_code, again.stderr)
    assert first.stderr == "error: many.jsonl!/d3: the file is empty (fetch the document again)\n"
    assert stamps() == before
    assert "failed many.jsonl!/d3: the file is empty" in call("status", "out").stdout
    rows[3]["text"] = documents(20)[3]["text"]
    assert make(rows=rows) == fresh()


def test_a_document_that_ended_its_worker_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    put("many.jsonl", documents(20))
    process = document.process

    def dying(job: Any, **given: Any) -> Outcome:
        return lost(given["task"], job, Lost(9, "SIGKILL")) if job.name == "d9" else process(job, **given)

    with monkeypatch.context() as patch:
        patch.setattr("techpolicy_extract.engines.local.process", dying)
        first = call("all", "many.jsonl", *SIZE)
    assert first.stderr.startswith("error: many.jsonl!/d9: ended the process that worked on it (SIGKILL)")
    assert 0 < skipped(call("all", "many.jsonl", *SIZE[:-1])) < 9
    assert outputs() == fresh()


def test_a_name_is_given_to_one_document_only() -> None:
    rows = documents(3)
    put("many.jsonl", [*rows, rows[1]])
    result = call("all", "many.jsonl", *SIZE)
    assert result.exit_code == 1
    assert result.stderr == "error: many.jsonl!/d1: another document has the name d1 (give each of them its own)\n"
    assert outputs() == fresh()


def test_a_shard_whose_rows_are_lost_is_not_believed() -> None:
    before = make()
    with sqlite3.connect("out/.manifest.sqlite") as base:
        base.execute("DELETE FROM documents WHERE name = 'd0'")
    assert skipped(call("all", "many.jsonl", *SIZE[:-1])) == 0
    assert outputs() == before


# Who reads them


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_tables_hold_of_shards_what_they_hold_of_files(form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    make("--format", form)
    call("all", "many.jsonl", "--out", "single", "-q")
    one, other = tables.load(["single"]), tables.load(["out"])
    assert (one.errors, other.errors) == ([], [])
    for kind, entries in one.entries.items():
        found = [each.record for each in other.entries[kind]]
        assert sorted(found, key=str) == sorted((each.record for each in entries), key=str)
    assert all(each.document and each.document["doc_id"] == each.record["doc_id"] for each in other.entries["target"])


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_page_shows_all_documents_of_shards_with_their_texts(form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    make("--format", form)
    Path("many.jsonl").unlink()
    result = call("view", "out", "--out", "page.html")
    assert (result.exit_code, "documents 20" in result.stderr, "not found" in result.stderr) == (0, True, False)
    page = Path("page.html").read_text("utf-8")
    assert all(f'"name":"d{number}"' in page for number in range(20))


def test_without_their_texts_shards_are_shown_by_their_quotations() -> None:
    make()
    for path in Path("out").glob("texts-*"):
        path.write_bytes(b"[spoilt\n")
    result = call("view", "out", "--out", "page.html")
    assert (result.exit_code, "the text of 20 not found" in result.stderr) == (0, True)


@pytest.mark.parametrize("words", [("diff", "out", "out"), ("duplicates", "out"), ("eval", "gold", "out")])
def test_commands_that_want_a_file_a_document_say_so(words: tuple[str, ...]) -> None:
    make()
    Path("gold").mkdir()
    Path("gold/d0.gold.jsonl").write_text('{"type": "document"}\n')
    result = call(*words)
    assert result.exit_code != 0
    assert result.stderr == (
        "error: out/part-00000.jsonl: holds the records of many documents"
        f" (for `extract {words[0]}`, run `extract all` without --shard-size)\n"
    )


def test_a_list_of_reposts_in_the_folder_is_no_output() -> None:
    make()
    Path("out/duplicates.jsonl").write_text('{"name": "d1", "duplicate_of": "d0"}\n')
    found = tables.load(["out"])
    assert (found.errors, len(found.documents)) == ([], 20)
