"""What issues say, in English and in Chinese: one table, by code.

Records hold the English sentence, with the words of the source put in. Whoever shows them in Chinese finds the sentence
here by its code, and puts the same words into the Chinese one.
"""

from __future__ import annotations

import re
from functools import cache

# Names of the kinds of data written as text, in English and in Chinese.
DATA = {
    "base64": "base64 编码的数据",
    "quoted-printable": "quoted-printable 编码的数据",
    "uuencoded data": "uuencode 编码的数据",
    "a hex dump": "十六进制数据",
    "a key or signature (PEM)": "密钥或签名（PEM）",
    "files inside data: addresses": "data: 地址中的文件",
}
_ABOUT_DATA = tuple(
    pair
    for what, own in DATA.items()
    for pair in (
        (f"{{}} characters are not read: {what}, no text.", f"有 {{}} 个字符未读：是{own}，不是文字。"),
        (
            f"{{}} characters in {{}} places are not read: {what}, no text.",
            f"{{1}} 处共 {{0}} 个字符未读：是{own}，不是文字。",
        ),
    )
)

# By code, in both languages. Values replace {} in the order of the English sentence; {1} {0} changes that order.
# `findings` takes the English sentences by their place in the list.
TEXTS: dict[str, tuple[tuple[str, str], ...]] = {
    "conflicting_dates": (
        ("{} is numbered in {}, but signed on {}.", "{} 的文号属于 {} 年，落款日期却是 {}。"),
        ("The document was published on {}, before its signature of {}.", "文件于 {} 发布，早于其落款日期 {}。"),
    ),
    "percentage_over_100": (
        ("{} is given as {} %, more than the whole.", "{}写作 {}%，超过了整体。"),
        ("A share is given as {} %, more than the whole.", "一项占比写作 {}%，超过了整体。"),
    ),
    "range_reversed": (("The range from {} to {} runs backwards.", "区间从 {} 到 {}，首尾颠倒。"),),
    "baseline_after_target": (
        ("{} is meant for {}, but its baseline is of {}.", "{}的目标期是 {} 年，基期却是 {} 年。"),
        ("The number is meant for {}, but its baseline is of {}.", "该数值的目标期是 {} 年，基期却是 {} 年。"),
    ),
    "plan_period_outside_title": (
        ("{} is not within {}–{}, the plan period of the title.", "“{}”不在标题所示的规划期 {}–{} 年之内。"),
    ),
    "date_repaired": (("{} is damaged: read as {}.", "“{}”有缺损，读作 {}。"),),
    "date_ambiguous": (
        ("{} is damaged: read as {}, but may also be {}.", "“{}”有缺损，读作 {}，也可能是 {}。"),
        ("{} is damaged: read as {}, and can be read in another way.", "“{}”有缺损，读作 {}，也有别的读法。"),
    ),
    "unknown_phone": (("{} is no number of the numbering plan.", "{} 不合任何电话编号方案。"),),
    "unreadable_part": (
        (
            "{} characters of the part cannot be read: they were decoded wrongly or have been lost.",
            "这一部分有 {} 个字符无法辨读：曾被错误解码，或已丢失。",
        ),
        (
            "{} characters are not read: they repeat what stands before them, or hold no word.",
            "有 {} 个字符未读：它们重复前文，或不含词语。",
        ),
        *_ABOUT_DATA,
        # Messages of readers about a file.
        ("{} damaged characters ({}).", "有 {} 个损坏的字符（{}）。"),
        ("{} breaks off after block {} of its body.", "{} 在正文第 {} 块之后中断。"),
        ("{} is no valid XML ({}).", "{} 不是有效的 XML（{}）。"),
        ("{} declares entities, which no document needs.", "{} 声明了实体，而文档不需要它。"),
        ("{} has a DTD, which no Word file needs.", "{} 含有 DTD，而 Word 文件不需要它。"),
        ("a table or text box stands too deep in others.", "有表格或文本框嵌套太深。"),
        ("a document that is embedded as a whole (altChunk).", "有整份嵌入的文档（altChunk）。"),
        ("the file is cut short: pages at its end may be missing.", "文件不完整：末尾可能缺页。"),
        (
            "{} streams of the file are damaged: text of its pages may be missing.",
            "文件有 {} 处数据流损坏：页面文字可能有缺失。",
        ),
        ("page {} is empty.", "第 {} 页是空白页。"),
        ("page {} is damaged.", "第 {} 页已损坏。"),
        ("page {} is a picture without text.", "第 {} 页是没有文字的图片。"),
        ("page {} is a picture with hardly any text.", "第 {} 页是几乎没有文字的图片。"),
        ("page {} has more than {} characters.", "第 {} 页的字符多于 {} 个。"),
        (
            "page {} is a picture without text, and nothing is recognised in it.",
            "第 {} 页是没有文字的图片，也识别不出文字。",
        ),
        (
            "page {} is a picture with hardly any text, and nothing is recognised in it.",
            "第 {} 页是几乎没有文字的图片，也识别不出文字。",
        ),
        (
            "page {} has more than {} characters, and nothing is recognised in it.",
            "第 {} 页的字符多于 {} 个，也识别不出文字。",
        ),
        ("files are attached to the document.", "文件带有附件，未读取。"),
        ("page {} has no text, only pictures.", "第 {} 页没有文字，只有图片。"),
        ("page {}: its fonts do not say which characters they show.", "第 {} 页的字体没有说明所显示的字符。"),
        ("page {} has text in several directions.", "第 {} 页的文字有几个方向。"),
        ("page {} holds too many objects.", "第 {} 页的对象太多。"),
        ("page {} uses an object that the file does not hold.", "第 {} 页用到了文件中没有的对象。"),
        ("page {}: its entry {} is no valid XML ({}).", "第 {} 页：其中的 {} 不是有效的 XML（{}）。"),
        ("page {}: has no entry {}.", "第 {} 页：没有条目 {}。"),
        ("page {}: its entry {} is damaged.", "第 {} 页：其中的 {} 已损坏。"),
        ("{}.", "有一部分无法读取：{}。"),
    ),
}


def english(code: str, number: int, *values: object) -> str:
    """Return the English sentence at place `number` of a code's list, with the values put in."""
    return TEXTS[code][number][0].format(*values)


def of_data(what: str, size: int, places: int) -> str:
    """Return the English sentence that `size` characters in `places` places are data; `what` is a key of DATA."""
    number = 2 + 2 * list(DATA).index(what)
    return (
        english("unreadable_part", number + 1, size, places) if places > 1 else english("unreadable_part", number, size)
    )


def chinese(code: str, message: str) -> str | None:
    """Return the Chinese of an English message of a code; None for a code or message that the table lacks."""
    for pattern, said in _patterns(code):
        if found := pattern.fullmatch(message):
            return said.format(*(re.sub(r"(?<=\d) or (?=\d)", " 或 ", each) for each in found.groups()))
    return None


@cache
def _patterns(code: str) -> list[tuple[re.Pattern[str], str]]:
    """Return the sentences of a code as patterns, each with its Chinese form; those with the most text come first."""
    pairs = sorted(TEXTS.get(code, ()), key=lambda pair: 2 * pair[0].count("{}") - len(pair[0]))
    return [(re.compile("(.+?)".join(map(re.escape, said.split("{}"))), re.DOTALL), own) for said, own in pairs]
