"""Cards of labels and values: how a booklet or a portal shows one policy (依据文件, 发文机构, 服务对象, 服务内容)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.numbering import find_markers
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy

_FEWEST = 3  # labels in a row, each with a short value, that make a card
_SHORT = 90  # characters of a short value
_SHORT_LINES = 2  # lines that a short value may be broken over
_TITLE = 60  # characters of a card's title
_PAPER = ("basis", "issuer", "number", "day", "class")  # labels of which a call for applications has none
_TEXTS = ("text", "whom", "class")  # labels whose values may be several paragraphs
_OF_BASIS = ("issuer", "number", "day")  # labels that speak of the document that the card rests on
_SIGNS = r"[\d.、（）①-⑳●◆■★▪·*-]{0,4}"  # a bullet or a number before a label
_PROSE = lazy("[。；！？]")
_NO_TITLE = lazy(r"[\d\s./—-]+|.*[：，、]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label at `[start, end)`, without its colon, and the lines of its value."""

    kind: str
    start: int
    end: int
    values: tuple[Span, ...]

    @property
    def label(self) -> Span:
        """Return where the label stands."""
        return Span(self.start, self.end)

    def holds_text(self, text: str) -> bool:
        """Return whether the value is a text of several paragraphs or numbered items."""
        lines = [text[span.start : span.end] for span in self.values]
        if self.kind not in _TEXTS or not lines:
            return False
        return bool(_marker_end(lines[0])) or (len(lines) > 1 and any(map(_PROSE.search, lines)))

    def is_short(self, text: str) -> bool:
        """Return whether the value is a word or a name rather than a text."""
        return (
            0 < len(self.values) <= _SHORT_LINES
            and sum(span.end - span.start for span in self.values) <= _SHORT
            and not any(_PROSE.search(text, *span) for span in self.values)
        )


@dataclass(frozen=True, slots=True)
class LabelCard:
    """One card: its entries in order, and the lines above them that are its title, the first of which counts."""

    titles: tuple[Span, ...]
    entries: tuple[Entry, ...]

    def values(self, *kinds: str) -> list[Span]:
        """Return the lines of the values of labels of some kinds."""
        return [span for entry in self.entries if entry.kind in kinds for span in entry.values]


@dataclass(slots=True)
class _Row:
    """A line at `span` with the labels in it."""

    span: Span
    entries: list[Entry]


def find_label_cards(text: str) -> tuple[LabelCard, ...]:
    """Return the cards of a text in order: three short values in a row make one, where one speaks of a paper."""
    return _cards(text)


def of_basis(cards: Sequence[LabelCard]) -> list[Span]:
    """Return the stretches that speak of the documents that cards rest on: number, issuer and day of each."""
    return [span for card in cards if card.values("basis") for span in card.values(*_OF_BASIS)]


