"""Data written as text gives no records: a file of it is refused, a block of it in a text is told and passed over."""

from __future__ import annotations

import base64
import binascii
import quopri
import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.lexing.encoded import blocks, mostly
from techpolicy_extract.lexing.unread import unread
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.layout import Cell, Layout, Table
from techpolicy_extract.pipeline import Valid
from techpolicy_extract.products.audit import audit
from techpolicy_extract.records import issue_texts
from tests.documents import source_of
from tests.eval import SEEDS
from tests.invariants import accounted, holds, rows_of_any, run, valid

TITLE = "某市科技发展规划\n\n为贯彻落实国家要求，制定本规划。\n"
BEFORE = "到2025年，全省技术合同成交额达到1600亿元。\n"
AFTER = "\n到2030年，培育高新技术企业500家。\n"
DATA = random.Random(7).randbytes(1500)
OFFICE = b"PK\x03\x04" + bytes(300) + DATA  # as of zipped documents: not all of it looks random


def uuencoded(data: bytes) -> str:
    lines = (binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    return f"begin 644 a.doc\n{''.join(lines)}`\nend"


def dump(data: bytes, form: str) -> str:
    """Show bytes as xxd, hexdump -C and other programs do, with their characters beside them."""
    lines = []
    for at in range(0, len(data), 16):
        part = data[at : at + 16]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        pairs, fours = part.hex(" "), part.hex(" ", 2)
        lines.append(
            {"xxd": f"{at:08x}: {fours}  {shown}", "hexdump": f"{at:08x}  {pairs}  |{shown}|", "bare": pairs}[form]
        )
    return "\n".join(lines)


def pem(name: str) -> str:
    return f"-----BEGIN {name}-----\n{base64.encodebytes(DATA[:600]).decode()}-----END {name}-----"


KINDS: dict[str, tuple[str, str]] = {
    "base64 in lines": (base64.encodebytes(DATA).decode().strip(), "base64"),
    "base64 of an office file": (base64.encodebytes(OFFICE).decode().strip(), "base64"),
    "base64 of Chinese": (base64.encodebytes((BEFORE * 20).encode()).decode().strip(), "base64"),
    "base64 in one line": (base64.b64encode(DATA).decode(), "base64"),
    "base64 in few lines": (base64.encodebytes(DATA[:130]).decode().strip(), "base64"),
    "base64 with blanks for breaks": (base64.encodebytes(DATA).decode().strip().replace("\n", " "), "base64"),
    "base64 quoted": ("\n> ".join(base64.encodebytes(DATA).decode().split()), "base64"),
    "base64 for addresses": (base64.urlsafe_b64encode(DATA).decode(), "base64"),
    "base64 with CRLF": ("\r\n".join(base64.encodebytes(DATA).decode().split()), "base64"),
    "hexadecimal": ("\n".join(DATA.hex()[at : at + 60] for at in range(0, 3000, 60)), "a hex dump"),
    "hexadecimal in one line": (DATA.hex(), "a hex dump"),
    "xxd": (dump(DATA, "xxd"), "a hex dump"),
    "hexdump": (dump(DATA, "hexdump"), "a hex dump"),
    "pairs": (dump(DATA, "bare"), "a hex dump"),
    "uuencoded": (uuencoded(DATA), "uuencoded data"),
    "uuencoded, cut": ("\n".join(uuencoded(DATA).split("\n")[3:20]), "uuencoded data"),
    "quoted-printable": (quopri.encodestring((BEFORE * 9).encode()).decode().strip(), "quoted-printable"),
    "certificate": (pem("CERTIFICATE"), "a key or signature (PEM)"),
    "signature": (pem("PGP SIGNATURE"), "a key or signature (PEM)"),
}
ADDRESS = f"data:image/png;base64,{base64.b64encode(DATA).decode()}"
ADDRESSES = {
    "Markdown": f"![图1]({ADDRESS})",
    "Markdown with a title": f'![]({ADDRESS} "组织图")',
    "Markdown reference": f"[image1]: <{ADDRESS}>",
    "HTML": f'<img width="3" src="{ADDRESS}" />',
    "CSS": f"url({ADDRESS})",
    "bare": ADDRESS,
    "short": "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP8=",
    "not base64": "data:image/svg+xml,%3Csvg%20width=%2212%22%3E%3C/svg%3E",
    "in lines": f"data:image/png;base64,{base64.encodebytes(DATA[:120]).decode().strip()}",
}


def test_the_issues_know_every_kind() -> None:
    assert {what for _, what in KINDS.values()} < set(issue_texts.catalogue()["inserted"])


def found(text: str) -> list[tuple[str, str]]:
    return [(text[block.start : block.end], block.what) for block in blocks(text)]


@pytest.mark.parametrize("name", KINDS)
def test_a_block_of_data_is_found_from_end_to_end(name: str) -> None:
    data, what = KINDS[name]
    assert found(f"{BEFORE}{data}{AFTER}") == [(data, what)]
    assert found(data) == [(data, what)]


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_that_holds_a_file_is_found_with_what_shows_it(name: str) -> None:
    data = ADDRESSES[name]
    assert found(f"{BEFORE}{data}{AFTER}") == [(data, "files inside data: addresses")]
    if name != "in lines":
        assert found(f"见{data}，到2025年，")[0][0] == data or name in (
            "Markdown reference",
            "bare",
            "not base64",
            "short",
        )


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        "－" * 80 + "_" * 80 + "-" * 80 + "=" * 80,
        "0123456789" * 20,
        "TheNationalProgrammeforScienceandTechnologyDevelopmentoftheProvinceofJiangsu2021",
        "Guidelines-for-the-Administration-of-Science-and-Technology-Funds-2021-2025-Annex-1",
        "Annex_1_Application_Form_for_High_Tech_Enterprise_Certification_2021_Final_Version.docx",
        "http://www.example.gov.cn/xxgk/xinxifenlei/fdzdgknr/fgzc/gfxwj/gfxwj2021/202101/t20210105_172012.html",
        f"https://mp.example.com/s?biz={base64.b64encode(DATA[:60]).decode()}&mid=1",
        "校验值：9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0bf822cd15d6c15b0f00a08",
        "2020 12 34 56 78 90 11 22\n2021 13 35 57 79 91 12 23\n2022 14 36 58 80 92 13 24\n2023 15 37 59 81 93 14 25",
        "a=1; b=2; c=3D; d=4E",
        "begin 2025\n新一轮",
        "data: image/png, 到2025年",
        "metadata:text/plain,500家",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n到2025年，培育企业500家。\n",
    ],
)
def test_words_numbers_addresses_and_rules_are_no_data(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name)
def test_no_document_holds_data(path: Path) -> None:
    assert found(path.read_bytes().decode("utf-8-sig")) == []


