"""What was read so far of the awards of a sentence: conditions that wait, frames, the awards of the last rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from techpolicy_extract.syntax.allotments import allots, money_named
from techpolicy_extract.syntax.award import Award
from techpolicy_extract.syntax.gifts import Gift, rows_without_verb
from techpolicy_extract.syntax.nodes import Node, Tree, body


@dataclass(slots=True)
class Reading:
    """What was read so far of a sentence: clauses without an award yet, a frame, the awards of the last rule."""

    pending: list[Node] = field(default_factory=list)
    frame: list[Node] = field(default_factory=list)
    told: list[Node] = field(default_factory=list)  # the conditions of a clause that announced an award
    last: list[Award] = field(default_factory=list)
    found: list[Award] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    fund: tuple[int, int] | None = None  # where money is named that rows set aside
    low: int = 0  # where the last semicolon or colon ends
    announced: bool = False
    announcing: Node | None = None  # the last clause that announced
    share: tuple[int, int] | None = None  # where an announcing clause says of what shares are given: 按投入的一定比例
    root: Award | None = None  # the first grade of the rule that rows go on with
    led: bool = False  # the first grade of the rule was announced: 给予奖励，其中…
    rowed: bool = False  # the last award was a row of a label and its amount
    rate: tuple[Node, Node] | None = None  # a clause that only says a rate, and the rate: 按投资额20%的比例，给予…

    def announce(self, clause: Node) -> None:
        """Take a clause that only says that something is given: its words before that tell for whom."""
        nodes = body(clause)
        if (place := allots(nodes)) is not None:
            self.fund = money_named(nodes, place)
        give = next((node for node in nodes if node.is_a("give")), nodes[-1])
        before = tuple(node for node in nodes if node.end <= give.start)
        self.announced, self.last, self.told = True, [], list(self.pending)
        self.share, self.announcing = (nodes[0].start, nodes[-1].start), clause
        goes_on = before and self.told and self.told[0].items[0].is_a("for") and not before[0].is_a("by")
        if before and (before[0].is_a("for") or (goes_on and any(node.is_a("of") for node in before))):
            self.told.append(Node(clause.kinds, clause.start, before[-1].end, before))

    def gives(self) -> bool:
        """Tell whether a clause without a word that gives can go on giving."""
        summed = bool(self.last) and self.last[0].fund is not None and not self.rowed  # 安排专项资金600万元
        return self.framed() or self.announced or (bool(self.last) and not summed)

    def framed(self) -> bool:
        """Tell whether words before ： name an award: 冷链运输车补贴：."""
        named = [self.announcing] if self.announcing and self.announcing.items[-1].is_a("colon") else []
        return any(node.is_a("grant", "standard") for clause in (*self.frame, *named) for node in body(clause))

    def bounds(self, given: Gift | None, rows: Gift | None) -> bool:
        """Tell whether a clause with a ceiling can bound the award before it, or one that was only announced."""
        if not self.last:
            return self.announced and given is None
        return not (rows and self.rowed) and not (given and self.pending)

    def _leaves_rates(self) -> Award | None:
        """Return the last award where it has a ceiling and leaves its rates to those behind it."""
        lead = self.last[0] if len(self.last) == 1 else None
        return lead if lead is not None and lead.vague and lead.amounts.keys() - {"threshold"} == {"cap"} else None

    def has_shares(self) -> bool:
        """Tell whether shares of grades can follow."""
        return self.announced or self.rowed or self._leaves_rates() is not None

    def rows(self, tree: Tree, clause: Node) -> Gift | None:
        """Return the rows of a clause without a word that gives; floors are rows behind an award that is one."""
        floors = any("floor" in award.amounts for award in self.last)
        asked = bool(self.pending) and self.pending[-1].items[-2:-1] and self.pending[-1].items[-2].is_a("of")
        framed = self.framed() or (bool(asked) and bool(self.last))
        return rows_without_verb(tree, clause, rates=self.has_shares(), floors=floors, framed=framed)

    def _take_ceiling(self, group: list[Award]) -> None:
        """Put the ceiling of a clause that leaves the rates to those behind it into the first of them.

        按费用的一定比例给予最高100万元资助，其中国家级50%: such a clause is no award of its own.
        """
        lead = self._leaves_rates()
        if lead is None or "rate" not in group[0].amounts:
            return
        self.found.remove(lead)
        self.root, self.led = group[0], True
        group[0].amounts.setdefault("cap", lead.amounts["cap"])
        if threshold := lead.amounts.get("threshold"):
            group[0].further = (threshold, *lead.further, *group[0].further)
        for award in group:
            award.first = None if award is group[0] else group[0]
            award.share = award.share or lead.vague
            award.pending = tuple(dict.fromkeys((*lead.pending, *award.pending)))

    def share_of(self, clause: Node, rate: Node) -> None:
        """Take the rate of a clause that gives nothing by itself, and for whom it is where it says so first."""
        first, *rest = body(clause)
        low = clause.start
        if not first.is_a("by"):
            self.pending.append(Node(clause.kinds, low, first.end, (first,)))
            low = rest[0].start
        self.rate = Node(clause.kinds, low, clause.end, clause.items), rate

    def _take_rate(self, group: list[Award]) -> None:
        """Put the rate of a clause before into the first award, which has none of its own."""
        if self.rate is not None and "rate" not in group[0].amounts:
            clause, rate = self.rate
            group[0].amounts = {"rate": rate, **group[0].amounts}
            group[0].base = (clause.start, rate.start)
            for award in group:
                award.lead = clause.start
        self.rate = None

    def lead(self, clause: Node) -> int:
        """Return where a clause begins, or the one just before it that announces what it gives: 给予补助，最高20万元."""
        before = self.announcing
        near = before is not None and before.end == clause.start and before.items[-1].is_a("comma")
        if before is None or not near:
            return clause.start
        return self.told[-1].end if self.told and self.told[-1].start == before.start else before.start

    def add(self, group: list[Award], given: Gift) -> None:
        """Take the awards of a clause; a row goes on with the grades before it."""
        self.rowed = len(group) == 1 and bool(given.rows)
        if (self.rowed or self.led) and len(group) == 1 and self.root is not None and not self.pending:
            group[0].first = self.root
        else:
            self.root, self.led = group[0], self.announced
        self._take_rate(group)
        self._take_ceiling(group)
        self.found += group
        self.last, self.pending, self.announced = group, [], False
