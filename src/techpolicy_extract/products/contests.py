"""Where rules want the same: what a match takes, and which matches keep it from another."""

from __future__ import annotations

from collections.abc import Iterable

from techpolicy_extract.lexing.slots import TAKING_GROUPS
from techpolicy_extract.nouns.model import Match


def takes(match: Match) -> set[int]:
    """Return the places of the slot text that a match takes for itself."""
    grouped = {place for name in TAKING_GROUPS if name in match.groups for place in range(*match.groups[name])}
    return grouped | match.taken


def blockers(lost: Match, held: Iterable[Match]) -> list[Match]:
    """Return the matches that hold what a lost match would have taken."""
    wanted = takes(lost)
    return [match for match in held if match.sentence is lost.sentence and not wanted.isdisjoint(takes(match))]
