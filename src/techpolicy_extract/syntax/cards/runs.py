"""What a run of words between two marks of a card says: an office, a person, a purpose, or several of them."""

from __future__ import annotations

from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.cards.names import is_name, is_office, may_be_name, name_end

_ASKS = worded("contacts", "{asks}")
_SENDS = worded("contacts", "{sends}|{sends_short}(?={organs.local.levels})")
_LEADS = worded("contacts", "{leads}")
_PURPOSE = worded("contacts", "{purpose_ends}$")
_NAMED = worded("contacts", "^[\u4e00-\u9fff]{0,8}{named_purposes}$")
_TOPIC = worded("contacts", "[\u4e00-\u9fff]{1,10}{topic_ends}")
_NO_PURPOSE = worded("contacts", "{no_purposes}")
_CLAUSE = worded("contacts", "{organs.grammar.clause_words}")
_NO_WORD = worded("contacts", "{no_purpose_words}")
_LONG_HEAD = 40  # characters of a purpose that a known word ends
_PAIR = 2  # characters of a short name
_WORDS = lazy(r"[\u4e00-\u9fff“”（）]{2,12}")  # one of other words

Found = list[tuple[str, int, int]]


def read_head(text: str, start: int, end: int, colon: bool) -> Found:
    """Return what stands before a colon or before a label: an office, a person, what the card is for."""
    if colon and text[start:end] in words("contacts", "asking_purposes"):
        return [("purpose", start, end)]
    low, asked = _behind_lead(text, start, end)
    said = text[low:end]
    if not said:
        return []
    if is_office(said):
        return [("office", low, end)]
    if found := _office_and_name(text, low, end):
        return found
    for line in sorted(words("contacts", "purpose_lines"), key=len, reverse=True):
        if said.endswith(line) and is_office(said[: -len(line)]):
            return [("office", low, end - len(line)), ("purpose", end - len(line), end)]
    if _NO_PURPOSE.match(said) or _NO_WORD.search(said) or said.endswith(words("contacts", "no_purpose_ends")):
        return []
    if _PURPOSE.search(said) and len(said) <= _LONG_HEAD and not _CLAUSE.search(said):
        return [("purpose", low, end)]
    if colon and not asked and _WORDS.fullmatch(said) and not _CLAUSE.search(said):
        return [("head", low, end)]
    return []


def read_run(text: str, start: int, end: int, expect: Sequence[str], near: bool) -> Found:
    """Return what stands between two marks. `expect` has what a label announces; `near` tells of a number near."""
    if "office" in expect:
        return [("office", start, end)]
    end = _before_asked(text, start, end)
    said = text[start:end]
    if "person" in expect and may_be_name(said):
        return [("person", start, end)]
    if "person" in expect and (names := _spread_names(said)):
        return [("person", start + place, start + place + _PAIR) for place in names]
    low, sent = _behind_lead(text, start, end)
    said = text[low:end]
    if is_office(said):
        return [("recipient" if sent else "office", low, end)]
    if near and _TOPIC.fullmatch(said):
        return [("purpose", low, end)]
    if near and _NAMED.search(said) and not _CLAUSE.search(said):
        return [("purpose", low, end)]
    if near or "person" in expect:
        return _office_and_name(text, low, end)
    return []


def _spread_names(said: str) -> range | None:
    """Return where names of two characters begin that have lost the blanks between them: 王刚李强."""
    places = range(0, len(said), _PAIR)
    whole = len(said) > _PAIR and len(said) % _PAIR == 0
    return places if whole and all(is_name(said[at : at + _PAIR], glued=True) for at in places) else None


def _office_and_name(text: str, start: int, end: int) -> Found:
    """Return the name at the end of a run, and the office before it: 高新技术科张明远."""
    said = text[start:end]
    if is_name(said):
        return [("person", start, end)]
    place = name_end(said)
    if place is None:
        return []
    low, high = place
    person = ("person", start + low, start + high)
    return [("office", start, start + low), person] if is_office(said[:low]) else [person]


def _before_asked(text: str, start: int, end: int) -> int:
    """Return where a run ends before what is to be done: 与高新处张明远[联系]."""
    for word in words("contacts", "asked"):
        if text.endswith(word, start, end) and end - len(word) > start:
            return end - len(word)
    return end


def _behind_lead(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where a run goes on behind words that lead to whom to ask, and whether it is whom a paper goes to."""
    low, sent = start, False
    for match in _ASKS.finditer(text, start, end):
        low, sent = match.end(), False
    for match in _SENDS.finditer(text, low, end):
        low, sent = match.end(), True
    if low == start and (lead := _LEADS.match(text, start, end)):
        low = lead.end()
    return low, sent
