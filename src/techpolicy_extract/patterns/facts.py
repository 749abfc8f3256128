"""Facts about the possible matches of a regular expression, and how the facts of its pieces combine."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice

# Every match holds at least one string of each set.
Needs = tuple[frozenset[str], ...]

DIGIT = r"\d"  # stands in a set of first characters for all digits, those of other scripts included
MOST = 6  # sets kept for a pattern: the smallest, which rule out the most texts

_WIDEST = 400  # characters of a set; a larger one rules out hardly any text
_MANY = 40  # words of a set
_NO_TEXT = frozenset(("",))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the matches of a pattern, or of a piece of one.

    Every match holds one character of each set of `needs` and one string of each set of `words`. It begins with one
    of `firsts` (None: with any character); where `empty` is set, it may also be empty. It covers or looks at no
    more than `reach` characters (None: no bound). `options` are all the strings that it can be; None where they are
    unknown or too many.
    """

    needs: Needs = ()
    words: Needs = ()
    firsts: frozenset[str] | None = frozenset()
    empty: bool = False
    reach: int | None = 1
    options: frozenset[str] | None = None


PLACE = Facts(empty=True, options=frozenset(("",)))
ANY = Facts(firsts=None)
NOTHING = Facts(firsts=None, empty=True, reach=None)  # nothing is known


def one_of(chars: frozenset[str]) -> Facts:
    """Return the facts of a character class that holds `chars`."""
    if len(chars) > _WIDEST:
        return ANY
    if DIGIT in chars:
        return Facts(firsts=chars)
    return Facts((chars,), (), chars, options=chars if len(chars) <= _MANY else None)


def literal(text: str) -> Facts:
    """Return the facts of `text`, matched literally."""
    needs = tuple(frozenset(char) for char in text)
    return Facts(needs, (), needs[0], reach=len(text), options=frozenset((text,)))


class Run:
    """Combine the strings of adjacent items of a sequence into longer ones."""

    def __init__(self) -> None:
        self.words: list[frozenset[str]] = []
        self.whole: frozenset[str] | None = _NO_TEXT  # all strings that the whole sequence can be; None: unknown
        self._open = _NO_TEXT

    def add(self, item: Facts, least: int, most: int | None) -> None:
        """Add an item that stands `least` to `most` times (None: any number of times)."""
        options = item.options if most == 1 else None
        if options is not None and not least:
            options |= _NO_TEXT
        if options is None or len(self._open) * len(options) > _MANY:
            self.end()
            self.whole = None
            if options is not None and "" not in options:
                self.words.append(options)
        else:
            self._open = frozenset(one + other for one in self._open for other in options)
        if least:
            self.words += item.words

    def end(self) -> None:
        """End the current run of adjacent items, and keep the strings that it can be as a set of words."""
        if self.whole is not None:
            self.whole = self._open
        if "" not in self._open:
            self.words.append(self._open)
        self._open = _NO_TEXT


def either(branches: list[Facts]) -> Facts:
    """Return the facts of an alternation: what is true of a match of any branch."""
    reaches = [branch.reach for branch in branches if branch.reach is not None]
    options = [branch.options for branch in branches if branch.options is not None]
    whole = frozenset[str]().union(*options) if len(options) == len(branches) else None
    return Facts(
        _needs([branch.needs for branch in branches]),
        _words([branch.words for branch in branches]),
        union(branches),
        any(branch.empty for branch in branches),
        max(reaches) if len(reaches) == len(branches) else None,
        whole if whole is None or len(whole) <= _MANY else None,
    )


def _needs(branches: list[Needs]) -> Needs:
    """Combine the needs of branches: each set is the union of one set of every branch.

    There are as many sets as the longest branch has, at most MOST; none where one of the branches has none.
    """
    if not all(branches):
        return ()
    most = min(MOST, max(map(len, branches)))
    # (A and B) or C asks for one of A or C, and for one of B or C.
    columns = zip(*(islice(cycle(branch), most) for branch in branches), strict=True)
    return tuple(dict.fromkeys(frozenset().union(*column) for column in columns))


def _words(branches: list[Needs]) -> Needs:
    """Combine the words of branches into one set: from each branch, the set whose shortest word is the longest.

    Empty where a branch has no words, or where the set would be too large.
    """
    if not all(branches):
        return ()
    best = (max(branch, key=lambda words: min(map(len, words))) for branch in branches)
    words = frozenset[str]().union(*best)
    return (words,) if len(words) <= _MANY else ()


def union(pieces: list[Facts]) -> frozenset[str] | None:
    """Return the characters that a match of any of `pieces` can begin with; None where it can be any character."""
    firsts: set[str] = set()
    for piece in pieces:
        if piece.firsts is None:
            return None
        firsts |= piece.firsts
    return frozenset(firsts)
