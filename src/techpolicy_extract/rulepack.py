"""Rule packs: TOML files of rules, each a pattern with examples and rejects, checked and compiled.

A pattern is a Python regular expression over slot text. `{name}` in it stands for an atom: a slot (`{money}`), a group
of slots (`{qty}`), or a list of words from lexicon/atoms.toml (`{upto}`). Regex repeats hold digits only (`{0,12}`), so
the two do not meet.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import regex

from techpolicy_extract import slots
from techpolicy_extract.errors import RuleError
from techpolicy_extract.lexicon import load
from techpolicy_extract.model import Rule

TYPES = ("quantity", "fund", "provision", "deadline", "citation", "enumeration")
STATUSES = ("draft", "stable", "retired")
_REQUIRED = ("id", "type", "doc", "pattern", "example", "reject")
_KEYS = frozenset((*_REQUIRED, "status", "rank", "set"))
_ATOM = re.compile(r"\{([a-z_]+)\}")
_MIN_EXAMPLES = 2
_SLOT_GROUP = re.compile(
    r"\(\?P<(?:"
    + "|".join((*slots.NUMBER_GROUPS, "date"))
    + r")>(?:\(\?[!P<>=a-z]{1,12}[^)]{0,12}\))?\[?(?P<atoms>(?:\{[a-z_]+\})+)"
)
_QUOTED = re.compile(r"\\.|\[(?:\\.|[^\]])+\]")  # what is escaped or in a class is no repeat
_UNBOUNDED = re.compile(r"[*+]|\{\d+,\}")
_KINDS: dict[str, type] = {
    "id": str,
    "type": str,
    "doc": str,
    "pattern": str,
    "status": str,
    "rank": int,
    "set": dict,
    "example": list,
    "reject": list,
}


@lru_cache(maxsize=1)
def atoms() -> dict[str, str]:
    """Give every atom's regular expression by name: slots, and the word lists of lexicon/atoms.toml."""
    table = slots.atoms()
    lexicon = load("atoms")
    sides = {f"cmp_{side}": list(words) for side, words in load("comparators").items()}
    for name, words in (lexicon["words"] | sides).items():
        table[name] = "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
    for name, pattern in lexicon["patterns"].items():
        table[name] = f"(?:{expand(pattern, table, f'lexicon/atoms.toml: {name}')})"
    return table


def expand(pattern: str, table: Mapping[str, str], where: str) -> str:
    """Put atoms into a pattern. Raises RuleError where it names one that does not exist."""

    def atom(match: re.Match[str]) -> str:
        if match[1] not in table:
            raise RuleError(f"unknown atom {match[0]}", where, "atoms are in lexicon/atoms.toml; slots in slots.py")
        return table[match[1]]

    return _ATOM.sub(atom, pattern)


def parse_pack(text: str, name: str) -> list[Rule]:
    """Read a pack's TOML text into rules. Raises RuleError that names pack, rule and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}", name, "quote patterns with three single quotes") from error
    if unknown := set(data) - {"rule"}:
        raise RuleError(f"unknown key {sorted(unknown)[0]!r}", name, "a pack holds [[rule]] tables only")
    return [_rule(raw, name) for raw in data.get("rule", [])]


def _rule(raw: Mapping[str, Any], pack: str) -> Rule:
    where = f"{pack}: {raw.get('id', 'a rule without id')}"
    for key in _REQUIRED:
        if key not in raw:
            raise RuleError(f"the key {key!r} is missing", where, f"a rule has {', '.join(_REQUIRED)}")
    if unknown := set(raw) - _KEYS:
        raise RuleError(f"unknown key {sorted(unknown)[0]!r}", where, f"known keys: {', '.join(sorted(_KEYS))}")
    for key, kind in _KINDS.items():
        if key in raw and not isinstance(raw[key], kind):
            raise RuleError(f"the key {key!r} must be a {kind.__name__}, not a {type(raw[key]).__name__}", where)
    if raw["type"] not in TYPES:
        raise RuleError(f"type {raw['type']!r} is not one of {', '.join(TYPES)}", where)
    status = raw.get("status", "stable")
    if status not in STATUSES:
        raise RuleError(f"status {status!r} is not one of {', '.join(STATUSES)}", where)
    examples, rejects = tuple(raw["example"]), tuple(raw["reject"])
    if len(examples) < _MIN_EXAMPLES or not rejects:
        raise RuleError("a rule needs at least two examples and one reject", where)
    for case in (*examples, *rejects):
        if not isinstance(case, dict) or not isinstance(case.get("text"), str):
            raise RuleError("an example or reject needs a text", where)
    expanded = expand(raw["pattern"], atoms(), where)
    if _UNBOUNDED.search(_QUOTED.sub("x", raw["pattern"])):
        raise RuleError("a repeat without an upper bound", where, "write {0,30} in the place of * or +")
    try:
        pattern = regex.compile(expanded)
    except regex.error as error:
        raise RuleError(f"the pattern does not compile: {error}", where) from error
    return Rule(
        id=raw["id"], type=raw["type"], doc=raw["doc"], status=status, rank=raw.get("rank", 50), pattern=pattern,
        set=dict(raw.get("set", {})), needs=_needs(raw["pattern"]), examples=examples, rejects=rejects,
    )  # fmt: skip


def _needs(pattern: str) -> frozenset[str]:
    """Give the slot letters of which a sentence must hold one for a pattern to match; empty where that is not sure."""
    letters = frozenset(slots.LETTERS.values())
    found = [expand(match["atoms"], atoms(), "") for match in _SLOT_GROUP.finditer(pattern)]
    return frozenset(char for text in found for char in text if char in letters)


def by_rank(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Order rules as they are tried. Raises RuleError where two share an id."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise RuleError("two rules have this id", rule.id, "rename one of them")
        found[rule.id] = rule
    return tuple(sorted((r for r in found.values() if r.status != "retired"), key=lambda r: r.rank))


@lru_cache(maxsize=1)
def builtin() -> tuple[Rule, ...]:
    """Give the rules that come with the package, in the order in which they are tried."""
    return by_rank(rule for name, text in _packs() for rule in parse_pack(text, f"rules/{name}"))


@lru_cache(maxsize=1)
def version() -> str:
    """Give the first 12 hex digits of the SHA-256 over all packs and lexicons: changes when any of them does."""
    digest = hashlib.sha256()
    for name, text in _packs():
        digest.update(f"{name}\n{text}".encode())
    for entry in _files("lexicon"):
        digest.update(f"{entry.name}\n{entry.read_text('utf-8')}".encode())
    return digest.hexdigest()[:12]


def _files(folder: str) -> list[Any]:
    root = resources.files("techpolicy_extract") / folder
    return sorted((e for e in root.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name)


@lru_cache(maxsize=1)
def _packs() -> list[tuple[str, str]]:
    return [(entry.name, entry.read_text("utf-8")) for entry in _files("rules")]
