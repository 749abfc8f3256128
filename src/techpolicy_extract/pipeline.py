"""One document from start to end. The only module that knows the order of the stages.

A stage's file is JSON and holds all that the next stage needs; after `validate` it is the JSON Lines output itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from techpolicy_extract import layout_json, rulepack
from techpolicy_extract.check import check
from techpolicy_extract.emit import emit, record_ids
from techpolicy_extract.errors import StageError
from techpolicy_extract.extract import extract
from techpolicy_extract.findings import with_findings
from techpolicy_extract.link import link
from techpolicy_extract.model import (
    Extracted,
    Fact,
    Furniture,
    Linked,
    Match,
    Normalized,
    Rule,
    Section,
    Segmented,
    Source,
)
from techpolicy_extract.normalize import normalize
from techpolicy_extract.rulepack import RuleSet
from techpolicy_extract.segment import segment
from techpolicy_extract.text import MappedText, Span

STAGES: tuple[str, ...] = ("normalize", "segment", "extract", "validate")


@dataclass(frozen=True, slots=True)
class Found:
    """The records of a document before they are checked."""

    source: Source
    records: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Valid:
    """The records of a document, checked."""

    records: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Trace:
    """How a document's records came about.

    `ids` has the record of each draft by the draft's identity, `lost` the matches that held nothing, because what they
    take was taken.
    """

    extracted: Extracted
    linked: Linked
    records: list[dict[str, Any]]
    ids: dict[int, str]
    lost: tuple[Match, ...]


State = Source | Normalized | Segmented | Found | Valid


@dataclass(frozen=True, slots=True)
class Summary:
    """How many records of each type, and how many issues of each severity, a document gave."""

    records: Counter[str]
    issues: Counter[str]


def begin(source: Source) -> State:
    """Give the state from which `normalize` starts."""
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
        rules = rules or rulepack.default()
        return find(state, rules.rules, rules.version)
    if stage == "validate" and isinstance(state, Found):
        records = with_findings(state.records, state.source.text)
        check(records, state.source.text, state.source.path)
        return Valid(records)
    raise TypeError(f"stage {stage!r} does not start from {type(state).__name__}")


def find(segmented: Segmented, rules: Sequence[Rule], version: str | None = None) -> Found:
    """Extract, link and emit the records of a segmented document; `version` is that of the rules."""
    linked = link(extract(segmented, rules))
    return Found(segmented.normalized.source, emit(linked, version or rulepack.version()))


def trace(source: Source, rules: RuleSet | None = None) -> Trace:
    """Take a document from its source to its records and keep what stands between, for those who ask how."""
    rules = rules or rulepack.default()
    lost: list[Match] = []
    extracted = extract(segment(normalize(source)), rules.rules, lost)
    linked = link(extracted)
    records = with_findings(emit(linked, rules.version), source.text)
    return Trace(extracted, linked, records, record_ids(linked), tuple(lost))


def summary(state: State) -> Summary:
    """Count what a validated document holds."""
    if not isinstance(state, Valid):
        raise TypeError("a summary is made of a validated document")
    issues = Counter(str(r["severity"]) for r in state.records if r["type"] == "issue")
    return Summary(Counter(str(r["type"]) for r in state.records), issues)


def dump(state: State) -> bytes:
    """Give the bytes of a stage's file."""
    if isinstance(state, Valid):
        return b"".join(_line(record) for record in state.records)
    if isinstance(state, Found):
        return _line({"source": _source(state.source), "records": state.records})
    if isinstance(state, Segmented):
        sections = [{name: getattr(s, name) for name in Section.__dataclass_fields__} for s in state.sections]
        return _line(_normalized(state.normalized) | {"sections": sections})
    if isinstance(state, Normalized):
        return _line(_normalized(state))
    raise TypeError("a source has no stage file")


def load(stage: str, data: bytes, where: str) -> State:
    """Read what `stage` wrote. Raises StageError where `data` is not that."""
    try:
        if stage == "validate":
            return Valid([json.loads(line) for line in data.splitlines()])
        raw = json.loads(data)
        if stage == "extract":
            return Found(_read_source(raw["source"]), raw["records"])
        normalized = _read_normalized(raw)
        if stage == "normalize":
            return normalized
        sections = tuple(Section(**(s | {"marker": Span(*s["marker"])})) for s in raw["sections"])
        return Segmented(normalized, sections)
    except (ValueError, KeyError, TypeError) as error:
        raise StageError(f"not what the stage {stage!r} writes", where, f"run `extract {stage}` again") from error


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _source(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in ("path", "text", "sha256", "encoding", "format")} | {
        "layout": layout_json.written(source.layout)
    }


def _read_source(raw: dict[str, Any]) -> Source:
    return Source(**(raw | {"layout": layout_json.read(raw["layout"])}))


def _normalized(state: Normalized) -> dict[str, Any]:
    return {
        "source": _source(state.source),
        "text": state.mapped.text,
        "map": [list(run) for run in state.mapped.runs()],
        "script": state.script,
        "furniture": [{"span": list(f.span), "kind": f.kind} for f in state.furniture],
        "facts": {name: {"value": fact.value, "span": fact.span} for name, fact in state.facts.items()},
    }


def _read_normalized(raw: dict[str, Any]) -> Normalized:
    return Normalized(
        source=_read_source(raw["source"]),
        mapped=MappedText.from_runs(raw["text"], [(a, b, c) for a, b, c in raw["map"]]),
        script=raw["script"],
        furniture=tuple(Furniture(Span(*f["span"]), f["kind"]) for f in raw["furniture"]),
        facts={name: Fact(f["value"], f["span"] and Span(*f["span"])) for name, f in raw["facts"].items()},
    )
