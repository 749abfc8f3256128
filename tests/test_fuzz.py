"""No text and no file breaks the program: outputs are sound and the same twice, or one clear error says why not."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.nouns.errors import ReadError
from tests import damaged_files, hostile, ofd
from tests.documents import source_of
from tests.invariants import NAMES, PIECES, accounted, holds, mutated, seed, valid

# The same inputs in each run: what a run finds by chance, the next one could not show. `tests.fuzz` looks further.
STEADY = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
CHANCES = st.integers(0, 2**32 - 1)
PDF = pytest.param("pdf", marks=pytest.mark.needs("font"))
OWN_READER = [PDF if kind == "pdf" else kind for kind in damaged_files.KINDS if kind != "rtf"]  # LibreOffice reads RTF
ANY = st.text(st.characters(), min_size=1, max_size=120)  # with halves of characters, as some decoders leave them


def sound(text: str) -> None:
    holds(text)
    accounted(source_of(text))


@settings(STEADY, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join))
def test_any_text_of_what_policies_are_made_of(text: str) -> None:
    sound(text)


@settings(STEADY, max_examples=60)
@given(ANY)
def test_any_text(text: str) -> None:
    sound(text)


@settings(STEADY, max_examples=20)
@given(st.sampled_from(NAMES), CHANCES)
def test_seeds_with_damage(name: str, chance: int) -> None:
    sound(mutated(seed(name).text, random.Random(chance)))


@settings(STEADY, max_examples=15)
@given(st.sampled_from(NAMES), st.integers(0, 20_000), st.integers(1, 500))
def test_seeds_that_are_cut_anywhere(name: str, start: int, size: int) -> None:
    text = seed(name).text
    sound(text[start % len(text) :][:size])


@pytest.mark.parametrize("name", hostile.NAMES)
def test_one_thing_said_without_end(name: str) -> None:
    sound(hostile.text(name, 600))


# What `tests.fuzz` has found, each once a crash.
@pytest.mark.parametrize(
    "text",
    [
        "专栏\ud8001 目标",
        "第\ud800一章\n一、主要\ud800目标\n（一）概况",
        "附件\ud8001\n一、目标",
        "设立“\ud800\ud800基金”，规模达到5亿元。",
        "。\n二)2025年目标:",
        "一半年来",
    ],
)
def test_texts_that_once_broke_it(text: str) -> None:
    sound(text)


@pytest.mark.parametrize("size", ["0", "-1", "nan", "1e400", "x", ""])
def test_letters_of_no_size(size: str) -> None:
    entry = f'<ofd:TextObject Boundary="20 20 100 10" Size="{size}"><ofd:TextCode X="0" Y="5">甲乙</ofd:TextCode>'
    refused_or_sound(ofd.ofd([ofd.content([f"{entry}</ofd:TextObject>"])]), "a.ofd")


@pytest.mark.parametrize("kind", [kind for kind in OWN_READER if kind != "zip"])  # an archive is read by its entries
def test_a_whole_file_of_each_kind_is_read(kind: str) -> None:
    assert "1600亿元" in read_bytes(damaged_files.file(kind), f"a.{kind}").text


def refused_or_sound(data: bytes, name: str) -> None:
    with suppress(ReadError):
        valid(read_bytes(data, name))


@pytest.mark.parametrize("kind", OWN_READER)
@settings(STEADY, max_examples=6)
@given(chance=CHANCES)
def test_files_with_damage(kind: str, chance: int) -> None:
    refused_or_sound(damaged_files.damaged(damaged_files.file(kind), random.Random(chance)), f"a.{kind}")


@pytest.mark.needs("writer")
@pytest.mark.parametrize("chance", range(2))
def test_rich_text_with_damage(chance: int) -> None:
    refused_or_sound(damaged_files.damaged(damaged_files.file("rtf"), random.Random(chance)), "a.rtf")


HEADS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"MIME-Version: 1.0\r\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@settings(STEADY, max_examples=80)
@given(st.sampled_from(HEADS), st.binary(max_size=300))
def test_bytes_of_no_file_at_all(head: bytes, data: bytes) -> None:
    refused_or_sound(head + data, "a")
