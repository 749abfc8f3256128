"""The scorer on small cases made by hand; test_shared_scorer.py holds it against the scorer that everyone uses."""

from __future__ import annotations

from typing import Any

import pytest

from techpolicy_extract.products.evaluation import Score
from techpolicy_extract.products.evaluation.agreement import folded, grounding, similar
from techpolicy_extract.products.evaluation.fields import NUMBERS
from techpolicy_extract.products.pairing import Nearness, Row, equality, overlap, pair
from tests.eval import seed_score

NOTHING = {"gold": 0, "P": None, "R": 1.0, "F1": None}  # neither asked for nor predicted


def number(kind: str, start: int, end: int, **fields: Any) -> Row:
    return {"type": kind, "start": start, "end": end + 5, "quote": "q", "spans": {"value": [start, end]}, **fields}


def scored(gold: list[Row], pred: list[Row], near: Nearness = overlap) -> Row:
    score = Score(near=near)
    score.add("text", gold, pred)
    return score.figures()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("１００家", "100 家", True),
        ("“苏科贷”", "苏科贷", True),
        (5, 5.0, True),
        (True, 1, True),
        (None, "", False),
        (["b", "a"], ["a", "b"], True),
        (0.1 + 0.2, 0.3, True),
        ("企业", "企业数", False),
        ("<=", ">=", False),
        ("<=", "=", False),
        ("<", "=", False),
        ("〈目录〉", "目录", True),
    ],
)
def test_folded_forms_compare(one: Any, other: Any, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "soft"),
    [
        ("高新技术企业", "国家高新技术企业", True),  # one holds the other
        ("企业", "国家高新技术企业", False),  # but no more than a quarter of it
        ("技术合同成交额", "技术合同成交总额", True),
        ("技术合同成交额", "专利授权量", False),
        (None, None, True),
        (None, "企业", False),
        ("", "企业", False),
    ],
)
def test_soft_agreement(one: str | None, other: str | None, soft: bool) -> None:
    assert similar(one, other) is soft


def test_overlap_is_counted_over_all_anchors() -> None:
    assert overlap([(0, 4), (10, 12)], [(3, 11)]) == 2


def test_each_record_is_paired_once_and_the_larger_overlap_goes_first() -> None:
    gold = [number("target", 0, 4), number("target", 4, 8)]
    pred = [number("target", 3, 8), number("target", 0, 2)]
    assert sorted(pair(gold, pred)) == [(0, 1), (1, 0)]


def test_hit_miss_and_false_alarm() -> None:
    gold = [number("target", 0, 4), number("target", 10, 14)]
    pred = [number("target", 0, 4), number("target", 20, 24), number("target", 30, 34)]
    assert scored(gold, pred)["types"]["target"] == {"gold": 2, "P": 0.3333, "R": 0.5, "F1": 0.4}


def test_a_number_in_the_wrong_class_is_a_number_found() -> None:
    figures = scored([{"type": "coverage", "types": ["result"]}, number("target", 0, 4)], [number("result", 0, 4)])
    assert figures["types"][NUMBERS]["F1"] == 1.0
    assert figures["types"]["target"]["F1"] == 0.0
    assert figures["confusion"] == {"target→result": 1}


def test_a_type_that_the_gold_does_not_cover_is_not_scored() -> None:
    figures = scored([number("target", 0, 4)], [number("target", 0, 4), number("provision", 9, 12)])
    assert "provision" not in figures["types"]


def test_a_coverage_record_makes_false_alarms_of_what_it_covers() -> None:
    gold: list[Row] = [{"type": "coverage", "types": ["fund"]}]
    fund = {"type": "fund", "start": 0, "end": 9, "spans": {"cap_value": [3, 6]}}
    assert scored(gold, [fund])["types"]["fund"] == {"gold": 0, "P": 0.0, "R": 1.0, "F1": 0.0}


def test_only_the_annotated_stretch_is_scored() -> None:
    gold = [{"type": "coverage", "types": ["target"], "range": [0, 50]}, number("target", 0, 4)]
    figures = scored(gold, [number("target", 0, 4), number("target", 60, 64)])
    assert figures["types"]["target"]["P"] == 1.0


@pytest.mark.parametrize("pred", [[], [number("target", 0, 4)]])
def test_optional_gold_is_neither_miss_nor_false_alarm(pred: list[Row]) -> None:
    figures = scored([number("target", 0, 4, optional=True)], pred)
    assert figures["types"].get("target", NOTHING) == NOTHING
    assert figures["types"][NUMBERS] == NOTHING


@pytest.mark.parametrize(
    ("kind", "forgiven"), [("target", True), ("fund", True), ("deadline", False), ("citation", False)]
)
def test_optional_gold_forgives_its_own_type_and_for_a_number_another_number(kind: str, forgiven: bool) -> None:
    gold = [{"type": "coverage", "types": [kind]}, number("target", 0, 4, optional=True)]
    pred = {"type": kind, "start": 0, "end": 4, "quote": "q", "spans": {"value": [0, 4]}}
    assert scored(gold, [pred])["types"].get(kind, NOTHING)["P"] == (None if forgiven else 0.0)


def test_without_a_prediction_there_is_no_precision_and_what_is_missing_counts() -> None:
    gold = [number("target", 0, 4), number("target", 10, 14)]
    assert scored(gold, [])["types"]["target"] == {"gold": 2, "P": None, "R": 0.0, "F1": 0.0}


