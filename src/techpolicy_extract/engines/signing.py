"""Compute the MinHash signatures of many outputs, to find reposts: in this process, in workers, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from techpolicy_extract.engines.cluster import Cluster, in_cluster
from techpolicy_extract.engines.workers import Lost, Plan, in_process, in_workers
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.duplicates import Output, Signature, sign
from techpolicy_extract.products.duplicates.signatures import library


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An output that could not be signed, and the error. A bare exception returned by a worker would end the run."""

    error: UserError


Signed = Signature | Unsigned


def sign_all(outputs: list[Output], jobs: int, cluster: Cluster | None = None) -> Iterator[Signed]:
    """Yield the signature of each output, in order, or its error. Raises ExtraError where datasketch is missing."""
    library()
    plan: Plan[Output, Signed] = Plan(_prepare, _lost, jobs)
    if cluster:
        yield from in_cluster(plan, outputs, cluster)
    else:
        yield from (in_workers if jobs > 1 else in_process)(plan, outputs)


def _prepare() -> Callable[[Output], Signed]:
    return _signed


def _signed(output: Output) -> Signed:
    try:
        return sign(output)
    except UserError as error:
        return Unsigned(error)


def _lost(output: Output, end: Lost) -> Signed:
    said = end.signal or f"exit code {end.code}"
    where = output.path.as_posix()
    return Unsigned(UserError(f"ended the process that worked on it ({said})", where, "take fewer --jobs"))
