"""The documents inside one file: a notice, what it forwards, its attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.numbering import Marker
from techpolicy_extract.stages.segment.cards import Cards
from techpolicy_extract.stages.segment.lines import Line, ends_in_genre, genre_pattern, is_label, is_organ

_MAX_HEAD = 25  # lines in which the first title is looked for
_MAX_TITLE = 90  # characters
_MIN_GLUED = 10  # characters of a title that prose is glued to
_ITEM = worded("documents", r"\s*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.]|{block_openers})")
_ADDRESSEES = worded("documents", "{addressee_leads}[^。；]*：$")
_COLUMN = worded("furniture", r"^【[^】]{1,10}】|^{titles}[：:]\s?")
_SAYS_ITSELF = worded("documents", "^{openings}.*，.*(?:{this_one})(?:{genre_nouns})$")  # 为…，制定本意见
_SITE = worded("furniture.host", "{sites}$")
_GLUED = worded("documents", "(?={openings})")
_FORWARDED = worded("documents", "{acts_on}(?P<title>.+?)(?:{act_ends}|$)")
_SIGNED_OFF = worded("documents", "^（?{foot_notes}")


@dataclass(frozen=True, slots=True)
class PartHead:
    """Where a part begins: `[start, end)` holds marker and title, `title_start` is where the title begins."""

    start: int
    end: int
    title_start: int
    style: str
    number: int | None


def find_parts(
    text: str, lines: list[Line], annexes: dict[int, Marker], stated: str | None, cards: Cards
) -> list[PartHead]:
    """Return the parts in reading order; the first always exists.

    `annexes` holds the 附件N markers that open a line, by position; `stated` is the title that the page states.
    """
    if not lines:
        return [PartHead(0, 0, 0, "none", None)]
    opening = annexes.get(lines[0].start)
    annex = _annex(text, lines, 0, opening) if opening else None
    at = 0 if annex else _first_title(lines, stated, cards)
    if at is None:
        start = lines[0].start
        return [PartHead(start, start, start, "none", None)]
    heads = [annex or _head(text, lines[at])]
    title = text[heads[0].title_start : heads[0].end]
    signed = False
    index = at + 1
    while index < len(lines):
        line = lines[index]
        marker = annexes.get(line.start + len(line.text) - len(line.text.lstrip()))
        if marker and (head := _annex(text, lines, index, marker)):
            heads.append(head)
            signed = False
        elif _opens_part(lines, index, title, signed):
            start = lines[index - 1].start if signed and _letterhead(lines, index) else line.start
            head = _head(text, line)
            heads.append(PartHead(start, head.end, head.title_start, "none", None))
            signed = False
        elif line.is_date and index > at + 1:
            signed = True
        elif signed and line.is_prose and not _SIGNED_OFF.match(line.text):
            signed = False
        index += 1
    return heads


def _first_title(lines: list[Line], stated: str | None, cards: Cards) -> int | None:
    """Find the line of the first part's title: 关于…的通知, else one that ends in a genre noun, else a short line.

    Before a short line goes the one that the page states. None where the text opens with prose, its addressees, a
    section or cards.
    """
    head: list[Line] = []
    for line in lines[:_MAX_HEAD]:
        if cards.bars_title(line):
            break
        if line.is_prose and head and not ends_in_genre(line.text[:_MAX_TITLE]):
            break
        head.append(line)
    titles = [
        i
        for i, line in enumerate(head)
        if ends_in_genre(line.text) and len(line.text) <= _MAX_TITLE and not _ITEM.match(line.text)
        if not _SAYS_ITSELF.search(line.text)
    ]
    about = [i for i in titles if "关于" in head[i].text or head[i].text.startswith(("对", "印发"))]
    for choice in (about, titles):
        if choice:
            return _last_said(head, choice)
    if stated and (same := next((i for i, line in enumerate(head) if line.text.strip() == stated), None)) is not None:
        return same
    for i, line in enumerate(head):
        nouns = genre_pattern().finditer(line.text[: _MAX_TITLE + 30])
        glued = any(m.end() >= _MIN_GLUED and _GLUED.match(line.text, m.end()) for m in nouns)
        if glued or (i and line.text.rstrip().endswith("：") and len(line.text) < _MAX_TITLE):
            return i if glued else None if _no_title(head[i - 1]) else i - 1
    plain = (i for i, line in enumerate(head) if len(line.text.strip()) <= _MAX_TITLE and not _no_title(line))
    first = next(plain, None)
    if first is None or any(map(_opens_text, head[: first + 1])):
        return None
    return None if _is_addressed(head[first].text.strip()) else first


def _opens_text(line: Line) -> bool:
    """Return whether a line is a section or a sentence without its stop, below which no title of the whole stands."""
    return bool(_ITEM.match(line.text)) or (line.text.count("，") > 1 and not line.is_prose)


def _last_said(head: list[Line], titles: list[int]) -> int:
    """Return the first of the titles; where it is said once more, the last: what stands above is the page's."""
    said = _fold(head[titles[0]].text)
    return next(i for i in reversed(titles) if _fold(head[i].text) == said)


