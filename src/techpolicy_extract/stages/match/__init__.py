"""Find what the rules see: lex once, then try the rules in order on each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from techpolicy_extract.lexing.lexer import lex
from techpolicy_extract.lexing.slots import TAKING_GROUPS
from techpolicy_extract.nouns.model import Extracted, Match, Rule, Segmented, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.match.sentences import split, wrap
from techpolicy_extract.stages.match.sieve import sieve
from techpolicy_extract.stages.match.surroundings import settle
from techpolicy_extract.stages.match.tables import claimed_sentences, in_tables, read_tables


def extract(segmented: Segmented, rules: Sequence[Rule], lost: list[Match] | None = None) -> Extracted:
    """Give the lexemes and sentences of a document and the matches that hold, sentence by sentence.

    The matches that do not hold are put into `lost`, where it is given.
    """
    text = segmented.normalized.mapped.text
    lexed = lex(text)
    tables = read_tables(segmented.normalized, lexed)
    lexed = in_tables(lexed, tables)
    wrapped = wrap(text, lexed)
    seen = {id(lexeme) for lexeme in wrapped}
    folded = tuple(lexeme for lexeme in lexed if id(lexeme) not in seen)
    lexemes = settle(text, wrapped, segmented.sections)
    sentences = split(segmented, lexemes)
    read = claimed_sentences(sentences, tables)
    free = (sentence for sentence in sentences if id(sentence) not in read)
    possible = sieve(tuple(rules)).possible
    matches = [match for each in free for match in match_rules(each, possible(each.slots), lost)]
    return Extracted(segmented, tuple(lexemes), tuple(sentences), tuple(matches), folded, tables)


def match_rules(sentence: Sentence, rules: Iterable[Rule], lost: list[Match] | None = None) -> list[Match]:
    """Try rules in order; a match holds when nothing that it takes has been taken by a match before it."""
    taken: set[int] = set()
    held: list[Match] = []
    for rule in rules:
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
