"""Word files that are damaged, protected or hostile: one clear error, or a part that says it is one."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from techpolicy_extract.files.readers import kinds, read_bytes
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.model import Source
from tests.word_files import item, level, lists, p, packed, r, source, word_file

BODY = "".join(p(f"第{n}段：到2025年，技术合同成交额达到{n * 37}亿元。") for n in range(1, 400))
WHOLE = word_file(BODY, styles="", numbering=lists(level(0, "decimal", "%1、")), footnotes="")


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "政策.docx")
    assert caught.value.where == "政策.docx"
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def entries(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def with_document(xml: str) -> bytes:
    return packed(entries(WHOLE) | {"word/document.xml": xml})


@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.8, 0.97, 0.999])
def test_a_file_that_is_cut_short_is_refused(share: float) -> None:
    error = refused(WHOLE[: int(len(WHOLE) * share)])
    assert "damaged" in error.message or "not plain text" in error.message


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_give_an_error_or_the_right_text(seed: int) -> None:
    good = read_bytes(WHOLE, "a.docx").text
    data = bytearray(WHOLE)
    for step in range(1 + seed % 4):
        place = (seed * 7919 + step * 104_729) % len(data)
        data[place] ^= 1 << (seed + step) % 8
    try:
        made: Source | None = read_bytes(bytes(data), "a.docx")
    except ReadError as error:
        assert error.where == "a.docx"  # noqa: PT017 - either outcome is right, each in its way
        made = None
    assert made is None or made.text == good


def test_every_kind_of_damage_to_the_text_itself_is_seen() -> None:
    start = WHOLE.index(b"word/document.xml") + 40
    for place in range(start, start + 2000, 97):
        data = bytearray(WHOLE)
        data[place] ^= 0xFF
        assert "word/document.xml" in refused(bytes(data)).message


def test_broken_xml_gives_what_stands_before_it_and_says_so() -> None:
    xml = entries(WHOLE)["word/document.xml"]
    cut = xml.index("第300段")
    made = read_bytes(with_document(xml[:cut]), "a.docx")
    assert made.text.startswith("第1段：到2025年，技术合同成交额达到37亿元。\n")
    assert made.text.endswith(f"第299段：到2025年，技术合同成交额达到{299 * 37}亿元。\n")
    assert made.layout.unread == ("word/document.xml breaks off after block 299 of its body",)


@pytest.mark.parametrize("xml", ["", "<", "no xml", "<w:document", "<html><body><p>甲</p></body></html>", "\ufffe"])
def test_a_text_that_is_no_xml_of_word_is_refused(xml: str) -> None:
    assert "word/document.xml" in refused(with_document(xml)).message


def test_damage_beside_the_text_leaves_the_text() -> None:
    body = item("甲", 1) + p("乙。")
    files = entries(word_file(body, styles="", numbering=lists(level(0, "decimal", "%1、"))))
    made = read_bytes(packed(files | {"word/numbering.xml": "<w:numbering"}), "a.docx")
    assert made.text == "甲\n乙。\n"
    (unread,) = made.layout.unread
    assert unread.startswith("word/numbering.xml is no valid XML")
    for name in ("_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"):
        assert read_bytes(packed(files | {name: "<damaged"}), "a.docx").text == "1、甲\n乙。\n"


def test_a_file_without_its_text_is_refused() -> None:
    files = {"[Content_Types].xml": "<Types/>", "word/documents.txt": "x"}
    assert "without its text" in refused(packed(files)).message


def test_the_main_part_may_have_another_name() -> None:
    files = entries(word_file(p("甲。")))
    files["word/document2.xml"] = files.pop("word/document.xml")
    assert read_bytes(packed(files), "a").text == "甲。\n"
    files["_rels/.rels"] = files["_rels/.rels"].replace("document.xml", "document2.xml")
    assert read_bytes(packed(files), "a").text == "甲。\n"


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declared", [BOMB, '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE d>"])
def test_entities_are_refused_in_the_text(declared: str, encoding: str) -> None:
    xml = entries(word_file(p(r("甲&b;"))))["word/document.xml"].partition("?>")[2]
    files: dict[str, str | bytes] = dict(entries(WHOLE))
    files["word/document.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{xml}'.encode(encoding)
    assert "has a DTD" in refused(packed(files)).message


def test_entities_beside_the_text_are_not_read() -> None:
    files = entries(word_file(p("甲。"), styles=""))
    made = read_bytes(packed(files | {"word/styles.xml": BOMB + "<d>&b;</d>"}), "a.docx")
    assert made.text == "甲。\n"
    assert made.layout.unread == ("word/styles.xml has a DTD, which no Word file needs",)


def test_a_bomb_is_refused() -> None:
    xml = entries(word_file(p("甲。")))["word/document.xml"].replace("甲", "0" * (40 << 20))
    assert "as a bomb does" in refused(with_document(xml)).message


def test_elements_in_each_other_without_end_are_refused_or_cut() -> None:
    for tag in ("w:ins", "w:sdt", "w:tbl"):
        body = p("甲。") + f"<{tag}>" * 5000 + f"</{tag}>" * 5000
        made = source(body)
        assert made.text == "甲。\n"
        assert made.layout.unread
    made = source(p("甲。") + p("<w:ins>" * 240 + r("深") + "</w:ins>" * 240))
    assert made.text == "甲。\n深\n"


@pytest.mark.parametrize("name", ["EncryptedPackage", "EncryptionInfo"])
def test_a_password_is_told_from_an_old_format(name: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6000) + name.encode("utf-16-le") + bytes(100)
    protected = name == "EncryptedPackage"
    assert kinds.kind_of(data, "a.docx") == ("protected" if protected else "doc")
    if protected:
        error = refused(data)
        assert str(error) == "政策.docx: is protected by a password (open it, remove the password, save it again)"


def test_pictures_alone_are_no_text() -> None:
    picture = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
    assert "pictures" in refused(word_file(p(picture) + p(""))).message
    assert read_bytes(word_file(p(picture) + p("甲")), "a.docx").text == "甲\n"
    assert "white space" in refused(word_file(p(""))).message


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert str(refused(WHOLE)) == "政策.docx: needs the extra [docs] (pip install 'techpolicy-extract[docs]')"


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(entries(word_file(p("甲。"))))
    path = tmp_path / "a.docm"
    path.write_bytes(packed(files | {"word/vbaProject.bin": b"\x00garbage"}))
    assert read_bytes(path.read_bytes(), path.name).text == "甲。\n"


def test_a_paragraph_of_a_million_blanks_takes_no_longer_than_others() -> None:
    made = source(p("甲" + " " * 1_000_000 + "乙", "<w:r><w:tab/></w:r>", r("丙")))
    assert made.text == "甲" + " " * 1_000_000 + "乙 丙\n"