def _fold(title: str) -> str:
    return re.sub(r"[\s《》“”]", "", title)


def _is_addressed(text: str) -> bool:
    """Return whether a line is a list of addressees: 各有关单位：, or 市教育局、市财政局： for one."""
    return bool(_ADDRESSEES.match(text)) or (text.endswith("：") and is_organ(re.split("[，、：]", text)[0]))


def _no_title(line: Line) -> bool:
    """Return whether a line is a sentence, a site's name or a number, which no document is called."""
    text = line.text.strip()
    return line.is_prose or text.isdigit() or bool(_SAYS_ITSELF.search(text) or _SITE.search(text))


def _head(text: str, line: Line) -> PartHead:
    """Cut a title off its line: leading column label away, and at the genre noun where prose is glued to it."""
    start = line.start + len(line.text) - len(line.text.lstrip())
    if label := _COLUMN.match(text[start : line.end]):
        start += label.end()
    end = line.start + len(line.text.rstrip())
    if line.is_prose:
        for match in genre_pattern().finditer(text, start, min(end, start + _MAX_TITLE + 30)):
            if _GLUED.match(text, match.end()) and match.end() - start >= _MIN_GLUED:
                return PartHead(start, match.end(), start, "none", None)
        stop = re.compile(r"[。；！？：，]").search(text, start, end)
        end = stop.start() if stop and stop.start() > start else min(end, start + _MAX_TITLE)
    return PartHead(start, end, start, "none", None)


def _annex(text: str, lines: list[Line], index: int, marker: Marker) -> PartHead | None:
    """Read 附件N and the title on its line or the next; None where the line belongs to a list of attachments."""
    line = lines[index]
    rest = text[marker.end : line.end].strip(" ：:.、")
    following = lines[index + 1] if index + 1 < len(lines) else None
    if rest:
        listed = following is None or following.text.lstrip().startswith("附件") or is_organ(following.text)
        earlier = lines[index - 1].text.lstrip().startswith("附件")
        if listed or earlier or len(rest) > _MAX_TITLE or (following and following.is_date):
            return None
        start = text.index(rest, marker.end, line.end)
        return PartHead(marker.start, start + len(rest), start, "附件1", marker.number)
    if following is None or following.is_prose or len(following.text) > _MAX_TITLE:
        return PartHead(marker.start, marker.end, marker.end, "附件1", marker.number)
    start = following.start + len(following.text) - len(following.text.lstrip())
    return PartHead(marker.start, following.start + len(following.text.rstrip()), start, "附件1", marker.number)


def _opens_part(lines: list[Line], index: int, title: str, signed: bool) -> bool:
    """Return whether a line is the title of a further document: behind a signature, or of a forwarded one."""
    line = lines[index]
    text = line.text.strip()
    if line.is_prose or len(text) > _MAX_TITLE or len(text) < 5 or is_label(text) or index + 2 > len(lines):
        return False
    if index + 1 < len(lines) and not any(later.is_prose for later in lines[index + 1 : index + 6]):
        return False
    if not ends_in_genre(text) or text[0] in "《（(一二三四五六七八九十123456789":
        return False
    forwarded = _FORWARDED.search(title)
    same = forwarded is not None and text.strip("《》“”") in forwarded["title"] and len(text) > 6
    return same or signed


def _letterhead(lines: list[Line], index: int) -> bool:
    return is_organ(lines[index - 1].text) and (index < 2 or lines[index - 2].is_date or not lines[index - 2].is_prose)
