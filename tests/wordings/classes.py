"""Put texts together whose words, time, heading and kind give a number its class: `python -m tests.wordings.classes`.

Run as a program, it takes out of classes_awaited.toml what is read well by now, says how many wordings are read well,
and which are not and are not awaited either; exits with 1 where there is such a wording.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from tests.documents import NUMBERED, records

FOLDER = Path(__file__).parent
DATA: dict[str, Any] = tomllib.loads((FOLDER / "classes.toml").read_text("utf-8"))
Key = tuple[str, str, str, str]  # clause, time, section, document
_PARTS = (
    ("clauses", "mood", "moods"), ("times", "when", "times"),
    ("sections", "label", "labels"), ("documents", "kind", "kinds"),
)  # fmt: skip
_HEAD = """\
# Wordings of classes.toml that today's program gives another class: by section and document the clauses and times that
# fail. A wording that is read well fails its test until `python -m tests.wordings.classes` takes it out. An entry is
# put in for a new wording only, never to let a change of the program pass.

[awaited]
"""


def keys() -> Iterator[Key]:
    """Yield the key of each wording whose class the language makes clear."""
    for key in product(*(DATA[part] for part, _, _ in _PARTS)):
        if class_of(key) is not None:
            yield key


def class_of(key: Key) -> str | None:
    """Return the class that a wording gives its number, `none` where it is no record; None where it is not clear."""
    for meaning in DATA["meanings"]:
        if all(
            DATA[part][name][field] in meaning.get(named, [DATA[part][name][field]])
            for name, (part, field, named) in zip(key, _PARTS, strict=True)
        ):
            return str(meaning["class"])
    return None


def text_of(key: Key) -> str:
    """Return the document of a wording."""
    clause, time, section, document = (DATA[part][name] for name, (part, _, _) in zip(key, _PARTS, strict=True))
    return str(document["text"].format(b=f"{section['text']}{time['text']}{clause['text']}"))


def faults(key: Key) -> list[str]:
    """Return a line that says which class the number of a wording has, where it is another one than its meaning."""
    text, wanted = text_of(key), class_of(key)
    near = DATA["clauses"][key[0]]["near"]
    place = text.index(near)
    got = [row["type"] for row in records(text, *NUMBERED) if _holds(row, place)] or ["none"]
    return [] if got == [wanted] else [f"class of {near}: expected {wanted}, got {' '.join(got)}"]


def _holds(row: dict[str, Any], place: int) -> bool:
    span = row["spans"].get("value") or row["spans"].get("total_value")
    return bool(span) and span[0] <= place < span[1]


def _read() -> set[Key]:
    table = tomllib.loads((FOLDER / "classes_awaited.toml").read_text("utf-8"))["awaited"]
    return {
        (clause, time, section, document)
        for line, named in table.items()
        for section, document in [line.split()]
        for clause, _, time in (each.partition(":") for each in named.split())
    }


AWAITED = _read()


def written(awaited: Collection[Key]) -> str:
    """Return the text of classes_awaited.toml for wordings."""
    lines: dict[str, list[str]] = {}
    for clause, time, section, document in (key for key in keys() if key in awaited):
        lines.setdefault(f"{section} {document}", []).append(f"{clause}:{time}")
    return _HEAD + "".join(f'"{line}" = "{" ".join(named)}"\n' for line, named in sorted(lines.items()))


def main(arguments: list[str]) -> int:
    """Read all wordings. Return 1 where one fails that is not awaited; `--new` puts the failing ones in."""
    tried = list(keys())
    failed = {key: found for key in tried if (found := faults(key))}
    known = set(failed) if arguments == ["--new"] else set(failed) & AWAITED
    for key in failed:
        if key not in known:
            print(" ".join(key), *failed[key], sep="\n  ")
    (FOLDER / "classes_awaited.toml").write_text(written(known), "utf-8")
    every, bad = Counter(map(class_of, tried)), Counter(map(class_of, failed))
    print(" ".join(f"{name}:{count - bad[name]}/{count}" for name, count in every.items()))
    print(f"{len(tried) - len(failed)} of {len(tried)} wordings pass")
    return 1 if set(failed) - known else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
