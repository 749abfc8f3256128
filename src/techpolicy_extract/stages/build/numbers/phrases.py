"""Noun phrases around a number: what is counted, whose, and what is done to it.

Works on slot text; ranges are `[start, end)` in it. All scans are bounded by the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.indicators import name_start
from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.lexing.comparators import cue_before
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.numbers.modifiers import LISTED, behind_list, behind_quotes
from techpolicy_extract.stages.build.numbers.subjects import subject

_DATES = "".join(LETTERS[n] for n in ("day", "range", "plan", "since", "span", "every", "marker"))
_MAX_NAMED = 24  # characters of what several are named: 等6家为…试点单位
_NO_NOUN = f"“{LETTERS['duration']}"  # what ends no noun: 城镇化率五年提高
_HAVING = worded("verbs", "{having}有|年均|每年|有(?![效关机色限线害偿轨序力])|{summing}(?![享同建有性轭经])")
_AND = ("、", "和", "与", "及")
_AFTER = ("", *_AND)  # what follows a verb that ends a noun
_TRAILING = lazy(r"[后时前起内之来上下余多外](?=[，。；、：就将已可应再]|$)")
_QUANTITY = lazy(f"[{LETTERS['money']}-{LETTERS['every']}]")
_LISTED_NEXT = lazy(f"[、和及](?=[{LETTERS['money']}-{LETTERS['ratio']}])")  # 18个乡镇、60%以上的行政村
_RATED = lazy(r"[率比重]$")
_RATE_REACH = 4  # characters between a verb and the end of a rate that it is part of (收集处理率)
_TAIL_REACH = 40  # characters; a word that ends a noun, and what it looks at, are shorter (see tests/test_phrases.py)
_JOIN = worded("measures", r"^(?:{bounds}|以及|[的、和及与并）”\s])+")


@dataclass(frozen=True, slots=True)
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


def _words(name: str, key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(load(name)[key], key=len, reverse=True))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    after = _words("verbs", "noun_after")
    behind = "".join(f"(?<!{word})" for word in load("verbs")["noun_before"])
    sets_up = "(?<![建架铺开附加假创预增特摆分常])设(?![施备计立置想法定区市在])"
    strong = (
        f"{behind}新?(?:{_words('verbs', 'strong')}|{sets_up})(?![率者型性额面后]|和?改革|区(?![级内外域]))(?:了|出)?"
    )
    weak = f"(?:{_words('verbs', 'weak')})(?!{after})(?:了|出)?"
    second = _words("verbs", "second")
    scopes = _words("verbs", "scopes")
    any_verb = f"{_words('verbs', 'strong')}|{_words('verbs', 'weak')}|{second}"
    adverbs = f"(?:{_words('verbs', 'adverbs')})(?={any_verb}|[是为要对在把向以应不须可])"
    ranked = f"(?:{filled('verbs', '(?:{ranked})')}?(?:{scopes}|[东中西]部)?{LETTERS['ordinal']}、?)"
    return {
        "reach": lazy(rf"(?:{_words('verbs', 'reach')}|(?<![占之产价对])[较比][{_DATES}]年?|[ {_DATES}]|{ranked})$"),
        "opener": lazy(f"(?:{_words('verbs', 'openers')}|[ {_DATES}]|{adverbs})"),
        "verbs": lazy(f"(?:(?:{any_verb})[了出]?(?:[、和或与及并]|并且|以及)?)+"),
        "strong": lazy(
            f"(?:{_words('verbs', 'light')})?{strong}(?:{second})?|(?:{_words('verbs', 'light')})(?:{weak})"
        ),
        "weak": lazy(weak),
        "kept_start": lazy(_words("verbs", "kept_starts")),
        "kept_end": lazy(f"(?:{_words('verbs', 'kept_ends')}|占[^，]{{1,12}}总[数额量])$"),
        "noun_after": lazy(after),
        "in_noun": lazy(f"{after}|{_words('verbs', 'noun_after_two')}"),
        "carrier": lazy(_words("verbs", "carriers")),
        "scoped_weak": lazy(
            f"(?:[全我][国省市区县州]{filled('verbs', '(?:{up_to_now})')}{{0,2}})?(?P<verb>{weak}(?:{second})?)"
        ),
        "counted_up": lazy(f"{filled('verbs', '(?:{summed})')}({_words('verbs', 'weak')})$"),
        "strong_only": lazy(strong),
        "tail_stop": lazy("|".join(load("verbs")["tail_stops"])),
        "scope": lazy(f"(?:{scopes})(?![级性]|{_words('verbs', 'not_scoped')})的?"),
        "scope_end": lazy(f"(?:{scopes})$"),
        "various": worded("verbs", "{various}"),
        "bare_head": worded("verbs", "(?:总|平均)?{bare_heads}"),
        "not_counted": lazy(f"(?:{_words('verbs', 'not_counted')})"),
    }


def strip_reach(text: str, start: int, end: int) -> tuple[int, str | None, str | None]:
    """Go back over comparators and words of reaching before a number.

    Gives where they begin, the comparator, and the word of reaching (达到), the nearest to the noun.
    """
    reach, cue = _patterns()["reach"], None
    word = None
    for _ in range(8):
        found = cue_before(text[start:end])
        if found and not (found[1] == 1 and text[end - 1] in "上过"):
            cue = cue or found[0]
            if text[end - found[1] : end] in ("突破", "首次突破"):
                word = "突破"
            end -= found[1]
            continue
        match = reach.search(text[max(start, end - 6) : end])
        if not match or not match[0] or _patterns()["kept_end"].search(text[start:end]):
            break
        if match[0] in words("verbs", "reached"):
            word = match[0]
        end -= len(match[0])
    return end, cue, word


def read_left(text: str, start: int, end: int) -> Phrase:
    """Read the phrase `[start, end)` that stands before a number: scope, verb, noun."""
    patterns = _patterns()
    low = behind_joiners(text, max(start, text.rfind("且", start, end) + 1), end)
    low = _skip(patterns["opener"], text, low, end)
    action, scope_range = None, None
    term = name_start(text, low, end)  # a verb inside 城镇新增就业 belongs to the name
    stop = end if term is None else term
    verb = _last_verb(text, low, stop)
    if verb and verb[1] == end and verb[0] - low > 1:
        left = read_left(text, start, verb[0])
        return replace(left, action=_bare_verb(text[verb[0] : verb[1]]), verb_last=True)
    if verb:
        first = low if verb[0] > low and patterns["verbs"].fullmatch(text, low, verb[0]) else verb[0]
        if first > low:
            scope_range = (low, first)
        action = text[first : verb[1]]
        low = verb[1]
    elif counted := patterns["counted_up"].search(text, low, stop):
        return replace(_noun(text, (low, counted.start()), None, counted[1], start), verb_last=True)
    elif (weak := patterns["scoped_weak"].match(text, low, stop)) and text[weak.end() : weak.end() + 1] not in _AND:
        scope_range, action, low = (weak.start(), weak.start("verb")), weak["verb"], weak.end()
    return _noun(text, (low, end), scope_range, action, start)


def _noun(
    text: str, span: tuple[int, int], scope_range: tuple[int, int] | None, action: str | None, start: int
) -> Phrase:
    patterns = _patterns()
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
    if text[low:end].endswith("等") and end - low > 4:
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


def _last_verb(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Find the last strong verb of a phrase; one inside quotes or brackets does not count.

    A verb behind another one is part of a noun where it stands before a noun like 基地 or 机构 (建成培育基地), or where
    it names what 实施 or 完成 does (实施危房改造和抗震加固).
    """
    found, carried = None, False
    rated = end - low > _RATE_REACH and bool(_RATED.search(text, end - 2, end))
    position = low
    while match := _patterns()["strong"].search(text, position, end):
        position = match.end()
        if _enclosed(text, low, match.start()) or text.startswith(("技术合同", "的"), position):
            continue
        if rated and match.start() > low and end - position <= _RATE_REACH:
            continue
        in_noun = (
            found is not None
            and match[0] not in words("verbs", "reaching")
            and _patterns()["in_noun"].match(text, position, end)
        )
        named = carried and match[0] in load("verbs")["nominal"] and text[position:end][:1] in _AFTER
        if not in_noun and not (named and found is not None and match.start() > found[1]):
            found = (match.start(), position)
            carried = bool(_patterns()["carrier"].match(match[0]))
    return found


