"""Noun phrases around a number: what is counted, whose, and what is done to it.

Works on slot text; ranges are `[start, end)` in it. All scans are bounded by the clause.
"""

from __future__ import annotations

import re
from dataclasses import replace

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.indicators import name_start
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.comparators import cue_before
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.numbers import verbs
from techpolicy_extract.stages.build.numbers.modifiers import LISTED, RATIO, behind_list, behind_quotes
from techpolicy_extract.stages.build.numbers.subjects import subject

_MAX_NAMED = 24  # characters of what several are named: 等6家为…试点单位
_NO_NOUN = f"“{LETTERS['duration']}"  # what ends no noun: 城镇化率五年提高
_HAVING = worded("verbs", "{having}有|年均|每年|有(?![效关机色限线害偿轨序力])|{summing}(?![享同建有性轭经])")
_TRAILING = lazy(r"[后时前起内之来上下余多外](?=[、就将已可应再]|$)")
NUMBERS = f"{LETTERS['money']}-{LETTERS['ratio']}"  # the letters of numbers, as they stand in a character class
_QUANTITY = lazy(f"[{LETTERS['money']}-{LETTERS['every']}]")
_LISTED_NEXT = lazy(f"[、和及](?=[{LETTERS['money']}-{LETTERS['ratio']}])")  # 18个乡镇、60%以上的行政村
_PER = worded("verbs", "每[十百千万]{1,2}{people}")  # the base of a statistic, and no scope: 每千人拥有企业
_ENDS_LIST = lazy("(?<![高中初优平均对同特劣])等$")
_SHORT_LIST = 2  # characters of 等 and what it closes, which are a word: 高等
_BODY = worded("verbs", "组织(?={gains})")
_LEAST = 3  # characters of a clause that describes
_TAIL_REACH = 40  # characters; a word that ends a noun, and what it looks at, are shorter (see tests/test_phrases.py)
_JOIN = worded("measures", r"^(?:{bounds}|以及|[的、和及与并）”\s])+")


@quick_dataclass(frozen=True, slots=True)
class Phrase:
    """What stands around a number. Strings are slot text; `noun` and `qualifier` are ranges in it.

    `verb_last`: the verb stands right before the number. `examples`: the noun is a list that 等 closes, so that what is
    counted stands behind the number, where anything does (A、B等58条道路).
    """

    noun: tuple[int, int] | None
    qualifier: tuple[int, int] | None
    scope: str | None
    action: str | None
    start: int
    tail_end: int
    verb_last: bool = False
    examples: bool = False


def strip_reach(text: str, start: int, end: int) -> tuple[int, str | None, str | None]:
    """Go back over comparators and words of reaching before a number.

    Gives where they begin, the comparator, and the word of reaching (达到), the nearest to the noun.
    """
    reach, cue = verbs.patterns()["reach"], None
    word = None
    for _ in range(8):
        if verbs.patterns()["kept_end"].search(text, start, end):
            break
        found = cue_before(text[start:end])
        if found and not (found[1] == 1 and text[end - 1] in "上过"):
            cue = cue or found[0]
            if text[end - found[1] : end] in ("突破", "首次突破"):
                word = "突破"
            end -= found[1]
            continue
        match = reach.search(text[max(start, end - 6) : end])
        if not match or not match[0]:
            break
        word = next((said for said in words("verbs", "reached") if match[0].endswith(said)), word)
        end -= len(match[0])
    return end, cue, word


