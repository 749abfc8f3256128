"""The words around the amounts of an award, with their places: condition, beneficiary, per, base of a rate, name."""

from __future__ import annotations

from collections.abc import Sequence

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.instruments import COST
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.funds.award_whom import END, HEAD, TAIL, WHOM, Whom
from techpolicy_extract.syntax.lists import Part
from techpolicy_extract.syntax.nodes import Node, body

_PROCEDURE = worded("awards", "^{procedures}[^的]{0,24}$")
_NOTE = lazy(r"（[^（）]{12,}）")  # a bracket that explains, not one of a name
_NUMERAL = lazy(r"^[一二三四五六七八九十\d]+")
_FUND = worded(
    "awards",
    r"^(?:\d{4}年度?|{years}|每年)?(?:(?P<head>[^，]{0,20}?)(?P<name>{fund_owners}[\u4e00-\u9fff]{2,20})"
    r"|(?P<whole>[\u4e00-\u9fff]{2,20}))$",
)
# 补贴标准提高至…, 按每招用1人, 护理费用基金支付比例
_NO_CONDITION = tuple(
    worded("awards", told)
    for told in ("{base_measures}", "^{by_heads}{each}", "{chunks.kinds.payment}$", "^{payer_heads}[^的]{0,12}{payers}")
)
_RANGE = lazy(r"^\d+[^\d]{1,3}\d+")
_BY = worded("awards", "^{by_heads}")
_SHARED = 8  # characters of a clause before a list of grades that holds for all: 在本区连续经营满2年的


