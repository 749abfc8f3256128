"""What a sentence awards: which of its amounts are sums, rates, caps, floors and thresholds, and what belongs to which.

An award is read off the order of clauses: conditions first, then a clause that gives, then what bounds it. Lists of one
length belong together in order; so do a label and the amount behind it, wherever rows of both stand. All positions are
positions in the sentence's slot text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from techpolicy_extract.syntax.gifts import Gift, gift, is_step, members, role_of, rows_without_verb
from techpolicy_extract.syntax.kinds import words_of
from techpolicy_extract.syntax.lists import Part, listed
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end

_MOST_CONDITIONS = 6  # clauses before an award that tell what it is for
_NEAR = 8  # characters before a length of time within which 期限 tells what it is
_MOST_NUMBERS = 60  # numbers of the conditions of one award
_SHORT = 4  # characters before a ceiling that say nothing of its own: 全年总额
_VAGUE = ("bare", "few", "one")  # slots of numbers without a unit, and of those that texts count their parts with
_BOUNDS = ("reach", "above", "below", "most", "least", "about")
_LEAVES = ("sum", "rate", "ratio", "count", "point", "multiple")


@dataclass(slots=True)
class Award:
    """One award: its amounts by role, and where the words about it stand.

    `pending` are the clauses before its own that tell what it is for; `before` is the beginning of its own clause, up
    to the word that gives. `base` lies between that word and a rate, `behind` behind its last amount. `label` names it
    in a row; `own` is its part of a list. `first` is the award that holds what the grades of one rule share; None for
    that one itself and for a rule without grades. `further` are the amounts of its conditions beyond the threshold,
    `steps` those of which each gives the award once more. `start` is where the first amount of its clause begins, `cue`
    where the first number of a list of thresholds stands whose bounding word holds for all: 超过300万元、800万元.
    """

    clause: Node
    amounts: dict[str, Node] = field(default_factory=dict)
    pending: tuple[Node, ...] = ()
    before: tuple[int, int] | None = None
    base: tuple[int, int] | None = None
    behind: tuple[int, int] | None = None
    label: tuple[int, int] | None = None
    own: Part | None = None
    first: Award | None = None
    further: tuple[Node, ...] = ()
    steps: tuple[Node, ...] = ()
    start: int = 0
    cue: int | None = None


@dataclass(slots=True)
class _Reading:
    """What was read so far of a sentence: clauses without an award yet, a frame, the awards of the last rule."""

    pending: list[Node] = field(default_factory=list)
    frame: list[Node] = field(default_factory=list)
    told: list[Node] = field(default_factory=list)  # the conditions of a clause that announced an award
    last: list[Award] = field(default_factory=list)
    found: list[Award] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    announced: bool = False
    share: tuple[int, int] | None = None  # where an announcing clause says of what shares are given: 按投入的一定比例
    root: Award | None = None  # the first grade of the rule that rows go on with
    led: bool = False  # the first grade of the rule was announced: 给予奖励，其中…
    rowed: bool = False  # the last award was a row of a label and its amount

    def gives(self) -> bool:
        """Tell whether a clause without a word that gives can go on giving."""
        framed = any(node.is_a("grant", "standard") for clause in self.frame for node in body(clause))
        return framed or self.announced or bool(self.last)

    def bounds(self, given: Gift | None, rows: Gift | None) -> bool:
        """Tell whether a clause with a ceiling can bound the award before it, or one that was only announced."""
        if not self.last:
            return self.announced and given is None
        return not (rows and self.rowed) and not (given and self.pending)

    def add(self, group: list[Award], given: Gift) -> None:
        """Take the awards of a clause; a row goes on with the grades before it."""
        self.rowed = len(group) == 1 and bool(given.rows)
        if (self.rowed or self.led) and len(group) == 1 and self.root is not None and not self.pending:
            group[0].first = self.root
        else:
            self.root, self.led = group[0], self.announced
        self.found += group
        self.last, self.pending, self.announced = group, [], False


def awards(tree: Tree) -> list[Award]:
    """Return the awards of a sentence in order; none where nothing is given by a rule."""
    reading = _Reading()
    for clause in tree.clauses:
        nodes = body(clause)
        rows = rows_without_verb(tree, clause, rates=reading.announced or reading.rowed) if reading.gives() else None
        given = gift(tree, clause) or rows
        if given is not None and (reading.announced or reading.led) and nodes[0].is_a("grade"):
            given = rows = _labelled(tree, clause, given)
        bound = _bound(nodes) if reading.bounds(given, rows) else None
        if bound is not None and not reading.last:
            given, bound = Gift(clause.start, (), (bound,)), None
        if bound is not None:
            _add_bound(tree, clause, bound, reading)
        elif given is not None:
            reading.add(_group(tree, clause, given, reading), given)
        elif nodes and _announces(nodes):
            reading.announced, reading.last = True, []
            reading.told = list(reading.pending)
            reading.share = (nodes[0].start, nodes[-1].start)
        elif nodes:
            reading.pending.append(clause)
        mark = clause.items[-1]
        if mark.is_a("colon"):
            reading.frame = reading.pending or reading.frame
            reading.pending, reading.root = [], None
        elif mark.is_a("semicolon", "stop"):
            reading.pending, reading.told = [], []
    return reading.found


def _labelled(tree: Tree, clause: Node, given: Gift) -> Gift:
    """Return a clause that begins with a grade as a row, though it has a word that gives: 省级最高奖励50万元."""
    label = _stretch(tree, clause.start, given.point)
    if given.rows or label is None or len(given.amounts) > 1 or given.amounts[0].is_a("amounts"):
        return given
    return replace(given, rows=((label, given.amounts[0]),))


def _announces(nodes: Sequence[Node]) -> bool:
    """Tell whether a clause says that something is given, and leaves how much to those behind it: 给予奖励."""
    last = nodes[-1].is_a("grant") and any(node.is_a("give") for node in nodes)
    return last and not any(node.is_a("amount", "amounts") for node in nodes)


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
    for place, award in enumerate(group):
        award.pending = pending
        own = given.base is None or given.base[0] >= given.point
        award.before = _stretch(tree, clause.start, given.point) if own else None
        award.base = given.base or (reading.share if given.rows else None)
        award.start = min(node.start for node in given.amounts)
        award.behind = _stretch(tree, ends, inner_end(clause))
        award.first = group[0] if place else None
    _conditions(tree, group, given, reading.used)
    reading.used |= {leaf.start for leaf in numbers_of(group)}
    return group


def _counts(tree: Tree, node: Node) -> bool:
    """Tell whether a number of a condition counts something: it is bounded, a list or a range, or 的 follows."""
    numbers = [leaf for leaf in node.leaves() if leaf.is_a(*_LEAVES)]
    if any(leaf.is_a(*_VAGUE) for leaf in numbers):
        return False
    lexeme = tree.lexeme(numbers[0])
    ranged = lexeme is not None and lexeme.quantity is not None and lexeme.quantity.value_max is not None
    leaves = list(node.leaves())
    if numbers[0].is_a("duration") and _is_term(tree, node):
        return False
    bounded = any(leaf.is_a(*_BOUNDS) for leaf in leaves)
    return bounded or ranged or node.is_a("amounts") or tree.sentence.slots.startswith("的", node.end)


def _is_term(tree: Tree, node: Node) -> bool:
    """Tell whether a length of time says how long a benefit runs: 补助期限不超过3年."""
    before = tree.sentence.slots[max(0, node.start - _NEAR) : node.start]
    return any(word in before for word in words_of("term"))


def _telling(frame: Sequence[Node]) -> Sequence[Node]:
    """Return the last clause of a frame that says for whom its rules are; one that announces them says nothing more."""
    said = [each for each in frame if not any(node.is_a("grant", "give", "standard") for node in body(each))]
    if len(said) == len(frame):
        return said[-1:]
    return [each for each in said if any(node.is_a("for", "of") for node in body(each))][-1:]


def _conditions(tree: Tree, group: list[Award], given: Gift, used: set[int]) -> None:
    """Hand out what the conditions count, and the parts of a list that the grades are."""
    first = group[0]
    near = (node for clause in first.pending for node in body(clause) if node.is_a("amount", "amounts"))
    numbers = list(islice(near, _MOST_NUMBERS))
    numbers = [node for node in (*numbers, *given.conditions) if not used & {leaf.start for leaf in node.leaves()}]
    first.steps = tuple(node for node in numbers if is_step(tree, node))
    numbers = [node for node in numbers if node not in first.steps and _counts(tree, node)]
    lists = [node for node in numbers if len(members(node)) == len(group) > 1]
    threshold = lists[-1] if lists else numbers[0] if numbers else None
    for award, member in zip(group, members(threshold) if threshold else [], strict=False):
        award.amounts.setdefault("threshold", member)
    first.further = tuple(node for node in numbers if node is not threshold)
    if len(group) == 1 or given.rows:
        return
    if lists:
        edges = _edges(first, lists[-1])
        shared = shares_cue(lists[-1])
        opened = _number(lists[-1]).start if shared else lists[-1].start
        for award, member in zip(group, members(lists[-1]), strict=False):
            start = _number(member).start if shared else member.start
            award.cue = opened if shared else None
            award.own = Part(start, member.end, (edges[0], opened), (lists[-1].end, edges[1]))
        return
    start = first.pending[0].start if first.pending else (first.before or (0, 0))[0]
    end = first.before[1] if first.before else inner_end(first.pending[-1]) if first.pending else start
    parts = listed(tree, (start, end), len(group))
    for award, part in zip(group, parts, strict=False):
        award.own = part


def shares_cue(listed: Node) -> bool:
    """Tell whether the word that bounds the first number of a list bounds all: 超过300万元、800万元."""
    first, *others = members(listed)
    return first.start < _number(first).start and all(node.start == _number(node).start for node in others)


def _number(node: Node) -> Node:
    """Return the leaf of the first number of an amount or a list."""
    return next(leaf for leaf in node.leaves() if leaf.is_a(*_LEAVES))


def _edges(first: Award, counted: Node) -> tuple[int, int]:
    """Return where the words about a list of thresholds begin and end: its clause and those just before it."""
    holder = next((clause for clause in first.pending if clause.start <= counted.start < clause.end), None)
    if holder is not None:
        start = holder.start
        for clause in reversed(first.pending):
            start = clause.start if clause.end == start else start
        return start, inner_end(holder)
    return (first.before or (counted.start, counted.end))[0], (first.before or (counted.start, counted.end))[1]


def _bound(nodes: Sequence[Node]) -> Node | None:
    """Return the amount of a clause that only bounds the award before it: 最高不超过60万元, 单个企业每年最高50万元."""
    found = [node for node in nodes if node.is_a("amount", "amounts")]
    if len(found) != 1 or not found[0].is_a("sum"):
        return None
    if any(node.is_a("deem", "of") or (node.is_a("each") and not found[0].is_a("amounts")) for node in nodes):
        return None
    place = list(nodes).index(found[0])
    leading = [leaf for node in nodes[: place + 1] for leaf in node.leaves()]
    return found[0] if any(leaf.is_a("most", "ceiling") for leaf in (*leading, *nodes[place + 1 :])) else None


def _add_bound(tree: Tree, clause: Node, bound: Node, reading: _Reading) -> None:
    """Put a ceiling into the first award of the rule before; one with words of its own is an award of its own."""
    first, found = reading.last[0].first or reading.last[0], members(bound)
    said = "".join(tree.text(node) for node in body(clause) if node.is_a("text", "per") and node.end <= bound.start)
    words = len(said) > _SHORT or any(mark in said for mark in "每单同各")
    if len(found) == len(reading.last) > 1:
        for award, member in zip(reading.last, found, strict=True):
            award.amounts.setdefault("cap", member)
    elif not words and "cap" not in first.amounts:
        first.amounts["cap"] = found[0]
    else:
        before = (clause.start, bound.start) if clause.start < bound.start else None
        own = [Award(clause, {"cap": member}, before=before, start=bound.start) for member in found]
        for award in own[1:]:
            award.first = own[0]
        parts = listed(tree, before, len(own)) if before and len(own) > 1 else []
        for award, part in zip(own, parts, strict=False):
            award.own = part
        reading.found += own


def _stretch(tree: Tree, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch without blanks and commas at its edges; None for an empty one."""
    words = tree.sentence.slots[start:end]
    start += len(words) - len(words.lstrip(" \t　"))
    end -= len(words) - len(words.rstrip(" \t　，"))
    return (start, end) if end > start else None


def numbers_of(found: Sequence[Award]) -> Iterator[Node]:
    """Yield the leaves that hold the numbers of awards."""
    for award in found:
        for node in (*award.amounts.values(), *award.further, *award.steps):
            yield from (leaf for leaf in node.leaves() if leaf.is_a(*_LEAVES))
