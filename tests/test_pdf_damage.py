"""PDF files that are damaged or refused: one line that says what is wrong, or a result that says what is missing."""

from __future__ import annotations

import random
import sys

import pytest

from techpolicy_extract.files.readers.pdf import document as document_module
from techpolicy_extract.nouns.errors import ReadError
from tests.test_pdf import BODY, letter, read
from tests.typeset import OfficialDocument


def damaged(data: bytes, seed: int) -> bytes:
    """Cut, flip or drop bytes of a file, the same ones each time."""
    chance = random.Random(seed)
    spoilt = bytearray(data)
    if seed % 3 == 0:
        del spoilt[chance.randrange(300, len(spoilt)) :]
    elif seed % 3 == 1:
        for _ in range(10 ** chance.randint(0, 2)):
            spoilt[chance.randrange(20, len(spoilt))] ^= chance.randrange(1, 256)
    else:
        start = chance.randrange(20, len(spoilt))
        del spoilt[start : start + chance.choice([1, 100, 10_000])]
    return bytes(spoilt)


@pytest.mark.needs("font")
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_gives_an_error_or_says_what_is_missing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "recogniser", lambda: None)
    official = OfficialDocument()
    for number in range(12):
        official.paragraph(f"第{number}段" + BODY)
    whole = official.bytes()
    intact = read(whole).text
    fault = partial = ""
    try:
        source = read(damaged(whole, seed))
        partial = "" if source.text == intact else " ".join(source.layout.unread) or "unsaid"
    except ReadError as error:
        fault = str(error)
    assert "\n" not in fault
    assert partial != "unsaid"


@pytest.mark.needs("font")
def test_a_file_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "recogniser", lambda: None)
    data = letter()
    tail = data[: data.rindex(b"xref\n", 0, data.rindex(b"startxref"))]
    source = read(tail)
    assert source.text == read(data).text
    assert source.layout.unread == ("the file is cut short: pages at its end may be missing",)


def test_a_file_without_the_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"needs the extra \[docs\] \(pip install 'techpolicy-extract\[docs\]'\)"):
        read(b"%PDF-1.7\n")


@pytest.mark.needs("font")
def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "PAGES", 1)
    official = OfficialDocument()
    official.new_page()
    with pytest.raises(ReadError, match=r"has 2 pages, more than 1 .*split"):
        read(official.bytes())
