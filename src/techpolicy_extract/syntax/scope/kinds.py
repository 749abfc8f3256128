"""What kind of document a part is, by its title and genre: see lexicon/scope.toml."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import filled, worded
from techpolicy_extract.nouns.scope import PartKind

_HEADLINE = worded("scope", "{headlines}")


def kind_of(title: str, genre: str) -> PartKind:
    """Return the first kind of the lexicon whose titles or genres fit; `other` where none does."""
    for name, titles, genres in _kinds():
        if genre in genres or (titles is not None and titles.search(title)):
            return cast("PartKind", name)
    return "other"


def is_headline(title: str) -> bool:
    """Return whether a title tells that something was made public: 某市规划发布 创新平台将倍增."""
    return bool(_HEADLINE.search(title))


def is_news(text: str) -> bool:
    """Return whether a text is a report about a document (记者从…了解到): what it tells is aimed at by others."""
    return bool(_news().search(text))


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str] | None, frozenset[str]], ...]:
    rows = load("scope")["kinds"].items()
    return tuple((name, _titles(row.get("titles", [])), frozenset(row.get("genres", ()))) for name, row in rows)


def _titles(shapes: list[str]) -> re.Pattern[str] | None:
    return re.compile(filled("scope", "|".join(shapes))) if shapes else None


@lru_cache(maxsize=1)
def _news() -> re.Pattern[str]:
    return re.compile("|".join(load("cues")["news"]))
