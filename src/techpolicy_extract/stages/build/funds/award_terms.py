"""The terms of an award, with their places: base of a rate, per, name of what is given, and whom its words name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.instruments import QUOTES, instrument_of, to_whom
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.funds.award_places import PAID_BY, PER, Places
from techpolicy_extract.stages.build.funds.fund import trim_name
from techpolicy_extract.syntax.nodes import Node, body, inner_end

_BASE_HEAD = worded(
    "awards",
    r"^(?:.*?{base_measures}|.*{base_is}|.*?(?!以[上下内外]){base_leads}其?(?:{base_bounds})?(?:[^的]*{gives})?"
    r"|.*?{base_gives}(?:{base_owners}|每[\u4e00-\u9fff]{1,2}{base_each}?)?)?",
)
_BASE_TAIL = worded("awards", f"(?:{PAID_BY}|{{base_tails}}|（[^（）]*）|，)+$")
_NAME = worded("awards", r"^的?(?:{name_skips}|（[^（）]{1,12}）)*的?(?P<name>[^，；。：（）]{1,16})")
# To whom a sum is paid, behind it: 8000元标准|向培训机构支付|培训补助.
_HANDED = worded(
    "awards", r"^的?{award_sizes}?(?:{given_to_heads}|{paid_to})(?P<whom>[^，；。：（）]{2,16}?)(?:{name_verbs})"
)
SUPPORTED = worded(
    "awards", r"^(?:{supporting})*(?:{supports})(?P<who>[^，；。：的]{2,40}?)(?P<end>{supported_ends})?$"
)
_OWNER = worded("awards", "{name_owners}")
# The same with the name of what is given between: 每个企业租金补贴每年, 同一机构的奖励额度每年.
_PARTED = worded(
    "awards",
    r"(?P<who>(?:{per_heads}|每{per_units}|单{single_units})[\u4e00-\u9fff]{0,6}?(?:{receivers}|项目))的?"
    r"(?P<what>(?:(?![每同年最])[\u4e00-\u9fff]){0,4}{awards}(?:{award_sizes})?)"
    r"(?P<time>{per_times})?(?:{per_tails}){0,8}$",
)
_TAIL = worded("awards", "(?:{condition_tails}|[，、])+$")

_PART = 4  # characters of a noun for a part that need the words before them: 新增部分, 超出部分


class Terms(Places):
    """Reads what an award is counted on, what it is given for each of, and what it is called."""

    def given_to(self) -> None:
        """Fill whom the words that give name: 给予举办方10万元奖励, 给予企业不少于5万元."""
        award = self.award
        nodes = [node for node in body(award.clause) if node.end <= award.start]
        gives = [place for place, node in enumerate(nodes) if node.is_a("give", "grant")]
        if not gives:
            return
        skipped = ("give", "grant", "each", "once", "most", "least")
        behind = takewhile(lambda node: not node.is_a("by"), nodes[gives[0] + 1 :])
        named = [node for node in behind if not node.is_a(*skipped)]
        if named and named[0].is_a("text"):
            place = self.without_per(self.tree.place(named[0].start, named[-1].end))
            place = Span(place.start + self.said(place).rfind("的") + 1, place.end)
            if self.is_receiver(self.said(place)):
                self.put("beneficiary", place)

    def base(self) -> Node | None:
        """Fill the noun of which a rate is a share, and return the clause before the award that is nothing else.

        It stands behind the words that give, or before them where it is a cost: 新增部分，按照50%的比例给予奖励.
        """
        for stretch, clause in self._bases():
            place = self._owned(self.cut(self.tree.place(*stretch), _BASE_HEAD, _BASE_TAIL))
            said = self.said(place)
            last = said.rpartition("的")[2]
            if len(last) <= _PART and last.endswith(words("awards", "base_parts")):
                last = said  # 新增部分 alone says nothing
            if len(last) > 1 and last not in words("awards", "no_base"):
                self.put("rate_base", Span(place.end - len(last), place.end))
                return clause
        return None

    def _owned(self, place: Span) -> Span:
        """Fill who gets a share right behind 给予, and return what it is a share of: 给予|举报人|罚款金额5%的奖励."""
        said = self.said(place)
        given = self.draft.beneficiary is None and self.text.startswith(words("awards", "gives"), place.start - 2)
        end = next((end for end in range(2, len(said) - 1) if self.is_receiver(said[:end])), 0) if given else 0
        end = 0 if said[:end].endswith(words("awards", "things")) else end
        if end:
            self.put("beneficiary", Span(place.start, place.start + end))
        return Span(place.start + end, place.end)

    def _bases(self) -> Iterator[tuple[tuple[int, int], Node | None]]:
        """Yield the stretches in which a base may stand, with the clause before the award that is one."""
        award = self.award
        if award.base:
            yield award.base, None
        if award.before and self.ends_in_cost():
            yield award.before, None
        for clause in award.pending[-1:]:
            stretch = clause.start, inner_end(clause)
            if clause.end == award.clause.start and self.is_cost(clause, *stretch):
                yield stretch, clause
        if award.share:
            yield award.share, None

    def per(self) -> None:
        """Fill what an award is given for each of: the words before its first amount, or the step of its condition."""
        award = self.award
        if award.fund is not None:  # 每年安排专项资金500万元
            each = [node for node in body(award.clause) if node.is_a("per") and node.end <= award.start]
            if each:
                self.put("per", self.tree.place(each[0].start, each[-1].end))
            return
        node = next(node for role, node in award.amounts.items() if role != "threshold")
        low, high = (award.label[0], node.start) if award.label else (award.clause.start, award.start)
        place = self.tree.place(low, high) if low < high else None
        if place is None or not (self._parted(place) or self._single(place)):
            self._step()
        if self.draft.per is None:
            self._in_unit(node)

    def _in_unit(self, node: Node) -> None:
        """Fill per off the unit of a sum: 300元/亩."""
        for lexeme in filter(None, map(self.tree.lexeme, node.leaves())):
            mark = self.text.find("/", lexeme.start, lexeme.end)
            if mark >= 0:
                self.put("per", Span(mark + 1, lexeme.end))
                return

    def _single(self, place: Span) -> bool:
        found = PER.search(self.said(place))
        if found:
            self.put("per", Span(place.start + found.start("per"), place.start + found.end("per")))
        return found is not None

    def _parted(self, place: Span) -> bool:
        """Fill per and name where the name stands between whom and how often: 每个企业租金补贴每年不超过5万元."""
        found = _PARTED.search(self.said(place))
        if found is None:
            return False
        start, end = found.span("what")
        name = found["what"]
        named = name not in load("instruments")["generic"]["words"] and instrument_of(name) is not None
        if not named and not found["time"]:
            return False
        if named and self.draft.name is None:
            self.put("name", Span(place.start + start, place.start + end))
        self.put("per", Span(place.start + found.start("who"), place.start + found.end("who")))
        self.draft.per = found["who"] + (found["time"] or "")
        return True

    def _step(self) -> None:
        """Fill the step of which each gives the award once more: 每引进1家企业."""
        for node in (self.award.first or self.award).steps:
            if node.is_a("duration"):
                continue
            clause = self.tree.clause_at(node.start)
            own = self.award.before if clause is self.award.clause else None
            place = self.tree.place(clause.start, own[1] if own else inner_end(clause))
            said = self.said(place)
            start = said.rfind(words("awards", "each")[0], 0, self.tree.place(node.start, node.end).start - place.start)
            if start >= 0:
                self.put("per", Span(place.start + start, place.start + len(_TAIL.sub("", said))))
                return

    def name(self) -> None:
        """Fill the name of what is given, where it is more than a mere 补助, and the instrument, or whom it supports."""
        if self.award.title is not None:
            place = self.tree.place(*self.award.title)
            if kind := instrument_of(self.said(place)):
                self.draft.instrument = kind
                self.put("name", place)
            return
        if self.award.behind is None:
            return
        place = self.tree.place(*self.award.behind)
        if (for_whom := SUPPORTED.match(self.said(place))) and self.draft.beneficiary is None:
            if for_whom["end"] or self.is_receiver(for_whom["who"]):
                self.put("beneficiary", Span(place.start + for_whom.start("who"), place.start + for_whom.end("who")))
            return
        place = self._handed(place)
        found = _NAME.match(self.said(place))
        if found is None:
            return
        low, high = trim_name(self.text, Span(place.start + found.start("name"), place.start + found.end("name")))
        name, generic = self.text[low:high], load("instruments")["generic"]["words"]
        if name.startswith(words("awards", "given_to_heads")):  # 40%对企业进行奖励
            return
        owner = _OWNER.match(name)
        whom = owner[0] if owner and name[owner.end() :] in generic else to_whom(name)
        if whom and self.draft.beneficiary is None:
            self.put("beneficiary", Span(low, low + len(whom)))
        if kind := instrument_of(name):
            self.draft.instrument = kind
            if not whom and name.strip(QUOTES) not in generic:
                self.put("name", Span(low, high))

    def _handed(self, place: Span) -> Span:
        """Fill to whom the words behind a sum hand it over; return the rest: 标准|向培训机构支付|培训补助."""
        found = _HANDED.match(self.said(place))
        if found is None:
            return place
        if self.draft.beneficiary is None and self.is_receiver(found["whom"]):
            self.put("beneficiary", Span(place.start + found.start("whom"), place.start + found.end("whom")))
        return Span(place.start + found.end(), place.end)
