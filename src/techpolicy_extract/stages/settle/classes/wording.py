"""Evidence of the words around a number: of planning and of reaching, in its clause, its stretch, its paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.cues import Cue
from techpolicy_extract.nouns.drafts import FundDraft, QuantityDraft
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.edges import stretch_start

_NEXT = 6  # characters behind a clause in which 下一步 begins the next one
_RESTS = 64  # characters before a number in which 依托 stands
_RARE = (
    "compares",
    "foreseen",
    "deems",
    "made_public",
    "rests",
    "in_all",
    "duty",
    "takes",
)  # cues that few sentences hold
_LEAD = 24  # characters of a sentence in which a cue speaks for the sentences behind it


@lru_cache(maxsize=32)
def cue(name: str, of: str) -> Cue:
    """Return a cue that is looked for in one kind of stretches (see Cue), `of` sentences or clauses."""
    return Cue("|".join(load("cues")[name]))


def evidence(draft: QuantityDraft | FundDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield what the words of the clause of a number, and those before it, say of its class."""
    text, (clause, stop) = clock.text, draft.quote
    stretch = Span(stretch_start(text, draft.sentence.start, draft.number), stop)
    planned, reached = _within("sentence", text, stretch.start, stop)
    yield from _modality("stretch", stretch, planned, reached)
    if planned or reached or clause < stretch.start:  # what the stretch does not hold its last clause does not hold
        planned, reached = _within("clause", text, clause, stop)
        yield from _modality("clause", draft.quote, planned, reached)
    signs = _signs(draft.sentence, text)
    if "compares" in signs and cue("compares", "sentence").within(text, stretch.start, stop):
        yield Evidence("compares_with_before", stretch, "compares")
    if "foreseen" in signs and cue("foreseen", "sentence").within(text, stretch.start, stop):
        yield Evidence("foreseen_by_others", stretch, "foreseen")
    if "deems" in signs and not planned and cue("deems", "clause").within(text, clause, stop):
        yield Evidence("deems_what_it_names", draft.quote, "deems")
    if "made_public" in signs and cue("made_public", "sentence").within(text, stretch.start, stop):
        yield Evidence("deems_what_it_names", stretch, "made_public")
    if "rests" in signs:
        yield from _rests(draft, text)
    if "in_all" in signs and not planned and not reached:
        yield from _sum_so_far(draft, text)
    lead = clock.nearest("class", draft.sentence, partial(_of_lead, text))
    if lead is not None:
        yield lead


def duty(draft: QuantityDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield that a word of duty stands before a number in its clause or, where none does, in its stretch."""
    text = clock.text
    if "duty" not in _signs(draft.sentence, text):
        return
    low = stretch_start(text, draft.sentence.start, draft.number)
    if cue("duty", "clause").within(text, draft.quote.start, draft.number):
        yield Evidence("clause_duty", Span(draft.quote.start, draft.number), "duty")
    elif cue("duty", "sentence").within(text, low, draft.number):
        yield Evidence("stretch_duty", Span(low, draft.number), "duty")


def estimate(draft: QuantityDraft | FundDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield that a clause estimates (预计), of a number whose year is over, in a section that does not look ahead."""
    looks_ahead = clock.scope(draft.sentence.section).looks == "ahead"
    others = "foreseen" in _signs(draft.sentence, clock.text)
    if not looks_ahead and not others and cue("expected", "clause").within(clock.text, *draft.quote):
        yield Evidence("estimate_of_a_past_year", draft.quote, "expected")


def takes(draft: QuantityDraft, clock: Clock) -> bool:
    """Return whether a clause says before its number how many are chosen, and not that they were: 拟评选20家."""
    text, clause, signs = clock.text, draft.quote, _signs(draft.sentence, clock.text)
    if "takes" not in signs or "made_public" in signs:
        return False
    told = cue("reached", "clause").within(text, *clause) or cue("deems", "clause").within(text, *clause)
    return not told and cue("takes", "clause").within(text, clause.start, draft.number)


def _signs(sentence: Sentence, text: str) -> frozenset[str]:
    """Return which of the rare cues a whole sentence holds, so that its numbers need not ask for the others."""
    kept: frozenset[str] | None = sentence.readings.get("cues")
    if kept is None:
        said = text[sentence.start : sentence.offsets[-1]]
        kept = frozenset(name for name in _RARE if cue(name, "whole").pattern.search(said))
        sentence.readings["cues"] = kept
    return kept


def _rests(draft: QuantityDraft | FundDraft, text: str) -> Iterator[Evidence]:
    """Yield that something is done with what a number counts: 依托10个基地, 发挥10个基地的作用."""
    clause = draft.quote.start
    before = Span(max(clause, draft.number - _RESTS), max(clause, draft.number))
    if cue("rests_on", "number").pattern.search(text[slice(*before)]):
        yield Evidence("rests_on_it", before, "rests_on")
    elif cue("brings_to_bear", "clause").within(text, *draft.quote):
        yield Evidence("rests_on_it", draft.quote, "brings_to_bear")


def _sum_so_far(draft: QuantityDraft | FundDraft, text: str) -> Iterator[Evidence]:
    """Yield that a clause sums up what was done, and that behind it the next step is told."""
    if not cue("in_all", "clause").within(text, *draft.quote):
        return
    yield Evidence("sum_so_far", draft.quote, "in_all")
    behind = Span(draft.quote.end, min(draft.quote.end + _NEXT, len(text)))
    if cue("next_step", "lead").pattern.search(text[slice(*behind)]):
        yield Evidence("next_step_follows", behind, "next_step")


def _within(of: str, text: str, low: int, stop: int) -> tuple[bool, bool]:
    """Return whether a stretch holds a word of planning, and one of reaching."""
    return cue("planned", of).within(text, low, stop), cue("reached", of).within(text, low, stop)


def _modality(of: str, place: Span, planned: bool, reached: bool) -> Iterator[Evidence]:
    if planned != reached:
        yield Evidence(f"{of}_planned" if planned else f"{of}_reached", place, "planned" if planned else "reached")


def _of_lead(text: str, sentence: Sentence) -> Evidence | None:
    """Return what the first words of a sentence say of the numbers behind it; they are read once."""
    if "lead" not in sentence.readings:
        place = Span(sentence.start, min(sentence.start + _LEAD, len(text)))
        lead = text[slice(*place)]
        planned, reached = (bool(cue(name, "lead").pattern.search(lead)) for name in ("planned", "reached"))
        sentence.readings["lead"] = next(_modality("paragraph", place, planned, reached), None)
    read: Evidence | None = sentence.readings["lead"]
    return read
