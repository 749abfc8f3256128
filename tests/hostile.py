"""Texts that repeat one thing without end, so that slow patterns show: time must grow with length only.

`text(name, size)` returns one of about `size` characters; `varied` returns the same with other numerals and nouns in
each copy, so that no two stretches are equal. `python -m tests.hostile [SIZE]` measures the time of each.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from techpolicy_extract.pipeline import STAGES, State, advance, begin
from tests.documents import source_of

# The repeated unit, by name. Each repeats the beginning of something that a pattern looks for, without its end.
UNITS: Mapping[str, str] = {
    "digits": "7",
    "chinese digits": "三",
    "numbers": "3.14、",
    "list markers": "一、",
    "marker lines": "一、\n",
    "bracketed markers": "（一）",
    "nested markers": "一、（一）1.（1）①",
    "open brackets": "（",
    "pairs of brackets": "（）",
    "open titles": "《",
    "pairs of titles": "《甲》",
    "open quotes": "“",
    "ordinals": "第",
    "articles": "第一条 ",
    "enumerating commas": "、",
    "words in a list": "企业、",
    "clause without a mark": "推进科技创新发展",
    "counts": "3家企业",
    "years": "2025年",
    "to years": "到2025年，",
    "days": "2024年4月28日",
    "money": "给予50万元补助",
    "per cents": "%",
    "bounds": "不低于",
    "contacts": "联系人：",
    "phones": "025-80000001，",
    "e-mails": "a@",
    "addresses": "http://a.cn/",
    "document numbers": "〔2014〕49号",
    "bodies": "省科技厅、",
    "leaders": "（省科技厅牵头）",
    "annexes": "附件：\n",
    "blanks": " ",
    "wide blanks": "\u3000",
    "tabs": "\t",
    "line ends": "\n",
    "carriage returns": "\r",
    "pipes": "|",
    "dashes": "—",
    "dots": ".",
    "targets": "到2025年，培育高新技术企业500家。\n",
    "traditional": "技術合同成交額",
    "zero-width": "\u200b",
    "halves": "\ud800",
    "other scripts": "ا",
    "letters and digits": "A1",
    "markers in brackets": "(1)",
    "numbers in a list": "3家、",
    "growth": "增长5%，",
    "awards": "给予不超过30万元补助；",
    "titled marker lines": "一、总则\n",
    "numbered articles": "第一条为了促进科技创新，",
    "ratios": "1:1、",
    "digits and commas": "1,",
    "wide digits and dots": "１.",
    "clocks": "17:00",
    "from and to": "从5家到8家，",
    "to to": "至",
    "until": "到",
    "year signs": "年",
    "month signs": "月",
    "among them": "其中",
    "respectively": "分别达到5%、6%，",
    "nested quotes": "《“（",
    "mixed brackets": "（[【《“‘",
    "closing brackets": "）】》”",
    "brackets of document numbers": "〔",
    "broken document numbers": "〔2014",
    "web heads": "http://",
    "mails without end": "a@a",
    "hexadecimal": "0123456789abcdef",
    "base64": "Q2hpbmE1Nys/",
    "rows of a table": "| 1 | 2 |\n",
    "cells": "5\t",
    "combining marks": "e\u0301",
    "half characters": "\ud800\udc00",
    "astral characters": "\U00020000",
    "lines without an end": "推进科技创新发展\n",
    "damaged dates": "20221218日",
    "relative days": "每年2月底前",
    "plans": "“十四五”期间，",
    "annex numbers": "附件1",
    "funds": "设立省科技创新基金，",
    "tasks": "责任单位：省科技厅\n",
    "cards": "联系人：张三，电话：025-80000001\n",
    "titles in basis": "根据《科技创新条例》，",
    "annexed documents": "附件1\n某市科技创新方案\n培育企业5家。\n",
    "tables": "指标\t单位\t2025年\n企业\t家\t5\n推进科技创新工作。\n",
    "rows of tasks": "任务\t责任单位\t完成时限\n推进企业5家\t省科技厅\t2025年3月底前\n",
    "points": "一是推进企业发展；二是建设企业5家；",
}
NAMES = tuple(UNITS)
# What varies in a unit, and its alternatives: one digit, one numeral, one noun.
_VARIES: Mapping[str, str] = {
    **dict.fromkeys("123456789", "123456789"),
    **dict.fromkeys("一二三四五六七八九", "一二三四五六七八九"),
    "企业": "企业 机构 平台 项目 专利 学校",
}
_VARIABLE = re.compile("|".join(_VARIES))
VARIED = tuple(name for name, unit in UNITS.items() if _VARIABLE.search(unit))
# The texts that must take less than two seconds a megabyte: each is a name in `UNITS`.
PROMISED = ("digits", "list markers", "open brackets", "ordinals", "clause without a mark", "nested markers")


def text(name: str, size: int) -> str:
    """Return the text with this name, of about `size` characters. It ends in a word, so that it is never blank."""
    unit = UNITS[name]
    return unit * (size // len(unit)) + "无"


def varied(name: str, size: int) -> str:
    """Return the text with this name, with other digits, numerals and nouns in each copy: the same ones each time."""
    chance = random.Random(name)

    def other(found: re.Match[str]) -> str:
        choice = _VARIES[found.group()]
        return chance.choice(choice.split() if " " in choice else choice)

    return _VARIABLE.sub(other, text(name, size))


def table(kind: Callable[[str, int], str], names: tuple[str, ...], size: int) -> Iterator[str]:
    """Yield a line for each text: processor seconds for it, for one twice as long, for 10⁶ characters, for 1 MB."""
    yield f"{kind.__name__:32}{size:>10,}{2 * size:>10,}{'a million':>12}{'a megabyte':>12}"
    for name in names:
        short, long = kind(name, size), kind(name, 2 * size)
        once, twice = seconds(short), seconds(long)
        millions, megabytes = len(long) / 1e6, len(long.encode("utf-8", "surrogatepass")) / 1e6
        yield f"{name:32}{once:>10.2f}{twice:>10.2f}{twice / millions:>12.1f}{twice / megabytes:>12.1f}"


def seconds(said: str) -> float:
    state: State = begin(source_of(said))
    clock = time.process_time()
    for stage in STAGES:
        state = advance(stage, state)
    return time.process_time() - clock


if __name__ == "__main__":
    for kind, names in ((text, NAMES), (varied, VARIED)):
        for line in table(kind, names, int(sys.argv[1]) if len(sys.argv) > 1 else 20_000):
            print(line, flush=True)
