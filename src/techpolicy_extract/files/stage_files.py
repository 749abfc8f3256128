"""The files of the stages: JSON with all that the next stage needs, and at the end the JSON Lines output itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from techpolicy_extract.files import jsonl, layout_json
from techpolicy_extract.nouns.errors import StageError
from techpolicy_extract.nouns.model import Fact, Furniture, Normalized, Section, Segmented, Source
from techpolicy_extract.nouns.text import MappedText, Span


@dataclass(frozen=True, slots=True)
class Found:
    """The records of a document before they are checked."""

    source: Source
    records: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Valid:
    """The checked records of a document, and the source text that their positions refer to."""

    records: list[dict[str, Any]]
    text: str = ""


State = Source | Normalized | Segmented | Found | Valid


def dump(state: State) -> bytes:
    """Return the bytes of a stage's file. Raises TypeError for a source, which has none."""
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
    """Read what `stage` wrote. Raises StageError where `data` is anything else."""
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
    return jsonl.dumps(value, compact=True).encode("utf-8", "surrogatepass") + b"\n"


def _source(source: Source) -> dict[str, Any]:
    fields = {name: getattr(source, name) for name in Source.__dataclass_fields__}
    return fields | {"layout": layout_json.written(source.layout)}


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
