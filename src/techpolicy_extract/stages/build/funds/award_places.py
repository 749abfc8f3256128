"""What the readers of an award's words share: sentence, draft, and how a stretch is cut and put into a field."""

from __future__ import annotations

from re import Pattern

from techpolicy_extract.lexicon.instruments import COST, recipient
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.drafts import FundDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.syntax.award import Award
from techpolicy_extract.syntax.nodes import Node, Tree, inner_end

PER = worded(
    "awards",
    r"(?P<per>(?:(?:{per_heads}|每{per_units}|单{single_units})[\u4e00-\u9fff]{0,6}?"
    r"(?:（[^（）]{1,8}）[\u4e00-\u9fff]{0,4}?)?){1,3}"
    r"{per_times}?"
    r"|^{years}|^{per_ones}[\u4e00-\u9fff]{0,6}?)"
    "(?:{per_tails}|(?<={awards}){receivers}){0,8}$",
)
PAID_BY = r"{payer_heads}[^，。；：的]{0,20}?{payers}{paid_tails}?"  # who pays, behind what is paid for: 住院费用|由医保基金支付
_LONG_RECEIVER = 24  # characters of whom an award is for


class Places:
    """Holds one award with its sentence and its draft; all places are spans of the normalised text."""

    def __init__(self, tree: Tree, text: str, award: Award, draft: FundDraft) -> None:
        self.tree = tree
        self.text = text
        self.award = award
        self.draft = draft

    def said(self, place: Span) -> str:
        """Return the words of a stretch."""
        return self.text[place.start : place.end]

    def put(self, name: str, place: Span) -> None:
        """Fill a field with the words of a stretch."""
        setattr(self.draft, name, self.said(place))
        self.draft.spans[name] = place

    def cut(self, place: Span, head: Pattern[str], tail: Pattern[str]) -> Span:
        """Return a stretch without what opens and ends it."""
        found = head.match(self.said(place))
        start = place.start + (found.end() if found else 0)
        ending = tail.search(self.text[start : place.end])
        return Span(start, start + ending.start() if ending else place.end)

    def without_per(self, place: Span) -> Span:
        """Return a stretch without what an award is given for each of at its end."""
        found = PER.search(self.said(place))
        return Span(place.start, place.start + found.start()) if found else place

    def inner(self, clause: Node) -> Span:
        """Return a clause without its mark."""
        return self.tree.place(clause.start, inner_end(clause))

    def ends_in_cost(self) -> bool:
        """Tell whether the beginning of the clause ends in a noun for what was spent: 对其租金."""
        return self.award.before is not None and self.is_cost(self.award.clause, *self.award.before)

    def is_cost(self, clause: Node, start: int, end: int) -> bool:
        """Tell whether a stretch of a clause ends in a noun for what was spent."""
        leaves = [leaf for item in clause.items for leaf in item.leaves() if start <= leaf.start < end]
        return bool(leaves) and (leaves[-1].is_a("spent") or bool(COST.search(self.said(self.tree.place(start, end)))))

    def is_receiver(self, said: str) -> bool:
        """Tell whether words name whom an award is for."""
        return 1 < len(said) <= _LONG_RECEIVER and said[0] != "每" and bool(recipient().search(said))
