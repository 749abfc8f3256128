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
_LEAD = 24  # characters of a sentence in which a cue speaks for the sentences behind it


@lru_cache(maxsize=16)
def cue(name: str, of: str) -> Cue:
    """Return a cue that is looked for in one kind of stretches (see Cue), `of` sentences or clauses."""
    return Cue("|".join(load("cues")[name]))


def evidence(draft: QuantityDraft | FundDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield what the words of the clause of a number, and those before it, say of its class."""
    text, (clause, stop) = clock.text, draft.quote
    stretch = Span(stretch_start(text, draft.sentence.start, draft.number), stop)
    yield from _modality("stretch", stretch, *_within("sentence", text, stretch.start, stop))
    planned, reached = _within("clause", text, clause, stop)
    yield from _modality("clause", draft.quote, planned, reached)
    if cue("foreseen", "sentence").within(text, stretch.start, stop):
        yield Evidence("foreseen_by_others", stretch, "foreseen")
    if not planned and cue("deems", "clause").within(text, clause, stop):
        yield Evidence("deems_what_it_names", draft.quote, "deems")
    before = Span(max(clause, draft.number - _RESTS), max(clause, draft.number))
    if cue("rests_on", "number").pattern.search(text[slice(*before)]):
        yield Evidence("rests_on_it", before, "rests_on")
    if not planned and not reached:
        yield from _sum_so_far(draft, text)
    lead = clock.nearest("class", draft.sentence, partial(_of_lead, text))
    if lead is not None:
        yield lead


def duty(draft: QuantityDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield that a word of duty stands before a number in its clause or, where none does, in its stretch."""
    text, low = clock.text, stretch_start(clock.text, draft.sentence.start, draft.number)
    if cue("duty", "clause").within(text, draft.quote.start, draft.number):
        yield Evidence("clause_duty", Span(draft.quote.start, draft.number), "duty")
    elif cue("duty", "sentence").within(text, low, draft.number):
        yield Evidence("stretch_duty", Span(low, draft.number), "duty")


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
    """Return what the first words of a sentence say of the numbers behind it."""
    place = Span(sentence.start, min(sentence.start + _LEAD, len(text)))
    lead = text[slice(*place)]
    planned, reached = (bool(cue(name, "lead").pattern.search(lead)) for name in ("planned", "reached"))
    return next(_modality("paragraph", place, planned, reached), None)
