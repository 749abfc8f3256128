"""Funds of award sentences: the roles, conditions and grades that the parse tells, as drafts."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.instruments import instrument_of, to_whom
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Lexeme, Quantity, Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.context import number
from techpolicy_extract.stages.build.funds.fund import in_clause, matching, trim_name
from techpolicy_extract.syntax.awards import Award, awards
from techpolicy_extract.syntax.gifts import members
from techpolicy_extract.syntax.lists import Part
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end

_UNITS = "人|户|个|家|件|项|种|名|台|亩|场|年|月|季|次|头|吨|公里|平方米|平米|套|所|篇|批|天|期|届|只|株|张|辆|艘|座|处|条|款|部|集|学期"
_PER = re.compile(
    rf"(?P<per>(?:(?:单个|同一|单家|单户|单项|单台|单笔|单一|每(?:一|{_UNITS}))[\u4e00-\u9fff]{{0,6}}?(?:（[^（）]{{1,8}}）)?){{1,3}}"
    r"(?:每年度?|每月|年度|年)?)"
    r"(?:给予|予以|一次性|奖励|补助|补贴|资助|奖补|支持|扶持|最高|最多|累计|总额|总计|合计|不超过|可达|可|分别|再|的|年度|总金额|金额|额度"
    r"|申领|申请|领取|享受|获得|兑现|补助资金|奖励资金|资助资金|资金|经费|原则上|各类){0,8}$"
)
_TAIL = re.compile(r"(?:的|，|、|时|者)+$")
_HEAD = re.compile(r"^(?:《[^》]{2,60}》|第 ?[\d ]{1,4}条 ?|对于?|凡|其中|另外?|同时|并|且|对其|若|如|，|、|\s)+")
_PROCEDURE = re.compile(r"^(?:经|由|根据|按照?|依据|在|从|自|可|将|优先|并|原则上|每年|其)[^的]{0,24}$")
_BASE_HEAD = re.compile(
    r"^(?:.*(?:为|是)|.*?(?:按照?|参照|依照|比照|以|对其?)其?"
    r"|.*?(?:分别|依次|各|再|一次性|可|将|全额|直接)*(?:给予|予以|奖励|补助|补贴|资助|支持|奖补|拨付)"
    r"(?:企业|单位|个人|机构|其|每[\u4e00-\u9fff]{1,2}(?:参展企业|企业|项目)?)?)?"
)
_BASE_TAIL = re.compile(r"(?:的|为|给予|予以|（[^（）]*）|最高|不超过|按照?|总计|，)+$")
_NOTE = re.compile(r"（[^（）]{12,}）")  # a bracket that explains, not one of a name
_LONG_RECEIVER = 24  # characters of whom an award is for
_WHOM = re.compile(r"(?:企业|单位|机构|个人|团队|个人和单位|项目单位|用人单位|运营主体|主办方|承办单位)")
_NAMED = re.compile(
    r"^的?(?:一次性|相应|适当|财政|专项|资金|人民币|（[^（）]{1,12}）)*的?(?P<name>[^，；。：（）]{1,16})"
)


def build(tree: Tree, text: str, rule: Rule) -> list[Draft]:
    """Make the drafts of the awards of a sentence; `text` is the normalised text."""
    found = awards(tree)
    drafts: dict[int, Draft] = {}
    for award in found:
        draft = _Reader(tree, text, award).draft(rule)
        if award.first is not None:
            draft.grade_of = drafts[id(award.first)]
        drafts[id(award)] = draft
    return [drafts[id(award)] for award in found] + [
        provision for award in found for node in award.further for provision in further(tree, text, award, node, rule)
    ]


class _Reader:
    """Reads one award off its tree. Stretches are slot text; `_words` gives their normalised text."""

    def __init__(self, tree: Tree, text: str, award: Award) -> None:
        self.tree = tree
        self.text = text
        self.award = award
        self.fields: dict[str, object] = {}
        self.spans: dict[str, Span | list[Span]] = {}

    def draft(self, rule: Rule) -> Draft:
        """Return the draft of the award."""
        award = self.award
        for role, node in award.amounts.items():
            self._amount(role, node)
        first = min(self.place(node.start, node.end).start for node in award.amounts.values())
        self._about()
        self._given_to()
        self._per()
        self._name()
        low = award.pending[0].start if award.pending else award.clause.start
        quote = self.place(low, max(inner_end(award.clause), *(node.end for node in award.amounts.values())))
        self.fields.setdefault("instrument", self._instrument(quote))
        position = min(self._number(node).start for role, node in award.amounts.items() if role != "threshold")
        return Draft(
            "fund", rule.id, quote, dict(rule.set) | self.fields, self.spans, self.tree.sentence, position or first
        )

    def place(self, start: int, end: int) -> Span:
        """Return a stretch of slot text as a span of the normalised text."""
        sentence = self.tree.sentence
        last = sentence.at.get(end - 1)
        return Span(sentence.offsets[start], last.end if last else sentence.offsets[end])

    def words(self, start: int, end: int) -> str:
        place = self.place(start, end)
        return self.text[place.start : place.end] if end > start else ""

    def _number(self, node: Node) -> Lexeme:
        """Return the first number of an amount."""
        leaf = next(leaf for leaf in node.leaves() if leaf.start in self.tree.sentence.at and not leaf.is_a("text"))
        return self.tree.sentence.at[leaf.start]

    def numbers(self, node: Node) -> list[tuple[int, Lexeme]]:
        """Return the numbers of an amount by their positions in the slot text, brackets that repeat them left out."""
        own = [leaf for item in (node.items or (node,)) if not item.is_a("bracket") for leaf in item.leaves()]
        return [(leaf.start, self.tree.sentence.at[leaf.start]) for leaf in own if leaf.start in self.tree.sentence.at]

    def _amount(self, role: str, node: Node) -> None:
        numbers = self.numbers(node)
        (position, lexeme), slots = numbers[0], self.tree.sentence.slots
        quantity = matching(lexeme) if lexeme.kind == "ratio" or lexeme.quantity is None else lexeme.quantity
        before = cue_before(slots[max(0, position - 8) : position])
        after = cue_after(slots, position + 1)
        operator = comparator(before and before[0], after and after[0], quantity, role == "threshold")
        span = Span(lexeme.start, numbers[-1][1].end)
        if role == "rate":
            self._rate(quantity, operator, span)
            return
        if role == "total" and quantity.value_max is not None:
            self._bound("floor", quantity, span)
            upper = Quantity(
                quantity.value_max, quantity.unit, quantity.amount_max or quantity.value_max, quantity.dimension
            )
            self._bound("cap", upper, span)
            return
        self._bound(role, quantity, span)
        if role == "total":
            self.fields |= {"total_comparator": operator, "total_role": "granted"}
        if role == "threshold":
            self._threshold(operator, quantity, numbers[1][1] if len(numbers) > 1 else None)

    def _bound(self, role: str, quantity: Quantity, span: Span) -> None:
        self.fields |= {
            f"{role}_value": number(quantity.value), f"{role}_unit": quantity.unit, f"{role}_amount": number(quantity.amount),
        }  # fmt: skip
        self.spans[f"{role}_value"] = span

    def _rate(self, quantity: Quantity, operator: str, span: Span) -> None:
        parts = 10 if quantity.dimension == "permille" else 1  # 0.5‰ is 0.05 %
        rate, most = (value if value is None else value / parts for value in (quantity.value, quantity.value_max))
        self.fields |= {"rate_percent": number(rate), "rate_max_percent": number(most), "rate_comparator": operator}
        self.spans["rate_percent"] = span
        base = self._base(self.words(*self.award.base)) if self.award.base else ""
        if not base and self.award.before and self._is_cost(*self.award.before):
            base = self._base(self.words(*self.award.before))
        if len(base) > 1:
            self.fields["rate_base"] = base

    def _is_cost(self, start: int, end: int) -> bool:
        """Tell whether a stretch ends in a noun for what was spent: 对其租金."""
        leaves = [leaf for item in self.award.clause.items for leaf in item.leaves() if start <= leaf.start < end]
        return bool(leaves) and leaves[-1].is_a("spent")

    @staticmethod
    def _base(words: str) -> str:
        """Return the noun of which a rate is a share: without the words that give, and its last part behind 的."""
        words = _BASE_TAIL.sub("", _BASE_HEAD.sub("", words))
        return words.rpartition("的")[2] if "的" in words[:-1] else words

    def _threshold(self, operator: str, quantity: Quantity, upper: Lexeme | None) -> None:
        if quantity.value_max is not None:
            high = (quantity.value_max, quantity.amount_max)
        elif upper is not None and upper.quantity is not None:
            high = (upper.quantity.value, upper.quantity.amount)
        else:
            self.fields["threshold_comparator"] = operator
            return
        unit = upper.quantity.unit if upper is not None and upper.quantity else quantity.unit
        self.fields |= {
            "threshold_max_value": number(high[0]), "threshold_max_unit": unit, "threshold_max_amount": number(high[1]),
            "threshold_comparator": operator if operator in (">", ">=") else ">=",
        }  # fmt: skip

    def _about(self) -> None:
        """Fill condition and beneficiary from the clauses before the award and the beginning of its own."""
        award = self.award
        low, high = self._stretch()
        if award.label is not None:
            self._condition(*award.label)
            return
        if low >= high:
            return
        if award.own is not None:
            self._grade(award.own)
        elif not self._opening():
            self._split(low, high)

    def _grade(self, own: Part) -> None:
        """Fill the condition of a grade: its own part of the list, with what all parts share before and behind it."""
        tail = self._without_per(self.words(*own.tail))
        before, mark, head = tail.rpartition("的")
        if mark and head and self._is_receiver(head):
            self._receiver(head)
            tail = before
        elif tail and not mark and self._is_receiver(tail):
            self._receiver(tail)
        words = _NOTE.sub("", self.words(*own.head) + self.words(own.start, own.end) + tail)
        self.fields["condition"] = _TAIL.sub("", _HEAD.sub("", words))

    def _opening(self) -> bool:
        """Fill whom an award is for off a first clause 对…的企业 with more conditions behind it. False where there is none."""
        award = self.award
        if len(award.pending) < 2:
            return False
        first = self.words(award.pending[0].start, inner_end(award.pending[0]))
        before, mark, head = first.rpartition("的")
        if not first.startswith("对") or not mark or not self._is_receiver(head):
            return False
        self._receiver(head)
        rest = self.words(award.pending[1].start, inner_end(award.pending[-1]))
        self.fields["condition"] = _TAIL.sub("", f"{_HEAD.sub('', before)}，{rest}")
        return True

    def _is_receiver(self, words: str) -> bool:
        return 1 < len(words) <= _LONG_RECEIVER and bool(_nouns().search(words))

    def _receiver(self, words: str) -> None:
        self.fields["beneficiary"] = words.strip("，")

    def _stretch(self) -> tuple[int, int]:
        """Return where the words about an award stand: from the first condition to the last, procedures left out."""
        award = self.award
        clauses = list(award.pending)
        while len(clauses) > 1 and _PROCEDURE.match(self.words(clauses[-1].start, inner_end(clauses[-1]))):
            clauses.pop()
        low = clauses[0].start if clauses else award.clause.start
        high = inner_end(clauses[-1]) if clauses else low
        before = award.before
        if before and not clauses:
            return before
        if before and self._says_more(self.words(*before)):
            return low, before[1]
        return low, high

    def _says_more(self, words: str) -> bool:
        """Tell whether the beginning of an award's clause adds to its conditions: 具有资质的机构每家, but not 对其租金."""
        words = self._without_per(words)
        cost = self.award.before is not None and "rate" in self.award.amounts and self._is_cost(*self.award.before)
        return len(words) > 2 and not cost and not words.startswith(("对其", "其", "为其", "再", "可", "每"))

    def _without_per(self, words: str) -> str:
        found = _PER.search(words)
        return words[: found.start()] if found else words

    def _condition(self, start: int, end: int) -> None:
        words = _TAIL.sub("", _HEAD.sub("", self._without_per(self.words(start, end))))
        if len(words) > 1:
            self.fields["condition"] = words

    def _split(self, low: int, high: int) -> None:
        """Part the words about an award into whom it is for and what must hold: 获评省级的 | 企业."""
        words = self._without_per(self.words(low, high))
        plain = _HEAD.sub("", words)
        before, mark, head = plain.rpartition("的")
        clauses = before if mark else plain
        who, step, _ = plain.partition("每")
        if step and self._is_receiver(who):
            self._receiver(who)
        if mark and head and self._is_receiver(head):
            self._receiver(head)
            self.fields["condition"] = _TAIL.sub("", clauses)
        elif mark and not head.strip("，"):
            self.fields["condition"] = _TAIL.sub("", clauses)
        elif self._is_receiver(plain) and not _events().search(plain):
            self._receiver(plain)
        elif len(plain) > 1:
            self.fields["condition"] = _TAIL.sub("", plain)

    def _given_to(self) -> None:
        """Fill whom the words that give name: 给予举办方10万元奖励, 给予企业不少于5万元."""
        award = self.award
        nodes = [node for node in body(award.clause) if node.end <= award.start]
        gives = [place for place, node in enumerate(nodes) if node.is_a("give", "grant")]
        if not gives or "rate" in award.amounts:
            return
        named = [node for node in nodes[gives[0] + 1 :] if not node.is_a("give", "grant", "each", "once", "most", "least")]
        if named and named[0].is_a("text"):
            words = self._without_per(self.words(named[0].start, named[-1].end))
            if self._is_receiver(words) and not words.startswith("每"):
                self._receiver(words)

    def _per(self) -> None:
        """Fill what an award is given for each of: the words before its first amount, or the step of its condition."""
        award = self.award
        node = next(node for role, node in award.amounts.items() if role != "threshold")
        low, start = (award.label[0], node.start) if award.label else (award.clause.start, award.start)
        words = self.words(low, start)
        found = _PER.search(words)
        if found:
            self.fields["per"] = found["per"]
            return
        for clause in (*award.pending[-1:],):
            last = self.words(clause.start, inner_end(clause))
            if last.startswith("每") or "每" in last[-16:]:
                step = last[last.rindex("每") :]
                if re.match(r"每[\u4e00-\u9fff]{1,8}\d", step):
                    self.fields["per"] = _TAIL.sub("", step)

    def _name(self) -> None:
        """Fill the name of what is given, where it is more than a mere 补助."""
        award = self.award
        if award.behind is None:
            return
        place = self.place(*award.behind)
        words = self.text[place.start : place.end]
        found = _NAMED.match(words)
        if found is None:
            return
        start, end = place.start + found.start("name"), place.start + found.end("name")
        low, high = trim_name(self.text, Span(start, end))
        name = self.text[low:high]
        whom = _WHOM.match(name)
        if whom and name[whom.end() :] in load("instruments")["generic"]["words"]:
            self.fields.setdefault("beneficiary", whom[0])
            self.fields["instrument"] = instrument_of(name)
        elif owner := to_whom(name):
            self.fields.setdefault("beneficiary", owner)
        elif kind := instrument_of(name):
            self.fields["instrument"] = kind
            if name.strip("“”‘’") not in load("instruments")["generic"]["words"]:
                self.fields["name"] = name
                self.spans["name"] = Span(low, high)

    def _instrument(self, quote: Span) -> str | None:
        own = self.words(self.award.clause.start, inner_end(self.award.clause))
        return (
            in_clause(own)
            or in_clause(self.text[quote.start : quote.end])
            or in_clause(self.text[self.tree.sentence.start : quote.end])
        )


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"(?:{trie_pattern(load('instruments')['recipients']['nouns'])})(?:（[^（）]{{1,12}}）)?$")