def records(text: str) -> list[dict[str, object]]:
    """Return type, quote and amount of a text's records, without document and issue records."""
    rows = [row for row in rows_of_any(valid(source_of(text))) if row["type"] not in ("document", "issue")]
    return [{"type": row["type"], "quote": row["quote"], "amount": row.get("amount")} for row in rows]


@pytest.mark.parametrize("name", [*KINDS, *ADDRESSES])
def test_a_text_gives_the_same_records_with_data_in_it_as_without(name: str) -> None:
    data = KINDS[name][0] if name in KINDS else ADDRESSES[name]
    text = f"{TITLE}{BEFORE}{data}{AFTER}"
    assert records(text) == records(f"{TITLE}{BEFORE}{AFTER}")
    state = run(source_of(text))[-1]
    assert isinstance(state, Valid)
    [issue] = [row for row in state.records if row["type"] == "issue"]
    what = KINDS[name][1] if name in KINDS else "files inside data: addresses"
    assert (issue["code"], issue["severity"], issue["start"]) == ("unreadable_part", "warning", text.index(data))
    assert issue["message"] == f"{len(data)} characters are not read: {what}, no text."
    assert issue["quote"] == data[:60]


@pytest.mark.parametrize("name", [*KINDS, *ADDRESSES])
def test_numerals_in_data_are_furniture_and_all_others_what_they_are_without_it(name: str) -> None:
    data = KINDS[name][0] if name in KINDS else ADDRESSES[name]

    def classes(text: str) -> list[tuple[object, object]]:
        return [(row["class"], row["text"]) for row in audit(source_of(text))]

    plain = classes(f"{TITLE}{BEFORE}{AFTER}")
    whole = classes(f"{TITLE}{BEFORE}{data}{AFTER}")
    assert [each for each in whole if each[0] != "furniture"] == plain
    assert len(whole) == len(plain) + 1
    accounted(source_of(f"{TITLE}{BEFORE}{data}{AFTER}"))


def test_pictures_in_many_places_are_told_once() -> None:
    text = TITLE + "".join(f"{number}. ![图{number}]({ADDRESS})\n{BEFORE}" for number in (1, 2, 3))
    issues = [row for row in rows_of_any(valid(source_of(text))) if row["type"] == "issue"]
    assert [row["message"] for row in issues if "data:" in str(row["message"])] == [
        f"{3 * len(ADDRESSES['Markdown'])} characters in 3 places are not read: files inside data: addresses, no text."
    ]
    assert [row["amount"] for row in records(text) if row["type"] == "target"] == [160000000000] * 3


