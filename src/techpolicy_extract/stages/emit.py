"""From drafts to flat records whose positions are positions in the source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any, get_origin

from techpolicy_extract.nouns.drafts import Draft, FundDraft
from techpolicy_extract.nouns.handover import Accounted, Settled
from techpolicy_extract.nouns.model import Normalized, Section
from techpolicy_extract.nouns.places import Places
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.records import KINDS, SCHEMA_VERSION, TYPES, family
from techpolicy_extract.records.flat import fields_of, value_of
from techpolicy_extract.syntax.edges import after_mark, before_mark

_LONG = 300  # characters of a clause from which on the quote is a part of it: no written one was found that has as many
_AROUND = 100  # characters, at most, that are quoted on each side of what a record is about
_SAID = ("value", "date", "total_value", "cap_value", "name", "title", "phones", "emails")  # what ids depend on


def emit(accounted: Accounted, rules_version: str) -> list[dict[str, Any]]:
    """Return a document's records as flat mappings, keys in the order of their types: document, sections, the rest."""
    settled = accounted.settled
    segmented = settled.matched.segmented
    normalized = segmented.normalized
    doc_id = normalized.source.sha256[:16]
    records = [_document(accounted, doc_id, rules_version)]
    records += [_section(normalized, section, doc_id) for section in segmented.sections]
    ids = record_ids(settled)
    fund_ids: dict[str, str] = {}
    drafts = sorted(settled.drafts, key=lambda d: (d.quote.start, d.number, d.type, ids[id(d)]))
    records += [_record(normalized, draft, doc_id, ids, fund_ids) for draft in drafts]
    _locate(records, Places(normalized.source.layout))
    if normalized.source.layout.ocr:
        for record in records:
            record["flags"] = sorted({*record["flags"], "ocr"})
    return records


def _locate(records: list[dict[str, Any]], places: Places) -> None:
    """Say of each record on which page its quote begins, and in which cell its value, else its quote, stands."""
    for record in records:
        if record["end"] > record["start"]:
            value = record["spans"].get("value")
            record["page"] = places.page(record["start"])
            record["cell"] = places.cell(value[0] if value else record["start"])


def record_ids(settled: Settled) -> dict[int, str]:
    """Return the id of each draft's record by the draft's identity."""
    normalized = settled.matched.segmented.normalized
    doc_id = normalized.source.sha256[:16]
    return {id(draft): _id(normalized, draft, doc_id) for draft in settled.drafts}


def _record(
    normalized: Normalized, draft: Draft, doc_id: str, ids: dict[int, str], fund_ids: dict[str, str]
) -> dict[str, Any]:
    fields = {name: ids[id(value)] if isinstance(value, Draft) else value for name, value in fields_of(draft).items()}
    if isinstance(draft, FundDraft) and draft.name is not None:
        name = draft.name.strip("“”")
        fields["fund_id"] = fund_ids.setdefault(name, f"fund-{_digest(doc_id, name)}")
    spans = {name: _place(normalized, span) for name, span in draft.spans.items() if _is_set(fields.get(name))}
    base = _base(normalized, _quote(normalized, draft)) | {
        "type": draft.type,
        "id": ids[id(draft)],
        "doc_id": doc_id,
        "section_id": draft.sentence.section.section_id,
        "spans": spans,
        "rule": draft.rule,
        "flags": sorted(set(draft.flags)),
    }
    return _ordered(draft.type, base | fields)


def _quote(normalized: Normalized, draft: Draft) -> Span:
    """Return the clause that proves a record; of a very long one what stands around the record's numbers, date or name.

    So a clause of a thousand numbers is not written a thousand times.
    """
    clause = draft.quote
    if clause.end - clause.start <= _LONG:
        return clause
    inside = [(name, span) for name, span in _each(draft.spans) if clause.start <= span.start < span.end <= clause.end]
    anchors = [span for name, span in inside if name in KINDS[draft.type].about]
    if not anchors:
        return clause
    first, end = min(anchors), max(span.end for span in anchors)
    end = end if end - first.start <= _LONG else first.end
    low, high = max(clause.start, first.start - _AROUND), min(clause.end, end + _AROUND)
    own = [span for _, span in inside if low <= span.start and span.end <= high]
    text = normalized.mapped.text
    inner, last = min(span.start for span in own), max(span.end for span in own)
    return Span(
        after_mark(text, low, inner) if low > clause.start else low,
        before_mark(text, last, high) if high < clause.end else high,
    )


