"""Put wordings of targets and results together, read them, and compare: `python -m tests.wordings.quantities`.

A wording is a comparator, a form and a place of quantities.toml, with a number for the choice of its nouns, verbs and
values by a checksum. Run as a program, it takes out of awaited_quantities.toml what is read well by now, says how many
wordings are read well, and what is not and is not awaited either; exits with 1 where there is such a wording.
"""

from __future__ import annotations

import sys
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from tests.documents import NUMBERED, records
from tests.wordings.compare import similar

FOLDER = Path(__file__).parent
DATA: dict[str, Any] = tomllib.loads((FOLDER / "quantities.toml").read_text("utf-8"))
VARIANTS = 3
_VALUES = (120, 340, 560, 85, 230, 4100, 75, 1500)
_RATES = (3.2, 65, 24.5, 18, 70, 7.5)
_MAX = 3  # nouns of one form
_HEAD = """\
# Wordings of quantities.toml that today's program does not read well: by form and place the comparators and numbers of
# choice that fail. A wording that is read well fails its test until `python -m tests.wordings.quantities` takes it out.
# An entry is put in for a new wording only, never to let a change of the program pass.

[awaited]
"""

Key = tuple[str, str, str, int]  # comparator, form, place, choice
Fields = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A sentence, the text that it stands in, and the fields of the records that it must give, in order."""

    sentence: str
    text: str
    records: tuple[Fields, ...]


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for comparator, form, place, choice in product(DATA["comparators"], DATA["forms"], DATA["places"], range(VARIANTS)):
        if _fits(DATA["comparators"][comparator], DATA["forms"][form], DATA["places"][place]):
            yield comparator, form, place, choice


def _fits(comparator: Fields, form: Fields, place: Fields) -> bool:
    """Tell whether someone would write a comparator in a form and a place."""
    only, reaches = comparator.get("only"), "{r}" in form["text"]
    if comparator.get("targets") and place["type"] != "target":
        return False
    if form.get("plain") and comparator.get("before", "") not in ("", "约", "近"):
        return False
    if only == "subject" and not reaches:
        return False
    if only == "level" and form["nouns"] == "thing":
        return False
    return not ("more" in comparator and form["nouns"] in ("level", "sized", "whole"))


def made(key: Key) -> Made:
    """Return the wording of a key."""
    comparator, form, place = (
        DATA[part][name] for part, name in zip(("comparators", "forms", "places"), key, strict=False)
    )
    chosen = _chosen(key, form)
    said = _said(comparator, chosen)
    sentence = form["text"].format(**said)
    text = place["text"].replace("{s}", sentence)
    return Made(sentence, text, tuple(_records(comparator, form, place, chosen, said)))


def _chosen(key: Key, form: Fields) -> list[Fields]:
    """Choose three nouns, each with a verb and a value, by a checksum of a key."""
    seed = zlib.crc32(f"{key[0]} {key[1]} {key[3]}".encode())
    nouns = _nouns(form["nouns"], seed)
    chosen = []
    for place in range(_MAX):
        noun = nouns[(seed // 7 + (0 if form.get("same") else place)) % len(nouns)]
        if form.get("growth"):
            noun = noun | {"unit": "%", "measure": "growth"}
        values = _RATES if noun["unit"] == "%" else _VALUES
        verbs = noun.get("verbs", [""])
        value = values[(seed // 11 + place) % len(values)]
        chosen.append(noun | {"verb": verbs[seed // 5 % len(verbs)], "value": value})
    return chosen


def _nouns(kind: str, seed: int) -> list[Fields]:
    """Return the nouns of a kind; of statistics the group of one unit that a checksum chooses."""
    if kind in ("thing", "whole"):
        return list(DATA["nouns"][kind])
    groups = DATA["nouns"]["level"]
    if kind == "sized":  # what can grow by so many percent
        groups = [group for group in groups if group[0]["unit"] != "%"]
    return list(groups[0 if kind == "money" else seed % len(groups)])


def _said(comparator: Fields, chosen: Sequence[Fields]) -> dict[str, str]:
    """Return the words for each name of a form's text."""
    before, more, after = (comparator.get(name, "") for name in ("before", "more", "after"))
    said = {"r": "达到" if not before or before in ("约", "近") else ""}
    for number, one in enumerate(chosen, 1):
        written, unit = f"{one['value']:g}", one["unit"]
        scale = unit[0] if unit[0] in "万亿" else ""
        bare = f"{written}{scale}{more}{unit.removeprefix(scale)}"
        said |= {
            f"n{number}": one["noun"], f"v{number}": one["verb"], f"p{number}": f"{written}{unit}",
            f"a{number}": f"{before}{bare}", f"z{number}": f"{bare}{after}", f"q{number}": f"{before}{bare}{after}",
            f"b{number}": f"{one['value'] / 2:g}{unit}",
            f"o{number}": one.get("part", ""), f"f{number}": one.get("full", ""),
        }  # fmt: skip
    return said


