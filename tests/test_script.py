"""Traditional text is simplified as OpenCC does it: the short way for text without phrases gives the same."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

import opencc
import pytest

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.nouns.text import MappedText
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.normalize.script import simplify
from tests.documents import source_of
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


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        (
            "吉林省乾安縣農業農村局關於發放補貼的通知，實現發展。",
            "吉林省乾安县农业农村局关于发放补贴的通知，实现发展。",
        ),
        ("乾安縣經濟實現發展，衣物烘乾。", "乾安县经济实现发展，衣物烘干。"),
    ],
)
def test_names_of_places_keep_their_characters(text: str, simplified: str) -> None:
    assert simplify(MappedText.of(text)).text == simplified


def test_a_traditional_sentence_in_a_simplified_text_is_simplified() -> None:
    text = "加强组织领导，落实各项任务，推进改革创新。\n到2027年，技術交易額達到5亿元，創新平臺超過10個。\n支持企业发展，叶聖陶先生题词。\n"
    mapped = normalize(Source("t.txt", text, "", "utf-8")).mapped
    assert "技术交易额达到5亿元，创新平台超过10个" in mapped.text
    assert "叶聖陶" in mapped.text
    place = mapped.text.index("技术交易额")
    assert text[slice(*mapped.source_span(place, place + 5))] == "技術交易額"


def test_a_traditional_sentence_in_a_simplified_text() -> None:
    text = (
        "滨江市科技合作方案\n到2027年，技術交易額達到5億元，培育企業20家，創新平臺超過10個。\n"
        "加强组织领导，落实各项任务，推进改革创新，支持企业发展。\n"
    )
    normalized = normalize(source_of(text))
    assert normalized.script == "hans"
    assert "技术交易额达到5亿元，培育企业20家，创新平台超过10个" in normalized.mapped.text


def test_a_name_in_traditional_script_stays() -> None:
    text = "滨江市科技合作方案\n支持個体工商户发展，推进改革创新，落实各项任务。\n"
    assert "個体" in normalize(source_of(text)).mapped.text


@pytest.mark.parametrize(
    ("radicals", "plain"), [("⼀、主要⽬标", "一、主要目标"), ("⽓象局、⻓江、⻔⼾、⻋⻢", "气象局、长江、门户、车马")]
)
def test_radicals_are_the_characters_that_they_look_like(radicals: str, plain: str) -> None:
    assert plain in normalize(source_of(f"滨江市工作方案\n{radicals}\n")).mapped.text