@lru_cache(maxsize=1)
def _events() -> re.Pattern[str]:
    return re.compile(trie_pattern([word for word in load("instruments")["recipients"]["events"] if len(word) > 1]))


def further(tree: Tree, text: str, award: Award, node: Node, rule: Rule) -> list[Draft]:
    """Make a provision of each number of a condition beyond the threshold: whom the award is for."""
    reader = _Reader(tree, text, award)
    made = []
    for member in members(node):
        (position, lexeme), *rest = reader.numbers(member)
        if lexeme.quantity is None:
            continue
        quantity, slots = lexeme.quantity, tree.sentence.slots
        before, after = cue_before(slots[max(0, position - 8) : position]), cue_after(slots, position + 1)
        operator = comparator(before and before[0], after and after[0], quantity, condition=True)
        holder = next((c for c in tree.clauses if c.start <= position < c.end), award.clause)
        subject = _subject(tree, holder, node)
        fields: dict[str, object] = {
            "kind": "eligibility", "scope": None, "subject": reader.words(*subject) or None if subject else None,
            "comparator": operator, "value": number(quantity.value), "value_max": number(quantity.value_max),
            "unit": quantity.unit, "amount": number(quantity.amount), "amount_max": number(quantity.amount_max),
            "dimension": quantity.dimension,
        }  # fmt: skip
        spans: dict[str, Span | list[Span]] = {"value": Span(lexeme.start, (rest[-1][1] if rest else lexeme).end)}
        if subject:
            spans["subject"] = reader.place(*subject)
        quote = reader.place(holder.start, inner_end(holder))
        made.append(Draft("provision", rule.id, quote, fields, spans, tree.sentence, lexeme.start))
    return made


def _subject(tree: Tree, holder: Node, amount: Node) -> tuple[int, int] | None:
    """Return the noun that a condition counts: what stands between the last joint, amount or 的 and the number."""
    nodes = [node for node in body(holder) if node.end <= amount.start]
    low = len(nodes)
    while low and not nodes[low - 1].is_a("join", "also", "amount", "amounts", "of", "for", "date", "by", "once"):
        low -= 1
    return (nodes[low].start, nodes[-1].end) if low < len(nodes) else None
