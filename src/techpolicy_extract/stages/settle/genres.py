"""The genre of a document, by its title."""

from __future__ import annotations

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.patterns.lazy import lazy

_NO_LAW = lazy(r"[做方看想说用]法")
_GENRE_TAIL = lazy(r"(?:（[^（）]{1,20}）|\s|》|”)+$")


def genre_of(title: str, lead: str) -> str:
    """Return the genre of a title by its last genre noun; of a text without one by how its lead ends."""
    genres = load("documents")["genres"]
    title = _NO_LAW.sub("＿＿", title)
    bare = _GENRE_TAIL.sub("", title)
    for noun in sorted(genres, key=len, reverse=True):
        if bare.endswith(noun):
            return str(genres[noun])
    if any(phrase in lead for phrase in words("documents", "notice_leads")):
        return "通知"
    last = max(((title.rfind(noun), len(noun), noun) for noun in genres), default=(-1, 0, ""))
    return str(genres[last[2]]) if last[0] > 0 and len(title) - last[0] < 16 else "其他"