def test_what_is_repeated_with_data_in_it_is_told_apart_or_together_but_read_once() -> None:
    text = TITLE + f"支持企业。![图]({ADDRESS})\n" * 60 + AFTER
    spans = [each.span for each in unread(text, Layout())]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    holds(text)
    accounted(source_of(text))


def test_cells_stay() -> None:
    data = KINDS["base64 in one line"][0]
    table = Layout(tables=(Table((Cell(0, len(data), 1, 1),)),))
    assert unread(data, table) == []
    assert [each.kind for each in unread(data, Layout())] == ["encoded"]


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_data_is_refused_by_name_with_what_to_try(name: str) -> None:
    data, what = KINDS[name]
    head = "附件：通知.doc\n"
    for text in (data, head + data):
        with pytest.raises(ReadError) as caught:
            read_bytes(text.encode(), "a/b.txt")
        assert caught.value.message == f"is mostly {what}, not plain text"
        assert (caught.value.where, caught.value.hint) == ("a/b.txt", "decode it, and name the document that comes out")


@pytest.mark.parametrize("name", [*KINDS, *ADDRESSES])
def test_a_document_with_data_in_it_is_read(name: str) -> None:
    data = KINDS[name][0] if name in KINDS else ADDRESSES[name]
    text = f"{TITLE}{BEFORE * 6}{data}{AFTER}"
    assert mostly(text) is None
    assert read_bytes(text.encode(), "a.txt").text == text


def test_a_part_of_an_email_without_its_header_is_refused() -> None:
    """Mails are cut and joined: the lines between the parts are no document."""
    parts = "".join(
        f"--X{number}\nContent-Disposition: attachment; filename={number}.doc\n\n{base64.encodebytes(DATA).decode()}\n"
        for number in range(3)
    )
    with pytest.raises(ReadError, match="is mostly base64"):
        read_bytes(f"This is a multi-part message.\n{parts}".encode(), "a.eml")


def test_control_characters_are_no_text() -> None:
    data = bytes(byte & 0x7F or 1 for byte in DATA)
    with pytest.raises(ReadError, match=r"is a binary file \(it has control characters\)"):
        read_bytes(data, "a.txt")
    assert read_bytes(f"{BEFORE}\x0c\x1a\x08".encode(), "a.txt").text.endswith("\x08")


WORST: dict[str, Callable[[int], str]] = {
    "almost long tokens": lambda size: "Ab1/" * 11 + "， ".join("Ab1x" * 11 for _ in range(size // 46)),
    "tokens": lambda size: "Ab1x" * (size // 4),
    "lines of tokens": lambda size: ("Ab1x" * 15 + "\n") * (size // 61),
    "addresses": lambda size: "data:image/png;base64," * (size // 22),
    "beginnings of Markdown": lambda size: "![" * (size // 2),
    "pictures": lambda size: "![data:a/b,c](" * (size // 14),
    "keys without an end": lambda size: "-----BEGIN A KEY-----\n" * (size // 22),
    "uuencoded beginnings": lambda size: "begin 644 a\n" * (size // 12),
    "escapes": lambda size: "=E5" * (size // 3),
    "pairs of digits": lambda size: "0a " * (size // 3),
    "lines of pairs": lambda size: "0a 0b 0c 0d 0e\n" * (size // 15),
    "blanks": lambda size: ("Ab1x" * 15 + " " * 20) * (size // 80),
    "equals": lambda size: "=" * size,
}


@pytest.mark.parametrize("name", WORST)
def test_the_time_grows_with_the_length(name: str) -> None:
    def seconds(size: int) -> float:
        text = WORST[name](size)
        best = 9.0
        for _ in range(3):
            blocks.cache_clear()
            start = time.process_time()
            mostly(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(40_000), seconds(320_000)
    assert large < 30 * max(small, 0.002), f"{small:.4f} s, eight times as much {large:.4f} s"
    assert large < 3


PIECES = st.sampled_from(
    [
        *(data for data, _ in KINDS.values()),
        *ADDRESSES.values(),
        "\n",
        " ",
        "，",
        "500家",
        BEFORE,
        "Ab1/" * 15,
        "=" * 50,
    ]
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(PIECES, max_size=6).map("".join))
def test_stretches_ascend_and_every_text_is_sound(text: str) -> None:
    spans = [each.span for each in unread(text, Layout())]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    holds(text)
