"""Run the examples and rejects of rules.

An example says which records its text makes, read as a document. `records` lists the records of this rule in order; for
a fund, those of any rule, because several rules fill the roles of one fund. `fields` are those of exactly one record of
the rule's type. The expected value "none" means null. A reject is a text in which the rule makes no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from techpolicy_extract.nouns.model import Rule, Source
from techpolicy_extract.pipeline import Trace, trace
from techpolicy_extract.records import KINDS, TYPES
from techpolicy_extract.records.rule_pack import makes
from techpolicy_extract.rules.packs import RuleSet

Row = dict[str, Any]
EXPECTATIONS = ("records", "fields")
_NUMBERED = tuple(name for name, kind in KINDS.items() if kind.number)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example or reject that fails: its text, the expected records, the actual ones, and the differences."""

    text: str
    wanted: list[Row]
    got: list[Row]
    notes: list[str]

    def line(self) -> str:
        """Return the failure as one line."""
        return f"{'; '.join(self.notes)}: {self.text!r}"

    def shown(self) -> str:
        """Return the failure as several lines, with the expected and the actual records."""
        names = dict.fromkeys(name for one in self.wanted for name in one if name != "type")
        expected = "\n".join(f"  {one}" for one in self.wanted) or "  nothing"
        got = "\n".join(_shown(row, names) for row in self.got) or "  nothing"
        return "\n".join(
            [f"text: {self.text}", "expected:", expected, "got:", got, *(f"-> {note}" for note in self.notes)]
        )


@dataclass(frozen=True, slots=True)
class Runner:
    """Reads texts as documents with the rules of `rules`, and keeps the results: each text is read once."""

    rules: RuleSet
    read: dict[str, Trace] = field(default_factory=dict)

    def trace(self, text: str) -> Trace:
        """Return all steps from a text to its records."""
        if text not in self.read:
            sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            self.read[text] = trace(Source("text.txt", text, sha256, "utf-8"), self.rules)
        return self.read[text]

    def records(self, text: str, *types: str) -> list[Row]:
        """Return the records of a text in order: those of the given types, or all where none is given."""
        return [row for row in self.trace(text).records if not types or row["type"] in types]

    def claims(self, rule: Rule, text: str) -> int:
        """Count the matches that a rule holds in a text."""
        return sum(match.rule.id == rule.id for match in self.trace(text).extracted.matches)


def types_of(rule: Rule) -> tuple[str, ...]:
    """Return the types of records that a rule may make; for an enumeration, the types that it prevents."""
    return makes(rule.type) or _NUMBERED


def example_failure(rule: Rule, case: Row, run: Runner) -> Failure | None:
    """Return how an example fails, None where it is as expected."""
    text = str(case["text"])
    if rule.type == "enumeration" and not run.claims(rule, text):
        return Failure(text, [], [], [f"{rule.id} takes no number here"])
    if "records" in case:
        return _records_failure(rule, text, case["records"], run)
    return _fields_failure(rule, text, case["fields"], run)


def reject_failure(rule: Rule, case: Row, run: Runner) -> Failure | None:
    """Return how a reject fails, None where the rule makes nothing of its text."""
    text = str(case["text"])
    if rule.type == "enumeration":
        note = f"{rule.id} takes a number for one that counts the text's own parts"
        return Failure(text, [], [], [note]) if run.claims(rule, text) else None
    got = [row for row in run.records(text) if row["rule"] == rule.id]
    return Failure(text, [], got, [f"expected no record by {rule.id}"]) if got else None


def expectation_faults(rule: Rule, case: Row) -> Iterator[str]:
    """Yield a message for each fault in an example's own expectations."""
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
    """Return whether a record has all the wanted fields; the wanted value "none" means null."""
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
