"""What a pattern tells before any matching: which characters a text must hold, and where in it a match can begin.

The answers err on one side only: where they say that a pattern cannot match it cannot. What is not understood may
match everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice

# Sets of characters of each of which every match holds one.
Needs = tuple[frozenset[str], ...]

DIGIT = r"\d"  # stands in a set of first characters for all digits, those of other scripts included

_MOST = 6  # sets that are kept of a pattern: those with the fewest characters tell the most
_WIDEST = 400  # characters of a set; a larger one is of hardly any use
_ATOM = re.compile(r"\{([a-z_]+)\}")
_HEAD = re.compile(r"\((?:\?(?P<kind>:|P<\w+>|<?[=!]|>)|(?!\?))")
_BACK = re.compile(r"\(\?P=\w+\)")
_CONDITION = re.compile(r"\(\?\(\w+\)")
_REPEAT = re.compile(r"(?:(?P<sign>[?*+])|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})[?+]?")
_CLASS = re.compile(r"\[(?P<not>\^?)(?P<body>(?:\\.|[^\\\[\]])+)\]", re.DOTALL)
_EVERYWHERE = re.compile(".", re.DOTALL)
_MEMBER = re.compile(
    r"\\(?P<escaped>\W)|\\(?P<control>[nt])|\\u(?P<code>[0-9a-f]{4})|(?P<digit>\\d)|(?P<plain>[^\\])", re.DOTALL
)


def needs_of(pattern: str, atoms: Mapping[str, Needs]) -> Needs:
    """Give what a text must hold for `pattern` to match in it; `atoms` says the same of the `{names}` in it."""
    try:
        found = _Reader(pattern, atoms).read()
    except _NotUnderstoodError:
        return ()
    return tuple(sorted(found.needs, key=len)[:_MOST])


def firsts_of(pattern: str) -> frozenset[str] | None:
    """Give the characters with which a match of `pattern` can begin; None where it may be any, or the match empty."""
    try:
        found = _Reader(pattern, {}).read()
    except _NotUnderstoodError:
        return None
    return None if found.empty else found.firsts


def reach_of(pattern: str) -> int | None:
    """Give how many characters a match of `pattern` and what it looks at can be; None where that is not sure."""
    try:
        return _Reader(pattern, {}).read().reach
    except _NotUnderstoodError:
        return None


def class_of(firsts: frozenset[str]) -> str:
    """Write a set of first characters as a regular expression."""
    return f"[{''.join(sorted(char if char == DIGIT else re.escape(char) for char in firsts))}]"


class Finder:
    """Finds what a pattern finds, but tries it only where a match can begin: one quick pass finds these places."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        firsts = firsts_of(pattern)
        self._heads = re.compile(class_of(firsts)) if firsts else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in `[start, end)` that do not overlap, from left to right."""
        end = len(text) if end is None else end
        if self._heads is None:
            yield from self.pattern.finditer(text, start, end)
            return
        match = self.pattern.match
        for head in self._heads.finditer(text, start, end):
            at = head.start()
            if at >= start and (found := match(text, at, end)):
                yield found
                start = found.end()

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Give the first match from `start` on."""
        return next(self.finditer(text, start), None)

    def starts(self, text: str) -> Iterator[int]:
        """Yield every place where a match begins, also inside another match."""
        match, heads = self.pattern.match, self._heads or _EVERYWHERE
        for head in heads.finditer(text):
            if match(text, head.start()):
                yield head.start()


class _NotUnderstoodError(Exception):
    """The pattern has something of which this module does not know what it does."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a piece of a pattern.

    `firsts` is None for any character, `empty` means that it may take none, `reach` is None for any number of them.
    """

    needs: Needs = ()
    firsts: frozenset[str] | None = frozenset()
    empty: bool = False
    reach: int | None = 1


_PLACE = _Seen(empty=True)
_ANY = _Seen(firsts=None)


def _one_of(chars: frozenset[str]) -> _Seen:
    narrow = len(chars) <= _WIDEST
    return _Seen((chars,) if narrow and DIGIT not in chars else (), chars if narrow else None)


