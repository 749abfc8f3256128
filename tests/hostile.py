"""Texts that would cost a careless reader more than their length: one thing said without end.

`text(name, size)` gives one of about `size` characters; `tests.bench` measures them by the megabyte.
"""

from __future__ import annotations

from collections.abc import Mapping

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
