"""Every numeral is accounted for: one class each, no number in two records, the same counts everywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from techpolicy_extract.pipeline import trace
from techpolicy_extract.products.audit import audit
from tests.documents import source_of
from tests.eval import SEEDS
from tests.invariants import NAMES, accounted, seed

HELD = ("quantity", "ratio")


def rows_of(text: str) -> list[dict[str, Any]]:
    return audit(source_of(text))


def classes(text: str) -> dict[str, str]:
    """Return the class of each numeral of a text below a title line."""
    return {row["text"]: row["class"] for row in rows_of(f"关于做好有关工作的通知\n{text}\n")}


@pytest.mark.parametrize("name", NAMES)
def test_seeds_are_accounted_for(name: str) -> None:
    accounted(seed(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_digit_of_a_seed_is_in_the_account(name: str) -> None:
    source = seed(name)
    traced = trace(source)
    places = [(row["start"], row["end"]) for row in audit(source)]
    mapped = traced.matched.segmented.normalized.mapped
    places += [mapped.source_span(lx.start, lx.end) for lx in traced.matched.lexemes if lx.kind in ("url", "email")]
    for digits in re.finditer(r"[0-9]+", source.text):
        assert any(start <= digits.start() and digits.end() <= end for start, end in places), digits


@pytest.mark.parametrize(
    ("text", "numeral", "klass"),
    [
        ("到2025年，培育高新技术企业500家。", "500家", "field"),
        ("到2025年，培育高新技术企业500家。", "2025年", "date"),
        ("一、主要目标", "一、", "section_marker"),
        ("按照国发〔2014〕49号文件要求，抓好落实。", "国发〔2014〕49号", "document_number"),
        ("第39次常务会议研究通过。", "第39次", "ordinal"),
        ("加强四个面向的攻关。", "四个面向", "idiom"),
        ("重点抓好以下四个方面工作。", "四个", "enumeration"),
        ("联系人：张三，联系电话：025-80000001。", "025-80000001", "contact"),
        ("根据《2023年百项任务清单》，抓好落实。", "2023年", "date"),
        ("根据《支持500家企业工作方案》，抓好落实。", "500家", "idiom"),
        ("介绍2023年6月的施行情况。\n某市科技局\n2024年5月6日", "2023年6月", "date"),  # a verb of events dates it
    ],
)
def test_a_numeral_has_the_class_of_what_it_is(text: str, numeral: str, klass: str) -> None:
    assert classes(text)[numeral] == klass


def test_page_furniture_is_one_of_the_classes() -> None:
    rows = audit(seed(NAMES[-1]))
    assert "furniture" in {row["class"] for row in rows}


def test_a_number_that_is_said_again_in_brackets_is_the_same_field() -> None:
    first, again = (
        row
        for row in rows_of(
            "关于印发办法的通知\n合同金额30万元以上（含30万元）的，给予合同金额5%、不超过20万元的补助。\n"
        )
        if row["text"] == "30万元"
    )
    assert (first["record"], first["fields"]) == (again["record"], again["fields"])
    assert first["fields"] == ["threshold_value"]


def test_a_date_names_the_deadline_or_the_periods_that_it_is() -> None:
    text = "关于申报的通知\n请于2024年4月28日前报送至市科技局。\n到2025年，高新技术企业达到500家，产值达到600亿元。\n"
    by_text = {row["text"]: row for row in rows_of(text)}
    assert by_text["2025年"]["fields"][0] == "period_text"
    assert len(by_text["2025年"]["also"]) == 1
    assert any(row["fields"] == ["date_text"] for row in rows_of(text))


def call(*arguments: str, stdin: bytes | None = None) -> Any:
    return CliRunner().invoke(app, ["audit", *arguments], input=stdin)


def test_the_command_lists_a_row_a_numeral_and_sums_up_on_standard_error() -> None:
    path = str(SEEDS / NAMES[0])
    result = call(path)
    assert result.exit_code == 0, result.stderr
    head, *rows = result.stdout.splitlines()
    assert head.split("\t")[:3] == ["place", "class", "text"]
    count = len(audit(seed(NAMES[0])))
    assert len(rows) == count
    assert result.stderr.startswith(f"documents 1, numerals {count}, unexplained ")


def test_the_command_gives_json_lines_of_folders_and_standard_input() -> None:
    text = "关于印发方案的通知\n到2025年，培育高新技术企业500家。\n".encode()
    rows = [json.loads(line) for line in call("-", "--format", "jsonl", stdin=text).stdout.splitlines()]
    assert [row["text"] for row in rows] == ["2025年", "500家"]
    assert rows[1]["fields"] == ["value"]
    whole = call(str(SEEDS), "--format", "jsonl")
    assert len({json.loads(line)["path"] for line in whole.stdout.splitlines()}) == len(NAMES)


def test_only_what_is_unexplained() -> None:
    loose = "关于有关情况的通知\n这里写着 37 。\n".encode()
    for line in call("-", "--unexplained", "--format", "jsonl", stdin=loose).stdout.splitlines():
        assert json.loads(line)["class"] == "unexplained"


def test_what_cannot_be_read_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = call("nowhere", str(tmp_path), str(SEEDS / NAMES[0]))
    assert result.exit_code == 1
    assert sum(line.startswith("error: ") for line in result.stderr.splitlines()) == 2
    assert len(result.stdout.splitlines()) > 1
    assert call().exit_code == 2
    assert call("x", "--format", "csv").exit_code == 2
