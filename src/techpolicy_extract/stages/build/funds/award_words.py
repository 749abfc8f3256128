"""The words around the amounts of an award, with their places: condition, beneficiary, per, base of a rate, name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from re import Pattern, compile

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.instruments import COST, QUOTES, instrument_of, recipient, to_whom
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.drafts import FundDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.funds.fund import trim_name
from techpolicy_extract.syntax.award import Award
from techpolicy_extract.syntax.lists import Part
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end

_PER = worded(
    "awards",
    r"(?P<per>(?:(?:{per_heads}|每{per_units})[\u4e00-\u9fff]{0,6}?(?:（[^（）]{1,8}）)?){1,3}{per_times}?)"
    "{per_tails}{0,8}$",
)
_HEAD = worded("awards", r"^(?:《[^》]{2,60}》|第 ?[\d ]{1,4}条 ?|{condition_heads}|[，、\s])+")
_TAIL = worded("awards", r"(?:{condition_tails}|[，、])+$")
_PROCEDURE = worded("awards", "^{procedures}[^的]{0,24}$")
_BASE_HEAD = worded(
    "awards",
    r"^(?:.*{base_is}|.*?{base_leads}其?|.*?{base_gives}(?:{base_owners}|每[\u4e00-\u9fff]{1,2}(?:参展企业|企业|项目)?)?)?",
)
_BASE_TAIL = worded("awards", "(?:{base_tails}|（[^（）]*）|，)+$")
_NAME = worded("awards", r"^的?(?:{name_skips}|（[^（）]{1,12}）)*的?(?P<name>[^，；。：（）]{1,16})")
_SUPPORTED = worded(
    "awards", r"^(?:{supporting})*(?:{supports})(?P<who>[^，；。：的]{2,40}?)(?P<end>{supported_ends})?$"
)
_OWNER = worded("awards", "{name_owners}")
_NOTE = lazy(r"（[^（）]{12,}）")  # a bracket that explains, not one of a name
_END = lazy("$")
_STEP = lazy(r"每[\u4e00-\u9fff]{1,8}\d.*")
_LONG_RECEIVER = 24  # characters of whom an award is for


class AwardWords:
    """Reads the words around the amounts of one award into its draft, with their places in the normalised text."""

    def __init__(self, tree: Tree, text: str, award: Award, draft: FundDraft) -> None:
        self.tree = tree
        self.text = text
        self.award = award
        self.draft = draft

    def read(self) -> None:
        """Fill condition, beneficiary, rate_base, per, name and the instrument that the name tells."""
        self._about()
        self._given_to()
        if "rate" in self.award.amounts:
            self._base()
        self._per()
        self._name()

    def read_lead(self) -> None:
        """Fill whom an award is for off a sentence that leads to its item, which is the tree."""
        self._receiver([each for each in self.tree.clauses if any(node.is_a("for", "of") for node in body(each))][:1])

    def _said(self, place: Span) -> str:
        return self.text[place.start : place.end]

    def _put(self, name: str, place: Span) -> None:
        setattr(self.draft, name, self._said(place))
        self.draft.spans[name] = place

    def _cut(self, place: Span, head: Pattern[str], tail: Pattern[str]) -> Span:
        """Return a stretch without what opens and ends it."""
        found = head.match(self._said(place))
        start = place.start + (found.end() if found else 0)
        ending = tail.search(self.text[start : place.end])
        return Span(start, start + ending.start() if ending else place.end)

    def _without_per(self, place: Span) -> Span:
        found = _PER.search(self._said(place))
        return Span(place.start, place.start + found.start()) if found else place

    def _about(self) -> None:
        """Fill condition and beneficiary from the clauses before the award and the beginning of its own."""
        award = self.award
        if award.label is not None:
            self._receiver(award.pending)
            self._condition(self._without_per(self.tree.place(*award.label)))
            return
        frame, near = self._runs()
        stretch = self._stretch(near)
        if stretch is None and frame:
            frame, near = [], frame
            stretch = self._stretch(near)
        if stretch is None:
            return
        if award.own is not None:
            self._grade(award.own)
        elif not self._opening(near):
            self._split(self._without_per(stretch))
        if self.draft.beneficiary is None:
            self._receiver(frame)

    def _runs(self) -> tuple[list[Node], list[Node]]:
        """Return the clauses of a frame, and those that stand just before the award's own, procedures left out."""
        pending = self.award.pending
        low = len(pending)
        start = self.award.lead
        while low and pending[low - 1].end == start:
            low -= 1
            start = pending[low].start
        return self._without_procedures(pending[:low]), self._without_procedures(pending[low:])

    def _without_procedures(self, clauses: Sequence[Node]) -> list[Node]:
        """Return clauses without those at their end that say how an award is decided: 经评审合格后."""
        kept = list(clauses)
        while len(kept) > 1 and _PROCEDURE.match(self._said(self._inner(kept[-1]))):
            kept.pop()
        return kept

    def _receiver(self, clauses: Sequence[Node]) -> None:
        """Fill whom an award is for off the clauses of a frame, and nothing else."""
        if clauses := self._without_procedures(clauses):
            condition, place = self.draft.condition, self.draft.spans.pop("condition", None)
            self._split(Span(self._inner(clauses[0]).start, self._inner(clauses[-1]).end))
            self.draft.condition = condition
            self.draft.spans.pop("condition", None)
            self.draft.spans |= {"condition": place} if place is not None else {}

    def _stretch(self, near: Sequence[Node]) -> Span | None:
        """Return where the words about an award stand: from the first condition to the last."""
        award = self.award
        before = self.tree.place(*award.before) if award.before else None
        if not near:
            return None if "rate" in award.amounts and self._ends_in_cost() else before
        place = Span(self._inner(near[0]).start, self._inner(near[-1]).end)
        goes_on = before is not None and award.lead == award.clause.start and self._says_more(before)
        return Span(place.start, before.end) if before and goes_on else place

    def _inner(self, clause: Node) -> Span:
        return self.tree.place(clause.start, inner_end(clause))

    def _says_more(self, before: Span) -> bool:
        """Tell whether the beginning of an award's clause adds to its conditions: 具有资质的机构每家, but not 对其租金."""
        said = self._said(self._without_per(before))
        cost = "rate" in self.award.amounts and self._ends_in_cost()
        return len(said) > 2 and not cost and not said.startswith(words("awards", "adds_nothing"))

    def _ends_in_cost(self) -> bool:
        """Tell whether the beginning of the clause ends in a noun for what was spent: 对其租金."""
        if self.award.before is None:
            return False
        start, end = self.award.before
        leaves = [leaf for item in self.award.clause.items for leaf in item.leaves() if start <= leaf.start < end]
        return bool(leaves) and (leaves[-1].is_a("spent") or bool(COST.search(self._said(self.tree.place(start, end)))))

    def _condition(self, place: Span) -> None:
        place = self._cut(place, _HEAD, _TAIL)
        if place.end - place.start > 1:
            self._put("condition", place)

    def _grade(self, own: Part) -> None:
        """Fill the condition of a grade: its own part of the list, with what all parts share before and behind it."""
        tail = self._without_per(self.tree.place(*own.tail)) if own.tail[0] < own.tail[1] else None
        behind = self._said(tail) if tail else ""
        before, mark, head = behind.rpartition("的")
        if tail and self._is_receiver(head):
            self._put("beneficiary", Span(tail.end - len(head), tail.end))
            behind = before if mark else behind
        lead = self._said(self.tree.place(*own.head)) if own.head[0] < own.head[1] else ""
        place = self.tree.place(own.start, own.end)
        said = _NOTE.sub("", lead + self._said(place) + behind)
        self.draft.condition = _TAIL.sub("", _HEAD.sub("", said))
        self.draft.spans["condition"] = place

    def _opening(self, clauses: Sequence[Node]) -> bool:
        """Fill whom an award is for off a first clause 对…的企业 that further conditions follow; False without one."""
        if len(clauses) < 2:
            return False
        first = self._inner(clauses[0])
        before, mark, head = self._said(first).rpartition("的")
        if not before.startswith("对") or not mark or not self._is_receiver(head):
            return False
        self._put("beneficiary", Span(first.end - len(head), first.end))
        self._condition(Span(first.start, self._inner(clauses[-1]).end))
        return True

    def _is_receiver(self, said: str) -> bool:
        return 1 < len(said) <= _LONG_RECEIVER and said[0] != "每" and bool(recipient().search(said))

    def _split(self, place: Span) -> None:
        """Part the words about an award into whom it is for and what must hold: 获评省级的 | 企业."""
        place = self._cut(place, _HEAD, _END)
        said = self._said(place)
        before, mark, head = said.rpartition("的")
        who, step, _ = said.partition("每")
        if step and self._is_receiver(who):
            self._put("beneficiary", Span(place.start, place.start + len(who)))
        if mark and self._is_receiver(head):
            self._put("beneficiary", self._cut(Span(place.end - len(head), place.end), _HEAD, _TAIL))
            self._condition(Span(place.start, place.start + len(before)))
        elif mark and not _HEAD.sub("", head):
            self._condition(Span(place.start, place.start + len(before)))
        elif self._is_receiver(said) and not _events().search(said):
            self._put("beneficiary", place)
        else:
            self._condition(place)

    def _given_to(self) -> None:
        """Fill whom the words that give name: 给予举办方10万元奖励, 给予企业不少于5万元."""
        award = self.award
        nodes = [node for node in body(award.clause) if node.end <= award.start]
        gives = [place for place, node in enumerate(nodes) if node.is_a("give", "grant")]
        if not gives or "rate" in award.amounts:
            return
        skipped = ("give", "grant", "each", "once", "most", "least")
        named = [node for node in nodes[gives[0] + 1 :] if not node.is_a(*skipped)]
        if named and named[0].is_a("text"):
            place = self._without_per(self.tree.place(named[0].start, named[-1].end))
            if self._is_receiver(self._said(place)):
                self._put("beneficiary", place)

    def _base(self) -> None:
        """Fill the noun of which a rate is a share: behind the words that give, or before them where it is a cost."""
        places = [self.award.base, self.award.before if self._ends_in_cost() else None, self.award.share]
        for stretch in (each for each in places if each is not None and each[0] < each[1]):
            place = self._cut(self.tree.place(*stretch), _BASE_HEAD, _BASE_TAIL)
            last = self._said(place).rpartition("的")[2]
            if len(last) > 1:
                self._put("rate_base", Span(place.end - len(last), place.end))
                return

    def _per(self) -> None:
        """Fill what an award is given for each of: the words before its first amount, or the step of its condition."""
        award = self.award
        node = next(node for role, node in award.amounts.items() if role != "threshold")
        low, high = (award.label[0], node.start) if award.label else (award.clause.start, award.start)
        place = self.tree.place(low, high) if low < high else None
        found = _PER.search(self._said(place)) if place else None
        if place and found:
            self._put("per", Span(place.start + found.start("per"), place.start + found.end("per")))
            return
        for clause in award.pending[-1:]:
            inner = self._inner(clause)
            if step := _STEP.search(self._said(inner)):
                end = inner.end - (len(step[0]) - len(_TAIL.sub("", step[0])))
                self._put("per", Span(inner.start + step.start(), end))

    def _name(self) -> None:
        """Fill the name of what is given, where it is more than a mere 补助, and the instrument, or whom it supports."""
        if self.award.behind is None:
            return
        place = self.tree.place(*self.award.behind)
        if (for_whom := _SUPPORTED.match(self._said(place))) and self.draft.beneficiary is None:
            if for_whom["end"] or self._is_receiver(for_whom["who"]):
                self._put("beneficiary", Span(place.start + for_whom.start("who"), place.start + for_whom.end("who")))
            return
        found = _NAME.match(self._said(place))
        if found is None:
            return
        low, high = trim_name(self.text, Span(place.start + found.start("name"), place.start + found.end("name")))
        name, generic = self.text[low:high], load("instruments")["generic"]["words"]
        owner = _OWNER.match(name)
        whom = owner[0] if owner and name[owner.end() :] in generic else to_whom(name)
        if whom and self.draft.beneficiary is None:
            self._put("beneficiary", Span(low, low + len(whom)))
        if kind := instrument_of(name):
            self.draft.instrument = kind
            if not whom and name.strip(QUOTES) not in generic:
                self._put("name", Span(low, high))


@lru_cache(maxsize=1)
def _events() -> Pattern[str]:
    return compile(trie_pattern([word for word in load("instruments")["recipients"]["events"] if len(word) > 1]))
