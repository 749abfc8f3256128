"""Drafts hold the fields of their records, all of them and no others, and take what a rule sets."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import get_type_hints

import pytest

from techpolicy_extract.nouns.drafts import DRAFTS, DeadlineDraft, Draft, FundDraft, QuantityDraft
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.handover import DocumentFields
from techpolicy_extract.nouns.model import Quantity, Section, Sentence
from techpolicy_extract.nouns.sums import ComparedSum, Rate, Sum
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.records import KINDS, TYPES, Document, Record
from techpolicy_extract.records.flat import fields_of, paths, settable, value_of
from techpolicy_extract.records.rule_pack import RULE_TYPES, makes
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.build.context import said_by_rule, set_by_rule

RULES = packs.builtin()
SECTION = Section("0", None, 0, "part", "part", None, None, "", 0, 0, 4, Span(0, 0))
SENTENCE = Sentence("某某某某", (0, 1, 2, 3, 4), {}, SECTION, 0)
PLACE = ("own.rule", Span(0, 4), SENTENCE, 0)
# What `emit` adds: a record's frame, and the id that the records of one fund share.
ADDED = {"type", *Record.model_fields, "fund_id"}
# What `emit` says of a document beside its own fields: the file, the counts, the versions.
OF_THE_FILE = {
    "script", "source_path", "source_sha256", "format", "encoding", "pages", "chars", "attachments",
    "attachment_names", "numerals", "numerals_unexplained", "schema_version", "rules_version", "level",
}  # fmt: skip


def deadline() -> DeadlineDraft:
    return DeadlineDraft(*PLACE, kind="milestone", date_text="2025年")


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_has_the_fields_of_its_record_and_no_others(name: str) -> None:
    held = list(paths(DRAFTS[name]))
    assert len(held) == len(set(held))
    assert set(held) == set(TYPES[name].model_fields) - ADDED


def test_the_document_s_own_fields_are_those_that_the_file_does_not_give() -> None:
    assert {each.name for each in fields(DocumentFields)} == set(Document.model_fields) - ADDED - OF_THE_FILE


def test_every_type_of_record_has_a_draft_or_is_made_of_other_things() -> None:
    assert set(KINDS) - set(DRAFTS) == {"document", "section", "issue"}


@pytest.mark.parametrize("name", [name for name, rule in RULE_TYPES.items() if rule.marks])
def test_the_marks_of_a_type_of_rule_are_notes_of_its_draft(name: str) -> None:
    for kind in makes(name):
        notes = get_type_hints(DRAFTS[kind])["notes"]
        assert set(RULE_TYPES[name].marks) <= {each.name for each in fields(notes)}


def test_a_sum_is_several_fields() -> None:
    fund = FundDraft(
        *PLACE, threshold=ComparedSum(2, "亿元", 200000000, ">="), rate=Rate("<=", 10), cap=Sum(50, "万元", 500000)
    )
    found = {name: value for name, value in fields_of(fund).items() if value is not None}
    assert found == {
        "threshold_comparator": ">=", "threshold_value": 2, "threshold_unit": "亿元", "threshold_amount": 200000000,
        "rate_comparator": "<=", "rate_percent": 10, "cap_value": 50, "cap_unit": "万元", "cap_amount": 500000,
    }  # fmt: skip


def test_a_number_is_written_as_the_text_has_it() -> None:
    quantity = Quantity(Decimal("2.30"), "万份", Decimal(23000), "count")
    number = QuantityDraft(*PLACE, comparator="=", quantity=quantity)
    assert [value_of(number, name) for name in ("value", "value_max", "unit", "amount")] == [2.3, None, "万份", 23000]
    assert isinstance(value_of(number, "amount"), int)


def test_a_field_that_a_record_does_not_have_holds_nothing() -> None:
    assert value_of(deadline(), "cap_value") is None


def test_a_draft_equals_only_itself() -> None:
    assert deadline() != deadline()


def test_a_draft_takes_fields_and_marks_from_its_rule() -> None:
    rule = next(rule for rule in RULES if rule.id == "deadline.valid")
    made = set_by_rule(deadline(), rule)
    assert (made.kind, made.notes.headed, made.notes.cue) == ("expiry", True, False)


@pytest.mark.parametrize("key", ["knd", "cue", "spans", "type", "notes", "value"])
def test_a_key_that_is_neither_field_nor_mark_is_named_with_its_rule(key: str) -> None:
    known = next(rule for rule in RULES if rule.type == "deadline")
    rule = replace(known, id="own.rule", pack="own.toml", set={key: 1})
    with pytest.raises(RuleError, match=rf"own\.toml: own\.rule: a rule for a deadline cannot set '{key}'"):
        set_by_rule(deadline(), rule)


def test_what_only_a_rule_knows_is_asked_for() -> None:
    known = next(rule for rule in RULES if rule.type == "provision")
    rule = replace(known, id="own.rule", pack="own.toml", set={})
    with pytest.raises(RuleError, match=r"own\.toml: own\.rule: a rule for a provision must set 'kind'"):
        said_by_rule(rule, "kind")


@pytest.mark.parametrize(
    ("kind", "name", "may"),
    [
        (FundDraft, "instrument", True),
        (FundDraft, "grade_of", False),
        (FundDraft, "cap_value", False),
        (QuantityDraft, "part_of", False),
        (QuantityDraft, "measure", True),
    ],
)
def test_a_rule_sets_neither_numbers_of_the_text_nor_relations(kind: type[Draft], name: str, may: bool) -> None:
    assert (name in settable(kind)) is may
