"""`extract rules …` and `--rules`: packs of one's own beside those of the package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.products.rulecheck import check, firing, load
from techpolicy_extract.products.rulecheck.patterns import nested_repeat
from techpolicy_extract.rules import packs
from tests.documents import source_of
from tests.test_rule_packs import pack

TEXT = "关于印发行动方案的通知\n一、主要目标\n到2025年，技术经纪机构保有37家。\n对平台给予最高200万元的建设补助。\n"
GOOD: dict[str, Any] = {
    "id": "provision.vessels",
    "type": "provision",
    "doc": "船艇不超过3艘: a limit of vessels.",
    "rank": 1,
    "pattern": "船艇不超过(?P<value>{count})",
    "set": {"kind": "limit"},
    "example": [
        {"text": "船艇不超过3艘。", "records": [{"value": 3, "comparator": "<="}]},
        {"text": "每站船艇不超过5艘。", "fields": {"value": 5, "kind": "limit"}},
    ],
    "reject": [{"text": "船艇达到3艘。"}],
}


def write(folder: Path, *texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.toml").write_text(text, "utf-8")
    return folder


def rule(**changes: Any) -> str:
    return pack(**(GOOD | changes))


def call(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)]


def test_list_names_every_rule_in_the_order_in_which_they_are_tried() -> None:
    result = call("rules", "list")
    assert result.exit_code == 0, result.stderr
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert head == ["rule", "type", "status", "rank", "view", "doc"]
    assert {row[0]: row[4] for row in rows} == {rule.id: rule.view for rule in packs.builtin()}
    assert [row[0] for row in rows] == [rule.id for rule in packs.builtin()]


def test_list_counts_on_documents(seeds: Path) -> None:
    result = call("rules", "list", str(seeds))
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert head[5:7] == ["matches", "records"]
    counts = {row[0]: (int(row[5]), int(row[6])) for row in rows}
    assert counts["quantity.number"][1] > 0
    assert all(made == 0 for name, (_, made) in counts.items() if name.startswith("enumeration."))
    found = firing([source_of(TEXT)], packs.default())
    assert found["fund.award"] == (1, 1)


def test_show_tells_everything_about_a_rule() -> None:
    result = call("rules", "show", "provision.bounded-share")
    assert result.exit_code == 0, result.stderr
    found = next(rule for rule in packs.builtin() if rule.id == "provision.bounded-share")
    for part in (found.doc, found.written, "{percent}", "不得超过", "rules/provision.toml", "example 2", "reject 1"):
        assert part in result.stdout
    assert not any("\ue000" <= char <= "\uf8ff" for char in result.stdout)


def test_show_of_a_rule_that_is_none_is_one_line_with_the_like() -> None:
    result = call("rules", "show", "fund.nothing")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("error: fund.nothing: there is no such rule (")
    assert "fund.granted" in line


def test_a_good_pack_has_no_faults(tmp_path: Path) -> None:
    folder = write(tmp_path / "packs", rule())
    result = call("rules", "check", str(folder))
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr.endswith("no faults\n")


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"colour": "red"}, ["unknown key 'colour'"]),
        ({"doc": None}, ["the key 'doc' is missing"]),
        ({"pattern": "船艇{house}(?P<value>{count})"}, ["pattern", "unknown atom {house}"]),
        ({"pattern": "船艇.*(?P<value>{count})"}, ["pattern", "without an upper bound"]),
        ({"pattern": "船艇(?:{word}{1,9}){1,9}(?P<value>{count})"}, ["pattern", "nested quantifiers"]),
        ({"pattern": "船艇不超过{count}"}, ["pattern", "takes nothing", "(?P<value>…)"]),
        ({"example": GOOD["example"][:1]}, ["at least two examples"]),
        ({"reject": []}, ["one reject"]),
        ({"set": {"kind": "limit", "colour": "red"}}, ["set", "no field 'colour'"]),
        ({"set": {}}, ["set", "must set 'kind'"]),
        ({"set": {"kind": "dream"}}, ["example 1", "breaks its schema", "kind"]),
        ({"example": [GOOD["example"][0], {"text": "船艇不超过5艘。", "records": [{"value": 6}]}]},
         ["example 2", "value: expected 6, got 5"]),
        ({"example": [GOOD["example"][0], {"text": "船艇达5艘。", "records": [{"value": 5}]}]},
         ["example 2", "1 expected, 0 made"]),
        ({"example": [GOOD["example"][0], {"text": "船艇不超过5艘。", "fields": {"hue": 5}}]},
         ["example 2", "no field 'hue'"]),
        ({"example": [GOOD["example"][0], {"text": "船艇不超过5艘。"}]}, ["example 2", "'records' or 'fields'"]),
        ({"reject": [{"text": "船艇不超过3艘。"}]}, ["reject 1", "expected no record"]),
    ],
)  # fmt: skip
def test_each_fault_is_one_line_with_pack_rule_and_key(
    changes: dict[str, Any], parts: list[str], tmp_path: Path
) -> None:
    folder = write(tmp_path / "packs", rule(**changes))
    result = call("rules", "check", str(folder))
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert all(line.startswith(f"error: {folder.as_posix()}/0.toml: provision.vessels") for line in lines), lines
    assert any(all(part in line for part in parts) for line in lines), lines


def test_all_faults_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "packs", rule(colour="red", doc=None, example=[]), "[[rule]\n", rule(id="provision.b"))
    told = faults(folder)
    assert len(told) == 4
    assert "not valid TOML" in told[-1]


AWARD: dict[str, Any] = {
    "id": "fund.vessels",
    "type": "fund",
    "doc": "对新购船艇的，给予50万元补助: what a sentence about vessels awards.",
    "rank": 1,
    "view": "awards",
    "pattern": "船艇[^。]{0,60}{money}",
    "example": [
        {"text": "对新购船艇的单位，给予50万元补助。", "records": [{"total_value": 50}]},
        {"text": "新购船艇的，给予最高20万元补助。", "fields": {"cap_value": 20}},
    ],
    "reject": [{"text": "新购设备的，给予50万元补助。"}, {"text": "船艇价值50万元。"}],
}


def test_a_rule_of_ones_own_that_reads_awards_needs_no_group_and_is_tried_before_ours(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", pack(**AWARD))
    assert faults(folder) == []
    text = f"{TEXT}对新购船艇的单位，给予50万元补助。\n对新购设备的单位，给予30万元补助。\n"
    counts = firing([source_of(text)], load(folder))
    assert counts["fund.vessels"] == (1, 1)
    assert counts["fund.award"] == (2, 2)
    [told] = faults(write(tmp_path / "late", pack(**AWARD | {"rank": 60})))
    assert "fund.vessels, rank: is shadowed: in all its examples fund.award takes what it would" in told


def test_a_rule_whose_examples_others_take_is_shadowed(tmp_path: Path) -> None:
    late = {
        "id": "fund.late", "type": "fund", "rank": 99, "set": {}, "pattern": "给予最高(?P<cap>{money})",
        "example": [{"text": f"对企业给予最高{n}万元奖励。", "records": [{"cap_value": n}]} for n in (5, 6)],
        "reject": [{"text": "注册资本5万元。"}],
    }  # fmt: skip
    [line] = faults(write(tmp_path / "packs", rule(**late)))
    assert "fund.late, rank: is shadowed" in line
    assert "fund.award" in line


def test_two_rules_of_one_id_and_a_rule_that_replaces_ours(tmp_path: Path) -> None:
    [line] = faults(write(tmp_path / "packs", rule(), rule()))
    assert "has a rule of this id, too" in line
    with pytest.raises(RuleError, match="two rules have this id"):
        load(tmp_path / "packs")
    retired = write(tmp_path / "more", rule(id="fund.granted", status="retired"))
    rules = load(retired)
    assert "fund.granted" not in {each.id for each in rules.rules}
    assert len(rules.rules) == len(packs.builtin()) - 1


@pytest.mark.parametrize(("name", "what"), [("nowhere", "no such folder"), ("empty", "no rule packs in this folder")])
def test_a_folder_without_packs_is_one_line(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    folder = str(tmp_path / name)
    for arguments in (["rules", "check", folder], ["all", "-", "--rules", folder], ["audit", "-", "--rules", folder]):
        result = call(*arguments, stdin=TEXT)
        assert result.exit_code == 1
        line = next(line for line in result.stderr.splitlines() if line.startswith("error: "))
        assert line.startswith(f"error: {folder}: {what} (")


def test_a_pack_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    folder = write(tmp_path / "packs")
    (folder / "a.toml").write_bytes(b"\xff\xfe\xff")
    result = call("rules", "check", str(folder))
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "a.toml: not UTF-8" in result.stderr


def test_packs_of_ones_own_add_records_and_change_the_version(tmp_path: Path) -> None:
    folder = str(write(tmp_path / "packs", rule()))
    text = "关于印发管理办法的通知\n第一条 每站船艇不超过3艘。\n"
    plain = [json.loads(line) for line in call("all", "-", "-q", stdin=text).stdout.splitlines()]
    own = [json.loads(line) for line in call("all", "-", "-q", "--rules", folder, stdin=text).stdout.splitlines()]
    assert not [row for row in plain if row["rule"] == "provision.vessels"]
    [made] = [row for row in own if row["rule"] == "provision.vessels"]
    assert (made["type"], made["value"]) == ("provision", 3)
    assert plain[0]["rules_version"] == packs.default().version != own[0]["rules_version"]
    audited = call("audit", "-", "--format", "jsonl", "--rules", folder, stdin=text).stdout.splitlines()
    assert made["id"] in {json.loads(line)["record"] for line in audited}
    explained = call("explain", "-", "--record", made["id"], "--rules", folder, stdin=text)
    assert 'kind = "limit": set by the rule' in explained.stdout
    assert "船艇" in call("rules", "show", "provision.vessels", "--rules", folder).stdout
    assert "provision.vessels" in call("rules", "list", "--rules", folder).stdout


def test_rules_in_stages_are_those_of_the_run_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = str(write(tmp_path / "packs", rule()))
    Path("a.txt").write_text("管理办法\n每站船艇不超过3艘。\n", "utf-8")
    call("normalize", "a.txt")
    call("segment", "a.txt")
    call("extract", "a.txt", "--rules", folder)
    call("validate", "a.txt")
    four = Path("out/a.jsonl").read_bytes()
    call("all", "a.txt", "--rules", folder)
    assert Path("out/a.jsonl").read_bytes() == four
    assert b"provision.vessels" in four


@pytest.mark.parametrize(
    ("pattern", "nested"),
    [
        ("(?:a{1,9}){0,9}", True),
        ("(?:a+)+", True),
        ("(?:b|a{1,3}){2,5}", True),
        ("(?:(?:a{1,2}b){1,2}){1,3}", True),
        ("(?:a{1,3}、){1,5}", False),
        ("(?:ab?){0,5}", False),
        ("(?:a{2}){3}", False),
        (r"\((?:[(*+]{1,3})?\){0,2}", False),
        ("(?P<x>a{1,9})?", False),
    ],
)
def test_nested_repeats_are_those_that_fit_one_stretch_in_many_ways(pattern: str, nested: bool) -> None:
    assert (nested_repeat(pattern) is not None) is nested


def test_no_rule_of_the_package_has_nested_repeats() -> None:
    assert [rule.id for rule in packs.builtin() if nested_repeat(rule.pattern.pattern)] == []
