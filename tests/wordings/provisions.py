"""Put wordings of provisions together and read them: `python -m tests.wordings.provisions`.

A wording is a form of a meaning of provisions.toml, a subject and a place; its number is chosen by a checksum of its
key, so that every run makes the same sentences. The command writes provisions.md beside this file, takes out of
provisions_awaited.toml what is read well by now, and exits with 1 where a wording fails that is not awaited.
"""

from __future__ import annotations

import sys
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.documents import QUANTITIES, records
from tests.wordings.compare import similar

FOLDER = Path(__file__).parent
DATA: dict[str, Any] = tomllib.loads((FOLDER / "provisions.toml").read_text("utf-8"))
_FILE = FOLDER / "provisions_awaited.toml"
_ALL = "*"  # each subject
_HEAD = """\
# Wordings of provisions.toml that today's program does not read well, by the cause that is to be mended. A line names a
# meaning, the number of its form and a place, and the subjects with which it fails; "*" is each subject. A wording that
# is read well fails its test until it is taken out: `python -m tests.wordings.provisions` takes it out. An entry is put
# in for a new wording only, never to let a change of the program pass.
"""
_TITLE = """# How many wordings of provisions are read well

Written by `python -m tests.wordings.provisions`: of each form of each meaning of [provisions.toml](provisions.toml),
how many wordings give the record of their meaning, of how many there are. What fails is listed with its cause in
[provisions_awaited.toml](provisions_awaited.toml).
"""

Fields = dict[str, Any]
Key = tuple[str, int, int, str]  # meaning, number of its form, number of its subject, place


@dataclass(frozen=True)
class Wording:
    """A sentence, the text that it stands in, and the fields of the one provision that it must give."""

    sentence: str
    text: str
    wanted: Fields


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for name, meaning in DATA["meanings"].items():
        for form in range(len(meaning["forms"])):
            for subject in range(len(DATA["subjects"][meaning["class"]])):
                for place in DATA["places"]:
                    yield name, form, subject, place


@cache
def wording(key: Key) -> Wording:
    """Return the wording of a key; its sentence is the same in every place."""
    name, form, subject, place = key
    meaning = DATA["meanings"][name]
    own = meaning["forms"][form]
    fields = meaning | (own if isinstance(own, dict) else {"text": own})
    who = DATA["subjects"][meaning["class"]][subject]
    values = fields["values"]
    number, unit, *upper = values[zlib.crc32(f"{name}:{form}:{subject}".encode()) % len(values)]
    sentence = fields["text"].format(who=who, v=f"{number}{unit}", w=f"{upper[0]}{unit}" if upper else "")
    text = DATA["places"][place].format(s=sentence, head=meaning["head"])
    wanted = {
        "kind": fields["kind"], "comparator": fields["comparator"], "value": number, "unit": unit,
        "value_max": upper[0] if upper else None, "subject": fields["subject"].format(who=who),
    }  # fmt: skip
    return Wording(sentence, text, wanted)


def faults(made: Wording) -> list[str]:
    """Return a line for each thing that is not as the meaning asks; none for a wording that is read well."""
    rows = [row for row in records(made.text) if row["type"] in (*QUANTITIES, "provision", "fund")]
    found = [f"{row['type']} by {row['rule']}: {row['text']!r}" for row in rows if row["type"] != "provision"]
    rules = [row for row in rows if row["type"] == "provision"]
    if len(rules) != 1:
        return [f"provisions: expected 1, got {len(rules)}", *found]
    for name, value in made.wanted.items():
        got = rules[0][name]
        if not (similar(value, got) if name == "subject" else value == got):
            found.append(f"{name}: expected {value!r}, got {got!r} ({rules[0]['rule']})")
    return found


def _read() -> dict[Key, str]:
    awaited: dict[Key, str] = {}
    for cause, lines in tomllib.loads(_FILE.read_text("utf-8"))["awaited"].items():
        for line, named in lines.items():
            name, form, place = line.split()
            count = len(DATA["subjects"][DATA["meanings"][name]["class"]])
            for subject in range(count) if named == _ALL else map(int, named.split()):
                awaited[name, int(form), subject, place] = cause
    return awaited


AWAITED = _read()


def written(awaited: Mapping[Key, str]) -> str:
    """Return the text of provisions_awaited.toml for wordings and their causes."""
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, form, subject, place in keys():
        if (cause := awaited.get((name, form, subject, place))) is not None:
            lines[cause][f"{name} {form} {place}"].append(str(subject))
    text = _HEAD + ("" if lines else "\n[awaited]\n")
    for cause, found in sorted(lines.items()):
        text += f'\n[awaited."{cause}"]\n'
        for line, named in found.items():
            count = len(DATA["subjects"][DATA["meanings"][line.split()[0]]["class"]])
            text += f'"{line}" = "{_ALL if len(named) == count else " ".join(named)}"\n'
    return text


def report(passed: Iterable[Key], tried: Iterable[Key]) -> str:
    """Return the text of provisions.md."""
    passed, tried = list(passed), list(tried)
    good, every = (Counter((key[0], key[1], key[3]) for key in each) for each in (passed, tried))
    places = list(DATA["places"])
    lines = [_TITLE, f"{len(passed)} of {len(tried)} wordings pass.", ""]
    lines += [f"| meaning | form | {' | '.join(places)} |", f"| --- | --- |{' --- |' * len(places)}"]
    for name, meaning in DATA["meanings"].items():
        for form, own in enumerate(meaning["forms"]):
            cells = [f"{good[name, form, place]}/{every[name, form, place]}" for place in places]
            lines.append(f"| {name} | {own['text'] if isinstance(own, dict) else own} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Read all wordings. Return 1 where one fails that is not awaited."""
    tried = list(keys())
    failed = {key: found for key in tried if (found := faults(wording(key)))}
    text = report([key for key in tried if key not in failed], tried)
    (FOLDER / "provisions.md").write_text(text, "utf-8")
    _FILE.write_text(written({key: AWAITED[key] for key in failed if key in AWAITED}), "utf-8")
    print(text)
    new = [key for key in failed if key not in AWAITED]
    for key in new:
        print("\n  ".join([" ".join(map(str, key)), wording(key).sentence, *failed[key]]))
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
