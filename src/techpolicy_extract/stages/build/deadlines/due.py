"""What a reader says of a time: the kind of deadline, and what stands around it. Data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass

from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A reading of a time; positions are those of the sentence's slot text.

    `action` is where the action stands, `said` the action where it does not stand in one piece. `date` and `when` hold
    a window that two times make together. `end` is where its quote ends, if not with the clause of the time. `ahead`
    drops a day that is past, `must` makes a past day a condition, `cue` keeps a goal whose day may not be ahead.
    `closes` says that the time ends a window that is read at its first day.
    """

    kind: str
    action: Span | None = None
    said: str | None = None
    recipient: str | None = None
    anchor: str | None = None
    date: Span | None = None
    when: When | None = None
    end: int | None = None
    ahead: bool = False
    must: bool = False
    cue: bool = False
    closes: bool = False
    after: bool = False
