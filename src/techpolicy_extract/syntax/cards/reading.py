"""Read all cards of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.contact_tokens import find_phones
from techpolicy_extract.lexing.tokens import find_web
from techpolicy_extract.nouns.model import Lexeme, Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import View
from techpolicy_extract.syntax.cards.forms import Forms, block_view
from techpolicy_extract.syntax.cards.grouping import Grouping, held
from techpolicy_extract.syntax.cards.items import Reader
from techpolicy_extract.syntax.cards.labels import label_places, opens_with_label
from techpolicy_extract.syntax.cards.model import WEAK, Card, Item
from techpolicy_extract.syntax.cards.sharing import shared

_VALUES = ("phone", "email", "url", "postcode")
_SHORT = 60  # characters of a line without a label or a number that may belong to the card beside it
_FOOT = worded("contacts", "{contacts.site.marks}")
_HOST_LINE = worded(
    "contacts", r"\s{0,4}{contacts.site.hosts}(?:单位)?[：:][^：:\n]{2,30}?{contacts.labels.address}[：:]"
)
_HOST = worded("contacts", "{contacts.site.hosts}(?:单位)?[：:]")
_APART = 3  # lines from one with a label or a number to the next, with which another run begins
_FOOT_LINES = 3  # lines behind a site's host within which its own marks stand


class _Read(NamedTuple):
    """The items of a line, the purpose that it announces, and whether it parts the cards before it from those below."""

    items: list[Item]
    announced: Span | None
    parts: bool


def read_cards(
    text: str,
    lines: Sequence[Span],
    lexemes: Iterable[Lexeme],
    rows: Mapping[int, Sequence[int]],
    rules: Sequence[Rule],
) -> list[Card]:
    """Return the cards of a text that a rule fits, in order.

    `lines` are its lines, a row of a table being one; `lexemes` its expressions in order. `rows` has the ends of the
    cells of a row but for the last, by where the row begins. `rules` are tried in their order.
    """
    forms = Forms(rules)
    found: list[Card] = []
    for block in _read_blocks(text, lines, lexemes, rows):
        cards = _block_cards(text, block, forms)
        found += [card for each in cards if (card := forms.named(text, each))]
    return sorted(found, key=lambda card: card.start)


def card_views(
    text: str, lines: Sequence[Span], lexemes: Iterable[Lexeme], rows: Mapping[int, Sequence[int]]
) -> Iterator[View]:
    """Yield what rules see of each run of lines that can hold cards; arguments as for `read_cards`."""
    for block in _read_blocks(text, lines, lexemes, rows):
        if any(line.items for line in block):
            yield block_view(text, [line.items for line in block])


def _read_blocks(
    text: str, lines: Sequence[Span], lexemes: Iterable[Lexeme], rows: Mapping[int, Sequence[int]]
) -> Iterator[list[_Read]]:
    """Yield the lines of each block, read as items."""
    values, numbers = [], []
    for lexeme in lexemes:
        if lexeme.kind in _VALUES:
            values.append(lexeme)
        elif lexeme.kind == "address_number":
            numbers.append(lexeme.start)
    reader = Reader(text, values, numbers)
    for block in _blocks(text, lines, values):
        reader.forget()
        yield _read_block(text, reader, block, rows)


def _read_block(text: str, reader: Reader, block: Sequence[Span], rows: Mapping[int, Sequence[int]]) -> list[_Read]:
    """Read lines that follow each other."""
    found = []
    for line in block:
        items = reader.read(*line, rows.get(line.start, ()))
        read = _Read(items, reader.announced(*line), _parts(text, line, items, reader.prose))
        if read.parts and not read.announced:
            reader.forget()
        found.append(read)
    return found


def _block_cards(text: str, block: Sequence[_Read], forms: Forms) -> Iterator[Card]:
    """Yield the cards of a block. Prose alone on a line, or behind a stop, parts them."""
    group = Grouping(text)
    made: list[Card] = []

    def end() -> None:
        group.close()
        made.extend(shared(held(group.cards)))
        group.cards = []

    for items, read in zip(forms.cut(text, [read.items for read in block]), block, strict=True):
        if read.parts:
            end()
        group.add(items, read.announced)
    end()
    yield from made


def _parts(text: str, line: Span, items: Sequence[Item], prose: bool) -> bool:
    """Tell whether a line ends the cards before it: a sentence that holds no card, or that leads to one of its own."""
    if items:
        strong = any(item.part not in WEAK for item in items)
        return "prose" in items[0].gap or (prose and not strong)
    said = text[line.start : line.end]
    labelled = "：" in said and "。" not in said and len(said) <= _SHORT  # 工作时间：周一至周五
    return prose and not labelled


def _blocks(text: str, lines: Sequence[Span], values: Sequence[Lexeme]) -> Iterator[list[Span]]:
    """Yield runs of lines that can hold cards: lines with a label or a number, and short ones beside them.

    In each run stands a number, an e-mail address or the label of a postal one.
    """
    starts = [line.start for line in lines]
    labels = label_places(text)
    places = [value.start for value in values if value.kind != "url"] + [place for place, placed in labels if placed]
    sure = {bisect_left(starts, place + 1) - 1 for place in places}
    live = sorted(sure | {bisect_left(starts, place + 1) - 1 for place, _ in labels})
    feet = _feet(text, lines, sure)
    block: list[int] = []
    for number in (*live, len(lines) + _APART):
        if block and number - block[-1] >= _APART:
            if not sure.isdisjoint(block):
                yield list(_whole(text, lines, block, feet))
            block = []
        block.append(number)


def _whole(text: str, lines: Sequence[Span], block: list[int], feet: set[int]) -> Iterator[Span]:
    """Yield the lines of a block with those around and between them, up to the foot of a site."""
    for number in range(max(0, block[0] - 1), min(len(lines), block[-1] + 2)):
        if number in feet or _FOOT.search(text, *lines[number]):
            return
        if number <= block[-1] or lines[number].end - lines[number].start <= _SHORT:
            yield lines[number]


def _feet(text: str, lines: Sequence[Span], live: Iterable[int]) -> set[int]:
    """Return the numbers of lines that name the host of a site: with its address, or above the site's own marks."""
    found = set()
    for number in live:
        below = range(number, min(len(lines), number + _FOOT_LINES + 1))
        hosted = _HOST.search(text, *lines[number]) and any(_FOOT.search(text, *lines[near]) for near in below)
        if hosted or _HOST_LINE.match(text, *lines[number]):
            found.add(number)
    return found


def is_card_line(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of one line is part of a card and nothing else.

    It has a number (高新处：张明远, 0571-88881234), or a person, and the next line begins with a label.
    """
    said = text[start:end]
    values = sorted((*find_web(said), *find_phones(said)), key=lambda value: value.start)
    values = [value for place, value in enumerate(values) if not place or value.start >= values[place - 1].end]
    if not values and not opens_with_label(text, end):
        return False
    reader = Reader(said, values, ())
    items: list[Item] = reader.read(0, len(said))
    sure = bool(values) or any(item.part == "person" for item in items)
    return sure and bool(items) and not reader.prose and not any("prose" in item.gap for item in items)
