"""Issues in Chinese: each code has its sentences in both languages, and each message is found among them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from techpolicy_extract import extract_text
from techpolicy_extract.products.viewer import find_runs, load_runs
from techpolicy_extract.products.viewer.content import content
from techpolicy_extract.records.issue import Code
from techpolicy_extract.records.issue_texts import ENGLISH, catalogue, chinese, english, of_data
from tests.guides import ROOT
from tests.runs import write_run
from tests.test_issue import NOTICE, PLAIN

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("code", get_args(Code))
def test_each_code_has_sentences_in_both_languages(code: str) -> None:
    assert set(ENGLISH[code]) <= set(catalogue()[code])
    for said, own in catalogue()[code].items():
        words = [f"w{number}" for number in range(said.count("{}"))]
        filled = said.format(*words)
        assert not CHINESE.search(said)
        assert filled.endswith(".")
        assert own.endswith("。")
        assert CHINESE.search(own)
        assert chinese(code, filled) == own.format(*words)
        assert all(word in own.format(*words) for word in words), own


def test_the_table_has_the_codes_of_the_records_and_no_others() -> None:
    assert set(ENGLISH) == set(get_args(Code))
    assert set(catalogue()) == {*get_args(Code), "inserted"}


def test_words_of_the_source_stand_in_the_chinese_sentence() -> None:
    message = english("date_ambiguous", 0, "20 年6月", "2021-06", "2022-06 or 2023-06")
    assert message == "20 年6月 is damaged: read as 2021-06, but may also be 2022-06 or 2023-06."
    assert chinese("date_ambiguous", message) == "“20 年6月”有缺损，读作 2021-06，也可能是 2022-06 或 2023-06。"
    assert chinese("unreadable_part", "page 3 is damaged.") == "第 3 页已损坏。"
    assert chinese("unreadable_part", "something new is odd.") == "有一部分无法读取：something new is odd。"
    assert chinese("nothing", "at all.") is None


def test_each_kind_of_data_has_a_sentence_for_one_place_and_for_many() -> None:
    assert of_data("base64", 900, 1) == "900 characters are not read: base64, no text."
    for what, own in catalogue()["inserted"].items():
        one, many = (chinese("unreadable_part", of_data(what, 900, places)) for places in (1, 3))
        assert one == f"有 900 个字符未读：是{own}，不是文字。"
        assert many == f"3 处共 900 个字符未读：是{own}，不是文字。"


def test_messages_of_the_golden_outputs_have_a_sentence_of_their_own() -> None:
    paths = sorted((ROOT / "tests/golden").glob("*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    found = [row for row in rows if row["type"] == "issue"]
    assert found
    for row in found:
        said = chinese(row["code"], row["message"])
        assert said
        assert "无法读取：" not in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2024年3月5日"}, "杭科〔2023〕7号 的文号属于 2023 年，落款日期却是 2024-03-05。"),
        ({"body": "到2025年，高新技术产业占比达到130%。"}, "高新技术产业占比写作 130%，超过了整体。"),
        ({}, None),
    ],
)
def test_the_page_holds_the_chinese_sentence_of_each_issue(
    changes: dict[str, str], said: str | None, tmp_path: Path
) -> None:
    write_run(tmp_path, "a", NOTICE.format(**PLAIN | changes).encode())
    (found,) = find_runs([str(tmp_path)])
    assert isinstance(found, tuple)
    (run,) = load_runs(*found)
    issues = [row for row in content(run)["records"] if row["type"] == "issue"]
    assert [row["message_zh"] for row in issues] == ([said] if said else [])


def test_records_themselves_keep_the_english_sentence_alone() -> None:
    (issue,) = extract_text(NOTICE.format(**PLAIN | {"day": "2024年3月5日"})).of("issue")
    assert issue.message == "杭科〔2023〕7号 is numbered in 2023, but signed on 2024-03-05."
    assert "message_zh" not in issue.model_dump()
