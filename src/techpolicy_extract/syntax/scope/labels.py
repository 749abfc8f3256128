"""The labels that a section has from its own heading: see lexicon/scope.toml."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import filled
from techpolicy_extract.nouns.model import Section
from techpolicy_extract.nouns.scope import Label, Look

_LOOKS: dict[str, Look] = {"told": "back", "ahead": "ahead"}


def labels_of(section: Section) -> tuple[Label, ...]:
    """Return the labels that the heading of a section and its marker's style give, in the order of the lexicon."""
    heading, found = section.heading or "", []
    for name, pattern in _shapes():
        if heading and (match := pattern.search(heading)):
            found.append(Label(name, section.section_id, match.groupdict().get("said")))
        elif section.style == _styles().get(name):
            found.append(Label(name, section.section_id))
    return tuple(found)


def look_of(labels: tuple[Label, ...]) -> Look | None:
    """Return whether the labels of one heading say that it looks back or ahead; None where they say neither or both."""
    looks = {_LOOKS[label.name] for label in labels if label.name in _LOOKS}
    return looks.pop() if len(looks) == 1 else None


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the name and the pattern of each label; one that only a marker gives has a pattern that never matches."""
    table = load("scope")["labels"]
    return tuple((name, re.compile(filled("scope", "|".join(row["shapes"]) or "(?!)"))) for name, row in table.items())


@lru_cache(maxsize=1)
def _styles() -> dict[str, str]:
    return {name: row["style"] for name, row in load("scope")["labels"].items() if "style" in row}
