"""What a marker opens: a heading with its title, run-in or on its line, or an item."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.cards.reading import is_card_line

_MAX_LINE = 80  # characters of a title that has its line to itself
_MAX_RUN_IN = 45  # characters of a title that runs into its paragraph
_STOP = lazy(r"[。：；！？\n]")
_OPEN, _CLOSE = "“‘（《〈【", "”’）》〉】"
_MAX_CARD = 300  # characters of a line of a card
_REACHED = lazy(r"\d{7}|\d{3,4}[-—－ ]\d{4}|@|[：\t ][\u4e00-\u9fff、 ]{2,16}\Z")
_CONTACT = worded("contacts", r"\s?(?:[^：:，。；\n]{2,16}{line_label_ends}[：:]|{line_labels}{named}?[：:])")


def title_end(text: str, start: int, limit: int) -> int:
    """Find where a title that begins at `start` ends: at the first stop outside brackets, else at `limit`."""
    depth = 0
    for position in range(start, min(limit, start + 200)):
        char = text[position]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth and char in "。：；！？\n" and not (char == "：" and _is_in_clock(text, position)):
            return position
    return min(limit, start + 200)


def _is_in_clock(text: str, position: int) -> bool:
    """Return whether a colon stands between the hours and minutes of a time of day (17：00)."""
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 3].isdigit()


def is_contact_line(text: str, start: int, end: int) -> bool:
    """Return whether what follows a marker on its line is a part of a contact card, whose lines are no sections."""
    if _CONTACT.match(text, start):
        return True
    return end - start <= _MAX_CARD and bool(_REACHED.search(text, start, end)) and is_card_line(text, start, end)


def heading_of(text: str, start: int, limit: int, holds: bool) -> int | None:
    """Return the end of the title that begins at `start`, or None where the marker opens an item.

    `limit` is the end of the paragraph or the next marker; `holds` says whether paragraphs or deeper markers follow, so
    that a sentence alone on its line is a title.
    """
    end = title_end(text, start, limit)
    title = text[start:end].strip()
    if not title:
        return None
    stop = text[end] if end < limit else ""
    rest = text[end + 1 : limit].strip()
    if not stop:
        return end if len(title) <= _MAX_LINE else None
    if stop == "。":
        run_in = rest and len(title) <= _MAX_RUN_IN and title.count("，") <= 2
        alone = not rest and ((len(title) <= 12 and "，" not in title) or (holds and len(title) <= _MAX_RUN_IN))
        return end if run_in or alone else _glued_end(text, start, end)
    if stop == "：":
        return end if len(title) <= 30 else None
    return None


def _glued_end(text: str, start: int, end: int) -> int | None:
    """Find where a title ends that has lost the mark behind it: where a word that opens sentences follows (近年来)."""
    found = _leads().search(text, start + 3, min(end, start + _MAX_RUN_IN))
    return found.start() if found else None


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile("|".join(load("headings")["sentence_leads"]))


@lru_cache(maxsize=1)
def _glue() -> re.Pattern[str]:
    cues = load("headings")
    behind = "|".join(f"(?<={noun})" for noun in cues["title_nouns"])
    return re.compile(f"(?:{behind})(?={'|'.join(cues['openers'])})")


def box_title_end(text: str, start: int, limit: int) -> int:
    """Find the end of a box's title, which may be glued to its first sentence (专栏1：…改革试点探索建立…)."""
    end = title_end(text, start, limit)
    if end == limit and len(text[start:end]) <= _MAX_LINE:
        return end
    glued = _glue().search(text, start + 3, end)
    return glued.start() if glued else end
