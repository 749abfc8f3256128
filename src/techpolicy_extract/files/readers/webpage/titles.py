"""Find the title of the document on a page: what the page marks as such, or what its window is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from techpolicy_extract.files.readers.webpage.lines import collapse
from techpolicy_extract.files.readers.webpage.names import is_called
from techpolicy_extract.files.readers.webpage.tree import Element, Page
from techpolicy_extract.lexicon import load

_HEADS = ("h1", "h2", "h3")
_PARTS = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|--+|——|-(?=[^-]{2,20}$))\s*")
_SITES = re.compile(
    r"(?:网|网站|门户|政府|公司|[厅局委]|平台|首页|专栏|详情)$"
)  # what a site calls itself or its pages
_MARKER = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．]")
_LEAST = 6  # characters of a title, at least
_SHORT = 4  # characters of a main heading, at least
_MOST = 200
_FEW = 12  # lines at the beginning of a text in which its title stands


class Title(NamedTuple):
    """A title, its element's path, and whether it is sure enough to be put into the text."""

    text: str
    path: str
    shown: bool


@cache
def _genre() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, load("documents")["genre_nouns"]))
    return re.compile(rf"(?:{nouns})(?:[（(].{{1,24}}[）)])?[》”]?$")


def title_of(page: Page, stated: str, root: Element, without: Collection[Element]) -> Title:
    """Return the title: `<meta name="ArticleTitle">`, the block of metadata, a heading over the text, `<title>`."""
    window = [_clean(part) for part in _PARTS.split(_clean(page.title)) if part.strip()]
    tag = next((each.get("content") for each in page.head if each.get("name").lower() == "articletitle"), "")
    heads = _heads(page.body, root, without)
    named = next((text for text, _ in heads if len(text) >= _LEAST and _fold(text) in _fold(page.title)), "")
    first = next((text for text, _ in heads if _is_title(text)), "")
    alone = next((text for text, each in heads if each.tag == "h1" and len(text) >= _SHORT), "")
    last = max((part for part in window if _is_title(part)), key=len, default="")
    text = next((each for each in (_clean(tag), _clean(stated), named, first, alone, last) if each), "")
    if text:
        path = next((each.path for found, each in heads if _fold(found) == _fold(text)), "")
        return Title(text, path, len(text) <= _MOST)
    return Title(max((part for part in window if not _SITES.search(part)), key=len, default=""), "", False)


def repeated(title: str, lines: Sequence[str]) -> bool:
    """Tell whether the first lines of a text have its title, on one line or several, with or without its issuer."""
    wanted = _fold(title)
    head = [_fold(line) for line in lines[:_FEW]]
    if any(len(line) >= _LEAST and wanted.endswith(line) for line in head):
        return True
    if any(line.endswith(wanted) and not _MARKER.match(line) for line in head):
        return True
    return any("".join(head[start:end]) == wanted for start in range(len(head)) for end in range(start + 2, start + 6))


def _heads(body: Element, root: Element, without: Collection[Element]) -> list[tuple[str, Element]]:
    """Return the headings over the text, the nearest first, then those in it."""
    before: list[tuple[str, Element]] = []
    after: list[tuple[str, Element]] = []
    inside = False
    for each in body.walk(without):
        inside = inside or each is root
        if each.tag not in _HEADS and not is_called(each, "title"):
            continue
        text = _clean(each.beginning(_MOST + 1))
        if not 0 < len(text) <= _MOST or _SITES.search(text):
            continue
        (after if inside else before).append((text, each))
    return before[::-1] + after


def _is_title(text: str) -> bool:
    return len(text) >= _LEAST and ("关于" in text or bool(_genre().search(text)))


def _clean(text: str) -> str:
    return collapse(text.replace("\xa0", " ").replace("\u3000", " "))


def _fold(text: str) -> str:
    return re.sub(r"[\s\u200b《》〈〉“”\"'（）()]", "", text)
