"""Reading: every encoding gives the same text, and what is no text says so."""

from __future__ import annotations

import codecs
import hashlib
import random
import tomllib
from pathlib import Path

import pytest

from techpolicy_extract.files import readers
from techpolicy_extract.files.readers.kinds import kind_of, kind_of_entries
from techpolicy_extract.nouns.errors import ReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HANS = "省政府办公厅关于印发《行动方案》的通知\r\n到2025年，全省技术合同成交额达到1600亿元，年均增长10%以上。\r\n"
HANT = "四川省技術要素市場專項規劃，國家級技術轉移示範機構達77家。\n到2025年，全省技術合同成交額達到1600億元。\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (HANS.encode(), HANS, "utf-8"),
        (HANS.encode("utf-8-sig"), HANS, "utf-8-sig"),
        (codecs.BOM_UTF16_LE + HANS.encode("utf-16-le"), HANS, "utf-16-le"),
        (codecs.BOM_UTF16_BE + HANS.encode("utf-16-be"), HANS, "utf-16-be"),
        (HANS.encode("utf-16-le"), HANS, "utf-16-le"),
        (HANS.encode("utf-16-be"), HANS, "utf-16-be"),
        (HANS.encode("gb18030"), HANS, "gb18030"),
        (HANT.encode("big5"), HANT, "big5"),
        (HANT.encode("gb18030"), HANT, "gb18030"),
        (HANT.encode(), HANT, "utf-8"),
        (b"R&D spending: 2.5%\n", "R&D spending: 2.5%\n", "utf-8"),
        ("各部门：".encode("gb18030"), "各部门：", "gb18030"),
    ],
)
def test_every_encoding_gives_the_text(data: bytes, text: str, encoding: str) -> None:
    source = readers.read_bytes(data, "stdin")
    assert (source.text, source.encoding) == (text, encoding)
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.path == "stdin"


