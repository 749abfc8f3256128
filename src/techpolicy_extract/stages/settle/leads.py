"""Where a text says of which time the sentences behind it speak: headings, lead sentences, openings of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Lexeme, Section, Sentence
from techpolicy_extract.nouns.when import When
from techpolicy_extract.stages.settle.horizons import Horizon, has_year
from techpolicy_extract.syntax.tree import leads

_OPENING = 4  # characters of a sentence within which a time opens it
_OPENS = worded("times", r"(?:{vocatives}[，！]\s?)?[^，。；：、]{0,14}$")  # 回望极不平凡的2025年，
_CALLS = 16  # characters of a sentence that only calls its hearers: 各位代表！
_TO = worded("times", r"(?:{until}|{as_of}|{as_of_rest}|前|{not_later})\s?$")
_STRIVE = worded("times", r"{strive}\s?$")
_ANNOUNCES = worded("times", "{announcing}")
_YEARS = ("year", "half", "quarter")


@dataclass(frozen=True, slots=True)
class Lead:
    """A time that a section's lead sentence or heading gives, and where it stands."""

    start: int
    heading: bool
    horizon: Horizon


def is_until(text: str, sentence: Sentence, at: int) -> bool:
    """Return whether the time at a slot of a sentence is one to be reached: 到2025年, 力争2025年, 2025年底.

    力争“十五五”期间 says in which years something is to be done.
    """
    lexeme = sentence.at[at]
    before = sentence.slots[max(0, at - 4) : at]
    if _TO.search(before) or text.endswith(words("times", "ends"), lexeme.start, lexeme.end):
        return True
    return bool(_STRIVE.search(before)) and not (lexeme.when and lexeme.when.kind == "plan")


def opening_time(sentence: Sentence) -> int | None:
    """Return the slot of the time with which a sentence opens (2025年，…; 回望极不平凡的2025年，…); None for none."""
    first = min(sentence.at, default=None)
    if first is None:
        return None
    when = sentence.at[first].when
    if when is None or when.kind == "every":
        return None
    ends_clause = sentence.slots.startswith("，", first + 1) and _OPENS.match(sentence.slots, 0, first)
    return first if first < _OPENING or ends_clause else None


def announces(sentence: Sentence, text: str) -> bool:
    """Return whether a sentence says that what it speaks of follows it: it ends in ：, or says 以下, 重点抓好."""
    return leads(sentence, text) or bool(_ANNOUNCES.search(sentence.slots))


def openings(text: str, section: Section, sentences: Sequence[Sentence], report: bool) -> Iterator[Lead]:
    """Yield the times that the own sentences of a section give to what stands behind them, in order.

    A sentence that announces gives its time to what it announces. In a report the first sentence of a paragraph gives
    its time to the paragraphs behind it, too. `sentences` are those behind the section's heading.
    """
    paragraph = -1
    for sentence in sentences:
        opens = sentence.paragraph != paragraph
        if not (opens and len(sentence.slots) < _CALLS and sentence.slots.rstrip().endswith("！")):
            paragraph = sentence.paragraph
        at = opening_time(sentence)
        if at is None or not ((report and opens) or announces(sentence, text)):
            continue
        lexeme = sentence.at[at]
        if lexeme.when is not None and _is_whole(lexeme.when):
            yield Lead(lexeme.start, False, Horizon(lexeme, is_until(text, sentence, at), inherited=True))


def _is_whole(when: When) -> bool:
    """Return whether a time is one of years: 2025年, “十四五”时期, 过去五年; a day is none."""
    if when.kind == "span":
        return when.past and when.unit == "年"
    return has_year(when) and (when.end is None or when.end.precision in _YEARS)


def heading_time(lexeme: Lexeme) -> bool:
    """Return whether a lexeme of a heading gives a time to what stands below: one that names its year."""
    when = lexeme.when
    return when is not None and when.kind in ("day", "range", "plan") and has_year(when)
