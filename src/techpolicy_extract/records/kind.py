"""What is known of a type of record, or of a type of rule, beside the fields of its model."""

from __future__ import annotations

from dataclasses import dataclass

from techpolicy_extract.records.base import Record


@dataclass(frozen=True, slots=True)
class RuleType:
    """A type of rule: what a rule of it must say.

    `groups` are the named groups of which a pattern must have one: without it the rule would find nothing. `needs` are
    the fields that `set` must give, since only the rule can know them; `marks` the keys of `set` that are no fields of
    the record but notes for the stages, with their meaning. A record's draft holds a mark in its `notes`. `view` is
    what its rules look at where they do not say.
    """

    name: str
    groups: tuple[str, ...]
    needs: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    view: str = "slots"


@dataclass(frozen=True, slots=True)
class Scoring:
    """How records of a type are scored against annotations.

    `rank` orders the types as the shared scorer does, which pairs what is left over in that order; None for a type of
    which a document has one record, so that there is nothing to pair. `soft` are those of
    `fields` that may differ a little. `anchors` are the fields whose places pair two records, where they are not those
    that the record is about; `fallback` those that do so where a record has no anchor.
    """

    rank: int | None
    fields: tuple[str, ...]
    soft: tuple[str, ...] = ()
    anchors: tuple[str, ...] | None = None
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of record.

    `english` is its name as people read it; the Chinese one stands in lexicon/labels.toml. `stage` is the stage that
    makes its drafts, `builder` the module of it that does, where there is one of its own, `rule` the type of the rules
    that they come from, if any. `about` are the fields whose places say what a record is about: its id depends on the
    first that it has, and a long quotation is cut around them. The viewer marks them, and those of `marked`. `colour`
    is the colour in the viewer on light and on dark paper, None for what the viewer shows around the records. `number`
    says that a record holds a number of the text.
    """

    model: type[Record]
    english: str
    stage: str = "build"
    builder: str | None = None
    rule: RuleType | None = None
    about: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    colour: tuple[str, str] | None = None
    number: bool = False
    scoring: Scoring | None = None

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return the fields whose places pair a record with its annotation; none where its quotation does."""
        own = self.scoring.anchors if self.scoring else None
        return self.about if own is None else own
