"""Process many documents on this machine: in this process or in workers, with the same outcomes in the same order."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from functools import partial

from techpolicy_extract.engines.document import Outcome, Task, process, take_away
from techpolicy_extract.engines.workers import Lost, Plan, Ready, in_process, in_workers
from techpolicy_extract.files.discovery import Job
from techpolicy_extract.nouns.errors import UserError

Result = Outcome | UserError
Item = Job | Ready[Result]
_NEW = 100_000  # objects made since garbage was looked for the last time, until it is again: few of them go in circles


@dataclass(frozen=True, slots=True)
class Crew:
    """The number of workers, and the seconds that one document may take. With 0 workers this process does the work."""

    workers: int = 0
    timeout: float | None = None


def run(jobs: Iterable[Item], task: Task, crew: Crew) -> Generator[Result, None, None]:
    """Yield the outcome of each job, in the order of the jobs; close the generator to stop. Raises RuleError.

    What is known already, an error or the outcome of an earlier run, keeps its place among them.
    """
    plan: Plan[Job, Result] = Plan(partial(prepare, task), partial(lost, task), crew.workers, crew.timeout)
    return in_workers(plan, jobs) if crew.workers else in_process(plan, jobs)


def prepare(task: Task) -> Callable[[Job], Outcome]:
    """Return the function that a worker calls for each document, with the rules loaded.

    What is loaded is kept to the end, so that no search for garbage needs to look at it.
    """
    gc.freeze()
    gc.set_threshold(_NEW)
    return partial(process, task=task, rules=task.load_rules())


def lost(task: Task, job: Job, end: Lost) -> Outcome:
    """Return the outcome of a document whose worker died or ran out of time; remove its stale outputs."""
    take_away(job, task.stages[0], task)
    if end.seconds is not None:
        message, hint = f"takes more than {end.seconds:g} seconds", "give it more with --timeout, or leave it out"
    else:
        message = f"ended the process that worked on it ({end.signal or f'exit code {end.code}'})"
        hint = "leave it out, or convert it; where memory is short, take fewer --jobs"
    return Outcome(replace(job, data=None), UserError(message, job.where, hint))
