"""The title of a document and its genre."""

from __future__ import annotations

import re
from collections.abc import Mapping

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Fact
from techpolicy_extract.patterns.lazy import lazy

_NO_LAW = worded("documents", "{no_laws}")
_ITSELF = worded("documents", "{itself}(?P<noun>{genre_nouns})")
_GENRE_TAIL = lazy(r"(?:（[^（）]{1,20}）|\s|》|”)+$")
_ITEM = re.compile(r"[一二三四五六七八九十\d]{1,2}、")


def no_genre() -> str:
    """Return the genre of a title that names none."""
    return words("documents", "no_genre")[0]


def genre_of(title: str, lead: str) -> str:
    """Return the genre of a title by its last genre noun; of a text without one by how its lead ends."""
    genres = load("documents")["genres"]
    title = _NO_LAW.sub("＿＿", title)
    if (noun := _last_noun(title)) is not None:
        return str(genres[noun])
    if any(phrase in lead for phrase in words("documents", "notice_leads")):
        return words("documents", "led_genre")[0]
    last = max(((title.rfind(noun), len(noun), noun) for noun in genres), default=(-1, 0, ""))
    return str(genres[last[2]]) if last[0] > 0 and len(title) - last[0] < 16 else no_genre()


def names_genre(title: str) -> bool:
    """Return whether a title ends in a noun of genres, as titles of documents do and headlines do not."""
    return _last_noun(_NO_LAW.sub("＿＿", title)) is not None


def _last_noun(title: str) -> str | None:
    """Return the longest noun of genres that ends a title, brackets and marks behind it left out."""
    bare = _GENRE_TAIL.sub("", title)
    return next(
        (noun for noun in sorted(load("documents")["genres"], key=len, reverse=True) if bare.endswith(noun)), None
    )


def stated_title(facts: Mapping[str, Fact], own: str) -> str | None:
    """Return the title that the page states where the text's `own` is none, or something else stands in its place."""
    stated = facts.get("title")
    if stated is None or (own and not _ITEM.match(own) and (genre_of(own, "") != no_genre() or own in stated.value)):
        return None
    return stated.value


def named_genre(text: str) -> str | None:
    """Return the genre by which a text without a title first calls itself: 本纲要 gives 规划. None where it does not."""
    genres = load("documents")["genres"]
    found = (match["noun"] for match in _ITSELF.finditer(text))
    return next((str(genres[noun]) for noun in found if noun in genres), None)


def stated_genre(title: str) -> str | None:
    """Return the genre of a title that the page states; None where it does not end in a noun of genres."""
    return genre_of(title, "") if title.endswith(tuple(load("documents")["genres"])) else None
