"""Make one small file of each kind that the readers know, and damage it as broken or malicious transfers do."""

from __future__ import annotations

import random
import zipfile
from functools import cache
from io import BytesIO

from tests import ofd, typeset, webpages, word_files

_LINE = "到2025年，全省技术合同成交额达到1600亿元，培育高新技术企业500家。"
_TEXT = f"关于印发方案的通知\n各市科技局：\n一、主要目标\n{_LINE}\n二、联系方式\n联系人：张三，电话：025-80000001。\n"


KINDS = ("docx", "gb18030", "html", "mhtml", "ofd", "pdf", "rtf", "txt", "zip")


@cache
def file(kind: str) -> bytes:
    """Return a small file of one of KINDS. The PDF is set in the font of `tests.needs`."""
    if kind == "pdf":
        return typeset.document(_TEXT)
    return _files()[kind]


@cache
def _files() -> dict[str, bytes]:
    page = webpages.page(_TEXT, "关于印发方案的通知").encode()
    word = word_files.word_file("".join(word_files.p(line) for line in _TEXT.splitlines()), styles="", footnotes="")
    mhtml = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Location: http://a.cn/1\r\n\r\n" + page + b"\r\n--b--\r\n"
    )
    rtf = rb"{\rtf1\ansi\ansicpg936 \u20851?\u20110? 500}"
    made = {"txt": _TEXT.encode(), "gb18030": _TEXT.encode("gb18030"), "html": page, "mhtml": mhtml, "rtf": rtf}
    made |= {"docx": word, "ofd": ofd.typeset(_TEXT)}
    return made | {"zip": zipped({"a/通知.txt": _TEXT.encode(), "a/通知.docx": word})}


def zipped(entries: dict[str, bytes]) -> bytes:
    """Pack entries into an archive, the same bytes each time."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage a file: its bytes or, in an archive, the bytes of one entry, packed again with a valid checksum."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _entry_damaged(data, chance)
    return _bytes_damaged(data, chance)


def _entry_damaged(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(entries))
    entries[name] = _bytes_damaged(entries[name], chance)
    if chance.random() < 0.1:
        del entries[chance.choice(sorted(entries))]
    return zipped(entries)


def _bytes_damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not found:
            break
        start = chance.randrange(len(found))
        size = min(chance.choice((1, 1, 4, 30, 400)), len(found) - start)
        what = chance.randrange(6)
        if what == 0:
            found[start] ^= 1 << chance.randrange(8)
        elif what == 1:
            del found[start : start + size]
        elif what == 2:
            found[start:start] = found[start : start + size]
        elif what == 3:
            found[start : start + size] = chance.randbytes(size)
        elif what == 4:
            other = chance.randrange(len(found))
            found[start : start + size] = found[other : other + size]
        else:
            found[start:start] = chance.choice(_TOKENS)
        if chance.random() < 0.05:
            del found[chance.randrange(len(found) + 1) :]
    return bytes(found)


_TOKENS = (
    b"<", b">", b"&#0;", b"&#xD800;", b"<table>", b"</w:p>", b"<w:tbl>", b"\x00", b"\xff\xfe", b"-1", b"9" * 30,
    b"/Kids", b"endobj", b"stream\n", b"/Count -5", b"1e400", b"nan", b"\\'", b"{", b"}", b'charset="utf-7"',
    b"charset=idna",
    b"--b--", b"=\r\n", b'w:val="-99999999999"', b'Boundary="nan 0 0 1"', b' colspan="99999999"', b"PK\x05\x06",
)  # fmt: skip
