"""Describe what holds at a place by the headings, the lead sentences and the title above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from techpolicy_extract.lexicon import load
from techpolicy_extract.nouns.model import Section, Sentence
from techpolicy_extract.nouns.scope import Label, Lead
from techpolicy_extract.pipeline import Trace

Row = dict[str, Any]


def scope(sentence: Sentence, traced: Trace) -> Row:
    """Return what holds for a sentence: kind of its part, labels, look, year, times, task.

    `labels` and `times` name the section that gives them, the nearest first. A time is one that a heading or a sentence
    before this one gives to what stands behind it, with its place in the source.
    """
    matched = traced.matched
    found = matched.scopes[sentence.section.section_id]
    says = load("scope")["kinds"].get(found.kind, {}).get("says")
    return {
        "kind": found.kind,
        "says": says,
        "genre": found.genre,
        "title": found.title,
        "labels": [_label(label, traced) for label in found.labels],
        "looks": found.looks,
        "year": found.year,
        "times": [
            _time(lead, section, traced)
            for section in _holders(sentence.section, traced)
            for lead in reversed(matched.scopes.leads(section.section_id))
            if lead.lexeme.start < sentence.start
        ],
        "task": found.task,
    }


def _holders(section: Section, traced: Trace) -> Iterator[Section]:
    """Yield a section and those that hold it, the innermost first."""
    sections = {each.section_id: each for each in traced.matched.segmented.sections}
    holder: Section | None = section
    while holder is not None:
        yield holder
        holder = sections.get(holder.parent_id or "")


def _label(label: Label, traced: Trace) -> Row:
    topic = traced.matched.scopes[label.section_id].topic
    says = load("scope")["labels"][label.name]["says"]
    return {"name": label.name, "says": says, "said": label.said, "section_id": label.section_id, "heading": topic}


def _time(lead: Lead, section: Section, traced: Trace) -> Row:
    normalized = traced.matched.segmented.normalized
    start, end = normalized.mapped.source_span(lead.lexeme.start, lead.lexeme.end)
    text = normalized.source.text[start:end]
    return {"start": start, "end": end, "text": text, "place": lead.place, "section_id": section.section_id}
