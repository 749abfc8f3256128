"""A text that remembers the source span of each of its characters."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

# 0, 1, 2 …, as long as the longest text so far: copying a slice of it is much faster than counting again.
_COUNTING = array("q")
_FEW = 40  # up to so many different characters, replacing one after the other is faster than looking up all


class Span(NamedTuple):
    """A half-open stretch `[start, end)` in Unicode code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the characters `[start, end)` by `text`; an empty `text` deletes them."""

    start: int
    end: int
    text: str = ""


class Table(dict[int, str]):
    """What replaces characters, by their codes."""

    @cached_property
    def held(self) -> re.Pattern[str]:
        """A pattern for the characters of the table: it finds those of a text faster than looking up each."""
        return re.compile(f"[{''.join(re.escape(chr(code)) for code in self)}]")


def translated(text: str, table: Table) -> str:
    """Return the same as `text.translate(table)`, but faster: only characters that the text holds are looked up."""
    held = {char: table[ord(char)] for char in set(table.held.findall(text))}
    if len(held) > _FEW or any(new in held for new in held.values()):
        return text.translate({ord(char): char for char in text} | {ord(old): new for old, new in held.items()})
    for old, new in held.items():
        text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text and, for each of its characters, the source span that it stands for.

    `starts[i]` and `ends[i]` bound the source span of character `i`. Both ascend. A character that no edit touched
    stands for exactly one source character. The only ways to change the text are `edit` and `translate`, and both
    move the map with it.
    """

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, source: str) -> MappedText:
        """Map `source` onto itself."""
        size = len(source)
        if len(_COUNTING) <= size:
            _COUNTING.extend(range(len(_COUNTING), size + 1))
        return cls(source, _COUNTING[:size], _COUNTING[1 : size + 1])

    def edit(self, edits: Iterable[Edit]) -> MappedText:
        """Apply edits that ascend and do not overlap.

        A replacement of the same length maps one to one; any other replacement maps each of its characters to the
        whole stretch that it replaces. Raises ValueError where edits overlap, or where one inserts without replacing.
        """
        parts: list[str] = []
        starts, ends = array("q"), array("q")
        done = 0
        for start, end, text in edits:
            if start < done or end <= start:
                raise ValueError(f"edit [{start}, {end}) is empty or overlaps one that ends at {done}")
            parts += (self.text[done:start], text)
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            if len(text) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            else:
                starts += array("q", [self.starts[start]]) * len(text)
                ends += array("q", [self.ends[end - 1]]) * len(text)
            done = end
        if not parts:
            return self
        parts.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return MappedText("".join(parts), starts, ends)

    def translate(self, table: Table) -> MappedText:
        """Replace characters one for one. Raises ValueError where a replacement is not one character."""
        text = translated(self.text, table)
        if len(text) != len(self.text):
            raise ValueError("a translation table must map each character to one character")
        return self if text == self.text else MappedText(text, self.starts, self.ends)

    def source_span(self, start: int, end: int) -> Span:
        """Return the smallest source span that covers the stretch `[start, end)` of this text.

        Raises ValueError where the stretch is empty or not inside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no stretch of a text of {len(self.text)} characters")
        return Span(self.starts[start], self.ends[end - 1])

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield the map as runs `(length, source_start, source_end)`.

        A run with `length == source_end - source_start` maps one to one; in any other each character stands for the
        whole source span.
        """
        position, size = 0, len(self.text)
        while position < size:
            first, low, high = position, self.starts[position], self.ends[position]
            position += 1
            if high - low == 1:
                while position < size and self.starts[position] == high and self.ends[position] == high + 1:
                    high += 1
                    position += 1
            else:
                while position < size and self.starts[position] == low and self.ends[position] == high:
                    position += 1
            yield position - first, low, high

    @classmethod
    def from_runs(cls, text: str, runs: Iterable[tuple[int, int, int]]) -> MappedText:
        """Rebuild a text from `runs`. Raises ValueError where they do not cover the text."""
        starts, ends = array("q"), array("q")
        for length, low, high in runs:
            if length == high - low:
                starts.extend(range(low, high))
                ends.extend(range(low + 1, high + 1))
            else:
                starts += array("q", [low]) * length
                ends += array("q", [high]) * length
        if len(starts) != len(text):
            raise ValueError(f"the map covers {len(starts)} of {len(text)} characters")
        return cls(text, starts, ends)
