"""Say of a line what it looks like: a sentence's end, a block's beginning, a title, a day. Text in, answer out."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import filled, worded
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import is_cjk

_CLOSERS = "”’）》〉】〕"
_PAIRS = {"《": "》", "“": "”", "（": "）", "〔": "〕", "〈": "〉", "【": "】", "‘": "’"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_LONG = 1000  # characters; of a longer line only so much at its ends is looked at, for no bracket holds more
_BRACKET = lazy("[《》“”（）〔〕〈〉【】‘’]")
_END = lazy(rf"[。；：！？…;][{_CLOSERS}]{{0,4}}$")
_INSIDE = lazy("[，。、；：！？％%‰）》”’〕〉】]")
# 1.2 总则 is a marker, 1.2万元 a figure.
_DECIMAL = r"\d{1,2}(?:\.\d{1,2}){1,3} ?[\u4e00-\u9fff](?<![万亿千百元个项家人倍件名吨亩米年月日%])"
_CARD = ("person", "phone", "fax", "email", "address", "postcode", "url", "office")  # labels of contact cards
_DIALLED = lazy(r"(?!\d*0000$)\d{7,}(?:[、/—-]\d{1,5})?$")  # a phone at the end of a line: no unit belongs to it
_BLOCK = worded(
    "documents",
    r"{block_openers}|[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,4}）|\d{1,3}[、)）](?!\d)|\d{1,2}\.(?!\d)"
    rf"|{_DECIMAL}|[①-⒛㈠-㈩]|{{attached}}(?:[\d一二三四五六七八九十：]|$| )"
    r"|{numbered} ?[\d一二三四五六七八九十]{1,3}(?![年月日个项家人号%.\d])"
    r"|{item_leads}[，、]|[【★●■◆◇□▲△※•]|——|\d{1,2} ?[\u4e00-\u9fff]{2,6}：",
)
_DAY = lazy(
    r"(?:\d{4}|[一二〇零○三四五六七八九]{4}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月(?: ?[\d一二三四五六七八九十]{1,3} ?日)?(?:印发)?"
)
# A line that is a number, or the number of an attachment, a table, a box.
_NUMBERED = worded("documents", r"(?:{attached}|{numbered}|第)? ?[-\d.,/]{1,30}")
_MEASURED = lazy(r"\d[万亿]?[\u4e00-\u9fff%]{1,3}$")
_INDEX = lazy(r"\d{1,2}(?:\.\d)?")
_NUMBER = lazy(r"[\u4e00-\u9fff]{1,14}[〔（\[](?:19|20)\d\d[〕）\]] ?第? ?\d{1,5} ?号")
_OFFICE_SIGNS = lazy(r"[\u4e00-\u9fff]{2,8}(?<!文件)")
_YEAR_AND_NUMBER = lazy(r"〔(?:19|20)\d\d〕 ?第? ?\d{1,5} ?号")
_MARK = lazy("[，。；：！？]")
_STOP = lazy("[。；]")
_TITLE = worded("documents", "{title_signs}")
_TAIL = r"(?: ?[（(][^（）()]{1,24}[）)])?[》”]?$"


@cache
def _lexicon(name: str) -> tuple[str, ...]:
    words: list[str] = load("furniture")["join"][name]
    return tuple(words)


@cache
def _title_end() -> re.Pattern[str]:
    nouns: list[str] = load("documents")["genre_nouns"]
    return re.compile(rf"(?:{'|'.join(nouns)}){_TAIL}")


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(sorted(_lexicon("labels"), key=len, reverse=True))
    cards = filled("contacts", "{uses}{0,2}(?:" + "|".join(f"{{contacts.labels.{kind}}}" for kind in _CARD) + ")")
    return re.compile(rf"(?:{words}|{cards}) ?(?:（[^（）]{{1,10}}）)?：")


def brackets(text: str) -> tuple[frozenset[str], list[tuple[str, int]]]:
    """List the opening marks that `text` closes but does not open, and those that it opens but does not close.

    `体制改革），或（如` gives {（} and [(（, 7)].
    """
    if len(text) > 2 * _LONG:
        skipped = len(text) - _LONG
        return brackets(text[:_LONG])[0], [(mark, skipped + place) for mark, place in brackets(text[skipped:])[1]]
    closes: set[str] = set()
    opens: list[tuple[str, int]] = []
    for hit in _BRACKET.finditer(text):
        mark = hit[0]
        if mark in _PAIRS:
            opens.append((mark, hit.start()))
            continue
        opener = _OPENERS[mark]
        # A bracket that was never closed must not hide the one outside it.
        place = next((i for i in range(len(opens) - 1, max(len(opens) - 9, -1), -1) if opens[i][0] == opener), None)
        if place is None:
            closes.add(opener)
        else:
            del opens[place]
    return frozenset(closes), opens


def ends_sentence(text: str) -> bool:
    """Return whether the line ends in 。；：！？, brackets and quotes behind them allowed."""
    return bool(_END.search(text[-6:]))


def last_sentence(text: str) -> str:
    """Return what stands behind the last full stop of a line; nothing where the line has none."""
    _, stop, behind = text.rpartition("。")
    return behind if stop else ""


def begins_inside(text: str) -> bool:
    """Return whether the line begins with a mark that cannot begin a line."""
    return bool(_INSIDE.match(text))


def figure_and_unit(before: str, after: str, alone: bool) -> bool:
    """Return whether a figure and what belongs to it stand on either side: 达到⏎1000, 3410⏎万元, 500家⏎以上, PM⏎2.5.

    `alone` says that the paragraph has no line but `before`. `转化成果3410` goes on with `万元`; a row's number and
    `附件2` do not.
    """
    if _DIALLED.search(before[-20:]):
        return False
    if before[-1:].isdigit():
        return not (alone and _NUMBERED.fullmatch(before)) and after.startswith(_lexicon("units"))
    if after[:1].isdigit() and before.endswith(_lexicon("awaiting")):
        return True
    if after.startswith(_lexicon("bounds")):
        return bool(_MEASURED.search(before[-8:]))
    return before[-1:].isascii() and before[-1:].isalpha() and bool(_INDEX.fullmatch(after))


def breaks_number(before: str, after: str) -> bool:
    """Return whether a document's number is broken before its year: 滨科规⏎〔2023〕5号."""
    return bool(_YEAR_AND_NUMBER.fullmatch(after) and _OFFICE_SIGNS.fullmatch(before)) and not ends_title(before)


