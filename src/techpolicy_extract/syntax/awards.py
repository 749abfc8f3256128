"""What a sentence awards: which of its amounts are sums, rates, caps, floors and thresholds, and what belongs to which.

An award is read off the order of clauses: conditions first, then a clause that gives, then what bounds it. Lists of one
length belong together in order; so do a label and the amount behind it, wherever rows of both stand. All positions are
positions in the sentence's slot text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from techpolicy_extract.lexicon import trie_pattern
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.syntax.allotments import allotment, allots, money_named
from techpolicy_extract.syntax.award import Award, numbers_of, stretch
from techpolicy_extract.syntax.bounds import bound_of, bounded
from techpolicy_extract.syntax.clauses import clauses
from techpolicy_extract.syntax.conditions import hand_out
from techpolicy_extract.syntax.gifts import Gift, gift, is_amount, members, names_standard, role_of, rows_without_verb
from techpolicy_extract.syntax.kinds import words_of
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end, lists_amounts

_MOST_CONDITIONS = 6  # clauses before an award that tell what it is for


@dataclass(slots=True)
class _Reading:
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

    def announce(self, clause: Node) -> None:
        """Take a clause that only says that something is given: its words before that tell for whom."""
        nodes = body(clause)
        if (place := allots(nodes)) is not None:
            self.fund = money_named(nodes, place)
        give = next((node for node in nodes if node.is_a("give")), None)
        before = tuple(node for node in nodes if give is not None and node.end <= give.start)
        self.announced, self.last, self.told = True, [], list(self.pending)
        self.share, self.announcing = (nodes[0].start, nodes[-1].start), clause
        goes_on = before and self.told and self.told[0].items[0].is_a("for") and not before[0].is_a("by")
        if before and (before[0].is_a("for") or (goes_on and any(node.is_a("of") for node in before))):
            self.told.append(Node(clause.kinds, clause.start, before[-1].end, before))

    def gives(self) -> bool:
        """Tell whether a clause without a word that gives can go on giving."""
        framed = any(node.is_a("grant", "standard") for clause in self.frame for node in body(clause))
        summed = bool(self.last) and self.last[0].fund is not None and not self.rowed  # 安排专项资金600万元
        return framed or self.announced or (bool(self.last) and not summed)

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
        return rows_without_verb(tree, clause, rates=self.has_shares(), floors=floors)

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
        self._take_ceiling(group)
        self.found += group
        self.last, self.pending, self.announced = group, [], False


def awards(tree: Tree) -> list[Award]:
    """Return the awards of a sentence in order; none where nothing is given by a rule."""
    kept: list[Award] | None = tree.sentence.readings.get("awards")
    if kept is None:
        kept = tree.sentence.readings["awards"] = _awards(tree)
    return kept


def may_award(sentence: Sentence) -> bool:
    """Return whether a sentence can award something, told by its words before it is parsed."""
    slots = sentence.slots
    if "announced" in sentence.readings or _word_of("give", "grant", "standard").search(slots):
        return True
    return bool(_word_of("money").search(slots) and _word_of("each", "per", "allot").search(slots))


@cache
def _word_of(*kinds: str) -> re.Pattern[str]:
    return re.compile(trie_pattern(word for kind in kinds for word in words_of(kind)))


def announce_rows(tree: Tree, below: Sentence) -> None:
    """Let a sentence give rows where the one before it announces them (给予奖励：) or is such a row that a semicolon ends.

    It must be called before the awards of `below` are asked for. Its reading `announced` holds the sentence above.
    """
    last = tree.clauses[-1]
    if last.items[-1].is_a("colon"):
        goes_on = bool(body(last)) and _announces(last)
    else:
        goes_on = "announced" in tree.sentence.readings and last.items[-1].is_a("semicolon") and bool(awards(tree))
    if goes_on:
        below.readings["announced"] = tree.sentence.readings.get("announced", tree.sentence)


def _awards(tree: Tree) -> list[Award]:
    reading = _Reading(announced="announced" in tree.sentence.readings)
    for clause in tree.clauses:
        nodes = body(clause)
        rows = reading.rows(tree, clause) if reading.gives() else None
        given = allotment(clause) or gift(tree, clause) or rows
        graded = nodes[:1] and nodes[0].is_a("grade")
        if given is not None and graded and (reading.announced or reading.led or nodes[1].is_a("per")):
            given = rows = _labelled(tree, clause, given)
        bound = bound_of(nodes) if reading.bounds(given, rows) else None
        if bound is not None and not reading.last:
            given, bound = Gift(clause.start, (), (bound,)), None
        if bound is not None:
            reading.found += bounded(tree, clause, bound, reading.last, reading.low)
        elif given is not None:
            reading.add(_group(tree, clause, given, reading), given)
        elif nodes and _announces(clause):
            reading.announce(clause)
        elif nodes:
            reading.pending.append(clause)
        if given is not None:
            reading.found += _inside(tree, clause, reading)
        mark = clause.items[-1]
        if mark.is_a("colon"):
            reading.frame = reading.pending or reading.frame
            reading.pending, reading.root, reading.low = [], None, clause.end
        if given is not None and given.fund:
            reading.fund = given.fund
        if mark.is_a("semicolon", "stop"):
            reading.pending, reading.told, reading.low = [], [], clause.end
    return reading.found


def _inside(tree: Tree, clause: Node, reading: _Reading) -> list[Award]:
    """Return what brackets behind the amounts of a clause give: 10万元（省级再奖励5万元，单个企业最高50万元）.

    A ceiling alone goes into the award before the bracket.
    """
    found: list[Award] = []
    for bracket in clause.items:
        if not bracket.is_a("bracket") or lists_amounts(bracket) or bracket.start < reading.last[0].start:
            continue
        for part in clauses(bracket.items[1:-1]):
            nodes = body(part)
            bare = bool(nodes) and (nodes[0].is_a("per") or not any(node.is_a("text", "spent") for node in nodes))
            bound = bound_of(nodes) if bare else None  # 租金单价不超过40元 bounds no award
            given = gift(tree, part) if nodes and bound is None else None
            if bound is not None:
                found += bounded(tree, part, bound, reading.last, reading.low)
            elif given is not None:
                found += _group(tree, part, given, _Reading())
    return found


def _labelled(tree: Tree, clause: Node, given: Gift) -> Gift:
    """Return a clause that begins with a grade as a row, though it has a word that gives: 省级最高奖励50万元."""
    label = stretch(tree, clause.start, given.point)
    if given.rows or label is None or len(given.amounts) > 1 or given.amounts[0].is_a("amounts"):
        return given
    return replace(given, rows=((label, given.amounts[0]),))


def _announces(clause: Node) -> bool:
    """Tell whether a clause says that something is given, and leaves how much to those behind it.

    给予奖励 does, and so does 奖励标准如下 before a colon.
    """
    nodes = body(clause)
    last = nodes[-1].is_a("grant") and any(node.is_a("give") for node in nodes)
    last = last or (nodes[-1].is_a("give") and any(node.is_a("grant") for node in nodes))  # 补贴分5年发放
    named = clause.items[-1].is_a("colon") and any(names_standard(node) for node in nodes)
    amounts = [place for place, node in enumerate(nodes) if is_amount(node, "sum", "rate", "ratio")]
    held = nodes[0].is_a("for") and all(
        nodes[place + 1 : place + 2] and nodes[place + 1].is_a("of") for place in amounts
    )
    allotted = clause.items[-1].is_a("colon") and allots(nodes) is not None
    return (last or named or allotted) and (not amounts or held)


def _group(tree: Tree, clause: Node, given: Gift, reading: _Reading) -> list[Award]:
    """Make the awards of a clause: one for each row, one for each amount of a list, else one."""
    if given.rows:
        group = [Award(clause, {role_of(clause, node): node}, label=label) for label, node in given.rows]
    else:
        group = [Award(clause) for _ in range(max(len(members(node)) for node in given.amounts))]
        for node in given.amounts:
            role = role_of(clause, node)
            for award, member in zip(group, members(node), strict=False):
                award.amounts.setdefault(role, member)
    near = reading.pending[-_MOST_CONDITIONS:]
    by_start = {each.start: each for each in (*_telling(reading.frame), *reading.told, *near)}
    pending = tuple(by_start[start] for start in sorted(by_start))  # a clause that announces can be a frame, too
    ends = max(node.end for node in given.amounts)
    vague = next((node for node in body(clause) if node.is_a("vague") and node.start < ends), None)
    for place, award in enumerate(group):
        award.pending = pending
        own = given.base is None or given.base[0] >= given.point
        award.before = stretch(tree, clause.start, given.point) if own else None
        award.base = given.base
        award.vague = (clause.start, vague.start) if vague else None
        award.fund = given.fund or (reading.fund if given.rows else None)
        award.share = reading.share if given.rows else None
        award.lead = clause.start if given.conditions else reading.lead(clause)
        award.start = min(node.start for node in given.amounts)
        award.behind = stretch(tree, ends, inner_end(clause))
        award.first = group[0] if place else None
    hand_out(tree, group, given, reading.used, led=reading.announced or reading.led)
    reading.used |= {leaf.start for leaf in numbers_of(group)}
    return group


def _telling(frame: Sequence[Node]) -> Sequence[Node]:
    """Return the last clause of a frame that says for whom its rules are; one that announces them says nothing more."""
    said = [each for each in frame if not any(node.is_a("grant", "give", "standard") for node in body(each))]
    if len(said) == len(frame):
        return said[-1:]
    return [each for each in said if any(node.is_a("for", "of") for node in body(each))][-1:]


def unnumbered(tree: Tree, position: int) -> Award:
    """Return the award without an amount that is named at a position, with the clauses before that tell for whom."""
    clause = tree.clause_at(position)
    pending: list[Node] = []
    for each in tree.clauses:
        if each.start >= clause.start:
            break
        pending = [] if each.items[-1].is_a("semicolon", "stop", "colon") else [*pending, each]
    nodes = [node for node in body(clause) if node.start <= position]
    give = next((node for node in nodes if node.is_a("give", "by")), None)
    whom = next((node for node in nodes if node.is_a("for") and (give is None or node.end <= give.start)), None)
    before = stretch(tree, whom.start, give.start if give is not None else position) if whom is not None else None
    return Award(clause, pending=tuple(pending[-_MOST_CONDITIONS:]), before=before, lead=clause.start, start=position)
