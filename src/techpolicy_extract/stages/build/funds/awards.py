"""Funds of award sentences: the amounts and grades that the shape of a sentence tells, as drafts."""

from __future__ import annotations

from techpolicy_extract.lexicon.instruments import instrument_in
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Lexeme, Quantity, Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.context import number, quantity_fields
from techpolicy_extract.stages.build.funds.award_words import AwardWords
from techpolicy_extract.stages.build.funds.fund import matching
from techpolicy_extract.syntax.awards import Award, awards
from techpolicy_extract.syntax.gifts import members
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end

_PERMILLE = 10  # 0.5‰ is 0.05 %
_OPENS_SUBJECT = ("join", "also", "amount", "amounts", "of", "for", "date", "by", "once")


def build(tree: Tree, text: str, rule: Rule) -> list[Draft]:
    """Return the drafts of what a sentence awards, and provisions of its further conditions.

    `text` is the normalised text; `rule` is the one that found the awards.
    """
    drafts: dict[int, Draft] = {}
    provisions: list[Draft] = []
    for award in awards(tree):
        reader = _Reader(tree, text, award)
        draft = reader.draft(rule)
        draft.grade_of = drafts[id(award.first)] if award.first is not None else None
        drafts[id(award)] = draft
        provisions += [reader.provision(member, rule) for node in award.further for member in members(node)]
    return [*drafts.values(), *provisions]


class _Reader:
    """Makes the draft of one award."""

    def __init__(self, tree: Tree, text: str, award: Award) -> None:
        self.tree = tree
        self.text = text
        self.award = award
        self.fields: dict[str, object] = {}
        self.spans: dict[str, Span | list[Span]] = {}

    def draft(self, rule: Rule) -> Draft:
        """Return the draft of the award."""
        award, sentence = self.award, self.tree.sentence
        for role, node in award.amounts.items():
            self._amount(role, node)
        words = AwardWords(self.tree, self.text, award)
        words.read()
        self.fields |= words.fields
        self.spans |= words.spans
        low = award.pending[0].start if award.pending else award.clause.start
        high = max(inner_end(award.clause), *(node.end for node in award.amounts.values()))
        quote = self.tree.place(low, high)
        own = self.tree.place(award.clause.start, inner_end(award.clause))
        for place in (own, quote, Span(sentence.start, quote.end)):
            self.fields["instrument"] = self.fields.get("instrument") or instrument_in(self.text[slice(*place)])
        number_at = min(self._numbers(node)[0][1].start for role, node in award.amounts.items() if role != "threshold")
        return Draft("fund", rule.id, quote, dict(rule.set) | self.fields, self.spans, sentence, number_at)

    def provision(self, node: Node, rule: Rule) -> Draft:
        """Return the draft of a number in a condition beyond the threshold: it says whom the award is for."""
        (position, lexeme), *rest = self._numbers(node)
        quantity = matching(lexeme) if lexeme.quantity is None else lexeme.quantity
        holder = self.tree.clause_at(position)
        subject = self._subject(holder, node)
        fields: dict[str, object] = {
            "kind": "eligibility", "scope": None, "subject": self.text[slice(*subject)] if subject else None,
            "comparator": self._comparator(position, quantity, condition=True),
            "value_max": number(quantity.value_max), "amount_max": number(quantity.amount_max),
            "dimension": quantity.dimension,
        } | quantity_fields(quantity)  # fmt: skip
        spans: dict[str, Span | list[Span]] = {"value": Span(lexeme.start, (rest[-1][1] if rest else lexeme).end)}
        spans |= {"subject": subject} if subject else {}
        quote = self.tree.place(holder.start, inner_end(holder))
        return Draft("provision", rule.id, quote, fields, spans, self.tree.sentence, lexeme.start)

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

    def _amount(self, role: str, node: Node) -> None:
        """Fill the fields of an amount by its role."""
        numbers = self._numbers(node)
        position, lexeme = numbers[0]
        quantity = matching(lexeme) if lexeme.kind == "ratio" or lexeme.quantity is None else lexeme.quantity
        operator = self._comparator(position, quantity, role == "threshold")
        span = Span(lexeme.start, numbers[-1][1].end)
        if role == "rate":
            self._rate(quantity, operator, span)
        elif role == "total" and quantity.value_max is not None:  # 2万元—10万元: at least, and at most
            self._put("floor", quantity, span)
            most = quantity.amount_max if quantity.amount_max is not None else quantity.value_max
            self._put("cap", Quantity(quantity.value_max, quantity.unit, most, quantity.dimension), span)
        else:
            self._put(role, quantity, span)
            if role == "total":
                self.fields |= {"total_comparator": operator, "total_role": "granted"}
            elif role == "threshold":
                self._threshold(operator, quantity, numbers[1][1] if len(numbers) > 1 else None)

    def _put(self, role: str, quantity: Quantity, span: Span) -> None:
        self.fields |= quantity_fields(quantity, f"{role}_")
        self.spans[f"{role}_value"] = span

    def _rate(self, quantity: Quantity, operator: str, span: Span) -> None:
        parts = _PERMILLE if quantity.dimension == "permille" else 1
        rate, most = (value if value is None else value / parts for value in (quantity.value, quantity.value_max))
        self.fields |= {"rate_percent": number(rate), "rate_max_percent": number(most), "rate_comparator": operator}
        self.spans["rate_percent"] = span

    def _threshold(self, operator: str, quantity: Quantity, upper: Lexeme | None) -> None:
        """Fill the comparator of a threshold and, where it has two ends, the upper one."""
        high, unit = (quantity.value_max, quantity.amount_max), quantity.unit
        if high[0] is None and upper is not None and upper.quantity is not None:
            high, unit = (upper.quantity.value, upper.quantity.amount), upper.quantity.unit
        self.fields["threshold_comparator"] = operator
        if high[0] is not None:
            self.fields |= {
                "threshold_max_value": number(high[0]), "threshold_max_unit": unit,
                "threshold_max_amount": number(high[1]),
                "threshold_comparator": operator if operator in (">", ">=") else ">=",
            }  # fmt: skip
