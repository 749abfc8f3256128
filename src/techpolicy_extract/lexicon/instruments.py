"""Which kind of instrument a name names, and whom it names instead: words in, answer out."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.worded import worded

COST = worded("awards", "{costs}$")  # at the end of what an award is counted on: 对…购置费给予
QUOTES = "“”‘’"
# To whom an award goes is no name of it: 给予研制单位奖励.
_TO_WHOM = worded("awards", "(?P<who>{deeds}{receivers}){of_award}?(?:{awards}|{money})$")


@lru_cache(maxsize=1)
def _suffixes() -> list[tuple[str, str]]:
    table = load("instruments")["suffixes"]
    pairs = [(word, kind) for kind, words in table.items() for word in words]
    return sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)


@lru_cache(maxsize=1)
def recipient() -> re.Pattern[str]:
    """Return the pattern of a noun for whom an award is for, at the end of a text: 企业, 单位（含分支机构）."""
    return re.compile(rf"(?:{trie_pattern(load('instruments')['recipients']['nouns'])})(?:（[^（）]{{1,12}}）)?$")


def instrument_of(name: str) -> str | None:
    """Return the kind of instrument that a name's ending tells, None where it tells none."""
    name = name.strip(QUOTES)
    return next((kind for word, kind in _suffixes() if name.endswith(word)), None)


def to_whom(name: str) -> str | None:
    """Return whom an award goes to where its words name that and no instrument: 研制单位奖励."""
    found = _TO_WHOM.match(name)
    return found["who"] if found else None


def instrument_in(clause: str) -> str | None:
    """Return the kind of instrument that a word anywhere in a clause tells; the first of the lexicon's list counts."""
    kinds: dict[str, str] = load("instruments")["anywhere"]
    for word in load("instruments")["nowhere"]["words"]:
        clause = clause.replace(word, "")
    return next((kind for word, kind in kinds.items() if word in clause), None)