def basis_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that belong to cards that say what they rest on."""
    text = "\n".join(line.replace("\n", " ") for line in lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    cards = [card for card in find_label_cards(text) if card.values("basis")]
    places = (span.start for card in cards for entry in card.entries for span in (entry.label, *entry.values))
    return frozenset(bisect_right(starts, place) - 1 for place in places)


@lru_cache(maxsize=4)  # one step after the other asks for the cards of a text that has not changed
def _cards(text: str) -> tuple[LabelCard, ...]:
    if len(_any_label().findall(text)) < _FEWEST:
        return ()
    rows = [_Row(span, list(_entries(text, span))) for span in _lines(text)]
    groups = _groups(text, rows)
    cards = []
    for i, (first, limit) in enumerate(groups):
        end = groups[i + 1][0] - len(_titles(text, rows, groups[i + 1][0])) if i + 1 < len(groups) else limit
        entries = tuple(_filled(rows[first:end]))
        if _is_card(text, entries):
            cards.append(LabelCard(_titles(text, rows, first), entries))
    return tuple(cards)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            low = start + line.index(bare)
            yield Span(low, low + len(bare))
        start += len(line) + 1


@cache
def _kinds() -> dict[str, str]:
    return {label: kind for kind, labels in load("label_cards").items() for label in labels}


@lru_cache(maxsize=1)
def _labels() -> str:
    spread = (" {0,4}".join(label) for label in sorted(_kinds(), key=len, reverse=True))
    return "|".join(spread)


@lru_cache(maxsize=1)
def _any_label() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\t【\[])[ \u3000]*{_SIGNS}(?:{_labels()})[ ]*(?:[：:\t】\] ]|$)", re.MULTILINE)


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(rf"{_SIGNS}(?P<box>[【\[])?(?P<label>{_labels()}) *(?P<end>[】\]][：:]?|[：:]|\t|(?= )|$)")


def _entries(text: str, line: Span) -> Iterator[Entry]:
    """Yield the labels of a line with what stands behind each: one at its head, or one in every other cell."""
    position = line.start
    while position < line.end:
        stop = text.find("\t", position, line.end)
        match = _label().match(text, position, line.end)
        if match is None or bool(match["box"]) != (match["end"][:1] in ("】", "]") and match["end"] != ""):
            if position == line.start:
                return
            position = line.end if stop < 0 else stop + 1
            continue
        low = match.end()
        high = text.find("\t", low, line.end)
        high = line.end if high < 0 else high
        value = text[low:high].strip()
        at = text.index(value, low) if value else low
        values = (Span(at, at + len(value)),) if value else ()
        yield Entry(_kinds()[match["label"].replace(" ", "")], match.start("label"), match.end("label"), values)
        position = high + 1


def _groups(text: str, rows: list[_Row]) -> list[tuple[int, int]]:
    """Return `[first, limit)` of the rows of what may be cards: a label that comes again begins the next one."""
    starts: list[int] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        said = {text[entry.start : entry.end].replace(" ", "") for entry in row.entries}
        if said and (not seen or said & seen):
            starts.append(number)
            seen = set()
        seen |= said
    return list(pairwise([*starts, len(rows)]))


def _titles(text: str, rows: list[_Row], first: int) -> tuple[Span, ...]:
    """Return the lines right above a card that are its title: one, or two that say the same."""
    if not first or not _may_be_title(text, rows, first - 1):
        return ()
    title, above = rows[first - 1].span, rows[first - 2].span if first > 1 else None
    if above and _bare(text[above.start : above.end]) == _bare(text[title.start : title.end]):
        return (above, title)
    return (title,)


def _marker_end(line: str) -> int:
    """Return where the marker ends that opens a line; 0 without one."""
    marker = next(find_markers(line), None)
    return marker.end if marker and marker.start == 0 else 0


def _bare(title: str) -> str:
    return title[_marker_end(title) :].strip()


def _may_be_title(text: str, rows: list[_Row], number: int) -> bool:
    row = rows[number]
    said = text[row.span.start : row.span.end]
    lone = number > 0 and rows[number - 1].entries and not rows[number - 1].entries[-1].values
    return not (row.entries or lone or len(said) > _TITLE or _PROSE.search(said) or _NO_TITLE.fullmatch(said))


def _filled(rows: list[_Row]) -> Iterator[Entry]:
    """Yield the entries of a card with the lines below each that are no labels."""
    last: Entry | None = None
    for row in rows:
        if not row.entries and last:
            last = Entry(last.kind, last.start, last.end, (*last.values, row.span))
            continue
        if last:
            yield last
        yield from row.entries[:-1]
        last = row.entries[-1] if row.entries else None
    if last:
        yield last


def _is_card(text: str, entries: Sequence[Entry]) -> bool:
    """Return whether enough labels in a row have short values, and say of what paper or of which class they speak."""
    run: list[str] = []
    for entry in entries:
        run = [*run, entry.kind] if entry.is_short(text) else []
        papers = sum(kind in _PAPER for kind in run)
        if len(run) >= _FEWEST and ("basis" in run or papers > 1):
            return True
    return False