def _records(
    comparator: Fields, form: Fields, place: Fields, chosen: Sequence[Fields], said: Mapping[str, str]
) -> Iterator[Fields]:
    count = form.get("numbers") or max(
        n for n in range(1, _MAX + 1) if any(f"{{{x}{n}}}" in form["text"] for x in "pqz")
    )
    indicators = form.get("indicators") or [f"{{n{n}}}" for n in range(1, count + 1)]
    actions = form.get("actions") or ["{v1}"] * count
    listed = "{z" in form["text"]
    for index in range(count):
        bound = form.get("bounds", [True] * count)[index]
        if listed and "more" in comparator:
            bound = f"{{p{index + 1}}}" not in form["text"]  # 余 stands in each number
        one, action = chosen[index], actions[index].format(**said)
        record = {
            "type": place["type"], "indicator": indicators[index].format(**said), "value": one["value"],
            "unit": one["unit"], "comparator": comparator["sign"] if bound else "=",
        }  # fmt: skip
        if form["nouns"] != "level" or "numbers" not in form:
            record["measure"] = one.get("measure") or ("change" if action in ("新增", "净增") else "level")
        if action or not comparator.get("before"):
            record["action"] = action or "none"
        if index == 0 and "scope" in place:
            record["scope"] = place["scope"]
        yield record
    for one, grown in zip(chosen, form.get("grows", ()), strict=False):
        yield {"type": place["type"], "indicator": one["noun"], "value": grown, "unit": "%", "measure": "growth"}


def faults(key: Key) -> list[str]:
    """Return a line for each thing that is not as the meaning asks; none for a wording that is read well."""
    wanted = made(key)
    rows = sorted(records(wanted.text, *NUMBERED), key=lambda row: row["spans"].get("value", [row["start"]])[0])
    if len(rows) != len(wanted.records):
        got = [f"{row['type']} {row.get('value')}" for row in rows]
        return [f"records: expected {len(wanted.records)}, got {got}"]
    found = []
    for number, (row, record) in enumerate(zip(rows, wanted.records, strict=True), 1):
        for name, value in record.items():
            said = row.get(name)
            exact = name != "indicator" or DATA["forms"][key[1]].get("exact")
            same = similar(value, said) if not exact else said == (None if value == "none" else value)
            if not same:
                found.append(f"{name}: expected {value!r}, got {said!r} (record {number})")
    return found


def _read() -> set[Key]:
    table = tomllib.loads((FOLDER / "awaited_quantities.toml").read_text("utf-8"))["awaited"]
    return {
        (comparator, form, place, int(choice))
        for line, named in table.items()
        for form, place in [line.split()]
        for comparator, _, choices in (each.partition(":") for each in named.split())
        for choice in choices
    }


AWAITED = _read()


def written(awaited: set[Key]) -> str:
    """Return the text of awaited_quantities.toml for wordings."""
    order = {key: place for place, key in enumerate(keys())}
    lines: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    for comparator, form, place, choice in sorted(awaited, key=order.__getitem__):
        lines[f"{form} {place}"][comparator] += str(choice)
    text = _HEAD
    for line, named in sorted(lines.items()):
        text += f'"{line}" = "{" ".join(f"{comparator}:{choices}" for comparator, choices in named.items())}"\n'
    return text


_TABLE = """# How many wordings of targets and results are read well

Written by `python -m tests.wordings.quantities`: of each comparator and form of [quantities.toml](quantities.toml), how
many wordings give all records of their meaning, of how many there are, in all places. What fails is listed in
[awaited_quantities.toml](awaited_quantities.toml).
"""


def table(tried: Sequence[Key], failed: Collection[Key]) -> str:
    """Return the text of quantities.md."""
    every = Counter((key[0], key[1]) for key in tried)
    good = Counter((key[0], key[1]) for key in tried if key not in failed)
    forms = list(DATA["forms"])
    lines = [_TABLE, f"{len(tried) - len(failed)} of {len(tried)} wordings pass.", ""]
    lines += [f"| | {' | '.join(forms)} |", f"| --- |{' --- |' * len(forms)}"]
    for name in DATA["comparators"]:
        cells = [f"{good[name, form]}/{every[name, form]}" if every[name, form] else "" for form in forms]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Read all wordings, and write their table. Return 1 where one fails that is not awaited."""
    tried = list(keys())
    failed = {key: found for key in tried if (found := faults(key))}
    new = [key for key in failed if key not in AWAITED]
    for key in new:
        print("\n  ".join([" ".join(map(str, key)), made(key).sentence, *failed[key]]))
    (FOLDER / "awaited_quantities.toml").write_text(written(set(failed) & AWAITED), "utf-8")
    (FOLDER / "quantities.md").write_text(table(tried, failed), "utf-8")
    for part in (0, 1, 2):
        every, bad = Counter(key[part] for key in tried), Counter(key[part] for key in failed)
        print(" ".join(f"{name}:{count - bad[name]}/{count}" for name, count in every.items()))
    print(f"{len(tried) - len(failed)} of {len(tried)} wordings pass")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
