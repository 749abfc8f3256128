"""Rules over views: which stretches of a view a rule takes for a record of its own, and which rule fits a whole one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import LINES, VIEWS, View


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule that fits a stretch: its place in the normalised text, and the places of the groups that are filled."""

    rule: Rule
    place: Span
    groups: dict[str, list[Span]]


def rules_over(items: str, rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Return the rules over cards or over duties: those that look at lines, and those that look at one of them."""
    own = [rule for rule in rules if VIEWS.get(rule.view) == items]
    return [rule for rule in own if rule.view in LINES], [rule for rule in own if rule.view not in LINES]


def fitting(view: View, rules: Sequence[Rule]) -> Fit | None:
    """Return the first of some rules whose pattern is found in a view; None where none is."""
    for rule in rules:
        if found := rule.pattern.search(view.text):
            return _fit(rule, view, found)
    return None


def taken_apart(view: View, rules: Sequence[Rule]) -> list[Fit]:
    """Return all matches of rules over lines, in order of position; no character is in two of them."""
    fits: list[Fit] = []
    taken: set[int] = set()
    for rule in rules:
        position = 0
        while position <= len(view.text) and (found := rule.pattern.search(view.text, position)):
            own = range(*found.span())
            if own and taken.isdisjoint(own):
                fits.append(_fit(rule, view, found))
                taken.update(own)
            position = max(found.end(), position + 1)
    return sorted(fits, key=lambda fit: fit.place)


def _fit(rule: Rule, view: View, found: Any) -> Fit:
    groups = {name: [view.place(*each) for each in found.spans(name)] for name in found.groupdict()}
    return Fit(rule, view.place(*found.span()), {name: spans for name, spans in groups.items() if spans})
