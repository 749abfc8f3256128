"""`extract diff` as a user and as CI meets it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.terminal import differences
from techpolicy_extract.cli.terminal.colour import wanted
from techpolicy_extract.products.differ import compare
from tests.golden import GOLDEN

NAME = "003_1d31307216a3fdb5.jsonl"
COUNT = len(list(GOLDEN.glob("*.jsonl")))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two equal folders of outputs, `old` and `new`."""
    monkeypatch.chdir(tmp_path)
    for side in ("old", "new"):
        for path in GOLDEN.glob("*.jsonl"):
            Path(side, "in").mkdir(parents=True, exist_ok=True)
            Path(side, "in", path.name).write_bytes(path.read_bytes())
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["diff", *arguments])


def edit(old: str, new: str) -> None:
    path = Path("new/in", NAME)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_equal_folders_are_zero() -> None:
    result = call("old", "new")
    assert (result.exit_code, result.stdout) == (0, f"{COUNT} documents compared, all equal\n")


def test_one_document_from_two_folders_is_equal(seeds: Path) -> None:
    for side in ("a", "b"):
        Path("from", side).mkdir(parents=True)
        Path("from", side, NAME).with_suffix(".txt").write_bytes((seeds / NAME).with_suffix(".txt").read_bytes())
        run = CliRunner().invoke(app, ["all", f"from/{side}", "--out", f"of/{side}", "--quiet"])
        assert run.exit_code == 0
    result = call("of/a", "of/b")
    assert (result.exit_code, result.stdout) == (0, "1 document compared, all equal\n")
    assert Path("of/a", NAME).read_bytes() != Path("of/b", NAME).read_bytes()


def test_a_digit_is_one_and_is_shown_under_its_document() -> None:
    edit('"value":500', '"value":501')
    result = call("old", "new")
    assert result.exit_code == 1
    first, head, field, total = result.stdout.splitlines()
    assert first == f"in/{NAME}"
    assert head.startswith("  * changed target-e522633a0695 [720, 753) 布局建设500个")
    assert field == "      value: 500 → 501"
    assert total == f"{COUNT} documents compared, 1 differ: 1 changed"
    assert call("old", "new").stdout == result.stdout


def test_documents_on_one_side_are_said() -> None:
    Path("new/in", NAME).rename("new/z.jsonl")
    lines = call("old", "new").stdout.splitlines()
    assert [line.split(" (")[0] for line in lines[:2]] == [f"only in OLD: in/{NAME}", "only in NEW: z.jsonl"]
    assert call("old", "new").exit_code == 1


def test_another_version_is_one_line_and_zero() -> None:
    version = json.loads(Path("old/in", NAME).read_text("utf-8").splitlines()[0])["schema_version"]
    newer = f"{version}9"
    edit(f'"schema_version":"{version}"', f'"schema_version":"{newer}"')
    result = call("old", "new")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f'schema_version: "{version}" → "{newer}" (1 document)'


def test_ignored_fields_leave_the_folders_equal() -> None:
    edit('"value":500', '"value":501')
    edit('"rule":"section.part"', '"rule":"section.cover"')
    assert call("old", "new", "--ignore", "value").exit_code == 1
    assert call("old", "new", "--ignore", "value, rule").exit_code == 0
    assert call("old", "new", "--ignore", "target.value", "--ignore", "rule").exit_code == 0


def test_json_holds_all_that_is_said() -> None:
    edit('"value":500', '"value":501')
    result = call("old", "new", "--format", "json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert (said["equal"], said["documents"], said["differing"], said["changed"]) == (False, COUNT, 1, 1)
    [change] = said["differences"][f"in/{NAME}"]["changes"]
    assert change["fields"] == [{"field": "value", "old": 500, "new": 501}]
    assert change["id"] == "target-e522633a0695"


def test_json_holds_a_whole_record_that_is_lost() -> None:
    path = Path("new/in", NAME)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    [change] = json.loads(call("old", "new", "--format", "json").stdout)["differences"][f"in/{NAME}"]["changes"]
    assert (change["kind"], change["record"]) == ("lost", json.loads(lines[-1]))


def test_markdown_marks_values_as_code() -> None:
    edit('"value":500', '"value":"`5*0`"')
    said = call("old", "new", "--format", "markdown").stdout
    assert said.startswith(f"### {COUNT} documents compared, 1 differ: 1 changed\n")
    assert '  - `value`: `500` → `` "`5*0`" ``' in said


def test_of_a_long_text_what_differs_is_shown() -> None:
    old, new = "一" * 90 + "1600亿元" + "二" * 90, "一" * 90 + "1700亿元" + "二" * 90
    [_, line] = differences.difference_text(
        compare([{"type": "target", "id": "a", "text": old}], [{"type": "target", "id": "a", "text": new}])
    )
    assert "一1600亿元二" in line
    assert "一1700亿元二" in line
    assert len(line) < 110


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [("nowhere", "new", "nowhere"), ("old", f"new/in/{NAME}", "old"), ("bad.jsonl", f"new/in/{NAME}", "bad.jsonl:1")],
)
def test_what_cannot_be_compared_is_two_and_one_line(old: str, new: str, where: str) -> None:
    Path("bad.jsonl").write_bytes(b"no record\n")
    result = call(old, new)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"error: {where}: ")


@pytest.mark.parametrize("arguments", [["old"], ["old", "new", "--format", "html"], ["old", "new", "--colour"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    assert call(*arguments).exit_code == 2


def test_folders_without_outputs_are_two() -> None:
    Path("one").mkdir()
    Path("two").mkdir()
    assert call("one", "two").exit_code == 2


def test_colours_are_for_terminals_and_no_color_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    edit('"value":500', '"value":501')
    assert "\x1b" not in call("old", "new").stdout
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wanted(sys.stdout)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wanted(sys.stdout)
    found = compare([{"id": "a", "value": 1}], [{"id": "a", "value": 2}])
    assert any("\x1b[31m1\x1b[0m" in line for line in differences.difference_text(found, colours=True))
