"""The benchmark is what it says: its texts, its arithmetic, its page. No speed is held here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.pipeline import STAGES
from tests import bench
from tests.benchmark import clock, measures, report, texts
from tests.benchmark.ratios import ratios

PAGE = bench.PAGE.read_text("utf-8")
COMPARED = [
    {"name": "techpolicy-extract", "chars": 1000, "rounds": [1.0, 2.0, 4.0]},
    {"name": "floor", "chars": 1000, "rounds": [0.1, 0.2, 0.1]},
    {"name": "J: money", "library": "jionlp", "chars": 1000, "unit": "lines", "found": 3, "failed": 0,
     "rounds": [1.0, 2.0, 1.0]},
    {"name": "J: time", "library": "jionlp", "chars": 1000, "unit": "documents", "found": 1200, "failed": 1,
     "rounds": [2.0, 4.0, 1.0]},
    {"name": "Recognizers-Text", "missing": "Recognizers-Text is left out: no such thing"},
]  # fmt: skip
MADE_UP: dict[str, Any] = {
    "machine": {"processor": "abacus", "cores": "2"},
    "comparison": COMPARED,
    "growth": [
        {"of": "beads", "size": 10, "chars": 100, "rounds": [1.0, 1.0]},
        {"of": "beads", "size": 20, "chars": 200, "rounds": [2.0, 2.2]},
    ],
    "jobs": [
        {"run": "one", "documents": 8, "rounds": [10.0, 10.0]},
        {"run": "two", "documents": 8, "rounds": [8.0, 8.0]},
        {"run": "both", "documents": 8, "rounds": [16.0, 16.0]},
    ],
    "adversarial": [
        {"line": "a", "chars": 10, "bytes": 20, "written": 5, "rounds_of_half": [1.0, 1.0], "rounds": [2.0, 3.0]},
        {"line": "b", "chars": 10, "bytes": 30, "written": 5, "rounds_of_half": [1.0, 1.0], "rounds": [4.0, 4.0]},
    ],
    "start_up": [
        {"process": "ours", "library": "techpolicy-extract", "rounds": [1.5, 1.0]},
        {"process": "theirs", "library": "jionlp", "rounds": [0.5, 0.8]},
    ],
}


def letters(text: str) -> Counter[str]:
    return Counter(text)


def test_shuffled_text_is_the_seeds_sentences_as_often_as_asked_for() -> None:
    once = "".join(texts.sentences())
    for times in (1, 3):
        text = texts.shuffled(times * len(once))
        assert letters(text) == Counter({each: times * count for each, count in letters(once).items()})
        assert all(sentence in text for sentence in texts.sentences())
        assert text[: len(once)] != once
    assert texts.shuffled(20_000) == texts.shuffled(20_000)
    assert texts.shuffled(20_000) != texts.shuffled(20_000, draw=1)


def test_shuffled_text_is_the_same_in_another_process() -> None:
    code = "from tests.benchmark.texts import shuffled; print(ascii(shuffled(3000)))"
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7"}
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env).stdout
    assert said.strip() == ascii(texts.shuffled(3000))


@pytest.mark.parametrize(("count", "size"), [(1, 10), (4, 2_500), (3, 40_000)])
def test_documents_have_their_number_and_size(count: int, size: int) -> None:
    made = texts.documents(count, size)
    assert [len(text) for text in made] == [size] * count
    assert len(set(made)) == count


def test_a_long_document_has_its_bytes() -> None:
    data = texts.long(1)
    assert 1_000_000 - 3 <= len(data) <= 1_000_000
    assert data.decode() == texts.shuffled(len(data.decode()))


def test_adversarial_lines_say_one_thing() -> None:
    made = dict(texts.lines(1_000))
    assert len(made) >= 15
    for name, text in made.items():
        assert len(text) == 1_000, name
        assert text[500:] in text * 2, name
    longer = dict(texts.lines(2_000))
    assert all(longer[name].startswith(text) for name, text in made.items())


def test_odd_documents_are_the_plain_one_in_another_dress() -> None:
    made = dict(texts.odd(2_000))
    plain = "".join(made["plain"].decode().split())
    assert plain == "".join(texts.shuffled(2_000).split())
    assert len(set(made.values())) == len(made)
    for name in ("no line breaks", "a line a sentence", "blank lines", "CRLF", "GB18030", "UTF-16"):
        assert "".join(read_bytes(made[name], "text.txt").text.split()) == plain, name
    assert b"\n" not in made["no line breaks"]
    assert b"1" not in made["full width"]


def test_the_floor_finds_numerals() -> None:
    rows = [json.loads(line) for line in measures.floor("到2025年，1,940.5台，三十万元。".encode()).splitlines()]
    assert [row["text"] for row in rows] == ["2025", "1,940.5", "三十万"]
    assert rows[0]["start"] == 1


def test_a_document_is_timed_stage_by_stage() -> None:
    assert [*clock.timed("给予50万元补助。".encode())] == ["read", *STAGES, "write"]


def test_what_is_compared_runs_in_turn() -> None:
    ran: list[float] = []

    def work(value: float) -> float:
        ran.append(value)
        return value

    found = clock.in_turn({"a": lambda: work(1.0), "b": lambda: work(2.0)}, 3)
    assert ran == [1.0, 2.0] * 3
    assert found == {"a": [1.0] * 3, "b": [2.0] * 3}


def test_ratios_are_medians_of_rounds() -> None:
    told = {what: (round(ratio, 6), goal) for what, ratio, goal in ratios(MADE_UP)}
    assert told == {
        # rounds: 3/1, 6/2, 2/4
        "characters a second ÷ JioNLP, money and time": (3.0, "above 1"),
        "characters a second ÷ the floor": (0.1, "at most 1"),
        "time, 20 ÷ 10 beads": (2.1, "2"),
        "documents a second, `--jobs 2` ÷ `--jobs 1`": (1.25, "2"),
        # ten seconds alone, sixteen for twice as much
        "the machine's own ceiling, two programs at once ÷ one": (1.25, "2"),
        "`--jobs 2` ÷ that ceiling": (1.0, "1"),
        "time, adversarial line ÷ its half, the worst (b)": (4.0, "2"),
        "time from the start to the first document's end ÷ JioNLP, money and time": (2.0, "below 1"),
    }


def test_tables_are_reckoned_from_rows() -> None:
    told = report.markdown(MADE_UP)
    assert told.startswith("## Ratios\n\n| what | ratio | should be |\n| --- | ---: | ---: |\n")
    assert "Measured on processor abacus, cores 2." in told
    assert "| characters a second ÷ the floor | 0.1 | at most 1 |" in told
    assert "| techpolicy-extract | 1,000 | 1 | 4 | documents |  |  |" in told
    assert "| J: time | 1,000 | 2 | 4 | documents | 1,200 | 1 |" in told
    assert "| Recognizers-Text is left out: no such thing |  |  |  |  |  |  |" in told
    assert "| a | 100,000 | 200,000 | 2.5 | 0.5 |" in told
    assert "| 20 beads | 2 | 100 | 1.1 |" in told


def test_numbers_have_three_digits() -> None:
    assert [report.number(value) for value in (0.012345, 1.2345, 12.345, 123.45, 12345)] == [
        "0.0123", "1.23", "12.3", "123", "12,300",
    ]  # fmt: skip


def test_a_page_keeps_its_words_and_gives_its_results_back() -> None:
    page = f"# A\n\nabove\n\n{report.START}\nold\n{report.END}\n\nbelow\n"
    assert report.results_of(page) == {}
    page = report.with_figures(page, MADE_UP)
    assert page.startswith("# A\n\nabove\n")
    assert page.endswith("\n\nbelow\n")
    assert "old" not in page
    assert report.results_of(page) == MADE_UP
    assert report.with_figures(page, MADE_UP) == page


def test_the_tables_of_the_page_are_those_of_its_json() -> None:
    results = report.results_of(PAGE)
    assert {*bench.PARTS, "machine"} <= set(results)
    assert report.figures(PAGE) == report.markdown(results)


def test_each_part_has_a_table() -> None:
    assert {*bench.PARTS, *bench.ASKED_FOR} == {*report.SECTIONS, "phrases"}
