"""What is wrong in a rule pack is said with pack, rule and key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.lexicon import load
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.records.rule_pack import FORMAT, RULE_TYPES
from techpolicy_extract.rules import packs
from techpolicy_extract.rules.packs import atoms, by_rank, expand, parse_pack, read_pack

PACKS = Path(packs.__file__).parent
GOOD: dict[str, Any] = {
    "id": "quantity.test",
    "type": "quantity",
    "doc": "A rule for tests.",
    "pattern": "建成(?P<value>{count})",
    "example": [{"text": "建成5家。", "records": []}, {"text": "建成6家。", "records": []}],
    "reject": [{"text": "建成五家。"}],
}


def toml(value: Any) -> str:
    """Write a value as TOML, with what strings, lists, tables and numbers need."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def table(**changes: Any) -> str:
    """Write the table of one rule; a change to None leaves the key out."""
    rule = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return "[[rule]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in rule.items())


def pack(**changes: Any) -> str:
    """Write a pack of one rule, changed as in `table`."""
    return "format = 2\n" + table(**changes)


def fault(text: str) -> str:
    with pytest.raises(RuleError) as caught:
        parse_pack(text, "own.toml")
    return str(caught.value)


def test_a_good_pack_is_read() -> None:
    (rule,) = parse_pack(pack(rank=7, status="draft", set={"measure": "gap"}), "own.toml")
    assert (rule.id, rule.type, rule.rank, rule.status, rule.set) == (
        "quantity.test", "quantity", 7, "draft", {"measure": "gap"},
    )  # fmt: skip
    assert rule.pattern.groupindex.keys() == {"value"}
    assert len(rule.examples) == 2
    assert parse_pack("format = 2\n", "own.toml") == []


@pytest.mark.parametrize("path", sorted(PACKS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_packs_of_the_package_have_no_faults(path: Path) -> None:
    rules, faults = read_pack(path.read_text("utf-8"), path.name)
    assert faults == []
    assert len(rules) > 0


def test_what_is_left_out_has_its_usual_value() -> None:
    (rule,) = parse_pack(pack(), "own.toml")
    assert (rule.rank, rule.status, rule.set) == (50, "stable", {})


@pytest.mark.parametrize("key", ["type", "doc", "pattern", "example", "reject"])
def test_a_missing_key_is_named(key: str) -> None:
    assert f"own.toml: quantity.test: the key {key!r} is missing" in fault(pack(**{key: None}))


def test_a_rule_without_an_id_is_named_by_its_pack() -> None:
    message = fault(pack(id=None))
    assert message.startswith("own.toml: ")
    assert "'id'" in message


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"colour": "red"}, ["unknown key 'colour'", "rank"]),
        ({"type": "poem"}, ["type 'poem'", "quantity"]),
        ({"status": "old"}, ["status 'old'", "draft"]),
        ({"view": "tree"}, ["view 'tree' is not one of slots, awards"]),
        ({"view": "awards"}, ["a rule for a quantity cannot have the view 'awards'", "leave the key out"]),
        ({"pattern": "建成{count}"}, ["takes nothing"]),
        ({"pattern": "建成(?P<value>{house})"}, ["unknown atom {house}"]),
        ({"pattern": "建成[^，]*(?P<value>{count})"}, ["upper bound"]),
        ({"pattern": "建成.+(?P<value>{count})"}, ["upper bound"]),
        ({"pattern": "建成(?:了|出)*(?P<value>{count})"}, ["upper bound"]),
        ({"pattern": "建成了*(?P<value>{count})"}, ["upper bound"]),
        ({"pattern": "建成.{2,}(?P<value>{count})"}, ["upper bound"]),
        ({"pattern": "建成{word}*(?P<value>{count})"}, ["upper bound"]),
        ({"pattern": "建成(?P<value>{count}"}, ["does not compile"]),
        ({"example": GOOD["example"][:1]}, ["at least two examples"]),
        ({"reject": []}, ["one reject"]),
        ({"example": [*GOOD["example"], {"records": []}]}, ["needs a text"]),
        ({"reject": [{"text": 5}]}, ["needs a text"]),
    ],
)
def test_what_is_wrong_is_named_with_pack_and_rule(changes: dict[str, Any], parts: list[str]) -> None:
    message = fault(pack(**changes))
    for part in ("own.toml", "quantity.test", *parts):
        assert part in message


