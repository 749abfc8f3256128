"""What is wrong with a document, or contradicts itself, as data: looks at all records and at the source text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing import phones
from techpolicy_extract.lexing.unread import Unread, unread
from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.nouns.places import Places
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.issue_texts import english, of_data
from techpolicy_extract.stages.check.misdecoded import spoilt_parts

Row = dict[str, Any]

_YEAR = lazy(r"(?:19|20)\d\d")
_NUMBER_YEAR = lazy(r"[〔\[［（(【]\s?((?:19|20)\d\d)")
_WHOLE = 100  # percent
_SHARE = worded("measures", "{shares}$")
_PART_OF = worded("measures", "{part_of}")
_AGAINST_PLAN = worded("measures", "{plan_base}")
_SHOWN = 60  # characters of what is not read that its issue quotes
_PLAN_YEARS = 1  # a period that runs over more years than this is a plan period

_RANGES = (
    ("amount", "amount_max"),
    ("threshold_amount", "threshold_max_amount"),
    ("rate_percent", "rate_max_percent"),
    ("floor_amount", "cap_amount"),
    ("date_start", "date"),
    ("period_start", "period_end"),
)
_ANCHORS = {
    "amount": "value",
    "threshold_amount": "threshold_value",
    "floor_amount": "floor_value",
    "cap_amount": "cap_value",
}
_SERVICE = lazy(r"(?:1\d{2}|1[0-2]\d{3}|9[56]\d{3,4}|100\d{2,3})")
_AREAS = ("010", "0561")  # of eight and of seven digits: one of them completes a number without its area code


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said about a stretch of the source, and the records concerned."""

    code: str
    message: str
    span: tuple[int, int]
    rows: tuple[Row, ...]
    spans: dict[str, Any] = field(default_factory=dict)
    severity: str = "warning"


def with_findings(records: list[Row], source: str, layout: Layout | None = None) -> list[Row]:
    """Return the records with an issue for each finding, in order: document, sections, all else by position.

    `layout` is that of the source, which says what of the file could not be read.
    """
    layout = layout or Layout()
    places = Places(layout)
    lost = (Finding("unreadable_part", f"{what}.", (0, 0), (), severity="error") for what in layout.unread)
    idle = unread(source, layout)
    told = (*find(records, source), *_filler(records, idle), *_encoded(records, idle), *lost)
    issues = [_issue(finding, records, source, places) for finding in told]
    if layout.ocr:
        issues = [issue | {"flags": ["ocr"]} for issue in issues]
    head = [row for row in records if row["type"] in ("document", "section")]
    rest = [row for row in records if row["type"] not in ("document", "section")]
    unique = {row["id"]: row for row in issues}
    return head + sorted([*rest, *unique.values()], key=lambda row: int(row["start"]))


def find(records: list[Row], source: str) -> Iterator[Finding]:
    """Yield all findings, check by check."""
    checks: tuple[Callable[[list[Row]], Iterator[Finding]], ...] = (
        _conflicts, _percentages, _reversed, _baselines, _plans, _dates, _phones
    )  # fmt: skip
    for check in checks:
        yield from check(records)
    for part, span, message, severity in spoilt_parts(records, source):
        yield Finding("unreadable_part", message, span, part, severity=severity)


def _filler(records: list[Row], idle: Iterable[Unread]) -> Iterator[Finding]:
    """Say of each stretch of filler how much is not read; the quote is only its beginning."""
    for span in (each.span for each in idle if each.kind == "filler"):
        yield _unread(records, english("unreadable_part", 1, span.end - span.start), span)


def _encoded(records: list[Row], idle: Iterable[Unread]) -> Iterator[Finding]:
    """Say once of each kind of encoded data how much is not read; a page may have a picture in every line."""
    held: dict[str, list[Span]] = {}
    for each in idle:
        if each.kind == "encoded":
            held.setdefault(each.what, []).append(each.span)
    for what, spans in held.items():
        size = sum(end - start for start, end in spans)
        yield _unread(records, of_data(what, size, len(spans)), spans[0])


