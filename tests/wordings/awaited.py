"""The wordings of awards.toml that are not read well yet, with the cause of each, from awaited.toml."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping

from tests.wordings.grammar import DATA, FOLDER, Key

_ALL = "*"  # each condition
_HEAD = """\
# Wordings of awards.toml that today's program does not read well, by the cause that is to be mended. A line names a
# place, a list form and an award, and the conditions with which they fail; "*" is each condition. A wording that is
# read well fails its test until it is taken out: `python -m tests.wordings.generate` takes it out. An entry is put in
# for a new wording only, never to let a change of the program pass.
"""


def _read() -> dict[Key, str]:
    table = tomllib.loads((FOLDER / "awaited.toml").read_text("utf-8")).get("awaited", {})
    return {
        (condition, award, form, place): cause
        for cause, lines in table.items()
        for line, named in lines.items()
        for place, form, award in [line.split()]
        for condition in (DATA["conditions"] if named == _ALL else named.split())
    }


AWAITED = _read()


def written(awaited: Mapping[Key, str]) -> str:
    """Return the text of awaited.toml for wordings and their causes."""
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (condition, award, form, place), cause in sorted(awaited.items(), key=lambda item: _order(item[0])):
        lines[cause][f"{place} {form} {award}"].append(condition)
    text = _HEAD
    for cause, found in sorted(lines.items()):
        text += f'\n[awaited."{cause}"]\n'
        for line, named in found.items():
            text += f'"{line}" = "{_ALL if len(named) == len(DATA["conditions"]) else " ".join(named)}"\n'
    return text


def _order(key: Key) -> tuple[int, ...]:
    parts = [list(DATA[part]) for part in ("conditions", "awards", "lists", "places")]
    condition, award, form, place = (part.index(name) for part, name in zip(parts, key, strict=True))
    return form, place, award, condition
