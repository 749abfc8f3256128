"""Contact cards: who can be reached how. A card is a run of lines with labels or numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from techpolicy_extract.lexing import phones
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Lexeme, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

RULE = "contact.card"
_LABEL = Finder(
    r"(?P<person>联系人|联络人|经办人|负责人|联系老师|咨询人)(?:姓名)?(?:及(?:联系)?(?:电话|方式))?[：: ]"
    r"|(?P<address>(?:(?:通讯|联系|通信|邮寄|受理|办公|单位|详细|报送|收件)?地址|地点))[：:]"
    r"|(?P<postcode>邮政?编码?)[：:]"
    r"|(?P<fax>传真)(?:号码|电话)?[：:]"
    r"|(?P<url>网址|网站|官网)[：:]"
    r"|(?P<email>(?:联系|电子|工作|报送|投稿)?邮箱(?:地址)?|电子邮件|[Ee]-?[Mm][Aa][Iiİı][Ll])[：:]"
    r"|(?P<phone>(?:联系|咨询|服务|办公|监督|举报|投诉|值班|受理)?(?:电话|方式|热线|手机)(?:号码)?)[：:]",
)
_PURPOSE = lazy(r"(政策咨询|业务咨询|技术支持|技术咨询|监督举报|申报咨询|申报业务咨询|咨询|监督|举报|投诉)")
_NAME = lazy(
    r"[\u4e00-\u9fff·]{2,4}?(?=同志|先生|女士|老师|处长|科长|主任|[、，,；;\s（(\d]|电话|手机|联系|邮箱|传真|$)"
)
_NOT_NAME = lazy(
    r"(?:省|市|县|区|局|厅|部|委|处|科|室|中心|公司|单位|学会|协会|办公|电话|联系|邮箱|地址|传真|附件|方式|手机|咨询|窗口|平台)"
    r"|^(?:请|各|如|可|须|应|若|截|自|即日)|于$"  # 请于2024年3月15日前…: a sentence
)
_NAME_LINE = lazy(r"\s*([\u4e00-\u9fff]{2,4})\s{0,3}(?=(?:联系)?(?:电话|手机)[：:]|[\d（])")
_ORGAN_LABEL = lazy(r"([\u4e00-\u9fff（）]{4,30}?)(?:联系|咨询|服务|办公|受理)?(?:电话|方式|热线)[：:]")
_NOTE = lazy(r"[（(](内网|外网)[）)]")
_STOP = lazy(r"[；;\n。]|[（(]?邮政?编|，?(?:联系)?电话|，?邮箱|，?传真|，?联系人|$")


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


def build(text: str, lexemes: tuple[Lexeme, ...], sentences: tuple[Sentence, ...]) -> list[Draft]:
    """Find the contact cards of a document. A card needs a phone, an e-mail, or an address behind its label."""
    reach = [lx for lx in lexemes if lx.kind in ("phone", "email", "postcode", "url")]
    cards: list[_Card] = []
    last_line = -2
    places = [lx.start for lx in reach]
    found = list(_LABEL.finditer(text))
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
    """Whether a line begins a card: it has a person or body, and the card before has its phones already."""
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
        rest = re.compile(r"(?:同志|先生|女士|老师)?[、，,\s]").match(text, match.end(), high)
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
    if re.search(r"(?:局|厅|部|委|处|科|室|中心|窗口|平台|公司|会|院|所)$", words):
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
_ADDRESS_HEAD = lazy(r"(?:地址|地点)：?\s{0,4}\n\Z")


def _holds(card: _Card) -> bool:
    return bool(
        card.lists.get("phones") or card.lists.get("emails") or "address" in card.single or card.lists.get("fax")
    )


def _draft(text: str, card: _Card, sentence: Sentence, near: str | None) -> Draft:
    record = Draft("contact", RULE, Span(card.start, max(card.end, card.start + 1)), {}, {}, sentence, card.start)
    for name in ("person", "phones", "fax", "emails"):
        found = card.lists.get(name, [])
        record.fields[name] = [value for value, _ in found]
        if found:
            record.spans[name] = [span for _, span in found]
    for name in ("organization", "address", "postcode", "url", "purpose"):
        if name in card.single:
            record.fields[name] = card.single[name][0]
            record.spans[name] = card.single[name][1]
    if record.fields["person"] and "purpose" not in record.fields:
        record.fields["purpose"] = "联系人"
    record.fields["email_notes"] = card.notes
    record.fields["phones_e164"] = _e164(card, near)
    return record


def _e164(card: _Card, near: str | None) -> list[str]:
    """Give the phones of a card in international form; a local number takes the area code before it, else `near`."""
    area, found = _area_code(card) or near, []
    for phone, _ in card.lists.get("phones", []):
        area = phones.area_code(phone) or area
        if number := phones.e164(phone, area):
            found.append(number)
    return found


def _area_code(card: _Card | None) -> str | None:
    """Give the first area code that a card is written with."""
    written = [*card.lists.get("phones", []), *card.lists.get("fax", [])] if card else []
    return next((code for phone, _ in written if (code := phones.area_code(phone))), None)


def _near(cards: list[_Card], number: int) -> str | None:
    """Give the area code of the cards next to a card, where they agree."""
    before = _area_code(cards[number - 1]) if number else None
    after = _area_code(cards[number + 1]) if number + 1 < len(cards) else None
    return None if before and after and before != after else before or after
