"""Where the title behind a marker ends, by what follows it: its own paragraph, the next marker, a deeper list."""

from __future__ import annotations

from techpolicy_extract.lexing.numbering import PARTS_OF_A_BOOK, STYLES, Marker, follows_sentence
from techpolicy_extract.stages.segment.headings import heading_of, run_in_end
from techpolicy_extract.stages.segment.markers import Markers

_ROOM = 120  # characters of a title's room within which the next heading is looked for


def title_start(text: str, marker: Marker, limit: int) -> int:
    """Return where the title behind a marker begins, behind blanks and marks."""
    start = marker.end
    while start < limit and text[start] in " ：:.、":
        start += 1
    return start


def title_end_of(text: str, marker: Marker, room: tuple[int, int], limit: int, markers: Markers) -> int | None:
    """Return the end of the title behind a marker, which begins and must end in `room`; None where it opens an item."""
    if marker.style == "第一条":
        return markers.articles.title_end(marker, room[1])
    if marker.style in PARTS_OF_A_BOOK and markers.lost_stops and (end := run_in_end(text, *room)):
        return end
    if not _may_have_title(marker) or _goes_on_with_clauses(text, marker):
        return None
    holds = _holds_more(text, marker, (room[1], limit), markers)
    end = heading_of(text, *room, holds)
    if end is not None and not holds and _is_sentence(text, end, room[1]) and markers.sentences_beside(marker):
        return None
    return end


def _is_sentence(text: str, end: int, limit: int) -> bool:
    """Return whether a 。 behind a title ends its paragraph, so that it may be a short sentence of a list of them."""
    return text.startswith("。", end) and not text[end + 1 : limit].strip()


def _goes_on_with_clauses(text: str, marker: Marker) -> bool:
    """Return whether a marker goes on with a list of clauses, the last of which ends in 。: the one before ends in ；."""
    before = text[max(0, marker.start - 2) : marker.start].rstrip()
    return marker.number > 1 and marker.style != "一、" and before.endswith("；")


def _holds_more(text: str, marker: Marker, ends: tuple[int, int], markers: Markers) -> bool:
    """Return whether a paragraph without a marker or a deeper list follows: what stands before it is its title.

    `ends` are the ends of the title's room and of its line.
    """
    room, limit = ends
    following = next((m for m in markers.behind(room) if m.line_start or m.start in (room, limit + 1)), None)
    if following is None or following.start > limit + 2:
        return marker.style in ("一、", "（一）") and limit < len(text) - 1
    return STYLES[following.style] > STYLES[marker.style]


def _may_have_title(marker: Marker) -> bool:
    """一是 inside a paragraph is an item, however short its first sentence."""
    return marker.line_start or marker.style != "一是"


def room_end(text: str, marker: Marker, limit: int, markers: Markers) -> int:
    """Return the end of the title's room: the next heading glued behind this one (基本态势（一）发展基础), else `limit`."""
    for other in markers.behind(marker.end + 1):
        if other.start >= limit:
            break
        if not other.line_start:
            if _closes(marker, other) and follows_sentence(text, other):
                return other.start
            if markers.follows_division(other, marker.start):
                return other.start - 1
            opens = other.number == 1 and other.style in ("（一）", "一、", "1.") and other.style != marker.style
            if opens and not _in_brackets(text, marker.end, other.start):
                return other.start
            if other.start > marker.end + _ROOM:
                break
    return limit


def _in_brackets(text: str, start: int, position: int) -> bool:
    """Return whether a bracket that opens behind `start` is open at `position`: 企业总部（事项|1）."""
    return text.count("（", start, position) > text.count("）", start, position)


def _closes(marker: Marker, other: Marker) -> bool:
    """Return whether a marker behind another goes on with its list, or with the list of the headings around it."""
    return (other.style, other.number) == (marker.style, marker.number + 1) or (
        other.style == "一、" and STYLES[other.style] < STYLES[marker.style]
    )
