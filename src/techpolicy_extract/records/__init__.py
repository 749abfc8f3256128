"""Record types: a file for each. `KINDS` is the one table of them, in the order in which outputs name them."""

from difflib import get_close_matches
from typing import Any, Literal, TypeVar, overload

from techpolicy_extract.lexing.slots import TAKING_GROUPS
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.records.base import Record
from techpolicy_extract.records.citation import Citation
from techpolicy_extract.records.contact import Contact
from techpolicy_extract.records.deadline import Deadline
from techpolicy_extract.records.document import Document
from techpolicy_extract.records.event import Event
from techpolicy_extract.records.fund import Fund
from techpolicy_extract.records.issue import Issue
from techpolicy_extract.records.kind import Kind, RuleType, Scoring
from techpolicy_extract.records.part import Part
from techpolicy_extract.records.provision import Provision
from techpolicy_extract.records.quantity import Result, Target
from techpolicy_extract.records.responsibility import Responsibility
from techpolicy_extract.records.section import Section

__all__ = [
    "KINDS",
    "SCHEMA_VERSION",
    "TYPES",
    "Citation",
    "Contact",
    "Deadline",
    "Document",
    "Event",
    "Fund",
    "Issue",
    "Part",
    "Provision",
    "Record",
    "Responsibility",
    "Result",
    "Section",
    "Target",
    "TypedRows",
    "family",
    "unknown_type",
]

SCHEMA_VERSION = "2.0"
_R = TypeVar("_R", bound=Record)

_QUANTITY = RuleType("quantity", groups=("value", "values"), marks=("indicator_before",))
_QUANTITY_FIELDS = (
    "indicator", "comparator", "value", "value_max", "unit", "amount", "dimension", "measure", "accumulation",
    "baseline_value", "period_start", "period_end", "scope", "action",
)  # fmt: skip
_CARD_GROUPS = (
    "organization", "person", "purpose", "phones", "fax", "emails", "email_notes", "url", "address", "postcode",
)  # fmt: skip
_QUANTITY_SOFT = ("indicator", "scope", "action")

KINDS: dict[str, Kind] = {
    "document": Kind(
        Document, "document", stage="settle",
        scoring=Scoring(
            None,
            (
                "title", "doc_number", "genre", "issuers", "recipients", "issued_on", "published_on", "region",
                "script",
            ),
        ),
    ),
    "section": Kind(
        Section, "section", stage="segment",
        scoring=Scoring(7, ("level", "kind", "number", "heading"), soft=("heading",), anchors=("marker",)),
    ),
    "part": Kind(Part, "part", stage="settle", about=("title",), colour=("#62622f", "#c2c283")),
    "target": Kind(
        Target, "target", builder="quantity", rule=_QUANTITY, about=("value",), marked=("baseline_value",),
        colour=("#1f5fae", "#7fb2f0"), number=True, scoring=Scoring(1, _QUANTITY_FIELDS, _QUANTITY_SOFT),
    ),
    "result": Kind(
        Result, "result", builder="quantity", rule=_QUANTITY, about=("value",), marked=("baseline_value",),
        colour=("#2c7a4b", "#74c795"), number=True, scoring=Scoring(2, _QUANTITY_FIELDS, _QUANTITY_SOFT),
    ),
    "provision": Kind(
        Provision, "provision", builder="provision", about=("value",),
        rule=RuleType("provision", groups=("value",), needs=("kind",)),
        colour=("#7446a8", "#bd9ae8"), number=True,
        scoring=Scoring(
            3, ("subject", "comparator", "value", "value_max", "unit", "amount", "kind"), soft=("subject",)
        ),
    ),
    "fund": Kind(
        Fund, "fund", builder="fund",
        rule=RuleType("fund", groups=TAKING_GROUPS, marks=("frame", "quoted", "nameless")),
        about=("total_value", "cap_value", "rate_percent", "threshold_value", "floor_value", "name"),
        colour=("#8a5a0a", "#dcae5c"), number=True,
        scoring=Scoring(
            4,
            (
                "name", "instrument", "threshold_amount", "threshold_comparator", "threshold_max_amount",
                "rate_percent", "rate_max_percent", "cap_amount", "floor_amount", "total_amount", "total_role",
                "baseline_value", "status", "condition", "beneficiary", "per", "rate_base",
            ),
            soft=("name", "condition", "beneficiary", "per", "rate_base"),
            anchors=("threshold_value", "rate_percent", "cap_value", "floor_value", "floor_amount", "total_value"),
            fallback=("name",),
        ),
    ),
    "deadline": Kind(
        Deadline, "deadline", builder="deadline", about=("date_text",),
        rule=RuleType("deadline", groups=("date", "event"), marks=("headed",)),
        colour=("#b23f0e", "#f09468"),
        scoring=Scoring(
            5, ("kind", "date", "date_start", "precision", "recurs", "action", "recipient"),
            soft=("action", "recipient"),
        ),
    ),
    "event": Kind(
        Event, "event", builder="event", rule=RuleType("event", groups=("story",)), about=("date_text",),
        colour=("#566472", "#a3b2c0"),
    ),
    "contact": Kind(
        Contact, "contact", builder="contact",
        rule=RuleType("contact", groups=_CARD_GROUPS, view="cards"),
        marked=("phones", "emails", "fax"),
        colour=("#865340", "#d3a18d"),
        scoring=Scoring(
            6, ("person", "organization", "phones", "emails", "address", "postcode"), soft=("organization", "address"),
            anchors=("phones", "emails", "address", "postcode"),
        ),
    ),
    "responsibility": Kind(
        Responsibility, "responsibility", builder="responsibility",
        rule=RuleType("responsibility", groups=("lead", "participants", "guiding"), view="duties"),
        marked=("lead",),
        colour=("#0a6f7a", "#62c3cd"),
        scoring=Scoring(9, ("lead", "participants", "guiding", "task"), soft=("task",)),
    ),
    "citation": Kind(
        Citation, "citation", builder="citation", about=("title", "doc_number"),
        rule=RuleType("citation", groups=("title", "number"), marks=("bare",)), colour=("#a02c70", "#e58fc0"),
        scoring=Scoring(8, ("title", "doc_number", "relation"), soft=("title",)),
    ),
    "issue": Kind(Issue, "issue", stage="check", colour=("#b3261e", "#ff8f85")),
}  # fmt: skip

