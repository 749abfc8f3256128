"""The table of evidence: what speaks for or against which class of a number, how much, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from techpolicy_extract.lexicon import load
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.nouns.text import Span

CLASSES = ("target", "result", "provision", "none")  # of two with the same sum the first holds


class Entry(NamedTuple):
    """An entry of the table: by class the weight, below 0 where it speaks against it; the reason, and an example."""

    weights: Mapping[str, int]
    reason: str
    example: str


@cache
def entries() -> Mapping[str, Entry]:
    """Return the entries of lexicon/classes.toml by name.

    Raises RuleError where one has no reason, no example or no weight, or weighs for a class that there is not.
    """
    return {name: _entry(name, table) for name, table in load("classes")["evidence"].items()}


@cache
def thin() -> int:
    """Return the margin below which a class counts as inferred."""
    return int(load("classes")["thin_below"])


def words_of(evidence: Evidence, text: str) -> Span | None:
    """Return the place of the word that made evidence, in the text that was read; None where it was none of a list."""
    if evidence.cue is None or evidence.place is None:
        return None
    low, high = evidence.place
    word = re.search("|".join(load("cues")[evidence.cue]), text[low:high])
    return Span(low + word.start(), low + word.end()) if word else None


def _entry(name: str, table: Mapping[str, object]) -> Entry:
    where = f"lexicon/classes.toml, evidence.{name}"
    weights = {key: value for key, value in table.items() if isinstance(value, int)}
    reason, example = table.get("reason"), table.get("example")
    if not isinstance(reason, str) or not isinstance(example, str):
        raise RuleError("a reason and an example are wanted here", where)
    if not weights or not set(weights) <= set(CLASSES):
        raise RuleError("a weight is wanted here for one class or more", where, f"classes: {', '.join(CLASSES)}")
    return Entry(weights, reason, example)
