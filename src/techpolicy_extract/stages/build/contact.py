"""Make drafts of contact cards: who can be reached how."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing import phones
from techpolicy_extract.nouns.drafts import ContactDraft
from techpolicy_extract.nouns.grids import Grid
from techpolicy_extract.nouns.handover import Matched
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import View
from techpolicy_extract.stages.build.context import set_by_rule
from techpolicy_extract.syntax.cards.model import Card
from techpolicy_extract.syntax.cards.reading import card_views, read_cards

_SAID = worded("contacts", r"{area_codes}[：:为是]?[ ]?(?P<code>0\d{2,3})(?!\d)")
_SAID_REACH = 200  # characters between a card and the area code that the text states


def build(matched: Matched) -> list[ContactDraft]:
    """Return the drafts of a document's cards. A card has a phone, a fax, an e-mail or a postal address."""
    text, sentences = matched.segmented.normalized.mapped.text, matched.sentences
    cards = read_cards(*_lined(matched), matched.forms)
    starts = [sentence.start for sentence in sentences]
    said = [(code.start(), code["code"]) for code in _SAID.finditer(text)] if cards else []
    codes = [_area_code(text, card) or _said_near(card, said) for card in cards]
    return [
        _draft(text, card, sentences[max(0, bisect_left(starts, card.start + 1) - 1)], near)
        for card, near in zip(cards, _near(codes), strict=False)
    ]


def _said_near(card: Card, said: Sequence[tuple[int, str]]) -> str | None:
    """Return the area code that the text states in so many words near a card: （区号0578）."""
    at = bisect_left(said, (card.end, ""))
    near = [(abs(place - card.end), code) for place, code in said[max(0, at - 1) : at + 1]]
    return next((code for far, code in sorted(near) if far <= _SAID_REACH), None)


def views(matched: Matched) -> Iterator[View]:
    """Yield what rules over cards see of each run of lines that can hold some."""
    yield from card_views(*_lined(matched))


def _lined(matched: Matched) -> tuple[str, list[Span], Sequence[Lexeme], dict[int, list[int]]]:
    """Return the text, its lines, its expressions, and the ends of the cells of the rows of tables."""
    text = matched.segmented.normalized.mapped.text
    rows = _rows(text, matched.tables.grids)
    cells = {start: ends[:-1] for start, ends in rows.items()}
    return text, _lines(text, rows), matched.lexemes, cells


def _rows(text: str, grids: Sequence[Grid]) -> dict[int, list[int]]:
    """Return the ends of the cells of each row of a table, by where the line begins in which the row does."""
    found: dict[int, list[int]] = {}
    for grid in grids:
        for row in range(1, grid.height + 1):
            cells = [cell for cell in grid.row(row) if cell.row == row and cell.end > cell.start]
            if cells:
                found[text.rfind("\n", 0, cells[0].start) + 1] = [cell.end for cell in cells]
    return found


def _lines(text: str, rows: Mapping[int, Sequence[int]]) -> list[Span]:
    """Return the lines of a text; a row of a table is one."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if spans and spans[-1].start in rows and start <= rows[spans[-1].start][-1]:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        start = end + 1
    return spans


def _draft(text: str, card: Card, sentence: Sentence, near: str | None) -> ContactDraft:
    def said(spans: Sequence[Span]) -> list[str]:
        return [text[slice(*span)] for span in spans]

    lists = {"person": card.person, "phones": card.phones, "fax": card.fax, "emails": card.emails}
    single = {name: text[slice(*span)] for name, span in card.single.items()}
    person = words("contacts", "person_purpose")[0] if card.person else None
    assert card.rule is not None
    draft = ContactDraft(
        card.rule.id, Span(card.start, card.end), sentence, card.start,
        person=said(card.person), organization=single.get("organization"),
        phones=said(card.phones), phones_e164=_e164(text, card, near), fax=said(card.fax),
        emails=said(card.emails), email_notes=said(card.notes),
        address=single.get("address"), postcode=single.get("postcode"), url=single.get("url"),
        purpose=single.get("purpose") or person,
        spans={name: spans for name, spans in lists.items() if spans} | dict(card.single),
    )  # fmt: skip
    return set_by_rule(draft, card.rule)


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


def _near(codes: Sequence[str | None]) -> list[str | None]:
    """Return for each card the area code of the nearest cards before and behind it that have one, where they agree."""
    behind, found = list(accumulate(reversed(codes), _nearer)), []
    for before, after in zip((None, *accumulate(codes, _nearer)), (*reversed(behind[:-1]), None), strict=False):
        found.append(None if before and after and before != after else before or after)
    return found


def _nearer(before: str | None, own: str | None) -> str | None:
    return own or before