@dataclass(slots=True)
class _Reader:
    """Reads a pattern from left to right; `at` is the position."""

    pattern: str
    atoms: Mapping[str, Needs]
    at: int = 0

    def read(self) -> _Seen:
        found = self._alternatives()
        if self.at < len(self.pattern):
            raise _NotUnderstoodError
        return found

    def _alternatives(self) -> _Seen:
        branches = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._sequence())
        needs = _either([branch.needs for branch in branches])
        reaches = [branch.reach for branch in branches if branch.reach is not None]
        reach = max(reaches) if len(reaches) == len(branches) else None
        return _Seen(needs, _union(branches), any(branch.empty for branch in branches), reach)

    def _sequence(self) -> _Seen:
        """Read items up to | or ): all of them are in a match, so that all their needs are the sequence's."""
        needs: dict[frozenset[str], None] = {}
        opening: list[_Seen] = []
        empty = True
        reach: int | None = 0
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            item = self._item()
            least, most = self._repeat()
            if empty:
                opening.append(item)
            empty = empty and (item.empty or not least)
            reach = None if reach is None or most is None or item.reach is None else reach + most * item.reach
            if least:
                needs.update(dict.fromkeys(item.needs))
        return _Seen(tuple(needs), _union(opening), empty, reach)

    def _repeat(self) -> tuple[int, int | None]:
        """Read how often the item before may stand: at least, and at most; None for any number of times."""
        found = _REPEAT.match(self.pattern, self.at)
        if found is None:
            return 1, 1
        self.at = found.end()
        if found["sign"]:
            return int(found["sign"] == "+"), 1 if found["sign"] == "?" else None
        least = int(found["low"] or 0)
        most = found["high"] if found["comma"] else found["low"]
        return least, int(most) if most else None

    def _item(self) -> _Seen:
        char = self.pattern[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if atom := _ATOM.match(self.pattern, self.at):
            self.at = atom.end()
            return _Seen(self.atoms.get(atom[1], ()), None, empty=True, reach=None)
        if char == "\\":
            return self._escape()
        if char in "?*+{":  # no item before it: a syntax of its own
            raise _NotUnderstoodError
        self.at += 1
        if char in "^$":
            return _PLACE
        return _ANY if char == "." else _one_of(frozenset(char))

    def _escape(self) -> _Seen:
        """Read a character (\\., \\u4e00), a class (\\d) or a place (\\b)."""
        found = _MEMBER.match(self.pattern, self.at)
        if found:
            self.at = found.end()
            return _one_of(frozenset((_member(found),)))
        char = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if char in ("b", "B"):
            return _PLACE
        if char not in ("D", "w", "W", "s", "S"):
            raise _NotUnderstoodError
        return _ANY

    def _group(self) -> _Seen:
        """Read a group. What a look around it finds stands in the text, too; what it must not find asks for nothing."""
        if back := _BACK.match(self.pattern, self.at):
            self.at = back.end()
            return _Seen(firsts=None, empty=True, reach=None)
        condition = _CONDITION.match(self.pattern, self.at)
        head = condition or _HEAD.match(self.pattern, self.at)
        if head is None:
            raise _NotUnderstoodError
        self.at = head.end()
        inner = self._alternatives()
        if not self.pattern.startswith(")", self.at):
            raise _NotUnderstoodError
        self.at += 1
        if condition:  # (?(name)yes) has an unwritten second branch: nothing
            return _Seen((), inner.firsts, empty=True, reach=inner.reach)
        kind = head["kind"] or ""
        if kind.endswith(("=", "!")):
            return _Seen(inner.needs if kind.endswith("=") else (), empty=True, reach=inner.reach)
        return inner

    def _class(self) -> _Seen:
        """Read [abc], slots and ranges included; of [^abc] nothing can be said."""
        found = _CLASS.match(self.pattern, self.at)
        if found is None:
            raise _NotUnderstoodError
        self.at = found.end()
        body = _ATOM.sub(self._letter, found["body"])
        chars = None if found["not"] else _members(body)
        return _ANY if chars is None else _one_of(chars)

    def _letter(self, atom: re.Match[str]) -> str:
        """Give the one character that an atom inside a class stands for."""
        needs = self.atoms.get(atom[1], ())
        if len(needs) != 1 or len(needs[0]) != 1:
            raise _NotUnderstoodError
        return next(iter(needs[0]))


def _member(found: re.Match[str]) -> str:
    if found["control"]:
        return {"n": "\n", "t": "\t"}[found["control"]]
    return chr(int(found["code"], 16)) if found["code"] else found[found.lastgroup or 0]


def _members(body: str) -> frozenset[str] | None:
    """Give the characters of a class (abc, a-c, \\d); None where it has others or very many."""
    items: list[tuple[str, bool]] = []
    at = 0
    while at < len(body):
        found = _MEMBER.match(body, at)
        if found is None:
            return None
        items.append((_member(found), found["plain"] == "-"))
        at = found.end()
    chars: set[str] = set()
    i = 0
    while i < len(items):
        low = high = items[i][0]
        if i + 2 < len(items) and items[i + 1][1]:
            high = items[i + 2][0]
            i += 2
        if DIGIT in (low, high):
            chars |= {low, high}
        elif ord(high) - ord(low) > _WIDEST:
            return None
        else:
            chars.update(map(chr, range(ord(low), ord(high) + 1)))
        i += 1
    return frozenset(chars)


def _either(branches: list[Needs]) -> Needs:
    """Give what a match of any branch holds: one set each of all of them, as many sets as the longest branch has."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return ()
    most = min(_MOST, max(map(len, branches)))
    # (A and B) or C asks for one of A or C, and for one of B or C.
    columns = zip(*(islice(cycle(branch), most) for branch in branches), strict=True)
    return tuple(dict.fromkeys(frozenset().union(*column) for column in columns))


def _union(pieces: list[_Seen]) -> frozenset[str] | None:
    firsts: set[str] = set()
    for piece in pieces:
        if piece.firsts is None:
            return None
        firsts |= piece.firsts
    return frozenset(firsts)
