"""Contact cards: who can be reached how. A card is a run of lines with labels or numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from techpolicy_extract.lexicon.worded import filled, worded
from techpolicy_extract.lexing import phones
from techpolicy_extract.nouns.drafts import ContactDraft
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

RULE = "contact.card"
_PURPOSE = worded("contacts", "({purposes})")
_NAME = worded("contacts", r"[\u4e00-\u9fff·]{2,4}?(?={titles}|{posts}|[、，,；;\s（(\d]|{behind_name}|$)")
_BEHIND_NAME = worded("contacts", r"{titles}?[、，,\s]")
_NOT_NAME = worded("contacts", r"{no_name}|^{no_name_begins}|于$")  # 请于2024年3月15日前…: a sentence
_NAME_LINE = worded("contacts", r"\s*([\u4e00-\u9fff]{2,4})\s{0,3}(?={phone_labels}[：:]|[\d（])")
_ORGAN_LABEL = worded("contacts", r"([\u4e00-\u9fff（）]{4,30}?){line_for}?{lines}[：:]")
_OFFICE = worded("contacts", "{offices}$")
_NOTE = worded("contacts", r"[（(]({nets})[）)]")
_LISTS = ("person", "phones", "fax", "emails")  # fields of a card that are lists, and those that are not
_SINGLE = ("organization", "address", "postcode", "url", "purpose")
_STOP = worded("contacts", r"[；;\n。]|[（(]?{postal}|，?{behind_address}|$")


@lru_cache(maxsize=1)
def _label() -> Finder:
    """Return the finder of labels; the last group of a match says of what."""
    return Finder(
        filled(
            "contacts",
            r"(?P<person>{persons}){named}?{with_line}?[：: ]"
            r"|(?P<address>{addresses})[：:]"
            r"|(?P<postcode>{postcodes})[：:]"
            r"|(?P<fax>{faxes})[：:]"
            r"|(?P<url>{sites})[：:]"
            r"|(?P<email>{mail_for}?{mailboxes}|{mails}|[Ee]-?[Mm][Aa][Iiİı][Ll])[：:]"
            r"|(?P<phone>(?:{line_for}|{complaints_for})?(?:{lines}|{mobiles}){numbers}?)[：:]",
        )
    )


@dataclass(slots=True)
class _Card:
    """A card on its way: its stretch, fields and spans in the normalised text."""

    start: int
    end: int
    lists: dict[str, list[tuple[str, Span]]] = field(default_factory=dict)
    single: dict[str, tuple[str, Span]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, value: str, span: Span) -> None:
        self.lists.setdefault(name, []).append((value, span))
        self.end = max(self.end, span.end)
        self.start = min(self.start, span.start)


def build(text: str, lexemes: tuple[Lexeme, ...], sentences: tuple[Sentence, ...]) -> list[ContactDraft]:
    """Find the contact cards of a document. A card needs a phone, an e-mail, or an address behind its label."""
    reach = [lx for lx in lexemes if lx.kind in ("phone", "email", "postcode", "url")]
    cards: list[_Card] = []
    last_line = -2
    places = [lx.start for lx in reach]
    found = list(_label().finditer(text))
    begins = [label.start() for label in found]
    for number, (start, end) in enumerate(_lines(text)):
        inside = reach[bisect_left(places, start) : bisect_left(places, end)]
        labels = found[bisect_left(begins, start) : bisect_left(begins, end)]
        if not inside and not labels:
            if address := _bare_address(text, start, end):
                cards.append(_Card(address.start, address.end, single={"address": (text[slice(*address)], address)}))
            continue
        fresh = number - last_line > 1 or not cards or _opens_card(text, (start, end), cards[-1], labels, inside)
        if fresh:
            cards.append(_Card(start + len(text[start:end]) - len(text[start:end].lstrip()), start))
        _read_line(text, (start, end), cards[-1], labels, inside)
        last_line = number
    starts = [sentence.start for sentence in sentences]
    cards = [card for card in cards if _holds(card)]
    return [
        _draft(text, card, sentences[max(0, bisect_left(starts, card.start + 1) - 1)], _near(cards, number))
        for number, card in enumerate(cards)
    ]


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _opens_card(
    text: str, span: tuple[int, int], card: _Card, labels: list[re.Match[str]], inside: list[Lexeme]
) -> bool:
    """Return whether a line begins a card: it has a person or body, and the card before has its phones already."""
    kinds = {label.lastgroup for label in labels}
    if "person" in kinds:
        return bool(card.lists.get("phones") or card.lists.get("person"))
    phones = any(lx.kind == "phone" for lx in inside)
    named = _NAME_LINE.match(text, *span) or _ORGAN_LABEL.match(text, *span)
    return bool(phones and card.lists.get("phones") and named)


def _read_line(
    text: str, span: tuple[int, int], card: _Card, labels: list[re.Match[str]], inside: list[Lexeme]
) -> None:
    low, high = span
    for lexeme in inside:
        place = Span(lexeme.start, lexeme.end)
        written = text[lexeme.start : lexeme.end]
        before = text[max(low, lexeme.start - 24) : lexeme.start]
        if lexeme.kind == "phone":
            faxed = re.search(r"传真[^电]{0,10}$", before) or re.match(r"[（(]传真", text[lexeme.end : lexeme.end + 4])
            card.add("fax" if faxed else "phones", written, place)
        elif lexeme.kind == "email":
            card.add("emails", written, place)
            if note := _NOTE.match(text, lexeme.end):
                card.notes.append(note[1])
                card.end = max(card.end, note.end())
        elif lexeme.kind == "postcode":
            card.single["postcode"] = (written, place)
            card.end = max(card.end, lexeme.end)
        else:
            card.single["url"] = (written, place)
            card.end = max(card.end, lexeme.end)
    for label in labels:
        if label.lastgroup == "person":
            _persons(text, label.end(), high, card)
        elif label.lastgroup == "address":
            _address(text, label.end(), high, card)
        elif label.lastgroup == "phone" and label["phone"].endswith("方式"):
            _organ(text, label.end(), high, card)
    name = None if any(label.lastgroup == "person" for label in labels) else _NAME_LINE.match(text, low, high)
    if name and not _NOT_NAME.search(name[1]):
        card.add("person", name[1], Span(name.start(1), name.end(1)))
    if (organ := _ORGAN_LABEL.match(text, low, high)) and "organization" not in card.single:
        _purpose_or_organ(organ, card)
    if found := _PURPOSE.search(text, max(0, low - 40), high):
        card.single.setdefault("purpose", (found[1], Span(found.start(), found.end())))


def _persons(text: str, start: int, high: int, card: _Card) -> None:
    """Read the names behind 联系人：, parted by 、 or spaces."""
    position = start
    while match := _NAME.match(text, position, high):
        if _NOT_NAME.search(match[0]):
            break
        card.add("person", match[0], Span(match.start(), match.end()))
        rest = _BEHIND_NAME.match(text, match.end(), high)
        if not rest:
            break
        position = rest.end()


def _address(text: str, start: int, high: int, card: _Card) -> None:
    stop = _STOP.search(text, start, high)
    end = stop.start() if stop else high
    value = text[start:end].strip(" ，（(）)")
    if len(value) >= 4:
        at = text.index(value, start)
        card.single["address"] = (value, Span(at, at + len(value)))
        card.end = max(card.end, at + len(value))


def _organ(text: str, start: int, high: int, card: _Card) -> None:
    value = text[start:high].strip()
    if 4 <= len(value) <= 30 and not re.search(r"\d", value):
        at = text.index(value, start)
        card.single["organization"] = (value, Span(at, at + len(value)))
        card.end = max(card.end, at + len(value))


def _purpose_or_organ(match: re.Match[str], card: _Card) -> None:
    words = match[1]
    if _OFFICE.search(words):
        card.single["organization"] = (words, Span(match.start(1), match.end(1)))


def _bare_address(text: str, start: int, end: int) -> Span | None:
    """Find an address that fills the line under a title of 受理地址."""
    head = max(0, start - _HEAD)
    if text.rfind("地", head, start) < 0 or not _ADDRESS_HEAD.search(text, head, start):
        return None
    if not _PLACE_LINE.fullmatch(text, start, end):
        return None
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


_HEAD = 12  # characters of a title that announces an address
_PLACE_LINE = lazy(
    r"\s*[\u4e00-\u9fff]{2,20}?[市县区州][\u4e00-\u9fff\w（）\-—]{2,40}?\d{1,5}[号室楼层栋座]?[^，。；\n]{0,24}"
)
_ADDRESS_HEAD = worded("contacts", r"{places}：?\s{0,4}\n\Z")


def _holds(card: _Card) -> bool:
    return bool(
        card.lists.get("phones") or card.lists.get("emails") or "address" in card.single or card.lists.get("fax")
    )


def _draft(text: str, card: _Card, sentence: Sentence, near: str | None) -> ContactDraft:
    lists = {name: [value for value, _ in found] for name, found in card.lists.items()}
    single = {name: value for name, (value, _) in card.single.items()}
    return ContactDraft(
        RULE, Span(card.start, max(card.end, card.start + 1)), sentence, card.start,
        person=lists.get("person", []), organization=single.get("organization"),
        phones=lists.get("phones", []), phones_e164=_e164(card, near), fax=lists.get("fax", []),
        emails=lists.get("emails", []), email_notes=card.notes,
        address=single.get("address"), postcode=single.get("postcode"), url=single.get("url"),
        purpose=single.get("purpose") or ("联系人" if lists.get("person") else None),
        spans={name: [span for _, span in card.lists[name]] for name in _LISTS if name in card.lists}
        | {name: card.single[name][1] for name in _SINGLE if name in card.single},
    )  # fmt: skip


def _e164(card: _Card, near: str | None) -> list[str]:
    """Return the phones of a card in international form; a local number takes the area code before it, else `near`."""
    area, found = _area_code(card) or near, []
    for phone, _ in card.lists.get("phones", []):
        area = phones.area_code(phone) or area
        if number := phones.e164(phone, area):
            found.append(number)
    return found


def _area_code(card: _Card | None) -> str | None:
    """Return the first area code that a card is written with."""
    written = [*card.lists.get("phones", []), *card.lists.get("fax", [])] if card else []
    return next((code for phone, _ in written if (code := phones.area_code(phone))), None)


def _near(cards: list[_Card], number: int) -> str | None:
    """Return the area code of the cards next to a card, where they agree."""
    before = _area_code(cards[number - 1]) if number else None
    after = _area_code(cards[number + 1]) if number + 1 < len(cards) else None
    return None if before and after and before != after else before or after
