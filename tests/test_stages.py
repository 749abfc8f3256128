"""The stages hand on data: each is called once, in order, and what one has read no other reads again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.lexicon.duty_words import column_role
from techpolicy_extract.nouns.handover import Parsed
from techpolicy_extract.stages.parse import parse
from tests.documents import segmented, source_of
from tests.test_layers import FILES, inner, module

ORDER = ["normalize", "segment", "parse", "match", "build", "settle", "account", "emit", "check"]
TEXT = "滨江市科技创新规划\n一、主要目标\n到2025年，全市技术合同成交额达到1600亿元。\n"


def test_the_pipeline_calls_each_stage_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def told(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            called.append(name)
            return stage(*args)

        return call

    for name in ORDER:
        monkeypatch.setattr(pipeline, name, told(name, getattr(pipeline, name)))
    state = pipeline.begin(source_of(TEXT))
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    assert called == ORDER
    assert pipeline.summary(state).records["target"] == 1


@pytest.mark.parametrize(
    ("reader", "places"),
    [
        ("lexing.lexer", {"stages.parse", "stages.parse.furniture"}),
        ("stages.parse.value_cells", {"stages.parse"}),
        ("stages.parse.task_rows", {"stages.parse"}),
    ],
)
def test_text_and_tables_are_read_in_one_place(reader: str, places: set[str]) -> None:
    assert {module(path) for path in FILES if reader in inner(path)} == places


def parsed(text: str) -> Parsed:
    return parse(segmented(text))


def test_expressions_of_furniture_stand_where_the_source_has_them() -> None:
    text = f"{TEXT}— 12 —\n二、保障措施\n支持企业50家。\n"
    found = parsed(text)
    assert [text[each.start : each.end] for each in found.outside] == ["12"]
    normal = found.segmented.normalized.mapped.text
    assert "12" not in [normal[each.start : each.end] for each in found.lexemes]


def test_rows_of_tasks_are_read_with_bodies_task_and_due_date() -> None:
    text = "滨江市工作方案\n重点任务\t牵头单位\t完成时限\n建设算力网络\t市科技局\t2025年底\n"
    (row,) = parsed(text).tables.lines
    normal = parsed(text).segmented.normalized.mapped.text
    assert row.task == "建设算力网络"
    assert [(role, normal[start:end]) for role, start, end in row.cells] == [("lead", "市科技局")]
    assert row.due is not None
    assert normal[row.due.start : row.due.end] == "2025年底"


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("牵头单位", "lead"),
        ("牵头单位（省、市）", "lead"),
        ("牵头单位〔省、市〕", "lead"),
        ("配合 单位", "participant"),
        ("重点任务", None),
    ],
)
def test_the_head_of_a_column_names_who_stands_below_it(head: str, role: str | None) -> None:
    assert column_role(head) == role
