"""A document as it is read, lexed and matched: data without behaviour.

Positions in `Source` and `Furniture` are positions in the source text; all others are positions in the normalised text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.nouns.text import MappedText, Span
from techpolicy_extract.nouns.when import When


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text layer, decoded, exactly as found; `format` is its kind, `layout` where its text comes from."""

    path: str
    text: str
    sha256: str
    encoding: str | None = None
    format: str = "txt"
    layout: Layout = field(default_factory=Layout)


@quick_dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the source that is no part of the document.

    `kind` is page_number, page_marker, site, file_list, filler or encoded.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A value stated about the document outside its text (published_on, source, title), and its span in the source.

    `span` is None where the value is in the file but not in the source text.
    """

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Normalized:
    """A document as the rules see it: simplified script, unified width, one paragraph a line, furniture taken out."""

    source: Source
    mapped: MappedText
    script: Literal["hans", "hant"]
    furniture: tuple[Furniture, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)


SectionKind = Literal["part", "heading", "item", "box"]


@quick_dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as written, and what it comes to.

    `value` is the number as written (2.3 for 2.3万份), `unit` what follows it (万份), `amount` the value without 万, 亿 and
    the like (23000), `more` whether 余, 多 or 几 follows the number. A range has `value_max` and `amount_max`.
    """

    value: Decimal
    unit: str | None
    amount: Decimal
    dimension: str | None
    value_max: Decimal | None = None
    amount_max: Decimal | None = None
    more: bool = False


@quick_dataclass(frozen=True, slots=True)
class Lexeme:
    """One lexed expression. `text` is its normal form where it has one (a repaired document number, a phone)."""

    kind: str
    start: int
    end: int
    quantity: Quantity | None = None
    when: When | None = None
    text: str | None = None
    flags: tuple[str, ...] = ()


@quick_dataclass(frozen=True, slots=True)
class Section:
    """A part, heading, item or box. `start`-`end` is marker and heading; the body reaches to `body_end`."""

    section_id: str
    parent_id: str | None
    level: int
    kind: SectionKind
    style: str
    number: int | None
    heading: str | None
    path: str
    start: int
    end: int
    body_end: int
    marker: Span


@dataclass(frozen=True, slots=True)
class Segmented:
    """A normalised document and its sections in reading order; the first is a part."""

    normalized: Normalized
    sections: tuple[Section, ...]


@quick_dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch up to 。！？ or a line break, as rules see it.

    `slots` is the text with one private-use letter in place of each lexed expression; character `i` of it begins at
    `offsets[i]` of the normalised text, and `offsets` has one more entry, the sentence's end. `at` maps the position of
    a slot letter to its lexeme. `section` is the innermost section that holds the sentence, `paragraph` the number of
    its paragraph in the document. `readings` keeps what was read off its shape, so that nothing is read twice.
    """

    slots: str
    offsets: Sequence[int]
    at: dict[int, Lexeme]
    section: Section
    paragraph: int
    readings: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def start(self) -> int:
        """Return the position in the normalised text at which the sentence begins."""
        return self.offsets[0]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of a pack; `written` is its pattern before its atoms were expanded.

    `needs` are sets of characters and `words` sets of strings: a text can match only if it holds a member of every
    set. A rule equals only itself.
    """

    id: str
    type: str
    doc: str
    status: str
    rank: int
    pattern: Any
    set: dict[str, object]
    needs: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    examples: tuple[dict[str, object], ...]
    rejects: tuple[dict[str, object], ...]
    written: str = ""
    pack: str = ""
    view: str = "slots"


@quick_dataclass(frozen=True, slots=True)
class Match:
    """A match of a rule; `start`, `end`, `groups` and `taken` are positions in the sentence's slot text.

    `taken` are the slots that a rule takes which reads the tree and has no groups.
    """

    rule: Rule
    sentence: Sentence
    start: int
    end: int
    groups: dict[str, Span]
    taken: frozenset[int] = frozenset()

    def slot(self, name: str) -> Lexeme | None:
        """Return the lexeme of the slot that group `name` begins with; None without the group or the slot."""
        span = self.groups.get(name)
        return self.sentence.at.get(span.start) if span else None

    def span(self, name: str) -> Span | None:
        """Return the span of group `name` in the normalised text; None where the group is absent or empty."""
        span = self.groups.get(name)
        return None if span is None or span.start == span.end else self.place(*span)

    def place(self, start: int, end: int) -> Span:
        """Convert a stretch of the slot text to a span of the normalised text."""
        last = self.sentence.at.get(end - 1)
        return Span(self.sentence.offsets[start], last.end if last else self.sentence.offsets[end])
