"""Run the examples and rejects of rules.

An example says what its text, read as a document, gives: `records` lists the records of this very rule in order (of the
rule's type whatever the rule, where it is a fund: one record takes the roles that several rules see), and `fields` is
what exactly one record of the rule's type has. Expected "none" means null. A reject gives no record by the rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from techpolicy_extract.nouns.model import Rule, Source
from techpolicy_extract.pipeline import Trace, trace
from techpolicy_extract.records import TYPES
from techpolicy_extract.rules.packs import RuleSet

Row = dict[str, Any]
EXPECTATIONS = ("records", "fields")
_MADE = {"quantity": ("target", "result"), "enumeration": ("target", "result", "provision", "fund")}


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that does not hold: its text, what was expected of it, what it gave, and what differs."""

    text: str
    wanted: list[Row]
    got: list[Row]
    notes: list[str]

    def line(self) -> str:
        """Say in one line what is wrong."""
        return f"{'; '.join(self.notes)}: {self.text!r}"

    def shown(self) -> str:
        """Say in several lines what is wrong."""
        names = dict.fromkeys(name for one in self.wanted for name in one if name != "type")
        expected = "\n".join(f"  {one}" for one in self.wanted) or "  nothing"
        got = "\n".join(_shown(row, names) for row in self.got) or "  nothing"
        return "\n".join(
            [f"text: {self.text}", "expected:", expected, "got:", got, *(f"-> {note}" for note in self.notes)]
        )


@dataclass(frozen=True, slots=True)
class Runner:
    """Reads texts as documents, by the rules of `rules`; each text once."""

    rules: RuleSet
    read: dict[str, Trace] = field(default_factory=dict)

    def trace(self, text: str) -> Trace:
        """Give the way from a text to its records."""
        if text not in self.read:
            sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            self.read[text] = trace(Source("text.txt", text, sha256, "utf-8"), self.rules)
        return self.read[text]

    def records(self, text: str, *types: str) -> list[Row]:
        """Give the records of a text in order, of the given types only; all of them where no type is given."""
        return [row for row in self.trace(text).records if not types or row["type"] in types]

    def claims(self, rule: Rule, text: str) -> int:
        """Count the matches that a rule holds in a text."""
        return sum(match.rule.id == rule.id for match in self.trace(text).matched.matches)


def types_of(rule: Rule) -> tuple[str, ...]:
    """Give the types of the records that a rule may make; for an enumeration, those that it keeps from being made."""
    return _MADE.get(rule.type, (rule.type,))


def example_failure(rule: Rule, case: Row, run: Runner) -> Failure | None:
    """Say what an example of a rule gives that it should not; None where it is as expected."""
    text = str(case["text"])
    if rule.type == "enumeration" and not run.claims(rule, text):
        return Failure(text, [], [], [f"{rule.id} takes no number here"])
    if "records" in case:
        return _records_failure(rule, text, case["records"], run)
    return _fields_failure(rule, text, case["fields"], run)


def reject_failure(rule: Rule, case: Row, run: Runner) -> Failure | None:
    """Say what a rule makes of a text of which it must make nothing; None where it is silent."""
    text = str(case["text"])
    if rule.type == "enumeration":
        note = f"{rule.id} takes a number for one that counts the text's own parts"
        return Failure(text, [], [], [note]) if run.claims(rule, text) else None
    got = [row for row in run.records(text) if row["rule"] == rule.id]
    return Failure(text, [], got, [f"expected no record by {rule.id}"]) if got else None


def expectation_faults(rule: Rule, case: Row) -> Iterator[str]:
    """Find what is wrong with what an example says it expects."""
    for key in sorted(set(case) - {"text", *EXPECTATIONS}):
        yield f"unknown key {key!r}"
    given = [name for name in EXPECTATIONS if name in case]
    if len(given) != 1:
        yield "an example has either 'records' or 'fields'"
        return
    expected = case["records"] if given == ["records"] else [case["fields"]]
    if not isinstance(expected, list) or not all(isinstance(one, dict) for one in expected):
        yield f"{given[0]!r} holds tables of fields"
        return
    names = set().union(*(TYPES[kind].model_fields for kind in types_of(rule)))
    for wanted in expected:
        if not wanted:
            yield "an expectation without fields"
        for name in sorted(set(wanted) - names):
            yield f"{' and '.join(types_of(rule))} have no field {name!r}"
    if rule.type == "enumeration" and case.get("records"):
        yield "an enumeration makes no record"


def holds(row: Row, wanted: Row) -> bool:
    """Whether a record has all the wanted fields; "none" is wanted where null is."""
    return all(row.get(name) == (None if value == "none" else value) for name, value in wanted.items())


def _records_failure(rule: Rule, text: str, wanted: list[Row], run: Runner) -> Failure | None:
    rows = run.records(text, *types_of(rule))
    got = rows if rule.type in ("fund", "enumeration") else [row for row in rows if row["rule"] == rule.id]
    pairs = enumerate(zip(got, wanted, strict=False), 1)
    notes = [f"record {number}: {note}" for number, (row, want) in pairs for note in _differences(row, want)]
    if len(got) != len(wanted):
        rules = ", ".join(str(row["rule"]) for row in rows) or "none"
        notes.append(f"{len(wanted)} expected, {len(got)} made; all rules at work here: {rules}")
    return Failure(text, wanted, got, notes) if notes else None


def _fields_failure(rule: Rule, text: str, wanted: Row, run: Runner) -> Failure | None:
    got = run.records(text, *types_of(rule))
    found = sum(holds(row, wanted) for row in got)
    if found == 1:
        return None
    near = [note for row in got if row["rule"] == rule.id for note in _differences(row, wanted)]
    return Failure(text, [wanted], got, [f"{found} records have all these fields, not 1", *near])


def _differences(row: Row, wanted: Row) -> list[str]:
    return [
        f"{name}: expected {value!r}, got {row.get(name)!r}"
        for name, value in wanted.items()
        if not holds(row, {name: value})
    ]


def _shown(row: Row, names: dict[str, None]) -> str:
    fields = ", ".join(f"{name}={row.get(name)!r}" for name in names)
    return f"  {row['type']} by {row['rule']}: {row['text']!r} {fields}".rstrip()