class AwardWords(Whom):
    """Reads the words around the amounts of one award into its draft, with their places in the normalised text."""

    def read(self) -> None:
        """Fill condition, beneficiary, rate_base, per, name and the instrument that the name tells."""
        if self.award.fund is None or self.award.label is not None:
            self._about(self.base() if "rate" in self.award.amounts else None)
        if place := self.draft.spans.pop("rate_base", None):
            self.draft.spans["rate_base"] = place  # spans stand in the order of reading
        self.given_to()
        self.per()
        self.name()
        self._money()

    def _money(self) -> None:
        """Fill the name of money that is set aside, and what its name says before of what it is for: 重大项目市级经费."""
        if self.award.fund is None:
            return
        self.draft.instrument = "budget"
        place = self.tree.place(*self.award.fund)
        found = _FUND.search(self.said(place))
        if found is None:
            return
        group, head = "name" if found["name"] else "whole", found["head"]
        if found[group] not in load("instruments")["generic"]["words"]:
            self.put("name", Span(place.start + found.start(group), place.end))
        if self.award.label is not None and self.draft.condition and head:
            self.draft.condition = f"{head}，{self.draft.condition}"

    def read_unnumbered(self) -> None:
        """Fill condition and beneficiary of a rule that gives money without a number: 对…的企业，按规定给予社保补贴."""
        if before := self.award.before:
            said = self.said(self.tree.place(*before))
            done = next((each for each in words("awards", "does") if said.endswith(each)), "")
            self.award.before = before[0], before[1] - len(done)
            if COST.search(said.removesuffix(done).rstrip("等")):  # 对贷款利息、担保费等实施补助
                return
        base = self.base() if self.award.base else None  # 按投资额的一定比例
        if self.award.before or not self._opens():
            self.award.pending = ()
        if self.award.pending or self.award.before:
            self._about(base)

    def _opens(self) -> bool:
        """Tell whether the clauses before an award begin with 对, or end in 的, as conditions do."""
        if not self.award.pending:
            return False
        first, last = self.said(self.inner(self.award.pending[0])), self.said(self.inner(self.award.pending[-1]))
        return first.startswith(words("awards", "opening_heads")) or last.endswith(
            words("awards", "condition_tails")[0]
        )

    def read_lead(self) -> None:
        """Fill whom an award is for off a sentence that leads to its item, which is the tree."""
        self._receiver([each for each in self.tree.clauses if any(node.is_a("for", "of") for node in body(each))][:1])

    def _about(self, base: Node | None) -> None:
        """Fill condition and beneficiary from the clauses before the award and the beginning of its own.

        `base` is the clause before it that only says what a rate is a share of.
        """
        award = self.award
        if award.label is not None:
            self._receiver(award.pending)
            if not self._names(award.label):
                self._condition(self._behind_receiver(self.without_per(self.tree.place(*award.label))))
            return
        frame, near = self._runs()
        near = (
            near
            if base is None or (len(near) == 1 and award.before is None)
            else [each for each in near if each is not base]
        )
        stretch = self._stretch(near)
        if stretch is None and frame:
            frame, near = [], frame
            stretch = self._stretch(near)
        if stretch is None:
            return
        if award.own is not None:
            self._grade(award.own)
        elif not self._opening(near):
            self._split(self.without_per(stretch))
        if self.draft.beneficiary is None:
            apart = award.own is not None and bool(near) and (len(near) > 1 or award.own.start >= near[0].end)
            self._receiver(frame or (near[:1] if apart else []))

    def _names(self, label: tuple[int, int]) -> bool:
        """Fill the name of what a row gives where its label is a part of that: 生活补贴3万元、租房补贴1万元."""
        place = self.tree.place(*label)
        behind = next((each for each in words("awards", "named_awards") if self.text.startswith(each, place.end)), None)
        graded = any(leaf.is_a("grade") for leaf in self.award.clause.leaves() if label[0] <= leaf.start < label[1])
        if behind is None or graded or self.is_receiver(self.said(place)):
            return False
        self.put("name", Span(place.start, place.end + len(behind)))
        return True

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
        while len(kept) > 1 and _PROCEDURE.match(self.said(self.inner(kept[-1]))):
            kept.pop()
        return kept

    def _receiver(self, clauses: Sequence[Node]) -> None:
        """Fill whom an award is for off the clauses of a frame, and nothing else."""
        if clauses := self._without_procedures(clauses):
            condition, place = self.draft.condition, self.draft.spans.pop("condition", None)
            first, last = self.inner(clauses[0]), self.inner(clauses[-1])
            self._split(Span(first.start, last.end))
            if (self.draft.beneficiary or "").endswith(words("awards", "things")):  # a later clause may say who gets it
                self.draft.beneficiary = None
                self.draft.spans.pop("beneficiary", None)
            whom = WHOM.match(self.said(first))
            if self.draft.beneficiary is None and whom and self.is_receiver(self.said(first)[whom.end() :]):
                self.put("beneficiary", Span(first.start + whom.end(), first.end))  # 对新入选市级计划团队
            self.draft.condition = condition
            self.draft.spans.pop("condition", None)
            self.draft.spans |= {"condition": place} if place is not None else {}

    def _stretch(self, near: Sequence[Node]) -> Span | None:
        """Return where the words about an award stand: from the first condition to the last."""
        award = self.award
        before = self._without_payer(*award.before) if award.before else None
        if before is not None and any(told.search(self.said(before)) for told in _NO_CONDITION):
            before = None
        if not near:
            return None if "rate" in award.amounts and self.ends_in_cost() else before
        place = Span(self.inner(near[0]).start, self.inner(near[-1]).end)
        if before and self._to_whom(before):
            return place
        goes_on = before is not None and award.lead == award.clause.start and self._says_more(before)
        return Span(place.start, before.end) if before and goes_on else place

    def _says_more(self, before: Span) -> bool:
        """Tell whether the beginning of an award's clause adds to its conditions: 具有资质的机构每家, but not 对其租金."""
        said = self.said(self.without_per(before))
        cost = "rate" in self.award.amounts and self.ends_in_cost()
        return len(said) > 2 and not cost and not said.startswith(words("awards", "adds_nothing"))

    def _grade(self, own: Part) -> None:
        """Fill the condition of a grade: its own part of the list, with what all parts share before and behind it."""
        tail = self.without_per(self.tree.place(*own.tail)) if own.tail[0] < own.tail[1] else None
        behind = _NOTE.sub("", self.said(tail)) if tail else ""
        before, mark, head = behind.rpartition("的")
        if tail and self.is_receiver(head) and self.said(tail).endswith(head):
            head = head[head.startswith(words("awards", "class_nouns")) :]  # A、B、C|类创业人才
            self.put("beneficiary", Span(tail.end - len(head), tail.end))
            behind = before if mark else behind
        lead = ""
        if own.head[0] < own.head[1]:
            lead = self.said(self._without_doer(self.cut(self.tree.place(*own.head), HEAD, END)))
        if lead.endswith("的") and len(lead) > _SHARED:
            lead = ""  # what holds for all grades is no part of one
        place = self.tree.place(own.start, own.end)
        part = self.said(place) if own.number is None else _RANGE.sub(str(own.number), self.said(place))
        said = _NOTE.sub("", _BY.sub("", lead) + part + self._unit(own) + behind)
        self.draft.condition = TAIL.sub("", HEAD.sub("", said))
        self.draft.spans["condition"] = place

    def _unit(self, own: Part) -> str:
        """Return the unit that the number of a part leaves to the last of its list: 星级 for 二 in 二、三、四星级."""
        return _NUMERAL.sub("", self.said(self.tree.place(*own.unit))) if own.unit else ""
