"""Archives of documents: each document in them is a job of its own, and folders are searched by content, too."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from techpolicy_extract.cli.commands.work import Order, run
from techpolicy_extract.files.discovery import Job, discover
from techpolicy_extract.files.readers import collection, read
from techpolicy_extract.files.readers.archive import Limits
from techpolicy_extract.nouns.errors import ReadError, UserError
from techpolicy_extract.pipeline import STAGES
from tests.ofd import content, ofd, zipped

TEXT = "关于征集项目的通知\n到2025年，全省技术合同成交额达到1600亿元。\n"
HTML = "<html><body><p>通知</p></body></html>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
WORKBOOK = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, data: bytes | str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)


def jobs(*paths: str) -> dict[str, str]:
    """Return the name of each document's outputs, by the document's place."""
    return {each.where: each.name for each in discover(paths) if isinstance(each, Job)}


def errors(*paths: str) -> list[str]:
    return [str(each) for each in discover(paths) if isinstance(each, UserError)]


def extract(path: str, out: str = "out") -> int:
    return run(Order(STAGES, (path,), out=Path(out), quiet=True))


def test_each_document_of_an_archive_is_a_job_below_a_name_of_its_own() -> None:
    entries: dict[str, str | bytes] = {
        "b/通知.txt": TEXT,
        "a.html": HTML,
        "page": HTML,
        "a.css": "p {}",
        "logo.png": PNG,
        "table.xlsx": WORKBOOK,
        "plain": TEXT,
        "__MACOSX/b/._通知.txt": "x",
        ".git/x.txt": TEXT,
        "~$a.docx": "x",
        "Thumbs.db": "x",
    }
    put("in/notices.zip", zipped(entries))
    wanted = {
        "in/notices.zip!/a.html": "notices/a",
        "in/notices.zip!/b/通知.txt": "notices/b/通知",
        "in/notices.zip!/page": "notices/page",
    }
    assert jobs("in/notices.zip") == wanted
    assert jobs("in") == wanted
    assert errors("in") == []


def test_an_archive_is_known_by_its_content() -> None:
    put("in/bundle", zipped({"a.txt": TEXT}))
    put("in/report.txt", zipped({"b.txt": TEXT}))
    put("in/really.zip", ofd([content([])]))
    assert jobs("in") == {
        "in/bundle!/a.txt": "bundle/a",
        "in/really.zip": "really",
        "in/report.txt!/b.txt": "report/b",
    }


def test_an_archive_inside_is_opened_and_one_inside_that_is_not() -> None:
    third = zipped({"c.txt": TEXT})
    put("a.zip", zipped({"a.txt": TEXT, "inner.zip": zipped({"d/b.txt": TEXT, "third.zip": third})}))
    assert jobs("a.zip") == {"a.zip!/a.txt": "a/a", "a.zip!/inner.zip!/d/b.txt": "a/inner/d/b"}
    assert errors("a.zip") == ["a.zip!/inner.zip!/third.zip: lies in an archive inside an archive (unpack it)"]
    source = read(Path("a.zip"), "inner.zip!/d/b.txt")
    assert (source.text, source.path) == (TEXT, "a.zip!/inner.zip!/d/b.txt")


def test_a_folder_may_be_called_as_an_archive_is_shown() -> None:
    put("a.zip", zipped({"注意!/a.txt": TEXT}))
    assert jobs("a.zip") == {"a.zip!/注意!/a.txt": "a/注意!/a"}
    assert read(Path("a.zip"), "注意!/a.txt").text == TEXT


def test_a_damaged_entry_does_not_cost_the_others() -> None:
    data = zipped({"a.txt": TEXT, "b.zip": TEXT, "c.png": PNG})
    for name in (b"b.zip", b"c.png"):
        at = data.index(name) + len(name)
        data = data[:at] + b"\xff" * 4 + data[at + 4 :]
    put("a.zip", data)
    assert list(jobs("a.zip")) == ["a.zip!/a.txt"]
    assert errors("a.zip") == ["a.zip: its entry b.zip is damaged (fetch it again; it may be cut short)"]


def test_documents_of_one_name_keep_their_suffixes() -> None:
    put("a.zip", zipped({"x.txt": TEXT, "x.html": HTML, "y.txt": TEXT}))
    assert sorted(jobs("a.zip").values()) == ["a/x.html", "a/x.txt", "a/y"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/evil.txt", "C:\\evil.txt", "..\\..\\evil.txt", "a/../../evil.txt"]
)
@pytest.mark.parametrize("archive", ["in/a.zip", "in/...zip"])
def test_no_output_stands_outside_its_folder(name: str, archive: str) -> None:
    put(archive, zipped({name: TEXT}))
    assert extract(archive, "x/out") == 0
    written = [path for path in Path().rglob("*") if path.is_file() and path != Path(archive)]
    assert all(path.is_relative_to("x/out") for path in written)
    assert sorted(path.name for path in written) == ["evil.jsonl", "evil.source.txt"]


def test_records_say_which_entry_they_are_from(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.zip", zipped({"good.txt": TEXT, "bad.pdf": PNG}))
    assert extract("a.zip") == 1
    document = json.loads(Path("out/a/good.jsonl").read_text("utf-8").splitlines()[0])
    assert document["source_path"] == "a.zip!/good.txt"
    assert (
        capsys.readouterr().err
        == "error: a.zip!/bad.pdf: is a PNG image, not plain text (run text recognition on it)\n"
    )


def test_an_archive_that_gives_no_document_is_one_error() -> None:
    put("none.zip", zipped({"a.css": "p {}"}))
    put("cut.zip", zipped({"a.txt": TEXT})[:-30])
    locked = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + place] |= 1
            at = locked.find(mark, at + 1)
    put("locked.zip", bytes(locked))
    told = errors("none.zip", "cut.zip", "locked.zip")
    assert told[0].startswith("none.zip: no documents in this archive (documents end in .txt")
    assert told[1:] == [
        "cut.zip: is a damaged ZIP file (fetch it again; it may be cut short)",
        "locked.zip: is protected by a password (entry a.txt) (open it, remove the password, save it again)",
    ]
    assert jobs("none.zip", "cut.zip", "locked.zip") == {}


def test_an_archive_without_entries_is_one_error() -> None:
    put("empty.zip", zipped({}))
    assert [each.partition(" (")[0] for each in errors("empty.zip")] == ["empty.zip: no documents in this archive"]


def test_an_archive_has_limits_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.zip", zipped({"a.txt": TEXT * 20, "b.txt": TEXT * 20}))
    monkeypatch.setattr(collection, "LIMITS", Limits(total=1000))
    assert "unpacks to more than" in errors("a.zip")[0]
    monkeypatch.setattr(collection, "LIMITS", Limits(entries=1))
    assert "more than 1 documents" in errors("a.zip")[0]


def test_a_bomb_fails_by_itself_and_the_others_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.zip", zipped({"bomb.txt": b" " * (3 << 20), "good.txt": TEXT}))
    assert extract("a.zip") == 1
    assert Path("out/a/good.jsonl").is_file()
    assert "a.zip: its entry bomb.txt unpacks to more than 100 times its size" in capsys.readouterr().err


def test_a_pipe_is_left_alone_until_it_is_read() -> None:
    put("in/a.txt", TEXT)
    os.mkfifo("in/pipe")
    os.mkfifo("in/pipe.zip")
    assert list(jobs("in/pipe")) == ["in/pipe"]
    assert [str(each) for each in discover(["in"]) if isinstance(each, ReadError)] == [
        "in/pipe.zip: is a pipe or a device (name it by itself if it is to be read)"
    ]
    assert [each.where for each in discover(["in"])] == ["in/a.txt", "in/pipe.zip"]


def test_folders_give_what_is_surely_a_document_whatever_its_name() -> None:
    put("in/scan", b"%PDF-1.7\n")
    put("in/old.bak", "{\\rtf1\\ansi 通知}")
    put("in/page.asp", HTML)
    put("in/notes", TEXT)
    put("in/table.xlsx", WORKBOOK)
    put("in/photo.png", PNG)
    put("in/~$old.doc", b"lock")
    assert list(jobs("in")) == ["in/old.bak", "in/page.asp", "in/scan"]


def test_the_text_that_stands_beside_its_records_is_no_document() -> None:
    for name in ("a.jsonl", "a.source.txt", "b.source.txt"):
        put(f"in/{name}", TEXT)
    assert list(jobs("in")) == ["in/b.source.txt"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xlsx", WORKBOOK, "a.xlsx: is an Excel workbook (XLSX) (save the sheet that you need as PDF)"),
        ("a.pptx", zipped({"ppt/presentation.xml": ""}), "a.pptx: is a presentation (PPTX) (save it as PDF)"),
        ("a.docx", PNG, "a.docx: is a PNG image, not plain text (run text recognition on it)"),
    ],
)
def test_what_is_no_document_says_so_in_one_line(
    name: str, data: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(name, data)
    assert extract(name) == 1
    assert capsys.readouterr().err == f"error: {told}\n"
