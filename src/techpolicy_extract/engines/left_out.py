"""The manifest's table of files that are no documents: names and counts, by given path and by kind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator, Mapping

from techpolicy_extract.files.readers.others import Some, merged

TABLE = """
CREATE TABLE IF NOT EXISTS others (
    root TEXT, kind TEXT, count INTEGER NOT NULL, names TEXT NOT NULL, PRIMARY KEY (root, kind)
) WITHOUT ROWID
"""


def put(base: sqlite3.Connection, found: Mapping[str, Mapping[str, Some]]) -> None:
    """Record what was found under each path. Replaces earlier entries for that path and for paths below it.

    A path below one that an earlier run was given is not recorded: its files would count twice.
    """
    known = {root for (root,) in base.execute("SELECT DISTINCT root FROM others")}
    old = {root for root in known if _is_at_or_below(root, found)}
    base.executemany("DELETE FROM others WHERE root = ?", [(root,) for root in old])
    above = known - old
    for root, kinds in found.items():
        if not _is_at_or_below(root, above):
            rows = [(root, kind, some.count, json.dumps(some.names)) for kind, some in kinds.items()]
            base.executemany("INSERT INTO others VALUES (?, ?, ?, ?)", rows)


def read(base: sqlite3.Connection) -> dict[str, Some]:
    """Return what was found, by kind; empty where an earlier version wrote the manifest."""
    if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'others'").fetchone():
        return {}
    rows = base.execute("SELECT kind, count, names FROM others ORDER BY root")
    return merged((kind, Some(count, json.loads(names))) for kind, count, names in rows)


def _is_at_or_below(root: str, others: Container[str]) -> bool:
    return any(each in others for each in _upwards(root))


def _upwards(root: str) -> Iterator[str]:
    """Yield a path and the paths above it."""
    yield root
    while "/" in root:
        root = root.rpartition("/")[0]
        yield root or "/"
