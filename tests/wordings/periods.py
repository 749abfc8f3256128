"""Put texts together that give a number its time, and compare the record of the number with what they say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.documents import records

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "periods.toml").read_text("utf-8"))
Key = tuple[str, str, str, str]  # place, time, statement, document


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for name, place in DATA["places"].items():
        for time, said in DATA["times"].items():
            if said["kind"] in place["times"] and said["class"] in place.get("classes", ["target", "result"]):
                kinds = [
                    kind
                    for kind in said.get("in", DATA["documents"])
                    if kind in place.get("documents", DATA["documents"])
                ]
                yield from ((name, time, each, kind) for each in DATA["statements"][said["class"]] for kind in kinds)


def text_of(key: Key) -> str:
    """Return the document of a wording."""
    place, time, statement, document = key
    said = DATA["times"][time]
    words = DATA["words"][said["class"]]
    body = DATA["places"][place]["text"].format(
        t=said["text"], s=DATA["statements"][said["class"]][statement]["text"], **words
    )
    return str(DATA["documents"][document].format(b=body))


def faults(key: Key) -> list[str]:
    """Return a line for each thing that the record of a wording's number does not say as its text does."""
    name, time, statement, _ = key
    said, text = DATA["times"][time], text_of(key)
    near = DATA["places"][name].get("near") or DATA["statements"][said["class"]][statement]["near"]
    place = text.index(near)
    found = [row for row in records(text, "target", "result", "provision", "fund") if _holds(row, place)]
    if len(found) != 1:
        return [f"records of {near}: expected 1, got {len(found)}"]
    wanted = {"type": said["class"], "period_start": said["start"], "period_end": said["end"]}
    row = found[0]
    return [
        f"{name}: expected {value}, got {row.get(name)}"
        for name, value in wanted.items()
        if (row.get(name) or "none") != value
    ]


def _holds(row: dict[str, Any], place: int) -> bool:
    span = row["spans"].get("value")
    return bool(span) and span[0] <= place < span[1]
