"""The scorer on small cases made by hand, and against the scorer that everyone uses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.eval import seed_outputs, seed_score
from tests.scoring import NUMBERS, Row, Score, folded, grounding, overlap, pair, similar


def number(kind: str, start: int, end: int, **fields: Any) -> Row:
    return {"type": kind, "start": start, "end": end + 5, "quote": "q", "spans": {"value": [start, end]}, **fields}


def scored(gold: list[Row], pred: list[Row]) -> Row:
    score = Score()
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
    assert figures["types"].get("target", {"P": 1.0, "R": 1.0})["P"] == 1.0
    assert figures["types"][NUMBERS] == {"gold": 0, "P": 1.0, "R": 1.0, "F1": 1.0}


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


def test_the_seeds_score_as_the_shared_scorer_says(shared: Path, root: Path, tmp_path: Path) -> None:
    for name, data in seed_outputs().items():
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(shared / "score.py"), str(root / "tests" / "gold"), str(tmp_path)]
    options = ["--sources", str(root / "seeds"), "--json", str(figures)]
    subprocess.run([*command, *options], check=True, capture_output=True)
    theirs = json.loads(figures.read_text("utf-8"))
    ours = seed_score().figures()
    for key in ("types", "fields", "document", "grounding"):
        assert ours[key] == theirs[key], key
