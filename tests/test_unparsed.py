"""A sentence that is not parsed, because its words and numbers can make nothing, would have given nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.stages.parse import parse as parsed
from techpolicy_extract.syntax.awards import awards, may_award
from techpolicy_extract.syntax.ruled.around import around
from techpolicy_extract.syntax.ruled.possible import may_rule, possible
from techpolicy_extract.syntax.ruled.ruling import rulings
from techpolicy_extract.syntax.ruled.table import SHAPES
from techpolicy_extract.syntax.tree import parse
from tests.documents import segmented
from tests.invariants import NAMES, seed
from tests.wordings import grammar, provisions
from tests.wordings.grammar import keys as awarding
from tests.wordings.provisions import keys as ruling

EACH = 7  # of so many wordings one is read


def sentences() -> Iterator[Sentence]:
    """Yield the sentences of the seeds, and some of those that are made of the grammars of awards and provisions."""
    made = [grammar.wording(key).sentence for key in awarding() if chosen(*key)]
    made += [provisions.wording(key).sentence for key in ruling() if chosen(*key)]
    for text in (*(seed(name).text for name in NAMES), "\n".join(made)):
        yield from parsed(segmented(text)).sentences


def chosen(*key: object) -> bool:
    return zlib.crc32(" ".join(map(str, key)).encode()) % EACH == 0


def has_reached(sentence: Sentence) -> bool:
    """Tell whether a sentence holds 达到 or the like: alone it is no bound for a shape that asks for one."""
    return any(word in sentence.slots for word in words("measures", "reached"))


@pytest.fixture(scope="module")
def numbered() -> list[Sentence]:
    return [sentence for sentence in sentences() if sentence.at]


def test_a_sentence_that_awards_something_is_parsed(numbered: list[Sentence]) -> None:
    giving = [sentence for sentence in numbered if awards(parse(sentence))]
    assert len(giving) > 100
    assert [sentence.slots for sentence in giving if not may_award(sentence)] == []


def test_a_sentence_that_rules_something_is_parsed(numbered: list[Sentence]) -> None:
    ruled = [sentence for sentence in numbered if rulings(parse(sentence))]
    assert len(ruled) > 50
    assert [sentence.slots for sentence in ruled if not may_rule(sentence)] == []


def test_a_shape_that_fits_is_possible(numbered: list[Sentence]) -> None:
    fitting = [
        (sentence, shape)
        for sentence in numbered
        for position in sentence.at
        if (site := around(parse(sentence), position)) and site.lexeme.quantity
        for shape in SHAPES
        if shape.fits(site) and not (shape.bound and has_reached(sentence))
    ]
    assert len(fitting) > 50
    assert [(sentence.slots, shape) for sentence, shape in fitting if shape not in possible(sentence)] == []
