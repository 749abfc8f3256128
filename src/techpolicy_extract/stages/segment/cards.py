"""Which lines of cards are headings: the title of each, and the labels that hold a text."""

from __future__ import annotations

from bisect import bisect_right

from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.segment.lines import Line
from techpolicy_extract.syntax.label_cards import LabelCard, find_label_cards


class Cards:
    """The cards of a text by the places of their lines; positions in the normalised text."""

    def __init__(self, text: str) -> None:
        self._cards = find_label_cards(text)
        self._titles = {span.start: card for card in self._cards for span in card.titles[:1]}
        self._labels = {
            entry.start: entry.label for card in self._cards for entry in card.entries if entry.holds_text(text)
        }
        self._silent = sorted(_silent(text, self._cards))

    def opens(self, position: int) -> bool:
        """Return whether the title of a card begins at a position."""
        return position in self._titles

    def label(self, line: Line) -> Span | None:
        """Return the label that opens a line and holds a text, without its brackets and colon."""
        head = line.text[:4]
        low = line.start + len(head) - len(head.lstrip(" 【["))
        return self._labels.get(low)

    def hold(self, line: Line) -> bool:
        """Return whether a line is a label, its short value, or a card's title."""
        at = bisect_right(self._silent, line.end)
        return at > 0 and self._silent[at - 1] >= line.start

    def bars_title(self, line: Line) -> bool:
        """Return whether a line of a card is not the document's title: all but the title of the only card."""
        titles = [span.start for card in self._cards[:1] for span in card.titles]
        return self.hold(line) and not (len(self._cards) == 1 and line.start in titles)


def _silent(text: str, cards: tuple[LabelCard, ...]) -> list[int]:
    places: list[int] = []
    for card in cards:
        places += [span.start for span in card.titles]
        for entry in card.entries:
            places.append(entry.start)
            places += [] if entry.holds_text(text) else [span.start for span in entry.values[:1]]
    return places
