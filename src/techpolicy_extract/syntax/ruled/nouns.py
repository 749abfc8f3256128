"""The noun that a rule's number is of: without owner, cue, adverb or a clause in 的; the verb where there is no noun."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.syntax.ruled.around import Around

Stretch = tuple[int, int]
_COUNTED = ("count", "person", "few", "one", "bare", "amount", "group")
_STOPS = "，；：。、（）()“” \n"
_KEPT = frozenset((LETTERS["paren"], LETTERS["title"], LETTERS["idiom"]))
_MOST = 40  # characters of a noun
_LEAST = 2
_VERB = 4  # characters of a verb
_BODY = 8  # characters of the name of a body
_FINE = 12  # characters behind a sum in which it is called a fine
_AGAIN = 60  # characters before a number in which its noun may stand with another number
_AGE = 4  # characters before a number in which it is called an age


def noun_of(site: Around) -> Stretch | None:
    """Return the noun that a number is of, as a stretch of slot text; None where nothing names it.

    Of a number that counts, it is the noun behind it where a verb or nothing stands before: 申报2个课题, 不少于3件专利.
    """
    before = _before(site, site.low, site.noun_end)
    verb = _verb_at_end(site.slots, site.low, site.noun_end)
    counts = site.letter in _COUNTED or site.unit in words("provisions", "text_units")
    counts = counts or (site.letter == "duration" and site.slots[site.amount.end : site.amount.end + 1] == "的")
    cut = site.slots[site.noun_end - 1 : site.noun_end] == "的"  # 范围的200字说明
    if counts and (before is None or verb is not None or cut) and (behind := noun_behind(site)):
        return behind
    if verb is None and before is not None and not _is_manner(site.slots[slice(*before)]):
        return _joined(site, before)
    if site.bracket is not None and (outer := before_bracket(site)):
        return outer
    if before is not None and verb is None:  # the papers stand before: 申报书须提供纸质版3份
        first = _verb_at_end(site.slots, site.low, before[0])
        if first and (earlier := _before(site, site.low, first[0])):
            return earlier
    return verb or before


def named_fine(site: Around) -> Stretch | None:
    """Return the word for a fine behind the sum."""
    for word in words("provisions", "fines"):
        if (start := site.slots.find(word, site.amount.end, site.amount.end + _FINE)) >= 0:
            return start, start + len(word)
    return None


def named_age(site: Around) -> Stretch | None:
    """Return the word for an age before the number: 年龄, 年满."""
    low = max(site.low, site.noun_end - _AGE)
    for word in words("provisions", "ages"):
        end = site.position if site.before.endswith(word) else site.noun_end
        if (start := site.slots.rfind(word, low, end)) >= 0:
            return start, start + len(word)
    return None


def term_named(site: Around) -> Stretch | None:
    """Return the noun of a time that a clause before bounds, of the same sentence: 孵化时限 in 孵化时限不超过36个月，…."""
    low = max(site.slots.rfind("；", 0, site.position) + 1, site.position - _AGAIN)
    found = [*_term_before().finditer(site.slots, low, site.low)]
    return _before(site, site.tree.clause_at(found[-1].start()).start, found[-1].end("noun")) if found else None


@cache
def _term_before() -> re.Pattern[str]:
    return re.compile(f"(?P<noun>{_longest(words('provisions', 'terms'))})[^，；：。]{{0,8}}{LETTERS['duration']}")


def inspection(site: Around) -> Stretch | None:
    """Return the word for a look behind a share: 抽查 in 按10%的比例抽查; else the noun of the share."""
    for word in words("provisions", "inspections"):
        if (start := site.slots.find(word, site.amount.end, site.high)) >= 0:
            return start, start + len(word)
    return noun_of(site)


def stands_first(site: Around) -> bool:
    """Tell whether no noun stands before a number: nothing does, or a verb."""
    verb = _verb_at_end(site.slots, site.low, site.noun_end)
    return verb is not None or _before(site, site.low, site.noun_end) is None


def verb_or_noun(site: Around) -> Stretch | None:
    """Return what someone must have been or done for a time: 注册, 缴纳社会保险, 成立时间."""
    if _verb_at_end(site.slots, site.low, site.noun_end) and (behind := noun_behind(site)):
        return behind
    low, end = _stripped(site.slots, _behind_marks(site.slots, site.low, site.noun_end), site.noun_end)
    if site.slots[low:end].endswith(words("provisions", "terms")):
        return _behind_of(site.slots, low, end), end
    found = [match.start() for match in _standing().finditer(site.slots, site.low, site.noun_end)]
    return (found[-1], site.noun_end) if found else noun_of(site)


def ruled_each(site: Around) -> Stretch | None:
    """Return what a limit is of; before a verb the noun before the word for each: 补贴政策 in 补贴政策每人只享受一次."""
    found, verb = noun_of(site), _verb_at_end(site.slots, site.low, site.noun_end)
    if found != verb:
        return found
    starts = [site.slots.find(word, site.low, site.position) for word in words("provisions", "each")]
    first = min((each for each in starts if each >= 0), default=site.low)
    return _before(site, site.low, first) or found


def handed_in(site: Around) -> Stretch | None:
    """Return the papers that are handed in, also before a verb or in the clause before: 申报材料胶装，一式4份."""
    found, verb = noun_of(site), _verb_at_end(site.slots, site.low, site.noun_end)
    if found == verb and verb is not None:
        found = _before(site, site.low, verb[0]) or found
    if found is None and site.bracket is None and site.clause.start:
        earlier = site.tree.clause_at(site.clause.start - 1)
        ends = [m.end() for m in _papers().finditer(site.slots, earlier.start, earlier.end)]
        found = _before(site, earlier.start, ends[-1]) if ends else None
    return found


@cache
def _papers() -> re.Pattern[str]:
    return re.compile("|".join(words("provisions", "papers")))


def composed(site: Around) -> Stretch | None:
    """Return the body that people make up: 评审组 in 由7名专家组成评审组, else what stands before 由."""
    for word in words("provisions", "composed"):
        start = site.slots.find(word, site.amount.end, site.high)
        if start >= 0:
            low, end = _stripped(site.slots, start + len(word), site.high)
            return (low, end) if _LEAST <= end - low <= _BODY else noun_of(site)
    return noun_of(site)


def meant(site: Around) -> Stretch | None:
    """Return the noun of a number in a definition; where none stands behind 是指, the word that it defines."""
    found = [(site.slots.rfind(word, 0, site.position), len(word)) for word in words("provisions", "means")]
    cut, length = max(found)
    own = _before(site, max(site.low, cut + length if cut >= 0 else 0), site.noun_end)
    if own is not None or cut < 0:
        return own or noun_of(site)
    end = cut - 1 if site.slots[cut - 1 : cut] == "，" else cut
    return _before(site, 0, end)


def shared(site: Around) -> Stretch | None:
    """Return what is shared out: 土地出让收益 in 土地出让收益由区、镇按30%的比例使用."""
    by = site.slots.find("由", site.low, site.noun_end)
    return _before(site, site.low, by if by > site.low + 1 else site.noun_end)


def barred(site: Around) -> Stretch | None:
    """Return what someone may not do for a time: the first verb behind 不得."""
    found = _verbs().search(site.slots, site.amount.end, site.high)
    return found.span() if found else None


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(_longest(words("provisions", "standing")))


@cache
def _verbs() -> re.Pattern[str]:
    verbs, nouns = _longest(words("provisions", "verbs")), "|".join(words("provisions", "verb_nouns"))
    return re.compile(f"(?:{verbs})(?!{nouns})")


def _verb_at_end(slots: str, low: int, end: int) -> Stretch | None:
    """Return the verb that a stretch ends in: 每家单位限报."""
    found = _last_verb().search(slots, max(low, end - _VERB), end)
    return found.span() if found else None


@cache
def _last_verb() -> re.Pattern[str]:
    return re.compile(f"(?:{_longest(words('provisions', 'verbs'))})$")


def _is_manner(noun: str) -> bool:
    return noun in words("provisions", "manners")


def _before(site: Around, low: int, end: int) -> Stretch | None:
    """Return the noun that ends at `end`, not before `low`; None where nothing is left of it."""
    slots = site.slots
    low = _behind_marks(slots, max(low, end - _MOST), end)
    low = _behind_of(slots, low, end)
    low = _behind_verb(slots, low, end)
    low, end = _stripped(slots, low, end)
    return (low, end) if end - low >= _LEAST else None


def _behind_marks(slots: str, low: int, end: int) -> int:
    """Return where the noun may begin at the earliest: behind marks, dates and words such as 将 that take it up."""
    share = slots.find("占", low, end)  # a year behind 占 belongs to what the share is of
    for place in range(end - 1, low - 1, -1):
        letter = slots[place]
        lexed = "\ue000" <= letter <= "\uf8ff" and letter not in _KEPT
        if letter in "，；：。" or (lexed and not 0 <= share < place):
            return place + 1
    found = [low]
    for word in words("provisions", "takes"):
        if (at := slots.rfind(word, low, end - 1)) >= 0:
            found.append(at + len(word))
    return max(found)


def _behind_of(slots: str, low: int, end: int) -> int:
    """Return the place behind the last 的 that ends a clause; one before 比例 or 数量 joins, and does not end."""
    cut = slots.rfind("的", low, end)
    while cut >= low:
        head = slots[cut + 1 : end]
        if head and head not in words("provisions", "bare_heads"):
            return cut + 1
        cut = slots.rfind("的", low, cut)
    return low


def _behind_verb(slots: str, low: int, end: int) -> int:
    """Return the place behind the last verb with a noun behind it: 推荐营地, 拥有有效发明专利."""
    found = low
    for match in _verbs().finditer(slots, low, end):
        if end - match.end() >= _LEAST:
            found = match.end()
    return found


def _stripped(slots: str, low: int, end: int) -> Stretch:
    """Return a stretch without owners, adverbs and joints at its edges; at least two characters are left."""
    while low < end and slots[low] in _STOPS:
        low += 1
    if (found := _led().match(slots, low, end)) and end - found.end() >= _LEAST:
        low = found.end()
    if (found := _tailed().search(slots, low, end)) and found.start() - low >= _LEAST:
        end = found.start()
    return low, end


@cache
def _led() -> re.Pattern[str]:
    lists = ("owners", "each", "leads")
    words_before = [word for name in lists for word in words("provisions", name)] + [f"[{_STOPS}]"]
    each = _longest(words("provisions", "each"))
    several = f"(?:{each})[^{_STOPS}]{{1,6}}?(?={each})"  # 同一企业 in 同一企业同一年度奖励
    bases = _longest(words("provisions", "bases"))
    return re.compile(f"(?:(?!{bases})(?:{several}|{_longest(words_before)})){{0,8}}")


@cache
def _tailed() -> re.Pattern[str]:
    return re.compile(f"(?:{_longest(words('provisions', 'tails'))}){{1,4}}$")


def _longest(listed: Iterable[str]) -> str:
    return "|".join(sorted(listed, key=len, reverse=True))


def _joined(site: Around, noun: Stretch) -> Stretch:
    """Return the noun before the bracket where the one inside only says of each: 租赁面积（人均不超过20平方米）."""
    short = noun[1] - noun[0] <= _LEAST and site.slots[slice(*noun)].endswith("均")
    outer = before_bracket(site) if short and site.bracket is not None else None
    return outer or noun


def before_bracket(site: Around) -> Stretch | None:
    """Return the noun before the bracket that holds a number: 推荐函（纸质，一式2份）."""
    assert site.bracket is not None
    end = site.bracket.start
    earlier = [node.end for node in site.clause.items if node.end <= end and node.is_a("bracket", "amount", "amounts")]
    low = max([site.clause.start, *earlier])
    low = max([low, *(low + m.end() for m in re.finditer("[、及和与]", site.slots[low : end - 1]))])
    return _before(site, low, end)


def noun_behind(site: Around) -> Stretch | None:
    """Return the noun behind a number, up to a verb or mark."""
    slots, low, high = site.slots, site.amount.end, min(site.high, site.amount.end + _MOST)
    if slots.startswith("的", low):
        low += 1
    stop = next((p for p in range(low, high) if slots[p] in _STOPS or "\ue000" <= slots[p] <= "\uf8ff"), high)
    if found := _ends().search(slots, low, stop):
        stop = found.start()
    cut = slots.rfind("的", low, stop - 1)
    if cut >= low:
        low = cut + 1
    low, stop = _stripped(slots, low, stop)
    return (low, stop) if stop - low >= _LEAST else None


@cache
def _ends() -> re.Pattern[str]:
    """Return a pattern for what ends the noun behind a number."""
    return re.compile("|".join(words("provisions", "noun_ends")))
