"""The labels that a section has from its own heading: see lexicon/scope.toml."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import filled, worded
from techpolicy_extract.nouns.model import Section
from techpolicy_extract.nouns.scope import Label, Look

_ADDRESSED = worded("documents", r"\s{0,8}{addressee_leads}")
_MORE = r"(?:(?<=[及和与、])|[及和与、])[^，。；：]{1,8}"  # of a heading of several things: 报名时间及方式
_LOOKS: dict[str, Look] = {"told": "back", "ahead": "ahead"}


def labels_of(section: Section) -> tuple[Label, ...]:
    """Return the labels that the heading of a section and its marker's style give."""
    found = [Label(name, section.section_id, said) for name, said in _said(section.heading)] if section.heading else []
    if (name := _styles().get(section.style)) is not None:
        found.append(Label(name, section.section_id))
    return tuple(found)


@lru_cache(maxsize=4096)
def _said(heading: str) -> tuple[tuple[str, str | None], ...]:
    """Return the names of the labels that a heading gives, each with the word that fills it in."""
    found = ((name, pattern.search(heading)) for name, pattern in _shapes())
    return tuple((name, match.groupdict().get("said")) for name, match in found if match)


def heads(line: str) -> bool:
    """Return whether a line that a colon ends is a heading, and names no addressee: 申报条件：, not 各申请人：."""
    return not _ADDRESSED.match(line) and bool(_endings().search(line.rstrip("：")))


def look_of(labels: tuple[Label, ...]) -> Look | None:
    """Return whether the labels of one heading say that it looks back or ahead; None where they say neither or both."""
    looks = {_LOOKS[label.name] for label in labels if label.name in _LOOKS}
    return looks.pop() if len(looks) == 1 else None


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return name and pattern of each label that headings give."""
    rows = ((name, row["shapes"]) for name, row in _rows().items() if row["shapes"])
    return tuple((name, re.compile(filled("scope", "|".join(shapes)))) for name, shapes in rows)


@lru_cache(maxsize=1)
def _styles() -> dict[str, str]:
    """Return the names of the labels that markers give, by the marker's style."""
    return {row["style"]: name for name, row in _rows().items() if "style" in row}


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    """Return the pattern of the words of any label at the end of a line that names no addressee."""
    shapes = "|".join(shape for row in _rows().values() if "addressed" not in row for shape in row["shapes"])
    unnamed = re.sub("[?]P<[a-z]{1,40}>", "?:", shapes)
    return re.compile(filled("scope", f"(?:{unnamed})(?:{_MORE})?$"))


def _rows() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = load("scope")["labels"]
    return rows
