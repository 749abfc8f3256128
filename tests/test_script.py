"""Traditional text is simplified as OpenCC does it: the short way for text without phrases gives the same."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

import opencc
import pytest

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.nouns.text import MappedText
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.normalize.script import simplify
from tests.eval import SEEDS

HANT = SEEDS / "004_59064d171c413166.txt"


@cache
def converter() -> Any:
    return opencc.OpenCC("t2s")


def whole(text: str) -> str:
    """Simplify piece by piece with OpenCC alone."""
    return re.sub(r"[^\n，。、；：,;:]{1,200}", lambda piece: one_for_one(piece[0]), text)


def one_for_one(piece: str) -> str:
    converted = str(converter().convert(piece))
    if len(converted) == len(piece):
        return converted
    singles = (str(converter().convert(char)) for char in piece)
    return "".join(new if len(new) == 1 else old for old, new in zip(piece, singles, strict=True))


def texts() -> dict[str, str]:
    words = sorted(word for _, _, table in converter().dict_cache.values() for word in table)
    draw = random.Random(4)
    return {
        "all words": "".join(words),
        "words in lines": "，".join(words),
        "words at random": "".join(draw.choice(words) for _ in range(4000)),
        "words and marks": "".join(draw.choice([*words, *"，。\n -*“”的國"]) for _ in range(4000)),
        "a seed": read_bytes(HANT.read_bytes(), HANT.name).text,
    }


@pytest.mark.parametrize("name", texts())
def test_the_short_way_gives_what_opencc_gives(name: str) -> None:
    text = texts()[name]
    assert simplify(MappedText.of(text)).text == whole(text)


def test_positions_stay_exact() -> None:
    source = read_bytes(HANT.read_bytes(), HANT.name)
    mapped = normalize(source).mapped
    place = mapped.text.index("技术市场")
    assert source.text[slice(*mapped.source_span(place, place + 4))] == "技術市場"
