"""What `validate` has to say: every code, what it is silent about, and where it says it."""

from __future__ import annotations

from typing import Any

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.stages.check.findings import find, with_findings
from tests.documents import Row, source_of
from tests.eval import SEEDS

NOTICE = (
    "关于做好申报工作的通知\n{number}\n各区科技局：\n{body}\n联系人：李某，电话：{phone}\n杭州市科学技术局\n{day}\n"
)
PLAIN = {"number": "杭科〔2023〕7号", "body": "请认真做好申报工作。", "phone": "0571-87650001", "day": "2023年3月5日"}
MISREAD = "请认真做好科技成果转化工作，推动技术市场健康发展，培育壮大科技型企业。".encode().decode("gb18030", "ignore")


def issues(text: str) -> list[Row]:
    """Take a text through all stages and give its issues."""
    state = pipeline.begin(source_of(text))
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    assert isinstance(state, pipeline.Valid)
    rows = state.records
    rest = [row["start"] for row in rows if row["type"] not in ("document", "section")]
    assert rest == sorted(rest)
    assert {key for row in rows if row["type"] == "issue" for key in row["records"]} <= {row["id"] for row in rows}
    return [row for row in rows if row["type"] == "issue"]


def notice(**given: str) -> str:
    return NOTICE.format(**(PLAIN | given))


TOLD = [
    (notice(number="杭科〔2021〕7号"), "conflicting_dates", "warning", "杭科〔2021〕7号"),
    (notice(day="2024年1月5日"), "conflicting_dates", "warning", "杭科〔2023〕7号"),
    (notice(body="到2025年，规模以上企业研发机构覆盖率达到120%。"), "percentage_over_100", "warning", "120%"),
    (notice(body="到2025年，高技术产业增加值占比达到130%。"), "percentage_over_100", "warning", "130%"),
    (notice(body="到2025年，每年培育企业300—200家。"), "range_reversed", "warning", "300—200家"),
    (notice(body="字数控制在3000—2000字。"), "range_reversed", "warning", "3000—2000字"),
    (notice(body="2023218日，市政府召开了推进会。"), "date_repaired", "info", "2023218日"),
    (notice(body="2022111日，市政府召开了推进会。"), "date_ambiguous", "warning", "2022111日"),
    (notice(body="20229月，市科技局起草了方案。"), "date_repaired", "info", "20229月"),
    (notice(body="\ufffd\ufffd\ufffd\ufffd为推动创新，现将有关事项通知如下。" * 4), "unreadable_part", "error", "\ufffd" * 4),
    (notice(body="锟斤拷锟斤拷锟斤拷为推动创新。" * 3), "unreadable_part", "error", "锟斤拷锟斤拷锟斤拷"),
    (notice(body=MISREAD * 3), "unreadable_part", "error", None),
    (notice(body="请认真做好申报工作，" * 60 + "落\ufffd实。"), "unreadable_part", "warning", "\ufffd"),
]  # fmt: skip
SILENT = [
    notice(),
    notice(number=""),
    notice(phone="87650001"),
    notice(phone="13812345678"),
    notice(phone="12345"),
    notice(phone="400-688-1234"),
    notice(body="到2025年，技术合同成交额增长150%。"),
    notice(body="2022年，完成年度计划的118%。"),
    notice(body="到2025年，培育企业200—300家。"),
    notice(body="到2025年，投资规模达到5000万元—2亿元。"),
    notice(body="2023年1月18日，市政府召开了推进会。"),
    notice(body="由2020年的35%提高到2025年的45%。"),
    notice(body="奖励按研发投入的150%计算。"),
]


@pytest.mark.parametrize(("text", "code", "severity", "quote"), TOLD)
def test_what_is_told(text: str, code: str, severity: str, quote: str | None) -> None:
    found = [row for row in issues(text) if row["code"] == code]
    assert [row["severity"] for row in found] == [severity]
    row = found[0]
    assert text[row["start"] : row["end"]] == row["quote"]
    if quote is not None:
        assert row["quote"].startswith(quote)
    assert row["rule"] == f"issue.{code}"
    assert row["message"].endswith(".")
    assert row["section_id"]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_well_is_not_told(text: str) -> None:
    assert issues(text) == []


def target(**given: Any) -> Row:
    """Make a target as far as the checks look at it."""
    fields = {
        "type": "target", "id": "t", "doc_id": "d", "section_id": "p0", "start": 0, "end": 4, "text": "占比", "flags": [],
        "spans": {"value": [1, 3], "period_text": [0, 2]}, "indicator": "研发投入", "measure": "level",
        "dimension": "CNY", "amount": 5, "amount_max": None, "baseline_period": None, "period_text": "2025年",
        "period_start": None, "period_end": "2025-12-31",
    }  # fmt: skip
    return fields | given


