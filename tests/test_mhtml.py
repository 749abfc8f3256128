"""Web archives: the right part is read, whatever its encodings; nothing else is."""

from __future__ import annotations

import base64
import quopri

import pytest

from techpolicy_extract.files import readers
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.model import Source
from tests.eval import SEEDS
from tests.test_html import from_text, said
from tests.webpages import page, records

NOTICE = "各有关单位：\n到2025年，培育高新技术企业500家。\n附件：表\n"
ADDRESS = "https://kjj.binjiang.gov.cn/tz/2024/1.html"


def part(text: str, location: str, charset: str = "utf-8", coding: str = "quoted-printable", more: str = "") -> bytes:
    """Return one part of a web archive."""
    data = text.encode(charset)
    lines = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
    head = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n{more}"
    return f"{head}Content-Location: {location}\r\n\r\n".encode() + lines.replace(b"\n", b"\r\n")


def archive(*parts: bytes, head: str = f"Snapshot-Content-Location: {ADDRESS}\r\n", start: str = "") -> bytes:
    """Return a web archive as browsers save it."""
    image = (
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: a.png\r\n\r\niVBORw0KGgo="
    )
    intro = f"From: <Saved by Blink>\r\n{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; {start}"
    body = b"".join(b"\r\n--X\r\n" + each for each in (*parts, image))
    return f'{intro}boundary="X"\r\n\r\n'.encode() + body + b"\r\n--X--\r\n"


def read(data: bytes, name: str = "page.mhtml") -> Source:
    return readers.read_bytes(data, name)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_seed_gives_the_same_records_from_an_archive(charset: str, coding: str) -> None:
    path = next(SEEDS.glob("002*.txt"))
    html = page(path.read_text("utf-8-sig"), "对省政协十二届二次会议第85号党派团体提案的答复", "list")
    source = read(archive(part(html, ADDRESS, charset, coding)))
    rows = records(source)
    assert said(rows) == said(from_text(path))
    assert all(source.text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert (rows[0]["format"], rows[0]["encoding"]) == ("mhtml", charset)


def test_the_page_is_what_the_archive_names() -> None:
    advert = part("<p>广告：本店大酬宾，全场五折，欢迎光临。</p>", "https://ads.example.com/a.html")
    notice = part(page(NOTICE, "通知", "list"), ADDRESS, more="Content-ID: <frame-1@mhtml.blink>\r\n")
    assert "高新技术企业500家" in read(archive(advert, notice)).text
    assert "高新技术企业500家" in read(archive(advert, notice, head="", start='start="<frame-1@mhtml.blink>"; ')).text
    assert "大酬宾" in read(archive(advert, notice, head="")).text


def test_addresses_are_relative_to_the_archives() -> None:
    html = page(NOTICE, "通知", "list").replace("附件：表", '附件：<a href="../f/a.doc">表</a>')
    assert read(archive(part(html, ADDRESS))).layout.attachments == (("表", "https://kjj.binjiang.gov.cn/tz/f/a.doc"),)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive(), "without a page"),
        (archive(part("", ADDRESS)), "without a page"),
        (archive(part("<div id=app></div>", ADDRESS)), "holds no document text"),
        (archive(part(page(NOTICE, "通知"), ADDRESS))[:150], "without a page"),
    ],
)
def test_an_archive_without_a_document_says_so(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "a/b.mht")
    assert message in caught.value.message
    assert caught.value.hint
