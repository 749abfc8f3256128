"""Help and usage errors in one language: Chinese where Chinese is asked for, English elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from techpolicy_extract.cli.terminal.layout import width

CHINESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# What is no sentence: what is quoted, options, files and addresses, words in capitals, the names of commands.
CODE = re.compile(
    r"`[^`]*`|'[^']*'|\"[^\"]*\"|<[^>]*>|--?[a-z][a-z-]*|\S*[/_*.=|]\S+|\b[A-Z]{2,}\w*\b|extract(?: [a-z]+)*(?= \[)"
)
ENGLISH = re.compile(r"\b[A-Za-z]{2,} +[A-Za-z]{2,}\b")
EXAMPLE = re.compile(r"^    extract .*$", re.MULTILINE)
WRONG = [
    (),
    ("--bogus",),
    ("bogus",),
    ("--lang", "fr"),
    ("rules", "bogus"),
    ("all",),
    ("all", "--bogus"),
    ("all", "x", "--outt"),
    ("all", "x", "--out"),
    ("all", "x", "--quiet=3"),
    ("all", "x", "--jobs", "many"),
    ("all", "x", "--jobs", "0"),
    ("all", "x", "--timeout", "soon"),
    ("all", "x", "--timeout=-1"),
    ("all", "x", "--format", "csv"),
    ("all", "x", "--format", "json"),
    ("all", "x", "--shard-size", "much"),
    ("all", "-", "--shard-size", "1MB"),
    ("all", "x", "--format", "json", "--shard-size", "1MB"),
    ("all", "-", "--keep-stages"),
    ("all", "x", "--keep-stages", "--shard-size", "1MB"),
    ("all", "x", "--address", "auto"),
    ("all", "x", "--engine", "ray", "--timeout", "3"),
    ("segment", "x", "--out", "-"),
    ("duplicates", "x", "--threshold", "2"),
    ("diff", "a"),
    ("schema", "a", "b"),
    ("schema", "targets"),
    ("explain", "x"),
    ("explain", ".", "--at", "1"),
    ("explain", "x", "--at", "first"),
    ("table", "x", "--out", "a.doc"),
    ("table", "x", "--type", "targets"),
    ("table", "x", "--type", "fund", "--format", "ics"),
    ("view", "a", "b"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    messages.use(None)
    yield
    messages.use(None)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def commands() -> list[tuple[str, ...]]:
    """Return the words of every command and group, the whole program first."""

    def below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, each in getattr(command, "commands", {}).items():
            yield from below(each, (*words, name))

    found = list(below(typer.main.get_command(app), ()))
    assert len(found) > 18
    return found


def sentences(said: str) -> list[str]:
    """Return the lines in which two English words stand side by side; examples are commands."""
    return [line for line in EXAMPLE.sub("", said).splitlines() if ENGLISH.search(CODE.sub(" · ", line))]


def test_what_counts_as_an_english_sentence() -> None:
    assert sentences("Show this message and exit.")
    assert sentences("Try 'extract -h' for help.")
    assert not sentences("用法：extract all [选项] {PATHS}...")
    assert sentences("  --out DIR  Folder of the outputs. [default: out]")
    assert sentences("错误：需要 a local folder")
    assert not sentences("    extract all seeds --out out")
    assert not sentences("  --out DIR  结果文件夹，见 `extract all` 的 --out")


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_the_help_of_each_command_is_in_one_language(words: tuple[str, ...]) -> None:
    chinese = call("--lang", "zh", *words, "--help")
    assert chinese.exit_code == 0
    assert sentences(chinese.stdout) == []
    assert chinese.stdout.startswith("用法：extract")
    assert len(CHINESE.findall(chinese.stdout)) > 40
    english = call(*words, "--help")
    assert english.stdout.startswith("Usage: extract")
    assert not CHINESE.search(EXAMPLE.sub("", english.stdout))
    assert EXAMPLE.findall(chinese.stdout) == EXAMPLE.findall(english.stdout) != []
    for option in re.findall(r"(?<!\S)--[a-z-]+", english.stdout):
        assert option in chinese.stdout, option


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_chinese_help_fits_the_terminal(words: tuple[str, ...]) -> None:
    for line in call("--lang", "zh", *words, "--help").stdout.splitlines():
        assert width(line) <= 80 or EXAMPLE.match(line) or not CHINESE.search(line), line
        assert not re.match(r"\s*[，。；：、）」]", line), "a line begins with a closing sign"


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_usage_errors_are_in_one_language(words: tuple[str, ...]) -> None:
    chinese = call("--lang", "zh", *words)
    assert chinese.exit_code == 2
    assert sentences(chinese.output) == []
    assert CHINESE.search(chinese.output)
    english = call(*words)
    assert english.exit_code == 2
    assert not CHINESE.search(english.output)
    for said in (chinese.output, english.output):
        assert "Value error" not in said
        assert "Input should" not in said


def test_usage_errors_say_what_is_wrong_and_where_the_help_is() -> None:
    assert call("--lang", "zh", "all").stderr.splitlines() == [
        "用法：extract all [选项] {PATHS}...",
        "运行 'extract all -h' 查看帮助。",
        "",
        "错误：缺少参数 'PATHS'。",
    ]
    assert call("--lang", "zh", "all", "x", "--jobs", "0").stderr.splitlines()[-1] == (
        "错误：'--jobs' / '-j' 的值无效：0 小于 1"
    )
    assert call("all", "x", "--jobs", "0").stderr.splitlines()[-1] == (
        "Error: Invalid value for '--jobs' / '-j': 0 is less than 1"
    )
    said = call("all", "x", "--jobs", "many").stderr.splitlines()[-1]
    assert said == "Error: Invalid value for '--jobs' / '-j': 'many' is not a whole number"
    said = call("all", "x", "--format", "csv").stderr.splitlines()[-1]
    assert said == "Error: Invalid value for '--format': 'csv' is not one of 'jsonl', 'json', 'parquet'"


@pytest.mark.parametrize(
    "words",
    [("--lang", "zh", "--bogus"), ("--lang=zh", "--bogus"), ("--help", "--lang", "zh"), ("--lang", "zh", "-h")],
)
def test_the_language_is_known_before_anything_is_said(words: tuple[str, ...]) -> None:
    assert call(*words).output.startswith("用法：extract")


def test_the_environment_chooses_the_language_of_help_and_usage_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert call("all", "--help").stdout.startswith("用法：extract all")
    assert call("all").stderr.startswith("用法：extract all")
    assert call("--lang", "en", "all").stderr.startswith("Usage: extract all")
    assert call("--lang", "en", "all", "--help").stdout.startswith("Usage: extract all")


def test_a_wrong_word_is_told_and_never_obeyed_by_the_terminal() -> None:
    assert "\x1b" not in call("all", "--\x1b[31m").output
    assert "\x1b" not in call("--lang", "zh", "all", "--\x1b[31m").output
