"""Process many documents on Ray Data: the same outcomes in the same order as on one machine.

When a worker is lost, Ray gives its block of documents to another worker. When a block was lost each time, its
documents are tried one by one, so that a document that kills its worker costs only itself.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from techpolicy_extract.engines.document import Outcome, Task
from techpolicy_extract.engines.local import Item, Result, lost
from techpolicy_extract.engines.storage import process_stored
from techpolicy_extract.engines.workers import Lost, Plan, Ready
from techpolicy_extract.files.discovery import Job
from techpolicy_extract.nouns.errors import ExtraError, UserError
from techpolicy_extract.nouns.library_faults import cluster_fault, connection_fault

T = TypeVar("T")
R = TypeVar("R")

BLOCK = 16  # items in a block: at most this many are done again when a worker is lost
WAVE = 2**16  # items handed to Ray Data at a time, so that the memory of the first process stays flat …
_WEIGHT = 64 * 2**20  # … or their bytes, where items carry their documents along
RETRIES = 2  # how often a block is tried again when its worker is lost
_PATIENCE = 10.0  # seconds to wait for the cluster to answer
_START = "start a cluster with `ray start --head`"
_TOKEN = "if it asks for a token: RAY_AUTH_MODE=token and RAY_AUTH_TOKEN_PATH=FILE, as docs/cluster.md says"
_STORE = 200 * 2**20  # bytes of shared memory for a cluster that we start: items are small


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that already runs at `address`, or, without one, a cluster that we start here with `cpus` workers.

    `out` is the URI under which outputs are written. It is None where all machines share the task's folder.
    """

    address: str | None = None
    cpus: int = 1
    out: str | None = None


def run(jobs: Iterable[Item], task: Task, cluster: Cluster) -> Generator[Result, None, None]:
    """Yield the outcome of each job, in the order of the jobs, as `local.run` does. Raises RuleError, UserError."""
    task.load_rules()  # load them here first: the user can mend what is wrong with them
    plan: Plan[Job, Result] = Plan(partial(prepare, task, cluster.out), partial(lost, task), cluster.cpus)
    return in_cluster(plan, jobs, cluster)


def prepare(task: Task, out: str | None) -> Callable[[Job], Outcome]:
    """Return the function that a worker calls for each document, with the rules loaded."""
    return partial(process_stored, task=task, rules=task.load_rules(), out=out)


def in_cluster(plan: Plan[T, R], items: Iterable[T | Ready[R]], cluster: Cluster) -> Generator[R, None, None]:
    """Yield the result of each item, in the order of the items; close the generator to stop.

    `plan.jobs` and `plan.timeout` have no effect. Raises UserError where there is no such cluster, ExtraError where Ray
    is not installed.
    """
    with _session(cluster) as ray:
        prepared = ray.cloudpickle.dumps((plan.prepare, str(Path.cwd())))
        for wave in _waves(items):
            yield from _in_turn(plan, wave, partial(_mapped, ray, prepared))


@dataclass(frozen=True, slots=True)
class _Wave:
    """A batch of items, pickled, and of results that are known already, both keyed by the item's position."""

    items: dict[int, bytes]
    known: dict[int, Any]


def _waves(items: Iterable[Any]) -> Iterator[_Wave]:
    wave, weight = _Wave({}, {}), 0
    for number, item in enumerate(items):
        if isinstance(item, Ready):
            wave.known[number] = item.result
        else:
            wave.items[number] = pickle.dumps(item)
            weight += len(wave.items[number])
        if len(wave.items) + len(wave.known) >= WAVE or weight >= _WEIGHT:
            yield wave
            wave, weight = _Wave({}, {}), 0
    yield wave


def _in_turn(plan: Plan[T, R], wave: _Wave, mapped: Callable[[dict[int, bytes], int], Iterator[Any]]) -> Iterator[R]:
    """Yield the results of a wave in order, each as soon as all results before it are there."""
    done, left = dict(wave.known), dict(wave.items)
    numbers = iter(sorted([*done, *left]))
    turn = next(numbers, None)
    for size in (BLOCK, 1):
        for number, result in mapped(left, size):
            done[number] = result
            del left[number]
            while turn in done:
                yield done.pop(turn)
                turn = next(numbers, None)
        if not left:
            break
    for number, item in left.items():
        done[number] = plan.lost(pickle.loads(item), Lost(signal="each time that it was tried"))
    while turn is not None:
        yield done.pop(turn)
        turn = next(numbers, None)


def _mapped(ray: Any, prepared: bytes, items: dict[int, bytes], size: int) -> Iterator[tuple[int, Any]]:
    """Yield position and result of each item, blocks in order. Items of blocks that were lost are left out."""
    if not items:
        return
    rows = [{"number": number, "item": item} for number, item in items.items()]
    dataset = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // size))
    with warnings.catch_warnings():
        # Without a bound, a document that kills its worker is tried for ever; up to Ray 2.63 only this sets one.
        warnings.simplefilter("ignore", ray.util.annotations.RayDeprecationWarning)
        results = dataset.map_batches(
            _work, fn_args=(prepared,), batch_size=None, batch_format="pyarrow", num_cpus=1, max_retries=RETRIES
        )
    for row in results.iter_rows():
        yield row["number"], pickle.loads(row["result"])


def _work(batch: Any, prepared: bytes) -> dict[str, list[Any]]:
    """Process one block in a Ray worker. A worker does many blocks but prepares itself only once."""
    function = _function(prepared)
    return {
        "number": batch["number"].to_pylist(),
        "result": [pickle.dumps(function(pickle.loads(item))) for item in batch["item"].to_pylist()],
    }


@lru_cache(maxsize=1)
def _function(prepared: bytes) -> Callable[[Any], Any]:
    prepare, folder = pickle.loads(prepared)
    with suppress(OSError):  # relative paths start in the first process's folder; a worker may start in another
        os.chdir(folder)
    function: Callable[[Any], Any] = prepare()
    return function


@contextmanager
def _session(cluster: Cluster) -> Iterator[Any]:
    """Yield the `ray` module, connected to a cluster. A connection made here is closed at the end."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # without this, Ray reports its use to its makers
    try:
        import ray
        import ray.data
    except ModuleNotFoundError:
        raise ExtraError(extra="cluster", where="--engine ray") from None
    ours = not ray.is_initialized()
    if ours:
        _connect(ray, cluster)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.max_errored_blocks = -1  # failed blocks do not end the run: `_in_turn` sees which are missing
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()


def _connect(ray: Any, cluster: Cluster) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    refused = (ConnectionError, RuntimeError, ValueError, TimeoutError, ray.exceptions.RayError)
    try:
        if cluster.address:
            _knock(cluster.address)
            ray.init(address=cluster.address, **quiet)
        else:
            own = {"num_cpus": cluster.cpus, "object_store_memory": _STORE, "include_dashboard": False}
            ray.init(address="local", **own, **quiet)
    except refused as error:
        where = cluster.address or "--engine ray"
        raise UserError(
            f"no Ray cluster: {cluster_fault(error)}", where, _TOKEN if cluster.address else _START
        ) from error


def _knock(address: str) -> None:
    """Raise UserError where nothing answers at HOST:PORT. Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except (OSError, OverflowError) as error:
            raise UserError(f"nobody answers there: {connection_fault(error)}", address, _START) from error
