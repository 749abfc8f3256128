"""Read the scope of each section of a document when it is first asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from techpolicy_extract.lexicon.duty_words import labels as bodies
from techpolicy_extract.nouns.model import Section, Segmented, Sentence
from techpolicy_extract.nouns.scope import Lead, PartKind, Scope
from techpolicy_extract.syntax.scope.genres import (
    genre_of,
    named_genre,
    names_genre,
    no_genre,
    stated_genre,
    stated_title,
)
from techpolicy_extract.syntax.scope.kinds import is_headline, is_news, kind_of
from techpolicy_extract.syntax.scope.labels import labels_of, look_of
from techpolicy_extract.syntax.scope.leads import leads_of
from techpolicy_extract.syntax.scope.years import year_delivered, year_reported, year_told

_LEAD = 400  # characters behind a title that may tell its genre (有关事项通知如下)
_NAMED = 4000  # characters in which a text without a title may call itself something


class ScopeReader:
    """The scopes of one document: see nouns/scope.py. `sentences` are in order of position."""

    def __init__(self, segmented: Segmented, sentences: Sequence[Sentence]) -> None:
        self._text = segmented.normalized.mapped.text
        self._facts = segmented.normalized.facts
        self._sections = {section.section_id: section for section in segmented.sections}
        self._parts = [section for section in segmented.sections if section.level == 0]
        self._sentences = sentences
        self._scopes: dict[str, Scope] = {}
        self._leads: dict[str, tuple[Lead, ...]] = {}

    def __getitem__(self, section_id: str) -> Scope:
        """Return what holds in a section; raise KeyError for an id that no section has."""
        if section_id not in self._scopes:
            self._scopes[section_id] = self._read(self._sections[section_id])
        return self._scopes[section_id]

    def leads(self, section_id: str) -> tuple[Lead, ...]:
        """Return the times that a section's heading and sentences give, in order of position."""
        if section_id not in self._leads:
            section = self._sections[section_id]
            low, high = (bisect_left(self._sentences, end, key=_start) for end in (section.start, section.body_end))
            self._leads[section_id] = leads_of(section, self._sentences[low:high], labels_of(section), self._text)
        return self._leads[section_id]

    def _read(self, section: Section) -> Scope:
        year = year_told(section.heading or "")
        if section.parent_id is None:
            title, genre = self._titled(section)
            kind = self._kind(title, genre)
            return Scope(
                section.section_id, section.section_id, title, genre, kind, section.heading,
                year=year, reported=year_reported(title), delivered=year_delivered(title),
            )  # fmt: skip
        above, labels = self[section.parent_id], labels_of(section)
        return replace(
            above,
            section_id=section.section_id,
            topic=section.heading,
            task=section.heading if _names_task(section.heading) else above.task,
            labels=(*labels, *above.labels),
            looks=look_of(labels) or above.looks,
            year=year or above.year,
        )

    def _titled(self, part: Section) -> tuple[str, str]:
        """Return title and genre of a part; the first takes what the page states where its own title says nothing."""
        number = self._parts.index(part)
        end = self._parts[number + 1].start if 0 < number < len(self._parts) - 1 else len(self._text)
        own = part.heading or ""
        genre = genre_of(own, self._text[part.end : min(part.end + _LEAD, end)])
        stated = stated_title(self._facts, own) if number == 0 else None
        if stated is None:
            named = named_genre(self._text[part.end : part.end + _NAMED]) if not own and genre == no_genre() else None
            return own, named or genre
        return stated, (stated_genre(stated) if genre == no_genre() else None) or genre

    def _kind(self, title: str, genre: str) -> PartKind:
        may_be_news = genre == no_genre() or (is_headline(title) and not names_genre(title))
        return "news" if may_be_news and self._news else kind_of(title, genre)

    @cached_property
    def _news(self) -> bool:
        return is_news(self._text)


def _names_task(heading: str | None) -> bool:
    """Return whether a heading may name something to do: 1.牵头单位： is a label of bodies, though it looks like one."""
    return heading is not None and not bodies().pattern.fullmatch(f"{heading}：")


def _start(sentence: Sentence) -> int:
    return sentence.start
