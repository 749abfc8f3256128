"""Find what the rules see: try them in order on each sentence, where what was lexed stands as one letter each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.slots import LETTERS, TAKING_GROUPS
from techpolicy_extract.nouns.grids import cell_at
from techpolicy_extract.nouns.handover import Matched, Parsed
from techpolicy_extract.nouns.model import Match, Rule, Sentence
from techpolicy_extract.nouns.tables import Tables
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import VIEWS as FORMS
from techpolicy_extract.stages.match.sieve import sieve
from techpolicy_extract.syntax.award import numbers_of
from techpolicy_extract.syntax.awards import announce_rows, awards, may_award
from techpolicy_extract.syntax.ruled.possible import may_rule
from techpolicy_extract.syntax.ruled.ruling import rulings
from techpolicy_extract.syntax.tree import parse

_PAID = (LETTERS["money"], LETTERS["percent"])


def match(parsed: Parsed, rules: Sequence[Rule], lost: list[Match] | None = None) -> Matched:
    """Return the matches that hold in a document, sentence by sentence.

    The matches that do not hold are put into `lost`, where it is given.
    """
    forms = tuple(rule for rule in rules if rule.view in FORMS)
    possible = sieve(tuple(rule for rule in rules if rule.view not in FORMS)).possible
    free = _outside_tables(parsed.sentences, parsed.tables)
    _announce(free)
    matches = tuple(found for each in free for found in match_rules(each, possible(each.slots), lost))
    held = (parsed.segmented, parsed.tables, parsed.outside, parsed.lexemes, parsed.folded, parsed.sentences)
    return Matched(*held, parsed.scopes, matches, forms)


def _announce(sentences: Sequence[Sentence]) -> None:
    """Let each sentence that a colon ends, and each row below it, tell the next one whether that goes on giving."""
    said = (each for each in sentences if len(each.slots) > 1)  # the number of an item is a sentence of one letter
    for sentence, below in pairwise(said):
        ends = sentence.slots.rstrip().endswith("：") or below.slots.startswith(words("awards", "goes_on"))
        if (sentence.readings or ends) and any(paid in below.slots for paid in _PAID):
            announce_rows(parse(sentence), below)


def _outside_tables(sentences: Sequence[Sentence], tables: Tables) -> Sequence[Sentence]:
    """Return the sentences that do not begin in a cell that a table of indicators has read."""
    cells = sorted(cell for table in tables.indicators for cell in table.claimed)
    return [sentence for sentence in sentences if cell_at(cells, sentence.start) is None] if cells else sentences


def match_rules(sentence: Sentence, rules: Iterable[Rule], lost: list[Match] | None = None) -> list[Match]:
    """Try rules in order; a match holds when nothing that it takes has been taken by a match before it."""
    taken: set[int] = set()
    held: list[Match] = []
    for rule in rules:
        if rule.view in _READERS:
            found = _read(rule, sentence)
            if found is None:
                continue
            free = found.taken - taken
            if free and not any(each.rule.view == rule.view for each in held):
                held.append(replace(found, start=min(free), end=max(free) + 1, taken=free))
                taken |= free
            elif lost is not None:
                lost.append(found)
            continue
        position = 0
        while position <= len(sentence.slots) and (found := rule.pattern.search(sentence.slots, position)):
            groups = {name: Span(*found.span(name)) for name in found.groupdict() if found.start(name) >= 0}
            takes = {i for name in TAKING_GROUPS if name in groups for i in range(*groups[name])}
            if takes and taken.isdisjoint(takes):
                held.append(Match(rule, sentence, found.start(), found.end(), groups))
                taken |= takes
                position = max(max(takes) + 1, position + 1)
            else:
                position = (min(takes) if takes else found.start()) + 1
                if lost is not None:
                    lost.append(Match(rule, sentence, found.start(), found.end(), groups))
    held.sort(key=lambda match: match.start)
    return held


def _read(rule: Rule, sentence: Sentence) -> Match | None:
    """Return the match of a rule that reads a sentence's tree; `taken` are the slots of the numbers that it reads."""
    if not rule.pattern.search(sentence.slots):
        return None
    found = frozenset(_READERS[rule.view](sentence))
    return Match(rule, sentence, min(found), max(found) + 1, {}, found) if found else None


def _awarded(sentence: Sentence) -> Iterator[int]:
    return (leaf.start for leaf in numbers_of(awards(parse(sentence)))) if may_award(sentence) else iter(())


def _ruled(sentence: Sentence) -> Iterator[int]:
    return (each.position for each in rulings(parse(sentence))) if may_rule(sentence) else iter(())


# What rules read that have a view of the tree: the slots of the numbers that it shows.
_READERS: dict[str, Callable[[Sentence], Iterator[int]]] = {"awards": _awarded, "rulings": _ruled}
