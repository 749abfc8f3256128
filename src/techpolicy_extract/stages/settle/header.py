"""The document's own fields: those of its first part, the plan period, where it was published, its division."""

from __future__ import annotations

import re
from dataclasses import asdict

from techpolicy_extract.lexicon import regions
from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.drafts import PartDraft
from techpolicy_extract.nouns.handover import DocumentFields, Matched, PartFields
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.parts import PartReader, days, read_parts
from techpolicy_extract.syntax.label_cards import find_label_cards

_PLAN_WITHIN = 4000  # characters behind the first part in which the goals may name the plan period


class Header:
    """Reads the fields of one document; each method fills some of `fields` and `spans`."""

    def __init__(self, matched: Matched) -> None:
        self.matched, self.normalized = matched, matched.segmented.normalized
        self.text = self.normalized.mapped.text
        self.lexemes = matched.lexemes
        self.parts = [section for section in matched.segmented.sections if section.level == 0]
        self.readers = read_parts(matched)
        self.fields = DocumentFields(**asdict(self.readers[0].fields))
        self.spans: dict[str, Span | list[Span]] = dict(self.readers[0].spans)

    def read(self) -> tuple[DocumentFields, dict[str, Span | list[Span]]]:
        """Return the fields and their spans in the normalised text."""
        self._plan(self.readers[0].end)
        self._facts()
        self._region()
        return self.fields, self.spans

    def days(self) -> dict[str, str | None]:
        """Return the day (or year) from which each part speaks: its own date line, else the document's date."""
        own = self.fields
        return days(self.readers, own.issued_on or own.published_on or own.hosted_on or own.plan_start)

    def part_drafts(self) -> list[PartDraft]:
        """Return a record for each part; the first one's fields are the document's."""
        return [self._part(reader) for reader in self.readers]

    def _part(self, reader: PartReader) -> PartDraft:
        part, fields, anonymised = reader.part, reader.fields, reader.anonymised()
        signed: PartFields = self.fields if reader.first else fields
        return PartDraft(
            rule=f"part.{reader.role}",
            quote=Span(part.start, part.end),
            spans=dict(reader.spans),
            sentence=Sentence("", (part.start,), {}, part, 0),
            number=part.start,
            role=reader.role,
            title=fields.title,
            doc_number=signed.doc_number,
            genre=fields.genre if fields.title else None,
            issuers=signed.issuers,
            recipients=fields.recipients,
            cc=fields.cc,
            issued_on=signed.issued_on,
            region=None if anonymised else self._region_of(reader),
            anonymised=anonymised,
        )

    def _region_of(self, reader: PartReader) -> str | None:
        """Return a part's own division; one that names no issuer has the document's."""
        if reader.first:
            return self.fields.region
        named = reader.fields.issuers
        found = regions.find([*named, reader.scope.topic or "", reader.fields.doc_number or ""])
        if found is None and not named:
            return self.fields.region
        return found and found.name

    def _plan(self, end: int) -> None:
        """Read the plan period that the title names, else the first one of the text under a goal."""
        best: Lexeme | None = None
        for lexeme in self.lexemes:
            if lexeme.when is None or lexeme.when.kind not in ("plan", "range") or lexeme.start >= end + _PLAN_WITHIN:
                continue
            title = any(part.start <= lexeme.start < part.end for part in self.parts)
            start, stop = bounds(lexeme.when, None)
            if start and stop and int(stop[:4]) - int(start[:4]) >= 2 and title:
                best = lexeme
                break
            if (
                best is None
                and lexeme.when.kind == "plan"
                and re.match(r"”?(?:期间|时期)", self.text[lexeme.end - 2 :][:6])
                and _under_goal(self.matched, lexeme.start)
            ):
                best = lexeme
        if best and best.when:
            self.fields.plan_start, self.fields.plan_end = bounds(best.when, None)
            self.spans["plan_start"] = self.spans["plan_end"] = Span(best.start, best.end)

    def _facts(self) -> None:
        """Take over what the page around the text states."""
        facts = {name: fact.value for name, fact in self.normalized.facts.items()}
        fields = self.fields
        fields.published_on, fields.hosted_on = facts.get("published_on"), facts.get("hosted_on")
        fields.published_on = fields.published_on or self.readers[0].published()
        fields.source, fields.index_number = facts.get("source"), facts.get("index_number")
        fields.validity, fields.created_on = facts.get("validity"), facts.get("created_on")
        self._title()
        self._number(facts.get("doc_number"))
        fields.issued_on = fields.issued_on or facts.get("issued_on")
        if not fields.issuers and "issuer" in facts:
            fields.issuers = [facts["issuer"]]

    def _number(self, stated: str | None) -> None:
        """Take the number that the page states, where it is one, before what stands on a line of the text."""
        if stated and (stated.endswith(words("documents", "number_ends")) or not self.fields.doc_number):
            if stated != self.fields.doc_number:
                self.spans.pop("doc_number", None)
            self.fields.doc_number = stated

    def _title(self) -> None:
        """Take the title that the page states where the text has none, or something else in its place."""
        title = self.readers[0].scope.title
        if title != (self.fields.title or ""):
            self.fields.title = title
            self.spans.pop("title", None)

    def _region(self) -> None:
        """Read the division off the issuers, the titles and the document number."""
        titles = (reader.scope.topic or "" for reader in self.readers)
        named = [*self.fields.issuers, *titles, self.fields.doc_number or ""]
        if region := regions.find(named if any(named) else self._of_cards()):
            self.fields.region, self.fields.region_code = region.name, region.code

    def _of_cards(self) -> list[str]:
        """Return the issuers that the cards name, where all of them name one."""
        spans = (span for card in find_label_cards(self.text) for span in card.values("issuer"))
        named = {self.text[span.start : span.end] for span in spans}
        return list(named) if len(named) == 1 else []


def _under_goal(matched: Matched, position: int) -> bool:
    """Return whether a position stands in a section whose own heading announces goals."""
    holders = (section for section in matched.segmented.sections if section.start <= position < section.body_end)
    return any(matched.scopes[section.section_id].label("goals") for section in holders)