TYPES: dict[str, type[Record]] = {name: kind.model for name, kind in KINDS.items()}


def family(name: str) -> str:
    """Return the name of the types that the same rules make: `quantity` for target and result, else the type's own."""
    rule = KINDS[name].rule
    return rule.name if rule else name


class TypedRows:
    """The records of a document as rows, which can be asked for by type: as objects of the models."""

    __slots__ = ()
    rows: list[dict[str, Any]]

    @overload
    def of(self, kind: type[_R]) -> list[_R]: ...
    @overload
    def of(self, kind: Literal["document"]) -> list[Document]: ...
    @overload
    def of(self, kind: Literal["section"]) -> list[Section]: ...
    @overload
    def of(self, kind: Literal["part"]) -> list[Part]: ...
    @overload
    def of(self, kind: Literal["target"]) -> list[Target]: ...
    @overload
    def of(self, kind: Literal["result"]) -> list[Result]: ...
    @overload
    def of(self, kind: Literal["provision"]) -> list[Provision]: ...
    @overload
    def of(self, kind: Literal["fund"]) -> list[Fund]: ...
    @overload
    def of(self, kind: Literal["deadline"]) -> list[Deadline]: ...
    @overload
    def of(self, kind: Literal["event"]) -> list[Event]: ...
    @overload
    def of(self, kind: Literal["contact"]) -> list[Contact]: ...
    @overload
    def of(self, kind: Literal["responsibility"]) -> list[Responsibility]: ...
    @overload
    def of(self, kind: Literal["citation"]) -> list[Citation]: ...
    @overload
    def of(self, kind: Literal["issue"]) -> list[Issue]: ...
    @overload
    def of(self, kind: str) -> list[Any]: ...
    def of(self, kind: Any) -> list[Any]:
        """Return the records of one type as objects: `document.of("target")[0].value`; an empty list if there are none.

        `kind` is the name of a type, or its class in `techpolicy_extract.records`. Raises UserError for any other.
        """
        name = next((name for name, model in TYPES.items() if kind in (name, model)), None)
        if name is None:
            raise unknown_type(kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind)))
        model = TYPES[name]
        return [model.model_validate(row) for row in self.rows if row["type"] == name]


def unknown_type(name: str) -> UserError:
    """Return the error for a name that is no record type; it names the types, and first one that is spelt alike."""
    known = ", ".join(TYPES)
    near = get_close_matches(name.lower(), TYPES, n=1)
    hint = f"did you mean {near[0]!r}? types: {known}" if near else f"types: {known}"
    return UserError("there is no such record type", repr(name), hint)
