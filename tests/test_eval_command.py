"""`extract eval` as CI meets it, on the seeds and their annotations."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.terminal.layout import width
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.evaluation import floors
from tests.eval import GOLD, SEEDS, seed_outputs, seed_score

FLOORS = "bad_spans = 0\n[types]\ntarget = 0.5\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the outputs of the seeds, `out`."""
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    for name, data in seed_outputs().items():
        Path("out", f"{name}.jsonl").write_bytes(data)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["eval", str(GOLD), "out", *arguments])


def test_the_figures_are_those_of_the_scorer() -> None:
    result = call("--sources", str(SEEDS), "--format", "json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    figures = seed_score().figures()
    assert {name: said[name] for name in figures} == figures
    assert (said["files"], said["missing"]) == (5, [])
    assert set(said["documents"]) == set(seed_outputs())
    assert sum(genre["documents"] for genre in said["genres"].values()) == 5
    whole = sum(cell["gold"] for kind, cell in figures["types"].items() if kind != "numbers (any)")
    assert sum(each["gold"] for each in said["documents"].values()) == whole
    assert sum(each["gold"] for each in said["genres"].values()) == whole


def test_without_sources_nothing_is_said_of_grounding() -> None:
    assert "grounding" not in json.loads(call("--format", "json").stdout)
    assert "grounding" not in call().stdout
    assert re.search(r"^grounding: \d+ good, 0 bad$", call("--sources", str(SEEDS)).stdout, re.MULTILINE)


def test_text_and_markdown_show_the_same_figures() -> None:
    text, markdown = call().stdout, call("--format", "markdown").stdout
    for part in ("records", "by genre", "by document", "class confusions"):
        assert part in text
        assert f"#### {part}" in markdown
    [row] = [line.split() for line in text.splitlines() if line.startswith("  target ")]
    assert f"| {' | '.join(row)} |" in markdown
    columns = [line for line in text.splitlines() if re.match(r"  \S+ \(\d\)", line)]
    assert len({width(line) for line in columns}) == 1, "Chinese names take two places a character"


def test_a_missing_output_is_named_and_missed() -> None:
    name = sorted(seed_outputs())[0]
    Path("out", f"{name}.jsonl").unlink()
    said = json.loads(call("--format", "json").stdout)
    assert said["missing"] == [name]
    assert said["documents"][name]["R"] == 0.0
    assert f"no output for 1: {name}" in call().stdout


def test_without_outputs_no_figure_looks_good_and_one_line_says_what_to_try() -> None:
    for path in Path("out").glob("*.jsonl"):
        path.unlink()
    said = json.loads(call("--format", "json").stdout)
    assert said["types"]["target"]["P"] is None
    assert {cell["F1"] for cell in said["types"].values()} <= {0.0, None}
    assert all(each["P"] is None and each["F1"] == 0.0 for each in said["documents"].values())
    text = call().stdout
    assert "1.000" not in text
    row = next(line.split() for line in text.splitlines() if line.startswith("  target "))
    assert row[2:] == ["–", "0.000", "0.000"]
    [line] = [line for line in text.splitlines() if "no output for 5" in line]
    assert all(name in line for name in said["missing"])
    assert line.endswith("(run `extract all` first, or name its --out folder)")


def test_floors_that_are_reached_are_zero_and_one_that_is_missed_is_named() -> None:
    Path("floors.toml").write_text(FLOORS, "utf-8")
    sources = ("--sources", str(SEEDS), "--floors", "floors.toml")
    assert call(*sources).exit_code == 0
    Path("floors.toml").write_text(FLOORS + "section = 1.1\n", "utf-8")
    for form in ("text", "markdown", "json"):
        result = call(*sources, "--format", form)
        assert result.exit_code == 1
        assert "F1 of section is" in result.stdout
        assert "F1 of target" not in result.stdout


def test_bad_spans_cannot_be_asked_for_without_sources() -> None:
    Path("floors.toml").write_text(FLOORS, "utf-8")
    result = call("--floors", "floors.toml")
    assert result.exit_code == 1
    assert "nothing to measure" in result.stdout


def test_floors_may_stand_in_tables() -> None:
    Path("floors.toml").write_text("[mine.types]\ntarget = 0.5\n[yours.types]\ntarget = 1.1\n", "utf-8")
    assert call("--floors", "floors.toml", "--table", "mine").exit_code == 0
    assert call("--floors", "floors.toml", "--table", "yours").exit_code == 1
    for wrong in ((), ("--table", "theirs")):
        result = call("--floors", "floors.toml", *wrong)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "mine, yours" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "types = 3 =",
        "other = 1",
        "[types]\nparagraph = 1.0",
        "[document]\nx = 1.0",
        "[fields]\n'target.colour' = { exact = 1.0 }",
        "[fields]\n'target.unit' = 1.0",
        "[fields]\n'target.unit' = { hard = 1.0 }",
        "[fields]\n'target.unit' = { exact = 'all' }",
        "[types]\ntarget = 'high'",
        "[types]\ntarget = { exact = 1.0 }",
        "types = ['target']",
        "bad_spans = 'none'",
    ],
)
def test_floors_of_what_is_not_measured_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError):
        floors.read(path)


def test_strict_pairs_fewer() -> None:
    soft, strict = (json.loads(call("--format", "json", *more).stdout) for more in ((), ("--strict",)))
    assert strict["types"]["section"]["F1"] <= soft["types"]["section"]["F1"]
    path = next(Path("out").glob("003*"))
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    number = next(row for row in rows if row["type"] == "target")
    number["spans"]["value"][0] -= 1
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert json.loads(call("--format", "json").stdout)["types"]["target"] == soft["types"]["target"]
    worse = json.loads(call("--format", "json", "--strict").stdout)["types"]["target"]
    assert worse["F1"] < strict["types"]["target"]["F1"]


def test_verbose_lists_what_is_missed() -> None:
    Path("out", f"{sorted(seed_outputs())[0]}.jsonl").unlink()
    assert " MISS " not in call().stdout
    assert " MISS section: " in call("--verbose").stdout


@pytest.mark.parametrize(
    "arguments", [("nowhere", "out"), (str(GOLD), "nowhere"), ("out", "out"), (str(GOLD), "out", "--sources", "no")]
)
def test_what_cannot_be_scored_is_two_and_one_line(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, ["eval", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("error: ")


def test_a_source_in_another_encoding_is_named() -> None:
    Path("sources").mkdir()
    name = sorted(seed_outputs())[0]
    Path("sources", f"{name}.txt").write_bytes("关于印发方案的通知".encode("gb18030"))
    result = call("--sources", "sources")
    assert (result.exit_code, result.stderr) == (2, f"error: sources/{name}.txt: not UTF-8 (save it as UTF-8)\n")


def test_a_record_without_a_type_is_named() -> None:
    path = next(Path("out").glob("*.jsonl"))
    path.write_text('{"id": 1}\n', "utf-8")
    result = call()
    assert result.exit_code == 2
    assert f"out/{path.name}" in result.stderr
