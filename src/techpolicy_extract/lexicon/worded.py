"""Patterns whose words stand in a lexicon: Python writes the shape, a `{name}` in it stands for a list of words."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any, cast

from techpolicy_extract.lexicon import load, strings
from techpolicy_extract.patterns.lazy import Lazy

# A name in the shape's own lexicon, or with the lexicon before it: {leads}, {times.leads}. Repeats have digits only.
_NAME = re.compile(r"\{([a-z]\w*(?:\.[a-z]\w*){0,3})\}")
# What stands before a list that needs no group of its own, where an alternative or the group ends behind it.
_OPENS = re.compile(r"(?:^|\||(?<!\\)\((?:\?(?:[:=!]|<[=!]|P<\w{1,40}>))?)\Z")


def worded(book: str, shape: str) -> re.Pattern[str]:
    """Return a pattern for a constant of a module; it is compiled, and lexicon/BOOK.toml read, when first used.

    `book` may name a table of a lexicon (regions.grammar). Using the pattern raises RuleError where there is no such
    list.
    """
    return cast("re.Pattern[str]", Lazy(shape, compiler=partial(_compile, book)))


def filled(book: str, shape: str) -> str:
    """Return a shape with the words of lexicon/BOOK.toml in place of each `{name}`, in the order of their lists.

    Write `{book.name}` for a list of another lexicon. Raises RuleError where there is no such list.
    """

    def alternatives(match: re.Match[str]) -> str:
        words = "|".join(_list(book, match[1]))
        whole = _OPENS.search(shape, 0, match.start()) and shape[match.end() : match.end() + 1] in ("", "|", ")")
        return words if whole else f"(?:{words})"

    return _NAME.sub(alternatives, shape)


@cache
def words(book: str, name: str) -> tuple[str, ...]:
    """Return the words of one list of lexicon/BOOK.toml. Raises RuleError where there is no such list."""
    return tuple(_list(book, name))


def _list(book: str, name: str) -> list[str]:
    book, *path, key = (name if "." in name else f"{book}.{name}").split(".")
    table: dict[str, Any] = load(book)
    for step in path:
        table = table.get(step, {})
    return strings(table, key, ", ".join((f"lexicon/{book}.toml", *path)))


def _compile(book: str, shape: str, flags: int) -> re.Pattern[str]:
    return re.compile(filled(book, shape), flags)
