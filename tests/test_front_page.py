"""The front page in two languages: the same headings, commands, tables and links, and the extras that there are."""

from __future__ import annotations

import re
import shlex
import tomllib
from itertools import groupby

import pytest

from tests.guides import READMES, blocks, page

ENGLISH, CHINESE = READMES
TABLE_LINE = re.compile(r"^\|.*\|$", re.MULTILINE)
CODE = re.compile(r"`[^`]+`")
FIGURE = re.compile(r"(?<![\w.])\d?\.\d+")
EXTRA = re.compile(r"^\| `\[([a-z]+)\]` \|", re.MULTILINE)


def prose(name: str) -> str:
    """Return the page without its fenced blocks, whose comments look like headings."""
    return re.sub(r"^```.*?^```\n", "", page(name), flags=re.MULTILINE | re.DOTALL)


def levels(name: str) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", prose(name), re.MULTILINE)]


def commands(name: str) -> list[list[str]]:
    """Return the command lines as words: those of scripts, and of dialogues what stands behind the prompt."""
    lines = [
        line.removeprefix("$ ")
        for block in blocks(name)
        for line in block.body.splitlines()
        if block.language == "sh" or (block.language == "console" and line.startswith("$ "))
    ]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def tables(name: str) -> list[list[list[str]]]:
    """Return the cells of each table; a table is a run of lines that begin and end with a bar."""
    runs = groupby(prose(name).splitlines(), key=lambda line: bool(TABLE_LINE.match(line)))
    return [[line.strip("| ").split(" | ") for line in lines] for is_table, lines in runs if is_table]


def test_the_headings_have_the_same_levels_in_the_same_order() -> None:
    assert len(levels(ENGLISH)) > 5
    assert levels(CHINESE) == levels(ENGLISH)


def test_the_blocks_are_of_the_same_kind_in_the_same_order_and_show_the_same_commands() -> None:
    assert [block.language for block in blocks(CHINESE)] == [block.language for block in blocks(ENGLISH)]
    assert len(commands(ENGLISH)) > 5
    assert commands(CHINESE) == commands(ENGLISH)


def test_the_records_are_the_same() -> None:
    shown = [[block.body for block in blocks(name) if block.language == "json"] for name in READMES]
    assert shown[0]
    assert shown[0] == shown[1]


def test_the_tables_have_the_same_shape_codes_and_figures() -> None:
    pairs = list(zip(tables(ENGLISH), tables(CHINESE), strict=True))
    assert len(pairs) > 3
    for ours, theirs in pairs:
        assert [len(row) for row in theirs] == [len(row) for row in ours]
        for row, same in zip(ours, theirs, strict=True):
            for what in (CODE, FIGURE):
                assert sorted(what.findall(" ".join(same))) == sorted(what.findall(" ".join(row))), row


def test_the_pictures_and_links_are_the_same() -> None:
    targets = [sorted(set(re.findall(r"\]\(([^)\s]+)\)", page(name))) - set(READMES)) for name in READMES]
    assert "docs/images/view-desktop.png" in targets[0]
    assert targets[0] == targets[1]


def test_each_list_has_the_same_length() -> None:
    counts = [len(re.findall(r"^- ", prose(name), re.MULTILINE)) for name in READMES]
    assert counts[0] > 5
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", READMES)
def test_each_extra_of_the_package_is_explained(name: str) -> None:
    extras = tomllib.loads(page("pyproject.toml"))["project"]["optional-dependencies"]
    assert set(extras) - {"bench", "dev"} <= set(EXTRA.findall(page(name)))


@pytest.mark.parametrize("name", READMES)
def test_what_it_is_for_and_a_picture_stand_before_the_first_heading(name: str) -> None:
    head = page(name).partition("\n## ")[0]
    assert head.index("**`extract`") < head.index("](docs/images/view-desktop.png)")


@pytest.mark.parametrize("name", READMES)
def test_the_figures_of_first_contact_are_those_of_the_last_two_batches(name: str) -> None:
    batches = page("docs/accuracy.md").split("\n## Batch ")[-2:]
    scored = [
        dict(re.findall(r"^\| `?(\w+)`? \| \d+ \(\d+\) \|[^|]*\|[^|]*\| ([^ ]+) \|", batch, re.MULTILINE))
        for batch in batches
    ]
    (table,) = [each for each in tables(name) if FIGURE.search(" ".join(each[2]))]
    assert [each[0].strip("`") for each in table[3:]] == [
        "section", "citation", "fund", "target", "result", "deadline", "responsibility", "contact", "provision",
    ]  # fmt: skip
    for label, _, *figures, _ in table[3:]:
        assert figures == [batch.get(label.strip("`"), "–") for batch in scored], label
    assert table[2][2:4] == [batch["numbers"] for batch in scored]
    assert [each.strip() for each in table[0][2:4]] == [
        re.sub("[0-9]+", batch.split()[0], head) for batch, head in zip(batches, table[0][2:4], strict=True)
    ]
