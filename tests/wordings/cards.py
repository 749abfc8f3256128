"""Read every layout of cards.toml: `python -m tests.wordings.cards` shows how many are read well, and what is not.

A wording is a layout with a number of cards, offices, persons, numbers and a place. It must give the cards of its
meaning and no others. With a word as argument only the layouts whose names hold it are shown.
"""

from __future__ import annotations

import sys
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from tests.documents import Row, records
from tests.wordings.compare import similar

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cards.toml").read_text("utf-8"))
AWAITED: dict[str, str] = tomllib.loads((Path(__file__).parent / "cards_awaited.toml").read_text("utf-8"))
LISTS = ("person", "phones", "fax", "emails")
SINGLE = ("organization", "address", "postcode")

Fields = dict[str, Any]
Key = tuple[str, int, str, str, str]  # layout, number of cards, offices, people, numbers


@dataclass(frozen=True)
class Cards:
    """A text and the cards that it must give, in order."""

    key: Key
    cards: str
    text: str
    records: tuple[Fields, ...]


def keys() -> Iterator[Key]:
    """Yield the key of each wording; what a layout does not say is not varied."""
    for name, layout in DATA["layouts"].items():
        said = layout["fields"]
        offices = DATA["offices"] if "o" in said else ["none"]
        people = DATA["people"] if "p" in said else ["none"]
        numbers = layout.get("numbers", DATA["numbers"])
        yield from product([name], layout.get("counts", [1, 2, 3]), offices, people, numbers)


@cache
def wording(key: Key) -> Cards:
    """Return the wording of a key. Its place is chosen by a checksum, so that every run makes the same texts."""
    name, count, offices, people, numbers = key
    layout = DATA["layouts"][name]
    office = DATA["offices"].get(offices, [None] * 3)[:count]
    person = DATA["people"].get(people, [None] * 3)[:count]
    number = DATA["numbers"][numbers][:count]
    if layout.get("one"):
        number = number[:1]
    if "many" in layout:
        between = layout.get("between", "")
        cards = layout["many"].format(o=office[0], p=between.join(filter(None, person)), n=between.join(number))
    else:
        said = zip(office, person, number, strict=True)
        made = [layout["card"].format(o=o, p=p, n=n, i=i) for i, (o, p, n) in enumerate(said, 1)]
        cards = layout.get("lead", "").format(o=office[0]) + layout.get("join", "").join(made) + layout.get("end", "")
    places = list(DATA["places"])
    place = places[zlib.crc32(" ".join(map(str, key)).encode()) % len(places)]
    return Cards(key, cards, DATA["places"][place].replace("{s}", cards), tuple(_records(layout, key)))


def _records(layout: Fields, key: Key) -> Iterator[Fields]:
    _, count, offices, people, numbers = key
    bare: Fields = dict.fromkeys(SINGLE) | {each: [] for each in LISTS}
    names = [name.replace(" ", "") for name in DATA["people"].get(people, [])]
    for place in range(1 if layout.get("one") else count):
        card = bare | layout.get("more", {})
        card["phones"] = _parts(DATA["numbers"][numbers][place])
        if "o" in layout["fields"]:
            card["organization"] = DATA["offices"][offices][0 if layout.get("shared") else place]
        if "p" in layout["fields"]:
            card["person"] = names[:count] if layout.get("one") else [names[place]]
        yield card
    if "apart" in layout:
        yield bare | layout["apart"]


def _parts(number: str) -> list[str]:
    """Return the phones of a number as written: 0571-88881234/4321 is two."""
    return number.replace("/", "、").split("、")


def faults(made: Cards) -> list[str]:
    """Return a line for each thing that is not as the meaning asks; none for a wording that is read well."""
    rows = records(made.text)
    cards = [row for row in rows if row["type"] == "contact"]
    inside = made.text.find(made.cards), made.text.find(made.cards) + len(made.cards)
    found = [
        f"{row['type']}: {row['text']!r} stands in the cards"
        for row in rows
        if row["type"] not in ("contact", "document", "part", "issue") and inside[0] < row["start"] < inside[1]
    ]
    if len(cards) != len(made.records):
        return [f"cards: expected {len(made.records)}, got {len(cards)}", *found]
    for number, (row, wanted) in enumerate(zip(cards, made.records, strict=True), 1):
        found += [f"{fault} (card {number})" for fault in _differences(row, wanted)]
    return found


def _differences(row: Row, wanted: Fields) -> Iterator[str]:
    for name, value in wanted.items():
        soft = name in ("organization", "purpose") and similar(value, row[name])
        if not soft and _plain(row[name]) != _plain(value):
            yield f"{name}: expected {value!r}, got {row[name]!r}"


def _plain(value: Any) -> Any:
    """Return names and numbers without blanks."""
    return [each.replace(" ", "") for each in value] if isinstance(value, list) else value


def cause(key: Key) -> str | None:
    """Return why a wording is awaited; None where it must be read well. An entry names the parts of its keys."""
    parts = {str(part) for part in key}
    return next((why for named, why in AWAITED.items() if set(named.split()) <= parts), None)


def main(only: str = "") -> int:
    tried, passed, shown = Counter[str](), Counter[str](), Counter[str]()
    wrong = 0
    for key in keys():
        if only not in key[0]:
            continue
        tried[key[0]] += 1
        found = faults(wording(key))
        passed[key[0]] += not found
        if bool(found) != (cause(key) is not None):
            wrong += 1
            shown[key[0]] += 1
            if shown[key[0]] <= (40 if only else 2):
                print(" ".join(map(str, key)), "\n   ", "\n    ".join([repr(wording(key).cards), *found]))
    for name, count in tried.items():
        print(f"{passed[name]:5}/{count:<5} {name}")
    print(f"{passed.total()} of {tried.total()} wordings of cards are read well; {wrong} are not as expected.")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
