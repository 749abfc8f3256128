"""What several cards share: equal lists pair by order, an address of several cards is one of its own."""

from __future__ import annotations

from techpolicy_extract.nouns.text import Span
from techpolicy_extract.syntax.cards.model import Card

_TAIL = 4  # digits of the tail of a number, which says nothing without the number before it
_APART = ("address", "postcode", "url")


def shared(block: list[Card]) -> list[Card]:
    """Return the cards of a block, with lists paired and addresses apart."""
    return _addresses_apart(_joined([each for card in block for each in _paired(card)]))


def _paired(card: Card) -> list[Card]:
    """Return a card for each person of a card that names as many persons as phones, one behind the other."""
    size = len(card.person)
    if len(card.offices) > 1 and len(card.phones) != size:
        card.single.pop("organization", None)  # of several persons each has an office of their own
    if card.rule is not None:
        return [card]
    if size < 2 or len(card.phones) != size or card.fax or card.person[-1].start > card.phones[0].start:
        return [card]
    if any(phone.end - phone.start <= _TAIL for phone in card.phones):
        return [card]
    mails = card.emails if len(card.emails) == size else []
    made = []
    for place, (person, phone) in enumerate(zip(card.person, card.phones, strict=True)):
        one = Card(person.start, phone.end, [person], [phone])
        one.single = {name: span for name, span in card.single.items() if name not in _APART}
        one.emails = mails[place : place + 1]
        if len(card.offices) == size:
            one.single["organization"] = card.offices[place]
        made.append(one)
    rest = {name: span for name, span in card.single.items() if name in _APART}
    if rest or (card.emails and not mails):
        spans = [*rest.values(), *([] if mails else card.emails)]
        apart = Card(min(span.start for span in spans), max(span.end for span in spans))
        apart.single, apart.emails = rest, [] if mails else card.emails
        apart.notes = card.notes
        made.append(apart)
    return made


def _only_place(card: Card) -> bool:
    return "address" in card.single and not card.reaches() and not card.person


def _joined(block: list[Card]) -> list[Card]:
    """Join an office with its address to the one card before it that has neither."""
    found: list[Card] = []
    since = 0  # cards without an address since the last one with one
    for card in block:
        before = found[-1] if found else None
        takes = before is not None and "organization" not in before.single and "address" not in before.single
        if before is not None and takes and since == 1 and _only_place(card) and "organization" in card.single:
            before.single = card.single | before.single
            before.widen(card.start, card.end)
            since = 0
            continue
        since = 0 if "address" in card.single else since + 1
        found.append(card)
    return found


def _addresses_apart(block: list[Card]) -> list[Card]:
    """Make an address that serves several cards a card of its own: it stands before or behind the numbers of all."""
    placed = [card for card in block if "address" in card.single]
    if len(block) < 2 or len(placed) != 1 or _only_place(placed[0]):
        return block
    card = placed[0]
    address = card.single["address"]
    own = [*card.person, *card.phones, *card.emails]
    first, last = block[0] is card, block[-1] is card
    if not ((first and address.end <= own[0].start) or (last and address.start >= own[-1].end)):
        return block
    return block if not _serves_all(block, card) else _split(block, card)


def _serves_all(block: list[Card], card: Card) -> bool:
    """Tell whether the cards are of one office, or of none, so that an address on a line of its own is theirs."""
    offices = {card.single.get("organization") for card in block}
    return len(offices) == 1 and card.apart


def _split(block: list[Card], card: Card) -> list[Card]:
    names = [name for name in _APART if name in card.single]
    spans: list[Span] = [card.single.pop(name) for name in names]
    apart = Card(min(span.start for span in spans), max(span.end for span in spans))
    apart.single = dict(zip(names, spans, strict=True))
    parts = [*card.person, *card.phones, *card.fax, *card.emails, *card.single.values()]
    card.start, card.end = min(span.start for span in parts), max(span.end for span in parts)
    return sorted((*block, apart), key=lambda each: each.start)
