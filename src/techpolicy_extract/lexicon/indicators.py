"""Indicators of policy texts: which statistic a noun phrase names, and where its name begins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.regions import place_end
from techpolicy_extract.lexicon.worded import worded

_Node = dict[str, Any]

_ID = ""  # below a node of the trie: the indicator whose name begins there; no character is the empty string
_SKIP = "“”\"' \n"  # “小巨人” is written with and without
_FOLD = str.maketrans("()＆", "（）&")

_COUNTED = worded("indicators", "{counted}$")
_NEUTRAL = worded(
    "indicators",
    r"{whose}|{neutral}|{until}?(?:20|19)\d\d{year_ends}?|“?{plans}”?{plan_ends}?",
)


class Indicator(NamedTuple):
    """A statistic: its standard name, its other names, and what it is."""

    id: str
    aliases: tuple[str, ...]
    unit: str
    definition: str
    source: str


@lru_cache(maxsize=1)
def table() -> dict[str, Indicator]:
    """Return all indicators by their ids."""
    rows = load("indicators")["indicator"]
    return {row["id"]: Indicator(**row | {"aliases": tuple(row["aliases"])}) for row in rows}


@lru_cache(maxsize=8192)
def identify(noun: str) -> str | None:
    """Return the id of the indicator that a noun phrase names; None where it may be another statistic.

    全省技术合同成交总额 is 技术合同成交额; 吸纳技术合同成交额 is an indicator of its own; 企业技术合同成交额 is not known.
    """
    for name in _variants(noun):
        for start, found in _endings(name, 0, len(name)):
            if _is_neutral(name[:start]):
                return found
    return None


@lru_cache(maxsize=8192)
def name_start(text: str, start: int, end: int) -> int | None:
    """Return where the longest name of an indicator begins that ends at `end` of `text[start:end]`.

    A quotation mark that opens the name belongs to it. None where no name ends there.
    """
    longest = next(_endings(text, start, end), None)
    if longest is None:
        return None
    begin = longest[0]
    return begin - 1 if begin > start and text[begin - 1] == "“" and "”" in text[begin:end] else begin


def _variants(noun: str) -> Iterator[str]:
    """Yield the noun as it stands, then without its words of quantity, then without its last bracket."""
    noun = noun.strip()
    yield noun
    bare = _COUNTED.sub("", noun)
    if bare and bare != noun:
        yield bare
    if noun.endswith(("）", ")")) and (cut := max(noun.rfind("（"), noun.rfind("("))) > 0:
        yield noun[:cut]


def _is_neutral(modifier: str) -> bool:
    """Return whether what stands before a name tells only whose, when or how much in all."""
    while modifier := modifier.lstrip(_SKIP):
        match = _NEUTRAL.match(modifier)
        end = match.end() if match else place_end(modifier)
        if not end:
            return False
        modifier = modifier[end:]
    return True


def _endings(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where each name begins that ends at `end`, with the id of its indicator, the longest first."""
    node, found = _trie(), []
    for position in range(end - 1, start - 1, -1):
        char = text[position]
        if char in _SKIP:
            continue
        folded = _fold(char)
        if folded not in node:
            break
        node = node[folded]
        if _ID in node:
            found.append((position, str(node[_ID])))
    yield from reversed(found)


def _fold(text: str) -> str:
    return text.translate(_FOLD).upper()


@lru_cache(maxsize=1)
def _trie() -> _Node:
    """Build the trie of all names, read from their ends."""
    root: _Node = {}
    for indicator in table().values():
        for name in (indicator.id, *indicator.aliases):
            node = root
            for char in reversed(_fold(name)):
                if char not in _SKIP:
                    node = node.setdefault(char, {})
            node[_ID] = indicator.id
    return root
