"""What a clause rules about a number: the first shape that fits, its comparator, and the noun that it is of.

A ruling is sure where the clause alone shows it; of all others only the document around can say that they are rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.nouns.model import Quantity
from techpolicy_extract.syntax.nodes import Tree
from techpolicy_extract.syntax.ruled.around import Around, around
from techpolicy_extract.syntax.ruled.bounds import (
    bans,
    bounded,
    duties,
    ends,
    has,
    is_only,
    is_open,
    is_state,
    operator_of,
)
from techpolicy_extract.syntax.ruled.nouns import Stretch, barred, noun_behind, noun_of
from techpolicy_extract.syntax.ruled.possible import possible
from techpolicy_extract.syntax.ruled.shapes import FEW
from techpolicy_extract.syntax.ruled.table import SHAPES, Shape

_BARRED = Shape(lambda _: False, kind="limit", noun=barred)  # 三年内不得申报
_RUN = Shape(lambda _: False, kind="eligibility")  # 连续两年未年检的
_BAR = Shape(lambda _: False, kind="penalty", noun=noun_behind)  # 取消其3年内的资格


@dataclass(frozen=True, slots=True)
class Ruling:
    """A number that is ruled, with its kind and comparator.

    `sure`: the clause alone shows it. `shape` is None where it has none of the known ones; `open`: no goal
    and no account stands before it.
    """

    site: Around
    quantity: Quantity
    kind: str
    comparator: str
    shape: Shape | None = None
    open: bool = True

    @property
    def subject(self) -> Stretch | None:
        """The noun or verb that the number is of, as a stretch of slot text; None where nothing names it."""
        found = self.shape.noun(self.site) if self.shape else None
        return found or noun_of(self.site)

    @property
    def sure(self) -> bool:
        """Whether the clause alone shows that the number is ruled."""
        return self.shape is not None and (self.shape.always or self.open)

    @property
    def asks(self) -> bool:
        """Whether the clause bounds the number, or says what must or may be."""
        return self.comparator not in ("=", "range", "~") or bool(
            duties().search(self.site.opening) or has(self.site.opening, "bans")
        )

    @property
    def position(self) -> int:
        """The place of the number's letter in the slot text."""
        return self.site.position


def rulings(tree: Tree, eligibility: bool = False) -> list[Ruling]:
    """Return the numbers of a sentence that its clauses alone show to be ruled; `eligibility` as in `ruling`.

    What a sentence bounds before it says what someone gets is a condition of it.
    """
    readings, name = tree.sentence.readings, f"rulings {eligibility}"
    kept: list[Ruling] | None = readings.get(name)
    if kept is None:
        kept = readings[name] = _rulings(tree, eligibility)
    return kept


def _rulings(tree: Tree, eligibility: bool) -> list[Ruling]:
    sites = [site for position in sorted(tree.sentence.at) if (site := around(tree, position))]
    shapes = possible(tree.sentence)
    shaped = {site.position: found for site in sites if (found := _shaped(site, eligibility, shapes))}
    given = max((at for at, each in shaped.items() if each.sure and each.shape and each.shape.gives), default=-1)
    rulings: list[Ruling] = []
    for site in sites:
        found = shaped.get(site.position)
        if found is None and site.position < given and site.lexeme.quantity is not None:
            found = _ruled(site, site.lexeme.quantity, None, eligibility)
        if found is not None and not found.sure:
            found = _conditional(found, given)
        if found is not None:
            rulings.append(found)
    return rulings


def _shaped(site: Around, eligibility: bool, shapes: Sequence[Shape]) -> Ruling | None:
    """Return what a clause rules about a number that has one of some shapes; None for any other."""
    if site.lexeme.quantity is None:
        return _of_span(site)
    shape = _shape_of(site, shapes)
    return _ruled(site, site.lexeme.quantity, shape, eligibility) if shape else None


def _shape_of(site: Around, shapes: Sequence[Shape] = SHAPES) -> Shape | None:
    return next((each for each in shapes if each.fits(site)), None)


def limits_each(tree: Tree, position: int) -> bool:
    """Tell whether a clause limits how many someone may hand in or get: 每个学院推荐不超过3名, but not …3名的学院."""
    site = around(tree, position)
    if site is None or site.lexeme.quantity is None or site.behind[:1] == "的" or not has(site.opening, "each"):
        return False
    found = _shape_of(site)
    return found is not None and found.kind == "limit" and found.ceiling and site.letter != "duration"


def _conditional(found: Ruling, given: int) -> Ruling | None:
    """Return a bounded number as the condition of what a sentence gives behind it; None where it is none."""
    site = found.site
    if not site.position < given or "；" in site.slots[site.position : given] or not found.open:
        return None
    delimits = bounded(site) and site.letter in ("money", "percent", "amount")
    if not delimits or not has(site.stretch + site.rest, "whose"):
        return None
    return replace(found, kind="eligibility", shape=_RUN)


def ruling(tree: Tree, position: int, eligibility: bool = False) -> Ruling | None:
    """Return what a clause rules about the number at a position; None where no number stands there.

    `eligibility`: it stands among conditions of who may apply. A number of no known shape is not sure; its kind is a
    limit where something is a ceiling, else what someone must keep to.
    """
    site = around(tree, position)
    if site is None:
        return None
    quantity = site.lexeme.quantity
    if quantity is None:
        return _of_span(site)
    return _ruled(site, quantity, _shape_of(site), eligibility)


def _ruled(site: Around, quantity: Quantity, shape: Shape | None, eligibility: bool) -> Ruling:
    only = shape is not None and shape.ceiling and is_only(site)
    delimits = shape.condition if shape else eligibility
    operator = operator_of(site, quantity, only=only, condition=delimits)
    kind = (shape.kind if shape else None) or _kind(site, operator, eligibility)
    return Ruling(site, quantity, kind, operator, shape, open=is_open(site))


def _kind(site: Around, operator: str, eligibility: bool) -> str:
    """Return the kind of a number whose shape does not tell it."""
    if eligibility:
        return "eligibility"
    if operator in ("<=", "<") or (bans(site) and operator not in (">=", ">")):
        return "limit"
    return "eligibility" if operator in (">=", ">") and is_state(site) else "requirement"


def _of_span(site: Around) -> Ruling | None:
    """Return the ruling of a length of time that looks like a time: 取消其3年内的资格, 连续两年未年检的，."""
    when = site.lexeme.when
    if when is None or when.kind != "span" or when.number is None or when.unit is None or not is_open(site):
        return None
    behind = site.behind.removeprefix("的")
    quantity = Quantity(Decimal(when.number), when.unit, Decimal(when.number), "duration")
    if has(site.before, "bars") and has(behind, "rights"):
        return Ruling(site, quantity, "penalty", "=", _BAR)
    if behind.startswith(words("provisions", "barred")):
        kind = "penalty" if has(site.stretch, "breaches") else "limit"
        return Ruling(site, quantity, kind, "=", _BARRED)
    if site.ends_condition and ends(site.before, "running") and has(behind[:FEW], "nots"):
        return Ruling(site, quantity, "eligibility", "=", _RUN)
    return None
