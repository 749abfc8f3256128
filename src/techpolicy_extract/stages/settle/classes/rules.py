"""Evidence that a number is a rule: where it stands, what its clause asks, and what its sentence gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.drafts import QuantityDraft
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.classes import places
from techpolicy_extract.stages.settle.classes.wording import duty, takes
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.ruled.ruling import Ruling, ruling
from techpolicy_extract.syntax.tree import parse

_CONDITIONS = worded("cues", r"{conditions}[^。；\n]{0,16}条件[^。；\n]{0,6}：")
_AT_MOST = worded("cues", "{at_most}$")
_AT_RATE = worded("cues", "{at_rate}")
_NEAR = 600  # characters behind 应符合以下条件： that its list may take
_RATE = 12  # … and 按
_MOST = 6  # characters before a number in which 不超过 stands
_BOUNDS = ("level", "share")  # measures of numbers that a rule can bound


def evidence(draft: QuantityDraft, clock: Clock, gives: bool) -> Iterator[Evidence]:
    """Yield what speaks for a number as a rule; `gives`: its sentence gives something."""
    given = list(_of_award(draft, clock)) if gives else []
    scope, placed = clock.scope(draft.sentence.section), [*_of_place(draft, clock), *duty(draft, clock)]
    called = scope.kind == "call"
    if not given and not placed and not called:
        return
    found = ruled(draft, delimits=False)
    if found is None:
        return
    yield from (*given, *placed, *_tells(draft))
    if called and found.open and (found.shape or found.asks):
        yield Evidence("call_asks", draft.quote)
    elif called and places.is_ruling(scope.genre) and draft.period_end is None:
        yield Evidence("call_takes" if takes(draft, clock) else "call_plans_nothing", draft.quote)


def ruled(draft: QuantityDraft, delimits: bool) -> Ruling | None:
    """Return what the clause of a number rules about it; `delimits`: it says whom the rule is for."""
    return ruling(parse(draft.sentence), bisect_left(draft.sentence.offsets, draft.number), delimits)


def _tells(draft: QuantityDraft) -> Iterator[Evidence]:
    """Yield what shows that a number tells or plans a change, which no rule does."""
    if draft.measure not in _BOUNDS:
        yield Evidence("tells_a_change", draft.quote)
    if draft.baseline is not None:
        yield Evidence("has_a_baseline", draft.quote)


def _of_place(draft: QuantityDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield that a number stands among conditions, in an article, or in a document that regulates."""
    section = draft.sentence.section
    headed = places.rules(section, clock)
    yield from headed
    if all(each.name != "among_conditions" for each in headed) and (lead := _lead_of_conditions(draft, clock)):
        yield Evidence("among_conditions", lead)
    near = max(draft.quote.start, draft.number - _RATE)
    if draft.quantity.dimension == "percent" and (found := _AT_RATE.search(clock.text, near, draft.number)):
        yield Evidence("at_a_rate", Span(*found.span()))
    dated = bool(draft.period_start or draft.period_end)
    genre = clock.scope(section).genre
    if places.is_regulating(genre) and (not dated or "period_inherited" in draft.flags):
        yield Evidence("regulating_genre")
    if not dated and draft.comparator in ("<=", "<") and draft.quantity.dimension != "person":
        yield from _ceiling(draft, clock) if places.is_ruling(genre) else ()


def _ceiling(draft: QuantityDraft, clock: Clock) -> Iterator[Evidence]:
    yield Evidence("ceiling", draft.quote)
    if found := _AT_MOST.search(clock.text, max(0, draft.number - _MOST), draft.number):
        yield Evidence("at_most", Span(*found.span()))


def _lead_of_conditions(draft: QuantityDraft, clock: Clock) -> Span | None:
    """Return where 应符合以下条件： stands before a number, not far off and in the section that holds its own."""
    own = draft.sentence.section
    holder = clock.sections.get(own.parent_id or "", own)
    near = max(holder.start, draft.number - _NEAR)
    # looking for the one word of the pattern that is always there is much quicker
    if clock.text.rfind("条件", near, draft.number) < 0:
        return None
    found = _CONDITIONS.search(clock.text, near, draft.number)
    return Span(*found.span()) if found else None


def _of_award(draft: QuantityDraft, clock: Clock) -> Iterator[Evidence]:
    """Yield that a number is what its sentence gives something for: no time of its own dates it."""
    dated = bool(draft.period_start or draft.period_end)
    if clock.scope(draft.sentence.section).genre in words("documents", "telling") or (
        dated and "period_inherited" not in draft.flags
    ):
        return
    grown = draft.measure in ("growth", "change")  # 比上年增长20%的企业，给予…
    yield Evidence("growth_of_award" if grown else "condition_of_award", draft.quote)
