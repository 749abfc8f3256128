"""Numerals that number or name things: document numbers, ordinals, ratios, section markers, e-mails, URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techpolicy_extract.lexing.chinese_numbers import DIGITS
from techpolicy_extract.lexing.numbering import decimal_markers
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

_YEAR_BRACKET = lazy(
    r"(?P<open>[〔﹝\[【〖（(［])(?P<year>(?:19|20)\d{2})(?P<close>[〕﹞\]】〗）)］])? ?(?:第 ?)?"
    r"(?P<number>\d{1,5})(?: ?(?P<mark>号)|(?=[）》]))"
)
_LETTERED = lazy(r"[〔﹝\[](?:19|20)\d{2}[〕﹞\]][\u4e00-\u9fff]{1,6}字第?\d{1,5}号")
_YEAR_NUMBER = lazy(r"(?P<year>(?:19|20)\d{2})年第(?P<number>\d{1,4})号")
_LETTERS = lazy(r"[A-Za-z\u3400-\u9fff]{1,14}$")
# Words that end before the letters of a document number begin: 根据国办发〔2016〕28号.
_LEAD = lazy(
    r".*(?:根据|符合|参见|详见|下称|按照|依据|依照|遵照|参照|印发|转发|下发|以及|文件|文号|废止|执行|落实"
    r"|贯彻|批准|或者|号文|日以|[的见为以与及和按由据]|年)"
)
_CN = r"[一二三四五六七八九十百〇零两]{1,6}"
_NUMBER = rf"(?:\d{{1,6}}|{_CN})"
_CLASSES = (
    "次会议|批次|个|次|号|批|届|条|款|项|章|节|编|篇|部分|位|名|类|期|轮|步|阶段|季|版|卷|册|集|页|组|年"
    "|天|周|例|座|家|台|代|站|道|场|段|课|层|级|方面|战略|五|目|种|站|棒|梯队|行|列|件|部|号令|年度|世界"
    "|极|所|只|架|艘|颗|条线"
)
# The numbers of items behind an article: 第十条（四）款, 第（一）（二）至（五）项.
_ITEM = rf"[至、和及]?[（(]{_NUMBER}[）)]"
_ITEMS = rf"(?:{_ITEM}(?:{_ITEM}){{0,19}}(?:[款项目]|(?=规定|所列|之一|中|的)))?"
_ORDINAL = lazy(
    rf"第 ?(?:[（(]{_NUMBER}[）)]|{_NUMBER})(?: ?(?:[-—~～–至到、和及与]|至第|、第|和第|及第) ?(?:[（"
    rf"(]{_NUMBER}[）)]|{_NUMBER})(?={_CLASSES}))?(?: ?(?:{_CLASSES}))?{_ITEMS}"
)
_SESSION = lazy(
    rf"{_NUMBER}届(?:{_CN}(?:中全会|次全会|次会议|次全体会议|中|次))|[一二三四五六七八]中(?:全会"
    rf"|、[一二三四五六七八]中全会)|{_CN}次(?:全会|党代会)"
)
_TERM_OF_OFFICE = lazy(rf"{_NUMBER}届(?=[^，。；、）的\d])")
_ATTACHMENT = lazy(
    rf"(?:附件|附表|附图|附录|附)(?:\d{{1,2}}(?:-\d{{1,2}})?(?!\d|\.\d|[个份张项页月年])|{_CN}"
    rf"(?![个份张项页是体律样定]))"
)
_FIGURE = lazy(
    r"(?:图表|专栏|案例|表|图|注)(?:\d{1,2}(?:[-.—]\d{1,2})?|[一二三四五六七八九十]{1,3}(?=[：:\s]))"
    r"(?![\d.%人个名家项件年月万亿元])"
)
_NUMBERED = lazy(
    r"\d{1,5}(?:-\d{1,3})?号(?!召|称|码)(?:线|机组|楼|文|令|文件|公告)?|[一二三四五六七八九十]{1,3}号"
    r"(?!召|称|码)(?:文件|公告|线|楼|令)?"
)
# A cheap test before the patterns for 三届二次, 三中全会, 85号.
_COUNTED = lazy(r"[\d一二三四五六七八九十百〇零两-]{1,10}[届中次号]")
_RATIO = lazy(
    r"(?P<a>\d{1,6}(?:\.\d{1,3})?) ?[:：∶] ?(?P<b>\d{1,6}(?:\.\d{1,3})?)(?P<more>(?: ?[:：∶] ?\d{1,6}"
    r"(?:\.\d{1,3})?){0,4})(?![\d:：])"
)
_WORD_RATIO = lazy(
    r"(?P<a>[一二三四五六七八九十])比"
    r"(?P<b>[一二三四五六七八九十])(?![\u4e00-\u9fff]{0,2}比|年"
    r"|月)"
)
_CLOCK = lazy(
    r"(?:[01]?\d|2[0-4]) ?[:：] ?[0-5]\d(?:[:：][0-5]\d)?(?![\d.:：])|(?:[01]?\d|2[0-4])(?:时|点)"
    r"(?:[0-5]?\d分|整|半)?(?=[前止，。—-至到]|开始|召开|$)"
)
_RATIO_CUE = lazy(r"[比例配按以为资助补套]")
_MARKER = Finder(
    r"^[ \t　]*(?P<marker>[（(](?:[一二三四五六七八九十]{1,4}|\d{1,2})[）)]"
    r"|[一二三四五六七八九十]{1,4}[、.．﹒]|[壹贰叁肆伍陆柒捌玖拾]{1,3}、|[一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,3}(?:[、﹒．]|[.](?![\d.]))|\d{1,2}\.(?=(?:19|20)\d{2}年)|\d{1,2}[）)]|[①-⑳⑴-⒇⒈-⒛㈠-㈩])",
    re.M,
)
_RUN_IN = Finder(r"(?:^[ \t　]*|(?<=[。；：;:]))(?P<marker>[一二三四五六七八九十]{1,3}是)(?!否|不是)", re.M)
_WEB = lazy(r"(?:https?|ftp)://[!-~]{1,300}|www\.[!-~]{1,300}", re.I)
_DOMAIN_END = lazy(r"\.(?:com|net|org|gov|edu|cn)(?![A-Za-z0-9@-]|\.[A-Za-z])(?:/[!-~]{0,300})?", re.I)
_HOST = lazy(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}$")
_LOCAL = lazy(r"[A-Za-z0-9._%+-]{1,64}$")
_MAIL_HOST = lazy(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")


def find_web(text: str) -> Iterator[Lexeme]:
    """Yield e-mail addresses, then URLs and bare hosts (kjt.example.gov.cn), each group ascending."""
    for at in re.finditer("@", text):
        local = _LOCAL.search(text, max(0, at.start() - 64), at.start())
        host = _MAIL_HOST.match(text, at.start())
        if local and host:
            yield Lexeme("email", local.start(), host.end())
    for found in _WEB.finditer(text) if "://" in text or "www." in text.lower() else ():
        end = found.start() + len(found.group().rstrip(".,;:)]}>'\""))
        yield Lexeme("url", found.start(), end)
    for found in _DOMAIN_END.finditer(text):
        host = _HOST.search(text, max(0, found.start() - 100), found.start())
        if host:
            yield Lexeme("url", host.start(), found.end())


def find_doc_numbers(text: str) -> Iterator[Lexeme]:
    """Yield document numbers with the letters before their bracket: 皖政〔2022〕64号.

    `text` is the number with 〔〕; one that lost its closing bracket has the flag number_repaired. Plain brackets need
    letters before them; so does a notice's 2022年第28号.
    """
    for opening in re.finditer(r"[〔﹝\[【〖（(［](?=(?:19|20)\d{2})", text):
        lettered = _LETTERED.match(text, opening.start())
        if lettered:
            letters = _letters(text, lettered.start())
            yield Lexeme("doc_number", lettered.start() - len(letters), lettered.end(), text=letters + lettered.group())
            continue
        found = _YEAR_BRACKET.match(text, opening.start())
        if not found:
            continue
        lost = not (found.group("close") and found.group("mark"))
        letters = _letters(text, found.start())
        if (not letters and found.group("open") in "（([［【") or not (found.group("mark") or letters):
            continue
        normal = f"{letters}〔{found.group('year')}〕{found.group('number')}号"
        yield Lexeme(
            "doc_number", found.start() - len(letters), found.end(), text=normal, flags=("number_repaired",) * lost
        )
    for found in _YEAR_NUMBER.finditer(text):
        letters = _letters(text, found.start())
        if letters.endswith(("公告", "令", "通告")):
            yield Lexeme("doc_number", found.start() - len(letters), found.end(), text=letters + found.group())


def _letters(text: str, end: int) -> str:
    """Return the letters of the issuing body that end at `end`, without the words before them."""
    found = _LETTERS.search(text, max(0, end - 14), end)
    if not found:
        return ""
    lead = _LEAD.match(found.group())
    return found.group()[lead.end() :] if lead else found.group()


def find_markers(text: str) -> Iterator[Lexeme]:
    """Yield section markers at line starts, and 一是, 二是 at the start of a line or sentence, each kind ascending."""
    for pattern in (_MARKER, _RUN_IN):
        for found in pattern.finditer(text):
            yield Lexeme("marker", found.start("marker"), found.end("marker"))
    for start, end, _ in decimal_markers(text):
        yield Lexeme("marker", start, end)


def lex_ordinal(text: str, pos: int) -> Lexeme | None:
    """Read an ordinal at `pos`: 第39次, 第（三）项, 三届二次, 附件2, 表1, 85号."""
    char = text[pos]
    if char == "第":
        found = _ORDINAL.match(text, pos)
    elif char in "附图表专案注":
        found = _ATTACHMENT.match(text, pos) or _figure(text, pos)
    elif not _COUNTED.match(text, pos):
        return None
    else:
        found = _SESSION.match(text, pos) or _term(text, pos) or _NUMBERED.match(text, pos)
        if found and _inside_number(text, pos):
            return None
    return Lexeme("ordinal", found.start(), found.end()) if found else None


def _inside_number(text: str, pos: int) -> bool:
    return pos > 0 and text[pos - 1] in "0123456789.,一二三四五六七八九十百千万"


def _figure(text: str, pos: int) -> re.Match[str] | None:
    """Read 表1, 图3; not the end of a word such as 代表1名."""
    after_word = pos > 0 and "\u4e00" <= text[pos - 1] <= "\u9fff" and text[pos - 1] not in "见如和与及详按照据填在"
    return None if after_word else _FIGURE.match(text, pos)


def _term(text: str, pos: int) -> re.Match[str] | None:
    """Read the term of a congress, 十四届; not a count of terms, 连续三届."""
    counts = text[max(0, pos - 2) : pos] in ("连续", "举办", "累计", "过去", "成功", "已办")
    return None if counts else _TERM_OF_OFFICE.match(text, pos)


def lex_ratio(text: str, pos: int) -> Lexeme | None:
    """Read 1:1 or 一比一; `text` is the ratio with half-width colons. A time of day is no ratio."""
    if pos and text[pos - 1] in "0123456789.:：":
        return None
    found = _RATIO.match(text, pos) if text[pos] in "0123456789" else None
    if found:
        if _is_clock(text, pos, found):
            return None
        parts = re.split(r" ?[:：∶] ?", found.group())
        return Lexeme("ratio", pos, found.end(), text=":".join(parts))
    found = _WORD_RATIO.match(text, pos) if text.startswith("比", pos + 1) else None
    if not found or _inside_number(text, pos):
        return None
    pair = (10 if word == "十" else DIGITS[word] for word in found.group("a", "b"))
    return Lexeme("ratio", pos, found.end(), text=":".join(map(str, pair)))


def _is_clock(text: str, pos: int, found: re.Match[str]) -> bool:
    """Tell whether a match is a time of day: it looks like one, and no word for a proportion stands before it."""
    clock = _CLOCK.match(text, pos)
    if not clock or _RATIO_CUE.search(text, max(0, pos - 6), pos):
        return False
    return found.group("b") in ("00", "30") or len(found.group("a")) == 2 or bool(found.group("more"))


def lex_clock(text: str, pos: int) -> Lexeme | None:
    """Read a time of day that stands without its day (17:00, 17时): kind "when", flag time_of_day, no value."""
    found = _CLOCK.match(text, pos) if text[pos] in "0123456789" else None
    if not found or (pos and text[pos - 1] in "0123456789.:："):
        return None
    return Lexeme("when", pos, found.end(), flags=("time_of_day",))
