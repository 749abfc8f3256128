"""The shapes in the order in which they are tried, each with what it says of a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from techpolicy_extract.syntax.ruled import conditions, shapes
from techpolicy_extract.syntax.ruled.around import Around
from techpolicy_extract.syntax.ruled.nouns import (
    Stretch,
    composed,
    handed_in,
    meant,
    named_age,
    named_fine,
    noun_behind,
    noun_of,
    ruled_each,
    shared,
    verb_or_noun,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of numbers: whether one fits it, its kind, and how its noun is read.

    `kind` is None where only the bound tells it. `always`: no goal and no account has the shape. `condition`: in it
    达到 is `>=`. `ceiling`: words such as 限 make the number one. `gives`: it says what someone gets. `cues` are lists of
    lexicon/provisions.toml of which a sentence with the shape holds a word, where such lists are known.
    """

    fits: Callable[[Around], bool]
    kind: str | None
    noun: Callable[[Around], Stretch | None] = noun_of
    always: bool = False
    condition: bool = False
    ceiling: bool = False
    gives: bool = False
    cues: tuple[str, ...] = ()


SHAPES = (
    Shape(shapes.fine, cues=("fines",), kind="penalty", noun=named_fine, always=True),
    Shape(shapes.bar, cues=("bars",), kind="penalty", noun=noun_behind),
    Shape(shapes.copies, cues=("in_copies", "papers"), kind="requirement", noun=handed_in, always=True),
    Shape(shapes.length, kind="requirement"),
    Shape(conditions.age, cues=("ages",), kind="eligibility", noun=named_age, always=True),
    Shape(shapes.votes, cues=("votes",), kind="requirement", noun=noun_behind, always=True),
    Shape(shapes.panel, cues=("judges",), kind="requirement", noun=composed, always=True),
    Shape(conditions.means, cues=("means", "is_called"), kind="eligibility", noun=meant, condition=True),
    Shape(
        conditions.standing, cues=("standing_times", "standing"), kind="eligibility", noun=verb_or_noun, condition=True
    ),
    Shape(conditions.condition, kind="eligibility", condition=True),
    Shape(shapes.quota, kind="limit", noun=ruled_each, ceiling=True, gives=True),
    Shape(
        conditions.single, cues=("singles", "things"), kind="eligibility", noun=noun_behind, always=True, condition=True
    ),
    Shape(conditions.measured, kind="eligibility"),
    Shape(conditions.measured_most, kind="limit"),
    Shape(shapes.term, cues=("terms",), kind="limit", ceiling=True),
    Shape(shapes.longest, cues=("benefits", "longest"), kind="limit", ceiling=True),
    Shape(shapes.ban, cues=("strict_bans", "bans"), kind="limit"),
    Shape(conditions.whose, cues=("follows", "rules"), kind="eligibility", condition=True),
    Shape(conditions.asked, cues=("must",), kind="eligibility", condition=True),
    Shape(shapes.right, cues=("gives", "gets_only"), kind="entitlement", gives=True),
    Shape(shapes.split, cues=("by_share",), kind="entitlement", noun=shared),
    Shape(shapes.base, cues=("base_bounds",), kind=None),
)
