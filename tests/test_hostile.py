"""The work that a text takes grows with its length, whatever it says without end."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from tests import hostile
from tests.documents import source_of
from tests.soundness import run


def work(text: str) -> int:
    """Count the calls of functions, ours and those of libraries, that a text takes."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        run(source_of(text))
    finally:
        sys.setprofile(None)
    return calls


# A pattern that looks far ahead from each place makes no more calls: `python -m tests.hostile` measures them.
@pytest.mark.parametrize("name", hostile.NAMES)
def test_work_grows_with_length(name: str) -> None:
    work(hostile.text(name, 100))  # what is loaded at first use is no work of the text
    size = 400
    once, twice = work(hostile.text(name, size)), work(hostile.text(name, 2 * size))
    assert twice < 3 * once + 2000


@pytest.mark.parametrize(
    "name", ["open brackets", "digits", "clause without a mark", "dashes", "blanks", "e-mails", "halves"]
)
def test_twenty_thousand_characters_of_one_thing_are_read(name: str) -> None:
    run(source_of(hostile.text(name, 20_000)))
