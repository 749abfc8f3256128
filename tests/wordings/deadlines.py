"""Put wordings of deadlines together, and compare their records with those that their meaning asks for.

A wording is a group, a frame, a verb and a time of deadlines.toml; recipients and what is handed in are chosen by a
checksum, so that every run makes the same sentences. `python -m tests.wordings.deadlines` reads all wordings, prints
how many of each group and frame are read well, and takes out of awaited_deadlines.toml what is; it exits with 1 where
one fails that is not awaited.
"""

from __future__ import annotations

import sys
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.documents import Row, records

FOLDER = Path(__file__).parent
DATA: dict[str, Any] = tomllib.loads((FOLDER / "deadlines.toml").read_text("utf-8"))
AWAITED_FILE = FOLDER / "awaited_deadlines.toml"
_NOT_COMPARED = ("t",)
_HEAD = """\
# Wordings of deadlines.toml that today's program does not read well: group and frame, then a time and its verbs. A
# wording that is read well fails its test until it is taken out: `python -m tests.wordings.deadlines` takes it out. An
# entry is put in for a new wording only, never to let a change of the program pass.
"""

Key = tuple[str, str, str, str]  # group, frame, time, verb


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for name, group in DATA["groups"].items():
        for frame in group["frames"]:
            for time in DATA["sets"][group["times"]]:
                for verb in group["v"]:
                    yield name, frame, time, verb


def sentence(key: Key) -> str:
    """Return the sentence of a wording."""
    group = DATA["groups"][key[0]]
    chosen = {name: _one(group[name], key, name) for name in ("r", "s") if name in group}
    return str(group["frames"][key[1]]["x"].format(t=DATA["times"][key[2]]["t"], v=key[3], **chosen))


def faults(key: Key) -> list[str]:
    """Return a line for each thing that is not as the meaning asks; none for a wording that is read well."""
    group, wanted = DATA["groups"][key[0]], DATA["times"][key[2]]
    rows = records(DATA["text"].replace("{x}", sentence(key)), "deadline", "event", "target", "result", "provision")
    if [row["type"] for row in rows] != ["deadline"]:
        return [f"expected one deadline, got {[(row['type'], row.get('kind'), row['text']) for row in rows]}"]
    (row,) = rows
    expected: Row = {"kind": group["kind"], "recurs": None, "date_start": None}
    expected |= {name: value for name, value in wanted.items() if name not in (*_NOT_COMPARED, "anchor")}
    found = [f"{name}: expected {value}, got {row[name]}" for name, value in expected.items() if row[name] != value]
    if wanted.get("anchor", "") not in (row["anchor"] or ""):
        found.append(f"anchor: expected {wanted['anchor']}, got {row['anchor']}")
    if group["kind"] in ("milestone", "duration") and not _same(key[3], row["action"]):
        found.append(f"action: expected {key[3]}, got {row['action']}")
    if group["kind"] == "submission" and key[0] in ("hand_in", "apply"):
        if (row["action"] or "") not in key[3] or not row["action"]:
            found.append(f"action: expected {key[3]}, got {row['action']}")
        whom = _one(group["r"], key, "r") if group["frames"][key[1]].get("recipient") else None
        if row["recipient"] != whom:
            found.append(f"recipient: expected {whom}, got {row['recipient']}")
    return found


def _same(wanted: str, got: str | None) -> bool:
    """Return whether an action is the wanted one, with at most a few words more before it."""
    return got is not None and got.endswith(wanted)


def _one(listed: list[str], key: Key, name: str) -> str:
    return listed[zlib.crc32(":".join((*key, name)).encode()) % len(listed)]


def awaited() -> set[Key]:
    """Return the wordings that are not read well yet."""
    if not AWAITED_FILE.exists():
        return set()
    table = tomllib.loads(AWAITED_FILE.read_text("utf-8"))
    return {
        (*line.split(), time, verb)
        for line, times in table.items()
        for time, verbs in times.items()
        for verb in (DATA["groups"][line.split()[0]]["v"] if verbs == "*" else verbs)
    }


def written(failing: set[Key]) -> str:
    """Return the text of awaited_deadlines.toml for wordings."""
    lines: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for group, frame, time, verb in keys():
        if (group, frame, time, verb) in failing:
            lines[group, frame][time].append(verb)
    text = _HEAD
    for (group, frame), times in lines.items():
        text += f'\n["{group} {frame}"]\n'
        every = DATA["groups"][group]["v"]
        for time, verbs in times.items():
            named = '"*"' if verbs == every else "[" + ", ".join(f'"{verb}"' for verb in verbs) + "]"
            text += f"{time} = {named}\n"
    return text


def main() -> int:
    """Read all wordings. Return 1 where one fails that is not awaited."""
    failed = {key: found for key in keys() if (found := faults(key))}
    waiting = awaited()
    every, bad = Counter(key[:2] for key in keys()), Counter(key[:2] for key in failed)
    for name, count in every.items():
        print(f"{' '.join(name):24}{count - bad[name]:>6} of {count}")
    print(f"{'all':24}{every.total() - bad.total():>6} of {every.total()}")
    AWAITED_FILE.write_text(written(waiting & set(failed)), "utf-8")
    new = [key for key in failed if key not in waiting]
    for key in new:
        print("\n  ".join([" ".join(key), sentence(key), *failed[key]]))
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
