"""What each stage after `segment` passes to the next: data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass

from techpolicy_extract.nouns.drafts import Draft, Numeral
from techpolicy_extract.nouns.model import Lexeme, Match, Segmented, Sentence
from techpolicy_extract.nouns.tables import Tables
from techpolicy_extract.nouns.text import Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """A segmented document, its lexed expressions, and its tables.

    `outside` are the expressions in the furniture, with positions in the source text; a stretch of filler or encoded
    data is one of them, of that kind.
    """

    segmented: Segmented
    lexemes: tuple[Lexeme, ...]
    tables: Tables
    outside: tuple[Lexeme, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """A parsed document, its sentences, and the matches that hold.

    `lexemes` are those that rules see: a title in 《》 is one, and `folded` are the expressions that stand inside it.
    """

    segmented: Segmented
    tables: Tables
    outside: tuple[Lexeme, ...]
    lexemes: tuple[Lexeme, ...]
    folded: tuple[Lexeme, ...]
    sentences: tuple[Sentence, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The drafts of a matched document.

    `drafts` are in order of rules and sentences. `values` has, for each table of indicators, the draft of each of its
    values. `dues` are the drafts of the due dates in rows of tasks.
    """

    matched: Matched
    drafts: tuple[Draft, ...]
    values: tuple[tuple[Draft, ...], ...]
    dues: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The ISO day, or the year, from which a section speaks, and the year of which it speaks; None where unknown."""

    day: str | None
    year: int | None


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
    header: dict[str, object]
    header_spans: dict[str, Span | list[Span]]
    days: dict[str, Today]


@dataclass(frozen=True, slots=True)
class Accounted:
    """A settled document and the class of each of its numerals, in order of position in the source."""

    settled: Settled
    numerals: tuple[Numeral, ...]