@pytest.mark.parametrize("name", ["condition", "beneficiary", "per", "rate_base"])
def test_clauses_of_a_fund_are_scored_softly(name: str) -> None:
    fund = {"type": "fund", "start": 0, "end": 9, "spans": {"cap_value": [3, 6]}}
    figures = scored([fund | {name: "首次认定的企业"}], [fund | {name: "首次认定的高新企业"}])
    assert figures["fields"][f"fund.{name}"] == {"n": 1, "exact": 0.0, "soft": 1.0}


@pytest.mark.parametrize(("name", "soft"), [("task", 1.0), ("guiding", 0.0)])
def test_duties_are_scored_with_their_task_and_who_guides(name: str, soft: float) -> None:
    duty = {"type": "responsibility", "start": 0, "end": 9, "spans": {}}
    figures = scored([duty | {name: "建设省实验室"}], [duty | {name: "建设省级实验室"}])
    assert figures["fields"][f"responsibility.{name}"] == {"n": 1, "exact": 0.0, "soft": soft}


def test_a_comparator_that_is_wrong_is_no_agreement() -> None:
    figures = scored([number("target", 0, 4, comparator=">=")], [number("target", 0, 4, comparator="=")])
    assert figures["fields"]["target.comparator"] == {"n": 1, "exact": 0.0, "soft": 0.0}


def test_fields_that_the_gold_leaves_out_are_not_scored() -> None:
    gold = [number("target", 0, 4, indicator="众创空间", value=5)]
    figures = scored(gold, [number("target", 0, 4, indicator="新型众创空间", value=5, unit="个")])
    assert figures["fields"]["target.indicator"] == {"n": 1, "exact": 0.0, "soft": 1.0}
    assert figures["fields"]["target.value"] == {"n": 1, "exact": 1.0, "soft": 1.0}
    assert "target.unit" not in figures["fields"]


def test_targets_and_results_are_pooled_for_their_fields() -> None:
    gold = [number("target", 0, 4, value=1), number("result", 9, 12, value=2)]
    figures = scored(gold, [number("target", 0, 4, value=1), number("result", 9, 12, value=3)])
    assert figures["pooled"]["quantity.value"] == {"n": 2, "exact": 0.5, "soft": 0.5}


def test_a_section_without_a_marker_is_paired_by_where_it_begins() -> None:
    gold: list[Row] = [{"type": "section", "start": 5, "end": 40, "spans": {}}]
    assert scored(gold, [{"type": "section", "start": 6, "end": 9, "spans": {}}])["types"]["section"]["F1"] == 1.0
    assert scored(gold, [{"type": "section", "start": 7, "end": 9, "spans": {}}])["types"]["section"]["F1"] == 0.0


def test_a_fund_without_a_number_is_paired_by_its_name() -> None:
    fund: Row = {"type": "fund", "start": 0, "end": 30, "spans": {"name": [8, 12]}}
    assert scored([fund], [dict(fund, start=7)])["types"]["fund"]["F1"] == 1.0
    assert scored([fund], [dict(fund, spans={"name": [20, 24]})])["types"]["fund"]["F1"] == 0.0


def test_grounding_looks_at_quotes_and_spans() -> None:
    row = {"type": "target", "quote": "五百家", "start": 2, "end": 5, "spans": {"value": [2, 5], "unit": [[4, 9]]}}
    assert grounding([row, {"type": "document"}], "建成五百家") == (2, 1)
    assert grounding([dict(row, quote="六百家", spans={})], "建成五百家") == (0, 1)


def test_the_document_fields_are_compared() -> None:
    gold: list[Row] = [{"type": "document", "genre": "通知", "issuers": ["甲", "乙"]}]
    figures = scored(gold, [{"type": "document", "genre": "方案", "issuers": ["乙", "甲"]}])
    assert figures["document"] == {"genre": [0, 1], "issuers": [1, 1]}


def test_what_is_confused_missed_and_spurious_adds_up() -> None:
    gold = [{"type": "coverage", "types": ["result"]}, number("target", 0, 4), number("target", 10, 14)]
    score = Score()
    score.add("text", gold, [number("result", 0, 4), number("result", 20, 24)])
    assert (score.confusion, score.missed, score.spurious) == ({("target", "result"): 1}, {"target": 1}, {"result": 1})
    whole = seed_score()
    for kind, cell in whole.types.items():
        if kind != NUMBERS:
            assert cell.miss == whole.missed[kind] + sum(n for (one, _), n in whole.confusion.items() if one == kind)
            assert cell.false == whole.spurious[kind] + sum(n for (_, one), n in whole.confusion.items() if one == kind)


def test_strictly_only_the_very_same_span_is_a_pair() -> None:
    gold = [number("target", 0, 4), number("target", 10, 14)]
    pred = [number("target", 0, 4), number("target", 10, 15)]
    assert scored(gold, pred)["types"]["target"]["F1"] == 1.0
    figures = scored(gold, pred, equality)
    assert figures["types"]["target"] == {"gold": 2, "P": 0.5, "R": 0.5, "F1": 0.5}
    assert figures["types"][NUMBERS]["F1"] == 0.5
    assert figures["confusion"] == {"target→target": 1}, "the place is right, the span is not"


def test_scores_add_up() -> None:
    whole, sums = Score(), Score()
    documents = [("a", [number("target", 0, 4, value=1)], True), ("b", [number("fund", 0, 4)], False)]
    for name, gold, found in documents:
        pred = gold if found else []
        alone = Score()
        alone.add(name, gold, pred)
        sums += alone
        whole.add(name, gold, pred)
    assert sums.figures() == whole.figures()
    assert sums.notes == whole.notes
    assert (sums.overall().hit, sums.overall().miss) == (1, 1)
