"""What holds below a heading: data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.quick import quick_dataclass

PartKind = Literal["call", "plan", "rules", "measures", "report", "reply", "notice", "news", "other"]
Look = Literal["back", "ahead"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading announces of what stands below it.

    `name` is a key of `labels` in lexicon/scope.toml, `section_id` the section whose heading or marker gives the label,
    `said` the word of the heading that fills it in: 申报 of 申报时间.
    """

    name: str
    section_id: str
    said: str | None = None


@quick_dataclass(frozen=True, slots=True)
class Scope:
    """What holds in a section, by its own heading and those above it.

    `title`, `genre` and `kind` are those of the part, `topic` is the section's own heading. `task` is the nearest
    heading that may name something to do: a label of bodies (牵头单位) is none, nor is the title. `labels` are those of
    the own heading first, then those of the sections above, the part left out. `looks` says whether the nearest heading
    that tells looks back or ahead. `year` is the one year of which the nearest heading or the title tells, `reported`
    the year on which the title reports (2023年统计公报), `delivered` the year at whose beginning a report is delivered.
    """

    section_id: str
    part_id: str
    title: str
    genre: str
    kind: PartKind
    topic: str | None
    task: str | None = None
    labels: tuple[Label, ...] = ()
    looks: Look | None = None
    year: int | None = None
    reported: int | None = None
    delivered: int | None = None

    def label(self, *names: str) -> Label | None:
        """Return the nearest label of one of these names; None where no heading gives one."""
        return next((label for label in self.labels if label.name in names), None)

    def owns(self, name: str) -> bool:
        """Return whether the section's own heading or marker gives a label."""
        return any(label.name == name and label.section_id == self.section_id for label in self.labels)


@dataclass(frozen=True, slots=True)
class Lead:
    """A time that a heading or a sentence gives to what stands behind it in its section.

    `place` is heading, lead (a sentence by which something is due: 到2030年，…) or opening (a sentence that announces
    what follows, or opens a paragraph of a report). `until`: it is a day to be reached. `whole`: the heading says that
    its year is meant as a whole. `aside`: it stands before a number of its own, so that it need not hold for what
    follows. `report`: it holds only in a report.
    """

    lexeme: Lexeme
    place: Literal["heading", "lead", "opening"]
    until: bool = False
    whole: bool = False
    aside: bool = False
    report: bool = False


class Scopes(Protocol):
    """The scopes of a document, each read when it is first asked for."""

    def __getitem__(self, section_id: str) -> Scope:
        """Return what holds in a section."""

    def leads(self, section_id: str) -> tuple[Lead, ...]:
        """Return the times that a section's heading and sentences give, in order of position."""
