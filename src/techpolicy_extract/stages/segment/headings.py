"""What a marker opens: a heading with its title, run-in or on its line, or an item."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.duty_words import labels, verbs
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.segment.lines import is_organ
from techpolicy_extract.syntax.cards.reading import is_card_line

SHORT_TITLE = 12  # characters of a sentence alone on its line that may be a title
_MAX_LINE = 80  # characters of a title that has its line to itself
_MAX_RUN_IN = 45  # characters of a title that runs into its paragraph
_MAX_TITLE = 200  # characters within which a title must end, what stands in brackets left out
_MAX_ASIDE = 800  # the same with brackets
_TAKEN, _LONGEST = 4, 14  # characters of a title that its first sentence takes up
_JOINT = lazy("[和与及、]")
_MAX_LEAD = 30  # characters of a title before ：
_MAX_LONG = 80  # the same where text or deeper sections follow
_INTRODUCES = worded("documents", "{introduces}$")
_OF_A_SENTENCE = lazy(r"[，\d]|的$")
_STOP = lazy(r"[。：；！？\n]")
_OPEN, _CLOSE = "“‘（《〈【", "”’）》〉】"
_ASIDE = lazy(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）$")
_MAX_CARD = 300  # characters of a line of a card
_REACHED = lazy(r"\d{7}|\d{3,4}[-—－ ]\d{4}|@|[：\t ][\u4e00-\u9fff、 ]{2,16}\Z")
_PARTING = frozenset(" \t\u3000—")  # what parts a title from a label behind it
_CONTACT = worded("contacts", r"\s?(?:[^：:，。；\n]{2,40}{line_label_ends}[：:]|{line_labels}{named}?[：:])")


def title_end(text: str, start: int, limit: int) -> int:
    """Find where a title that begins at `start` ends: at the first stop outside brackets, else at `limit`."""
    depth = outside = 0
    for position in range(start, min(limit, start + _MAX_ASIDE)):
        char = text[position]
        outside += not depth
        if outside > _MAX_TITLE:
            return position
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth and char in "。：；！？\n" and not (char == "：" and _is_in_clock(text, position)):
            return position
    return min(limit, start + (_MAX_ASIDE if depth else _MAX_TITLE))


def _is_in_clock(text: str, position: int) -> bool:
    """Return whether a colon stands between the hours and minutes of a time of day (17：00)."""
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 3].isdigit()


def is_duty(line: str) -> bool:
    """Return whether a line is a bracket that speaks of the task above it: any in （）, else one in which a body acts."""
    ends = line[0] + line[-1]
    if ends == "（）" or ends not in ("【】", "〔〕", "[]"):
        return ends == "（）"
    return any(is_organ(line[1 : verb.start()]) for verb in verbs(weak=True).finditer(line))


def is_contact_line(text: str, start: int, end: int | None) -> bool:
    """Return whether what follows a marker is a part of a contact card, whose lines are no sections.

    `end` is the end of its line; None in running text, where its sentence is looked at.
    """
    if _CONTACT.match(text, start):
        return True
    if end is None:
        end = text.find("。", start, start + _MAX_CARD)
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
    if (label := _duty_label(text, start, end)) is not None:
        return label
    if (aside := _ASIDE.search(title)) and (verbs().search(aside[0]) or labels().search(aside[0])):
        title = title[: aside.start()]  # who answers for it does not count for its length
    if not stop:
        return end if len(title) <= _MAX_LINE else None
    if stop == "。":
        glued = _glued_end(text, start, end)
        return end if (rest or glued is None) and _closes_title(title, rest, holds) else glued
    if stop == "：":
        long = _MAX_LONG if (rest or holds) and not _INTRODUCES.search(title) else _MAX_LEAD
        # with a comma it is a sentence that leads to what follows: 对…的企业，给予奖励：
        return end if len(title) <= long and "，" not in title else None
    return None


def _closes_title(title: str, rest: str, holds: bool) -> bool:
    """Return whether 。 ends a title, and no sentence: `rest` is what follows it in the paragraph."""
    if _ASIDE.fullmatch(rest) and rest.strip("（）") not in words("headings", "left_out"):
        rest = ""  # the bodies that answer for the sentence are no text that it could be the title of
    if len(title) > _MAX_RUN_IN or is_sentence(title):
        return False
    if rest:
        return title.count("，") <= 2
    return holds or (len(title) <= SHORT_TITLE and not _OF_A_SENTENCE.search(title))


def is_sentence(title: str) -> bool:
    """Return whether words are a sentence, which says what must or may be: 企业应当…, 由…负责."""
    return bool(_sentence().search(title))


@lru_cache(maxsize=1)
def _sentence() -> re.Pattern[str]:
    return re.compile("|".join(load("headings")["sentence_words"]))


def _duty_label(text: str, start: int, end: int) -> int | None:
    """Return where a title ends behind which a list of bodies stands: 建设平台 责任单位：…, 建设平台——责任单位：…, 建设平台【责任单位】…."""
    for label in labels().finditer(text, start + 1, end + 1):
        at = label.start()
        parted = label.end() == end + 1 and bool({text[at], text[at - 1]} & _PARTING)
        if (parted or label["box"]) and (title := text[start:at].rstrip(" \t—")):
            return start + len(title)
    return None


def _glued_end(text: str, start: int, end: int) -> int | None:
    """Find where a title ends that has lost the mark behind it: where a word that opens sentences follows (近年来)."""
    found = _leads().search(text, start + 3, min(end, start + _MAX_RUN_IN))
    title = text[start : found.start()] if found else ""
    return None if not found or title.endswith("，") or is_sentence(title) else found.start()


def run_in_end(text: str, start: int, limit: int) -> int | None:
    """Find where a title without a mark runs into its first sentence; None where it has its line to itself.

    A blank ends it, or a word that opens sentences, or words of the title that the sentence takes up at once.
    """
    line = text[start:limit]
    blank = line.find(" ", 2)
    if 0 < blank <= _MAX_RUN_IN and blank < len(line) - 1:
        return start + blank
    if len(line) <= _MAX_RUN_IN // 2:
        return None
    clause = line[: _MAX_RUN_IN + _LONGEST].partition("，")[0]
    found = (pattern.search(clause, _TAKEN) for pattern in (_leads(), _run_on()))
    ends = [match.start() for match in found if match]
    ends += [end for end in range(_TAKEN, len(clause)) if _takes_up(clause, end)][:1]
    return start + min(ends) if ends else None


def _takes_up(line: str, end: int) -> bool:
    """Return whether what stands behind a title begins with words of it: 优化能源结构 in front of 能源建设要….

    Behind a joint the words may be a further member of the title (基础研究和应用基础研究), unless all come again.
    """
    if any(line[end - size : end] == line[end : end + size] for size in range(_TAKEN, min(end, _LONGEST) + 1)):
        return True
    title, behind = line[:end], line[end : end + _TAKEN]
    if len(behind) < _TAKEN or _JOINT.search(title):
        return False
    return behind in title or (behind[:2] in title[2:] and bool(_nouns().search(title)))


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    cues = load("headings")
    return re.compile(f"(?:{'|'.join((*cues['title_nouns'], *cues['division_nouns']))})$")


@lru_cache(maxsize=1)
def _run_on() -> re.Pattern[str]:
    cues = load("headings")
    behind = "|".join(f"(?<={noun})" for noun in (*cues["title_nouns"], *cues["division_nouns"]))
    return re.compile(f"(?:{behind})(?={'|'.join((*cues['openers'], *cues['division_openers']))})")


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
