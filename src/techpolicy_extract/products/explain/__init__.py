"""Explain a position or a record of a document: its scope and lexemes, the rules that matched, and their records."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.nouns.model import Lexeme, Match, Sentence, Source
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import LETTERS
from techpolicy_extract.nouns.views import named as named_view
from techpolicy_extract.pipeline import Trace, trace, views
from techpolicy_extract.products.explain.classes import classes
from techpolicy_extract.products.explain.origins import origins
from techpolicy_extract.products.explain.reasons import made, why_lost, why_no_record
from techpolicy_extract.products.explain.scopes import scope
from techpolicy_extract.products.explain.shape import NAMES, named, shape
from techpolicy_extract.rules.packs import RuleSet, default

__all__ = ["explain_place", "explain_record"]

Row = dict[str, Any]
_OWN = ("document", "section", "part", "issue")  # record types that do not come from one sentence


def explain_place(source: Source, position: int, rules: RuleSet | None = None, tree: bool = False) -> Row:
    """Explain the text at a position of the source; `tree` adds the tree of its sentence (see `shape`).

    Raises UserError where the source has no such position.
    """
    if not 0 <= position < len(source.text):
        hint = f"positions go from 0 to {len(source.text) - 1}"
        raise UserError(f"there is no position {position}", source.path, hint)
    rules = rules or default()
    traced = trace(source, rules)
    found: Row = {"path": source.path, "at": position}
    for item in traced.matched.segmented.normalized.furniture:
        if item.span.start <= position < item.span.end:
            return found | {"furniture": {"kind": item.kind, **_place(source, item.span)}}
    sentence = _sentence(traced, position)
    if sentence is None:
        return found
    held = {traced.ids[id(draft)] for draft in traced.settled.drafts if draft.sentence is sentence}
    rows = [row for row in traced.records if row["id"] in held]
    return found | _about(sentence, position, traced, tree) | _records(rows, source, rules)


def explain_record(source: Source, record: str, rules: RuleSet | None = None, tree: bool = False) -> Row:
    """Explain one record of a document; `tree` adds the tree of its sentence (see `shape`).

    Raises UserError where the document has no record with this id.
    """
    rules = rules or default()
    traced = trace(source, rules)
    row = next((each for each in traced.records if each["id"] == record), None)
    if row is None:
        raise UserError(f"there is no record {record}", source.path, "`extract all` writes the records and their ids")
    found: Row = {"path": source.path, "at": row["start"]}
    draft = next((each for each in traced.settled.drafts if traced.ids[id(each)] == record), None)
    if draft is not None and row["type"] not in _OWN:
        place = traced.matched.segmented.normalized.mapped.source_span(draft.number, draft.number + 1)
        found["at"] = place.start
        found |= _about(draft.sentence, place.start, traced, tree)
    return found | _records([row], source, rules)


def _sentence(traced: Trace, position: int) -> Sentence | None:
    """Find the sentence that holds a position of the source."""
    mapped = traced.matched.segmented.normalized.mapped
    i = bisect_right(mapped.ends, position)
    if i >= len(mapped.text) or mapped.starts[i] > position:
        return None
    sentences = traced.matched.sentences
    number = bisect_right(sentences, i, key=lambda sentence: sentence.start) - 1
    return sentences[number] if number >= 0 and i < sentences[number].offsets[-1] else None


def _about(sentence: Sentence, position: int, traced: Trace, tree: bool) -> Row:
    """Describe a sentence: its scope, lexemes, tree if asked for, the rules that matched and why which class."""
    normalized = traced.matched.segmented.normalized
    start, end = normalized.mapped.source_span(sentence.start, sentence.offsets[-1])
    section = sentence.section
    matches = [match for match in traced.matched.matches if match.sentence is sentence]
    lost = [match for match in traced.lost if match.sentence is sentence]
    rows = [_match(match, True, traced) for match in matches] + [_match(match, False, traced) for match in lost]
    for row in rows:
        row["here"] = row["start"] <= position < row["end"]
    return {
        "section": {"section_id": section.section_id, "path": section.path, "heading": section.heading},
        "scope": scope(sentence, traced),
        "sentence": _place(normalized.source, Span(start, end)) | {"slots": named(sentence.slots)},
        "views": _views(traced, position),
        "lexemes": [_lexeme(lexeme, sentence.slots[i], traced) for i, lexeme in sorted(sentence.at.items())],
        **({"tree": shape(sentence, normalized)} if tree else {}),
        "matches": rows,
        "classes": classes(sentence, position, traced),
    }


def _views(traced: Trace, position: int) -> dict[str, str]:
    """Return what rules over cards and over duties see of the line at a position, by the name of the view."""
    mapped = traced.matched.segmented.normalized.mapped
    at = bisect_right(mapped.ends, position)
    found = {}
    for name, view in views(traced.matched, at):
        line = view.line_at(at)
        if any(letter in line for letter in LETTERS[name].values()):
            found[name] = named_view(name, line)
    return found


def _lexeme(lexeme: Lexeme, letter: str, traced: Trace) -> Row:
    normalized = traced.matched.segmented.normalized
    span = normalized.mapped.source_span(lexeme.start, lexeme.end)
    return _place(normalized.source, span) | {"kind": lexeme.kind, "slot": NAMES.get(letter, letter)}


def _match(match: Match, held: bool, traced: Trace) -> Row:
    normalized = traced.matched.segmented.normalized
    place = match.place(match.start, max(match.end, match.start + 1))
    records = made(match, traced) if held else []
    reason = None if records else why_no_record(match, traced) if held else why_lost(match, traced)
    groups = {}
    for name in match.groups:
        if (span := match.span(name)) and span.end > span.start:
            groups[name] = normalized.source.text[slice(*normalized.mapped.source_span(*span))]
    outcome = "won" if records else "won, no record" if held else "rejected"
    return {
        "rule": match.rule.id, "outcome": outcome, "reason": reason, "records": records,
        **_place(normalized.source, normalized.mapped.source_span(*place)), "groups": groups,
    }  # fmt: skip


def _records(rows: list[Row], source: Source, rules: RuleSet) -> Row:
    """Describe records field by field."""
    known = {rule.id: rule for rule in rules.known}
    described = []
    for row in rows:
        rule = known.get(row["rule"])
        described.append(
            {name: row[name] for name in ("id", "type", "rule", "start", "end", "quote", "flags")}
            | {"doc": rule.doc if rule else None, "fields": origins(row, source, rule)}
        )
    return {"records": described}


def _place(source: Source, span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": source.text[slice(*span)]}
