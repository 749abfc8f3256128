"""Which kind of instrument a name names, and whom it names instead: words in, answer out."""

from __future__ import annotations

from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded

QUOTES = "“”‘’"
# To whom an award goes is no name of it: 给予研制单位奖励.
_TO_WHOM = worded("awards", "(?P<who>{deeds}{receivers}){of_award}?(?:{awards}|{money})$")


@lru_cache(maxsize=1)
def _suffixes() -> list[tuple[str, str]]:
    table = load("instruments")["suffixes"]
    pairs = [(word, kind) for kind, words in table.items() for word in words]
    return sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)


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
    return next((kind for word, kind in kinds.items() if word in clause), None)
