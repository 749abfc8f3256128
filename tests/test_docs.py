"""What the documents say is so: commands run, targets exist, every command is explained."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "CONTRIBUTING.md")
REFERENCE = "docs/reference.md"
STAGES = ("normalize", "segment", "extract", "validate")
COMMANDS = (*STAGES, "all", "status", "table", "view", "duplicates", "audit", "explain", "diff", "eval", "schema")
GROUPS = {"rules": ("list", "show", "check")}


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def shell_lines(name: str) -> list[str]:
    lines = [
        line.removeprefix("$ ").removeprefix(".venv/bin/").strip()
        for block in blocks(page(name), "sh")
        for line in block.splitlines()
    ]
    return [line for line in lines if line.startswith("extract ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example_and_stands_in_the_reference(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert f"  extract {name} " in result.stdout
    assert f"`extract {name}" in page(REFERENCE)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, names in GROUPS.items() for name in names])
def test_each_command_of_a_group_has_help_with_an_example_and_stands_in_the_reference(group: str, name: str) -> None:
    result = CliRunner().invoke(app, [group, name, "--help"])
    assert result.exit_code == 0
    assert f"  extract {group} {name}" in result.stdout
    assert f"`extract {group} {name}" in page(REFERENCE)


def commands() -> list[tuple[str, ...]]:
    """Return every command as a tuple of words; commands of a group have two."""
    groups = [(group, name) for group, names in GROUPS.items() for name in names]
    return [*((name,) for name in COMMANDS), *groups]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_the_help_of_each_command_reads_like_a_manual_page(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*words, "--help"]).stdout
    parts = [shown.find(f"\n  {title}:\n") for title in ("Examples", "Files", "Exit codes")]
    assert -1 not in parts, "add the part to its docstring"
    assert parts == sorted(parts)
    for code in ("0", "1", "2", "130"):
        assert re.search(rf"^    {code} +\w", shown[parts[-1] :], re.MULTILINE), code


def test_no_command_is_left_out() -> None:
    assert names_of(app) == set(COMMANDS)
    groups = [each.typer_instance for each in app.registered_groups if each.typer_instance]
    assert {each.info.name: names_of(each) for each in groups} == {name: set(of) for name, of in GROUPS.items()}


def names_of(commands: typer.Typer) -> set[str]:
    return {str(each.name or getattr(each.callback, "__name__", "")) for each in commands.registered_commands}


def test_the_rule_that_is_shown_is_a_rule_of_the_package() -> None:
    packs = [path.read_text("utf-8") for path in (ROOT / "src/techpolicy_extract/rules").glob("*.toml")]
    shown = blocks(page("CONTRIBUTING.md"), "toml")
    assert shown
    for block in shown:
        assert any(block in text for text in packs), "copy the rule from its pack again"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_the_table_of_options_has_those_of_each_command_and_no_others(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*words, "--help"]).stdout
    told = [row.split(" | ") for row in re.findall(r"^\| `--.*$", page(REFERENCE), re.MULTILINE)]
    options = {
        option for row in told if f"`{' '.join(words)}`" in row[1] for option in re.findall(r"--[a-z-]+", row[0])
    }
    assert options == set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE)) - {"--help"}


def test_the_documents_show_commands() -> None:
    assert {line.split()[1] for line in shell_lines(REFERENCE)} >= {*COMMANDS, *GROUPS}


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)`", page(name)))
    for block in blocks(page(name), "sh"):
        named |= set(re.findall(r"^make ([a-z]+)", block, re.MULTILINE))
    assert named
    assert named <= targets


def test_the_two_commands_head_the_readme() -> None:
    first = blocks(page("README.md"), "sh")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make run", "make test"]


def test_records_in_the_readme_are_records_of_the_seeds(tmp_path: Path) -> None:
    shown = [json.loads(block) for block in blocks(page("README.md"), "json")]
    assert shown
    CliRunner().invoke(app, ["all", str(ROOT / "seeds"), "--out", str(tmp_path), "--quiet"])
    written = [json.loads(line) for each in tmp_path.glob("*.jsonl") for line in each.read_text("utf-8").splitlines()]
    for record in shown:
        same = [each for each in written if all(each.get(key) == record[key] for key in record)]
        assert same, f"no seed gives {record}"


def test_typer_shows_no_tracebacks_of_its_own() -> None:
    assert isinstance(app, typer.Typer)
    assert app.pretty_exceptions_enable is False