def _unread(records: list[Row], message: str, span: Span) -> Finding:
    quoted = span.start, min(span.end, span.start + _SHOWN)
    return Finding("unreadable_part", message, quoted, tuple(_of(records, "part"))[:1])


def _issue(finding: Finding, records: list[Row], source: str, places: Places) -> Row:
    start, end = finding.span
    doc_id = str(records[0]["doc_id"]) if records else ""
    near = [row for row in finding.rows if row["type"] not in ("document", "issue")]
    quote = source[start:end]
    fields = {
        "type": "issue",
        "id": f"issue-{_digest(doc_id, finding.code, str(start), str(end), finding.message)}",
        "doc_id": doc_id,
        "section_id": near[0]["section_id"] if near else _section_at(records, start),
        "quote": quote,
        "start": start,
        "end": end,
        "page": places.page(start) if end else None,
        "sheet": None,
        "cell": places.cell(start) if end else None,
        "text": quote.replace("\r", "").replace("\n", ""),
        "spans": finding.spans,
        "rule": f"issue.{finding.code}",
        "flags": [],
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "records": [row["id"] for row in finding.rows],
    }
    return {name: fields[name] for name in TYPES["issue"].model_fields}


def _section_at(records: list[Row], position: int) -> str | None:
    """Return the section whose heading stands last before a position."""
    before = [row for row in records if row["type"] == "section" and row["start"] <= position]
    return str(before[-1]["section_id"]) if before else None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _of(records: Iterable[Row], *types: str) -> Iterator[Row]:
    return (row for row in records if row["type"] in types)


def _place(row: Row, *names: str) -> tuple[int, int]:
    """Return the place of the first of the named fields that has one, else that of the quote."""
    for name in names:
        span = row["spans"].get(name)
        if span:
            low, high = span[0] if isinstance(span[0], list) else span
            return low, high
    return row["start"], row["end"]


def _kept(row: Row, *names: str) -> dict[str, Any]:
    return {name: row["spans"][name] for name in names if name in row["spans"]}


def _conflicts(records: list[Row]) -> Iterator[Finding]:
    """Hold the year of a document number against the day of its signature, and that against the day it was put up."""
    seen: set[tuple[str, str]] = set()
    for row in _of(records, "document", "part"):
        number, day = row["doc_number"], row["issued_on"]
        year = _NUMBER_YEAR.search(number or "")
        if year and day and year[1] != day[:4] and (number, day) not in seen:
            seen.add((number, day))
            message = english("conflicting_dates", 0, number, year[1], day)
            spans = _kept(row, "doc_number", "issued_on")
            yield Finding("conflicting_dates", message, _place(row, "doc_number", "issued_on"), (row,), spans)
        published = row.get("published_on")
        if published and day and published < day:
            spans = _kept(row, "issued_on", "published_on")
            message = english("conflicting_dates", 1, published, day)
            yield Finding("conflicting_dates", message, _place(row, "issued_on", "published_on"), (row,), spans)


def _percentages(records: list[Row]) -> Iterator[Finding]:
    """Find shares of more than the whole; growth, multiples and rates of relief may be more than 100 %."""
    for row in _of(records, "target", "result"):
        name = str(row["indicator"] or "")
        said = row["measure"] == "share" and _PART_OF.search(row["text"]) and not _AGAINST_PLAN.search(row["text"])
        share = said or (row["measure"] == "level" and _SHARE.search(name))
        top = max(row["amount"], row["amount_max"] or row["amount"])
        if share and row["dimension"] == "percent" and top > _WHOLE:
            named = english("percentage_over_100", 0, name, top)
            message = named if name else english("percentage_over_100", 1, top)
            yield Finding("percentage_over_100", message, _place(row, "value"), (row,), _kept(row, "value"))


def _reversed(records: list[Row]) -> Iterator[Finding]:
    """Find ranges whose first end is the greater."""
    for row in records:
        for low, high in _RANGES:
            first, last = row.get(low), row.get(high)
            if first is None or last is None or not _is_greater(first, last):
                continue
            names = [_ANCHORS.get(low, low), _ANCHORS.get(high, high), "date_text", "period_text"]
            message = english("range_reversed", 0, first, last)
            yield Finding("range_reversed", message, _place(row, *names), (row,), _kept(row, *names))