def begins_block(text: str) -> bool:
    """Return whether the line begins with a section marker, a bullet or a label (联系人：)."""
    return bool(_BLOCK.match(text) or _label().match(text))


def wants_more(text: str) -> bool:
    """Return whether the line ends so that even a numeral may follow (第, 及第, an opening bracket)."""
    return text.endswith(("（", "《", "“", *_lexicon("before_numerals")))


def is_day(text: str) -> bool:
    """Return whether the line is a day or month and nothing else."""
    return bool(_DAY.fullmatch(text))


def stands_alone(text: str) -> bool:
    """Return whether the line is a day or a document's number and nothing else."""
    return bool(_DAY.fullmatch(text) or _NUMBER.fullmatch(text))


def holds_mark(text: str) -> bool:
    """Return whether a mark of a sentence stands in the line."""
    return bool(_MARK.search(text))


def holds_stop(text: str) -> bool:
    """Return whether a sentence or clause ends in the line."""
    return bool(_STOP.search(text))


def opens_title(text: str) -> bool:
    """Return whether a paragraph so far may be a title whose last noun is still to come."""
    return bool(_TITLE.search(text)) and not re.search("[。；]|，", text)


def ends_title(text: str) -> bool:
    """Return whether the line ends as titles do: in a genre noun, (试行) or the like behind it allowed."""
    return bool(_title_end().search(text[-60:]))


def goes_on(before: str, after: str) -> bool:
    """Return whether a connective stands on either side of the break."""
    if not (is_cjk(before[-1]) or closes(before)):
        return False
    open_end = before.endswith(_lexicon("connectives")) and not before.endswith(_lexicon("ended"))
    return open_end or after.startswith(_lexicon("continuers"))


def closes(text: str) -> bool:
    """Return whether the line ends in a closing bracket or quote, as a line with a note of who is responsible does."""
    return text.endswith(tuple(_CLOSERS))


def is_heading(text: str, size: int, stopped: bool) -> bool:
    """Return whether the paragraph so far, of `size` characters, is a heading: a marker and no end of a sentence."""
    return not stopped and size < 60 and begins_block(text)


def waits(text: str) -> bool:
    """Return whether the line, by its length and its commas, is a sentence's beginning rather than a heading."""
    return "，" in text and len(text) >= (45 if begins_block(text) else 18)


def is_running(text: str) -> bool:
    """Return whether the line is running text rather than a heading, a name or a cell."""
    return holds_stop(text) or ("，" in text and len(text) >= 20)
