"""Files of many documents, a row each, and outputs of many documents in a few files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.engines.shards import size_of

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到{}亿元。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    """Run a command, in this process where nothing is said of it."""
    jobs = [] if "--jobs" in arguments or arguments[0] != "all" else ["--jobs", "1"]
    return CliRunner().invoke(app, [*arguments, *jobs])


def documents(count: int) -> list[dict[str, Any]]:
    return [{"id": f"d{number}", "text": TEXT.format(1600 + number), "year": 2024} for number in range(count)]


def lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def put(path: str, rows: list[dict[str, Any]]) -> str:
    """Write rows as the suffix of the path says."""
    if path.endswith(".gz"):
        Path(path).write_bytes(gzip.compress(lines(rows)))
    elif path.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard")
        half = len(rows) // 2  # two frames, as programs that append write them
        packer = zstandard.ZstdCompressor()
        Path(path).write_bytes(packer.compress(lines(rows[:half])) + packer.compress(lines(rows[half:])))
    elif path.endswith(".parquet"):
        pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pa.Table.from_pylist(rows), path)
    else:
        Path(path).write_bytes(lines(rows))
    return path


def outputs(folder: str = "out") -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in Path(folder).rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if not path.name.startswith(".")}


def errors(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("error: ")]


def test_a_row_gives_what_a_file_gives_but_for_its_path() -> None:
    [row] = documents(1)
    Path("d0.txt").write_text(row["text"], "utf-8")
    assert call("all", "d0.txt", "--out", "file").exit_code == 0
    assert call("all", put("many.jsonl", [row]), "--out", "row").exit_code == 0
    wanted = outputs("file")["d0.jsonl"].replace(b'"source_path":"d0.txt"', b'"source_path":"many.jsonl!/d0"')
    assert outputs("row") == {"d0.jsonl": wanted, "d0.source.txt": row["text"].encode()}


@pytest.mark.parametrize("path", ["many.jsonl.gz", "many.jsonl.zst", "many.parquet"])
def test_packed_rows_give_what_plain_ones_give(path: str) -> None:
    plain = call("all", put("many.jsonl", documents(4)), "--out", "plain")
    packed = call("all", put(path, documents(4)), "--out", "packed")
    assert (plain.exit_code, packed.exit_code) == (0, 0), packed.stderr
    assert len(outputs("plain")) == 8
    wanted = {name: data.replace(b"many.jsonl!", path.encode() + b"!") for name, data in outputs("plain").items()}
    assert outputs("packed") == wanted
    again = call("all", path, "--out", "packed")
    assert "skipped" in again.stderr.split()


def test_fields_have_the_names_that_are_said() -> None:
    rows = [{"number": 7, "body": TEXT.format(1600), "id": "x"}]
    assert call("all", put("a.jsonl", rows), "--id-field", "number", "--text-field", "body").exit_code == 0
    assert list(outputs()) == ["7.jsonl", "7.source.txt"]
    wrong = call("all", "a.jsonl", "--out", "wrong")
    assert errors(wrong) == ["error: a.jsonl:1: has no field 'text' (name the field with --text-field)"]


@pytest.mark.parametrize(
    ("key", "name"),
    [("../../etc/x", "etc/x"), ("a/b", "a/b"), ("http://a.cn/b?c", "http_/a.cn/b_c"), (".hidden", "_hidden"), (5, "5")],
)
def test_an_id_is_a_harmless_name(key: str | int, name: str) -> None:
    call("all", put("a.jsonl", [{"id": key, "text": TEXT}]), "-q")
    assert list(outputs()) == [f"{name}.jsonl", f"{name}.source.txt"]


def test_broken_rows_are_named_by_their_number_and_the_others_go_on() -> None:
    good = documents(2)
    broken = [b"{", b"[1]", b'{"id": "x"}', b'{"id": null, "text": "a"}', b'{"id": "y", "text": 5}', b"\xff", b""]
    Path("a.jsonl").write_bytes(lines(good[:1]) + b"\n".join(broken) + b"\n" + lines(good))
    result = call("all", "a.jsonl", "--jobs", "2")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    wheres = [line.split(": ")[1] for line in errors(result)]
    assert wheres == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7", "a.jsonl!/d0"]
    assert "another input is to be written to d0.jsonl as well" in errors(result)[-1]
    assert [name for name in outputs() if name.endswith(".jsonl")] == ["d0.jsonl", "d1.jsonl"]


@pytest.mark.parametrize("path", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_a_damaged_file_is_one_line(path: str) -> None:
    put(path, documents(40))
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[: len(data) // 2])
    result = call("all", path, "-q")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"error: {path}: is cut short or damaged: ")
    assert call("all", f"no{path}", "-q").stderr.startswith(f"error: no{path}: no such file or folder")


def test_our_own_outputs_are_no_documents() -> None:
    call("all", put("many.jsonl", documents(1)))
    result = call("all", "out/d0.jsonl", "--out", "again", "-q")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("error: out/d0.jsonl:1: is an output of `extract all`, no documents (")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--shard-size", "big"],
        ["--shard-size", "0"],
        ["--shard-size", "1MB", "--out", "-"],
        ["--shard-size", "1MB", "--keep-stages"],
        ["--shard-size", "1MB", "--format", "json"],
        ["--format", "parquet", "--out", "-"],
        ["--jobs", "0"],
        ["--timeout", "-1"],
    ],
)
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    assert call("all", put("many.jsonl", documents(1)), *arguments).exit_code == 2


@pytest.mark.parametrize(("said", "size"), [("64MB", 64_000_000), ("1 GB", 10**9), ("5kb", 5000), ("7", 7), ("8B", 8)])
def test_sizes_are_read_as_people_write_them(said: str, size: int) -> None:
    assert size_of(said) == size


@pytest.mark.parametrize("said", ["", "MB", "-1MB", "1.5MB", "1TB", "0", "٣MB", "1MMB"])
def test_what_is_no_size_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        size_of(said)
