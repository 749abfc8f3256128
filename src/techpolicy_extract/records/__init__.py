"""Record types: one file a type. `TYPES` is the one list of them, in the order in which outputs name them."""

from difflib import get_close_matches

from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.records.base import Record
from techpolicy_extract.records.citation import Citation
from techpolicy_extract.records.contact import Contact
from techpolicy_extract.records.deadline import Deadline
from techpolicy_extract.records.document import Document
from techpolicy_extract.records.event import Event
from techpolicy_extract.records.fund import Fund
from techpolicy_extract.records.issue import Issue
from techpolicy_extract.records.part import Part
from techpolicy_extract.records.provision import Provision
from techpolicy_extract.records.quantity import Result, Target
from techpolicy_extract.records.responsibility import Responsibility
from techpolicy_extract.records.section import Section

__all__ = [
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
    "unknown_type",
]

SCHEMA_VERSION = "2.0"

TYPES: dict[str, type[Record]] = {
    "document": Document,
    "section": Section,
    "part": Part,
    "target": Target,
    "result": Result,
    "provision": Provision,
    "fund": Fund,
    "deadline": Deadline,
    "event": Event,
    "contact": Contact,
    "responsibility": Responsibility,
    "citation": Citation,
    "issue": Issue,
}


def unknown_type(name: str) -> UserError:
    """Return the error for a name that is no record type; it names the types, and first one that is spelt alike."""
    known = ", ".join(TYPES)
    near = get_close_matches(name.lower(), TYPES, n=1)
    hint = f"did you mean {near[0]!r}? types: {known}" if near else f"types: {known}"
    return UserError("there is no such record type", repr(name), hint)
