"""The class of a number: target, result, provision or none, by the sum of what speaks for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from techpolicy_extract.lexicon.classes import CLASSES, entries, thin
from techpolicy_extract.nouns.drafts import FundDraft, ProvisionDraft, QuantityDraft
from techpolicy_extract.nouns.evidence import Evidence, Verdict
from techpolicy_extract.stages.settle.classes import places, rules, times, wording
from techpolicy_extract.stages.settle.classes.places import is_planning
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.ruled.ruling import Ruling

__all__ = ["decide", "decide_money", "decide_rules", "is_planning", "ruling_of", "weigh"]

_COMPARED = ("growth", "gap", "multiple")  # what is said of another number


def decide(draft: QuantityDraft, clock: Clock, previous: QuantityDraft | ProvisionDraft | None, gives: bool) -> Verdict:
    """Return the class of a number whose time is known; it is kept in the notes of the draft, too.

    `previous` is the number before it, whose class is known; `gives`: its sentence gives something.
    """
    gathered = [*_told_or_planned(draft, clock), *rules.evidence(draft, clock, gives)]
    if _says_more(draft, previous):
        gathered.append(Evidence("says_more_of_a_target", previous.quote if previous else None))
    draft.notes.verdict = weigh(gathered)
    return draft.notes.verdict


def decide_money(draft: FundDraft, clock: Clock) -> Verdict:
    """Return whether money is aimed at or told of: target or result."""
    draft.notes.verdict = weigh(_told_or_planned(draft, clock))
    return draft.notes.verdict


def decide_rules(drafts: Iterable[ProvisionDraft]) -> None:
    """Note of provisions that rules have found that the shape of their clauses decided."""
    for draft in drafts:
        draft.notes.verdict = weigh([Evidence("ruled_by_its_clause", draft.quote)])


def weigh(gathered: Iterable[Evidence]) -> Verdict:
    """Add up the weights of evidence by class."""
    held, table = tuple(gathered), entries()
    sums: dict[str, int] = {}
    for each in held:
        for name, weight in table[each.name].weights.items():
            sums[name] = sums.get(name, 0) + weight
    first, second = sorted(CLASSES, key=lambda name: -sums.get(name, 0))[:2]
    margin = sums.get(first, 0) - sums.get(second, 0)
    return Verdict(first, margin, margin < thin(), {name: sums[name] for name in CLASSES if name in sums}, held)


def ruling_of(draft: QuantityDraft, verdict: Verdict) -> Ruling | None:
    """Return what its clause rules about a number that is a provision."""
    among = ("among_conditions", "condition_of_award", "growth_of_award")
    return rules.ruled(draft, delimits=any(verdict.holds(name) for name in among))


def _told_or_planned(draft: QuantityDraft | FundDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield what tells a number that is reached from one that is aimed at."""
    for each in times.evidence(draft, clock):
        yield each
        if each.name == "title_time_past":
            yield from wording.estimate(draft, clock)
    yield from wording.evidence(draft, clock)
    yield from places.evidence(draft.sentence.section, clock)


def _says_more(draft: QuantityDraft, previous: QuantityDraft | ProvisionDraft | None) -> bool:
    """Return whether a number says more of a target before it: 突破6.5亿元，同比增长30%."""
    if not isinstance(previous, QuantityDraft) or previous.type != "target" or previous.sentence is not draft.sentence:
        return False
    same_time = draft.period_end == previous.period_end
    return same_time and draft.measure in _COMPARED and "indicator_inherited" in draft.flags
