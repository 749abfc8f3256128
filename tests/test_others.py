"""Files of a folder that are no documents: none of them vanishes without a word."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from techpolicy_extract.cli.terminal.others import NOUNS, closing
from techpolicy_extract.engines import rows
from techpolicy_extract.files.discovery import discover
from techpolicy_extract.files.readers import SUFFIXES, others
from techpolicy_extract.files.readers.others import KINDS, MOST, Others, Some, kind_by_name
from techpolicy_extract.nouns.errors import UserError
from tests.ofd import zipped

TEXT = "到2025年，全省技术合同成交额达到1600亿元。\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
WORKBOOK = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put("in/a.txt", TEXT)
    return tmp_path


def put(name: str, data: bytes | str = "x") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)


def call(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def found(*paths: str) -> dict[str, list[str]]:
    """Return the names of files that are no documents, by kind; assert that counts and names agree."""
    told = Others()
    discover(paths, told)
    kinds = told.by_kind()
    assert all(some.count == len(some.names) for some in kinds.values())
    return {kind: some.names for kind, some in kinds.items()}


def last(result: Result) -> list[str]:
    """Return the lines after the closing table."""
    lines = result.stderr.splitlines()
    return lines[1 + max(number for number, line in enumerate(lines) if line.startswith("issues")) :]


def test_the_closing_summary_counts_what_is_no_document_and_says_what_to_do() -> None:
    put("in/a.xlsx", WORKBOOK)
    put("in/b/c.xlsx", WORKBOOK)
    put("in/scan.png", PNG)
    put("in/notes.xyz")
    for command in ("all", "normalize"):
        result = call(command, "in")
        assert result.exit_code == 0
        lines = result.stderr.splitlines()
        at = next(number for number, line in enumerate(lines) if "no documents" in line)
        assert lines[at] == (
            "4 files are no documents: 2 workbooks (in/a.xlsx, in/b/c.xlsx), 1 picture (in/scan.png), "
            "1 other file (in/notes.xyz)"
        )
        assert lines[at + 1] == (
            "  to have them read: save the sheets that you need as PDF; put pictures of pages into a PDF file; "
            "name a file of text by itself"
        )
    assert call("all", "in", "--quiet").stderr == ""


def test_one_file_is_told_in_the_singular_and_many_by_the_first_names() -> None:
    put("in/clip.mp4")
    assert last(call("all", "in")) == ["1 file is no document: 1 recording (in/clip.mp4)"]
    for number in range(5):
        put(f"in/{number}.mp4")
    assert last(call("all", "in")) == [
        "6 files are no documents: 6 recordings (in/0.mp4, in/1.mp4, in/2.mp4 and 3 more)"
    ]


def test_the_summary_is_chinese_where_asked() -> None:
    put("in/a.xlsx", WORKBOOK)
    put("in/scan.png", PNG)
    for number in range(5):
        put(f"in/{number}.mp4")
    lines = call("--lang", "zh", "all", "in").stderr.splitlines()
    assert lines[-2:] == [
        "7 个文件不是文档：1 个工作簿（in/a.xlsx）、1 张图片（in/scan.png）、"
        "5 个音视频（in/0.mp4、in/1.mp4、in/2.mp4，另有 2 个）",
        "  若要读取：把需要的工作表另存为 PDF；把文件页面的图片合成 PDF 文件",
    ]


def test_every_kind_has_its_words_in_both_languages() -> None:
    assert set(NOUNS) == set(KINDS)
    try:
        for kind in KINDS:
            for count in (1, 2):
                told = []
                for language in messages.LANGUAGES:
                    messages.use(language)
                    told += ["".join(closing({kind: Some(count, ["x"])}))]
                assert told[0] != told[1]
                assert not any("a" <= char <= "w" for char in told[0].replace("PDF", "").replace("ZIP", "")), told[0]
    finally:
        messages.use(None)


def test_kinds_are_told_by_suffix_and_rows_as_the_command_line_reads_them() -> None:
    assert [kind_by_name(name) for name in ("A.XLSX", "b.tar.gz", "c.jsonl.gz", "d", "e.xyz", "预算.et")] == [
        *("workbook", "archive", "rows", "other", "other", "workbook"),
    ]
    assert others.ROWS == rows.SUFFIXES
    assert {kind_by_name(f"x{suffix}") for suffix in SUFFIXES} == {"other"}


def test_hidden_files_locks_and_our_own_outputs_do_not_count() -> None:
    for name in (".x.png", ".git/x.png", "Thumbs.db", "~$a.xlsx"):
        put(f"in/{name}")
    assert found("in") == {}
    assert call("all", "in", "--out", "in/out", "--keep-stages").exit_code == 0
    assert call("all", "in", "--out", "in/shards", "--shard-size", "1MB").exit_code == 0
    names = {
        path.relative_to("in").as_posix() for path in Path("in").rglob("*.*") if path.suffix in (".jsonl", ".json")
    }
    assert {"out/a.jsonl", "out/1-normalized/a.json", "shards/part-00000.jsonl", "shards/texts-00000.jsonl"} <= names
    told = Others()
    assert [str(each) for each in discover(["in"], told) if isinstance(each, UserError)] == []
    assert len(discover(["in"])) == 1
    assert told.by_kind() == {}


def test_lines_and_stages_that_are_not_ours_count() -> None:
    put("in/many.jsonl", "{}\n")
    put("in/part-00000.jsonl", "{}\n")
    put("in/3-records.json", "{}")
    put("in/1-normalized/b.json", "{}")
    assert found("in") == {
        "data": ["in/3-records.json", "in/1-normalized/b.json"],
        "rows": ["in/many.jsonl", "in/part-00000.jsonl"],
    }


def test_the_parts_of_a_saved_page_count_as_its_own() -> None:
    put("in/page.html", f"<html><body><p>{TEXT}</p></body></html>")
    for name in ("a.css", "b/c.png", "d.html", ".hidden"):
        put(f"in/page_files/{name}")
    put("in/other_files/d.png", PNG)
    told = Others()
    discover(["in"], told)
    assert told.by_kind() == {"picture": Some(1, ["in/other_files/d.png"]), "page part": Some(3, ["in/page_files"])}
    assert last(call("all", "in"))[-1] == "3 files belong to saved pages and are not read by themselves: in/page_files"


def test_entries_of_archives_count() -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>"
    inner = zipped({"d.pptx": "x", "e.txt": TEXT})
    entries: dict[str, str | bytes] = {"a.xlsx": WORKBOOK, "b.txt": TEXT, "__MACOSX/x.png": "x", "c/inner.zip": inner}
    put("in/notices.zip", zipped({**entries, "p/page.html": page, "p/page_files/x.png": PNG, "empty.zip": zipped({})}))
    assert found("in") == {
        "workbook": ["in/notices.zip!/a.xlsx"],
        "presentation": ["in/notices.zip!/c/inner.zip!/d.pptx"],
        "page part": ["in/notices.zip!/p/page_files/x.png"],
    }
    assert found("in/notices.zip") == found("in")
    [error] = [each for each in discover(["in"]) if isinstance(each, UserError)]
    assert str(error).startswith("in/notices.zip!/empty.zip: no documents in this archive (")


def test_an_entry_that_cannot_be_read_and_might_be_a_document_is_an_error() -> None:
    data = zipped({"a.txt": TEXT, "scan": PNG, "c.png": PNG})
    for name in (b"scan", b"c.png"):
        at = data.index(name) + len(name)
        data = data[:at] + b"\xff" * 4 + data[at + 4 :]
    put("a.zip", data)
    assert found("a.zip") == {"picture": ["a.zip!/c.png"]}
    assert [str(each) for each in discover(["a.zip"]) if isinstance(each, UserError)] == [
        "a.zip: its entry scan is damaged (fetch it again; it may be cut short)"
    ]


def test_a_folder_without_documents_is_an_error_and_still_tells_what_is_there() -> None:
    put("tables/a.xlsx", WORKBOOK)
    put("tables.zip", zipped({"a.xlsx": WORKBOOK}))
    result = call("all", "tables", "tables.zip")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith("error: tables: no documents in this folder (")
    assert result.stderr.splitlines()[1].startswith("error: tables.zip: no documents in this archive (")
    assert "2 files are no documents: 2 workbooks (tables/a.xlsx, tables.zip!/a.xlsx)" in result.stderr


def test_links_pipes_sockets_and_empty_files_are_told() -> None:
    Path("in/gone").symlink_to("nowhere")
    os.mkfifo("in/pipe")
    put("in/nothing", "")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("in/door")
    assert found("in") == {"empty": ["in/nothing"], "link": ["in/gone"], "pipe": ["in/door", "in/pipe"]}


def test_a_file_that_cannot_be_opened_and_might_be_a_document_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    put("in/scan")
    put("in/a.xlsx", WORKBOOK)
    real = Path.open

    def refuse(path: Path, *given: object) -> object:
        if path.name in ("scan", "a.xlsx"):
            raise PermissionError(13, "Permission denied")
        return real(path, *given)  # type: ignore[call-overload]

    monkeypatch.setattr("pathlib.Path.open", refuse)
    result = call("all", "in")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith("error: in/scan: permission denied (")
    assert "1 file is no document: 1 workbook (in/a.xlsx)" in result.stderr


def test_what_is_given_twice_counts_once() -> None:
    put("in/sub/a.xlsx", WORKBOOK)
    put("in/b.zip", zipped({"a.txt": TEXT, "b.png": PNG}))
    Path("in/again").symlink_to("sub")
    wanted = {"workbook": ["in/again/a.xlsx"], "picture": ["in/b.zip!/b.png"]}
    assert found("in", "./in/", "in/sub", "in/b.zip") == wanted
    assert found("in/sub", "in")["workbook"] == ["in/sub/a.xlsx"]


def test_names_are_kept_of_the_first_files_only() -> None:
    told = Others()
    told.begin("in")
    for number in range(10_000):
        told.add("picture", f"in/{number:05}.png")
    told.begin("more")
    told.add("picture", "more/a.png")
    kept = told.by_kind()["picture"]
    assert (kept.count, len(kept.names), kept.names[-1]) == (10_001, MOST, f"in/{MOST - 1:05}.png")


def test_a_name_with_signs_that_a_terminal_obeys_is_written_out() -> None:
    put("in/a\n\x1b[2J.png")
    assert last(call("all", "in"))[0] == "1 file is no document: 1 picture (in/a \\u001b[2J.png)"


@pytest.mark.parametrize("name", ["photo.jpg", "clip.mp4", "mail.msg", "table.xlsx", "door"])
def test_a_file_that_is_named_by_itself_is_one_error_line(name: str) -> None:
    if name == "door":
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(name)
    else:
        put(name, WORKBOOK if name.endswith("xlsx") else b"\x00\x01\xfe" * 99)
    result = call("all", name)
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "error: " in line] == [result.stderr.splitlines()[0]]
    assert result.stderr.startswith(f"error: {name}: ")
    assert "no document" not in result.stderr


def test_rows_and_standard_input_work_beside_a_folder() -> None:
    put("in/a.png", PNG)
    put("many.jsonl", json.dumps({"id": "m", "text": TEXT}) + "\n")
    result = call("all", "in", "many.jsonl", "-", stdin=TEXT.encode())
    assert result.exit_code == 0, result.stderr
    assert "1 file is no document: 1 picture (in/a.png)" in result.stderr
    assert {path.name for path in Path("out").glob("*.jsonl")} == {"a.jsonl", "m.jsonl"}
