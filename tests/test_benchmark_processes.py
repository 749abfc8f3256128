"""The benchmark's processes: other libraries, memory, workers; and its command line. No speed is held here."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from tests import bench
from tests.benchmark import measures, processes, report, texts
from tests.benchmark.ratios import ratios
from tests.benchmark.rivals import NAMES, VARIABLES, MissingError, asked

JOBS = [{"run": "one", "documents": 8, "rounds": [10.0]}, {"run": "two", "documents": 8, "rounds": [8.0]},
        {"run": "both", "documents": 8, "rounds": [16.0]}]  # fmt: skip
HELD: dict[str, Any] = {"machine": {"processor": "abacus"}, "jobs": JOBS}


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let JioNLP be asked of a Python that has no packages, Recognizers-Text of one that does not exist."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S -I "$@"\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setenv("BENCH_JIONLP", str(python))
    monkeypatch.setenv("BENCH_RECOGNIZERS", str(tmp_path / "nothing"))


@pytest.mark.usefixtures("bare")
def test_a_library_that_is_not_there_is_one_line_and_the_rest_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "COMPARED", 1)
    monkeypatch.setattr(measures, "ROUNDS", 1)
    rows = measures.comparison()
    assert [row["name"] for row in rows] == ["techpolicy-extract", "floor", "JioNLP", "Recognizers-Text"]
    assert rows[2]["missing"] == "JioNLP is left out: ModuleNotFoundError: No module named 'jionlp'"
    assert rows[3]["missing"].startswith("Recognizers-Text is left out: ")
    assert rows[3]["missing"].endswith("nothing: No such file or directory")
    told = report.section("comparison", rows)
    assert all(row["missing"] in told for row in rows[2:])
    assert all(rows[0]["rounds"]) and all(rows[1]["rounds"])  # noqa: PT018 - the two that are there


@pytest.mark.usefixtures("bare")
def test_a_part_is_printed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    held = HELD | {"machine": bench.machine()}
    page.write_text(report.with_figures(f"{report.START}{report.END}\n", held), "utf-8")
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "phrases", "--write", str(page)])
    assert bench.main() == 0
    results = report.results_of(page.read_text("utf-8"))
    assert [*results] == ["machine", "phrases", "jobs"]
    assert results["jobs"] == JOBS
    assert [*results["phrases"][0]] == ["text", "techpolicy-extract"]
    assert "cap_value 50" in results["phrases"][0]["techpolicy-extract"][0]
    assert report.section("phrases", results["phrases"]) in capsys.readouterr().out


def test_figures_of_two_machines_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text(report.with_figures(f"{report.START}{report.END}\n", HELD), "utf-8")
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "phrases", "--write", str(page)])
    with pytest.raises(SystemExit, match="of another machine or version"):
        bench.main()
    assert report.results_of(page.read_text("utf-8")) == HELD


@pytest.mark.parametrize("words", [None, "# a page without marks\n"])
def test_a_page_that_cannot_be_written_is_refused_before_anything_is_measured(
    words: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    if words:
        page.write_text(words, "utf-8")
    monkeypatch.setattr(bench, "PARTS", {"phrases": lambda: pytest.fail("it was measured")})
    monkeypatch.setattr(sys, "argv", ["bench", "--write", str(page)])
    with pytest.raises(SystemExit, match="must be a page with the marks of performance"):
        bench.main()


@cache
def answers(name: str, text: str) -> tuple[str, dict[str, Any]]:
    """Return a library's version, and its answers for a text: its findings, and its times for two copies."""
    with asked(name) as library:
        shown: dict[str, list[str]] = library.ask({"show": [text]})["shown"][0]
        return library.version, library.ask({"time": [text, text]}) | {"shown": shown}


@pytest.mark.parametrize(
    ("name", "part", "wanted"),
    [
        ("jionlp", "money", "500000"),
        ("jionlp", "time", "2025-12-31"),
        ("recognizers", "number", "50万 → 500000"),
        ("recognizers", "currency", "Chinese yuan"),
        ("recognizers", "datetime", "2025-01-01"),
        ("recognizers", "percentage", "12%"),
    ],
)
def test_a_library_that_is_there_finds_what_it_is_asked_for(name: str, part: str, wanted: str) -> None:
    try:
        version, told = answers(name, "到2025年，给予企业50万元补助。\n占比达到12%。")
    except MissingError as missing:
        pytest.skip(f"{missing} ({VARIABLES[name]} may name a Python that has it)")
    assert any(wanted in each for each in told["shown"][part]), told["shown"]
    assert told["found"][part] == 2 * len(told["shown"][part])
    assert told["failed"][part] == 0
    assert told["seconds"][part] > 0
    assert told["unit"][part] in {"documents", "lines"}
    assert version[0].isdigit()


def test_names_and_variables_are_of_the_same_libraries() -> None:
    assert NAMES.keys() == VARIABLES.keys()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_memory_is_that_of_the_process_and_not_of_its_parent() -> None:
    held = bytearray(200_000_000)
    small, large = (
        processes.megabytes(processes.ran([sys.executable, "-c", code + processes.PEAK])[1])
        for code in ("", "a = bytearray(10**8)")
    )
    assert len(held) == 200_000_000
    assert small < 60
    assert 90 < large - small < 120


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_children_are_watched() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        peaks: dict[int, float] = {}
        processes.watch(os.getpid(), peaks)
        assert child.stdin
        child.stdin.write(b"\n")
        child.stdin.close()
    assert {os.getpid(), child.pid} <= peaks.keys()


def test_a_long_document_has_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "long", lambda size: texts.shuffled(100 * size).encode())
    monkeypatch.setattr(processes, "LONG_ROUNDS", 1)
    rows = processes.long()
    assert [row["chars"] for row in rows] == [500, 1000, 2000]
    assert all(row["rounds"][0] > 0 and row["megabytes"] > 20 for row in rows)
    assert f"| 20 MB in one document | {report.number(rows[2]['rounds'][0])} |" in report.section("long", rows)


def test_workers_are_measured_against_two_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    stub = f"import sys; print(*sys.argv[1:], file=open({str(log)!r}, 'a'))"
    monkeypatch.setattr(processes, "PROGRAM", (sys.executable, "-c", stub))
    monkeypatch.setattr(processes, "JOBS_DOCUMENTS", 2)
    monkeypatch.setattr(processes, "JOBS_ROUNDS", 1)
    rows = processes.jobs()
    assert [row["run"] for row in rows] == ["--jobs 1", "--jobs 2", "--jobs 1, two programs at once"]
    assert len(ratios({"jobs": rows})) == 3
    commands = [line.split() for line in log.read_text("utf-8").splitlines()]
    assert [words[words.index("--jobs") + 1] for words in commands] == [
        "1",
        "1",
        "2",
        "1",
        "1",
    ]  # the first is no round
    outs = [words[words.index("--out") + 1] for words in commands]
    assert outs[0] == outs[1]
    assert len({*outs[1:]}) == 4


def test_the_command_that_is_measured_is_one_of_the_program(tmp_path: Path) -> None:
    with processes.written([text.encode() for text in texts.documents(2, 300)]) as paths:
        words = processes.all_of(str(Path(paths[0]).parent), str(tmp_path), 1)[len(processes.PROGRAM) :]
        assert CliRunner().invoke(app, words).exit_code in {0, 1}
    assert len([*tmp_path.glob("*.jsonl")]) == 2
