"""Read every wording of awards.toml and show how many are read well: `python -m tests.wordings.generate`.

Writes awards.md beside this file, takes out of awaited.toml what is read well by now, and prints what is not and is not
awaited either. Exits with 1 where there is such a wording.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.wordings.awaited import AWAITED, written
from tests.wordings.compare import faults
from tests.wordings.grammar import DATA, FOLDER, Key, keys, wording

_HEAD = """# How many wordings of awards are read well

Written by `python -m tests.wordings.generate`: of each condition, award, list form and place of
[awards.toml](awards.toml), how many wordings give all records of their meaning, of how many there are. What fails is
listed with its cause in [awaited.toml](awaited.toml).
"""
_PARTS = ("conditions", "awards", "lists", "places")


def table(passed: Iterable[Key], tried: Iterable[Key], row: int, column: int) -> Iterator[str]:
    """Yield the lines of a table of passed/all; `row` and `column` are places in a key."""
    names = [list(DATA[part]) for part in _PARTS]
    good = Counter((key[row], key[column]) for key in passed)
    every = Counter((key[row], key[column]) for key in tried)
    yield f"| | {' | '.join(names[column])} | all |"
    yield f"| --- |{' --- |' * (len(names[column]) + 1)}"
    for name in names[row]:
        cells = [f"{good[name, each]}/{every[name, each]}" if every[name, each] else "" for each in names[column]]
        total = sum(good[name, each] for each in names[column]), sum(every[name, each] for each in names[column])
        yield f"| {name} | {' | '.join(cells)} | {total[0]}/{total[1]} |"


def report(passed: list[Key], tried: list[Key]) -> str:
    """Return the text of awards.md."""
    lines = [_HEAD, f"{len(passed)} of {len(tried)} wordings pass.", ""]
    for title, row, column in (
        ("Conditions by list form", 0, 2),
        ("Awards by list form", 1, 2),
        ("Conditions by award", 0, 1),
        ("Places by list form", 3, 2),
    ):
        lines += [f"## {title}", "", *table(passed, tried, row, column), ""]
    waiting = Counter(AWAITED[key] for key in tried if key in AWAITED and key not in set(passed))
    if waiting:
        lines += ["## What is awaited", "", "| cause | wordings |", "| --- | --- |"]
        lines += [f"| {cause} | {count} |" for cause, count in waiting.most_common()]
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Read all wordings. Return 1 where one fails that is not awaited."""
    tried = list(keys())
    failed = {key: found for key in tried if (found := failures(key))}
    passed = [key for key in tried if key not in failed]
    text = report(passed, tried)
    (FOLDER / "awards.md").write_text(text, "utf-8")
    (FOLDER / "awaited.toml").write_text(written({key: AWAITED[key] for key in failed if key in AWAITED}), "utf-8")
    print(text)
    new = [key for key in failed if key not in AWAITED]
    for key in new:
        print("\n  ".join([" ".join(key), *failed[key]]))
    return 1 if new else 0


def failures(key: Key) -> list[str]:
    """Return the sentence of a key and its faults; nothing where it is read well."""
    found = faults(wording(key))
    return [wording(key).sentence, *found] if found else []


if __name__ == "__main__":
    sys.exit(main())
