"""Make drafts of contact cards: who can be reached how."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing import phones
from techpolicy_extract.nouns.drafts import ContactDraft
from techpolicy_extract.nouns.grids import Grid
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.syntax.cards.model import Card
from techpolicy_extract.syntax.cards.reading import read_cards

RULE = "contact.card"


def build(
    text: str, lexemes: Sequence[Lexeme], sentences: Sequence[Sentence], grids: Sequence[Grid]
) -> list[ContactDraft]:
    """Return the drafts of a document's cards. A card has a phone, a fax, an e-mail or a postal address."""
    cards = read_cards(text, _lines(text, grids), lexemes)
    starts = [sentence.start for sentence in sentences]
    return [
        _draft(text, card, sentences[max(0, bisect_left(starts, card.start + 1) - 1)], _near(text, cards, number))
        for number, card in enumerate(cards)
    ]


def _lines(text: str, grids: Sequence[Grid]) -> list[Span]:
    """Return the lines of a text; a row of a table is one."""
    rows = sorted(
        (cells[0].start, max(cell.end for cell in cells))
        for grid in grids
        for row in range(1, grid.height + 1)
        if (cells := [cell for cell in grid.row(row) if cell.row == row and cell.end > cell.start])
    )
    ends: dict[int, int] = {}
    for low, high in rows:
        ends.setdefault(text.rfind("\n", 0, low) + 1, high)
    spans, start = [], 0
    while start <= len(text):
        end = text.find("\n", ends.get(start, start))
        end = len(text) if end < 0 else end
        spans.append(Span(start, end))
        start = end + 1
    return spans


def _draft(text: str, card: Card, sentence: Sentence, near: str | None) -> ContactDraft:
    def said(spans: Sequence[Span]) -> list[str]:
        return [text[slice(*span)] for span in spans]

    lists = {"person": card.person, "phones": card.phones, "fax": card.fax, "emails": card.emails}
    single = {name: text[slice(*span)] for name, span in card.single.items()}
    person = words("contacts", "person_purpose")[0] if card.person else None
    return ContactDraft(
        RULE, Span(card.start, card.end), sentence, card.start,
        person=said(card.person), organization=single.get("organization"),
        phones=said(card.phones), phones_e164=_e164(text, card, near), fax=said(card.fax),
        emails=said(card.emails), email_notes=said(card.notes),
        address=single.get("address"), postcode=single.get("postcode"), url=single.get("url"),
        purpose=single.get("purpose") or person,
        spans={name: spans for name, spans in lists.items() if spans} | dict(card.single),
    )  # fmt: skip


def _e164(text: str, card: Card, near: str | None) -> list[str]:
    """Return the phones of a card in international form; a local number takes the area code before it, else `near`."""
    area, found = _area_code(text, card) or near, []
    for phone in phones.completed([text[slice(*span)] for span in card.phones]):
        area = phones.area_code(phone) or area
        if number := phones.e164(phone, area):
            found.append(number)
    return found


def _area_code(text: str, card: Card) -> str | None:
    """Return the first area code that a card is written with."""
    written = (text[slice(*span)] for span in (*card.phones, *card.fax))
    return next((code for phone in written if (code := phones.area_code(phone))), None)


def _near(text: str, cards: Sequence[Card], number: int) -> str | None:
    """Return the area code of the nearest cards before and behind a card that have one, where they agree."""
    before = next((code for card in reversed(cards[:number]) if (code := _area_code(text, card))), None)
    after = next((code for card in cards[number + 1 :] if (code := _area_code(text, card))), None)
    return None if before and after and before != after else before or after
