"""Read the lines of a text as items of cards: offices, persons, purposes, numbers, addresses, and their gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.syntax.cards.addresses import address_end, is_address
from techpolicy_extract.syntax.cards.labels import Label, head_kinds, is_head
from techpolicy_extract.syntax.cards.model import REACH, Item
from techpolicy_extract.syntax.cards.pieces import STOPS, Piece, Pieces
from techpolicy_extract.syntax.cards.runs import Found, read_head, read_run

_PURPOSES = worded("contacts", "{named_purposes}")
_PURPOSE_LINE = worded("contacts", "[\u4e00-\u9fff]{0,4}{named_purposes}")
_GAPS = {"，": "comma", ",": "comma", "、": "list", "/": "list", "|": "list", "：": "colon", ":": "colon"}
_GAPS |= {" ": "blank", "\t": "blank", "\n": "blank", "（": "open", "(": "open", "）": "close", ")": "close"}
_HEADED = ("phone", "fax", "email", "person", "url", "address")  # labels before which an office or a purpose stands
_HOTLINE = 6  # digits of the longest hotline: 12345, 95598
_LEAST = 8  # characters before a label that may say of what it is, and are nothing else: 纸质材料受理地点
_CARRIED = ("person", "phone", "fax", "email", "address", "office")

Kinds = tuple[str, ...]


class Reader:
    """Read lines one after the other; what a line leads to (联系人及电话：, the heads of a table) holds for the next."""

    def __init__(self, text: str, values: Sequence[Lexeme], numbers: Sequence[int]) -> None:
        """Take a text, its phones, e-mail and web addresses and postcodes, and where numbers of addresses stand."""
        self._text, self._values, self._numbers = text, values, numbers
        self._ends = [value.end for value in values]
        self._line: _Line | None = None
        self._columns: list[Kinds] = []
        self._carry: Kinds = ()

    def forget(self) -> None:
        """Let nothing of the lines before hold for the next."""
        self._columns, self._carry = [], ()

    def read(self, low: int, high: int, edges: Sequence[int] = ()) -> list[Item]:
        """Return the items of the line `[low, high)`. It is prose where an item's gap or the last gap says so.

        `edges` are the ends of the cells of a table's row; those of a line in running text are its tabs.
        """
        ends = [*(edges or _tabs(self._text, low, high)), high]
        cells = [self._text[start:end] for start, end in pairwise((low, *ends))]
        self._line = None
        if len(cells) > 1 and is_head(cells):
            self._columns = [head_kinds(cell) for cell in cells]
            return []
        fits = len(cells) > 1 and abs(len(cells) - len(self._columns)) <= 1
        columns = dict(zip((low, *ends), self._columns, strict=False)) if fits else {}
        pieces = Pieces(self._text, Span(low, high), self._values, self._ends)
        self._line = _Line(self._text, pieces, self._numbers, self._carry, columns)
        self._line.read()
        self._line.name_cards_below()
        self._lead(self._line)
        return self._line.items

    def announced(self, low: int, high: int) -> Span | None:
        """Return what the last line, `[low, high)`, says that the cards below it are for: 政策咨询部门和联系电话."""
        leads = self._carry and self._line is not None and not self._line.items
        found = _PURPOSES.search(self._text, low, high) if leads else None
        return Span(*found.span()) if found else None

    @property
    def prose(self) -> bool:
        """Tell whether the last line ended in words that belong to no card."""
        return self._line is not None and "prose" in self._line.gap

    def _lead(self, line: _Line) -> None:
        """Let what a line announces and does not hold count for the lines below it."""
        reached = any(item.part in (*REACH, "both", "address") for item in line.items)
        if line.said and not reached:
            self._carry = tuple(kind for kind in line.expect if kind in _CARRIED)
        elif line.said or any(item.labelled for item in line.items):
            self._carry = ()
        if len(line.items) == 1 and not reached and "prose" not in line.gap:
            line.items[0] = replace(line.items[0], lead=True)


def _tabs(text: str, low: int, high: int) -> list[int]:
    return [low + place for place, char in enumerate(text[low:high]) if char == "\t"]


class _Line:
    """One line on its way: its items so far, what parts the next from them, and what the last label announces."""

    def __init__(
        self, text: str, pieces: Pieces, numbers: Sequence[int], carry: Kinds, columns: dict[int, Kinds]
    ) -> None:
        self._text, self._pieces, self._numbers, self._carry, self._columns = text, pieces, numbers, carry, columns
        self.items: list[Item] = []
        self.gap: set[str] = {"line"}
        self.expect: Kinds = columns.get(pieces.span.start, carry)
        self.said = ""  # the label that waits for its value
        self._begin: int | None = None  # where it begins

    def read(self) -> None:
        position = self._pieces.span.start
        for place, piece in enumerate(self._pieces.all):
            if piece.start < position:
                continue
            self._run(position, piece.start, piece)
            position = piece.end
            if piece.label:
                position = self._label(piece.label, place)
            elif piece.value:
                self._value(piece.value)
            elif piece.start in self._columns:
                self.gap.add("blank")
                self.expect = self._columns[piece.start]
            else:
                self._mark(piece.what)
        self._run(position, self._pieces.span.end, self._pieces.behind(len(self._pieces.all)))

    def name_cards_below(self) -> None:
        """Take a line that is nothing but a purpose for that of the cards below it: 1.政策咨询."""
        first = self._pieces.all[0] if self._pieces.all else None
        low = first.end if first and first.what == "marker" else self._pieces.span.start
        if not self.items and _PURPOSE_LINE.fullmatch(self._text, low, self._pieces.span.end):
            self.gap = {"line"} | ({"marker", "stop"} if low > self._pieces.span.start else set())
            self._put("purpose", low, self._pieces.span.end)

    def _mark(self, mark: str) -> None:
        if mark == "marker":
            self.gap |= {"stop", "marker"}
            self.expect = self._carry
        elif mark in STOPS or mark not in _GAPS:
            self.gap.add("stop")
            self._begin = None
            if "person" not in self.expect:
                self.expect = self._carry
        else:
            self.gap.add(_GAPS[mark])

    def _put(self, kind: str, start: int, end: int) -> None:
        begin = start if self._begin is None else self._begin
        bracket = "open" in self.gap and not self.gap & {"line", "stop", "prose"}
        labelled = self._begin is not None
        self.items.append(Item(kind, start, end, begin, labelled, frozenset(self.gap), bracket, self.said))
        self.gap = set()
        self._begin, self.said = None, ""

    def _value(self, value: Lexeme) -> None:
        """Take a number or an address on the web; leave out a site or a hotline that a sentence only names."""
        kind, announced = value.kind, self.said.endswith("：")
        if kind == "url" and not announced and self.gap & {"prose", "open"}:
            return
        short = kind == "phone" and value.end - value.start <= _HOTLINE
        if short and not announced and not (self._last("phone", "fax") and self.gap <= {"list"}):
            return
        if kind == "phone" and "fax" in self.expect:
            kind = "both" if "phone" in self.expect else "fax"
        self._put(kind, value.start, value.end)

    def _last(self, *kinds: str) -> Item | None:
        """Return the last item, where it is of one of some kinds."""
        return self.items[-1] if self.items and self.items[-1].part in kinds else None

    def _label(self, label: Label, place: int) -> int:
        """Take a label; return where reading goes on, behind the address that it announces."""
        after = self._pieces.behind(place + 1)
        opened = place and _GAPS.get(self._pieces.behind(place - 1).what) == "open"
        if opened and self.items and _GAPS.get(after.what) == "close" and after.start == label.end:
            self._name_last(label)
            return label.end
        self._begin = label.start if self._begin is None else self._begin
        self.said, self.expect = label.said, label.kinds
        placed = label.kinds[-1] == "address" or (label.kinds[0] == "address" and label.closed)
        found = address_end(self._text, label.end, self._pieces.limit(place)) if placed else None
        if found is None:
            return label.end
        self._put("address", *found)
        self.expect = tuple(kind for kind in self.expect if kind != "address")
        return found[1]

    def _name_last(self, label: Label) -> None:
        """Take a label in brackets behind what it names: 0571-88881234（传真）."""
        if label.kinds == ("fax",) and (last := self._last("phone")):
            self.items[-1] = replace(last, part="both" if last.label else "fax")

    def _run(self, start: int, end: int, follow: Piece) -> None:
        """Read the words between two pieces, of which `follow` is the second."""
        while start < end and self._text[start] in "\n ":
            start += 1
        while start < end and self._text[end - 1] in "\n ":
            end -= 1
        if start >= end or "other" in self.expect or self._is_note(start, end):
            return
        if self.expect == ("address",) and is_address(self._text, start, end, self._numbers):
            self._put("address", start, end)
            self.expect = ()
            return
        named = follow.label is not None and follow.start == end and follow.label.kinds[0] in _HEADED
        found = self._read(start, end, named, _GAPS.get(follow.what) == "colon")
        for kind, low, high in found:
            self._put(kind, low, high)
            self.expect = tuple(each for each in self.expect if each != "office")
        if not found and not (named and end - start <= _LEAST):
            self.gap.add("prose")

    def _read(self, start: int, end: int, named: bool, colon: bool) -> Found:
        """Return what a run says; `named` tells whether a label stands behind it, `colon` whether a colon does."""
        asked = "person" in self.expect and not self._text.endswith(words("contacts", "purpose_lines"), start, end)
        if colon or (named and not asked):
            found = read_head(self._text, start, end, colon)
        else:
            headed = self.gap == {"colon"} and self._last("office") is not None  # 高新处：张明 李强
            headed = headed or (self.gap <= {"blank", "list"} and self._last("person") is not None)
            found = read_run(self._text, start, end, self.expect, headed or self._pieces.reaches(start))
        if not found and self._is_address(start, end):
            return [("address", start, end)]
        return found

    def _is_note(self, start: int, end: int) -> bool:
        """Take a note to the item before: （内网） behind an e-mail address, （兼传真） behind a phone."""
        said = self._text[start:end]
        if self._last("email") and said in words("contacts", "nets"):
            self._put("note", start, end)
            return True
        if (last := self._last("phone")) and said in words("contacts", "both"):
            self.items[-1] = replace(last, part="both")
            return True
        return False

    def _is_address(self, start: int, end: int) -> bool:
        """Tell whether words without a label are an address: behind an office, in a bracket or with a number near."""
        if self._last("office", "recipient") is None or self.gap & {"prose", "stop", "line"}:
            return False
        asked = "open" in self.gap or self._pieces.reaches(start)
        return asked and is_address(self._text, start, end, self._numbers)
