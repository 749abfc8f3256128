"""A number in its sentence, and the words around it as text of the document."""

from __future__ import annotations

from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.numbers.modifiers import RATIO


@quick_dataclass(frozen=True, slots=True)
class Site:
    """A number in its sentence: the slot text, where its letter stands, and where the words before it may begin."""

    sentence: Sentence
    text: str
    position: int
    floor: int

    @property
    def slots(self) -> str:
        """The sentence's slot text."""
        return self.sentence.slots

    def words(self, span: tuple[int, int]) -> str:
        """Return the normalised text of a stretch of the slot text, trimmed."""
        return self.text[slice(*self.trimmed(span))]

    def trimmed(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where the words of a stretch of the slot text stand, marks and joining words at its edges left out."""
        low, high = self.sentence.offsets[span[0]], self._high(span[1])
        while low < high and self.text[low] in "，；：。、 和及与并" and not RATIO.match(self.text, low, high):
            low += 1
        while high > low and self.text[high - 1] in "，；：。、 和及":
            high -= 1
        return low, high

    def place(self, span: tuple[int, int]) -> Span:
        """Return the span in the normalised text of a stretch of the slot text, without white space at its edges."""
        low, high = self.sentence.offsets[span[0]], self._high(span[1])
        while low < high and self.text[low] in "，；：。、 \n":
            low += 1
        while high > low and self.text[high - 1] in "，；：。、 \n":
            high -= 1
        return Span(low, high)

    def _high(self, end: int) -> int:
        last = self.sentence.at.get(end - 1)
        return last.end if last else self.sentence.offsets[end]
