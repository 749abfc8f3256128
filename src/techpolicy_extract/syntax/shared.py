"""Nouns in a list that leave out what they share: 种植、收获机械化率 are 种植机械化率 and 收获机械化率."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.indicators import identify
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.chinese_numbers import DIGITS
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.chunks import chunks

_GRADE = worded("measures", "{grades}{grade_ends}(?=.)")
_GRADED = worded("measures", "{whole}?{grades}")
_GROWN = worded("measures", "{growth_ends}$")
_MARKS = "“”‘’"
_SHORT = 3  # characters of a later part that has lost something
_ORDINAL = lazy("第[一二三四五六七八九]")
_LONGEST = 6  # characters of a word that two nouns share
_WORD = 2  # characters of a plain word
_HEAD = 4  # characters that a first part shares at least; before a rate, half of them


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what the name of any measure ends in, and the measures that are known by name."""
    table = load("measures")
    name = f"(?:{'|'.join(table['before'])})?(?:{'|'.join(table['names'])})"
    return re.compile(f"(?:{'|'.join(table['ends'])})$"), re.compile(f"(?:{name}占.{{1,16}}?)?{name}$")


def spread(noun: str, count: int) -> list[str]:
    """Split a list of nouns into `count`; parts that share a beginning and an end get both.

    种植、收获机械化率 → 种植机械化率, 收获机械化率; 国际航空旅客和货邮吞吐量 → 国际航空旅客吞吐量, 国际航空货邮吞吐量.
    Where the list has another length, each gets the whole.
    """
    parts = split(noun, count)
    if parts is None:
        return _pair(noun, count)
    first, last = parts[0], parts[-1]
    ends, names = _patterns()
    opposites = tuple(load("measures")["opposites"])
    if last in opposites and first.endswith(opposites) and len(first) > len(last) + 1:
        return [first, *(first[: -len(last)] + part for part in parts[1:])]
    if all(part[0] in DIGITS for part in parts) and all(len(part) == 1 for part in parts[:-1]):
        return _by_width(parts, 1)  # 一、二、三产业增加值
    if numbered := _numbered(parts):
        return numbered
    grown = _GROWN.search(last) and not _GROWN.search(first)  # 投资、消费增速
    whole = ends.search(first) or identify(first)
    open_ended = not ends.search(first) and (not identify(first) or ends.search(last))
    if open_ended and (tail := _aligned(first, last)):
        return [*(part + tail for part in parts[:-1]), last]
    if not ends.search(last) or (whole and not grown):
        return parts
    measure = names.search(last)
    if measure is None or measure.start() == 0:
        return _by_width(parts)
    own, tail = last[: measure.start()], measure[0]
    if _alike(first, own):
        return _by_width(parts)
    head = _shared_head([*parts[:-1], own], _HEAD // 2 if tail.endswith(words("measures", "rate_like")) else _HEAD)
    return [f"{part if i == 0 else head + part}{tail}" for i, part in enumerate([*parts[:-1], own])]


def _numbered(parts: list[str]) -> list[str]:
    """Return nouns that share 第 and what follows their numbers: 第一、二、三产业增加值; empty for other parts."""
    first, *others = parts
    if not _ORDINAL.fullmatch(first) or any(part[0] not in DIGITS for part in others):
        return []
    if any(len(part) > 1 for part in others[:-1]):
        return []
    return [f"{first[:-1]}{part[0]}{others[-1][1:]}" for part in (first[-1], *others)]


def _aligned(first: str, last: str) -> str:
    """Return what the last of two nouns has behind the word that both hold: 毛入学率 of 高中阶段教育, 高等教育毛入学率.

    One character is such a word where it names a class: 男性、女性人口, 国家级、省级平台.
    """
    for size in range(min(len(first) - 1, _LONGEST), _WORD - 1, -1):
        at = last.find(first[-size:], 1)
        if at > 0 and at + size < len(last):
            return last[at + size :].lstrip(_MARKS)
    at = last.find(first[-1], 1, len(first) + 1) if first[-1] in words("measures", "class_marks") else -1
    return last[at + 1 :] if at > 0 else ""


def headed(part: str, whole: str) -> str | None:
    """Return a part with the head that it leaves out, of the whole it belongs to: 土猪出栏量, of 生猪出栏量.

    Returns None where the part names a measure itself or a place, or the whole names none.
    """
    ends, names = _patterns()
    own = ends.search(part) or names.search(part) or identify(part) or part.endswith(words("measures", "grades"))
    head = names.search(whole) or re.search(f"{load('measures')['counted_things']}$", whole)
    if own or head is None or head.start() == 0 or "的" in part:
        return None
    shared = next((size for size in range(len(head[0]) - 1, 0, -1) if part.endswith(head[0][:size])), 0)
    return part + head[0][shared:]


def split(noun: str, count: int) -> list[str] | None:
    """Split a list of nouns into `count` as they are written, but for a grade: 国家级矿山、园区 are both 国家级.

    Returns None where the list has another length.
    """
    parts = next((parts for parts in _ways(noun) if len(parts) == count), None)
    grade = _GRADE.match(parts[0]) if parts else None
    if parts is None or grade is None or any(_GRADED.match(part) for part in parts[1:]):
        return parts
    return [parts[0], *(grade[0] + part for part in parts[1:])]


def _ways(noun: str) -> Iterator[list[str]]:
    """Yield the parts of a noun, cut at all its joints, at its marks and at its words: 租赁和商务服务业 may be one."""
    joints = [
        node
        for node in chunks(noun)
        if node.is_a("join") and noun[node.start : node.end] in words("measures", "list_joints")
    ]
    marks = [node for node in joints if noun.startswith("、", node.start)]
    for cuts in (joints, marks, [node for node in joints if node not in marks]):
        edges = zip([0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(noun)], strict=True)
        yield [noun[start:end] for start, end in edges]


def _alike(first: str, own: str) -> bool:
    """Return whether a last part begins with a word like the first one: 食品、药品抽检合格率; 城镇、农村常住居民收入."""
    width = len(first)
    word = own[:width]
    if word == first or width > _WORD or len(own) < width + _WORD - (width == 1):
        return False
    pairs: dict[str, list[str]] = load("measures")["pairs"]
    return first[0] == word[0] or first[-1] == word[-1] or any({first, word} <= set(two) for two in pairs.values())


def _pair(noun: str, count: int) -> list[str]:
    """Take a word for two apart: 城乡居民收入 is 城镇居民收入 and 农村居民收入. Where there is none, each gets the whole."""
    for both, single in load("measures")["pairs"].items():
        if count == len(single) and both in noun:
            return [noun.replace(both, one, 1) for one in single]
    return [noun] * count


def _shared_head(parts: list[str], least: int) -> str:
    """Return what the first part begins with and the others leave out; nothing where they are whole nouns.

    制造业 and 装备制造业 end alike: both are whole. Otherwise what is shorter by `least` characters has lost them.
    """
    first, others = parts[0], parts[1:]
    width = len(others[0])
    alike = any(part.strip(_MARKS)[-1:] == first.strip(_MARKS)[-1:] for part in others)
    if alike or width > _SHORT or len(first) - width < least or any(len(part) != width for part in others):
        return ""
    return first[:-width]


def _by_width(parts: list[str], width: int | None = None) -> list[str]:
    """Share by the length of the parts: the last one's end beyond the first one's length belongs to all."""
    first, last = parts[0], parts[-1]
    width = width or (len(parts[1]) if len(parts) > 2 else 2)
    if len(first) < width or len(last) <= width + 1:
        return parts
    head, tail = first[:-width], last[width:]
    return [f"{head}{part[-width:] if i == 0 else part[:width]}{tail}" for i, part in enumerate(parts)]