def _is_greater(first: Any, last: Any) -> bool:
    if isinstance(first, str) and isinstance(last, str):
        size = min(len(first), len(last))
        return "Q" not in first + last and "H" not in first + last and first[:size] > last[:size]
    return bool(first > last)


def _baselines(records: list[Row]) -> Iterator[Finding]:
    """Find baselines of a year after the one for which the number is meant."""
    for row in _of(records, "target", "result"):
        base, end = _YEAR.search(str(row["baseline_period"] or "")), row["period_end"]
        if base and end and base[0] > end[:4]:
            years = end[:4], base[0]
            named = english("baseline_after_target", 0, row["indicator"], *years)
            message = named if row["indicator"] else english("baseline_after_target", 1, *years)
            names = ("baseline_period", "baseline_value", "period_text")
            yield Finding("baseline_after_target", message, _place(row, *names), (row,), _kept(row, *names))


def _plans(records: list[Row]) -> Iterator[Finding]:
    """Find plan periods of targets that do not lie within the period that a title names."""
    document = records[0] if records else {}
    start, end = document.get("plan_start"), document.get("plan_end")
    titles = [tuple(row["spans"]["title"]) for row in _of(records, "part") if "title" in row["spans"]]
    named = document.get("spans", {}).get("plan_start")
    if not start or not end or not named or not any(low <= named[0] < high for low, high in titles):
        return
    for row in _of(records, "target"):
        first, last = row["period_start"], row["period_end"]
        if not first or not last or int(last[:4]) - int(first[:4]) <= _PLAN_YEARS or "period_text" not in row["spans"]:
            continue
        if first < start or last > end:
            message = english("plan_period_outside_title", 0, row["period_text"], start[:4], end[:4])
            spans = _kept(row, "period_text")
            yield Finding("plan_period_outside_title", message, _place(row, "period_text"), (row,), spans)


def _dates(records: list[Row]) -> Iterator[Finding]:
    """Report damaged dates, once a place: what they were read as, and what else they might be."""
    held: dict[tuple[int, int], list[Row]] = {}
    for row in records:
        if {"date_repaired", "date_ambiguous"} & set(row["flags"]):
            held.setdefault(_place(row, "date_text", "period_text"), []).append(row)
    for span, rows in held.items():
        row = min(rows, key=lambda one: "date_text" not in one["spans"])
        written = row.get("date_text") or row.get("period_text") or row["text"]
        read = row.get("date") or row.get("period_end")
        others = row.get("date_alternatives") or []
        name = "date_text" if "date_text" in row["spans"] else "period_text"
        spans = _kept(row, name)
        if any("date_ambiguous" in one["flags"] for one in rows):
            message = english("date_ambiguous", 0, written, read, " or ".join(others))
            message = message if others else english("date_ambiguous", 1, written, read)
            yield Finding("date_ambiguous", message, span, tuple(rows), spans)
        else:
            message = english("date_repaired", 0, written, read)
            yield Finding("date_repaired", message, span, tuple(rows), spans, "info")


def _phones(records: list[Row]) -> Iterator[Finding]:
    """Find phones that no numbering plan knows, with whatever area code."""
    for row in _of(records, "contact"):
        for name in ("phones", "fax"):
            places = row["spans"].get(name) or []
            whole = phones.completed(row[name])
            for phone, full, place in zip(row[name], whole, places, strict=False):
                if not _is_known(full):
                    message = english("unknown_phone", 0, phone)
                    span = (int(place[0]), int(place[1]))
                    yield Finding("unknown_phone", message, span, (row,), {name: [list(place)]})


def _is_known(phone: str) -> bool:
    digits = re.sub(r"\D", "", phone)
    return bool(_SERVICE.fullmatch(digits)) or any(phones.e164(phone, area) for area in (None, *_AREAS))
