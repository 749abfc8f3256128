"""The class of a number is a sum of evidence: the table, the sums, the margin, and what `explain` says of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import techpolicy_extract
from techpolicy_extract.cli.terminal.lines import explained
from techpolicy_extract.lexicon import classes as table
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.products.explain import explain_place
from techpolicy_extract.stages.settle.classes import weigh
from tests.documents import records, source_of

PLAN = "某市科技创新行动方案\n一、主要目标\n力争到2027年，建成实验室30个。\n"
SOURCES = [path.read_text("utf-8") for path in Path(techpolicy_extract.__file__).parent.rglob("*.py")]


def weight(name: str) -> int:
    """Return the only weight of an entry."""
    [value] = table.entries()[name].weights.values()
    return abs(value)


def weighed(text: str, words: str) -> dict[str, Any]:
    """Return what `explain` says of the class of the number at some words."""
    found = explain_place(source_of(text), text.index(words))
    [row] = [row for row in found["classes"] if row["here"]]
    return dict(row)


def test_the_code_gathers_what_the_table_holds_and_nothing_else() -> None:
    named = {name for source in SOURCES for name in re.findall(r'"([a-z_]+)"', source)}
    stems = {f"{of}_{what}" for of in ("stretch", "clause", "paragraph") for what in ("planned", "reached")}
    assert set(table.entries()) <= named | stems
    gathered = {name for source in SOURCES for name in re.findall(r'Evidence\("([a-z_]+)"', source)}
    assert gathered | stems <= set(table.entries())


def test_what_stands_further_off_yields_to_what_stands_nearer_also_together() -> None:
    order = ["genre_plans", "section_planned", "paragraph_planned", "time_above_ahead", "stretch_planned"]
    weights = [weight(name) for name in order]
    assert all(weights[i] > sum(weights[:i]) for i in range(1, len(weights)))
    words = weight("clause_planned") + weight("stretch_planned")
    assert weight("names_itself_past") > words + sum(weights[:-1]) < weight("own_time_past")
    assert weight("among_conditions") > 2 * weight("own_time_past") + words


def test_evidence_for_and_against_adds_up() -> None:
    verdict = weigh([Evidence("genre_plans"), Evidence("section_reached"), Evidence("ceiling")])
    assert verdict.sums == {"target": 2, "result": -494, "provision": 1}
    assert (verdict.type, verdict.margin, verdict.thin) == ("target", 1, True)
    assert verdict.holds("ceiling")
    assert not verdict.holds("at_most")


def test_the_kind_of_document_alone_is_a_thin_margin_and_a_section_is_none() -> None:
    assert weigh([Evidence("genre_plans")]).thin
    assert not weigh([Evidence("genre_plans"), Evidence("section_reached")]).thin


@pytest.mark.parametrize(
    "entry",
    [
        {"target": 2, "reason": "It says so."},
        {"reason": "It says so.", "example": "20家"},
        {"goal": 2, "reason": "It says so.", "example": "20家"},
    ],
)
def test_an_entry_has_a_weight_for_a_class_a_reason_and_an_example(
    entry: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "load", lambda _: {"evidence": {"odd": entry}})
    with pytest.raises(RuleError, match="wanted here"):
        table.entries.__wrapped__()


def test_explain_shows_evidence_words_sums_and_margin() -> None:
    row = weighed(PLAN, "30个")
    assert (row["class"], row["text"], row["inferred"]) == ("target", "30个", False)
    by_name = {each["name"]: each for each in row["evidence"]}
    assert by_name["stretch_planned"]["words"]["text"] == "力争"
    assert by_name["section_planned"]["looked_at"]["text"].endswith("主要目标")
    assert by_name["section_planned"]["weights"] == {"target": 6}
    assert row["sums"]["target"] == sum(each["weights"].get("target", 0) for each in row["evidence"])
    assert row["margin"] == row["sums"]["target"]


def test_explain_prints_a_line_for_each_thing_that_was_weighed() -> None:
    lines = list(explained(explain_place(source_of(PLAN), PLAN.index("30个"))))
    [head] = [line for line in lines if line.startswith("* class of")]
    assert "30个: target, ahead by " in head
    [section] = [line for line in lines if " section_planned " in line]
    assert section.strip().startswith("target +6 section_planned")
    assert section.endswith(table.entries()["section_planned"].reason)


def test_a_guess_by_the_kind_of_document_says_so() -> None:
    text = "某市2023年工作总结\n全市科技企业120家。\n"
    row = weighed(text, "120家")
    assert (row["class"], row["inferred"]) == ("result", True)
    assert any(
        "flagged class_inferred" in line for line in explained(explain_place(source_of(text), text.index("120家")))
    )


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        ("上半年，新建实验室30个。", "30个", "result"),
        ("2025年在全市推广改革，上半年将审批时限压减至30天。", "30天", "target"),
        ("2025年上半年，新建实验室30个。", "30个", "target"),
    ],
)
def test_half_a_year_without_its_year_is_past_unless_words_of_planning_say_otherwise(
    said: str, words: str, expected: str
) -> None:
    text = f"某市人民政府办公室关于优化营商环境有关工作的通知\n{said}\n某市人民政府办公室\n2024年9月2日\n"
    assert weighed(text, words)["class"] == expected


@pytest.mark.parametrize("byline", ["（作者系江北大学教授）", "作者：李明", "作者单位：江北大学"])
def test_an_article_of_a_person_aims_at_nothing(byline: str) -> None:
    told = "到2027年，全市算力中心将达到30个，产值力争突破500亿元。目前，已建成算力中心12个。"
    text = f"对算力产业发展的几点思考\n{told}\n{byline}\n"
    assert [row["value"] for row in records(text, "target", "result")] == [12]


def test_what_others_foresee_is_told_as_withheld() -> None:
    text = "江北市低空经济发展行动方案\n专家预计，到2030年市场规模将达到3000亿元。力争到2027年，培育企业30家。\n"
    assert [row["value"] for row in records(text, "target", "result", "provision")] == [30]
    row = weighed(text, "3000亿元")
    assert row["class"] == "none"
    [foreseen] = [each for each in row["evidence"] if each["name"] == "foreseen_by_others"]
    assert foreseen["words"]["text"] == "专家预计"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("预计全年技术合同成交额达到120亿元。", "result"),
        ("二、下一步打算\n预计技术合同成交额达到120亿元。", "target"),
        ("下一步，力争技术合同成交额达到120亿元。", "target"),
    ],
)
def test_an_estimate_of_a_year_that_is_over_is_a_result(said: str, expected: str) -> None:
    text = f"江北市2023年科技工作总结\n{said}\n江北市科学技术局\n2024年1月10日\n"
    assert weighed(text, "120亿元")["class"] == expected
