"""Put wordings of awards together, and the records that each must give.

A wording is a condition, an award, a list form and a place of awards.toml; nouns and amounts are chosen from its words
by a checksum of its key, so that every run makes the same sentences.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DATA: dict[str, Any] = tomllib.loads((FOLDER / "awards.toml").read_text("utf-8"))
ROLES = ("threshold", "rate", "cap", "floor", "total")
_GRADES = 3
_TEN_THOUSAND = 10000

Fields = dict[str, Any]
Key = tuple[str, str, str, str]  # condition, award, list form, place


@dataclass(frozen=True)
class Wording:
    """A sentence, the text that it stands in, and the records that it must give, in the order of their first amounts.

    A record holds the amounts by role (None for a role that it must not have) and the fields that are compared softly;
    `words` are those that its condition or beneficiary must hold; `grade_of` is the number of a record here, None for
    no such record, and missing where nothing is asked. `second` counts the numbers that provisions must hold.
    """

    key: Key
    sentence: str
    text: str
    records: tuple[Fields, ...]
    second: int


@dataclass
class _Making:
    """The words chosen for one wording, and its parts of the data."""

    key: Key
    condition: Fields
    award: Fields
    form: Fields
    chosen: dict[str, str] = field(default_factory=dict)
    values: list[tuple[str, int]] = field(default_factory=list)  # what the grades differ in: its words, its amount
    given: list[int] = field(default_factory=list)  # sums in 万元 or rates, one a grade

    def fill(self, text: str, **more: str) -> str:
        return text.format(**self.chosen, **more)


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for condition, award, form, place in product(DATA["conditions"], DATA["awards"], DATA["lists"], DATA["places"]):
        if form in DATA["awards"][award].get("lists", DATA["lists"]):
            yield condition, award, form, place


@cache
def wording(key: Key) -> Wording:
    """Return the wording of a key; its sentence is the same in every place."""
    making = _Making(key, DATA["conditions"][key[0]], DATA["awards"][key[1]], DATA["lists"][key[2]])
    _choose(making)
    sentence = _sentence(making)
    second = sentence.count(making.condition["second"]) if "second" in making.condition else 0
    text = DATA["places"][key[3]].replace("{s}", sentence)
    return Wording(key, sentence, text, tuple(_records(making)), second)


def _choose(making: _Making) -> None:
    """Choose the words and amounts of a wording by a checksum of its key."""
    words = DATA["words"]

    def one(name: str) -> Any:
        return words[name][zlib.crc32(":".join((*making.key[:3], name)).encode()) % len(words[name])]

    making.chosen = {name: one(name) for name in ("title", "who", "body", "measure", "base")}
    making.chosen["cap"] = f"{one('caps')}万元"
    if making.condition["varies"] == "count":
        making.chosen["who"] = making.chosen["body"]
    count = making.form.get("grades", _GRADES)
    kind = making.condition["varies"]
    given = one("rates" if making.award["role"] == "rate" else "sums")
    if kind == "grade":
        making.values = [(grade, 0) for grade in one("grades")][:count]
        making.given = given[:count]
    else:
        unit, scale = ("家", 1) if kind == "count" else ("万元", _TEN_THOUSAND)
        numbers = one("counts")[:count] if kind == "count" else one("thresholds")[:count]
        making.values = [(f"{number}{unit}", number * scale) for number in numbers]
        making.given = given[::-1][:count]


def _sentence(making: _Making) -> str:
    condition, award, form = making.condition, making.award, making.form
    joint, between = form.get("joint", "、"), form.get("between", "")
    together = joint.join(value for value, _ in making.values)
    sums = [_written(making, given) for given in making.given]
    listed = [each.removesuffix("元") if form.get("short_units") else each for each in sums[:-1]] + sums[-1:]
    tail = making.fill(award.get("tail", ""))
    lead = (award.get("announce") or award["lead"]) if "{shorts}" in form["text"] else award["lead"]
    each = form.get("each", "") if len(sums) > 1 else ""
    steps = [making.fill(award.get("step") or award["text"], each="", a=a, b=b) for a, b in _ends(making, sums)]
    alone = [making.fill(award["text"], each="", a=a, b=b) + tail for a, b in _ends(making, sums)]
    rows, members, shorts = [], [], []
    for (value, _), written, step, whole in zip(making.values, sums, steps, alone, strict=True):
        row = making.fill(award["row"], a=written, b="") if condition["varies"] == "grade" else step
        rows.append(making.fill(condition.get("label", "{v}"), v=value) + row)
        members.append(f"{making.fill(condition['text'], v=value)}，{whole}")
        shorts.append(f"{making.fill(condition['short'], v=value)}，{whole}")
    parts = {
        "all": making.fill(condition["text"], v=together),
        "sums": making.fill(award["text"], each=each, a=joint.join(listed), b=_ends(making, sums)[0][1]),
        "tail": tail,
        "head": making.fill(condition["head"]),
        "lead": making.fill(lead),
        "rows": between.join(rows),
        "members": between.join(members),
        "shorts": _joined(shorts, between),
        "who": making.chosen["who"],
    }
    return str(form["text"].format(**parts))


def _joined(parts: Sequence[str], between: str) -> str:
    text = parts[0]
    for number, part in enumerate(parts[1:], 2):
        text += between.replace("{n}", str(number)) + part
    return text


def _written(making: _Making, given: int) -> str:
    return f"{given}%" if making.award["role"] == "rate" else f"{given}万元"


def _ends(making: _Making, sums: Sequence[str]) -> list[tuple[str, str]]:
    """Return each sum with its double, the upper end of a range."""
    return [(written, f"{2 * given}万元") for written, given in zip(sums, making.given, strict=True)]


def _records(making: _Making) -> Iterator[Fields]:
    """Yield the records that a wording must give, in the order of their first amounts."""
    condition, award, form = making.condition, making.award, making.form
    text = form["text"]
    apart = "{members}" in text or "{shorts}" in text
    shared = None
    for place, ((value, amount), given) in enumerate(zip(making.values, making.given, strict=True)):
        record: Fields = dict.fromkeys(ROLES)
        record |= {"per": award.get("per"), "rate_base": None} | _given(award["role"], given)
        if award["role"] == "rate":
            record["rate_base"] = making.chosen["base"]
        if amount:
            record |= {"threshold": amount, "threshold_comparator": condition["comparator"]}
        record |= _about(making, value, first=place == 0)
        if form.get("together") or len(making.values) == 1:
            record["grade_of"] = 0 if place else None
        if place and not apart:
            record.pop("rate_base")  # what all share stands in the first
        if award.get("cap") == "shared" and (place == 0 or apart):
            record["cap"] = int(making.chosen["cap"][:-2]) * _TEN_THOUSAND
        yield record
        if award.get("cap") == "own":
            shared = dict.fromkeys(ROLES) | {
                "cap": int(making.chosen["cap"][:-2]) * _TEN_THOUSAND, "per": award["cap_per"], "rate_base": None,
            }  # fmt: skip
            if apart:
                yield shared
    if shared and not apart:
        yield shared


def _about(making: _Making, value: str, first: bool) -> Fields:
    """Return what a record says of whom it is for; what all grades share stands in the first."""
    condition, text = making.condition, making.form["text"]
    alone = "{members}" in text or len(making.values) == 1
    holds, whom = condition["holds"], condition.get("given_to")
    if "{rows}" in text:
        holds = condition.get("own", "{v}")
    elif "{shorts}" in text:
        holds, whom = condition["short"].removesuffix("的"), "{who}"
    elif alone:
        holds, whom = condition.get("holds_alone", holds), condition.get("given_to_alone", whom)
    about: Fields = {"condition": making.fill(holds, v=value), "words": value}
    if whom and (first or "{members}" in text):
        about["beneficiary"] = making.fill(whom, v=value)
    return about


def _given(role: str, given: int) -> Fields:
    if role == "range":
        return {"floor": given * _TEN_THOUSAND, "cap": 2 * given * _TEN_THOUSAND}
    return {role: given if role == "rate" else given * _TEN_THOUSAND}
