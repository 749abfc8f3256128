"""Which characters a text must hold for a pattern to match anywhere in it: read off the pattern, before any matching.

The answer errs on one side only: a text without them cannot match. What is not understood asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice

# Sets of characters of each of which every match holds one.
Needs = tuple[frozenset[str], ...]

_MOST = 6  # sets that are kept of a pattern: those with the fewest characters tell the most
_WIDEST = 400  # characters of a set; a larger one is of hardly any use
_ATOM = re.compile(r"\{([a-z_]+)\}")
_HEAD = re.compile(r"\((?:\?(?P<kind>:|P<\w+>|<?[=!]|>)|(?!\?))")
_BACK = re.compile(r"\(\?P=\w+\)")
_CONDITION = re.compile(r"\(\?\(\w+\)")
_REPEAT = re.compile(r"(?:(?P<sign>[?*+])|\{(?P<low>\d*)(?:,\d*)?\})[?+]?")
_CLASS = re.compile(r"\[(?P<not>\^?)(?P<body>(?:\\.|[^\\\[\]])+)\]", re.DOTALL)
_MEMBER = re.compile(r"\\(?P<escaped>\W)|(?P<plain>[^\\])", re.DOTALL)
_PLAIN = frozenset("^$.")  # match a place or anything: nothing can be asked for


def needs_of(pattern: str, atoms: Mapping[str, Needs]) -> Needs:
    """Give what a text must hold for `pattern` to match in it; `atoms` says the same of the `{names}` in it."""
    try:
        found = _Reader(pattern, atoms).read()
    except _NotUnderstoodError:
        return ()
    return tuple(sorted(found, key=len)[:_MOST])


class _NotUnderstoodError(Exception):
    """The pattern has something of which this module does not know what it does."""


@dataclass(slots=True)
class _Reader:
    """Reads a pattern from left to right; `at` is the position."""

    pattern: str
    atoms: Mapping[str, Needs]
    at: int = 0

    def read(self) -> Needs:
        found = self._alternatives()
        if self.at < len(self.pattern):
            raise _NotUnderstoodError
        return found

    def _alternatives(self) -> Needs:
        branches = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._sequence())
        return _either(branches)

    def _sequence(self) -> Needs:
        """Read items up to | or ): all of them are in a match, so that all their needs are the sequence's."""
        found: dict[frozenset[str], None] = {}
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            item = self._item()
            repeat = _REPEAT.match(self.pattern, self.at)
            if repeat:
                self.at = repeat.end()
                if repeat["sign"] in ("?", "*") or (repeat["low"] is not None and not int(repeat["low"] or 0)):
                    continue  # may be left out
            found.update(dict.fromkeys(item))
        return tuple(found)

    def _item(self) -> Needs:
        char = self.pattern[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if atom := _ATOM.match(self.pattern, self.at):
            self.at = atom.end()
            return self.atoms.get(atom[1], ())
        if char == "\\":
            char = self.pattern[self.at + 1 : self.at + 2]
            self.at += 2
            if char.isalnum():
                return self._escape(char)
            return (frozenset(char),)
        if char in "?*+{":  # no item before it: a syntax of its own
            raise _NotUnderstoodError
        self.at += 1
        return () if char in _PLAIN else (frozenset(char),)

    def _escape(self, char: str) -> Needs:
        """Read a class (\\d) or a place (\\b), which ask for nothing here; others have tails of their own."""
        if char not in "dDwWsSbB":
            raise _NotUnderstoodError
        return ()

    def _group(self) -> Needs:
        """Read a group. What a look around it finds stands in the text, too; what it must not find asks for nothing."""
        if back := _BACK.match(self.pattern, self.at):
            self.at = back.end()
            return ()
        condition = _CONDITION.match(self.pattern, self.at)
        head = condition or _HEAD.match(self.pattern, self.at)
        if head is None:
            raise _NotUnderstoodError
        self.at = head.end()
        inner = self._alternatives()
        if not self.pattern.startswith(")", self.at):
            raise _NotUnderstoodError
        self.at += 1
        # (?(name)yes) has an unwritten second branch: nothing.
        return () if condition or (head["kind"] or "").endswith("!") else inner

    def _class(self) -> Needs:
        """Read [abc], slots and short ranges included; of [^abc] nothing can be said."""
        found = _CLASS.match(self.pattern, self.at)
        if found is None:
            raise _NotUnderstoodError
        self.at = found.end()
        body = _ATOM.sub(self._letter, found["body"])
        if found["not"] or re.search(r"\\\w", body):
            return ()
        chars = _members(body)
        return (chars,) if len(chars) <= _WIDEST else ()

    def _letter(self, atom: re.Match[str]) -> str:
        """Give the one character that an atom inside a class stands for."""
        needs = self.atoms.get(atom[1], ())
        if len(needs) != 1 or len(needs[0]) != 1:
            raise _NotUnderstoodError
        return next(iter(needs[0]))


def _members(body: str) -> frozenset[str]:
    """Give the characters of a class without escapes of letters: abc, a-c."""
    items = [(each["escaped"] or each["plain"], bool(each["escaped"])) for each in _MEMBER.finditer(body)]
    chars: set[str] = set()
    i = 0
    while i < len(items):
        low, high = items[i][0], items[i][0]
        if i + 2 < len(items) and items[i + 1] == ("-", False):
            high = items[i + 2][0]
            i += 2
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
