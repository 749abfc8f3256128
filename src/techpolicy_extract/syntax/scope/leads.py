"""Where a text says of which time the sentences behind it speak: headings, lead sentences, openings of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Lexeme, Section, Sentence
from techpolicy_extract.nouns.scope import Label, Lead
from techpolicy_extract.nouns.when import When
from techpolicy_extract.syntax.scope.years import year_reported
from techpolicy_extract.syntax.tree import leads

_FIRST = 8  # pieces of a section, marker and heading among them, in which its lead sentence gives a time
_OPENING = 4  # characters of a sentence within which a time opens it
_OPENS = worded("times", r"(?:{vocatives}[，！]\s?)?[^，。；：、]{0,14}$")  # 回望极不平凡的2025年，
_CALLS = 16  # characters of a sentence that only calls its hearers: 各位代表！
_TO = worded("times", r"(?:{until}|{as_of}|{as_of_rest}|前|{not_later})\s?$")
_STRIVE = worded("times", r"{strive}\s?$")
_ANNOUNCES = worded("times", "{announcing}")
_YEARS = ("year", "half", "quarter")


def leads_of(section: Section, sentences: Sequence[Sentence], labels: Sequence[Label], text: str) -> tuple[Lead, ...]:
    """Return the times that a section's heading and sentences give to what stands behind them, in order of position.

    `sentences` are those from the section's start to the end of its body, `labels` those of its own heading, `text` is
    the normalised text.
    """
    body = [sentence for sentence in sentences if sentence.start >= section.end]
    found = [*_first_leads(section, sentences[:_FIRST], labels, text), *_openings(text, body)]
    return tuple(sorted(found, key=lambda lead: lead.lexeme.start))


def _first_leads(section: Section, sentences: Sequence[Sentence], labels: Sequence[Label], text: str) -> Iterator[Lead]:
    """Yield the times of a section's heading, and those by which its first sentences say that something is due."""
    reported = year_reported(section.heading or "") is not None
    whole = reported or any(label.name == "period_told" for label in labels)
    for sentence in sentences:
        heading = sentence.start < section.end
        if section.level == 0 and ((heading and not reported) or sentence.section is not section):
            continue
        for at, lexeme in sorted(sentence.at.items()):
            if heading and (_names_year(lexeme) or _is_whole(lexeme, text)):
                yield Lead(lexeme, "heading", whole=whole)
            elif heading or not _names_year(lexeme):
                continue
            elif sentence.slots[max(0, at - 1) : at] not in words("times", "against") and is_until(text, sentence, at):
                yield Lead(lexeme, "lead", aside=is_numbered(sentence) and opening_time(sentence) != at)


def is_until(text: str, sentence: Sentence, at: int) -> bool:
    """Return whether the time at a slot of a sentence is one to be reached: 到2025年, 力争2025年, 2025年底.

    力争“十五五”期间 and 力争2026—2030年 say in which years something is to be done.
    """
    lexeme = sentence.at[at]
    before = sentence.slots[max(0, at - 4) : at]
    if _TO.search(before) or text.endswith(words("times", "ends"), lexeme.start, lexeme.end):
        return True
    return bool(_STRIVE.search(before)) and not (lexeme.when and lexeme.when.kind in ("plan", "range"))


def opening_time(sentence: Sentence) -> int | None:
    """Return the slot of the time with which a sentence opens (2025年，…; 回望极不平凡的2025年，…); None for none."""
    first = min(sentence.at, default=None)
    if first is None:
        return None
    when = sentence.at[first].when
    if when is None or when.kind == "every" or goes_on(sentence, first):
        return None
    ends_clause = sentence.slots.startswith("，", first + 1) and _OPENS.match(sentence.slots, 0, first)
    return first if first < _OPENING or ends_clause else None


