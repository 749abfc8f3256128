"""Limits for the patterns of users' rule packs: what may be compiled, and how long a search may take."""

from __future__ import annotations

import re
import time
from typing import Any

from techpolicy_extract.nouns.errors import RuleError

SECONDS = 2.0  # of processor time for one search, and in reserve for all searches together
PER_CHAR = 2e-6  # seconds that a searched character adds to the reserve: 20 times what our own rules take
_MOST_SIZE = 100_000  # characters with each repeat written out its least number of times, as `regex` compiles it
_MOST_DEPTH = 50  # nested groups
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d+)(?:,\d*)?\}[?+]?|\{,\}|.", re.DOTALL)
_CALL = re.compile(r"\(\?(?:R|[+-]?\d+|&\w+|P>\w+)\)")


def excess(pattern: str) -> str | None:
    """Say which limit a pattern exceeds; None where it may be compiled."""
    if _CALL.search(pattern):
        return "the pattern calls itself"
    sizes = [0]  # one for each open group, and one for the pattern
    last = 0  # size of the item that a repeat would apply to
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            sizes.append(0)
            last = 0
        elif token[0] == ")" and len(sizes) > 1:
            last = sizes.pop() + 1
            sizes[-1] += last
        elif token[0] == "{,}":
            return "the pattern has a repeat without an upper bound"
        elif token[1]:
            sizes[-1] += last * (max(int(token[1][:9]), 1) - 1)
        else:
            last = 1
            sizes[-1] += last
        if len(sizes) > _MOST_DEPTH:
            return "the pattern has too many groups in each other"
        if sizes[-1] > _MOST_SIZE:
            return "the pattern is too large"
    return "the pattern is too large" if sum(sizes) > _MOST_SIZE else None


class Timed:
    """A compiled pattern whose searches are limited in time.

    `search` raises RuleError, naming the rule, where one search or all of them together take too much processor
    time. The package's own rules are not timed: they are known to be fast.
    """

    def __init__(self, compiled: Any, where: str) -> None:
        self._compiled = compiled
        self._where = where
        self._left = SECONDS

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # during unpickling, `_compiled` does not exist yet
            raise AttributeError(name)
        return getattr(self._compiled, name)

    def search(self, text: str, position: int = 0) -> Any:
        """Return the first match at or after `position`, or None. Raises RuleError where the time is used up."""
        begun = time.thread_time()
        try:
            found = self._compiled.search(text, position, timeout=SECONDS)
        except TimeoutError:
            raise self._fault() from None
        self._left = min(self._left + PER_CHAR * (len(text) - position + 10), SECONDS) - (time.thread_time() - begun)
        if self._left < 0:
            raise self._fault()
        return found

    def _fault(self) -> RuleError:
        hint = "let no two repeats in it match the same text"
        return RuleError("the pattern takes too long on a sentence", self._where, hint)
