"""A cue that remembers what it has seen says what a plain search says, and looks at little of it twice."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from techpolicy_extract.lexicon.cues import Cue

PATTERNS = (
    "累计|(?<!公)共(?![同建])",
    "已(?=[一-龥]{0,4}$)",
    "将(?!近)|(?<![需要])要",
    "^甲|乙$",
    "甲.{0,3}乙",
    "甲+乙",  # of no known reach
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_it_says_what_a_search_says(pattern: str) -> None:
    draw = random.Random(2)
    cue = Cue(pattern)
    for _ in range(60):
        text = "".join(draw.choice("累计公共同已将近需要甲乙丙丙丙丙丙丙") for _ in range(60))
        low = 0
        for _ in range(40):
            low = draw.choice((low, low, low, draw.randrange(60)))
            end = draw.randrange(low, 61)
            assert cue.within(text, low, end) == bool(re.search(pattern, text[low:end])), (text, low, end)


class Counting:
    """Counts the characters from which a pattern is searched."""

    def __init__(self, pattern: Any) -> None:
        self.pattern, self.work = pattern, 0

    def search(self, text: str, position: int) -> object:
        self.work += len(text) - position
        return self.pattern.search(text, position)


@pytest.mark.parametrize("numbers", [100, 200, 400])
def test_the_work_grows_with_the_text(numbers: int) -> None:
    cue = Cue("已[建成]|(?<!公)共(?!同)")
    cue.pattern = counting = Counting(cue.pattern)  # type: ignore[assignment]
    text = "3家企业" * numbers
    for number in range(1, numbers + 1):
        assert not cue.within(text, 0, 4 * number)
    assert counting.work <= 3 * len(text)
