"""The shapes in the order in which they are tried, each with what it says of a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from techpolicy_extract.syntax.ruled import conditions, shapes
from techpolicy_extract.syntax.ruled.around import Around
from techpolicy_extract.syntax.ruled.conditions import COUNTS, MEASURES
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

    The rest says what a sentence with the shape holds, so that no number of another is tried: a word of one of the
    lists `cues` of lexicon/provisions.toml, one of the `signs`, a number of one of the `letters`, one with a unit of
    the list `units`, a word that bounds a number (`bound`) or makes it a ceiling (`most`).
    """

    fits: Callable[[Around], bool]
    kind: str | None
    noun: Callable[[Around], Stretch | None] = noun_of
    always: bool = False
    condition: bool = False
    ceiling: bool = False
    gives: bool = False
    cues: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    units: str = ""
    bound: bool = False
    most: bool = False


SHAPES = (
    Shape(
        shapes.fine,
        letters=("money", "multiple", "percent"),
        cues=("fines",),
        kind="penalty",
        noun=named_fine,
        always=True,
    ),
    Shape(shapes.bar, letters=("duration",), cues=("bars",), kind="penalty", noun=noun_behind),
    Shape(
        shapes.copies,
        units="copies_units",
        cues=("in_copies", "papers"),
        kind="requirement",
        noun=handed_in,
        always=True,
    ),
    Shape(shapes.length, units="text_units", kind="requirement"),
    Shape(conditions.age, letters=("age",), cues=("ages",), kind="eligibility", noun=named_age, always=True),
    Shape(
        shapes.votes,
        letters=("percent",),
        cues=("votes",),
        kind="requirement",
        noun=noun_behind,
        always=True,
    ),
    Shape(shapes.panel, letters=("person", "count"), cues=("judges",), kind="requirement", noun=composed, always=True),
    Shape(shapes.team, letters=("person",), cues=("teams",), kind="requirement"),
    Shape(
        shapes.sampled,
        letters=("percent",),
        cues=("inspections", "shares_looked_at"),
        kind="requirement",
        noun=inspection,
    ),
    Shape(shapes.named, letters=("person",), cues=("officers",), kind="requirement", noun=noun_behind),
    Shape(shapes.named_each, letters=COUNTS, cues=("hands_in_names",), kind="requirement", noun=before_bracket),
    Shape(shapes.full_marks, units="points_units", cues=("full_marks",), kind="limit"),
    Shape(conditions.graded, units="points_units", cues=("is_called",), kind="eligibility"),
    Shape(conditions.means, bound=True, cues=("means", "is_called"), kind="eligibility", noun=meant, condition=True),
    Shape(conditions.applies, cues=("applies_to",), kind="eligibility", condition=True),
    Shape(conditions.in_a_row, units="times_units", cues=("in_a_row",), kind="eligibility", noun=noun_behind),
    Shape(shapes.hours, letters=("duration",), cues=("hours",), kind="requirement"),
    Shape(shapes.often, units="times_units", bound=True, kind="requirement"),
    Shape(
        conditions.standing,
        letters=("duration",),
        bound=True,
        cues=("standing_times", "standing"),
        kind="eligibility",
        noun=verb_or_noun,
        condition=True,
    ),
    Shape(conditions.condition, signs=("的，", "的,", "的："), kind="eligibility", condition=True),
    Shape(shapes.quota, letters=COUNTS, most=True, kind="limit", noun=ruled_each, ceiling=True, gives=True),
    Shape(
        conditions.single,
        letters=("money", "amount"),
        bound=True,
        cues=("singles", "things"),
        kind="eligibility",
        noun=noun_behind,
        always=True,
        condition=True,
    ),
    Shape(conditions.measured, letters=MEASURES, signs=("（",), bound=True, kind="eligibility"),
    Shape(conditions.measured_most, letters=MEASURES, signs=("（",), bound=True, kind="limit"),
    Shape(shapes.term, letters=("duration",), cues=("terms",), kind="limit", ceiling=True),
    Shape(shapes.term_again, letters=("duration",), bound=True, cues=("terms",), kind="limit", noun=term_named),
    Shape(
        shapes.relaxed,
        letters=("money", "amount", *COUNTS),
        bound=True,
        cues=("raised",),
        kind="eligibility",
        condition=True,
    ),
    Shape(shapes.raised, letters=("percent", "duration"), cues=("raised",), kind="limit"),
    Shape(shapes.longest, letters=("duration",), cues=("benefits", "longest"), kind="limit", ceiling=True),
    Shape(shapes.ban, cues=("strict_bans", "bans"), kind="limit"),
    Shape(conditions.whose, bound=True, cues=("follows", "rules"), kind="eligibility", condition=True),
    Shape(conditions.for_whom, signs=("对",), bound=True, kind="eligibility", condition=True),
    Shape(conditions.asked, bound=True, cues=("applicants",), kind="eligibility", condition=True),
    Shape(
        shapes.equipped,
        letters=COUNTS,
        bound=True,
        cues=("equips",),
        kind="requirement",
        noun=noun_behind,
        condition=True,
    ),
    Shape(shapes.right, letters=(*COUNTS, "duration"), cues=("gives", "gets_only"), kind="entitlement", gives=True),
    Shape(
        shapes.split, letters=("percent", "duration"), cues=("share_heads", "reckoned"), kind="entitlement", noun=shared
    ),
    Shape(shapes.base, letters=("percent",), cues=("base_bounds",), kind=None),
)
