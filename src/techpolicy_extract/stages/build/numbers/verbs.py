"""Verbs around a number: which of the words of a phrase say what is done, and which belong to a name."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.indicators import name_start
from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.patterns.lazy import lazy

_DATES = "".join(LETTERS[n] for n in ("day", "range", "plan", "since", "span", "every", "marker"))
_BOUNDED = worded("verbs", "(?:(?P<most>{bounding_most})|{bounding_least})(?P<verb>[一-鿿]{2,4})$")
AND = ("、", "和", "与", "及")
_RATED = lazy(r"[率比重]$")
_MEASURE = worded("measures", "(?:总?[数额量值]|{sized_names})(?:[、和与及]|以及|$)")
_MEASURED = worded("measures", "(?:[率额]|{counted_names}|{share_ends})$")
_JOINT = lazy("以及|[、和与及]")
_RATE_REACH = 4  # characters between a verb and the end of a rate that it is part of (收集处理率)
_AFTER = ("", *AND)  # what follows a verb that ends a noun


def _words(name: str, key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(load(name)[key], key=len, reverse=True))


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of words around a number, by what they find. They are compiled when first used."""
    after = _words("verbs", "noun_after")
    firm = "|".join(word for word in load("verbs")["noun_after"] if len(word) > 1)  # 创新服务平台; but 建设保障性住房
    behind = "".join(f"(?<!{word})" for word in load("verbs")["noun_before"])
    behind += f"(?<![^{load('verbs')['in_verbs'][0]}]化)"
    sets_up = "(?<![建架铺开附加假创预增特摆分常])设(?![施备计立置想法定区市在])"
    strong = (
        f"{behind}新?(?:{_words('verbs', 'strong')}|{sets_up})(?![率者型性额面后]|和?改革|区(?![级内外域]))(?:了|出)?"
    )
    weak = f"(?:{_words('verbs', 'weak')})(?!{after}|(?:{_words('verbs', 'weak')})(?:{firm}))(?:了|出)?"
    second = _words("verbs", "second")
    scopes = _words("verbs", "scopes")
    any_verb = f"{_words('verbs', 'strong')}|{_words('verbs', 'weak')}|{second}"
    adverbs = f"(?:{_words('verbs', 'adverbs')})(?={any_verb}|[是为要对在把向以应不须可])"
    rounds = f"分[{LETTERS['few']}{LETTERS['count']}](?:[批轮]?次)?"  # 分三批建设
    ranked = f"(?:{filled('verbs', '(?:{ranked})')}?(?:{scopes}|[东中西]部)?{LETTERS['ordinal']}、?)"
    return {
        "reach": lazy(
            rf"(?:{_words('verbs', 'reach')}|{_words('verbs', 'pace')}"
            rf"|(?<![占之产价对])[较比]“?[{_DATES}]”?年?[末底初]?|[ {_DATES}]|{ranked})$"
        ),
        "opener": lazy(f"(?:{_words('verbs', 'openers')}|{rounds}|[ {_DATES}](?:[、和及][{_DATES}]){{0,4}}|{adverbs})"),
        "verbs": lazy(f"(?:(?:{any_verb})[了出]?(?:[、和或与及并]|并且|以及)?)+"),
        "strong": lazy(
            f"(?:{_words('verbs', 'light')})?{strong}(?:并?(?:{second}))?|(?:{_words('verbs', 'light')})(?:{weak})"
        ),
        "weak": lazy(weak),
        "kept_start": lazy(_words("verbs", "kept_starts")),
        "kept_end": lazy(f"(?:{_words('verbs', 'kept_ends')}|占[^，]{{1,12}}总[数额量])$"),
        "noun_after": lazy(after),
        "in_noun": lazy(f"{after}|{_words('verbs', 'noun_after_two')}"),
        "carrier": lazy(_words("verbs", "carriers")),
        "scoped_weak": lazy(
            f"(?:[全我][国省市区县州]{filled('verbs', '(?:{up_to_now})')}{{0,2}})?"
            f"(?P<verb>新?{weak}(?:(?:{weak}|{second})(?=.))?)"
        ),
        "counted_up": lazy(f"{filled('verbs', '(?:{summed})')}({_words('verbs', 'weak')})$"),
        "strong_only": lazy(strong),
        "tail_stop": lazy("|".join(load("verbs")["tail_stops"])),
        "scope": lazy(f"(?:{scopes})(?![级性外]|{filled('verbs', '{not_scoped}')})的?"),
        "scope_end": lazy(f"(?:{scopes})$"),
        "various": worded("verbs", "{various}"),
        "bare_head": worded("verbs", "(?:总|平均)?{bare_heads}"),
        "not_counted": lazy(f"(?:{_words('verbs', 'not_counted')})"),
    }


