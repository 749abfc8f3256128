"""Evidence for the class of a number, and what it adds up to: data without behaviour."""

from __future__ import annotations

from collections.abc import Mapping

from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.nouns.text import Span


@quick_dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against a class.

    `name` is that of an entry of lexicon/classes.toml, which says how much it weighs and why. `place` is the stretch of
    the normalised text that was looked at, None where it is no text. `cue` names the list of lexicon/cues.toml of which
    a word stands in that stretch, None where no list was asked.
    """

    name: str
    place: Span | None = None
    cue: str | None = None


@quick_dataclass(frozen=True, slots=True)
class Verdict:
    """The class of a number: the one with the greatest sum of weights.

    `type` is target, result, provision, or none for what is no record of the document. `sums` has the sum of each class
    that some evidence speaks of, `margin` is how far the class is ahead of the next one, `thin` whether that is so
    little that the record must say it.
    """

    type: str
    margin: int
    thin: bool
    sums: Mapping[str, int]
    evidence: tuple[Evidence, ...]

    def holds(self, name: str) -> bool:
        """Return whether some evidence has a name."""
        return any(each.name == name for each in self.evidence)
