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

_LEAD = 24  # characters of a sentence in which a cue speaks for the sentences behind it


@lru_cache(maxsize=16)
def cue(name: str, of: str) -> Cue:
    """Return a cue that is looked for in one kind of stretches (see Cue), `of` sentences or clauses."""
    return Cue("|".join(load("cues")[name]))


def evidence(draft: QuantityDraft | FundDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield what the words of the clause of a number, and those before it, say of its class."""
    text, (clause, stop) = clock.text, draft.quote
    low = stretch_start(text, draft.sentence.start, draft.number)
    yield from _modality("stretch", Span(low, stop), *_within("sentence", text, low, stop))
    yield from _modality("clause", Span(clause, stop), *_within("clause", text, clause, stop))
    lead = clock.nearest("class", draft.sentence, partial(_of_lead, text))
    if lead is not None:
        yield lead


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
