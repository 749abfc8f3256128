"""Put headings and titles together with what stands below them, and say what holds there by the scope."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from techpolicy_extract.nouns.scope import Scope
from techpolicy_extract.stages.parse import parse
from tests.documents import segmented

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "scopes.toml").read_text("utf-8"))
Key = tuple[str, str, str]  # label, heading, form
TITLE = "某市科学技术局有关事项\n"


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for label, row in DATA["headings"].items():
        yield from ((label, heading, form) for heading in row["said"] for form in DATA["forms"])


def scope_of(text: str, words: str) -> Scope:
    """Return the scope of the section in which words stand in a text."""
    parsed = parse(segmented(text))
    at = parsed.segmented.normalized.mapped.text.index(words)
    sentence = next(each for each in parsed.sentences if each.start <= at < each.offsets[-1])
    return parsed.scopes[sentence.section.section_id]


def text_below(heading: str, form: str, body: str) -> str:
    """Return a document with a body below a heading that stands in a form."""
    return f"{TITLE}{DATA['forms'][form].format(h=heading)}{body}\n"


def scope_below(heading: str, form: str, body: str) -> Scope:
    """Return what holds for a body below a heading that stands in a form."""
    return scope_of(text_below(heading, form, body), body)
