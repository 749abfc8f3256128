"""Records in the making, a dataclass for each type: data without behaviour.

The attributes of a draft are the fields of its record, in the order of the record. `notes` holds what the stages tell
each other and no record says. A value with its unit is one attribute (`cap`) and several fields (`cap_value`,
`cap_unit`, `cap_amount`); see records/flat.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from techpolicy_extract.nouns.evidence import Verdict
from techpolicy_extract.nouns.model import Quantity, Sentence
from techpolicy_extract.nouns.sums import Baseline, ComparedSum, Rate, Sum
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When


@dataclass(slots=True, eq=False)
class Draft:
    """What every draft has: its rule, its places in the normalised text, and what `settle` needs to finish it.

    `number` is the position in the normalised text of the record's number, date or name, from which its time and
    class are decided. `spans` has the place of each field of the record that stands in the text, by the field's name.
    A draft equals only itself.
    """

    rule: str
    quote: Span
    sentence: Sentence
    number: int
    spans: dict[str, Span | list[Span]] = field(default_factory=dict, kw_only=True)
    flags: list[str] = field(default_factory=list, kw_only=True)
    when: When | None = field(default=None, kw_only=True)
    type: str = field(default="", kw_only=True)
    notes: object = field(default=None, kw_only=True)


@dataclass(slots=True)
class QuantityNotes:
    """Notes on a number that is aimed at or reached.

    `indicator_before`: a mark of rules; the noun stands in an earlier clause. `against` is the place of the benchmark,
    whose time is not the number's. `index` is the number's place in a list and the length of that list. `topic` is the
    place of the noun that the clause before names, of a number whose clause has none. `bounds` are the comparators of
    the words before and behind it. `verdict` is what `settle` decided its class by.
    """

    indicator_before: bool = False
    against: Span | None = None
    index: tuple[int, int] | None = None
    bounds: tuple[str | None, str | None] = (None, None)
    topic: Span | None = None
    verdict: Verdict | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class QuantityDraft(Draft):
    """A number that is aimed at or reached; until `settle` has said which, its `type` is `quantity`."""

    type: str = "quantity"
    indicator: str | None = None
    indicator_id: str | None = None
    qualifier: str | None = None
    part_of: QuantityDraft | ProvisionDraft | None = None
    scope: str | None = None
    action: str | None = None
    comparator: str
    quantity: Quantity
    measure: str | None = None
    benchmark: str | None = None
    accumulation: str | None = None
    baseline: Baseline | None = None
    baseline_period: str | None = None
    period_text: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    binding: bool | None = None
    notes: QuantityNotes = field(default_factory=QuantityNotes)


@dataclass(slots=True)
class ProvisionNotes:
    """Notes on a provision.

    `made_from` is the number that turned out to be a provision, `verdict` what decided that it is one.
    """

    made_from: QuantityDraft | None = None
    verdict: Verdict | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class ProvisionDraft(Draft):
    """A number that is a rule, a right, a limit or a condition."""

    type: str = "provision"
    subject: str | None = None
    scope: str | None = None
    comparator: str
    quantity: Quantity
    kind: str
    notes: ProvisionNotes = field(default_factory=ProvisionNotes)


@dataclass(slots=True)
class FundNotes:
    """Notes on a fund, all of them marks of rules.

    `frame` is `grant` for a rule whose roles join those of its neighbours, `grade` for one whose records stand apart.
    `quoted`: a name in quotation marks; `nameless`: a generic name will do. `verdict`: is it aimed at?
    """

    frame: str | None = None
    quoted: bool = False
    nameless: bool = False
    verdict: Verdict | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class FundDraft(Draft):
    """An instrument, or a rule that gives money by one; `grade_of` is the draft of the rule's first grade."""

    type: str = "fund"
    name: str | None = None
    instrument: str | None = None
    provider: str | None = None
    beneficiary: str | None = None
    condition: str | None = None
    threshold: ComparedSum | None = None
    threshold_max: Sum | None = None
    rate: Rate | None = None
    rate_base: str | None = None
    cap: Sum | None = None
    floor: Sum | None = None
    total: ComparedSum | None = None
    baseline: Baseline | None = None
    total_role: str | None = None
    per: str | None = None
    grade_of: FundDraft | None = None
    status: str | None = None
    change: str | None = None
    notes: FundNotes = field(default_factory=FundNotes)

    @property
    def numbered(self) -> bool:
        """Return whether the fund has a sum or a rate."""
        sums = (self.total, self.cap, self.rate, self.threshold, self.floor)
        return any(each is not None for each in sums)