def read_left(text: str, start: int, end: int) -> Phrase:
    """Read the phrase `[start, end)` that stands before a number: scope, verb, noun."""
    patterns = verbs.patterns()
    low = behind_joiners(text, max(start, text.rfind("且", start, end) + 1), end)
    low = _skip(patterns["opener"], text, low, end)
    if text[low:end] in words("verbs", "lone"):  # 再建300个
        return Phrase(None, None, None, text[low:end], start, end, verb_last=True)
    if floor := verbs.floor_verb(text, low, end):
        noun = subject(text[low : floor.start()], patterns["opener"], patterns["verbs"])
        return Phrase(None, None, noun, floor["verb"], start, end, verb_last=True)
    action, scope_range = None, None
    term = name_start(text, low, end)  # a verb inside 城镇新增就业 belongs to the name
    stop = end if term is None else term
    verb = verbs.last_verb(text, low, stop)
    if verb and verb[1] == end and verb[0] - low > 1:
        verb = (_first_verb(text, low, verb[0]), end)
        left = read_left(text, start, strip_reach(text, start, verb[0])[0])
        return replace(left, action=_bare_verb(text[verb[0] : verb[1]]), verb_last=True)
    if verb:
        first = _first_verb(text, low, verb[0])
        if _PER.match(text, low, first):
            return _noun(text, (low, end), None, None, start)
        if first > low:
            scope_range = (low, first)
        action = text[first : verb[1]]
        low = verb[1]
    elif term is None and (counted := patterns["counted_up"].search(text, low, stop)):
        return replace(_noun(text, (low, counted.start()), None, counted[1], start), verb_last=True)
    elif (weak := patterns["scoped_weak"].match(text, low, stop)) and not verbs.in_name(text, weak, end, term):
        scope_range, action, low = (weak.start(), weak.start("verb")), weak["verb"], weak.end()
    return _noun(text, (low, end), scope_range, action, start)


def _first_verb(text: str, low: int, last: int) -> int:
    """Return where the verbs begin of which the last stands at a place: 引进 in 全市累计引进培育."""
    patterns = verbs.patterns()
    scope = patterns["scope"].match(text, low, last)
    summed = _HAVING.match(text, scope.end(), last) if scope else None
    for begin in (low, summed.end() if summed else scope.end() if scope else low):
        if begin < last and patterns["verbs"].fullmatch(text, begin, last):
            return begin
    return last


def _noun(
    text: str, span: tuple[int, int], scope_range: tuple[int, int] | None, action: str | None, start: int
) -> Phrase:
    patterns = verbs.patterns()
    low, end = span
    low = _skip(patterns["various"], text, low, end)
    scope = None
    match = patterns["scope"].match(text, low, end)
    if match and (end - match.end() > 2 or match[0] not in words("verbs", "of_people")):
        scope, low = match[0].removesuffix("的"), match.end()
        having = _HAVING.match(text, low, end - 1)
        weak = patterns["weak"].match(text, having.end(), end - 1) if having and action is None else None
        action, low = (weak[0], weak.end()) if weak else (action, having.end() if having else low)
    low = _skip(patterns["various"], text, low, end)
    low = behind_quotes(text, low, end)
    low = behind_list(text, low, end)
    qualifier = None
    cut = text.rfind("的", low, end)
    if low < cut < end - 1 and not patterns["bare_head"].fullmatch(text, cut + 1, end):
        qualifier, low = (low, cut + 1), cut + 1
    if scope is None and scope_range:
        scope = subject(text[slice(*scope_range)], patterns["opener"], patterns["verbs"])
    if patterns["scope_end"].search(text[low:end]):
        end = low + patterns["scope_end"].search(text[low:end]).start()  # type: ignore[union-attr]  # searched above
    if end - low > _SHORT_LIST and _ENDS_LIST.search(text, low, end):
        end -= 1
    examples = text.startswith("等", end)
    listed = LISTED.search(text, low, end)
    if listed and listed.start() > low:
        end = listed.start()
    while low < end and text[end - 1] in _NO_NOUN:
        end -= 1
    if text[low:end] in words("verbs", "no_nouns"):
        end = low
    noun = (low, end) if end > low else None
    return Phrase(noun, qualifier, scope, _bare_verb(action), start, end, examples=examples)


def _bare_verb(action: str | None) -> str | None:
    if action is None or action.removeprefix("新") in load("verbs")["strong"]:  # 推出, 演出
        return action
    return re.sub(r"[了出]$", "", action)


def _skip(pattern: re.Pattern[str], text: str, low: int, end: int) -> int:
    for _ in range(8):
        match = pattern.match(text, low, end)
        kept = RATIO.match(text, low, end) or verbs.patterns()["kept_start"].match(text, low, end)
        if not match or match.end() == low or kept:
            break
        low = match.end()
    return low


