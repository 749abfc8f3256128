"""Run a function in worker processes: results come in the order of the items, and a crash costs only one item.

A worker does its items one by one, so it is known which item it was busy with when it died or was stopped. The next
item already lies in its pipe, so that the worker does not wait for it.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Generic, TypeVar

from techpolicy_extract.nouns.errors import UserError

T = TypeVar("T")
R = TypeVar("R")

# How many results may wait for a slow one before them. Beyond that nothing new is started: memory stays flat.
WINDOW = 256
# The most bytes of a pickled item that is sent to a busy worker. Pipes hold more, so sending it never blocks.
_SMALL = 2**14
# The module that the fork server loads once, to be copied into each worker.
_WARM = "techpolicy_extract.engines.warm"
# Seconds that a worker gets to remove half-written files after it was told to stop.
_GRACE = 2.0


@dataclass(frozen=True, slots=True)
class Ready(Generic[R]):
    """A result that is known before any work; it only waits for its turn."""

    result: R


@dataclass(frozen=True, slots=True)
class Lost:
    """How a worker ended without a result: its exit code or signal, or the seconds after which it was stopped."""

    code: int = 0
    signal: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Plan(Generic[T, R]):
    """How to process items. `prepare` is called once in each worker and returns the function for items. It must pickle.

    `jobs` is the number of workers, `timeout` the seconds an item may take, None for no limit. `lost` returns the
    result of an item whose worker was lost.
    """

    prepare: Callable[[], Callable[[T], R]]
    lost: Callable[[T, Lost], R]
    jobs: int
    timeout: float | None = None


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_process(plan: Plan[T, R], items: Iterable[T | Ready[R]]) -> Generator[R, None, None]:
    """Yield the results one after the other, without workers: no time limit, and a crash ends the run."""
    function = plan.prepare()
    for item in items:
        yield item.result if isinstance(item, Ready) else function(item)


def in_workers(plan: Plan[T, R], items: Iterable[T | Ready[R]]) -> Generator[R, None, None]:
    """Yield the results in the order of the items; close the generator to stop the workers.

    `items` is read as workers become free. Raises what `prepare` raises in a worker, UserError where no worker can
    start.
    """
    crew = _Crew(plan)
    source = enumerate(items)
    done: dict[int, R] = {}
    turn = 0
    following = next(source, None)
    try:
        while following or crew.busy():
            if following is None or len(done) >= WINDOW or not crew.takes(*following, done):
                done.update(crew.collect(following is not None))
            else:
                following = next(source, None)
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        crew.stop(at_once=following is not None or crew.busy())


class _Worker(Generic[T]):
    """A process, our end of the pipe to it, and its items: the one it is busy with, and the next one."""

    def __init__(self, plan: Plan[T, R]) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, plan.prepare), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()
        self.ready = False
        self.items: deque[tuple[int, T]] = deque()
        self.until: float | None = None  # when the first item must be done
        self._timeout = plan.timeout

    def takes(self, number: int, item: T, packed: bytes) -> bool:
        """Send an item where the worker has room for it; return whether it was sent."""
        if not self.ready or len(self.items) > (len(packed) <= _SMALL):
            return False
        if not self.items:
            if not self.process.is_alive():
                return False
            self._begin()
        self.items.append((number, item))
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died; `collect` will see that
            self.pipe.send_bytes(packed)
        return True

    def done(self) -> None:
        """Note that the first item is done or, the first time, that the worker is ready."""
        if self.ready:
            self.items.popleft()
        self.ready = True
        self._begin()

    def _begin(self) -> None:
        self.until = time.monotonic() + self._timeout if self._timeout else None

    def stop(self) -> None:
        """Stop the process. It gets a short time to clean up."""
        self.process.terminate()
        self.process.join(_GRACE)
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Crew(Generic[T, R]):
    """All workers of a run. Items that were queued behind a lost item are sent again before new ones."""

    def __init__(self, plan: Plan[T, R]) -> None:
        self._plan = plan
        self._workers: list[_Worker[T]] = []
        self._back: deque[tuple[int, T]] = deque()

    def _hire(self) -> None:
        while len(self._workers) < self._plan.jobs:
            self._workers.append(_Worker(self._plan))

    def busy(self) -> bool:
        """Return whether a result is still to come."""
        return bool(self._back) or any(each.items for each in self._workers)

    def takes(self, number: int, item: T | Ready[R], done: dict[int, R]) -> bool:
        """Send an item to a free worker, or put a known result into `done`; return whether that was possible."""
        if isinstance(item, Ready):
            done[number] = item.result
            return True
        self._hire()
        return not self._back and self._hand(number, item)

    def _hand(self, number: int, item: T) -> bool:
        free = [each for each in self._workers if each.ready and len(each.items) < 2]
        packed = bytes(ForkingPickler.dumps(item)) if free else b""
        return any(each.takes(number, item, packed) for each in sorted(free, key=lambda each: len(each.items)))

    def collect(self, more: bool) -> dict[int, R]:
        """Wait for workers and return their results by position; replace lost workers while there is `more` to do."""
        while self._back and self._hand(*self._back[0]):
            self._back.popleft()
        limits = [each.until for each in self._workers if each.items and each.until is not None]
        seconds = max(0.0, min(limits) - time.monotonic()) if limits else None
        heard = connection.wait([each.pipe for each in self._workers], seconds)
        found: dict[int, R] = {}
        for worker in list(self._workers):
            if worker.pipe in heard:
                self._hear(worker, found)
            elif worker.items and worker.until is not None and worker.until <= time.monotonic():
                worker.stop()
                self._bury(worker, Lost(seconds=self._plan.timeout), found)
        if more or self._back:
            self._hire()
        return found

    def _hear(self, worker: _Worker[T], found: dict[int, R]) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(_GRACE)
            worker.stop()
            self._bury(worker, _end_of(worker.process.exitcode or 0), found)
            return
        if isinstance(said, BaseException):
            raise said
        if worker.ready:
            found[worker.items[0][0]] = said
        worker.done()

    def _bury(self, worker: _Worker[T], end: Lost, found: dict[int, R]) -> None:
        self._workers.remove(worker)
        if worker.items:
            number, item = worker.items.popleft()
            found[number] = self._plan.lost(item, end)
            self._back.extend(worker.items)
        elif not worker.ready:  # no worker would start
            reason = end.signal or f"exit code {end.code}"
            raise UserError(f"a worker process cannot start ({reason})", "", "try --jobs 1")

    def stop(self, at_once: bool) -> None:
        """Stop all workers. Idle ones end by themselves when their pipe closes."""
        for worker in self._workers:
            if at_once:
                worker.process.terminate()
            worker.pipe.close()
        until = time.monotonic() + _GRACE
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
            worker.process.kill()
            worker.process.join()


@lru_cache
def _context() -> ForkServerContext | SpawnContext:
    """Return the start method for processes. None is forked from this process, which may have threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([_WARM])
    return context


def _end_of(code: int) -> Lost:
    if code >= 0:
        return Lost(code)
    try:
        return Lost(code, signal.Signals(-code).name)
    except ValueError:
        return Lost(code, f"signal {-code}")


@contextmanager
def _deaf() -> Iterator[None]:
    """Block Ctrl-C in processes that are started inside: the first process alone stops the others."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, prepare: Callable[[], Callable[[T], R]]) -> None:
    """Run in a worker: report that it is ready, then send a result for each item until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        try:
            function = prepare()
        except Exception as error:
            pipe.send(error)
            return
        pipe.send(None)
        while True:
            pipe.send(function(pipe.recv()))


def _leave(*_: object) -> None:
    raise SystemExit  # so that a half-written file is removed


def _end_with_parent() -> None:
    """End as soon as the first process is gone, even within a document: the next run must find nobody at work."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
