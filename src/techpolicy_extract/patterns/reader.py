"""Derive the facts about a regular expression's matches from its text, without compiling it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from techpolicy_extract.patterns.facts import ANY, DIGIT, NOTHING, PLACE, Facts, Run, either, literal, one_of, union

_ATOM = re.compile(r"\{([a-z_]+)\}")
_HEAD = re.compile(r"\((?:\?(?P<kind>:|P<\w+>|<?[=!]|>)|(?!\?))")
_BACK = re.compile(r"\(\?P=\w+\)")
_CONDITION = re.compile(r"\(\?\(\w+\)")
_REPEAT = re.compile(r"(?:(?P<sign>[?*+])|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})[?+]?")
_PLAIN = re.compile(r"[^\\\[\](){}|?*+.^$]{2,}(?![?*+{])")  # a repeat would apply to the last character only
_CLASS = re.compile(r"\[(?P<not>\^?)(?P<body>(?:\\.|[^\\\[\]])+)\]", re.DOTALL)
_MEMBER = re.compile(
    r"\\(?P<escaped>\W)|\\(?P<control>[nt])|\\u(?P<code>[0-9a-f]{4})|(?P<digit>\\d)|(?P<plain>[^\\])", re.DOTALL
)
_WIDEST = 400  # characters of a range


class NotUnderstoodError(Exception):
    """The pattern uses syntax that this module does not understand."""


@dataclass(slots=True)
class Reader:
    """Read a pattern from left to right; `at` is the current position."""

    pattern: str
    atoms: Mapping[str, Facts]
    at: int = 0

    def read(self) -> Facts:
        """Return the facts of the whole pattern. Raises NotUnderstoodError."""
        found = self._alternatives()
        if self.at < len(self.pattern):
            raise NotUnderstoodError
        return found

    def _alternatives(self) -> Facts:
        branches = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else either(branches)

    def _sequence(self) -> Facts:
        """Read items up to | or ). A match holds all of them, so the sequence has the needs of each."""
        needs: dict[frozenset[str], None] = {}
        run = Run()
        opening: list[Facts] = []
        empty = True
        reach: int | None = 0
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            item = self._item()
            least, most = self._repeat()
            if empty:
                opening.append(item)
            empty = empty and (item.empty or not least)
            reach = None if reach is None or most is None or item.reach is None else reach + most * item.reach
            run.add(item, least, most)
            if least:
                needs.update(dict.fromkeys(item.needs))
        run.end()
        return Facts(tuple(needs), tuple(run.words), union(opening), empty, reach, run.whole)

    def _repeat(self) -> tuple[int, int | None]:
        """Read how often the item before may stand: the least and the most number of times; None for no bound."""
        found = _REPEAT.match(self.pattern, self.at)
        if found is None:
            return 1, 1
        self.at = found.end()
        if found["sign"]:
            return int(found["sign"] == "+"), 1 if found["sign"] == "?" else None
        least = int(found["low"] or 0)
        most = found["high"] if found["comma"] else found["low"]
        return least, int(most) if most else None

    def _item(self) -> Facts:
        char = self.pattern[self.at]
        if plain := _PLAIN.match(self.pattern, self.at):
            self.at = plain.end()
            return literal(plain[0])
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if atom := _ATOM.match(self.pattern, self.at):
            self.at = atom.end()
            return self.atoms.get(atom[1], NOTHING)
        if char == "\\":
            return self._escape()
        if char in "?*+{":  # no item to repeat: some special syntax
            raise NotUnderstoodError
        self.at += 1
        if char in "^$":
            return PLACE
        return ANY if char == "." else one_of(frozenset(char))

    def _escape(self) -> Facts:
        """Read a character (\\., \\u4e00), a class (\\d) or a place (\\b)."""
        found = _MEMBER.match(self.pattern, self.at)
        if found:
            self.at = found.end()
            return one_of(frozenset((_member(found),)))
        char = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if char in ("b", "B"):
            return PLACE
        if char not in ("D", "w", "W", "s", "S"):
            raise NotUnderstoodError
        return ANY

    def _group(self) -> Facts:
        """Read a group. What a lookaround must find, the text must hold; what it must not find asks for nothing."""
        if back := _BACK.match(self.pattern, self.at):
            self.at = back.end()
            return NOTHING
        condition = _CONDITION.match(self.pattern, self.at)
        head = condition or _HEAD.match(self.pattern, self.at)
        if head is None:
            raise NotUnderstoodError
        self.at = head.end()
        inner = self._alternatives()
        if not self.pattern.startswith(")", self.at):
            raise NotUnderstoodError
        self.at += 1
        if condition:  # (?(name)yes) has an unwritten second branch: nothing
            return Facts(firsts=inner.firsts, empty=True, reach=inner.reach)
        kind = head["kind"] or ""
        if kind.endswith("="):
            return replace(PLACE, needs=inner.needs, words=inner.words, reach=inner.reach)
        return replace(PLACE, reach=inner.reach) if kind.endswith("!") else inner

    def _class(self) -> Facts:
        """Read [abc], slots and ranges included; nothing is known about [^abc]."""
        found = _CLASS.match(self.pattern, self.at)
        if found is None:
            raise NotUnderstoodError
        self.at = found.end()
        body = _ATOM.sub(self._letter, found["body"])
        chars = None if found["not"] else _members(body)
        return ANY if chars is None else one_of(chars)

    def _letter(self, atom: re.Match[str]) -> str:
        """Return the one character that an atom inside a class stands for. Raises NotUnderstoodError without one."""
        options = self.atoms.get(atom[1], NOTHING).options
        if options is None or len(options) != 1:
            raise NotUnderstoodError
        return next(iter(options))


def _member(found: re.Match[str]) -> str:
    if found["control"]:
        return {"n": "\n", "t": "\t"}[found["control"]]
    return chr(int(found["code"], 16)) if found["code"] else found[found.lastgroup or 0]


def _members(body: str) -> frozenset[str] | None:
    """Return the characters of a class (abc, a-c, \\d); None where it has others or very many."""
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
