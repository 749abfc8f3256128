"""What a sentence awards: which of its amounts are sums, rates, caps, floors and thresholds, and what belongs to which.

An award is read off the order of clauses: conditions first, then a clause that gives, then what bounds it. Lists of one
length belong together in order; so do a label and the amount behind it, wherever rows of both stand. All positions are
positions in the sentence's slot text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from techpolicy_extract.lexicon import trie_pattern
from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.syntax.allotments import allotment, allots
from techpolicy_extract.syntax.award import Award, numbers_of, stretch
from techpolicy_extract.syntax.award_state import Reading
from techpolicy_extract.syntax.bounds import bound_of, bounded
from techpolicy_extract.syntax.clauses import clauses
from techpolicy_extract.syntax.conditions import hand_out
from techpolicy_extract.syntax.gifts import Gift, gift, is_amount, members, names_standard, role_of
from techpolicy_extract.syntax.kinds import words_of
from techpolicy_extract.syntax.nodes import Node, Tree, body, inner_end, lists_amounts

_MOST_CONDITIONS = 6  # clauses before an award that tell what it is for


def awards(tree: Tree) -> list[Award]:
    """Return the awards of a sentence in order; none where nothing is given by a rule."""
    kept: list[Award] | None = tree.sentence.readings.get("awards")
    if kept is None:
        kept = tree.sentence.readings["awards"] = _awards(tree)
    return kept


def may_award(sentence: Sentence) -> bool:
    """Return whether a sentence can award something, told by its words before it is parsed."""
    slots = sentence.slots
    if "announced" in sentence.readings or _word_of("give", "grant", "standard", "payment").search(slots):
        return True
    return bool(_word_of("money").search(slots) and _word_of("each", "per", "allot").search(slots))


@cache
def _word_of(*kinds: str) -> re.Pattern[str]:
    return re.compile(trie_pattern(word for kind in kinds for word in words_of(kind)))


def announce_rows(tree: Tree, below: Sentence) -> None:
    """Let a sentence give rows where the one before it announces them (给予奖励：) or is such a row that a semicolon ends.

    It must be called before the awards of `below` are asked for. Its reading `announced` holds the sentence above,
    `continues` tells that its first award has the threshold of that one.
    """
    last = tree.clauses[-1]
    if last.items[-1].is_a("colon"):
        goes_on = bool(body(last)) and _announces(tree, last)
    else:
        goes_on = "announced" in tree.sentence.readings and last.items[-1].is_a("semicolon") and bool(awards(tree))
        if last.items[-1].is_a("stop") and below.slots.startswith(words("awards", "goes_on")) and bool(body(last)):
            goes_on = _announces(tree, last) and not any(award.amounts.keys() - {"threshold"} for award in awards(tree))
            tree.sentence.readings["continued"] = below.readings["continues"] = goes_on
    if goes_on:
        below.readings["announced"] = tree.sentence.readings.get("announced", tree.sentence)


def _awards(tree: Tree) -> list[Award]:
    reading = Reading(announced="announced" in tree.sentence.readings)
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
        elif nodes and _announces(tree, clause):
            reading.announce(clause)
            if _title(clause) is not None:
                reading.told.append(clause)  # its words may list what the awards are for
        elif nodes and (rate := _rate_alone(nodes)) is not None:
            reading.share_of(clause, rate)
        elif nodes and not _limits(nodes):
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
            reading.found += _unpaid(tree, reading)
            reading.pending, reading.told, reading.low, reading.rate = [], [], clause.end, None
    return reading.found + _unpaid(tree, reading)


def _unpaid(tree: Tree, reading: Reading) -> list[Award]:
    """Return the award that a clause announced and nothing paid, where its conditions count something.

    对年接待游客达到5万人次以上的景区给予奖励 has a threshold and no sum.
    """
    clause, announced = reading.announcing, reading.announced
    reading.announced = reading.announced and bool(reading.found)  # a row below may still pay
    if clause is None or not announced or reading.last or clause.items[-1].is_a("colon"):
        return []
    nodes = body(clause)
    give = next((node for node in nodes if node.is_a("give", "grant")), nodes[-1])
    award = unnumbered(tree, give.start)
    own = [node for node in nodes if node.end <= give.start and nodes[0].is_a("for")]
    told = own or [node for each in award.pending for node in each.items]
    counted = tuple(node for node in told if node.is_a("amount", "amounts"))
    ends = [body(each)[-1] for each in award.pending[-1:] if body(each)]
    asks = any(node.is_a("of") for node in own or ends)
    if not counted or not asks or any(leaf.is_a("most") for node in counted for leaf in node.leaves()):
        return []
    hand_out(tree, [award], Gift(give.start, counted if own else (), ()), reading.used, led=bool(own))
    reading.used |= {leaf.start for leaf in numbers_of([award])}
    return [award] if "threshold" in award.amounts else []


def _rate_alone(nodes: Sequence[Node]) -> Node | None:
    """Return the rate of a clause that says nothing else but for whom: 企业按不超过投资额20%的比例; None for another."""
    found = [place for place, node in enumerate(nodes) if node.is_a("amount", "amounts")]
    led = nodes[0].is_a("by") or (len(nodes) > 1 and nodes[0].is_a("text") and nodes[1].is_a("by"))
    if len(found) != 1 or not led or not is_amount(nodes[found[0]], "rate", "ratio"):
        return None
    return nodes[found[0]] if all(node.is_a("of", "standard") for node in nodes[found[0] + 1 :]) else None


def _limits(nodes: Sequence[Node]) -> bool:
    """Tell whether a clause only bounds an award, and is no condition of what follows.

    So do how long it runs (补贴期限不超过2年) and how much of the costs it bears (资助经费不超过总投入的30%).
    """
    place = next((place for place, node in enumerate(nodes[:2]) if node.is_a("term")), len(nodes))
    if any(leaf.is_a("most") for node in nodes[place + 1 : place + 2] for leaf in node.leaves()):
        return True
    shared = nodes[-1].is_a("rate") and any(node.is_a("money", "grant") for node in nodes[:-1])
    return shared and any(node.is_a("most") for each in nodes for node in each.leaves())


def _inside(tree: Tree, clause: Node, reading: Reading) -> list[Award]:
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
                found += _group(tree, part, given, Reading())
    return found


def _labelled(tree: Tree, clause: Node, given: Gift) -> Gift:
    """Return a clause that begins with a grade as a row, though it has a word that gives: 省级最高奖励50万元."""
    label = stretch(tree, clause.start, given.point)
    if given.rows or label is None or len(given.amounts) > 1 or given.amounts[0].is_a("amounts"):
        return given
    return replace(given, rows=((label, given.amounts[0]),))


def _announces(tree: Tree, clause: Node) -> bool:
    """Tell whether a clause says that something is given, and leaves how much to those behind it.

    给予奖励 does, and so does 奖励标准如下 before a colon.
    """
    nodes = body(clause)
    last = nodes[-1].is_a("grant") and any(node.is_a("give") for node in nodes)
    supports = len(nodes) > 1 and nodes[-1].is_a("money") and nodes[-2].is_a("give")  # 予以支持，最高50万元
    last = last or (supports and clause.items[-1].is_a("comma"))
    denied = any(word in tree.sentence.slots[clause.start : clause.end] for word in words("awards", "denies"))
    last = last or (nodes[-1].is_a("grant") and nodes[0].is_a("for") and not denied)  # 对…的景区进行奖励
    last = last or (nodes[-1].is_a("give") and any(node.is_a("grant") for node in nodes))  # 补贴分5年发放
    named = clause.items[-1].is_a("colon") and any(names_standard(node) for node in nodes)
    amounts = [place for place, node in enumerate(nodes) if is_amount(node, "sum", "rate", "ratio")]
    held = nodes[0].is_a("for") and all(
        nodes[place + 1 : place + 2] and nodes[place + 1].is_a("of") for place in amounts
    )
    allotted = clause.items[-1].is_a("colon") and allots(nodes) is not None
    titled = _title(clause) is not None and not amounts  # 运营补贴按人数计算
    return titled or ((last or named or allotted) and (not amounts or held))


def _group(tree: Tree, clause: Node, given: Gift, reading: Reading) -> list[Award]:
    """Make the awards of a clause: one for each row, named sum or amount of a list, else one."""
    named = _named_sums(clause, given)
    if given.rows:
        group = [Award(clause, {role_of(clause, node): node}, label=label) for label, node in given.rows]
    elif named:
        group = [Award(clause, {role_of(clause, node): node}) for node in given.amounts]
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
        award.title = _title(clause)
        award.before = stretch(tree, clause.start, given.point) if own and award.title is None else None
        award.base = given.base
        award.vague = (clause.start, vague.start) if vague else None
        award.fund = given.fund or (reading.fund if given.rows else None)
        award.share = reading.share if given.rows else None
        award.lead = clause.start if given.conditions else reading.lead(clause)
        award.start = min(node.start for node in given.amounts)
        award.behind = stretch(tree, ends, inner_end(clause))
        award.first = group[0] if place and not named else None
    for award, (start, end) in zip(group, named, strict=False):
        award.start, award.behind = start, stretch(tree, given.amounts[group.index(award)].end, end)
    if given.again and reading.last:
        group[0].label, group[0].before = reading.last[-1].label, reading.last[-1].before
    hand_out(tree, group[:1] if named else group, given, reading.used, led=reading.announced or reading.led)
    reading.used |= {leaf.start for leaf in numbers_of(group)}
    return group


def _title(clause: Node) -> tuple[int, int] | None:
    """Return where a clause names an award before it says by what it goes: 租房补贴|按…; None for another clause."""
    nodes = body(clause)
    titled = len(nodes) > 2 and nodes[0].is_a("text") and nodes[1].is_a("grant") and nodes[2].is_a("by")
    return (nodes[0].start, nodes[1].end) if titled and nodes[0].end == nodes[1].start else None


def _named_sums(clause: Node, given: Gift) -> list[tuple[int, int]]:
    """Return where each of several sums and its own noun stand: 3000元生活补贴和20万元购房补贴; empty for other sums."""
    nodes, amounts = body(clause), given.amounts
    if len(amounts) < 2 or given.rows or not all(node.is_a("sum") and node.is_a("amount") for node in amounts):
        return []
    found = []
    for node, after in zip(amounts, (*amounts[1:], None), strict=True):
        end = after.start if after is not None else inner_end(clause)
        between = [each for each in nodes if node.end <= each.start < end]
        joint = next((each.start for each in between if each.is_a("join")), None)
        noun = any(each.is_a("grant") and each.start < (joint or end) for each in between)
        if not noun or (after is not None and joint is None):
            return []
        found.append((node.start, end if after is None or joint is None else joint))
    return found


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
    vague = next((node for node in nodes if node.is_a("vague")), None)
    base = (nodes[0].start, vague.start) if vague is not None else None
    told = tuple(pending[-_MOST_CONDITIONS:])
    return Award(clause, pending=told, before=before, base=base, lead=clause.start, start=position)
