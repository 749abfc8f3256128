"""Which comparator the words around a number make."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Quantity

_BRACKET = 40  # characters of a bracket between a number and its bound


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {**load("comparators")["before"], **load("comparators")["behind_noun"]}


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    words = sorted(_table(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?:了|为|到)?$")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    words = sorted(load("comparators")["after"], key=len, reverse=True)
    return re.compile("|".join(words))


def cue_before(text: str) -> tuple[str, int] | None:
    """Return the comparator that `text` ends with and how long its cue is (以…不超过 → '<=', 3)."""
    # anchored at the end and tried from the left, so that the first hit is the longest cue
    match = _before().search(text[-8:])
    if match is None:
        return None
    cue = match[0]
    table = _table()
    word = cue if cue in table else cue[:-1]
    return table[word], len(cue)


def cue_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the comparator that stands at `position` of `text` and how long its cue is (以上 → '>=', 2).

    A bracket may stand before it: 100万元（含）以下, 8人（其中女性不少于2人）以上.
    """
    folded = int(text.startswith(LETTERS["paren"], position))
    if text.startswith("（", position) and (close := text.find("）", position, position + _BRACKET)) > 0:
        folded = close + 1 - position
    match = _after().match(text, position + folded)
    return None if match is None else (load("comparators")["after"][match[0]], folded + len(match[0]))


def comparator(before: str | None, after: str | None, quantity: Quantity, condition: bool = False) -> str:
    """Combine the cues on both sides of a number.

    A range is `range`, whatever stands around it. 近…余 and 约…余 are `~`; a cue behind the number is stronger than one
    before it (控制在5.5%左右 is `~`, 控制在2万人以上 `>=`); 余, 多 alone are `>`. In a condition a bare number is `>=`.
    """
    if quantity.value_max is not None:
        return "range"
    if quantity.more and before in ("<", "~"):
        return "~"
    if after == "~" or before == "~":
        return "~"
    if after is not None:
        return after
    if before is not None:
        return before
    if quantity.more:
        return ">"
    return ">=" if condition else "="
