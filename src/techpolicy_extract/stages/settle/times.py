"""Which time a number speaks of: from its sentence, the lead sentence, the heading, the part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from techpolicy_extract.lexicon.cues import Cue
from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.drafts import Draft, FundDraft, QuantityDraft
from techpolicy_extract.nouns.model import Section, Sentence
from techpolicy_extract.nouns.scope import Lead, Scope, Scopes
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.settle.horizons import Horizon, names_current_year, period
from techpolicy_extract.syntax.scope.leads import goes_on, has_year, is_until, opening_time

_EARLY = lazy(r"\d{4}-0[1-3]-")
_BACK = 60  # sentences within which 这五年 finds the years it points at
_PRICES = worded("times", "{price_kinds}?{prices}|{bases}")  # 按2000年价格计算: no time of the number
# What an earlier number was, no time of a later one: 是2020年的1.8倍, 由2020年的0.9%提高到…
_THEN = lazy(rf"的?{LETTERS['multiple']}|(?<=[由从自].)的?[{''.join(LETTERS.values())}]")


@lru_cache(maxsize=1)
def _again() -> Cue:
    """Return the cue of a comparison with the year before."""
    return Cue(filled("times", "{with_last_year}"))


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of one document: sentences in order, sections by id and their scopes; by part, the day it speaks from.

    `places` keeps where the times of a sentence stand, `before` what `nearest` has found.
    """

    text: str
    sentences: tuple[Sentence, ...]
    sections: dict[str, Section]
    scopes: Scopes
    days: dict[str, str | None]
    places: dict[int, list[int]] = field(default_factory=dict)
    before: dict[tuple[str, int], Any] = field(default_factory=dict)

    def scope(self, section: Section) -> Scope:
        """Return what holds in a section."""
        return self.scopes[section.section_id]

    def year(self, section: Section) -> int | None:
        """Return the year of which a section's part speaks.

        It is the one that its title reports on, else that of its day, else that of which its headings tell.
        """
        scope = self.scope(section)
        today = self.today(section)
        return scope.reported or (int(today[:4]) if today else scope.year)

    def today(self, section: Section) -> str | None:
        """Return the ISO day, or the year, from which a section's part speaks."""
        return self.days.get(self.scope(section).part_id)

    def begun(self, section: Section) -> int | None:
        """Return the year at whose beginning the report of a section speaks; None for what is no such report."""
        scope = self.scope(section)
        if scope.genre != "报告":
            return None
        today = self.today(section) or ""
        return int(today[:4]) if _EARLY.match(today) else scope.delivered

    def horizon(self, draft: QuantityDraft) -> Horizon | None:
        """Find the time that governs a draft's number."""
        own = self._listed(draft) or self._within(draft.sentence, draft.number, draft.notes.against)
        if own and self._is_these_years(own) and self.begun(draft.sentence.section) is None:
            return self._named_before(draft) or self._above(draft) or own
        if (
            own
            and self.text.startswith(words("times", "last_year"), own.lexeme.start)
            and self.scope(draft.sentence.section).year
        ):
            return self._above(draft) or own
        if own and not names_current_year(self.text, own):
            return own
        if own is None and _again().within(self.text, draft.sentence.start, draft.sentence.offsets[-1]):
            before = self._sentence_before(draft.sentence)
            if before and (found := self._within(before, before.offsets[-1])):
                return Horizon(found.lexeme, found.until, inherited=True)
        if own is None and (lead := self._paragraph_lead(draft)) and _fits(draft, lead):
            return lead
        return self._above(draft) or own

    def spent(self, draft: FundDraft) -> Horizon | None:
        """Find the time of which a report tells where it tells of money."""
        own = self._within(draft.sentence, draft.number)
        return own or self._paragraph_lead(draft) or self._above(draft)

    def _paragraph_lead(self, draft: Draft) -> Horizon | None:
        """Find the time with which an earlier sentence of the paragraph opens (这五年，…。…从A增加到B。)."""
        found = self.nearest("opening", draft.sentence, self._opening)
        return (self._named_before(draft) or found) if found and self._is_these_years(found) else found

    def _opening(self, sentence: Sentence) -> Horizon | None:
        """Return the time with which a sentence opens."""
        at = opening_time(sentence)
        if at is None:
            return None
        return Horizon(sentence.at[at], is_until(self.text, sentence, at), inherited=True)

    def _times(self, sentence: Sentence) -> list[int]:
        """Return the slots of a sentence that hold a time, in order."""
        found = self.places.get(id(sentence))
        if found is None:
            found = self.places[id(sentence)] = sorted(at for at, lexeme in sentence.at.items() if lexeme.when)
        return found

    def _within(self, sentence: Sentence, position: int, against: Span | None = None) -> Horizon | None:
        """Find the nearest time before a position of its sentence; a 当年 counts, a mere 每年 does not."""
        for at in reversed(self._times(sentence)):
            lexeme = sentence.at[at]
            if lexeme.start >= position or (lexeme.when and lexeme.when.kind == "every") or goes_on(sentence, at):
                continue
            if against is not None and against.start <= lexeme.start < against.end:
                continue
            if any(cue.match(sentence.slots, at + 1) for cue in (_PRICES, _THEN)):
                continue
            if sentence.slots[max(0, at - 1) : at] in words("times", "against"):
                continue
            return Horizon(lexeme, is_until(self.text, sentence, at))
        return None

    def _listed(self, draft: QuantityDraft) -> Horizon | None:
        """Find the own time of a number in a list, where as many times are listed before it (到2025年、2030年分别…)."""
        if draft.notes.index is None:
            return None
        place, count = draft.notes.index
        times = [at for at in self._times(draft.sentence) if draft.sentence.at[at].start < draft.number]
        joined = draft.sentence.slots[times[0] : times[-1] + 1] if len(times) == count else ""
        if len(joined) != 2 * count - 1 or any(mark not in "、和及" for mark in joined[1::2]):
            return None
        until = is_until(self.text, draft.sentence, times[0])
        return Horizon(draft.sentence.at[times[place]], until)

    def _is_these_years(self, horizon: Horizon) -> bool:
        """Return whether a time only points back at one named before (这五年)."""
        start = horizon.lexeme.start
        return (
            horizon.lexeme.when is not None
            and horizon.lexeme.when.kind == "span"
            and self.text[start - 1 : start] == "这"
        )

    def _named_before(self, draft: Draft) -> Horizon | None:
        """Find the plan or range of years that was named last before a sentence."""
        last = self._index(draft.sentence)
        for sentence in self.sentences[max(0, last - _BACK) : last][::-1]:
            for at in sorted(sentence.at, reverse=True):
                lexeme = sentence.at[at]
                if lexeme.when and lexeme.when.kind in ("plan", "range") and has_year(lexeme.when):
                    return Horizon(lexeme, until=False, inherited=True)
        return None

    def nearest(self, what: str, sentence: Sentence, read: Callable[[Sentence], Any]) -> Any:
        """Return what `read` says of the nearest sentence before one, of its paragraph and section; None if nothing.

        The answer is kept under the name `what` for the sentences that are passed, so that none is read twice.
        """
        passed: list[int] = []
        found = None
        for i in range(self._index(sentence) - 1, -1, -1):
            other = self.sentences[i]
            if other.paragraph != sentence.paragraph or other.section is not sentence.section:
                break
            if (found := read(other)) is not None:
                break
            passed.append(id(other))
            if (what, id(other)) in self.before:
                found = self.before[what, id(other)]
                break
        self.before.update(((what, one), found) for one in passed)
        return found

    def _sentence_before(self, sentence: Sentence) -> Sentence | None:
        index = self._index(sentence)
        if index and self.sentences[index - 1].paragraph == sentence.paragraph:
            return self.sentences[index - 1]
        return None

    def _index(self, sentence: Sentence) -> int:
        return self._index_at(sentence.start)

    def _above(self, draft: Draft) -> Horizon | None:
        """Find a time in the lead sentences and headings of the section and those that hold it.

        Where they give none, one that a sentence before gives to a number of its own is better than nothing.
        """
        return self._given(draft, aside=False) or self._given(draft, aside=True)

    def _given(self, draft: Draft, aside: bool) -> Horizon | None:
        """Return the nearest time above; for 今年 and 今后五年 the time above it that says which years these are."""
        times = self._times_above(draft, aside)
        found = next(times, None)
        when = found.lexeme.when if found else None
        if found is None or when is None or when.past or has_year(when):
            return found
        section = draft.sentence.section
        return next((other for other in times if self._names(other, found, section)), found)

    def _names(self, other: Horizon, found: Horizon, section: Section) -> bool:
        """Return whether a time says its years, and these are those of another one; any are where that has none."""
        when, year, begun = other.lexeme.when, self.year(section), self.begun(section)
        if when is None or not has_year(when):
            return False
        here, there = (period(self.text, each, year, current=False, begun=begun) for each in (found, other))
        return (here.start, here.end) == (there.start, there.end) if here.end else when.kind in ("plan", "range")

    def _times_above(self, draft: Draft, aside: bool) -> Iterator[Horizon]:
        section: Section | None = draft.sentence.section
        boxed = False
        while section is not None:
            for found in self._leads(section, draft.number, aside):
                # a box goes by headings, not by the text around it
                if (not boxed or found.lexeme.start < section.end) and _fits(draft, found):
                    yield found
            boxed = boxed or section.kind == "box"
            section = self.sections[section.parent_id] if section.parent_id else None

    def _leads(self, section: Section, before: int, aside: bool) -> Iterator[Horizon]:
        """Yield the times of a section's own sentences before a position, the nearest first, then the heading's first.

        A heading that names a year and a plan (2025年和“十四五”时期工作回顾) speaks of the year first.
        """
        report = self.begun(section) is not None
        near = [lead for lead in self.scopes.leads(section.section_id) if lead.lexeme.start < before]
        said = [lead for lead in near if lead.place != "heading" and (aside or not lead.aside)]
        given = [lead for lead in said if report or not lead.report][::-1]
        named = [lead for lead in near if lead.place == "heading"][:1]
        yield from (self._horizon(lead, section) for lead in (*given, *named))

    def _horizon(self, lead: Lead, section: Section) -> Horizon:
        """Return the time of a lead; a day in a heading is one to be reached, unless the section looks back on it."""
        if lead.place == "opening":
            return Horizon(lead.lexeme, lead.until, inherited=True)
        when = lead.lexeme.when
        ends = when is not None and when.end is not None and (when.end.year or 0) <= (self.year(section) or 0)
        whole = lead.place == "heading" and (lead.whole or ends)
        return Horizon(lead.lexeme, when is not None and when.kind == "day" and not whole, inherited=True)

    def _index_at(self, position: int) -> int:
        return bisect_left(self.sentences, position, key=lambda sentence: sentence.start)


def _fits(draft: Draft, horizon: Horizon) -> bool:
    """Return whether a number can be of a time that stands above it: a yearly growth (年均增长7%) is of no single year."""
    if not isinstance(draft, QuantityDraft) or horizon.until:
        return True
    if draft.measure != "growth" or draft.accumulation != "annual":
        return True
    return not horizon.is_one_year
