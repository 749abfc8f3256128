"""Find the documents inside a file and the tree of their numbered sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.numbering import Marker, find_markers, follows_sentence
from techpolicy_extract.nouns.grids import text_spans
from techpolicy_extract.nouns.model import Normalized, Section, SectionKind, Segmented
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.segment.cards import Cards
from techpolicy_extract.stages.segment.contents import contents
from techpolicy_extract.stages.segment.headings import box_title_end, is_contact_line, is_duty, is_sentence
from techpolicy_extract.stages.segment.lines import Line, ends_in_genre, is_label, is_organ, split_lines
from techpolicy_extract.stages.segment.markers import Markers
from techpolicy_extract.stages.segment.parts import PartHead, find_parts
from techpolicy_extract.stages.segment.titles import room_end, title_end_of, title_start
from techpolicy_extract.stages.segment.tree import Tree
from techpolicy_extract.syntax.cards.labels import is_label_line
from techpolicy_extract.syntax.scope.labels import heads

_CELL = 4  # characters of a word that is a cell of a table without lines where it has its line so often:
_CELLS = 4
_UNBROKEN = 1500  # a paragraph of so many characters holds headings that once had lines of their own
_ADDRESS = 120  # characters behind the title within which the addressee stands
_YEAR = (
    r"(?:19|20)\d\d(?:年度?(?!度?\d)|(?=[—~-](?:19|20)\d\d年))[—~-]?"  # of a title: 2026年工作安排, 2021—2025年工作回顾
)
_GREETING = 400  # the same of a speech, which begins with 各位代表 behind the lines of its page
_GREETS = worded("documents", "{addressee_leads}[^，。；：]{0,20}：$")
_PLAIN = lazy(rf"(?=.{{2,24}}$)(?:[^，。；？！、：\d\t]|{_YEAR}(?=[^\s\d])){{2,20}}：?")
_SIGNS = tuple("◆◇●■□▲△★➢")  # before headings without a number
_CLOSING = worded("documents", "{supplementary}：?$")
_INTRODUCES = worded(
    "documents",
    "{introduces}：?$|{introducing}[^，。；：]{1,6}：$|[一二三四五六七八九十两几]{listed_parts}[^，。；：]{0,6}：$",
)
_DETAIL = lazy(r"\d|[一二三四五六七八九十]）|[：，]")
_LINK = lazy(r"\s*(?:https?://|www\.)")
_RESTARTING = ("一、", "（一）", "1.")  # lists of which copies keep the numbers of what was left out
_LABELS = {
    "一、": "{}、",
    "（一）": "（{}）",
    "1.": "{}.",
    "1.1": "{}",
    "1.1.1": "{}",
    "（1）": "（{}）",
    "附件1": "附件{}",
    "专栏1": "专栏{}",
    "一是": "{}是",
}
_HAN = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Found:
    """A section before its body and path are known; positions in the normalised text."""

    marker: Span
    end: int
    heading: tuple[int, int] | None
    level: int
    kind: SectionKind
    style: str
    number: int | None


def segment(normalized: Normalized) -> Segmented:
    """Return the sections of a document in reading order; the first is a part, and there is always one.

    A table's cell of one line is no heading, whatever it looks like, but for a label of a card that holds a text.
    """
    text = normalized.mapped.text
    cells = [span for span in text_spans(normalized) if "\n" not in text[span.start : span.end]]
    cards = Cards(text)
    lines = [line for line in split_lines(text) if not _within(cells, line.start) or cards.label(line)]
    found_markers = [marker for marker in find_markers(text) if not _within(cells, marker.start)]
    annexes = {m.start: m for m in found_markers if m.style == "附件1" and m.line_start}
    title = normalized.facts.get("title")
    markers = Markers(text, found_markers, cards)
    heads = find_parts(text, lines, annexes, title.value if title else None, markers.cards)
    found: list[_Found] = []
    for i, head in enumerate(heads):
        limit = heads[i + 1].start if i + 1 < len(heads) else len(text)
        found.append(_part(head))
        found += _sections(text, lines, markers, (head.end, limit))
    return Segmented(normalized, tuple(_close(normalized, found)))


def _within(spans: list[Span], position: int) -> bool:
    at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return at >= 0 and position < spans[at].end


def _part(head: PartHead) -> _Found:
    heading = (head.title_start, head.end) if head.end > head.title_start else None
    return _Found(Span(head.start, head.end), head.end, heading, 0, "part", head.style, head.number)


def _sections(text: str, lines: list[Line], markers: Markers, body: tuple[int, int]) -> list[_Found]:
    """Find the sections of one part, whose body is `body`."""
    start, limit = body
    tree, found = Tree(), []
    candidates = _candidates(lines, markers, start, limit)
    position = 0
    for item in candidates:
        if isinstance(item, Line):
            tree.close_items()
            found.append(_unmarked(item, tree, markers))
            continue
        if item.start < position:
            continue
        line = lines[bisect_right(lines, item.start, key=_start) - 1]
        if item.line_start:
            tree.close_items()
        if not markers.cards.opens(item.start) and not _accepts(text, item, line, tree, markers):
            continue
        section = _marked(text, item, min(line.end, limit), markers, tree)
        found.append(section)
        position = section.end
    return found


def _candidates(lines: list[Line], markers: Markers, start: int, limit: int) -> list[Marker | Line]:
    inside = [m for m in markers.between(start, limit) if m.style != "附件1"]
    opened = {m.start for m in inside if m.line_start}
    items: list[Marker | Line] = list(inside)
    repeated = Counter(line.text for line in lines if len(line.text) <= _CELL)
    addressed = False
    for i in range(bisect_left(lines, start, key=_start), bisect_left(lines, limit, key=_start)):
        line = lines[i]
        if line.start not in opened and markers.cards.hold(line):
            items += [line] if markers.cards.opens(line.start) or markers.cards.label(line) else []
            continue
        if not addressed and line.text.rstrip().endswith("：") and not _heads(line.text.strip()):
            addressed = True  # 主送机关, the first line behind the title that ends in a colon
            if line.start - start < (_GREETING if _GREETS.match(line.text.strip()) else _ADDRESS):
                items = [item for item in items if isinstance(item, Marker)]
                continue
        if line.start not in opened and repeated[line.text] < _CELLS and _is_plain_heading(lines, i, markers):
            items.append(line)
    listed = contents(lines[bisect_left(lines, start, key=_start) : bisect_left(lines, limit, key=_start)])
    if listed:
        items = [item for item in items if not listed.start <= item.start < listed.end]
    return sorted(items, key=lambda item: item.start)


def _heads(line: str) -> bool:
    """Return whether a line that a colon ends is a heading, where the addressee may stand as well: 申报条件：."""
    return heads(line) and not is_sentence(line)


def _start(line: Line) -> int:
    return line.start


def _is_plain_heading(lines: list[Line], index: int, markers: Markers) -> bool:
    """Return whether a line without a marker is a title: short, unpunctuated, between paragraphs of prose."""
    line = lines[index]
    text = line.text.strip()
    if not _PLAIN.fullmatch(text) or line.is_date or is_label(text) or is_organ(text.rstrip("：")):
        return False
    if index == 0 or index + 1 >= len(lines) or (markers.lost_stops and not heads(text)):
        return False
    before, after = lines[index - 1], lines[index + 1]
    ended = before.text.rstrip()[-1] in "。；）：" or len(before.text) <= 25
    if is_duty(text) or is_label_line(text) or is_label_line(before.text):
        return False  # who answers for the task above, a line of a contact card, and what its label announces
    titled = any(map(str.isdigit, text)) and ends_in_genre(text.rstrip("："))  # 2026年政府工作报告, the title once more
    if titled or _INTRODUCES.search(text) or " " in text:
        return False
    return (
        ended
        and not _LINK.match(after.text)
        and (after.is_prose or len(after.text) > 30 or bool(_DETAIL.search(after.text)))
    )


def _unmarked(line: Line, tree: Tree, markers: Markers) -> _Found:
    """Open the section of a line without a marker: a card's title, a label that holds a text, or a plain heading."""
    if markers.cards.opens(line.start):
        return _plain(line, tree.card(None))
    if label := markers.cards.label(line):
        return _Found(label, label.end, label, tree.label(), "heading", "none", None)
    if line.text.lstrip().startswith(_SIGNS):
        return _plain(line, tree.sign())
    return _plain(line, tree.plain(closing=bool(_CLOSING.match(line.text.strip()))))


