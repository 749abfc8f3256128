"""Word lists as data: one TOML file for each topic, read on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.library_faults import toml_fault

_Trie = dict[str, "_Trie"]

# Below a node of the trie the empty key says that a word ends there; no character is the empty string.
_END = ""

_WORD = re.compile(r'"([^"]*)"')
_LIST = re.compile(r'\[\s*(?:"[^"\\\n]*"\s*,\s*)*"[^"\\\n]*"\s*,?\s*\]')
_NUMBER = "\ue0ff list "  # begins a placeholder; no word of a lexicon begins with it


@cache
def load(name: str) -> dict[str, Any]:
    """Read lexicon/NAME.toml.

    Raises RuleError where the file is missing or no TOML, or where a list holds a blank or a word twice. The dict is
    shared by all callers: do not change it.
    """
    where = f"lexicon/{name}.toml"
    try:
        data = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RuleError("there is no such lexicon", where) from None
    try:
        table = read(data)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {toml_fault(error)}", where) from None
    check(table, where)
    return table


def read(data: str) -> dict[str, Any]:
    """Return the same as `tomllib.loads`, in a third of the time.

    Lists of plain words, which make up most lexicons, are read with one regular expression each; tomllib reads the
    rest, with a placeholder for each list.
    """
    lists: list[list[str]] = []

    def number(match: re.Match[str]) -> str:
        lists.append(_WORD.findall(match[0]))
        return f'"{_NUMBER}{len(lists) - 1}"'

    table: dict[str, Any] = _put_back(tomllib.loads(_LIST.sub(number, data)), lists)
    return table


def _put_back(value: Any, lists: list[list[str]]) -> Any:
    if isinstance(value, dict):
        return {key: _put_back(below, lists) for key, below in value.items()}
    if isinstance(value, list):
        return [_put_back(below, lists) for below in value]
    return lists[int(value[len(_NUMBER) :])] if isinstance(value, str) and value.startswith(_NUMBER) else value


def check(table: dict[str, Any], where: str) -> None:
    """Raise RuleError at the first blank string, and at the first string that a list holds twice."""
    for key, value in table.items():
        place = f"{where}, {key}"
        if isinstance(value, dict):
            check(value, place)
        elif isinstance(value, str) and not value.strip():
            raise RuleError("the text is blank", place)
        elif isinstance(value, list):
            _check_list(value, place)


def _check_list(values: list[Any], place: str) -> None:
    seen: set[str] = set()
    for value in values:
        if not isinstance(value, str):
            continue
        if not value.strip():
            raise RuleError("a word is blank", place)
        if value in seen:
            raise RuleError(f"{value} is listed twice", place, "keep one of them")
        seen.add(value)


def strings(table: dict[str, Any], key: str, where: str) -> list[str]:
    """Return the list of strings under `key`. Raises RuleError where it is missing or is anything else."""
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise RuleError("a list of words is wanted here", f"{where}, {key}")
    return value


def trie_pattern(words: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of the words; they share their prefixes.

    The pattern of an empty list never matches.
    """
    root: _Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    root.pop(_END, None)
    return _branches(root) if root else r"(?!)"


def _branches(node: _Trie) -> str:
    """Write what may follow at a node; an optional group is greedy, so that the longest word wins."""
    leaves = sorted(char for char, below in node.items() if char and list(below) == [_END])
    inner = [
        re.escape(char) + _branches(below) for char, below in sorted(node.items()) if char and list(below) != [_END]
    ]
    if leaves:
        single = re.escape(leaves[0]) if len(leaves) == 1 else f"[{''.join(map(re.escape, leaves))}]"
        inner.append(single)
    body = inner[0] if len(inner) == 1 and _END not in node else f"(?:{'|'.join(inner)})"
    return f"{body}?" if _END in node else body
