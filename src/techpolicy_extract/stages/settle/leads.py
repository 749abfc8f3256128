"""Where a text says of which time the sentences behind it speak: headings, lead sentences, openings of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Lexeme, Sentence
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
    """A time that a section's lead sentence or heading gives, and where it stands.

    `aside`: it stands within a sentence before a number of its own, so that it need not hold for what follows.
    """

    start: int
    heading: bool
    horizon: Horizon
    aside: bool = False


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
    if when is None or when.kind == "every" or goes_on(sentence, first):
        return None
    ends_clause = sentence.slots.startswith("，", first + 1) and _OPENS.match(sentence.slots, 0, first)
    return first if first < _OPENING or ends_clause else None


def is_numbered(sentence: Sentence) -> bool:
    """Return whether a sentence holds a quantity."""
    return any(lexeme.quantity is not None for lexeme in sentence.at.values())


def goes_on(sentence: Sentence, at: int) -> bool:
    """Return whether the time at a slot only says how long something has gone on: 连续三年."""
    return sentence.slots.endswith(words("times", "on_end"), 0, at)


def announces(sentence: Sentence, text: str) -> bool:
    """Return whether a sentence says that what it speaks of follows it: it ends in ：, or says 以下, 重点抓好."""
    return leads(sentence, text) or bool(_ANNOUNCES.search(sentence.slots))


def openings(text: str, sentences: Sequence[Sentence], report: bool) -> Iterator[Lead]:
    """Yield the times that the sentences of a section's body give to what stands behind them, in order.

    A sentence that announces gives its time to what it announces. In a report a sentence that opens with a time speaks
    for what stands behind it: the first of a paragraph (2025年，…), or any with a length of years (五年来，…).
    """
    paragraph = -1
    for sentence in sentences:
        first = sentence.paragraph != paragraph
        if not (first and len(sentence.slots) < _CALLS and sentence.slots.rstrip().endswith("！")):
            paragraph = sentence.paragraph
        at = opening_time(sentence)
        if at is None:
            continue
        horizon = Horizon(sentence.at[at], is_until(text, sentence, at), inherited=True)
        framing = report and _frames(sentence, at) and (first or not horizon.is_one_year)
        if _is_whole(horizon.lexeme.when) and (framing or announces(sentence, text)):
            yield Lead(horizon.lexeme.start, False, horizon)


def _frames(sentence: Sentence, at: int) -> bool:
    """Return whether the time at a slot speaks for more than the numbers of its sentence: 2025年，…; 2025年极不平凡."""
    return not is_numbered(sentence) or sentence.slots.startswith("，", at + 1)


def _is_whole(when: When | None) -> bool:
    """Return whether a time is one of years: 2025年, “十四五”时期, 过去五年; a day is none."""
    if when is None:
        return False
    if when.kind == "span":
        return when.past and when.unit == "年"
    return has_year(when) and (when.end is None or when.end.precision in _YEARS)


def heading_time(lexeme: Lexeme) -> bool:
    """Return whether a lexeme of a heading gives a time to what stands below: one that names its year."""
    when = lexeme.when
    return when is not None and when.kind in ("day", "range", "plan") and has_year(when)