def _plain(line: Line, level: int) -> _Found:
    text = line.text.lstrip()
    start = line.start + len(line.text) - len(text)
    end = line.start + len(line.text.rstrip().rstrip("："))
    title = start + (len(text) - len(text[1:].lstrip()) if text.startswith(_SIGNS) else 0)
    return _Found(Span(start, end), end, (title, end), level, "heading", "none", None)


def _accepts(text: str, marker: Marker, line: Line, tree: Tree, markers: Markers) -> bool:
    if is_contact_line(text, marker.end, line.end if marker.line_start else None):
        return False
    if not (tree.fits(marker) or _restarts(text, marker, line, markers)):
        return False
    after = text[marker.end : marker.end + 1]
    if markers.counts(marker) or not after or after in "、，。）" or (after == "\n" and marker.style != "专栏1"):
        return False
    if marker.line_start:
        return marker.style != "1." or after not in "-—~"
    unbroken = line.end - line.start > _UNBROKEN or markers.runs_on(line.start, line.end)
    if markers.follows_division(marker, line.start):
        return True
    if marker.style == "一是":
        return follows_sentence(text, marker) and markers.go_on(marker)
    if marker.style in ("附件1", "第一条") or (marker.style == "1." and text[marker.end - 1] == "）"):
        return False
    if unbroken:
        behind = follows_sentence(text, marker) or marker.style == "（一）" or marker.style == "专栏1"
        return behind and not (marker.style == "1." and text[marker.end - 1] == "、")
    return marker.style in ("1.", "（1）", "①") and follows_sentence(text, marker) and markers.go_on(marker)


