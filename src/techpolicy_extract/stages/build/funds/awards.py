"""Funds of award sentences: the amounts and grades that the shape of a sentence tells, as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from techpolicy_extract.lexicon.instruments import instrument_in
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.nouns.drafts import Draft, FundDraft, ProvisionDraft
from techpolicy_extract.nouns.model import Lexeme, Quantity, Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.context import compared, rate_of, set_by_rule, sum_of, upper_of
from techpolicy_extract.stages.build.funds.award_words import AwardWords
from techpolicy_extract.stages.build.funds.fund import matching
from techpolicy_extract.syntax.award import Award
from techpolicy_extract.syntax.awards import awards
from techpolicy_extract.syntax.gifts import members
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end
from techpolicy_extract.syntax.tree import parse

_OPENS_SUBJECT = ("least", "most", "join", "also", "amount", "amounts", "of", "for", "date", "by", "once")


def build(tree: Tree, text: str, rule: Rule, lead: Tree | None) -> list[Draft]:
    """Return the drafts of what a sentence awards, and provisions of its further conditions.

    `text` is the normalised text; `rule` is the one that found the awards; `lead` is the sentence above an item that
    leads to it: 对符合下列条件之一的企业，给予奖励：.
    """
    funds: dict[int, FundDraft] = {}
    provisions: list[Draft] = []
    above = tree.sentence.readings.get("announced")
    if tree.sentence.readings.get("continued"):  # the sentence below says how much
        return []
    for award in awards(tree):
        reader = _Reader(tree, text, award, rule)
        draft = reader.fund()
        if lead is not None and draft.beneficiary is None:
            AwardWords(lead, text, award, draft).read_lead()
        if above is not None and not funds and tree.sentence.readings.get("continues"):
            _take_announced(draft, parse(above), text, rule)
        draft.grade_of = funds[id(award.first)] if award.first is not None else None
        funds[id(award)] = draft
        provisions += [reader.provision(member) for node in award.further for member in members(node)]
    return [*funds.values(), *provisions]


def _take_announced(draft: FundDraft, above: Tree, text: str, rule: Rule) -> None:
    """Fill threshold, condition and beneficiary off the sentence that announced what the award is for."""
    for award in awards(above)[:1]:
        said = _Reader(above, text, award, rule).fund()
        draft.condition, draft.beneficiary = said.condition or draft.condition, said.beneficiary or draft.beneficiary
        draft.threshold, draft.threshold_max = (
            said.threshold or draft.threshold,
            said.threshold_max or draft.threshold_max,
        )
        draft.spans |= said.spans


class _Reader:
    """Makes the draft of one award."""

    def __init__(self, tree: Tree, text: str, award: Award, rule: Rule) -> None:
        self.tree = tree
        self.text = text
        self.award = award
        self.rule = rule

    def fund(self) -> FundDraft:
        """Return the draft of the award."""
        award, sentence = self.award, self.tree.sentence
        low = min((award.pending[0] if award.pending else award.clause).start, *self._starts())
        high = max(inner_end(award.clause), *(node.end for node in award.amounts.values()))
        quote = self.tree.place(low, high)
        paid = [node for role, node in award.amounts.items() if role != "threshold"]
        first = min((self._numbers(node)[0][1].start for node in paid), default=sentence.offsets[award.start])
        draft = set_by_rule(FundDraft(self.rule.id, quote, sentence, first), self.rule)
        for role, node in award.amounts.items():
            self._amount(draft, role, node)
        reader = AwardWords(self.tree, self.text, award, draft)
        (reader.read if paid else reader.read_unnumbered)()
        own = self.tree.place(award.clause.start, inner_end(award.clause))
        said = sentence.readings.get("announced", sentence)  # the line above rows: 给予奖励：
        above = Span(said.start, said.offsets[-1]) if said is not sentence else own
        for place in (own, quote, Span(sentence.start, quote.end), above):
            draft.instrument = draft.instrument or instrument_in(self.text[slice(*place)])
        return draft

    def _starts(self) -> Iterator[int]:
        """Yield where the amounts stand; a clause before may hold the rate."""
        yield from (node.start for node in self.award.amounts.values())

    def provision(self, node: Node) -> ProvisionDraft:
        """Return the draft of a number in a condition beyond the threshold: it says whom the award is for."""
        (position, lexeme), *rest = self._numbers(node)
        quantity = _quantity(lexeme)
        holder = self.tree.clause_at(position)
        draft = ProvisionDraft(
            self.rule.id, self.tree.place(holder.start, inner_end(holder)), self.tree.sentence, lexeme.start,
            kind="eligibility", comparator=self._comparator(position, quantity, condition=True), quantity=quantity,
            spans={"value": Span(lexeme.start, (rest[-1][1] if rest else lexeme).end)},
        )  # fmt: skip
        if subject := self._subject(holder, node):
            draft.subject = self.text[slice(*subject)]
            draft.spans["subject"] = subject
        return draft

    def _subject(self, holder: Node, amount: Node) -> Span | None:
        """Return the noun that a condition counts: what stands between the last joint, amount or 的 and the number."""
        nodes = [node for node in body(holder) if node.end <= amount.start]
        low = len(nodes)
        while low and not nodes[low - 1].is_a(*_OPENS_SUBJECT):
            low -= 1
        return self.tree.place(nodes[low].start, nodes[-1].end) if low < len(nodes) else None

    def _numbers(self, node: Node) -> list[tuple[int, Lexeme]]:
        """Return the numbers of an amount by their positions in the slot text, brackets that repeat them left out."""
        own = [leaf for item in (node.items or (node,)) if not item.is_a("bracket") for leaf in item.leaves()]
        return [(leaf.start, lexeme) for leaf in own if (lexeme := self.tree.sentence.at.get(leaf.start))]

    def _comparator(self, position: int, quantity: Quantity, condition: bool) -> str:
        slots = self.tree.sentence.slots
        before, after = cue_before(slots[max(0, position - 8) : position]), cue_after(slots, position + 1)
        return comparator(before and before[0], after and after[0], quantity, condition)

    def _amount(self, draft: FundDraft, role: str, node: Node) -> None:
        """Fill the fields of an amount by its role."""
        numbers = self._numbers(node)
        position, lexeme = numbers[0]
        quantity = _quantity(lexeme)
        shared = self.award.cue if role == "threshold" else None
        operator = self._comparator(position if shared is None else shared, quantity, role == "threshold")
        if (
            role == "threshold" and quantity.value_max is not None
        ):  # 超过200万元至600万元 has the bound of its lower end
            operator = self._comparator(position, replace(quantity, value_max=None), condition=True)
        span, amount, upper = Span(lexeme.start, numbers[-1][1].end), sum_of(quantity), upper_of(quantity)
        if role == "rate":
            draft.rate = rate_of(quantity, operator)
            draft.spans["rate_percent"] = span
        elif role in ("total", "cap") and upper is not None:  # 2万元—10万元, 2万元以上10万元以下: at least, and at most
            draft.floor, draft.cap = amount, upper
            draft.spans |= {"floor_value": span, "cap_value": span}
        elif role == "total" and len(numbers) > 1:  # 2万元以上10万元以下
            low, high = (number for _, number in numbers[:2])
            draft.floor, draft.cap = amount, sum_of(_quantity(high))
            draft.spans |= {"floor_value": Span(low.start, low.end), "cap_value": Span(high.start, high.end)}
        else:
            draft.spans[f"{role}_value"] = span
            if role == "total":
                draft.total, draft.total_role = compared(amount, operator), "size" if self.award.fund else "granted"
            elif role == "cap":
                draft.cap = amount
            elif role == "floor":
                draft.floor = amount
            else:
                second = numbers[1][1].quantity if len(numbers) > 1 else None
                draft.threshold_max = upper or (sum_of(second) if second is not None else None)
                bounded = draft.threshold_max is not None and operator not in (">", ">=")
                draft.threshold = compared(amount, ">=" if bounded else operator)


def _quantity(lexeme: Lexeme) -> Quantity:
    return matching(lexeme) if lexeme.kind == "ratio" or lexeme.quantity is None else lexeme.quantity
