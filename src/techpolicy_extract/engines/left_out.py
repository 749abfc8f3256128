"""The manifest's tables of files that are no documents, and of faults of what could not be opened, by given path."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Container, Iterator, Mapping

from techpolicy_extract.files.readers.others import Some, merged
from techpolicy_extract.nouns.errors import UserError

TABLES = (
    """
CREATE TABLE IF NOT EXISTS others (
    root TEXT, kind TEXT, count INTEGER NOT NULL, names TEXT NOT NULL, PRIMARY KEY (root, kind)
) WITHOUT ROWID
""",
    "CREATE TABLE IF NOT EXISTS unread (root TEXT PRIMARY KEY, faults TEXT NOT NULL) WITHOUT ROWID",
)


def put(
    base: sqlite3.Connection, found: Mapping[str, Mapping[str, Some]], unread: Mapping[str, list[UserError]]
) -> None:
    """Record what was found under each path. Replaces earlier entries for that path and for paths below it.

    `found` are the files that are no documents, `unread` the faults of what could not be opened, of the same paths.

    A path below one that an earlier run was given is not recorded: its files would count twice.
    """
    known = {root for (root,) in base.execute("SELECT root FROM others UNION SELECT root FROM unread")}
    old = {root for root in known if _is_at_or_below(root, found)}
    for table in ("others", "unread"):
        base.executemany(f"DELETE FROM {table} WHERE root = ?", [(root,) for root in old])
    above = known - old
    for root, kinds in found.items():
        if not _is_at_or_below(root, above):
            rows = [(root, kind, some.count, json.dumps(some.names)) for kind, some in kinds.items()]
            base.executemany("INSERT INTO others VALUES (?, ?, ?, ?)", rows)
            if faults := [(each.where, each.message, each.hint) for each in unread[root]]:
                base.execute("INSERT INTO unread VALUES (?, ?)", (root, json.dumps(faults)))


def read(base: sqlite3.Connection) -> dict[str, Some]:
    """Return what was found, by kind; empty where an earlier version wrote the manifest."""
    if not _has(base, "others"):
        return {}
    rows = base.execute("SELECT kind, count, names FROM others ORDER BY root")
    return merged((kind, Some(count, json.loads(names))) for kind, count, names in rows)


def read_unread(base: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield place, message and hint of what could not be opened, below paths that are still there."""
    if _has(base, "unread"):
        for root, faults in base.execute("SELECT root, faults FROM unread ORDER BY root").fetchall():
            if os.path.lexists(root):
                yield from map(tuple, json.loads(faults))


def _has(base: sqlite3.Connection, table: str) -> bool:
    return base.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _is_at_or_below(root: str, others: Container[str]) -> bool:
    return any(each in others for each in _upwards(root))


def _upwards(root: str) -> Iterator[str]:
    """Yield a path and the paths above it."""
    yield root
    while "/" in root:
        root = root.rpartition("/")[0]
        yield root or "/"
