"""Texts that would cost a careless reader more than their length: one thing said without end.

`text(name, size)` gives one of about `size` characters; `python -m tests.hostile [SIZE]` measures what they take.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping

from techpolicy_extract.pipeline import STAGES, State, advance, begin
from tests.documents import source_of

# What is repeated, by name. Each repeats what some pattern begins with and never ends.
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
}
NAMES = tuple(UNITS)


def text(name: str, size: int) -> str:
    """Give the text of a name, of about `size` characters, with a word at its end so that it is not blank."""
    unit = UNITS[name]
    return unit * (size // len(unit)) + "无"


def table(size: int) -> Iterator[str]:
    """Yield for each text the processor's seconds for it, for twice of it, and for a million characters."""
    yield f"{'':24}{size:>10,}{2 * size:>10,}{'a million':>12}"
    for name in NAMES:
        once, twice = seconds(text(name, size)), seconds(text(name, 2 * size))
        yield f"{name:24}{once:>10.2f}{twice:>10.2f}{twice / (2 * size) * 1e6:>12.1f}"


def seconds(said: str) -> float:
    state: State = begin(source_of(said))
    clock = time.process_time()
    for stage in STAGES:
        state = advance(stage, state)
    return time.process_time() - clock


if __name__ == "__main__":
    for line in table(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000):
        print(line, flush=True)
