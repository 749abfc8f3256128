"""Every example and reject of every rule. A new rule needs no edit here.

An example says what its text, read as a document, gives: `records` lists the records of this very rule in order (of the
rule's type whatever the rule, where it is a fund: one record takes the roles that several rules see), and `fields` is
what exactly one record of the rule's type has. Expected "none" means null. A reject gives no record by the rule.
"""

from __future__ import annotations

from typing import Any

import pytest

from techpolicy_extract import rulepack
from techpolicy_extract.model import Rule
from techpolicy_extract.records import TYPES
from tests.documents import NUMBERED, QUANTITIES, Row, differences, extracted, holds, records, shown

RULES = rulepack.builtin()
EXPECTATIONS = ("records", "fields")


def cases(key: str) -> list[Any]:
    """Give every example or reject of every rule, each with the id RULE-NUMBER."""
    return [
        pytest.param(rule, case, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, case in enumerate(rule.examples if key == "example" else rule.rejects, 1)
    ]


def each(key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("rule", "case"), cases(key))


def types_of(rule: Rule) -> tuple[str, ...]:
    """Give the types of the records that a rule may not, or may, make."""
    return {"quantity": QUANTITIES, "enumeration": NUMBERED}.get(rule.type, (rule.type,))


def candidates(rule: Rule, text: str) -> list[Row]:
    rows = records(text, *types_of(rule))
    return rows if rule.type in ("fund", "enumeration") else [row for row in rows if row["rule"] == rule.id]


def fail(text: str, wanted: list[Row], got: list[Row], notes: list[str]) -> None:
    """Fail with the text, what was expected of it and what it gave."""
    names = dict.fromkeys(name for one in wanted for name in one if name != "type")
    expected = "\n".join(f"  {one}" for one in wanted) or "  nothing"
    lines = [f"text: {text}", "expected:", expected, "got:", shown(got, *names), *(f"-> {note}" for note in notes)]
    pytest.fail("\n".join(lines), pytrace=False)


def check_records(rule: Rule, text: str, wanted: list[Row]) -> None:
    got = candidates(rule, text)
    pairs = enumerate(zip(got, wanted, strict=False), 1)
    notes = [f"record {number}: {note}" for number, (row, want) in pairs for note in differences(row, want)]
    if len(got) != len(wanted):
        rules = [str(row["rule"]) for row in records(text, *types_of(rule))]
        notes.append(f"{len(wanted)} expected, {len(got)} made; all rules at work here: {', '.join(rules) or 'none'}")
    if notes:
        fail(text, wanted, got, notes)


def claimed(rule: Rule, text: str) -> int:
    """Count the numbers that a rule takes in a text."""
    return sum(match.rule.id == rule.id for match in extracted(text).matches)


def check_fields(rule: Rule, text: str, wanted: Row) -> None:
    got = records(text, *types_of(rule))
    found = sum(holds(row, wanted) for row in got)
    if found != 1:
        near = [note for row in got if row["rule"] == rule.id for note in differences(row, wanted)]
        fail(text, [wanted], got, [f"{found} records have all these fields, not 1", *near])


@each("example")
def test_example(rule: Rule, case: dict[str, Any]) -> None:
    if "records" in case:
        check_records(rule, case["text"], case["records"])
    else:
        check_fields(rule, case["text"], case["fields"])


@pytest.mark.parametrize(("rule", "case"), [each for each in cases("example") if each.values[0].type == "enumeration"])
def test_an_enumeration_is_at_work_in_its_examples(rule: Rule, case: dict[str, Any]) -> None:
    if not claimed(rule, case["text"]):
        fail(case["text"], [], [], [f"{rule.id} takes no number here"])


@each("reject")
def test_reject(rule: Rule, case: dict[str, Any]) -> None:
    text = case["text"]
    if rule.type == "enumeration":
        if claimed(rule, text):
            fail(text, [], [], [f"{rule.id} takes a number for one that counts the text's own parts"])
    elif got := [row for row in records(text) if row["rule"] == rule.id]:
        fail(text, [], got, [f"expected no record by {rule.id}"])


@each("example")
def test_an_example_says_what_it_expects(rule: Rule, case: dict[str, Any]) -> None:
    assert set(case) <= {"text", *EXPECTATIONS}, f"unknown key in {case}"
    given = [name for name in EXPECTATIONS if name in case]
    assert len(given) == 1, f"an example has one of {EXPECTATIONS}: {case}"
    names = set().union(*(TYPES[kind].model_fields for kind in types_of(rule)))
    for wanted in case["records"] if given == ["records"] else [case["fields"]]:
        assert wanted, f"an expectation without fields: {case}"
        assert set(wanted) <= names, f"no field of {types_of(rule)}: {sorted(set(wanted) - names)}"
    if rule.type == "enumeration":
        assert not case.get("records"), "an enumeration makes no record"
