"""Deadlines of which the heading says what they are: 2025年总体目标, 申报时间."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.lexing.slots import atoms
from techpolicy_extract.nouns.drafts import DeadlineDraft, DeadlineNotes
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.rules.packs import builtin
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.edges import EDGE, first_stop

_DAYLESS = ("year", "half", "quarter")


def goals(drafts: list[DeadlineDraft], clock: Clock) -> Iterator[DeadlineDraft]:
    """Yield goals without a number under a heading that gives their year (2025年总体目标：要基本建成…)."""
    numbered = {id(draft.sentence) for draft in drafts}
    for i, sentence in enumerate(clock.sentences[:-1]):
        section, body = sentence.section, clock.sentences[i + 1]
        if not _heads(sentence) or body.section is not section or id(body) in numbered:
            continue
        lexeme = next((lexeme for lexeme in sentence.at.values() if _is_year_or_day(lexeme)), None)
        scope = clock.scope(section)
        if lexeme is None or not scope.owns("goals") or _has_number(body):
            continue
        end = body.offsets[first_stop(body.slots, 2)]
        start = _goal_start(clock.text, body.offsets[0], end)
        if start < end:
            yield _draft("milestone", lexeme, Span(lexeme.start, end), sentence, (clock.text, Span(start, end)))


def windows(drafts: list[DeadlineDraft], clock: Clock) -> Iterator[DeadlineDraft]:
    """Yield the days with which clauses end under a heading that says what the days are for."""
    taken = {draft.number for draft in drafts if draft.kind != "milestone"}
    first: dict[str, int] = {}  # the paragraph with which a section's body begins; a signature may end it
    labels = {name: clock.scope(section).label("window", "term") for name, section in clock.sections.items()}
    for sentence in clock.sentences:
        label = labels[sentence.section.section_id]
        if label is None or _heads(sentence) or not sentence.slots.strip("： "):  # the colon of 申报时间：
            continue
        if first.setdefault(sentence.section.section_id, sentence.paragraph) != sentence.paragraph:
            continue
        for found in _ending().finditer(sentence.slots):
            lexeme = sentence.at.get(found.start("date"))
            if lexeme is None or lexeme.start in taken or not _is_day(lexeme):
                continue
            kind = "submission" if label.name == "window" else "expiry"
            quote = Span(sentence.offsets[found.start()], sentence.offsets[found.end()])
            yield _draft(kind, lexeme, quote, sentence, (clock.text, label.said))


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    """Return the pattern of a clause that ends with a day: 纸质材料从即日起至9月10日."""
    day, span, ends = atoms()["day"], atoms()["range"], filled("times", "(?:{day_ends})")
    return re.compile(rf"(?<![^，；。：\s])(?![：\s])[^，；。]{{0,60}}?(?P<date>[{day}{span}]){ends}?(?:{EDGE}|(?=（))")


@lru_cache(maxsize=1)
def _rules() -> dict[str, str]:
    """Return by kind the rule that finds the same where the words of the heading stand in the sentence itself."""
    headed = [rule for rule in builtin() if rule.set.get("headed")]
    whole = next(rule.id for rule in headed if "kind" not in rule.set)  # it finds all kinds
    return dict.fromkeys(("submission", "milestone"), whole) | {
        str(rule.set["kind"]): rule.id for rule in headed if "kind" in rule.set
    }


def _draft(
    kind: str, date: Lexeme, quote: Span, sentence: Sentence, said: tuple[str, Span | str | None]
) -> DeadlineDraft:
    """Make a deadline; `said` has the text, and the action or its place."""
    text, action = said
    spans: dict[str, Span | list[Span]] = {"date_text": Span(date.start, date.end)}
    if isinstance(action, Span):
        spans["action"] = action
        action = text[action.start : action.end]
    return DeadlineDraft(
        _rules()[kind], quote, sentence, date.start,
        kind=kind, date_text=text[date.start : date.end], when=date.when, action=action, spans=spans,
        notes=DeadlineNotes(cue=kind == "milestone"),
    )  # fmt: skip


def _heads(sentence: Sentence) -> bool:
    """Return whether a sentence is the heading of its section."""
    section = sentence.section
    return section.level > 0 and section.start <= sentence.start < section.end


def _is_year_or_day(lexeme: Lexeme) -> bool:
    when = lexeme.when
    return bool(when and when.kind == "day" and when.end and when.end.year)


def _is_day(lexeme: Lexeme) -> bool:
    """Return whether a date names a day, or a month; a year is nothing by which to hand in."""
    return bool(lexeme.when and lexeme.when.end and lexeme.when.end.precision not in _DAYLESS)


def _has_number(sentence: Sentence) -> bool:
    return any(lexeme.quantity is not None for lexeme in sentence.at.values())


def _goal_start(text: str, start: int, end: int) -> int:
    while start < end and text[start] in "：: ":
        start += 1
    return next((start + len(lead) for lead in words("times", "headed_leads") if text.startswith(lead, start)), start)
