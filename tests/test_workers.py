"""Workers: results in order, and none that dies, hangs or cannot start takes the run along."""

from __future__ import annotations

import itertools
import os
import pickle
import signal
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from techpolicy_extract.engines import Outcome, Task, local
from techpolicy_extract.engines.local import Crew
from techpolicy_extract.engines.workers import WINDOW, Lost, Plan, Ready, _Crew, in_process, in_workers
from techpolicy_extract.files.discovery import Job
from techpolicy_extract.nouns.errors import ExtraError, RuleError, UserError
from tests import worker_functions

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items: list[str | Ready[str]] = ["sleep 0.2", *map(str, range(20)), Ready("known"), "last"]
    wanted = ["did sleep 0.2", *(f"did {number}" for number in range(20)), "known", "did last"]
    assert list(in_workers(worker_functions.plan(jobs), items)) == wanted
    assert list(in_process(worker_functions.plan(jobs), items)) == wanted


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("die SIGSEGV", "lost die SIGSEGV: SIGSEGV"),
        ("die SIGKILL", "lost die SIGKILL: SIGKILL"),
        ("exit 7", "lost exit 7: 7"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_ends_its_worker_is_told_and_the_others_go_on(item: str, wanted: str, jobs: int) -> None:
    assert list(in_workers(worker_functions.plan(jobs), ["a", item, "b", item, "c"])) == [
        "did a",
        wanted,
        "did b",
        wanted,
        "did c",
    ]


def test_an_item_too_large_for_a_pipe_waits_for_a_worker_that_waits() -> None:
    large = "x" * 10**6
    items = ["sleep 0.5", large, "a", large, large, "sleep 0.1"]
    assert list(in_workers(worker_functions.plan(1, timeout=30), items)) == [f"did {item}" for item in items]


def test_an_item_behind_one_that_is_stopped_or_dies_has_its_own_time() -> None:
    items = ["sleep 3600", "sleep 0.6", "die SIGKILL", "sleep 0.6", "a"]
    wanted = ["stopped sleep 3600 after 1", "did sleep 0.6", "lost die SIGKILL: SIGKILL", "did sleep 0.6", "did a"]
    assert list(in_workers(worker_functions.plan(1, timeout=1), items)) == wanted


def test_an_item_that_takes_too_long_is_stopped() -> None:
    found = list(in_workers(worker_functions.plan(2, timeout=0.5), ["a", "sleep 3600", "b"]))
    assert found == ["did a", "stopped sleep 3600 after 0.5", "did b"]


def test_a_worker_serves_many_items() -> None:
    crew: Plan[str, str] = Plan(worker_functions.hire_for_numbers, worker_functions.lost, 2)
    numbers = set(in_workers(crew, map(str, range(50))))
    assert 1 <= len(numbers) <= 2
    assert str(os.getpid()) not in numbers


def test_what_workers_cannot_start_with_is_raised() -> None:
    crew: Plan[str, str] = Plan(worker_functions.refuse, worker_functions.lost, 2)
    with pytest.raises(RuleError, match=r"pack.toml: is broken \(mend it\)"):
        list(in_workers(crew, ["a"]))


def test_workers_that_die_as_they_start_are_one_line() -> None:
    crew: Plan[str, str] = Plan(worker_functions.die_at_once, worker_functions.lost, 2)
    with pytest.raises(UserError, match=r"a worker process cannot start \(exit code 3\) \(try --jobs 1\)"):
        list(in_workers(crew, ["a"]))


def test_a_worker_that_dies_while_it_waits_is_replaced() -> None:
    crew: _Crew[str, str] = _Crew(worker_functions.plan(1))
    found: dict[int, str] = {}
    assert not crew.takes(0, "a", found), "it has only been started"
    crew.collect(more=True)
    crew._workers[0].process.kill()
    crew._workers[0].process.join()
    while not crew.takes(0, "a", found):
        found |= crew.collect(more=True)
    assert crew.collect(more=False) == {0: "did a"}
    assert found == {}, "no item is blamed"
    crew.stop(at_once=False)


def test_no_worker_is_started_where_all_is_known() -> None:
    crew: Plan[str, str] = Plan(worker_functions.refuse, worker_functions.lost, 2)
    assert list(in_workers(crew, [Ready("a"), Ready("b")])) == ["a", "b"]


def test_items_are_read_only_as_far_as_results_may_wait() -> None:
    read: list[int] = []

    def items() -> Iterator[str]:
        for number in itertools.count():
            read.append(number)
            yield "sleep 2" if number == 0 else str(number)

    with closing(in_workers(worker_functions.plan(2), items())) as results:
        assert next(results) == "did sleep 2"
        assert len(read) <= WINDOW + 4


def test_closing_stops_the_workers_at_once() -> None:
    numbers: set[int] = set()
    crew: Plan[str, str] = Plan(worker_functions.hire_for_numbers, worker_functions.lost, 2)
    with closing(in_workers(crew, map(str, itertools.count()))) as results:
        numbers.update(int(next(results)) for _ in range(20))
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, 0)
            raise AssertionError(f"{number} is still at work")


def test_faults_go_from_process_to_process_as_what_they_are() -> None:
    for error in (UserError("a", "b", "c"), RuleError("a"), ExtraError(extra="docs", where="x.pdf")):
        back = pickle.loads(pickle.dumps(error))
        assert type(back) is type(error)
        assert str(back) == str(error)


def jobs(folder: Path, count: int) -> list[Job]:
    for number in range(count):
        (folder / f"{number}.txt").write_text(TEXT.replace("1600", str(1600 + number)), "utf-8")
    return [Job(folder / f"{number}.txt", str(number)) for number in range(count)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outcomes_and_files_are_the_same_with_any_number_of_workers(workers: int, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    found = [*jobs(tmp_path / "in", 6), Job(tmp_path / "in" / "nowhere.txt", "nowhere")]
    alone, crew = (
        list(local.run(found, Task(out=tmp_path / name), Crew(number))) for name, number in (("a", 0), ("b", workers))
    )
    assert [(each.digest, str(each.error)) for each in alone if isinstance(each, Outcome)] == [
        (each.digest, str(each.error)) for each in crew if isinstance(each, Outcome)
    ]
    written = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(written) == 12
    for name in written:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_lost_document_is_named_and_its_older_output_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"old")
    job = Job(Path("in/a.txt"), "a")
    slow = local.lost(Task(out=tmp_path), job, Lost(seconds=5.0))
    assert str(slow.error) == "in/a.txt: takes more than 5 seconds (give it more with --timeout, or leave it out)"
    assert list(tmp_path.iterdir()) == []
    dead = local.lost(Task(out=tmp_path), job, Lost(-int(signal.SIGSEGV), "SIGSEGV"))
    assert str(dead.error).startswith("in/a.txt: ended the process that worked on it (SIGSEGV) (")
