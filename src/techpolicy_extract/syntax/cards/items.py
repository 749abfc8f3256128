"""Read the lines of a text as items of cards: offices, persons, purposes, numbers, addresses, and their gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.cards.addresses import address_end, is_address
from techpolicy_extract.syntax.cards.labels import Label, find_labels, head_kinds, is_head
from techpolicy_extract.syntax.cards.model import REACH, Item
from techpolicy_extract.syntax.cards.names import parts_name
from techpolicy_extract.syntax.cards.runs import read_head, read_run

_MARKS = lazy(r"[，,、；;。！？：:（）()\t /|]|[①-⑳]")
_MARKER = lazy(r"[ \t]*(?:\d{1,2}(?:[.．、）)]|(?=[\u4e00-\u9fff]))|[一二三四五六七八九十]{1,3}、)")
_NUMBERED = lazy(r"[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]")
_PURPOSES = worded("contacts", "{named_purposes}")
_GAPS = {"，": "comma", ",": "comma", "、": "list", "/": "list", "|": "list", "：": "colon", ":": "colon"}
_GAPS |= {" ": "blank", "\t": "blank", "（": "open", "(": "open", "）": "close", ")": "close"}
_STOPS = "；;。！？"
_LINES = ("phone", "fax", "email", "person", "url", "address")  # kinds of labels before which a purpose can stand
_CARRIED = ("person", "phone", "fax", "email", "address", "office")

Piece = tuple[int, int, str, Label | Lexeme | None]


class Reader:
    """Read lines one after the other; what a line leads to (联系人及电话：, the heads of a table) holds for the next."""

    def __init__(self, text: str, values: Sequence[Lexeme], numbers: Sequence[int]) -> None:
        """Take a text, its phones, e-mail and web addresses and postcodes, and where numbers of addresses stand."""
        self._text, self._values, self._numbers = text, values, numbers
        self._ends = [value.end for value in values]
        self._items: list[Item] = []
        self._gap: set[str] = set()
        self._expect: tuple[str, ...] = ()
        self._begin: int | None = None
        self._said = ""
        self._columns: list[tuple[str, ...]] = []
        self._carry: tuple[str, ...] = ()

    def forget(self) -> None:
        """Let nothing of the lines before hold for the next."""
        self._columns, self._carry = [], ()

    def read(self, low: int, high: int) -> list[Item]:
        """Return the items of the line `[low, high)`. It is prose where an item's gap or the last gap says so."""
        self._items, self._gap = [], {"line"}
        cells = self._text[low:high].replace("\n", "\t").split("\t")
        if len(cells) > 1 and is_head(cells):
            self._columns = [head_kinds(cell) for cell in cells]
            return []
        rows = self._columns if len(cells) > 1 and abs(len(cells) - len(self._columns)) <= 1 else []
        self._expect, self._begin, self._said = (rows[0] if rows else self._carry), None, ""
        self._low, self._high = low, high
        pieces = self._pieces(low, high)
        column = 0
        position = low
        for place, (start, end, what, thing) in enumerate(pieces):
            if start < position:
                continue
            self._run(position, start, pieces, place)
            position = end
            if what == "label":
                position = self._label(thing, pieces, place)  # type: ignore[arg-type]
            elif what == "value":
                self._value(thing)  # type: ignore[arg-type]
            elif what == "\t" and rows:
                column += 1
                self._gap.add("blank")
                self._expect = rows[column] if column < len(rows) else ()
            else:
                self._mark(what)
        self._run(position, high, pieces, len(pieces))
        self._lead(low, high)
        return self._items

    def announced(self, low: int, high: int) -> Span | None:
        """Return what the last line, `[low, high)`, says that the cards below it are for: 政策咨询部门和联系电话."""
        found = _PURPOSES.search(self._text, low, high) if self._carry and not self._items else None
        return Span(*found.span()) if found else None

    @property
    def prose(self) -> bool:
        """Tell whether the last line ended in words that belong to no card."""
        return "prose" in self._gap

    def _pieces(self, low: int, high: int) -> list[Piece]:
        """Return labels, values and marks in order; what lies between them are runs of words."""
        first = bisect_left(self._ends, low + 1)
        values: list[Piece] = []
        for value in self._values[first:]:
            if value.start >= high:
                break
            values.append((value.start, value.end, "value", value))
        labels: list[Piece] = [
            (label.start, label.end, "label", label) for label in find_labels(self._text, (low, high), self._values)
        ]
        taken = sorted((*values, *labels), key=lambda piece: piece[0])
        found: list[Piece] = []
        at = low
        for piece in (*taken, (high, high, "end", None)):
            found += self._marks(at, piece[0])
            if piece[2] != "end":
                found.append(piece)
            at = max(at, piece[1])
        return found

    def _marks(self, low: int, high: int) -> list[Piece]:
        found: list[Piece] = []
        if low == self._low and (marker := _MARKER.match(self._text, low, self._high)):
            found.append((low, marker.end(), "marker", None))
            low = marker.end()
        for mark in _MARKS.finditer(self._text, low, high):
            if numbered := _NUMBERED.match(self._text, mark.start(), high):
                found.append((mark.start(), numbered.end(), "marker", None))
            elif mark[0] == " " and parts_name(self._text, mark.start(), high):
                continue
            elif not found or mark.start() >= found[-1][1]:
                found.append((mark.start(), mark.end(), mark[0], None))
        return found

    def _mark(self, mark: str) -> None:
        if mark == "marker":
            self._gap |= {"stop", "marker"}
            self._expect = self._carry
        elif mark in _STOPS or mark not in _GAPS:
            self._gap.add("stop")
            self._begin = None
            if "person" not in self._expect:
                self._expect = self._carry
        else:
            self._gap.add(_GAPS[mark])

    def _put(self, kind: str, start: int, end: int, lead: bool = False) -> None:
        begin = start if self._begin is None else self._begin
        bracket = "open" in self._gap and not self._gap & {"line", "stop", "prose"}
        labelled = self._begin is not None
        self._items.append(Item(kind, start, end, begin, labelled, frozenset(self._gap), bracket, self._said, lead))
        self._gap = set()
        self._begin, self._said = None, ""

    def _value(self, value: Lexeme) -> None:
        kind = value.kind
        if kind == "url" and not self._said.endswith("：") and self._gap & {"prose", "open"}:
            return  # a site that a sentence names
        if kind == "phone":
            faxes = "fax" in self._expect
            kind = "both" if faxes and "phone" in self._expect else "fax" if faxes else "phone"
        self._put(kind, value.start, value.end)

    def _label(self, label: Label, pieces: list[Piece], place: int) -> int:
        """Take a label; return where reading goes on, behind the address that it announces."""
        before = pieces[place - 1][2] if place else ""
        after = pieces[place + 1][2] if place + 1 < len(pieces) else ""
        if before in ("（", "(") and after in ("）", ")") and pieces[place + 1][0] == label.end and self._items:
            if label.kinds == ("fax",) and self._items[-1].kind == "phone":
                self._items[-1] = replace(self._items[-1], kind="fax")
            return label.end
        self._begin = label.start if self._begin is None else self._begin
        self._said, self._expect = label.said, label.kinds
        if label.kinds[-1] == "address" or (label.kinds[0] == "address" and label.closed):
            return self._address(label.end, label)
        return label.end

    def _address(self, start: int, label: Label | None) -> int:
        found = address_end(self._text, start, self._limit(start))
        if found is None:
            return start
        self._put("address", *found)
        self._expect = tuple(kind for kind in self._expect if kind != "address")
        return found[1]

    def _limit(self, start: int) -> int:
        """Return where an address that begins at a position ends at the latest: at a number or a label behind it."""
        at = bisect_left(self._ends, start + 1)
        limit = min(self._high, self._values[at].start if at < len(self._values) else self._high)
        labels = find_labels(self._text, (start, self._high), self._values)
        return min(limit, labels[0].start) if labels else limit

    def _run(self, start: int, end: int, pieces: list[Piece], place: int) -> None:
        """Read the words between two pieces."""
        while start < end and self._text[start] in "\n ":
            start += 1
        while start < end and self._text[end - 1] in "\n ":
            end -= 1
        if start >= end:
            return
        said = self._text[start:end]
        if self._items and self._items[-1].kind == "email" and said in words("contacts", "nets"):
            self._put("note", start, end)
            return
        if self._items and said in words("contacts", "both") and self._items[-1].kind == "phone":
            self._items[-1] = replace(self._items[-1], kind="both")
            return
        if "other" in self._expect:
            return
        if self._expect == ("address",) and is_address(self._text, start, end, self._numbers):
            self._put("address", start, end)
            self._expect = ()
            return
        follow = pieces[place] if place < len(pieces) else (self._high, self._high, "end", None)
        headed = follow[2] in ("：", ":")
        headed = headed or (isinstance(follow[3], Label) and follow[0] == end and follow[3].kinds[0] in _LINES)
        if headed and not ("person" in self._expect and follow[2] not in ("：", ":")):
            found = read_head(self._text, start, end, colon=follow[2] in ("：", ":"))
        else:
            found = read_run(self._text, start, end, self._expect, self._near(start))
        if not found and self._is_address(start, end):
            found = [("address", start, end)]
        for kind, low, high in found:
            self._put(kind, low, high, lead=follow[2] in ("：", ":"))
            self._expect = tuple(each for each in self._expect if each != "office")
        if not found:
            self._gap.add("prose")

    def _is_address(self, start: int, end: int) -> bool:
        """Tell whether words without a label are an address: behind an office, in a bracket or with a number near."""
        last = self._items[-1] if self._items else None
        if last is None or last.kind not in ("office", "recipient") or "prose" in self._gap:
            return False
        asked = "open" in self._gap or self._near(start)
        return asked and not self._gap & {"stop", "line"} and is_address(self._text, start, end, self._numbers)

    def _near(self, position: int) -> bool:
        """Tell whether a phone or an e-mail address stands in the same sentence of the line."""
        stops = [mark for mark in _STOPS if mark]
        low = max((self._text.rfind(stop, self._low, position) for stop in stops), default=-1)
        ends = [place for stop in stops if (place := self._text.find(stop, position, self._high)) >= 0]
        high = min(ends, default=self._high)
        first = bisect_left(self._ends, max(low, self._low) + 1)
        return any(value.start < high and value.kind in ("phone", "email") for value in self._values[first : first + 1])

    def _lead(self, low: int, high: int) -> None:
        """Let what a line announces and does not hold count for the lines below it."""
        reached = any(item.kind in (*REACH, "both", "address") for item in self._items)
        if self._said and not reached:
            kinds = tuple(kind for kind in self._expect if kind in _CARRIED)
            self._carry = kinds
            self._begin, self._said = None, ""
        elif self._said or any(item.labelled for item in self._items):
            self._carry = ()
        if self._items and not reached and "prose" not in self._gap and len(self._items) == 1:
            self._items[0] = replace(self._items[0], lead=True)