def floor_verb(text: str, low: int, end: int) -> re.Match[str] | None:
    """Return the verb of a number with the word before it that bounds the number: 至少建设1个, 最多补贴3个."""
    found = _BOUNDED.search(text, low, end)
    return found if found and patterns()["verbs"].fullmatch(found["verb"]) else None


def bound_before(text: str, low: int, end: int) -> str | None:
    """Return the comparator that stands before the verb of a number: 最多补贴3个, 至少配备2名."""
    found = _BOUNDED.search(text, low, end)
    return None if found is None else "<=" if found["most"] else ">="


def in_name(text: str, verb: re.Match[str], end: int, term: int | None) -> bool:
    """Return whether a verb that opens a phrase belongs to a name: 登记失业率, 服务贸易总额; but 增加财政收入.

    It does not where a name that is known begins right behind it, at `term`: 登记技术合同成交额.
    """
    if verb.end() == term:
        return False
    if text[verb.end() : verb.end() + 1] in AND:
        return True
    if verb["verb"] in words("verbs", "intransitive"):
        return verb.end() < end
    joint = _JOINT.search(text, verb.end(), end)
    measured = _MEASURED.search(text, verb.end(), end) or (joint and _MEASURED.search(text, verb.end(), joint.start()))
    return verb["verb"] not in words("verbs", "changing") and bool(measured)


def last_verb(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Find the last strong verb of a phrase; one inside quotes or brackets does not count.

    A verb behind another one is part of a noun where it stands before a noun like 基地 or 机构 (建成培育基地), or where
    it names what 实施 or 完成 does (实施危房改造和抗震加固).
    """
    found, carried = None, False
    names = _listed_names(text, low, end)
    rated = end - low > _RATE_REACH and bool(_RATED.search(text, end - 2, end))
    position = low
    while match := patterns()["strong"].search(text, position, end):
        position = match.end()
        traded = match[0] in words("verbs", "trading") and text.startswith("技术合同", position)
        if _enclosed(text, low, match.start()) or traded or text.startswith("的", position):
            continue
        if any(first <= match.start() < last for first, last in names):
            continue
        if match.start() > low and ((rated and end - position <= _RATE_REACH) or _MEASURE.match(text, position, end)):
            continue
        in_noun = (
            found is not None
            and match[0] not in words("verbs", "reaching")
            and patterns()["in_noun"].match(text, position, end)
        )
        named = carried and match[0] in load("verbs")["nominal"] and text[position:end][:1] in _AFTER
        if not in_noun and not (named and found is not None and match.start() > found[1]):
            found = (match.start(), position)
            carried = bool(patterns()["carrier"].match(match[0]))
    return found


def _listed_names(text: str, low: int, end: int) -> list[tuple[int, int]]:
    """Return where indicators that are known by name stand in a list of nouns, the last one left out."""
    joints = [joint.start() for joint in _JOINT.finditer(text, low, end)]
    starts = ((name_start(text, low, joint), joint) for joint in joints)
    return [(first, last) for first, last in starts if first is not None]


def _enclosed(text: str, low: int, position: int) -> bool:
    """Return whether quotes or brackets that open behind `low` are still open at `position`."""
    return any(text.count(first, low, position) > text.count(last, low, position) for first, last in ("“”", "（）"))