def test_encodings_are_told_apart_in_short_pieces_of_real_documents(seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        text = readers.read(path).text
        for start in range(0, len(text) - 40, 400):
            piece = text[start : start + 40]
            if piece.strip() and not piece.isascii():
                assert readers.read_bytes(piece.encode("gb18030"), "x").text == piece


def test_seeds_are_what_the_manifest_says(seeds: Path) -> None:
    manifest = tomllib.loads((seeds / "manifest.toml").read_text("utf-8"))["seed"]
    assert {each["id"] for each in manifest} == {path.stem for path in seeds.glob("*.txt")}
    for each in manifest:
        assert readers.read(seeds / f"{each['id']}.txt").sha256 == each["sha256"]
        assert set(each) == {"id", "title", "issuer", "region", "date", "sha256"}


def test_a_file_keeps_its_path_and_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes("\ufeff一\r\n二\r三\n".encode())
    source = readers.read(path)
    assert source.text == "一\r\n二\r三\n"
    assert source.path == path.as_posix()


MAIL = """Received: from mx.example.com by mail.example.com; Mon, 1 Jan 2024 00:00:00 +0800
From: kjj@example.com
To: all@example.com
Subject: =?utf-8?B?6YCa55+l?=
MIME-Version: 1.0
Content-Type: multipart/mixed;
\tboundary="X"

--X
Content-Type: text/plain; charset=utf-8

到2025年，培育高新技术企业500家。
"""


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (b"", "empty", "again"),
        (b" \n\t\r\n", "empty", "again"),
        ("\ufeff\u3000\u200b\n".encode(), "white space", "again"),
        (b"\xff\xfe", "white space", "again"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF", "again"),
        (b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml\x00", "Excel", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00ppt/presentation.xml\x00", "presentation", "PDF"),
        (OLE + b"\x05\x00" + "Workbook\x00".encode("utf-16-le"), "Excel", "PDF"),
        (OLE + b"\x05\x00" + "PowerPoint Document\x00".encode("utf-16-le"), "presentation", "PDF"),
        (OLE + b"\x05\x00" + "EncryptedPackage\x00".encode("utf-16-le"), "password", "remove the password"),
        (OLE + b"\x05\x00" + "__substg1.0_0037001F\0".encode("utf-16-le"), "Outlook", "attachments"),
        (b"PK\x03\x04\x14\x00\x06\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "(ODS)", "sheet"),
        (b"PK\x03\x04\x14\x00\x06\x00mimetypeapplication/vnd.oasis.opendocument.presentation", "(ODP)", "PDF"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z", "ZIP"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF", "recognition"),
        (b"BM\x36\x10\x00\x00\x00\x00\x00\x00\x36", "BMP", "recognition"),
        (b"RIFF\x24\x10\x00\x00WEBPVP8 ", "WebP", "recognition"),
        (MAIL.encode(), "is an e-mail", "attachments"),
        (("\ufeff\r\n" + MAIL.replace("\n", "\r\n")).encode(), "is an e-mail", "attachments"),
        (b"From kjj@example.com Mon Jan  1 00:00:00 2024\n" + MAIL.encode(), "is an e-mail", "attachments"),
        (MAIL.replace("mixed", "related").encode(), "is an e-mail", "attachments"),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n5YWz5LqO\n", "is an e-mail", "attachments"),
        (b"Rar!\x1a\x07\x01\x00", "RAR", "ZIP"),
        (b"PK\x03\x04\x14\x00\x06\x00a.txt\x00", "ZIP", "unpack"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG", "recognition"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG", "recognition"),
        (HANS.encode() + b"\x00\x01", "binary", "plain text"),
        (b"\xff\xfe\x00\xd8\x00", "utf-16-le", "UTF-8"),
        (b"\xef\xbb\xbf\xff\xfe", "utf-8", "UTF-8"),
        ("déjà vu, très élevé".encode("latin-1"), "not text", "UTF-8"),
        (random.Random(1).randbytes(4000).replace(b"\x00", b""), "not text", "UTF-8"),
        (random.Random(1).randbytes(4000), "binary", "plain text"),
    ],
)
def test_what_is_no_text_says_what_it_is_and_what_to_try(data: bytes, what: str, hint: str) -> None:
    with pytest.raises(ReadError) as caught:
        readers.read_bytes(data, "a/b.txt")
    assert what in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.where == "a/b.txt"


@pytest.mark.parametrize(
    "text",
    [
        f"From: 科技局\nSubject: 通知\n\n{HANS}",  # a note
        f"转发：\n{MAIL}",
        f"{HANS}\n{MAIL}",
        f"MIME-Version: 1.0\n\n{HANS}",
        f"关于: 通知\n日期: 今日\nContent-Type: 通知\nTo: 各单位\n\n{HANS}",
        f"BMI 指数\n{HANS}",
    ],
)
def test_what_only_looks_like_an_email_or_a_picture_is_text(text: str) -> None:
    assert readers.read_bytes(text.encode(), "a.txt").text == text


def test_a_note_with_the_suffix_of_an_email_is_one() -> None:
    with pytest.raises(ReadError, match="is an e-mail"):
        readers.read_bytes(f"From: a\nSubject: b\n\n{HANS}".encode(), "a.eml")


def test_a_document_attached_to_an_outlook_email_does_not_tell_its_kind() -> None:
    """The directory of the e-mail, in the sector that the header names, stands behind what is attached."""
    head = bytearray(OLE + bytes(504))
    head[30:32], head[48:52] = (9).to_bytes(2, "little"), (2).to_bytes(4, "little")
    attached = "WordDocument\0".encode("utf-16-le").ljust(1024, b"\0")
    directory = "Root Entry\0__nameid_version1.0\0".encode("utf-16-le")
    assert kind_of(bytes(head) + attached + directory, "a.msg") == "msg"
    assert kind_of(bytes(head) + attached, "a.doc") == "doc"


def test_a_folder_named_as_those_of_office_makes_no_workbook() -> None:
    assert kind_of_entries(["ppt/讲稿.docx", "xl/表.pdf"]) == "zip"


def test_missing_folder_and_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="no such file"):
        readers.read(tmp_path / "nowhere.txt")
    with pytest.raises(ReadError, match="is a folder"):
        readers.read(tmp_path)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so a mode of 000 would prove nothing
    with pytest.raises(ReadError, match=r"permission denied .*chmod"):
        readers.read(tmp_path / "secret.txt")


def test_a_document_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LIMIT", 1 << 20)
    path = tmp_path / "huge.txt"
    path.write_bytes(b"a" * (2 << 20))
    with pytest.raises(ReadError, match=r"larger than 1 MiB .*split"):
        readers.read(path)


def test_a_name_that_is_no_valid_text_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / b"\xb9\xe6.txt".decode("utf-8", "surrogateescape")
    path.write_bytes(b"text")
    readers.read(path).path.encode("utf-8")