def codes(*rows: Row) -> list[str]:
    return [finding.code for finding in find(list(rows), "研发投入")]


@pytest.mark.parametrize(("fields", "wanted"), [
    ({}, []),
    ({"baseline_period": "2027年"}, ["baseline_after_target"]),
    ({"baseline_period": "2020年"}, []),
    ({"baseline_period": "2025年"}, []),
    ({"amount": 9, "amount_max": 3}, ["range_reversed"]),
    ({"amount": 3, "amount_max": 9}, []),
    ({"period_start": "2026-01-01"}, ["range_reversed"]),
    ({"measure": "share", "dimension": "percent", "amount": 101}, ["percentage_over_100"]),
    ({"measure": "share", "dimension": "percent", "amount": 100}, []),
    ({"measure": "growth", "dimension": "percent", "amount": 101}, []),
    ({"indicator": "普及率", "dimension": "percent", "amount": 101}, ["percentage_over_100"]),
    ({"indicator": "资金周转率", "dimension": "percent", "amount": 101}, []),
    ({"flags": ["date_repaired"]}, ["date_repaired"]),
    ({"flags": ["date_ambiguous"]}, ["date_ambiguous"]),
])  # fmt: skip
def test_checks_of_a_target(fields: Row, wanted: list[str]) -> None:
    assert codes(target(**fields)) == wanted


def document(**given: Any) -> Row:
    """Make a document as far as the checks look at it."""
    fields: Row = {
        "type": "document", "doc_number": None, "issued_on": None, "published_on": None, "flags": [],
        "start": 0, "end": 4,
        "spans": {"plan_start": [2, 4]}, "plan_start": "2021-01-01", "plan_end": "2025-12-31",
    }  # fmt: skip
    return fields | given


def part(**given: Any) -> Row:
    """Make a part as far as the checks look at it."""
    fields: Row = {
        "type": "part", "doc_number": None, "issued_on": None, "flags": [], "start": 0, "end": 4,
        "spans": {"title": [0, 4]},
    }  # fmt: skip
    return fields | given


@pytest.mark.parametrize(("start", "end", "told"), [
    ("2016-01-01", "2020-12-31", True),
    ("2026-01-01", "2030-12-31", True),
    ("2021-01-01", "2025-12-31", False),
    ("2022-01-01", "2024-12-31", False),
    ("2030-01-01", "2030-12-31", False),
])  # fmt: skip
def test_plan_periods(start: str, end: str, told: bool) -> None:
    rows = [document(), part(), target(period_start=start, period_end=end)]
    assert codes(*rows) == ["plan_period_outside_title"] * told
    assert codes(document(spans={"plan_start": [9, 12]}), *rows[1:]) == []


def test_one_finding_for_a_damaged_date_whatever_records_hold_it() -> None:
    rows = [target(id="a", flags=["date_repaired"]), target(id="b", flags=["date_repaired"])]
    (finding,) = find(rows, "研发投入")
    assert [row["id"] for row in finding.rows] == ["a", "b"]


def contact(phone: str) -> Row:
    return {"type": "contact", "start": 0, "end": 4, "flags": [], "text": "", "spans": {"phones": [[0, 4]]},
            "phones": [phone], "fax": []}  # fmt: skip


@pytest.mark.parametrize(("phone", "known"), [
    ("010-87654321", True), ("0561-3895639", True), ("87654321", True), ("3895639", True), ("13800138000", True),
    ("12330", True), ("110", True), ("95588", True), ("400-688-1234", True), ("(0431)88975516", True),
    ("88975516转801", True), ("0999-123", False), ("11111111", False), ("23800138000", False), ("01-23456", False),
    ("010-876543219999", False),
])  # fmt: skip
def test_phones(phone: str, known: bool) -> None:
    assert codes(contact(phone)) == ["unknown_phone"] * (not known)


def test_of_nothing_nothing_is_told() -> None:
    assert with_findings([], "") == []


@pytest.mark.parametrize(("number", "wanted"), [
    ("000", {}), ("001", {"date_repaired": 11}), ("002", {"conflicting_dates": 1}), ("003", {}), ("004", {}),
])  # fmt: skip
def test_the_seeds(number: str, wanted: dict[str, int]) -> None:
    (path,) = SEEDS.glob(f"{number}*.txt")
    found = [row["code"] for row in issues(path.read_bytes().decode("utf-8").removeprefix("\ufeff"))]
    assert {code: found.count(code) for code in found} == wanted
