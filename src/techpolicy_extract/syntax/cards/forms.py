"""Rules over cards: a rule sees the items of a card as letters, and says which card it is and what the items are.

Most rules fit a card that the parse has put together. A rule over lines cuts its cards out of the lines itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import LETTERS, View, view_of
from techpolicy_extract.syntax.cards.model import Card, Item
from techpolicy_extract.syntax.forms import Fit, fitting, rules_over, taken_apart

_LETTERS = LETTERS["cards"]
# Field of a record → what its items are called in a view.
PARTS = {
    "organization": "office",
    "person": "person",
    "purpose": "purpose",
    "phones": "phone",
    "fax": "fax",
    "emails": "email",
    "email_notes": "note",
    "url": "url",
    "address": "address",
    "postcode": "postcode",
}

Lines = list[list[Item]]


class Forms:
    """The rules over cards of a run: those that look at lines, and those that look at one card."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take rules in the order in which they are tried."""
        self.lines, self.whole = rules_over("cards", rules)

    def cut(self, text: str, lines: Lines) -> Lines:
        """Return the items of the lines of a block; those that a rule cuts out know it and have its fields."""
        items = [item for line in lines for item in line]
        if not self.lines or not items:
            return lines
        fits = taken_apart(block_view(text, lines), self.lines)
        return _cut(lines, fits) if fits else lines

    def named(self, text: str, card: Card) -> Card | None:
        """Return a card with the first rule that fits it, and its fields as that rule has them; None without a rule."""
        if card.rule is not None:
            return card
        fit = fitting(_card_view(text, card), self.whole)
        if fit is None:
            return None
        card.rule = fit.rule
        for field, spans in fit.groups.items():
            for span in spans:
                _move(card, span, PARTS.get(field, field))
        return card


def block_view(text: str, lines: Lines) -> View:
    """Return the view of the lines of a block, from the line of its first item to the end of its last one's."""
    items = [item for line in lines for item in line]
    low = text.rfind("\n", 0, items[0].begin) + 1
    high = text.find("\n", items[-1].end)
    places = [(item.start, item.end, _LETTERS[item.part]) for item in items]
    return view_of(text, Span(low, high if high >= 0 else len(text)), places)


def _cut(lines: Lines, fits: Sequence[Fit]) -> Lines:
    """Return the lines with the items of each fit marked and in the parts that its groups give them."""
    items = [(number, item) for number, line in enumerate(lines) for item in line]
    starts = [item.start for _, item in items]
    made: list[list[tuple[Item, int]]] = [[] for _ in lines]
    at = 0
    for count, fit in enumerate(fits):
        low, high = bisect_left(starts, fit.place.start), bisect_left(starts, fit.place.end)
        for number, item in items[at:low]:
            made[number].append((item, -1))
        own = [(number, item) for number, item in items[low:high] if item.end <= fit.place.end]
        for number, item in own:
            made[number].append((_set(item, fit), count))
        number = own[0][0] if own else items[min(low, len(items) - 1)][0]
        made[number] += [(item, count) for item in _added(fit, [item for _, item in own])]
        at = high
    for number, item in items[at:]:
        made[number].append((item, -1))
    return _marked([sorted(line, key=lambda pair: pair[0].start) for line in made])


def _marked(lines: list[list[tuple[Item, int]]]) -> Lines:
    """Say of the items of each fit, and of the one behind them, where the card begins and ends."""
    before, found = -1, []
    for line in lines:
        marked = []
        for item, count in line:
            cut = ("inside" if count == before else "first") if count >= 0 else "after" if before >= 0 else ""
            marked.append(replace(item, cut=cut) if cut else item)
            before = count
        found.append(marked)
    return found


def _set(item: Item, fit: Fit) -> Item:
    """Return an item of a fit with the part that a group gives it."""
    for field, spans in fit.groups.items():
        if field in PARTS and any(span.start <= item.start and item.end <= span.end for span in spans):
            return replace(item, part=PARTS[field], rule=fit.rule)
    return replace(item, part=_known(item.part), rule=fit.rule)


def _added(fit: Fit, own: Sequence[Item]) -> Iterator[Item]:
    """Yield an item for each group of plain words."""
    for field, spans in fit.groups.items():
        for span in spans if field in PARTS else ():
            if not any(span.start <= item.start and item.end <= span.end for item in own):
                yield Item(PARTS[field], *span, span.start, rule=fit.rule)


def _known(part: str) -> str:
    """Return the part of an item that is no field of a record: whom a paper goes to is an office."""
    return {"recipient": "office", "head": "purpose"}.get(part, part)


def _parts(card: Card) -> Iterator[tuple[str, Span]]:
    """Yield the items of a card in order of position, by their names in a view."""
    both = set(card.phones) & set(card.fax)
    lists = {"person": card.person, "phone": card.phones, "email": card.emails, "note": card.notes}
    found = [(name, span) for name, spans in lists.items() for span in spans if span not in both]
    found += [("fax", span) for span in card.fax if span not in both] + [("both", span) for span in both]
    found += [(PARTS.get(name, name), span) for name, span in card.single.items()]
    yield from sorted(found, key=lambda item: item[1])


def _card_view(text: str, card: Card) -> View:
    items = list(_parts(card))
    low = min((card.start, *(span.start for _, span in items)))
    high = max((card.end, *(span.end for _, span in items)))
    return view_of(text, Span(low, high), ((*span, _LETTERS[name]) for name, span in items))


def _move(card: Card, place: Span, part: str) -> None:
    """Let what stands in a stretch be another part of a card; without an item in it, its words are that part."""
    held = [span for _, span in _parts(card) if place.start <= span.start and span.end <= place.end] or [place]
    for spans in (card.person, card.phones, card.fax, card.emails, card.notes):
        spans[:] = [span for span in spans if span not in held]
    card.single = {name: span for name, span in card.single.items() if span not in held}
    lists = {"person": card.person, "phone": card.phones, "fax": card.fax, "email": card.emails, "note": card.notes}
    if part in lists:
        lists[part][:] = sorted({*lists[part], *held})
    else:
        name = "organization" if part == "office" else part
        card.single[name] = Span(held[0].start, held[-1].end)
