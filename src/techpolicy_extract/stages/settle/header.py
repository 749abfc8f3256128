"""The document's own fields: those of its first part, the plan period, where it was published, its division."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load, regions
from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.handover import Matched
from techpolicy_extract.nouns.model import Lexeme, Section, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.parts import PartReader, days, genre_of, read_parts

_ITEM = re.compile(r"[一二三四五六七八九十\d]{1,2}、")
_PLAN_WITHIN = 4000  # characters behind the first part in which the goals may name the plan period


class Header:
    """Reads the fields of one document; each method fills some of `fields` and `spans`."""

    def __init__(self, matched: Matched) -> None:
        self.normalized = matched.segmented.normalized
        self.text = self.normalized.mapped.text
        self.sections = matched.segmented.sections
        self.lexemes = matched.lexemes
        self.parts = [section for section in self.sections if section.level == 0]
        self.readers = read_parts(matched)
        self.fields: dict[str, object] = dict(self.readers[0].fields)
        self.spans: dict[str, Span | list[Span]] = dict(self.readers[0].spans)

    def read(self) -> tuple[dict[str, object], dict[str, Span | list[Span]]]:
        """Return the fields and their spans in the normalised text."""
        self._plan(self.readers[0].end)
        self._facts()
        self._region()
        return self.fields, self.spans

    def days(self) -> dict[str, str | None]:
        """Return the day (or year) from which each part speaks: its own date line, else the document's date."""
        known = ("issued_on", "published_on", "hosted_on", "plan_start")
        whole = next((str(self.fields[name]) for name in known if self.fields.get(name)), None)
        return days(self.readers, whole)

    def part_drafts(self) -> list[Draft]:
        """Return a record for each part; the first one's fields are the document's."""
        return [self._part(reader) for reader in self.readers]

    def _part(self, reader: PartReader) -> Draft:
        part = reader.part
        fields = reader.fields | {"role": reader.role, "anonymised": reader.anonymised()}
        if reader.first:
            fields |= {name: self.fields[name] for name in ("doc_number", "issued_on", "issuers")}
        fields["region"] = None if fields["anonymised"] else self._region_of(reader)
        fields["genre"] = fields["genre"] if part.heading else None
        return Draft(
            type="part",
            rule=f"part.{reader.role}",
            quote=Span(part.start, part.end),
            fields=fields,
            spans=dict(reader.spans),
            sentence=Sentence("", (part.start,), {}, part, 0),
            number=part.start,
        )

    def _region_of(self, reader: PartReader) -> object:
        """Return a part's own division; one that names no issuer has the document's."""
        if reader.first:
            return self.fields["region"]
        issuers = reader.fields["issuers"]
        named = list(issuers) if isinstance(issuers, list) else []
        number = str(reader.fields["doc_number"] or "")
        found = regions.find([*named, reader.part.heading or "", number])
        if found is None and not named:
            return self.fields["region"]
        return found and found.name

    def _plan(self, end: int) -> None:
        """Read the plan period that the title names, else the first one of the text under a goal."""
        self.fields |= {"plan_start": None, "plan_end": None}
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
                and _under_goal(self.sections, lexeme.start)
            ):
                best = lexeme
        if best and best.when:
            self.fields["plan_start"], self.fields["plan_end"] = bounds(best.when, None)
            self.spans["plan_start"] = self.spans["plan_end"] = Span(best.start, best.end)

    def _facts(self) -> None:
        """Take over what the page around the text states."""
        facts = self.normalized.facts
        for name in ("published_on", "hosted_on", "source", "index_number", "validity", "created_on"):
            self.fields[name] = facts[name].value if name in facts else None
        self._title()
        for name in ("doc_number", "issued_on"):
            if not self.fields.get(name) and name in facts:
                self.fields[name] = facts[name].value
        if not self.fields["issuers"] and "issuer" in facts:
            self.fields["issuers"] = [facts["issuer"].value]

    def _title(self) -> None:
        """Take the title that the page states where the text has none, or an item of a list in its place."""
        stated = self.normalized.facts.get("title")
        if stated is None or (self.fields["title"] and not _ITEM.match(str(self.fields["title"]))):
            return
        self.fields["title"] = stated.value
        self.spans.pop("title", None)
        if self.fields["genre"] == "其他":
            self.fields["genre"] = genre_of(stated.value, "")

    def _region(self) -> None:
        """Read the division off the issuers, the titles and the document number."""
        issuers = self.fields["issuers"]
        words = [
            *(issuers if isinstance(issuers, list) else []),
            *(part.heading or "" for part in self.parts),
            str(self.fields["doc_number"] or ""),
        ]
        region = regions.find(words)
        self.fields |= {"region": region and region.name, "region_code": region and region.code}


@lru_cache(maxsize=1)
def _news() -> re.Pattern[str]:
    return re.compile("|".join(load("cues")["news"]))


def is_news(text: str) -> bool:
    """Return whether a text is a report about a document (记者从…了解到): what it tells is aimed at by others."""
    return bool(_news().search(text))


def _under_goal(sections: tuple[Section, ...], position: int) -> bool:
    return any(s.start <= position < s.body_end and "目标" in (s.heading or "") for s in sections)
