"""The shapes in the order in which they are tried, each with what it says of a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from techpolicy_extract.syntax.ruled import conditions, shapes
from techpolicy_extract.syntax.ruled.around import Around
from techpolicy_extract.syntax.ruled.nouns import (
    Stretch,
    before_bracket,
    composed,
    handed_in,
    inspection,
    meant,
    named_age,
    named_fine,
    noun_behind,
    noun_of,
    ruled_each,
    shared,
    term_named,
    verb_or_noun,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of numbers: whether one fits it, its kind, and how its noun is read.

    `kind` is None where only the bound tells it. `always`: no goal and no account has the shape. `condition`: in it
    达到 is `>=`. `ceiling`: words such as 限 make the number one. `gives`: it says what someone gets.
    """

    fits: Callable[[Around], bool]
    kind: str | None
    noun: Callable[[Around], Stretch | None] = noun_of
    always: bool = False
    condition: bool = False
    ceiling: bool = False
    gives: bool = False


SHAPES = (
    Shape(shapes.fine, kind="penalty", noun=named_fine, always=True),
    Shape(shapes.bar, kind="penalty", noun=noun_behind),
    Shape(shapes.copies, kind="requirement", noun=handed_in, always=True),
    Shape(shapes.length, kind="requirement"),
    Shape(conditions.age, kind="eligibility", noun=named_age, always=True),
    Shape(shapes.votes, kind="requirement", noun=noun_behind, always=True),
    Shape(shapes.panel, kind="requirement", noun=composed, always=True),
    Shape(shapes.team, kind="requirement"),
    Shape(shapes.sampled, kind="requirement", noun=inspection),
    Shape(shapes.named, kind="requirement", noun=noun_behind),
    Shape(shapes.named_each, kind="requirement", noun=before_bracket),
    Shape(shapes.full_marks, kind="limit"),
    Shape(conditions.graded, kind="eligibility"),
    Shape(conditions.means, kind="eligibility", noun=meant, condition=True),
    Shape(conditions.applies, kind="eligibility", condition=True),
    Shape(conditions.in_a_row, kind="eligibility", noun=noun_behind),
    Shape(shapes.hours, kind="requirement"),
    Shape(shapes.often, kind="requirement"),
    Shape(conditions.standing, kind="eligibility", noun=verb_or_noun, condition=True),
    Shape(conditions.condition, kind="eligibility", condition=True),
    Shape(shapes.quota, kind="limit", noun=ruled_each, ceiling=True, gives=True),
    Shape(conditions.single, kind="eligibility", noun=noun_behind, always=True, condition=True),
    Shape(conditions.measured, kind="eligibility"),
    Shape(conditions.measured_most, kind="limit"),
    Shape(shapes.term, kind="limit", ceiling=True),
    Shape(shapes.term_again, kind="limit", noun=term_named),
    Shape(shapes.raised, kind="limit"),
    Shape(shapes.longest, kind="limit", ceiling=True),
    Shape(shapes.ban, kind="limit"),
    Shape(conditions.whose, kind="eligibility", condition=True),
    Shape(conditions.for_whom, kind="eligibility", condition=True),
    Shape(conditions.asked, kind="eligibility", condition=True),
    Shape(shapes.right, kind="entitlement", gives=True),
    Shape(shapes.split, kind="entitlement", noun=shared),
    Shape(shapes.base, kind=None),
)
