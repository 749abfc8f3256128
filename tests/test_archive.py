"""Archives from unknown senders: each that is over a limit, damaged, or points outside gives one clear error."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from techpolicy_extract.files.readers.archive import Archive, Limits, safe_name
from techpolicy_extract.files.readers.xmltree import local, parse
from techpolicy_extract.nouns.errors import ReadError

SMALL = Limits(entries=5, entry=4 << 20, total=6 << 20)


def packed(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def noise(size: int) -> bytes:
    """Return bytes that compress badly."""
    return b"".join(struct.pack("<I", (n * 2654435761) & 0xFFFFFFFF) for n in range(size // 4))


def fault(action: Callable[[], object]) -> ReadError:
    with pytest.raises(ReadError) as caught:
        action()
    assert caught.value.where == "a.zip"
    return caught.value


def test_entries_are_read_by_name_in_their_order() -> None:
    archive = Archive(packed(("b/2.txt", b"two"), ("a.txt", b"one"), ("empty/", b""), ("nothing.txt", b"")), "a.zip")
    assert archive.names == ("b/2.txt", "a.txt", "nothing.txt")
    assert [archive.read(name) for name in archive.names] == [b"two", b"one", b""]
    assert archive.head("b/2.txt", 2) == b"tw"
    assert archive.head("b/2.txt", 200) == b"two"
    assert "a.txt" in archive
    assert "c.txt" not in archive
    assert "has no entry c.txt" in str(fault(lambda: archive.read("c.txt")))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("a/../b.txt", "a/b.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("\\\\host\\share\\a.txt", "host/share/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a/.. /b.txt", "a/b.txt"),
        ("a\x1b[2J:b.txt", "a_[2J_b.txt"),
        ("..", "_"),
        ("", "_"),
        ("通知（2024）.docx", "通知（2024）.docx"),
    ],
)
def test_names_cannot_lead_elsewhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_names_that_meet_are_numbered() -> None:
    archive = Archive(packed(("a/x.tar.gz", b"1"), ("../a/x.tar.gz", b"2"), ("/a//x.tar.gz", b"3")), "a.zip")
    assert {name: archive.read(name) for name in archive.names} == {
        "a/x.tar.gz": b"1",
        "a/x~2.tar.gz": b"2",
        "a/x~3.tar.gz": b"3",
    }


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("申报通知.txt".encode("gbk"), "申报通知.txt"),
        ("申报通知.txt".encode(), "申报通知.txt"),
        (b"plain.txt\x82", "plain.txté"),
    ],
)
def test_names_without_the_flag_are_in_a_code_page(raw: bytes, name: str) -> None:
    data = packed(("x" * len(raw), b"text")).replace(b"x" * len(raw), raw)
    assert Archive(data, "a.zip").names == (name,)


def test_too_many_entries() -> None:
    data = packed(*((f"{n}.txt", b"") for n in range(6)))
    assert "more than 5 entries" in str(fault(lambda: Archive(data, "a.zip", SMALL)))


def test_an_entry_and_all_together_have_a_size() -> None:
    entries = [(f"{n}.bin", noise(3 << 20)) for n in range(3)]
    archive = Archive(packed(("big.bin", noise(5 << 20)), *entries), "a.zip", SMALL)
    assert "entry big.bin is larger than 4 MiB" in str(fault(lambda: archive.read("big.bin")))
    assert len(archive.read("0.bin")) == len(archive.read("1.bin")) == 3 << 20
    assert "entry 2.bin brings the archive to more than 6 MiB" in str(fault(lambda: archive.read("2.bin")))


def test_a_bomb_is_seen_by_its_ratio_and_a_short_file_of_blanks_is_none() -> None:
    archive = Archive(packed(("bomb", bytes(3 << 20)), ("blank", bytes(1 << 20))), "a.zip")
    assert "entry bomb unpacks to more than 100 times its size" in str(fault(lambda: archive.read("bomb")))
    assert archive.read("blank") == bytes(1 << 20)


def test_a_header_that_lies_about_the_size_gives_no_more_than_it_says() -> None:
    data = packed(("a.txt", noise(200_000)))
    central = data.rindex(b"PK\x01\x02")
    for size in (100, 4_000_000):
        lie = data[: central + 24] + struct.pack("<I", size) + data[central + 28 :]
        archive = Archive(lie, "a.zip")
        assert "entry a.txt is" in str(fault(lambda archive=archive: archive.read("a.txt")))  # type: ignore[misc]


def test_a_changed_byte_is_seen_by_the_checksum() -> None:
    data = bytearray(packed(("a.txt", b"x" * 100), method=zipfile.ZIP_STORED))
    data[60] ^= 1
    archive = Archive(bytes(data), "a.zip")
    assert "entry a.txt is damaged" in str(fault(lambda: archive.read("a.txt")))


def test_a_password_is_named() -> None:
    data = bytearray(packed(("a.txt", b"text")))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive = Archive(bytes(data), "a.zip")
    assert "protected by a password (entry a.txt)" in str(fault(lambda: archive.read("a.txt")))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packing_methods_are_refused(method: int) -> None:
    archive = Archive(packed(("a.txt", b"text"), method=method), "a.zip")
    assert "unsupported method" in str(fault(lambda: archive.read("a.txt")))


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = packed(("a.txt", noise(1000)), ("b.txt", noise(2000)))
    central = data.rindex(b"PK\x01\x02")
    same = data[: central + 42] + struct.pack("<I", 0) + data[central + 46 :]
    assert "entries overlap" in str(fault(lambda: Archive(same, "a.zip")))


@pytest.mark.parametrize("cut", [0, 10, 500, -1, -30])
def test_what_is_cut_short_is_damaged(cut: int) -> None:
    data = packed(("a.txt", noise(1000)))[:cut]
    assert "damaged ZIP" in str(fault(lambda: Archive(data, "a.zip")))


def test_xml_gives_its_root() -> None:
    root = parse("<?xml version='1.0'?><a xmlns='urn:x'><!-- c --><b>省</b></a>".encode(), "a.ofd", "Doc.xml")
    assert local(root) == "a"
    assert [(local(child), child.text) for child in root] == [("b", "省")]


LAUGHS = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a b="&y;">&y;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(ReadError, match=r"a\.ofd: its entry Doc\.xml declares entities"):
        parse(text.encode(encoding), "a.ofd", "Doc.xml")


def test_an_outside_dtd_is_not_fetched() -> None:
    assert local(parse(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "a.ofd")) == "a"


@pytest.mark.parametrize("data", [b"", b"<a>", b"text", b"<a>" * 300 + b"</a>" * 300, b"<a b='1' b='2'/>"])
def test_xml_that_is_not_well_formed_or_too_deep_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.ofd: it is no valid XML"):
        parse(data, "a.ofd")
