"""What each stage after `segment` passes to the next: data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field

from techpolicy_extract.nouns.drafts import DeadlineDraft, Draft, QuantityDraft
from techpolicy_extract.nouns.model import Lexeme, Match, Rule, Segmented, Sentence
from techpolicy_extract.nouns.numerals import Numeral
from techpolicy_extract.nouns.scope import Scopes
from techpolicy_extract.nouns.tables import Tables
from techpolicy_extract.nouns.text import Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """A segmented document, its lexed expressions and sentences, and its tables.

    `lexemes` are those that rules see: a title in 《》 is one, and `folded` are the expressions that stand inside it.
    `outside` are the expressions in the furniture, with positions in the source text; a stretch of filler or encoded
    data is one of them, of that kind. `scopes` says what holds in each section.
    """

    segmented: Segmented
    tables: Tables
    outside: tuple[Lexeme, ...]
    lexemes: tuple[Lexeme, ...]
    folded: tuple[Lexeme, ...]
    sentences: tuple[Sentence, ...]
    scopes: Scopes


@dataclass(frozen=True, slots=True)
class Matched(Parsed):
    """A parsed document, the matches that hold, in order of sentences, and the rules over cards and duties.

    These rules see more than a sentence: they are tried where cards and duties are put together.
    """

    matches: tuple[Match, ...]
    forms: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The drafts of a matched document.

    `drafts` are in order of rules and sentences. `values` has, for each table of indicators, the draft of each of its
    values. `dues` are the drafts of the due dates in rows of tasks.
    """

    matched: Matched
    drafts: tuple[Draft, ...]
    values: tuple[tuple[QuantityDraft, ...], ...]
    dues: tuple[DeadlineDraft, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The ISO day, or the year, from which a section speaks, and the year of which it speaks; None where unknown."""

    day: str | None
    year: int | None


@dataclass(slots=True)
class PartFields:
    """What a part of a file says of itself as a document."""

    title: str | None = None
    doc_number: str | None = None
    genre: str = ""
    issuers: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    cc: list[str] = field(default_factory=list)
    issued_on: str | None = None


@dataclass(slots=True)
class DocumentFields(PartFields):
    """The document's own fields: those of its first part, and what the page around the text states."""

    published_on: str | None = None
    hosted_on: str | None = None
    created_on: str | None = None
    source: str | None = None
    index_number: str | None = None
    validity: str | None = None
    region: str | None = None
    region_code: str | None = None
    plan_start: str | None = None
    plan_end: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The drafts of a document, with times, classes and relations settled.

    `drafts` become records, in order of position. `withheld` are understood, but say what others aim at; `dropped`
    are all drafts that become no record. `header` has the document's own fields, `days` the day of each section by
    its id.
    """

    matched: Matched
    drafts: tuple[Draft, ...]
    withheld: tuple[Draft, ...]
    dropped: tuple[Draft, ...]
    header: DocumentFields
    header_spans: dict[str, Span | list[Span]]
    days: dict[str, Today]


@dataclass(frozen=True, slots=True)
class Accounted:
    """A settled document and the class of each of its numerals, in order of position in the source."""

    settled: Settled
    numerals: tuple[Numeral, ...]
