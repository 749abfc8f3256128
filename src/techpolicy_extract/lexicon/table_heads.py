"""Read the heads of table columns with the words of lexicon/tables.toml. Text in, answer out."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.nouns.tables import Role

UNIT_BRACKET = re.compile(r"[（(\[〔]([^（）()\[\]〔〕]{1,12})[）)\]〕]$")
YEAR = re.compile(r"(?:19|20)\d\d")
_NOISE = re.compile(r"[\s*＊①-⑳：:]|^[（(]|[）)]$")


def bare(text: str) -> str:
    """Return a head's words without blanks, footnote marks and the unit in brackets behind them."""
    return _NOISE.sub("", UNIT_BRACKET.sub("", re.sub(r"\s", "", text)))


@cache
def _roles() -> dict[str, Role]:
    return {word: role for role, words in load("tables")["columns"].items() for word in words}


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(trie_pattern(load("tables")["values"][name]))


def has_word(name: str, head: str) -> bool:
    """Return whether a head has one of the words under `name` in [values]: planned, past, growth, cumulative, value."""
    return bool(_words(name).search(head))


def role_of(head: str) -> Role | None:
    """Return the role that a head's words name; None where the lexicon does not know them."""
    return _roles().get(bare(head))


def says_value(head: str) -> bool:
    """Return whether a head speaks of values: a year, 目标, 现状, 年均增长."""
    words = bare(head)
    return len(words) <= 20 and bool(
        YEAR.search(words) or any(has_word(name, words) for name in load("tables")["values"])
    )
