"""Which time a number or a day speaks of: the sentence's, the lead sentence's, the heading's, the part's."""

from __future__ import annotations

from collections import Counter
from typing import cast

import pytest

from techpolicy_extract.nouns.model import Section, Sentence
from techpolicy_extract.nouns.scope import Scopes
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.times import Clock
from tests.documents import Row, differences, records, shown

SIGNED = "\n滨江市科学技术局\n2024年3月5日\n"
NOTICE = "关于做好申报工作的通知\n各有关单位：\n"


def quantities(text: str) -> list[Row]:
    return records(text, "target", "result")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("到2025年，培育高新技术企业500家。", ("target", None, "2025-12-31")),
        ("到2025年底，培育高新技术企业500家。", ("target", None, "2025-12-31")),
        ("2022年，登记科技成果500项。", ("result", "2022-01-01", "2022-12-31")),
        ("2022年上半年，登记科技成果500项。", ("result", "2022-01-01", "2022-06-30")),
        ("“十三五”期间，登记科技成果500项。", ("result", "2016-01-01", "2020-12-31")),
        ("2021—2023年，登记科技成果500项。", ("result", "2021-01-01", "2023-12-31")),
        ("2016年以来，登记科技成果500项。", ("result", "2016-01-01", None)),
        ("截至2023年底，登记科技成果500项。", ("result", None, "2023-12-31")),
    ],
)
def test_the_time_of_the_sentence(sentence: str, wanted: tuple[str, str | None, str | None]) -> None:
    rows = quantities(f"滨江市科技创新规划\n为推动发展，制定本规划。\n{sentence}{SIGNED}")
    assert len(rows) == 1, shown(rows)
    assert (rows[0]["type"], rows[0]["period_start"], rows[0]["period_end"]) == wanted
    assert "period_inherited" not in rows[0]["flags"]


def test_one_horizon_governs_a_list() -> None:
    rows = quantities(
        "滨江市规划\n一、目标\n到2025年，培育高新技术企业500家、众创空间50家，技术合同成交额达到200亿元。"
    )
    assert [row["period_end"] for row in rows] == ["2025-12-31"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "滨江市规划\n一、主要目标\n到2025年，实现以下目标：\n（一）培育高新技术企业500家。\n（二）建设众创空间50家。",
        "滨江市规划\n一、到2025年主要目标\n（一）培育高新技术企业500家。\n（二）建设众创空间50家。",
        "滨江市规划\n一、主要目标\n到2025年，创新能力显著增强。培育高新技术企业500家。建设众创空间50家。",
    ],
    ids=["lead sentence", "heading", "sentence before"],
)
def test_a_time_from_above_is_inherited_and_flagged(text: str) -> None:
    rows = quantities(text)
    assert len(rows) == 2, shown(rows)
    for row in rows:
        assert not differences(row, {"type": "target", "period_end": "2025-12-31"})
        assert "period_inherited" in row["flags"]


def test_the_time_of_another_section_is_not_inherited() -> None:
    rows = quantities(
        "滨江市规划\n一、发展目标\n到2025年，培育高新技术企业500家。\n二、保障措施\n加强组织领导。\n建设众创空间50家。"
    )
    assert [row["period_end"] for row in rows] == ["2025-12-31", None]


def test_a_span_of_years_gives_its_text_only() -> None:
    (row,) = quantities("滨江市规划\n一、目标\n力争5年培育高新技术企业500家。")
    assert not differences(row, {"type": "target", "period_text": "5年", "value": 500})


@pytest.mark.parametrize(
    ("day", "signed", "date"),
    [
        ("4月28日", "2024年3月5日", "2024-04-28"),
        ("12月31日", "2024年3月5日", "2024-12-31"),
        ("1月10日", "2023年12月20日", "2024-01-10"),  # a January date in a December notice is next year's
        ("4月28日", "二〇二四年三月五日", "2024-04-28"),
    ],
)
def test_a_day_without_a_year_has_that_of_its_document(day: str, signed: str, date: str) -> None:
    text = f"{NOTICE}请于{day}前将材料报送至市科技局规划处。\n滨江市科学技术局\n{signed}\n"
    (row,) = records(text, "deadline")
    assert not differences(row, {"kind": "submission", "date": date, "precision": "day"})
    assert "year_inferred" in row["flags"]