def behind_joiners(text: str, low: int, end: int) -> int:
    """Skip what still belongs to the number before, and what joins the next one to it: 以上、."""
    match = None if RATIO.match(text, low, end) else _JOIN.match(text[low:end])
    return low + match.end() if match else low


def read_right(text: str, start: int, end: int) -> Phrase | None:
    """Read the noun phrase that follows a number in `[start, end)`; None where a verb or nothing follows."""
    patterns = verbs.patterns()
    low = _skip(re.compile("的"), text, start, end)
    scope = None
    if text.startswith("为", low) and end - low <= _MAX_NAMED:
        low += 1
    if match := patterns["scope"].match(text, low, end):
        scope, low = match[0], match.end()
    verb = patterns["strong_only"].match(text, low, end)
    if low >= end or text[low] in "、”）)":
        return None
    said = verb or patterns["tail_stop"].match(text, low, end)
    describes = said is not None and _describes(text, low, end)
    if verb and not (describes or _noun_like(text, verb.end(), end)):
        return None
    whole = patterns["kept_start"].match(text, low, end)  # 1个标准化厂房
    if not describes and (_TRAILING.match(text, low, end) or patterns["tail_stop"].match(text, low, end)):
        return None
    if patterns["not_counted"].match(text, low, end) and not whole:
        return None
    listed = _LISTED_NEXT.search(text, low, end)
    end = listed.start() if listed else end
    stop = _tail_stop(text, low, end)
    high, qualifier = stop, None
    cut = text.rfind("的", low, end)
    if cut > low:
        clause = _is_clause(text, low, text.find("的", low, end))
        if clause and cut < end - 1:
            qualifier, low = (low, cut + 1), cut + 1
            high = _tail_stop(text, low, end)
        elif not clause:
            high = min(high, text.find("的", low, end))
    high = _before_verb(text, low, high)
    while high > low and text[high - 1] in "、和及与并等 ":
        high -= 1
    if high <= low:
        return None
    return Phrase((low, high), qualifier, scope, None, start, high)


def _before_verb(text: str, low: int, high: int) -> int:
    """Return where a noun behind a number ends: before the verb of which it is the subject (2100户商户收回货款)."""
    if text[low] in words("verbs", "places_counted") and verbs.patterns()["verbs"].match(text, low + 1, high):
        return low + 1  # 120个县|建设冷链设施
    for match in verbs.patterns()["strong_only"].finditer(text, low + 2, high):
        named = verbs.patterns()["in_noun"].match(text, match.end(), high)
        if named or match.end() >= high - 1 or _noun_like(text, match.end(), high):
            continue
        if match[0] in words("verbs", "acts"):
            return match.start()
    return high


def _describes(text: str, low: int, end: int) -> bool:
    """Tell whether what a verb opens ends in 的 before a noun: 100个|具有自主知识产权的品牌; or 组织 is a body.

    What is done (40人|享受了优惠的待遇) and a verb behind 的 (3个新建农场的建设) are no such noun.
    """
    if _BODY.match(text, low, end):
        return True
    closing = text.find("的", low + _LEAST, end)
    if not 0 < closing < end - 2 or {"了", "不"} & set(text[low:closing]):
        return False
    return verbs.patterns()["verbs"].match(text, closing + 1, end) is None


def _noun_like(text: str, position: int, end: int) -> bool:
    return position < end and text[position] in "型性类"


def _is_clause(text: str, low: int, cut: int) -> bool:
    """Return whether what stands before 的 is a clause (支撑实体经济发展的) and no owner (单位的)."""
    told = text.endswith(words("verbs", "qualities"), low, cut)
    return cut - low > 4 or told or bool(verbs.patterns()["strong_only"].match(text, low, cut))


def _tail_stop(text: str, low: int, end: int) -> int:
    quantity = _QUANTITY.search(text, low, end)
    stop = quantity.start() if quantity else end
    # What begins behind the number does not count; what begins before it may look a little beyond.
    match = verbs.patterns()["tail_stop"].search(text, low + 2, min(end, stop + _TAIL_REACH))
    return min(stop, match.start()) if match else stop
