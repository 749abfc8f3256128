"""The patterns of labels and verbs of duty, compiled from the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.duty_words import GUIDING, LEAD, NEUTRAL, PARTICIPANT, ROLES, labels, words
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.syntax.edges import EDGE


@dataclass(frozen=True, slots=True)
class Words:
    """Labels, verbs that end a list of bodies, words between two lists; `said` are labels before ： or 为."""

    labels: Finder
    said: re.Pattern[str]
    verb: re.Pattern[str]
    join: re.Pattern[str]
    roles: dict[str, re.Pattern[str]]
    share: re.Pattern[str]

    @property
    def label(self) -> re.Pattern[str]:
        """The pattern of a label, to be matched at one place."""
        return self.labels.pattern


@lru_cache(maxsize=1)
def vocabulary() -> Words:
    """Compile the words of duty."""
    table = load("organs")
    kinds = {role: trie_pattern(words(table, "roles", role)) for role in ROLES}
    weak, share = (trie_pattern(words(table, "roles", name)) for name in ("weak", "share"))
    hard = f"(?:{kinds[LEAD]}|{kinds[NEUTRAL]}|{kinds[PARTICIPANT]})"
    any_verb = f"(?:{hard}|{kinds[GUIDING]}|{weak}|、(?={hard}|{kinds[GUIDING]}|{weak}))"
    alone = rf"(?:{kinds[GUIDING]}|{weak}){any_verb}{{0,5}}{EDGE}"
    equals, nouns = (trie_pattern(words(table, "roles", name)) for name in ("equals", "body_nouns"))
    named = trie_pattern([word for role in ROLES for word in words(table, "roles", "labels", role)])
    verb = rf"{share}{any_verb}{{0,6}}|{equals}{named}{nouns}|{any_verb}{{0,4}}{hard}{any_verb}{{0,5}}|{alone}"
    return Words(labels(), labels(said=True).pattern, lazy(verb), lazy(trie_pattern(words(table, "roles", "joins"))),
                 {role: lazy(kinds[role]) for role in ROLES}, lazy(share))  # fmt: skip