def _restarts(text: str, marker: Marker, line: Line, markers: Markers) -> bool:
    """Return whether a marker at a line's head has a title, so that it is one though its number skips or falls back."""
    if not marker.line_start or marker.style not in _RESTARTING:
        return False
    return title_end_of(text, marker, (title_start(text, marker, line.end), line.end), line.end, markers) is not None


def _marked(text: str, marker: Marker, limit: int, markers: Markers, tree: Tree) -> _Found:
    start = title_start(text, marker, limit)
    level = tree.card(marker) if markers.cards.opens(marker.start) else tree.open(marker)
    if marker.style == "专栏1":
        end = box_title_end(text, start, limit)
        return _Found(Span(marker.start, marker.end), end, (start, end), level, "box", marker.style, marker.number)
    within = room_end(text, marker, limit, markers)
    end_or_none = title_end_of(text, marker, (start, within), limit, markers)
    if end_or_none is None:
        return _Found(Span(marker.start, marker.end), marker.end, None, level, "item", marker.style, marker.number)
    tree.give_title()
    heading = (start, end_or_none)
    return _Found(Span(marker.start, marker.end), end_or_none, heading, level, "heading", marker.style, marker.number)


def _close(normalized: Normalized, found: list[_Found]) -> list[Section]:
    """Return the sections with their ids, parents, paths and the ends of their bodies (where the next one begins)."""
    text, mapped = normalized.mapped.text, normalized.mapped
    sections: list[Section] = []
    open_: list[Section] = []
    for i, item in enumerate(found):
        while open_ and open_[-1].level >= item.level:
            open_.pop()
        parent = open_[-1] if open_ else None
        body_end = found[i + 1].marker.start if i + 1 < len(found) else len(text)
        at = mapped.starts[item.marker.start] if item.marker.start < len(text) else 0
        heading = text[slice(*item.heading)].strip() if item.heading else None
        label = _label(item, heading)
        section = Section(
            section_id=f"{'s' if item.level else 'p'}{at}",
            parent_id=parent.section_id if parent else None,
            level=item.level,
            kind=item.kind,
            style=item.style,
            number=item.number,
            heading=heading or None,
            path=f"{parent.path}/{label}" if parent else label,
            start=item.marker.start,
            end=item.end,
            body_end=body_end,
            marker=item.marker,
        )
        sections.append(section)
        open_.append(section)
    return sections


def _label(item: _Found, heading: str | None) -> str:
    """Name a section in a path by its marker; one without a marker by its heading."""
    if item.level == 0:
        return f"附件{item.number}" if item.style == "附件1" else "正文"
    if item.style == "none" or item.number is None:
        return (heading or "")[:20].replace("/", "／")
    if item.style in _LABELS:
        return _LABELS[item.style].format(
            _han(item.number) if item.style[0] in "一（" and item.style != "（1）" else item.number
        )
    if item.style == "①":
        return chr(ord("①") + item.number - 1) if item.number <= 20 else str(item.number)
    return f"第{_han(item.number)}{item.style[-1]}"


def _han(number: int) -> str:
    if number >= 100:
        return "".join(_HAN[int(d)] for d in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_HAN[tens]}十")
    return head + (_HAN[ones] if ones or not tens else "")
