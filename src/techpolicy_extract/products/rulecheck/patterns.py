"""Find repeats nested in repeats: patterns whose cost may grow exponentially with the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from techpolicy_extract.patterns.lazy import lazy

_CLASS = lazy(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_HEAD = lazy(r"\((?:\?(?:P<\w+>|<[=!]|[=!:>|]|\(\w+\)|[a-zA-Z-]+[:)]|P=\w+)?)?")
_REPEAT = lazy(r"(?:(?P<sign>[?*+])|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})[?+]?")
_MANY = 1 << 30


@dataclass(slots=True)
class _Branch:
    """An alternative of a group: whether it holds a repeat of varying length, and whether it holds a fixed part."""

    start: int
    varies: bool = False
    fixed: bool = False
    bad: bool = False  # an earlier alternative of the same group consists of varying repeats only

    @property
    def loose(self) -> bool:
        """Return whether the branch consists of varying repeats only, so that many splits fit one stretch of text."""
        return self.bad or (self.varies and not self.fixed)


def nested_repeat(pattern: str) -> str | None:
    """Return the first repeated group of nothing but repeats of varying length, (?:{word}{1,9}){0,9}, or None."""
    stack = [_Branch(0)]
    position = 0
    while position < len(pattern):
        start, char = position, pattern[position]
        if char == "(":
            head = _HEAD.match(pattern, position)
            position = head.end() if head else position + 1
            if not pattern.startswith(")", position - 1):
                stack.append(_Branch(start))
            continue
        if char == "|":
            top = stack[-1]
            stack[-1] = _Branch(top.start, bad=top.loose)
            position += 1
            continue
        inner = stack.pop() if char == ")" and len(stack) > 1 else None
        position = _after(pattern, position)
        low, high, position = _repeat(pattern, position)
        if inner and high > 1 and inner.loose:
            return pattern[inner.start : position]
        varies = (low != high and high > 1) or bool(inner and inner.varies)
        stack[-1].varies |= varies
        stack[-1].fixed |= low > 0 and not (varies and not (inner and inner.fixed and low == high))
    return None


def _after(pattern: str, position: int) -> int:
    """Return the position behind the single item at `position`: an escape, a character class or a character."""
    if pattern[position] == "\\":
        return position + 2
    if pattern[position] == "[" and (found := _CLASS.match(pattern, position)):
        return found.end()
    return position + 1


def _repeat(pattern: str, position: int) -> tuple[int, int, int]:
    """Read the repeat at `position`: return its least and greatest count, and the position behind it."""
    found = _REPEAT.match(pattern, position)
    if found is None:
        return 1, 1, position
    if sign := found["sign"]:
        return (1 if sign == "+" else 0), (1 if sign == "?" else _MANY), found.end()
    low = int(found["low"] or 0)
    high = (int(found["high"]) if found["high"] else _MANY) if found["comma"] else low
    return low, high, found.end()