@dataclass(slots=True)
class DeadlineNotes:
    """Notes on a deadline.

    `headed`: a mark of rules; the words of the rule may stand in the heading. `cue`: words say that the day lies ahead;
    `after`: the day is the first and not the last; `ahead`: it counts only if it is not past; `must`: a past day is one
    by which something had to happen to qualify.
    """

    headed: bool = False
    cue: bool = False
    after: bool = False
    ahead: bool = False
    must: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class DeadlineDraft(Draft):
    """A day or period by which, from which or until which something must or may be done."""

    type: str = "deadline"
    kind: str
    date_text: str
    date: str | None = None
    date_start: str | None = None
    precision: str | None = None
    date_alternatives: list[str] = field(default_factory=list)
    recurs: str | None = None
    anchor: str | None = None
    offset_days: int | None = None
    workdays: bool | None = None
    action: str | None = None
    recipient: str | None = None
    notes: DeadlineNotes = field(default_factory=DeadlineNotes)


@dataclass(slots=True)
class EventNotes:
    """Notes on an event: where its verb begins in the normalised text, and whether 了 follows it."""

    verb: int = 0
    said: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class EventDraft(Draft):
    """A dated fact of the document's own story."""

    type: str = "event"
    date_text: str
    date: str | None = None
    date_start: str | None = None
    precision: str | None = None
    date_alternatives: list[str] = field(default_factory=list)
    action: str
    actor: str | None = None
    notes: EventNotes = field(default_factory=EventNotes)


@dataclass(slots=True, kw_only=True, eq=False)
class ContactDraft(Draft):
    """A person or a purpose with the numbers and addresses that belong to it."""

    type: str = "contact"
    person: list[str]
    organization: str | None = None
    phones: list[str]
    phones_e164: list[str]
    fax: list[str]
    emails: list[str]
    email_notes: list[str]
    address: str | None = None
    postcode: str | None = None
    url: str | None = None
    purpose: str | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class ResponsibilityDraft(Draft):
    """Who leads a task, who takes part in it, who guides it."""

    type: str = "responsibility"
    lead: list[str]
    participants: list[str]
    guiding: list[str]
    open_ended: bool
    lead_full: list[str]
    participants_full: list[str]
    task: str | None


@dataclass(slots=True)
class CitationNotes:
    """Notes on a citation. `bare`: a mark of rules; the title stands without 《》."""

    bare: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class CitationDraft(Draft):
    """Another document, and what this one does to it."""

    type: str = "citation"
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    year: int | None = None
    relation: str = "mention"
    notes: CitationNotes = field(default_factory=CitationNotes)


@dataclass(slots=True, kw_only=True, eq=False)
class PartDraft(Draft):
    """A document inside the file, with what it has of its own."""

    type: str = "part"
    role: str
    title: str | None
    doc_number: str | None
    genre: str | None
    issuers: list[str]
    recipients: list[str]
    cc: list[str]
    issued_on: str | None
    region: str | None
    anonymised: bool


# The draft of each type of record that is made of one; document, section and issue are made of other things.
DRAFTS: dict[str, type[Draft]] = {
    "part": PartDraft,
    "target": QuantityDraft,
    "result": QuantityDraft,
    "provision": ProvisionDraft,
    "fund": FundDraft,
    "deadline": DeadlineDraft,
    "event": EventDraft,
    "contact": ContactDraft,
    "responsibility": ResponsibilityDraft,
    "citation": CitationDraft,
}
