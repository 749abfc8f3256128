"""`extract explain`: which rules matched at a place, what became of them, what each field came from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract import pipeline
from techpolicy_extract.cli.app import app
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.explain import explain_place, explain_record
from tests.documents import source_of
from tests.invariants import NAMES, seed

TEXT = (
    "关于印发技术转移行动方案的通知\n一、主要目标\n到2025年，全省高新技术企业达到500家以上。\n二、政策措施\n"
    "对获批的平台给予最高200万元的建设补助。\n重点抓好以下四个方面工作。\n"
)


def at(words: str, text: str = TEXT) -> dict[str, Any]:
    return explain_place(source_of(text), text.index(words))


def match(found: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(each for each in found["matches"] if each["rule"] == rule)


def field(found: dict[str, Any], name: str) -> dict[str, Any]:
    [record] = found["records"]
    return next(each for each in record["fields"] if each["field"] == name)


def call(*arguments: str, stdin: str = TEXT) -> Result:
    return CliRunner().invoke(app, ["explain", "-", *arguments], input=stdin)


def test_a_place_shows_its_sentence_lexemes_and_the_rule_that_won() -> None:
    found = at("500家")
    assert found["sentence"]["text"].startswith("到2025年")
    assert found["sentence"]["slots"].startswith("到{day}，")
    assert [each["text"] for each in found["lexemes"]] == ["2025年", "500家"]
    won = match(found, "quantity.number")
    assert (won["outcome"], won["here"], won["groups"]["value"]) == ("won", True, "500家")
    assert won["records"] == [found["records"][0]["id"]]


SPEECH = (
    "某市2026年政府工作报告\n各位代表：\n一、2025年工作回顾\n（一）科技创新\n刚刚过去的2025年，全市科技工作取得新进展。\n"
    "高新技术企业达到500家。\n二、申报时间\n3月2日至3月31日。\n"
)


def test_a_place_shows_its_scope_and_the_headings_that_give_it() -> None:
    scope = at("500家", SPEECH)["scope"]
    assert (scope["kind"], scope["title"], scope["looks"]) == ("report", "某市2026年政府工作报告", "back")
    assert (scope["year"], scope["task"]) == (2025, "科技创新")
    [told] = [label for label in scope["labels"] if label["name"] == "told"]
    assert told["heading"] == "2025年工作回顾"
    places = [SPEECH.index(words) + skip for words, skip in (("刚刚过去的2025年", 5), ("2025年工作", 0))]
    found = [(time["start"], time["text"], time["place"]) for time in scope["times"]]
    assert found == [(places[0], "2025年", "opening"), (places[1], "2025年", "heading")]
    [window] = at("3月2日", SPEECH)["scope"]["labels"]
    assert (window["name"], window["said"], window["heading"]) == ("window", "申报", "申报时间")


def test_the_scope_of_a_place_stands_in_the_text() -> None:
    said = call("--at", str(SPEECH.index("500家")), stdin=SPEECH).stdout
    place = SPEECH.index("2025年工作")
    for line in (
        "scope    a part of kind report (tells what was reached), 某市2026年政府工作报告",
        "  told: what has been reached, or how things are, by 2025年工作回顾",
        "  looks back",
        "  tells of 2025",
        f"  time [{place}, {place + 5}) 2025年, by a heading",
        "  task 科技创新",
    ):
        assert f"{line}\n" in said
    said = call("--at", str(SPEECH.index("3月2日")), stdin=SPEECH).stdout
    assert "  window (申报): by when, or from when to when, something is handed in" in said


def test_each_field_says_what_it_came_from() -> None:
    found = at("500家")
    start = TEXT.index("500家")
    assert (field(found, "value")["origin"], field(found, "value")["places"]) == ("source", [[start, start + 4]])
    assert field(found, "unit")["origin"] == "worked out from value"
    assert field(found, "period_end")["text"] == ["2025年"]
    fund = at("200万元")
    assert field(fund, "cap_amount")["origin"] == "worked out from cap_value"


def test_what_the_rule_sets_and_what_is_inherited_is_said() -> None:
    text = "关于印发方案的通知\n一、2025年主要目标\n高新技术企业达到500家。\n二、申报要求\n请于2024年4月28日前报送至市科技局。\n"
    found = at("500家", text)
    assert "period_inherited" in found["records"][0]["flags"]
    place = text.index("2025年")
    assert field(found, "period_text")["origin"] == "inherited"
    assert field(found, "period_text")["places"] == [[place, place + 5]]
    in_force = "关于印发方案的通知\n本方案自2024年5月1日起施行。\n"
    assert field(at("2024年5月1日", in_force), "kind")["origin"] == "rule"


def test_a_rejected_match_names_the_rule_that_has_its_slots() -> None:
    found = at("200万元")
    lost = [each for each in found["matches"] if each["outcome"] == "rejected"]
    assert lost
    assert all(each["reason"] for each in lost)
    assert any("already taken by fund.award" in each["reason"] for each in lost)


def test_a_match_without_a_record_says_why() -> None:
    assert "no record" in match(at("四个方面"), "enumeration.points-at-list")["reason"]
    alias = "关于印发行动方案的通知\n为落实《技术转移行动方案》（以下简称《行动方案》），制定本通知。\n按照《行动方案》，抓好落实。\n"
    dropped = [each for each in at("按照《行动方案》", alias)["matches"] if each["outcome"] == "won, no record"]
    assert any("alias" in each["reason"] or "nothing" in each["reason"] for each in dropped)


def test_a_milestone_of_the_past_says_so() -> None:
    text = "关于印发方案的通知\n到2015年，基本建成技术市场体系。\n滨江市科学技术局\n2020年3月5日\n"
    reasons = [each["reason"] or "" for each in at("2015年", text)["matches"]]
    assert any("does not lie ahead" in reason for reason in reasons), reasons


def test_page_furniture_is_named() -> None:
    source = seed(NAMES[-1])
    item = pipeline.trace(source).matched.segmented.normalized.furniture[0]
    found = explain_place(source, item.span.start)
    assert found["furniture"]["kind"] == item.kind
    assert "matches" not in found


@pytest.mark.parametrize("name", NAMES)
def test_every_record_and_place_of_a_seed_can_be_explained(name: str) -> None:
    source = seed(name)
    for record in pipeline.trace(source).records[::37]:
        found = explain_record(source, record["id"])
        assert [each["id"] for each in found["records"]] == [record["id"]]
        given = {each for each in record["spans"] if each in {f["field"] for f in found["records"][0]["fields"]}}
        for each in found["records"][0]["fields"]:
            assert each["origin"]
            if each["field"] in given:
                assert each["text"] == [source.text[a:b] for a, b in each["places"]]
    for position in range(0, len(source.text), 997):
        assert explain_place(source, position)["at"] == position


def test_the_command_speaks_text_and_json() -> None:
    place = str(TEXT.index("500家"))
    said = call("--at", place)
    assert said.exit_code == 0, said.stderr
    for part in ("as rules see it: 到{day}", "* quantity.number won: target-", "value = 500: [", "500家"):
        assert part in said.stdout
    found = json.loads(call("--at", place, "--format", "json").stdout)
    record = found["records"][0]["id"]
    again = json.loads(call("--record", record, "--format", "json").stdout)
    assert again["records"] == found["records"]
    assert again["matches"] == found["matches"]


def test_what_is_not_there_is_one_line() -> None:
    for option, value in (("--at", "99999"), ("--record", "x")):
        what = f"there is no {'position' if option == '--at' else 'record'} {value}"
        result = call(option, value)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"error: stdin: {what} (")
        assert len(result.stderr.splitlines()) == 1
    with pytest.raises(UserError):
        explain_place(source_of(TEXT), -1)


@pytest.mark.parametrize(
    "arguments", [[], ["--at", "1", "--record", "x"], ["--at", "one"], ["--at", "1", "--format", "x"]]
)
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    assert call(*arguments).exit_code == 2


def test_the_tree_of_a_place_names_kinds_and_positions_in_slots_and_source() -> None:
    text = "﻿关于科技奖补的若干措施\n\u3000\u3000对获批的平台，给予１００万元、最高不超过 200 万元补助。\n"
    found = explain_place(source_of(text), text.index("给予"), tree=True)["tree"]
    assert found["chunks"] == [
        "对:for 获批:deem 的:of 平台 ，",
        "给予:give [{money} 、 <最高不超过:most {money}>] 补助:grant 。",
    ]

    def check(row: dict[str, Any]) -> None:
        assert row["text"] == text[row["start"] : row["end"]]
        low, high = row["slots"]
        assert 0 <= low < high
        edges = [edge for item in row["items"] for edge in item["slots"]]
        assert not edges or (edges[0], edges[-1]) == (low, high)
        for item in row["items"]:
            check(item)

    for clause in found["clauses"]:
        check(clause)
    [give, sums, grant, stop] = found["clauses"][1]["items"]
    assert [row["kinds"] for row in (give, sums, grant, stop)] == [["give"], ["amounts", "sum"], ["grant"], ["stop"]]
    assert (sums["slots"], sums["text"]) == ([9, 17], "１００万元、最高不超过 200 万元")
    assert [row["text"] for row in sums["items"][2]["items"]] == ["最高不超过", "200 万元"]


def test_the_tree_stands_in_text_and_json_where_it_is_asked_for() -> None:
    position = str(TEXT.index("最高"))
    plain = call("--at", position, "--tree")
    assert plain.exit_code == 0, plain.stderr
    place = TEXT.index("最高200万元")
    assert "  对:for 获批:deem 的:of 平台 给予:give <最高:most {money}> 的:of 建设 补助:grant 。\n" in plain.stdout
    assert f"    amount+sum 8-11 [{place}, {place + 7}) 最高200万元\n" in plain.stdout
    assert f"      most 8-10 [{place}, {place + 2}) 最高\n" in plain.stdout
    told = json.loads(call("--at", position, "--tree", "--format", "json").stdout)
    assert told["tree"]["clauses"][0]["kinds"] == ["clause"]
    assert "tree" not in json.loads(call("--at", position, "--format", "json").stdout)
    record = told["records"][0]["id"]
    assert json.loads(call("--record", record, "--tree", "--format", "json").stdout)["tree"] == told["tree"]


def test_a_rule_that_reads_awards_names_its_records_and_what_it_keeps_from_others() -> None:
    found = at("最高")
    award = match(found, "fund.award")
    assert award["outcome"] == "won"
    assert award["records"] == [found["records"][0]["id"]]
    assert match(found, "fund.granted")["reason"] == "its slots are already taken by fund.award"
