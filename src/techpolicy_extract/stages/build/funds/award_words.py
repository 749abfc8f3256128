"""The words around the amounts of an award, with their places: condition, beneficiary, per, base of a rate, name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from re import Pattern, compile

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.doers import doer, given_head
from techpolicy_extract.lexicon.instruments import COST
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.funds.award_terms import SUPPORTED, Terms
from techpolicy_extract.syntax.lists import Part
from techpolicy_extract.syntax.nodes import Node, body

_HEAD = worded("awards", r"^(?:《[^》]{2,60}》|第 ?[\d ]{1,4}条 ?|{condition_heads}|[，、\s])+")
_TAIL = worded("awards", "[，、]*(?:{condition_tails})?[，、]*$")
_PROCEDURE = worded("awards", "^{procedures}[^的]{0,24}$")
_NOTE = lazy(r"（[^（）]{12,}）")  # a bracket that explains, not one of a name
_END = lazy("$")
_NUMERAL = lazy(r"^[一二三四五六七八九十\d]+")
_BRACKET = lazy(r"（[^（）]*）")
_FUND = worded(
    "awards",
    r"^(?:\d{4}年度?|{years}|每年)?(?:(?P<head>[^，]{0,20}?)(?P<name>{fund_owners}[\u4e00-\u9fff]{2,20})"
    r"|(?P<whole>[\u4e00-\u9fff]{2,20}))$",
)
_OWNER = worded("awards", "{name_owners}")
_WHOM = worded("awards", "^{given_to_heads}")
_PAYER = worded(
    "awards", r"(?:{payer_heads}[^，。；：的]{0,20}?|^[\u4e00-\u9fff]{0,14}?){payers}(?:{payer_ends})?$"
)  # who pays: 见习期间|由就业补助资金
_SHARED = 8  # characters of a clause before a list of grades that holds for all: 在本区连续经营满2年的


class AwardWords(Terms):
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
        if self.award.before or not self._opens():
            self.award.pending = ()
        if self.award.pending or self.award.before:
            self._about(None)

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
                self._condition(self.without_per(self.tree.place(*award.label)))
            return
        frame, near = self._runs()
        near = near if base is None or len(near) == 1 else [each for each in near if each is not base]
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
            whom = _WHOM.match(self.said(first))
            if self.draft.beneficiary is None and whom and self.is_receiver(self.said(first)[whom.end() :]):
                self.put("beneficiary", Span(first.start + whom.end(), first.end))  # 对新入选市级计划团队
            self.draft.condition = condition
            self.draft.spans.pop("condition", None)
            self.draft.spans |= {"condition": place} if place is not None else {}

    def _stretch(self, near: Sequence[Node]) -> Span | None:
        """Return where the words about an award stand: from the first condition to the last."""
        award = self.award
        before = self._without_payer(*award.before) if award.before else None
        if not near:
            return None if "rate" in award.amounts and self.ends_in_cost() else before
        place = Span(self.inner(near[0]).start, self.inner(near[-1]).end)
        if before and self._to_whom(before):
            return place
        goes_on = before is not None and award.lead == award.clause.start and self._says_more(before)
        return Span(place.start, before.end) if before and goes_on else place

    def _without_payer(self, start: int, end: int) -> Span | None:
        """Return a stretch before a word that gives, without who pays at its end; None where it names nothing else."""
        place = self.tree.place(start, end)
        behind = next((node for node in body(self.award.clause) if node.start >= end), None)
        found = _PAYER.search(self.said(place))
        if found is None or behind is None or not behind.is_a("give", "by", "grant"):
            return place
        return Span(place.start, place.start + found.start()) if found.start() else None

    def _to_whom(self, before: Span) -> bool:
        """Fill whom an award's own clause names before it gives: …备案的，对举办单位给予5万元奖励."""
        said = self.said(before)
        lead = _WHOM.match(said)
        if _OWNER.fullmatch(said):  # …的，企业可申请5万元补助
            self.put("beneficiary", before)
            return True
        if lead is None or not self.is_receiver(said[lead.end() :]) or "的" in said:
            return False
        self.put("beneficiary", Span(before.start + lead.end(), before.end))
        return True

    def _says_more(self, before: Span) -> bool:
        """Tell whether the beginning of an award's clause adds to its conditions: 具有资质的机构每家, but not 对其租金."""
        said = self.said(self.without_per(before))
        cost = "rate" in self.award.amounts and self.ends_in_cost()
        return len(said) > 2 and not cost and not said.startswith(words("awards", "adds_nothing"))

    def _condition(self, place: Span) -> None:
        place = self._without_doer(self.cut(place, _HEAD, _TAIL))
        if place.end - place.start > 1:
            self.put("condition", place)

    def _without_doer(self, place: Span) -> Span:
        """Fill whom an award is for where its words open with who does what they say; return the rest of them."""
        length = doer(self.said(place)) if self.draft.beneficiary is None else 0
        if length:
            self.put("beneficiary", Span(place.start, place.start + length))
        return Span(place.start + length, place.end)

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
            lead = self.said(self._without_doer(self.cut(self.tree.place(*own.head), _HEAD, _END)))
        if lead.endswith("的") and len(lead) > _SHARED:
            lead = ""  # what holds for all grades is no part of one
        place = self.tree.place(own.start, own.end)
        said = _NOTE.sub("", lead + self.said(place) + self._unit(own) + behind)
        self.draft.condition = _TAIL.sub("", _HEAD.sub("", said))
        self.draft.spans["condition"] = place

    def _unit(self, own: Part) -> str:
        """Return the unit that the number of a part leaves to the last of its list: 星级 for 二 in 二、三、四星级."""
        return _NUMERAL.sub("", self.said(self.tree.place(*own.unit))) if own.unit else ""

    def _opening(self, clauses: Sequence[Node]) -> bool:
        """Fill whom an award is for off a first clause 对…的企业 that further conditions follow; False without one."""
        if len(clauses) < 2:
            return False
        first = self.inner(clauses[0])
        before, mark, head = self.said(first).rpartition("的")
        if not mark or not self.is_receiver(head):
            return False
        self.put("beneficiary", Span(first.end - len(head), first.end))
        start = first.start if before.startswith("对") else self.inner(clauses[1]).start
        self._condition(Span(start, self.inner(clauses[-1]).end))
        return True

    def _last_noun(self, said: str) -> tuple[int, int] | None:
        """Return where whom words name stands in them: behind the last 的 outside brackets; None for none."""
        plain = _BRACKET.sub(lambda found: " " * len(found[0]), said)
        start = max(plain.rfind("的"), plain.rfind("》")) + 1
        end = len(plain.rstrip())
        return (start, end) if self.is_receiver(said[start:end]) else None

    def _split(self, place: Span) -> None:
        """Part the words about an award into whom it is for and what must hold: 获评省级的 | 企业."""
        place = self.cut(place, _HEAD, _END)
        said = self.said(place)
        before, mark, head = said.rpartition("的")
        if (given := SUPPORTED.match(said)) and given["end"] and self.is_receiver(given["who"]):
            self.put("beneficiary", Span(place.start + given.start("who"), place.start + given.end("who")))
            return
        who, step, _ = said.partition("每")
        if step and (whom := self._last_noun(who)):
            self.put("beneficiary", Span(place.start + whom[0], place.start + whom[1]))
            self._condition(Span(place.start + len(who), place.end))
        elif mark and self.is_receiver(head):
            whom = self.cut(Span(place.end - len(head), place.end), _HEAD, _TAIL)
            self.put("beneficiary", Span(whom.start + given_head(self.said(whom)), whom.end))
            self._condition(Span(place.start, place.start + len(before)))
        elif mark and not _HEAD.sub("", head):
            self._condition(Span(place.start, place.start + len(before)))
        elif self.is_receiver(said) and not _events().search(said):
            self.put("beneficiary", Span(place.start + given_head(said), place.end))
        else:
            self._condition(place)


@lru_cache(maxsize=1)
def _events() -> Pattern[str]:
    return compile(trie_pattern([word for word in load("instruments")["recipients"]["events"] if len(word) > 1]))