@pytest.mark.parametrize(
    "bad", [{"rank": "first"}, {"view": 5}, {"set": 5}, {"doc": 5}, {"pattern": 5}, {"example": "text"}]
)
def test_a_value_of_the_wrong_kind_is_named(bad: dict[str, Any]) -> None:
    message = fault(pack(**bad))
    for part in ("own.toml", "quantity.test", *bad):
        assert part in message


def test_a_rule_that_reads_awards_needs_no_group() -> None:
    (rule,) = parse_pack(pack(type="fund", view="awards", pattern="{money}"), "own.toml")
    assert rule.view == "awards"
    assert parse_pack(pack(), "own.toml")[0].view == "slots"


def test_an_escaped_sign_is_no_repeat() -> None:
    (rule,) = parse_pack(pack(pattern=r"建成\*{0,1}(?P<value>{count})"), "own.toml")
    assert rule.pattern.pattern.startswith(r"建成\*{0,1}")


def test_text_that_is_no_toml_and_keys_beside_the_rules() -> None:
    assert fault("[[rule]\n").startswith("own.toml: not valid TOML")
    assert "unknown key 'rules'" in fault("format = 2\n[[rules]]\n")


def test_two_rules_of_one_id_are_refused() -> None:
    with pytest.raises(RuleError, match=r"quantity\.test: two rules have this id"):
        by_rank(parse_pack(pack() + table(), "own.toml"))


def test_rules_are_tried_by_rank_and_retired_ones_are_not() -> None:
    text = pack(id="a.late", rank=60) + table(id="a.early", rank=1) + table(id="a.gone", status="retired")
    assert [rule.id for rule in by_rank(parse_pack(text, "own.toml"))] == ["a.early", "a.late"]


def test_atoms_stand_for_what_they_name() -> None:
    assert expand("{upto}{money}", {"upto": "(?:不超过)", "money": "M"}, "here") == "(?:不超过)M"
    assert expand("{0,12}", {}, "here") == "{0,12}"
    assert "money" in atoms()


def test_the_packs_of_the_package_load_and_have_one_version() -> None:
    rules = packs.builtin()
    assert [rule.rank for rule in rules] == sorted(rule.rank for rule in rules)
    assert {rule.type for rule in rules} <= set(RULE_TYPES)
    assert len(packs.default().version) == 12
    assert int(packs.default().version, 16) >= 0


def test_a_pack_of_an_older_format_is_refused_with_the_atoms_that_changed() -> None:
    old = table(pattern="{told_met}(?P<value>{count})")
    for text in (old, "format = 1\n" + old):
        message = fault(text)
        for part in ("own.toml", "format 1", "format 2", "{told_met} is now {event_met}", "write format = 2"):
            assert part in message
        assert "told_signed" not in message
    assert "none of its atoms has changed" in fault(table())


def test_a_pack_of_a_newer_format_and_one_that_is_no_number_are_refused() -> None:
    assert "update this program" in fault("format = 3\n" + table())
    for value in ('"2"', "true", "0", "2.5"):
        assert "must be a number" in fault(f"format = {value}\n" + table())


def test_every_atom_that_changed_is_gone_and_what_it_is_now_exists() -> None:
    changed = load("atoms")["changed"]
    assert set(changed) == {str(number) for number in range(2, FORMAT + 1)}
    for old, what in (each for tables in changed.values() for each in tables.items()):
        assert old not in atoms()
        assert all(name in atoms() for name in re.findall(r"\{(\w+)\}", what))
