"""The work that a text takes grows with its length, whatever it says without end."""

from __future__ import annotations

from pathlib import Path

import pytest

import techpolicy_extract
from tests import hostile
from tests.documents import source_of
from tests.invariants import run
from tests.tracing import calls_of, lines_of

ROOT = Path(techpolicy_extract.__file__).parent


def work(text: str) -> int:
    """Count the calls of functions that a text takes."""
    return calls_of(lambda: run(source_of(text)))


# A pattern that looks far ahead from each place makes no more calls: `python -m tests.hostile` measures them.
@pytest.mark.parametrize("name", hostile.NAMES)
def test_work_grows_with_length(name: str) -> None:
    work(hostile.text(name, 100))  # what is loaded at first use is no work of the text
    size = 400
    once, twice = work(hostile.text(name, size)), work(hostile.text(name, 2 * size))
    assert twice < 3 * once + 2000


def lines_run(text: str) -> int:
    """Count the lines of our code that a text makes run, what is loaded at first use left out."""
    run(source_of(text[:200]))
    return lines_of(ROOT, lambda: run(source_of(text)))


# A loop over all there is, for each of it, makes no calls.
@pytest.mark.parametrize(
    "name",
    ["annexed documents", "tables", "rows of tasks", "points", "titled marker lines", "to years", "counts", "cards"],
)
def test_lines_run_grow_with_length(name: str) -> None:
    size = 2500
    once, twice = lines_run(hostile.varied(name, size)), lines_run(hostile.varied(name, 2 * size))
    assert twice < 2.5 * once


@pytest.mark.parametrize(
    "name", ["open brackets", "digits", "clause without a mark", "dashes", "blanks", "e-mails", "halves"]
)
def test_twenty_thousand_characters_of_one_thing_are_read(name: str) -> None:
    run(source_of(hostile.text(name, 20_000)))


@pytest.mark.parametrize("name", hostile.PROMISED)
def test_what_is_promised_to_be_quick_takes_no_more_work_for_ten_times_the_length(name: str) -> None:
    work(hostile.text(name, 100))
    assert work(hostile.text(name, 100_000)) < work(hostile.text(name, 10_000)) + 20_000