def _enclosed(text: str, low: int, position: int) -> bool:
    """Return whether quotes or brackets that open behind `low` are still open at `position`."""
    return any(text.count(first, low, position) > text.count(last, low, position) for first, last in ("“”", "（）"))


def _skip(pattern: re.Pattern[str], text: str, low: int, end: int) -> int:
    for _ in range(8):
        match = pattern.match(text, low, end)
        if not match or match.end() == low or _patterns()["kept_start"].match(text, low, end):
            break
        low = match.end()
    return low


def behind_joiners(text: str, low: int, end: int) -> int:
    """Skip what still belongs to the number before, and what joins the next one to it: 以上、."""
    match = _JOIN.match(text[low:end])
    return low + match.end() if match else low


def read_right(text: str, start: int, end: int) -> Phrase | None:
    """Read the noun phrase that follows a number in `[start, end)`; None where a verb or nothing follows."""
    patterns = _patterns()
    low = _skip(re.compile("的"), text, start, end)
    scope = None
    if text.startswith("为", low) and end - low <= _MAX_NAMED:
        low += 1
    if match := patterns["scope"].match(text, low, end):
        scope, low = match[0], match.end()
    verb = patterns["strong_only"].match(text, low, end)
    if low >= end or text[low] in "、”）)" or (verb and not _noun_like(text, verb.end(), end)):
        return None
    if _TRAILING.match(text, low, end) or any(patterns[n].match(text, low, end) for n in ("not_counted", "tail_stop")):
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
    while high > low and text[high - 1] in "、和及与并等 ":
        high -= 1
    if high <= low:
        return None
    return Phrase((low, high), qualifier, scope, None, start, high)


def _noun_like(text: str, position: int, end: int) -> bool:
    return position < end and text[position] in "型性类"


def _is_clause(text: str, low: int, cut: int) -> bool:
    """Return whether what stands before 的 is a clause (支撑实体经济发展的) and no owner (单位的)."""
    return cut - low > 4 or bool(_patterns()["strong_only"].match(text, low, cut))


def _tail_stop(text: str, low: int, end: int) -> int:
    quantity = _QUANTITY.search(text, low, end)
    stop = quantity.start() if quantity else end
    # What begins behind the number does not count; what begins before it may look a little beyond.
    match = _patterns()["tail_stop"].search(text, low + 2, min(end, stop + _TAIL_REACH))
    return min(stop, match.start()) if match else stop
