"""Functions for tests to run in worker processes. Each item says what happens to the worker: die, exit, sleep."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from techpolicy_extract.engines.workers import Lost, Plan
from techpolicy_extract.nouns.errors import RuleError


def plan(jobs: int, timeout: float | None = None) -> Plan[str, str]:
    return Plan(hire, lost, jobs, timeout)


def hire() -> Callable[[str], str]:
    return run_item


def refuse() -> Callable[[str], str]:
    raise RuleError("is broken", "pack.toml", "mend it")


def run_item(item: str) -> str:
    what, _, rest = item.partition(" ")
    if what == "die":
        os.kill(os.getpid(), getattr(signal, rest))
    if what == "exit":
        os._exit(int(rest))
    if what == "sleep":
        time.sleep(float(rest))
    return f"did {item}"


def lost(item: str, end: Lost) -> str:
    return f"lost {item}: {end.signal or end.code}" if end.seconds is None else f"stopped {item} after {end.seconds}"


def own_process(_: str) -> str:
    return str(os.getpid())


def hire_for_numbers() -> Callable[[str], str]:
    return own_process


def die_at_once() -> Callable[[str], str]:
    os._exit(3)
