"""Evidence of where a number stands: its section, and the kind of its document."""

from __future__ import annotations

from collections.abc import Iterator

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.nouns.model import Section
from techpolicy_extract.nouns.scope import Scope
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.times import Clock

_LABELS = ("told", "ahead")  # of headings that look back, and ahead


def evidence(section: Section, clock: Clock) -> tuple[Evidence, ...]:
    """Return what the scope of a section says of the numbers in it; it is read once a section."""
    key = ("place of classes", id(section))
    kept: tuple[Evidence, ...] | None = clock.before.get(key)
    if kept is None:
        kept = clock.before[key] = tuple(_evidence(clock.scope(section), clock))
    return kept


def rules(section: Section, clock: Clock) -> tuple[Evidence, ...]:
    """Return which headings above make rules of the numbers in a section; it is read once a section."""
    key = ("place of rules", id(section))
    kept: tuple[Evidence, ...] | None = clock.before.get(key)
    if kept is None:
        kept = clock.before[key] = tuple(_rules(clock.scope(section), clock))
    return kept


def _evidence(scope: Scope, clock: Clock) -> Iterator[Evidence]:
    if scope.looks:
        ahead = scope.looks == "ahead"
        yield Evidence("section_planned" if ahead else "section_reached", _heading(scope, clock, *_LABELS))
    yield Evidence("genre_plans" if is_planning(scope.genre) or scope.kind == "plan" else "genre_tells")


def _rules(scope: Scope, clock: Clock) -> Iterator[Evidence]:
    if place := _heading(scope, clock, "conditions"):
        yield Evidence("among_conditions", place)
    if place := _heading(scope, clock, "requirements") or _heading(scope, clock, "article"):
        yield Evidence("rule_section", place)


def _heading(scope: Scope, clock: Clock, *names: str) -> Span | None:
    """Return the place of the nearest heading that gives a label of one of these names, and not of all of them."""
    given = [label for label in scope.labels if label.name in names]
    ids = [label.section_id for label in given]
    single = next((each for each in ids if len(names) == 1 or ids.count(each) < len(names)), None)
    section = clock.sections[single] if single else None
    return Span(section.start, section.end) if section else None


def is_planning(genre: str) -> bool:
    """Return whether documents of a genre set rules, or say what is to be done or reached."""
    return is_ruling(genre) or genre in words("documents", "forecasting")


def is_ruling(genre: str) -> bool:
    """Return whether documents of a genre set rules or say what is to be done."""
    return is_regulating(genre) or genre in words("documents", "instructing")


def is_regulating(genre: str) -> bool:
    """Return whether documents of a genre set rules: 办法, 条例."""
    return genre in words("documents", "regulating")
