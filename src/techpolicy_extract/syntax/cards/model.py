"""What cards are made of: data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field

from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.nouns.text import Span

REACH = ("phone", "fax", "email")  # kinds of items by which somebody is reached
WEAK = ("recipient", "office", "head", "purpose")  # kinds of items that make no card
HEADS = ("office", "person", "purpose")  # kinds of items with which a card can begin


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch `[start, end)` of a card, and what it is.

    `part` is person, office, recipient (whom a paper goes to), purpose, phone, fax, email, url, address, postcode, note
    (of an e-mail address) or both (a phone that is a fax, too). `begin` is where its label begins, `labelled` whether
    it has one. `gap` has all that stands between it and the item before: line, stop, prose, comma, list, blank, open,
    colon, marker. `lead` says that it stands alone on its line.

    `rule` is the rule that takes it for a card of its own, `cut` then says where: `first`, or `inside` behind that;
    `after` says that the item before it is the last of such a card.
    """

    part: str
    start: int
    end: int
    begin: int
    labelled: bool = False
    gap: frozenset[str] = frozenset()
    bracket: bool = False
    label: str = ""
    lead: bool = False
    rule: Rule | None = None
    cut: str = ""


@dataclass(slots=True)
class Card:
    """A card: the spans of its fields in the normalised text, in the order of the text.

    `person`, `phones`, `fax`, `emails` and `notes` are lists of spans; `single` has those of organization, address,
    postcode, url and purpose. `[start, end)` is the stretch of all its own items with their labels. `apart` says that
    its address begins a line; `offices` are those that stand in brackets behind its persons.
    `rule` is the one that made it.
    """

    start: int
    end: int
    person: list[Span] = field(default_factory=list)
    phones: list[Span] = field(default_factory=list)
    fax: list[Span] = field(default_factory=list)
    emails: list[Span] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    single: dict[str, Span] = field(default_factory=dict)
    apart: bool = False
    offices: list[Span] = field(default_factory=list)
    rule: Rule | None = None

    def reaches(self) -> bool:
        """Tell whether somebody is reached by the card: it has a phone, a fax or an e-mail address."""
        return bool(self.phones or self.fax or self.emails)

    def widen(self, start: int, end: int) -> None:
        """Make the card reach over a stretch."""
        self.start, self.end = min(self.start, start), max(self.end, end)
