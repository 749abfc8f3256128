"""What rules see of a card or of a duty: a text with one letter in place of each item that was read in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from techpolicy_extract.nouns.text import Span

# View → whose items it shows: one card or duty as the parse has put it together, or the lines that can hold some.
VIEWS = {"cards": "cards", "card-lines": "cards", "duties": "duties", "duty-lines": "duties"}
LINES = ("card-lines", "duty-lines")
_FIRST = {"cards": 0xE100, "duties": 0xE140}  # of the private-use area, behind the letters of slots


def _letters(view: str, *names: str) -> dict[str, str]:
    return {name: chr(_FIRST[view] + number) for number, name in enumerate(names)}


# Name of an item → its letter. In a card, `both` is a phone that is a fax, too; `note` one on an e-mail address. In a
# duty, an `organ` is a body whose part is not told by a rule of the language: it may lead, take part or guide.
LETTERS: dict[str, dict[str, str]] = {
    "cards": _letters(
        "cards", "office", "person", "purpose", "phone", "fax", "both", "email", "note", "url", "address", "postcode",
        "recipient", "head",
    ),
    "duties": _letters(
        "duties", "organ", "lead", "participant", "guide", "verb_lead", "verb_answer", "verb_participant", "verb_guide",
        "label_lead", "label_answer", "label_participant", "label_guide", "join", "cell",
    ),
}  # fmt: skip

_GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "cards": {
        "phone": ("phone", "both"),
        "fax": ("fax", "both"),
        "number": ("phone", "fax", "both"),
        "reach": ("phone", "fax", "both", "email"),
        "named": ("office", "person", "purpose"),
        "item": tuple(LETTERS["cards"]),
    },
    "duties": {
        "organ": ("organ", "lead", "participant", "guide"),
        "verb": tuple(name for name in LETTERS["duties"] if name.startswith("verb_")),
        "label": tuple(name for name in LETTERS["duties"] if name.startswith("label_")),
    },
}


def atoms(view: str) -> dict[str, str]:
    """Return the atoms of a view beside those of all patterns: for each item, for some of several, for what is none."""
    if view not in VIEWS:
        return {}
    letters, groups = LETTERS[VIEWS[view]], _GROUPS[VIEWS[view]]
    several = {name: f"[{''.join(letters[each] for each in names)}]" for name, names in groups.items()}
    return letters | several | {"other": f"[^{''.join(letters.values())}]"}


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of text with a letter in place of each item.

    Character `i` of `text` begins at `offsets[i]` of the normalised text; the last offset is the end of the stretch.
    """

    text: str
    offsets: Sequence[int]

    def place(self, start: int, end: int) -> Span:
        """Convert a stretch of the view to a span of the normalised text."""
        return Span(self.offsets[start], self.offsets[end])

    def line_at(self, position: int) -> str:
        """Return the line of the view that holds a position of the normalised text."""
        at = max(0, bisect_right(self.offsets, position) - 1)
        low = self.text.rfind("\n", 0, at) + 1
        high = self.text.find("\n", at)
        return self.text[low : high if high >= 0 else len(self.text)]


def view_of(text: str, span: Span, items: Iterable[tuple[int, int, str]]) -> View:
    """Return the view of a stretch. `items` are the places of its items in order, with their letters.

    An item that begins before the one before it ends is left out. One of no width stands before what follows.
    """
    said: list[str] = []
    offsets: list[int] = []
    at = span.start
    for start, end, letter in items:
        if start < at or end > span.end:
            continue
        said += (text[at:start], letter)
        offsets += (*range(at, start), start)
        at = end
    said.append(text[at : span.end])
    offsets += range(at, span.end + 1)
    return View("".join(said), offsets)


def named(view: str, said: str) -> str:
    """Return the text of a view as people read it: with {phone} in place of a letter."""
    names = {letter: f"{{{name}}}" for name, letter in LETTERS[view].items()}
    return "".join(names.get(char, char) for char in said)
