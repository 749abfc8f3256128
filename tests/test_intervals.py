"""Intervals of F1, of documents drawn again with replacement."""

from __future__ import annotations

from techpolicy_extract.products.evaluation.intervals import intervals
from techpolicy_extract.products.evaluation.score import Score
from techpolicy_extract.products.evaluation.tally import Cell


def score(hit: int, miss: int, kind: str = "target") -> Score:
    """Return the score of one document."""
    made = Score()
    made.types[kind] = Cell(hit, miss, 0)
    return made


def test_documents_that_are_all_the_same_have_no_width() -> None:
    assert intervals([score(3, 1)] * 5)["target"] == (score(3, 1).types["target"].shares()[2],) * 2


def test_documents_that_differ_have_an_interval_around_the_whole() -> None:
    low, high = intervals([score(10, 0), score(0, 10), score(8, 2), score(5, 5)])["target"]
    assert 0 <= low < 46 / 63 < high <= 1  # 23 of 40: F1 is 46 / 63


def test_the_same_scores_give_the_same_interval() -> None:
    scores = [score(4, 0), score(1, 3), score(2, 2)]
    assert intervals(scores) == intervals(scores)


def test_a_type_of_one_document_is_drawn_with_the_others() -> None:
    found = intervals([score(4, 0), score(2, 1, "fund"), score(1, 1)])
    assert set(found) == {"target", "fund"}


def test_one_document_has_no_interval() -> None:
    assert intervals([score(4, 1)]) == {}
