"""Names of bodies: what one looks like, where a list of them is cut, which government a department belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.duty_words import words
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy

_MAX_NAME = 30  # characters; 自治区 departments with an annex in brackets reach 26
_MAX_PLACE = 8  # characters of a place before 省, 市, 区
_SHAPE = lazy(rf"[\u4e00-\u9fff“A-Z][\u4e00-\u9fff（）“”·、\-+A-Za-z0-9]{{1,{_MAX_NAME}}}")
_OPEN_TAIL = worded(
    "organs.grammar",
    r"(?<![高中初同平对优均]){others}(?:[\u4e00-\u9fff\d]{0,10}?{tail_nouns}{second_nouns}?)?$",
)
_LEADS = worded("organs.roles", "（{lead}{body_nouns}?）$")
_EMPTY_TAIL = lazy(r"（[^（）]{0,40}$|[*＊☆★]+$")
# What may follow 各市、县 when it is the whole of the name: the verb, 等 or a joint.
_VERB_HEAD = lazy(r"$|[负牵按配参等分具落共和及协组]")
_EACH = "各"
_LAST_EACH = worded("organs.grammar", rf"{{joints}}{_EACH}(?![\u4e00-\u9fff（、）]{{0,40}}{_EACH})")
_PARTY_END = worded("organs.grammar", "{party_seats}$")
_SEAT_ALONE = worded("organs.grammar", "{bare_seats}(?:{roles_ahead}|$)")
_LONGEST_JOINT = 2  # characters between two members of a list: 以及
_SHORT_NAME = 5  # characters
_OFFICE_END = worded("organs.grammar", "{office_ends}$")
_JOINT_REACH = 24  # characters of a part beside a joint


@dataclass(frozen=True, slots=True)
class Body:
    """A body as a list names it; `more` where 等 follows it, `leads` where （牵头） does; `reach` is the end of those."""

    text: str
    start: int
    end: int
    reach: int
    more: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What the lexicon says of names, compiled."""

    named: re.Pattern[str]
    single: re.Pattern[str]
    department: re.Pattern[str]
    party: frozenset[str]
    place: re.Pattern[str]
    any_level: re.Pattern[str]
    clause: re.Pattern[str]
    joint: re.Pattern[str]
    opener: re.Pattern[str]
    units: re.Pattern[str]
    dull: frozenset[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    table = load("organs")
    stems, ends = trie_pattern(words(table, "local", "stems")), trie_pattern(words(table, "local", "ends"))
    whole, party = trie_pattern(words(table, "local", "whole")), words(table, "local", "party")
    levels, taken = trie_pattern(words(table, "local", "levels")), trie_pattern(words(table, "local", "level_words"))
    department = rf"(?:{stems}{ends}|{whole})"
    seats, regions = _any(table, "seats"), _any(table, "regions")
    place = rf"(?!{taken})(?P<place>(?:[\u4e00-\u9fff]{{2,{_MAX_PLACE}}}?)?{levels}){seats}?"
    suffix, area = trie_pattern(words(table, "grammar", "suffixes")), trie_pattern(words(table, "grammar", "areas"))
    each, group = trie_pattern(words(table, "grammar", "each")), trie_pattern(words(table, "grammar", "groups"))
    named = (
        rf"{trie_pattern(words(table, 'central'))}|{department}|{trie_pattern(party)}|(?:{each})\S{{0,20}}(?:{group})"
        rf"|\S{{1,{_MAX_NAME}}}(?:{suffix})(?:（\S{{1,20}}）)?|\S{{1,6}}(?:{area})"
    )
    return _Grammar(
        lazy(named),
        lazy(rf"{trie_pattern(words(table, 'central'))}|{department}"),
        lazy(department),
        frozenset(party),
        lazy(rf"{place}(?:{department}|{trie_pattern(party)})"),
        lazy(rf"(?!{taken})(?P<place>{regions}){seats}?[\u4e00-\u9fff]{{2,20}}"),
        lazy(trie_pattern(words(table, "grammar", "clause_words"))),
        lazy(trie_pattern(words(table, "grammar", "joints"))),
        lazy(trie_pattern(words(table, "grammar", "openers"))),
        lazy(
            rf"(?:{levels}|{_any(table, 'unit_levels')}|、|（[省市区县州旗、镇乡街道]{{1,9}}）){{1,9}}"
            rf"(?P<seat>{_any(table, 'unit_seats')})?"
        ),
        frozenset(words(table, "grammar", "not_areas")),
    )


def _any(table: dict[str, Any], name: str) -> str:
    """Return a pattern for a list of regular expressions of the grammar."""
    return f"(?:{'|'.join(words(table, 'grammar', name))})"


def is_shaped(name: str) -> bool:
    """Return whether a stretch can be a name at all: short, of name characters, without the words of a clause."""
    shaped = bool(_SHAPE.fullmatch(name))
    for word in words(load("organs"), "grammar", "no_clause_words"):
        name = name.replace(word, "")
    return shaped and not _grammar().clause.search(name)


def is_body(name: str) -> bool:
    """Return whether a stretch names a body or a group of them: 省科技厅, 工业和信息化部, 各市、县人民政府, 有关部门."""
    return is_shaped(name) and name not in _grammar().dull and bool(_grammar().named.fullmatch(name))


def read(text: str, start: int, end: int) -> list[Body]:
    """Read the bodies of one member of a list: `省教育厅和省财政厅` holds two, `税务局等有关部门` one and more."""
    start, end = _trim(text, start, end)
    opener = _grammar().opener.match(text, start, end)
    if opener and (is_body(text[opener.end() : end]) or _OPEN_TAIL.search(text, opener.end(), end)):
        start = opener.end()
    if start >= end or end - start > 3 * _MAX_NAME:
        return []
    if cut := _joint(text, start, end):
        return [*read(text, start, cut[0]), *read(text, cut[1], end)]
    stop, leads = end, False
    if mark := _LEADS.search(text, start, end):
        stop, leads = mark.start(), True
    tail = _OPEN_TAIL.search(text, start, stop)
    stop = tail.start() if tail else stop
    if stop <= start:
        return [Body("", start, end, end, more=True)] if tail else []
    return [Body(text[start:stop], start, stop, end, more=bool(tail), leads=leads)]


def are_bodies(names: list[Body]) -> bool:
    """Return whether the names are those of bodies: all can be, the first and half of them surely are."""
    known = [is_body(name.text) for name in names]
    return all(is_shaped(name.text) for name in names) and (not known or (known[0] and 2 * sum(known) >= len(known)))


def fill(stretch: Span, listed: list[Body]) -> bool:
    """Return whether bodies are all that a stretch holds, but for the marks and joints between them.

    The first must be an office, and one that is not known must be as short as the short name of a body (市足协).
    """
    edges = [stretch.start, *(edge for body in listed for edge in (body.start, body.reach)), stretch.end]
    gaps = [after - before for before, after in zip(edges[::2], edges[1::2], strict=True)]
    named = all(len(body.text) <= _SHORT_NAME or is_body(body.text) for body in listed)
    return named and is_office(listed[0].text) and not gaps[0] and not gaps[-1] and max(gaps) <= _LONGEST_JOINT


def is_office(name: str) -> bool:
    """Return whether a body is a government or a department of one, and no place, firm or school.

    A department behind a further character is an example or a former one: 如市科技局, 原市科委.
    """
    grammar = _grammar()
    if grammar.single.fullmatch(name) or grammar.place.fullmatch(name) or name.startswith(_EACH):
        return True
    return bool(_OFFICE_END.search(name)) and not grammar.place.fullmatch(name, 1)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks and marks at both ends, and what follows a bracket that does not close."""
    if tail := _EMPTY_TAIL.search(text, start, end):
        end = tail.start()
    if text[end - 1 : end] == "）" and "（" not in text[start:end]:
        end -= 1
    while start < end and text[start] in " \t\n：:。.【】[]〔〕-—":
        start += 1
    while start < end and text[end - 1] in " \t\n：:。.【】[]〔〕-—":
        end -= 1
    return start, end


def _joint(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the 和 or 及 that stands between two bodies, and not inside the name of one (文化和旅游厅)."""
    if _is_one(text[start:end]):
        return None
    for match in _grammar().joint.finditer(text, start + 2, end):
        left = _OPEN_TAIL.sub("", text[max(start, match.start() - _JOINT_REACH) : match.start()])
        if is_body(left) and is_body(_OPEN_TAIL.sub("", text[match.end() : end])):
            return match.span()
    return None


def _is_one(name: str) -> bool:
    """Return whether a name with a joint in it is that of one department, with or without its place."""
    grammar = _grammar()
    if grammar.single.fullmatch(name):
        return True
    found = grammar.place.fullmatch(name)
    return found is not None and not any(is_body(name[: joint.start()]) for joint in _joints(found["place"]))


def _joints(place: str) -> Iterator[re.Match[str]]:
    """Yield the joints inside what looks like the place of a department: 市园林局和市, but 和田市 holds none."""
    return _grammar().joint.finditer(place, 2)


def joins_on(before: str, after: str) -> bool:
    """Return whether two members of a list are one: 各市、县人民政府, 有关市党委、政府; but not 各区、各部门."""
    units = _grammar().units
    if _PARTY_END.search(before) and _SEAT_ALONE.match(after):
        return True
    if joint := _LAST_EACH.search(before):
        before = before[joint.end() - 1 :]  # 有关部门和各省、自治区
    if not before.startswith(_EACH):
        return False
    opened, follows = units.fullmatch(before[len(_EACH) :]), units.match(after)
    if not opened or opened["seat"] or not follows:
        return False
    return bool(follows["seat"]) or _VERB_HEAD.match(after, follows.end()) is not None


def place_of(name: str) -> str | None:
    """Return what a department's name opens with: 省 of 省科技厅, 南京市 of 南京市财政局; None for bodies of no place."""
    grammar = _grammar()
    if name.startswith(_EACH):
        return None
    found = grammar.place.fullmatch(name) or grammar.any_level.fullmatch(name)
    return found["place"] if found else None


def put_back(name: str, place: str | None) -> str:
    """Put an elided place before a department: 发展改革委 and 省 give 省发展改革委, 组织部 gives 省委组织部."""
    grammar = _grammar()
    if place is None:
        return name
    if grammar.department.fullmatch(name):
        return place + name
    if name in grammar.party:
        short, full = words(load("organs"), "grammar", "committees")
        return f"{place}{full if place.endswith('区') and len(place) > 1 else short}{name}"
    return name
