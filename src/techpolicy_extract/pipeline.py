"""One document from start to end. The only module that calls the stages and knows their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from techpolicy_extract.files.stage_files import Found, State, Valid, dump, load
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.handover import Accounted, Matched, Settled
from techpolicy_extract.nouns.model import Match, Normalized, Rule, Segmented, Source
from techpolicy_extract.nouns.numerals import Numeral
from techpolicy_extract.rules import packs
from techpolicy_extract.rules.packs import RuleSet
from techpolicy_extract.stages.account import account
from techpolicy_extract.stages.build import build, views
from techpolicy_extract.stages.check import check, find_issues
from techpolicy_extract.stages.emit import emit, record_ids
from techpolicy_extract.stages.match import match
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.parse import parse
from techpolicy_extract.stages.segment import segment
from techpolicy_extract.stages.settle import settle

__all__ = [
    "STAGES",
    "Found",
    "State",
    "Summary",
    "Trace",
    "Valid",
    "advance",
    "begin",
    "check_words",
    "dump",
    "find",
    "load",
    "source_text",
    "summary",
    "trace",
    "views",
]

STAGES: tuple[str, ...] = ("normalize", "segment", "extract", "validate")


@dataclass(frozen=True, slots=True)
class Trace:
    """How a document's records came about.

    `ids` has the record of each draft by the draft's `id()`. `lost` are the matches that gave no record because an
    earlier match had taken their characters.
    """

    matched: Matched
    settled: Settled
    numerals: tuple[Numeral, ...]
    records: list[dict[str, Any]]
    ids: dict[int, str]
    lost: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many records of each type, and how many issues of each severity, a document has."""

    records: Counter[str]
    issues: Counter[str]


def begin(source: Source) -> State:
    """Return the state that `normalize` starts from."""
    return source


def advance(stage: str, state: State, rules: RuleSet | None = None) -> State:
    """Run one stage, with the rules of the package unless others are given.

    Raises RecordError from `validate`, TypeError where the state is not of the stage before.
    """
    if stage == "normalize" and isinstance(state, Source):
        return normalize(state)
    if stage == "segment" and isinstance(state, Normalized):
        return segment(state)
    if stage == "extract" and isinstance(state, Segmented):
        rules = rules or packs.default()
        return find(state, rules.rules, rules.version)
    if stage == "validate" and isinstance(state, Found):
        return Valid(check(state.records, state.source), state.source.text)
    raise TypeError(f"stage {stage!r} does not start from {type(state).__name__}")


def check_words(state: State) -> None:
    """Raise ReadError where no letter or digit is left after `normalize`: the document's records would be empty.

    Nothing is raised where a run of signs was cut short: an issue among the records says so.
    """
    if not isinstance(state, Normalized) or any(item.kind == "filler" for item in state.furniture):
        return
    if not any(map(str.isalnum, state.mapped.text)):
        message = "holds no words, only page numbers, signs or what a website puts around a text"
        raise ReadError(message, state.source.path, "fetch the document again")


def find(segmented: Segmented, rules: Sequence[Rule], version: str | None = None) -> Found:
    """Return the records of a segmented document; `version` is that of the rules."""
    accounted = _account(match(parse(segmented), rules))
    return Found(segmented.normalized.source, emit(accounted, version or packs.default().version))


def _account(matched: Matched) -> Accounted:
    return account(settle(build(matched)))


def trace(source: Source, rules: RuleSet | None = None) -> Trace:
    """Take a document from its source to its records, and keep the steps between for those who ask how."""
    rules = rules or packs.default()
    lost: list[Match] = []
    matched = match(parse(segment(normalize(source))), rules.rules, lost)
    accounted = _account(matched)
    settled = accounted.settled
    records = find_issues(emit(accounted, rules.version), source)
    return Trace(matched, settled, accounted.numerals, records, record_ids(settled), tuple(lost))


def summary(state: State) -> Summary:
    """Count what a validated document holds."""
    if not isinstance(state, Valid):
        raise TypeError("a summary is made of a validated document")
    issues = Counter(str(r["severity"]) for r in state.records if r["type"] == "issue")
    return Summary(Counter(str(r["type"]) for r in state.records), issues)


def source_text(state: State) -> str | None:
    """Return the source text of a normalised or validated document, in which positions count; None for other states."""
    if isinstance(state, Normalized):
        return state.source.text
    return state.text if isinstance(state, Valid) else None