def _announced_time(sentence: Sentence, text: str) -> int | None:
    """Return the slot of the only time of years of a sentence that leads to others, where it opens a clause.

    按照上级部署，“十四五”时期要实现以下目标： gives its time to the goals.
    """
    whole = [at for at, lexeme in sentence.at.items() if lexeme.when is not None and _is_whole(lexeme, text)]
    if len(whole) != 1 or is_numbered(sentence):
        return None
    before = _TO.sub("", sentence.slots[: whole[0]]).rstrip("“ ")
    return whole[0] if before.endswith("，") else None


def is_numbered(sentence: Sentence) -> bool:
    """Return whether a sentence holds a quantity."""
    return any(lexeme.quantity is not None for lexeme in sentence.at.values())


def goes_on(sentence: Sentence, at: int) -> bool:
    """Return whether the time at a slot only says how long something has gone on: 连续三年."""
    return sentence.slots.endswith(words("times", "on_end"), 0, at)


def announces(sentence: Sentence, text: str) -> bool:
    """Return whether a sentence says that what it speaks of follows it: it ends in ：, or says 以下, 重点抓好."""
    return leads(sentence, text) or bool(_ANNOUNCES.search(sentence.slots))


def _openings(text: str, sentences: Sequence[Sentence]) -> Iterator[Lead]:
    """Yield the times that the sentences of a section's body give to what stands behind them, in order.

    A sentence that announces gives its time to what it announces. In a report a sentence that opens with a time speaks
    for what stands behind it: the first of a paragraph (2025年，…), or any with a length of years (五年来，…).
    """
    paragraph = -1
    for sentence in sentences:
        first = sentence.paragraph != paragraph
        if not (first and len(sentence.slots) < _CALLS and sentence.slots.rstrip().endswith("！")):
            paragraph = sentence.paragraph
        announced = announces(sentence, text)
        at = opening_time(sentence)
        at = _announced_time(sentence, text) if at is None and announced else at
        if at is None or not _is_whole(sentence.at[at], text):
            continue
        if announced or (_frames(sentence, at) and (first or not is_one_year(sentence.at[at].when))):
            yield Lead(sentence.at[at], "opening", is_until(text, sentence, at), report=not announced)


def _frames(sentence: Sentence, at: int) -> bool:
    """Return whether the time at a slot speaks for more than the numbers of its sentence: 2025年，…; 2025年极不平凡."""
    return not is_numbered(sentence) or sentence.slots.startswith("，", at + 1)


def _is_whole(lexeme: Lexeme, text: str) -> bool:
    """Return whether a time is one of years: 2025年, 去年, “十四五”时期, 过去五年; a day is none."""
    when = lexeme.when
    if when is None or when.kind == "span":
        return is_stretch(lexeme, text)
    return _is_of_the_year(when) or (has_year(when) and (when.end is None or when.end.precision in _YEARS))


def is_stretch(lexeme: Lexeme, text: str) -> bool:
    """Return whether a time is a number of years before or from the present one on: 过去五年, 今后五年."""
    when = lexeme.when
    if when is None or when.kind != "span" or when.unit != "年":
        return False
    return when.past or text.startswith(words("times", "coming"), lexeme.start)


def has_year(when: When) -> bool:
    """Return whether a time names its year, or is that of a plan."""
    if when.kind == "plan":
        return True
    day = when.end or when.start
    return day is not None and day.year is not None


def _is_of_the_year(when: When) -> bool:
    """Return whether the day of the document says of which year a time is: 去年, 今年, 上半年, 1—6月; a day is none."""
    if when.kind not in ("day", "range") or when.end is None:
        return False
    months = when.kind == "range" and when.end.precision == "month"
    return when.end.relative_year is not None or when.end.precision in _YEARS or months


def is_one_year(when: When | None) -> bool:
    """Return whether a time is a single year, or a part of one: 2025年, 过去一年."""
    return when is not None and (when.kind == "day" or (when.kind == "span" and when.number == 1))


def _names_year(lexeme: Lexeme) -> bool:
    """Return whether a lexeme gives a time to what stands below its heading: one that names its year."""
    when = lexeme.when
    return when is not None and when.kind in ("day", "range", "plan") and has_year(when)
