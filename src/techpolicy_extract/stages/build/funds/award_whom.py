"""Whom an award is for and what must hold for it: the words before an award, parted into the two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from re import Pattern, compile

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.doers import doer, given_head
from techpolicy_extract.lexicon.instruments import recipient
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.funds.award_places import PAID_BY
from techpolicy_extract.stages.build.funds.award_terms import SUPPORTED, Terms
from techpolicy_extract.syntax.nodes import Node, body

HEAD = worded("awards", r"^(?:《[^》]{2,60}》|第 ?[\d ]{1,4}条 ?|{condition_heads}|[，、\s])+")
TAIL = worded("awards", "[，、]*(?:{condition_tails})?[，、]*$")
_MARKS = lazy("[，、]*$")  # 者 belongs to whom an award is for: 消费者
END = lazy("$")
_NO_PART = worded("awards", f"(?:{PAID_BY}|(?:{{light_verbs}})?(?:{{at_once}})?)$")  # 对改造项目|进行一次性|奖励
_BRACKET = lazy(r"（[^（）]*）")
_OWNER = worded("awards", "{name_owners}")
WHOM = worded("awards", "^{given_to_heads}")
_PAYER = worded(
    "awards", r"(?:{payer_heads}[^，。；：的]{0,20}?|^[\u4e00-\u9fff]{0,14}?){payers}(?:{payer_ends})?$"
)  # who pays: 见习期间|由就业补助资金


class Whom(Terms):
    """Reads whom an award is for and its condition, with their places in the normalised text."""

    def _behind_receiver(self, place: Span) -> Span:
        """Fill whom a label names before what it is for, right behind 给予: 给予|研发单位|首创产品10万元."""
        said = self.said(place)
        given = self.text.startswith(words("awards", "gives"), place.start - 2)
        end = next((end for end in range(2, len(said) - 2) if recipient().search(said[:end])), 0) if given else 0
        if end:
            self.put("beneficiary", Span(place.start, place.start + end))
        return Span(place.start + end, place.end)

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
        lead = WHOM.match(said)
        if _OWNER.fullmatch(said):  # …的，企业可申请5万元补助
            self.put("beneficiary", before)
            return True
        if lead is None or not self.is_receiver(said[lead.end() :]) or "的" in said:
            return False
        self.put("beneficiary", Span(before.start + lead.end(), before.end))
        return True

    def _condition(self, place: Span) -> None:
        place = self._without_doer(self.cut(self.cut(place, HEAD, _NO_PART), HEAD, TAIL))
        if place.end - place.start > 1:
            self.put("condition", place)

    def _without_doer(self, place: Span) -> Span:
        """Fill whom an award is for where its words open with who does what they say; return the rest of them."""
        length = doer(self.said(place)) if self.draft.beneficiary is None else 0
        if length:
            self.put("beneficiary", Span(place.start, place.start + length))
        return Span(place.start + length, place.end)

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
        place = self.cut(place, HEAD, _NO_PART)
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
            whom = self.cut(Span(place.end - len(head), place.end), HEAD, _MARKS)
            self.put("beneficiary", Span(whom.start + given_head(self.said(whom)), whom.end))
            self._condition(Span(place.start, place.start + len(before)))
        elif mark and not HEAD.sub("", head):
            self._condition(Span(place.start, place.start + len(before)))
        elif self.is_receiver(said) and not _events().search(said):
            self.put("beneficiary", Span(place.start + given_head(said), place.end))
        else:
            self._condition(place)


@lru_cache(maxsize=1)
def _events() -> Pattern[str]:
    return compile(trie_pattern([word for word in load("instruments")["recipients"]["events"] if len(word) > 1]))
