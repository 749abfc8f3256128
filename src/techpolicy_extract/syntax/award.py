"""An award as the shape of a sentence tells it: its amounts by role, and where the words about it stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from techpolicy_extract.syntax.lists import Part
from techpolicy_extract.syntax.nodes import Node, Tree

LEAVES = ("sum", "rate", "ratio", "count", "point", "multiple")


@dataclass(slots=True)
class Award:
    """One award: its amounts by role, and where the words about it stand.

    `pending` are the clauses before its own that tell what it is for; `before` is the beginning of its own clause, up
    to the word that gives. `base` lies between that word and a rate, `behind` behind its last amount. `label` names it
    in a row; `own` is its part of a list. `first` is the award that holds what the grades of one rule share; None for
    that one itself and for a rule without grades. `further` are the amounts of its conditions beyond the threshold,
    `steps` those of which each gives the award once more. `start` is where the first amount of its clause begins, `cue`
    where the first number of a list of thresholds stands whose bounding word holds for all: 超过300万元、800万元. `lead`
    is where its clause begins, or the one before that only announces it; `share` is where an announcing clause says of
    what the rates of its rows are shares, `vague` where this clause says so itself and gives no rate.
    `fund` is where money that is set aside is named; `named` are numbers that only name its grades: 四星级. `title` is
    where the award is named at the head of its clause: 租房补贴按总额的1%发放.
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
    named: tuple[Node, ...] = ()
    title: tuple[int, int] | None = None
    start: int = 0
    cue: int | None = None
    lead: int = 0
    vague: tuple[int, int] | None = None
    share: tuple[int, int] | None = None
    fund: tuple[int, int] | None = None


def stretch(tree: Tree, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch without blanks and commas at its edges; None for an empty one."""
    words = tree.sentence.slots[start:end]
    start += len(words) - len(words.lstrip(" \t　"))
    end -= len(words) - len(words.rstrip(" \t　，"))
    return (start, end) if end > start else None


def numbers_of(found: Sequence[Award]) -> Iterator[Node]:
    """Yield the leaves that hold the numbers of awards."""
    for award in found:
        for node in (*award.amounts.values(), *award.further, *award.steps, *award.named):
            yield from (leaf for leaf in node.leaves() if leaf.is_a(*LEAVES))