def test_a_day_with_its_year_is_not_inferred() -> None:
    (row,) = records(f"{NOTICE}请于2025年4月28日前将材料报送至市科技局规划处。{SIGNED}", "deadline")
    assert row["date"] == "2025-04-28"
    assert "year_inferred" not in row["flags"]


def test_a_day_is_read_against_its_own_part() -> None:
    text = (
        "关于转发《省科技厅关于开展调研的通知》的通知\n各区科技局：\n现将通知转发给你们，请于3月20日前将材料报送至市科技局。\n"
        "滨江市科学技术局\n2025年3月5日\n省科技厅关于开展调研的通知\n各市科技局：\n请于12月20日前将材料报送至省科技厅。\n"
        "省科技厅\n2024年11月28日\n"
    )
    assert [row["date"] for row in records(text, "deadline")] == ["2025-03-20", "2024-12-20"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("请于每年2月底前将材料报送至市科技局。", {"recurs": "year", "date": "--02-28"}),
        ("本办法自2024年4月1日起施行。", {"kind": "effective", "date": "2024-04-01"}),
        ("请于2024年6月底前将材料报送至市科技局。", {"kind": "submission", "date": "2024-06-30"}),
        ("请于2024年底前将材料报送至市科技局。", {"kind": "submission", "date": "2024-12-31"}),
    ],
)
def test_days_of_other_forms(words: str, wanted: Row) -> None:
    rows = records(f"{NOTICE}{words}{SIGNED}", "deadline")
    assert len(rows) == 1, shown(rows)
    assert not differences(rows[0], wanted)


def test_no_sentence_of_a_paragraph_is_read_over_and_over() -> None:
    section = Section("p0", None, 0, "part", "none", None, None, "正文", 0, 0, 400, Span(0, 0))
    sentences = tuple(Sentence("甲", (2 * i, 2 * i + 1), {}, section, 0) for i in range(200))
    clock, read = Clock("甲。" * 200, sentences, {}, cast(Scopes, {}), {}), Counter[int]()

    def silent(sentence: Sentence) -> None:
        read[sentence.start] += 1

    for sentence in sentences:
        assert clock.nearest("anything", sentence, silent) is None
    assert max(read.values()) <= 2
    assert clock.nearest("start", sentences[9], lambda sentence: sentence.start or None) == 16


def test_a_whole_year_behind_its_half_is_a_period_of_its_own() -> None:
    text = "某市行动方案\n某市人民政府\n2024年2月1日\n一、发展目标\n2024年上半年建成起降点5个，全年建成起降点20个。"
    half, year = records(text, "target")
    assert (half["period_start"], half["period_end"]) == ("2024-01-01", "2024-06-30")
    assert (year["period_start"], year["period_end"]) == ("2024-01-01", "2024-12-31")


def test_listed_days_are_no_part_of_the_noun_behind_them() -> None:
    text = "某市行动方案（2024—2026年）\n某市人民政府\n2024年2月1日\n一、重点任务\n2024年底、2026年底绿电消费占比分别提高到30%、45%。"
    first, second = records(text, "target")
    assert (first["indicator"], first["period_end"]) == ("绿电消费占比", "2024-12-31")
    assert (second["indicator"], second["period_end"]) == ("绿电消费占比", "2026-12-31")


def test_money_that_a_report_says_was_given_is_no_rule() -> None:
    text = "某市2026年政府工作报告\n“十四五”工作回顾\n刚刚过去的2025年，我们真抓实干。为困难家庭发放采暖补贴300万元。"
    [fund] = records(text, "fund")
    assert (fund["status"], fund["total_role"]) == ("achieved", "granted")