def _each(spans: Mapping[str, Span | list[Span]]) -> Iterator[tuple[str, Span]]:
    for name, span in spans.items():
        yield from ((name, one) for one in (span if isinstance(span, list) else [span]))


def _is_set(value: object) -> bool:
    return value is not None and value != []


def _section(normalized: Normalized, section: Section, doc_id: str) -> dict[str, Any]:
    spans: dict[str, Any] = {}
    if section.marker.end > section.marker.start:
        spans["marker"] = _place(normalized, section.marker)
    quote = Span(section.start, max(section.end, section.start))
    base = _base(normalized, quote) | {
        "type": "section",
        "doc_id": doc_id,
        "section_id": section.section_id,
        "spans": spans,
        "id": f"section-{_digest(doc_id, section.section_id, section.path)}",
        "rule": f"section.{section.kind}",
        "flags": [],
        "parent_id": section.parent_id,
        "level": section.level,
        "kind": section.kind,
        "style": section.style,
        "number": section.number,
        "heading": section.heading,
        "path": section.path,
    }
    return _ordered("section", base)


def _document(accounted: Accounted, doc_id: str, rules_version: str) -> dict[str, Any]:
    settled = accounted.settled
    segmented = settled.matched.segmented
    normalized = segmented.normalized
    source = normalized.source
    header = asdict(settled.header)
    spans = {name: _place(normalized, span) for name, span in settled.header_spans.items() if _is_set(header[name])}
    spans |= {
        name: list(fact.span)
        for name, fact in normalized.facts.items()
        if fact.span and header.get(name) and name not in spans
    }
    first = segmented.sections[0]
    base = _base(normalized, Span(first.start, first.end)) | {
        "type": "document",
        "id": f"document-{doc_id}",
        "doc_id": doc_id,
        "section_id": first.section_id,
        "spans": dict(sorted(spans.items())),
        "rule": "document",
        "flags": [],
        "script": normalized.script,
        "source_path": source.path,
        "source_sha256": source.sha256,
        "format": source.format,
        "encoding": source.encoding,
        "pages": source.layout.pages,
        "chars": len(source.text),
        "attachments": [each.url for each in source.layout.attachments],
        "attachment_names": [each.name for each in source.layout.attachments],
        "numerals": len(accounted.numerals),
        "numerals_unexplained": sum(numeral.klass == "unexplained" for numeral in accounted.numerals),
        "schema_version": SCHEMA_VERSION,
        "rules_version": rules_version,
    }
    return _ordered("document", base | header)


def _base(normalized: Normalized, quote: Span) -> dict[str, Any]:
    """Return quote, start, end and text of a stretch of the normalised text."""
    if quote.end <= quote.start:
        return {"quote": "", "start": 0, "end": 0, "text": ""}
    start, end = normalized.mapped.source_span(*quote)
    text = normalized.mapped.text[quote.start : quote.end]
    if "\n" in text:  # between cells a blank, between the lines of a paragraph nothing
        text = text.replace("\n", " " if "\t" in normalized.source.text[start:end] else "")
    return {"quote": normalized.source.text[start:end], "start": start, "end": end, "text": text}


def _place(normalized: Normalized, span: Span | list[Span]) -> Any:
    if isinstance(span, list):
        return [list(normalized.mapped.source_span(*one)) for one in span]
    return list(normalized.mapped.source_span(*span))


def _id(normalized: Normalized, draft: Draft, doc_id: str) -> str:
    """Name a record by its document, type, place and number, so that no other record changes its name."""
    anchor = next((draft.spans[name] for name in KINDS[draft.type].about if name in draft.spans), draft.quote)
    place = [0, 0] if isinstance(anchor, Span) and anchor.start == anchor.end else _place(normalized, anchor)
    said = [value_of(draft, name) for name in _SAID]
    return f"{draft.type}-{_digest(doc_id, family(draft.type), str(place), str(said))}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _ordered(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Put fields into the order of the record type; null, or an empty list, for what has no value."""
    blank, lists = _shape(kind)
    record = blank | fields
    if len(record) > len(blank):
        raise KeyError(f"{kind} has no fields {', '.join(fields.keys() - blank.keys())}")
    for name in lists:
        if name not in fields:
            record[name] = []
    return record


@lru_cache(maxsize=len(TYPES))
def _shape(kind: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a record of a type without values, and the names of those of its fields that are lists."""
    fields = TYPES[kind].model_fields
    return dict.fromkeys(fields), tuple(name for name, info in fields.items() if get_origin(info.annotation) is list)
