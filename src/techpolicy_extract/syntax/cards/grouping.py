"""Put the items of lines together into cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from techpolicy_extract.nouns.text import Span
from techpolicy_extract.syntax.cards.model import HEADS, REACH, Card, Item

_ENDS = frozenset(("line", "stop"))
_AHEAD = 12  # items behind one that say whether it begins a card
_ANY = frozenset(("line", "stop", "comma", "list", "blank", "close"))
_NUMBERS = (*REACH, "both")


class Grouping:
    """Take the items of a block one after the other; `cards` has what they make."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.cards: list[Card] = []
        self._card: Card | None = None
        self._office: Item | None = None  # the office that the line before names, or that leads a row of persons
        self._purpose: Span | None = None
        self._announced: Span | None = None  # the purpose that a title of cards gives
        self._recipient: Item | None = None
        self._last: Item | None = None
        self._behind: frozenset[str] | None = None  # gaps behind which a number is another's
        self._told = False  # prose has led to the card

    def close(self) -> None:
        """End the card, so that nothing of it holds for the next block."""
        self._end()
        self._office = self._purpose = self._announced = self._recipient = self._last = None

    def _end(self) -> None:
        self._card, self._behind, self._told = None, None, False

    def add(self, items: Sequence[Item], announced: Span | None = None) -> None:
        """Take the items of a line. `announced` is the purpose that a line without items gives those below it."""
        self._announced = announced or self._announced
        if announced or (items and "marker" in items[0].gap):
            self._purpose = self._announced
        for place, item in enumerate(items):
            if item.part == "head" and not item.rule:
                if not _leads(items, place):
                    continue
                item = replace(item, part="purpose")
            self._take(item, items[place + 1 : place + 1 + _AHEAD])
            self._last = item

    def _take(self, item: Item, behind: Sequence[Item]) -> None:
        if item.part == "recipient" and not item.cut:
            self._recipient = item
            if behind and behind[0].bracket:
                item = replace(item, part="office")
            else:
                return
        if self._card is not None and self._opens(item, behind):
            self._end()
        if self._card is None:
            self._open(item)
        self._fill(item)

    def _open(self, item: Item) -> None:
        before = self.cards[-1] if self.cards and not item.gap & _ENDS and self._last is not None else None
        self._card = Card(item.begin, item.end)
        self.cards.append(self._card)
        self._card.rule = item.rule
        self._told = "prose" in item.gap
        if item.part in ("person", *_NUMBERS) and self._office is not None:
            self._card.single["organization"] = Span(self._office.start, self._office.end)
        if item.part != "purpose":
            purpose = before.single.get("purpose") if before else self._purpose
            if purpose is not None:
                self._card.single["purpose"] = purpose

    def _opens(self, item: Item, behind: Sequence[Item]) -> bool:
        """Tell whether an item begins a card: whom it names has numbers already, or the card before is told."""
        card = self._card
        assert card is not None
        if item.cut:
            return item.cut != "inside"
        ended = bool(item.gap & _ENDS)
        if self._told and ended and item.part in HEADS:
            return True
        if "marker" in item.gap and not (card.person or card.reaches() or card.single.keys() - {"url"}):
            return True  # an address on the web is a point of its own
        if item.part == "office":
            return self._opens_for_office(card, item, behind, ended)
        if item.part == "purpose" and "marker" in item.gap and {"address", "organization"} <= card.single.keys():
            return True
        if item.part == "purpose":
            if item.bracket and card.reaches() and "purpose" not in card.single:
                self._behind = _ANY
                return False
            return card.reaches() and not self._same_purpose(item)
        if item.part == "person":
            return self._opens_for_person(card, item, behind, ended)
        if item.part in _NUMBERS:
            again = item.part == "phone" or (item.part == "email" and bool(card.emails))
            return again and self._behind is not None and bool(item.gap & self._behind)
        if item.part == "address":
            return "address" in card.single or (ended and bool(card.phones) and _has_own_phone(behind))
        return False

    def _same_purpose(self, item: Item) -> bool:
        """Tell whether a purpose is the card's own, said again: 技术支持电话, 技术支持邮箱."""
        assert self._card is not None
        own = self._card.single.get("purpose")
        return own is not None and self._text[slice(*own)] == self._text[item.start : item.end]

    def _opens_for_office(self, card: Card, item: Item, behind: Sequence[Item], ended: bool) -> bool:
        last = self._last.part if self._last is not None else ""
        if item.bracket and last in _NUMBERS and card.reaches():
            self._behind = _ANY
            return False
        if item.bracket and last == "person" and not card.reaches():
            card.offices.append(Span(item.start, item.end))
            return False
        alone = item.lead and "line" in item.gap and not item.labelled  # a signature, or the head of the next card
        if alone and (card.person or card.single.keys() - {"organization", "purpose"}):
            return True
        if not ended and "organization" not in card.single and card.reaches() and _is_last(behind):
            return False
        return card.reaches() or {"address", "organization"} <= card.single.keys()

    def _opens_for_person(self, card: Card, item: Item, behind: Sequence[Item], ended: bool) -> bool:
        if not card.reaches():
            return False
        if card.person:
            listed = self._last is not None and self._last.part == "person" and item.gap == {"list"}
            if listed and not card.phones and not item.labelled:
                return False  # an e-mail address before them is of all of them
            return not (listed and _is_last(behind))
        if item.bracket:
            self._behind = _ANY
            return False
        if not card.phones:
            return False
        if not item.labelled:
            return ended or not _is_last(behind)
        own = next((each for each in behind if each.part in (*_NUMBERS, *HEADS)), None)
        if own is None or own.part != "phone" or (own.labelled and own.gap & _ENDS and not ended):
            self._behind = _ENDS
            return False
        return True

    def _fill(self, item: Item) -> None:
        card = self._card
        assert card is not None
        place = Span(item.start, item.end)
        card.widen(item.begin, item.end)
        if item.part == "person":
            card.person.append(place)
        elif item.part in ("phone", "both"):
            card.phones.append(place)
            if item.part == "both":
                card.fax.append(place)
        elif item.part == "fax":
            card.fax.append(place)
        elif item.part == "email":
            card.emails.append(place)
        elif item.part == "note":
            card.notes.append(place)
            card.end += 1  # its bracket
        elif item.part == "office":
            self._fill_office(card, item, place)
        else:
            card.single.setdefault(item.part, place)
        if item.part == "purpose":
            self._purpose = place if item.lead else self._announced
        if item.part == "address":
            self._for_address(card, item)

    def _fill_office(self, card: Card, item: Item, place: Span) -> None:
        last = self._last
        joined = last is not None and last.part == "office" and item.gap == {"blank"} and not card.person
        if joined and "organization" in card.single:
            place = Span(card.single["organization"].start, item.end)
            item = replace(item, start=place.start)
        if card.person and not card.reaches() and not item.bracket and "organization" in card.single:
            card.offices += [place] if card.offices else [card.single["organization"], place]  # each has an office
        card.single["organization"] = place
        if not item.bracket or not card.reaches():
            self._office = item

    def _for_address(self, card: Card, item: Item) -> None:
        """Let whom papers are sent to own an address behind 寄送地址：; note one that has its line to itself."""
        card.apart = "line" in item.gap
        if self._recipient is not None and "organization" not in card.single and item.labelled:
            card.single["organization"] = Span(self._recipient.start, self._recipient.end)
            self._recipient = None


def _has_own_phone(behind: Sequence[Item]) -> bool:
    """Tell whether a phone follows in the same sentence of the line."""
    for item in behind:
        if item.gap & _ENDS or item.part in HEADS:
            return False
        if item.part == "phone":
            return True
    return False


def _is_last(behind: Sequence[Item]) -> bool:
    """Tell whether no number follows in the same sentence of the line."""
    own = next((item for item in behind if item.gap & _ENDS or item.part in _NUMBERS), None)
    return own is None or bool(own.gap & _ENDS)


def _leads(items: Sequence[Item], place: int) -> bool:
    """Tell whether a person or a phone follows a head in its own sentence: 展位预订：孙八, 0571-…."""
    return (
        place + 1 < len(items)
        and items[place + 1].part in ("person", "phone", "office")
        and not (items[place + 1].gap & _ENDS)
    )


def held(cards: Iterable[Card]) -> list[Card]:
    """Return the cards that hold something: a number, an e-mail address or a postal one."""
    return [card for card in cards if card.reaches() or "address" in card.single]
