"""The texts that are measured: the seeds, and texts made from them. The same call returns the same text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from techpolicy_extract.files.readers import read_bytes

SEEDS = Path(__file__).parent.parent.parent / "seeds"
SIZE = 5_000  # characters in a document, about as many as in a seed
_UNITS = {
    "digits": "1234567890",
    "一、": "一、",
    "（（（": "（",
    "第第第": "第",
    "3家企业": "3家企业",
    "3家、": "3家、",
    "增长5%，": "增长5%，",
    "给予30万元；": "给予不超过30万元补助；",
    "no marks": "推进科技成果转化和技术转移体系建设",
    "《《《": "《",
    "“““": "“",
    "2025年3月1日": "2025年3月1日",
    "A1A1": "A1",
    "traditional": "技術市場實施發展體系",
    "markers": "".join(f"（{number}）" for number in range(1, 21)),
    "marker lines": "一、总则\n",
    "phones": "电话：88975516、",
}


def seeds() -> dict[str, bytes]:
    """Return the seeds by name."""
    return {path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}


@cache
def sentences() -> tuple[str, ...]:
    """Return the seeds' sentences, each with the mark or line break that ends it."""
    texts = [read_bytes(data, name).text for name, data in seeds().items()]
    return tuple(each for text in texts for each in re.split(r"(?<=[。！？\n])", text) if each.strip())


def shuffled(size: int, draw: int = 0) -> str:
    """Return `size` characters: all sentences in random order, and again in another order until it is enough."""
    order = random.Random(draw)
    parts: list[str] = []
    held = 0
    while held < size:
        parts += order.sample(sentences(), len(sentences()))
        held = sum(map(len, parts))
    return "".join(parts)[:size]


def documents(count: int, size: int = SIZE) -> list[str]:
    """Return `count` documents of `size` characters, cut from one shuffled text."""
    text = shuffled(count * size)
    return [text[start : start + size] for start in range(0, count * size, size)]


def long(megabytes: int) -> bytes:
    """Return one document of so many million bytes of UTF-8, up to two bytes fewer."""
    size = megabytes * 1_000_000
    data = shuffled(size // 2).encode("utf-8", "surrogatepass")  # Chinese has three bytes a character: this is ample
    return data[:size].decode("utf-8", "ignore").encode()


def odd(size: int = SIZE) -> Iterator[tuple[str, bytes]]:
    """Yield names and documents: the same sentences in unusual forms, the plain form first."""
    text = shuffled(size)
    yield "plain", text.encode()
    yield "no line breaks", re.sub(r"\s*\n\s*", "", text).encode()
    yield "a line a sentence", re.sub(r"(?<=[。；])", "\n", text).encode()
    yield "blank lines", text.replace("\n", "\n\n\n").encode()
    yield "CRLF", text.replace("\n", "\r\n").encode()
    yield "no punctuation", re.sub(r"[，。；：、！？]", "", text).encode()
    yield "full width", text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}).encode()
    yield "GB18030", text.encode("gb18030")
    yield "UTF-16", text.encode("utf-16")


def lines(size: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts of `size` characters that repeat one thing, which slows such programs down."""
    for name, unit in _UNITS.items():
        yield name, (unit * (size // len(unit) + 1))[:size]
