"""Rule packs: TOML files of rules, each a pattern with examples and rejects, checked and compiled.

A pattern is a Python regular expression over slot text. `{name}` in it stands for an atom: a slot (`{money}`), a group
of slots (`{qty}`), or a list of words from lexicon/atoms.toml (`{upto}`). Regex repeats hold digits only (`{0,12}`), so
the two do not meet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import regex

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing import slots
from techpolicy_extract.nouns import views
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.library_faults import pattern_fault, system_fault, toml_fault
from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.patterns import prefilter
from techpolicy_extract.patterns.lazy import Lazy, lazy
from techpolicy_extract.patterns.limits import Timed, excess
from techpolicy_extract.records.rule_pack import GROUPED, KEYS, MIN_EXAMPLES, REQUIRED, RULE_TYPES, STATUSES, VIEWS
from techpolicy_extract.rules.formats import format_fault
from techpolicy_extract.rules.version import texts, version

_ID = lazy(r"[\w.-]{1,80}")  # records and messages contain it
_ATOM = lazy(r"\{([a-z_]+)\}")
_MOST_PACKS, _MOST_BYTES = 100, 2**20
_QUOTED = lazy(r"\\.|\[(?:\\.|[^\]])+\]")  # an escaped sign, or one in a class, is no repeat
_UNBOUNDED = lazy(r"[*+]|\{\d+,\}")
_KINDS: dict[str, type] = {
    "id": str,
    "type": str,
    "doc": str,
    "pattern": str,
    "status": str,
    "rank": int,
    "view": str,
    "set": dict,
    "example": list,
    "reject": list,
}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a run in the order in which they are tried, and their version; `known` includes retired ones."""

    rules: tuple[Rule, ...]
    version: str
    known: tuple[Rule, ...]


@cache
def atoms(view: str = "slots") -> dict[str, str]:
    """Return every atom's regular expression by name: slots, items of a view, the word lists of lexicon/atoms.toml."""
    return _base() | views.atoms(view)


@cache
def _base() -> dict[str, str]:
    table = slots.atoms()
    lexicon = load("atoms")
    sides = {f"cmp_{side}": list(words) for side, words in load("comparators").items() if side != "behind_noun"}
    for name, words in (lexicon["words"] | sides).items():
        table[name] = "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
    for name, pattern in lexicon["patterns"].items():
        table[name] = f"(?:{expand(pattern, table, f'lexicon/atoms.toml: {name}')})"
    return table


@cache
def _atom_facts(view: str) -> dict[str, prefilter.Facts]:
    base = _base_facts()
    return base | {name: prefilter.facts_of(pattern) for name, pattern in views.atoms(view).items()}


@cache
def _base_facts() -> dict[str, prefilter.Facts]:
    return {name: prefilter.facts_of(pattern) for name, pattern in _base().items()}


def _view(kind: object) -> str:
    """Return what rules of a type look at where they do not say."""
    return RULE_TYPES[kind].view if isinstance(kind, str) and kind in RULE_TYPES else "slots"


def expand(pattern: str, table: Mapping[str, str], where: str) -> str:
    """Put the regular expressions of atoms into a pattern. Raises RuleError where it names an unknown atom."""

    def atom(match: re.Match[str]) -> str:
        if match[1] not in table:
            raise RuleError(f"unknown atom {match[0]}", where, "atoms are in lexicon/atoms.toml; slots in slots.py")
        return table[match[1]]

    return _ATOM.sub(atom, pattern)


def parse_pack(text: str, name: str) -> list[Rule]:
    """Read a pack's TOML text into rules. Raises RuleError that names pack, rule and key."""
    rules, found = read_pack(text, name)
    if found:
        raise found[0]
    return rules


def read_pack(text: str, name: str) -> tuple[list[Rule], list[RuleError]]:
    """Read a pack's TOML text; return its good rules and all its faults."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of many digits, tables nested without end
        return [], [RuleError(f"not valid TOML: {toml_fault(error)}", name, "quote patterns with three single quotes")]
    if fault := format_fault(data, text, name):
        return [], [fault]
    found = [
        RuleError(f"unknown key {key!r}", name, "a pack holds format and [[rule]] tables only")
        for key in sorted(set(data) - {"format", "rule"})
    ]
    rules: list[Rule] = []
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(raw, dict) for raw in tables):
        return [], [*found, RuleError("the key 'rule' must hold tables", name, "begin each rule with [[rule]]")]
    for raw in tables:
        faults = list(_faults(raw, f"{name}: {raw.get('id', 'a rule without id')}"))
        found += faults
        if not faults:
            rules.append(_rule(raw, name))
    return rules, found


def _faults(raw: Mapping[str, Any], where: str) -> Iterator[RuleError]:
    """Yield all faults of a rule's table."""
    for key in REQUIRED:
        if key not in raw:
            yield RuleError(f"the key {key!r} is missing", where, f"a rule has {', '.join(REQUIRED)}")
    for key in sorted(set(raw) - KEYS):
        yield RuleError(f"unknown key {key!r}", where, f"known keys: {', '.join(sorted(KEYS))}")
    wrong = [key for key, kind in _KINDS.items() if key in raw and not isinstance(raw[key], kind)]
    for key in wrong:
        kinds = _KINDS[key].__name__, type(raw[key]).__name__
        yield RuleError(f"the key {key!r} must be a {kinds[0]}, not a {kinds[1]}", where)
    good = {key: value for key, value in raw.items() if key not in wrong}
    if "id" in good and not _ID.fullmatch(good["id"]):
        yield RuleError("the id is not one word", where, "write letters, digits, dots and dashes")
    for key, names in (("type", RULE_TYPES), ("status", STATUSES), ("view", VIEWS)):
        if key in good and good[key] not in names:
            yield RuleError(f"{key} {good[key]!r} is not one of {', '.join(names)}", where)
    view = good.get("view", _view(good.get("type")))
    if view in VIEWS and good.get("type") in RULE_TYPES and good["type"] not in VIEWS[view]:
        hint = "leave the key out" if "view" in good else ""
        yield RuleError(f"a rule for a {good['type']} cannot have the view {view!r}", where, hint)
    yield from _case_faults({key: good[key] for key in ("example", "reject") if key in good}, where)
    if "pattern" in good:
        kind = str(good.get("type")) if view in GROUPED else ""  # other views take no groups
        yield from _pattern_faults(good["pattern"], atoms(view), kind, f"{where}, pattern")


def _case_faults(given: Mapping[str, list[Any]], where: str) -> Iterator[RuleError]:
    if any(len(cases) < (MIN_EXAMPLES if key == "example" else 1) for key, cases in given.items()):
        yield RuleError("a rule needs at least two examples and one reject", where)
    for key, cases in given.items():
        for number, case in enumerate(cases, 1):
            if not isinstance(case, dict) or not isinstance(case.get("text"), str):
                yield RuleError("an example or reject needs a text", f"{where}, {key} {number}")


def _pattern_faults(pattern: str, table: Mapping[str, str], kind: str, where: str) -> Iterator[RuleError]:
    if _UNBOUNDED.search(_QUOTED.sub("x", pattern)):
        yield RuleError("the pattern has a repeat without an upper bound", where, "write {0,30} in the place of * or +")
    try:
        expanded = expand(pattern, table, where)
        if said := excess(expanded):
            yield RuleError(said, where, "make two rules of it")
            return
        groups = regex.compile(expanded).groupindex
    except RuleError as error:
        yield error
        return
    except (regex.error, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        hint = "try it on its own, a bracket and an atom at a time"
        yield RuleError(f"the pattern does not compile: {pattern_fault(error)}", where, hint)
        return
    if kind in RULE_TYPES and not any(name in groups for name in RULE_TYPES[kind].groups):
        names = " or ".join(f"(?P<{name}>…)" for name in RULE_TYPES[kind].groups)
        yield RuleError("the pattern takes nothing of the text", where, f"a rule for a {kind} needs a group {names}")


def _rule(raw: Mapping[str, Any], pack: str) -> Rule:
    """Make a rule from a table that has no faults."""
    view = raw.get("view", _view(raw["type"]))
    facts = prefilter.facts_of(raw["pattern"], _atom_facts(view))
    return Rule(
        id=raw["id"], type=raw["type"], doc=raw["doc"], status=raw.get("status", "stable"), rank=raw.get("rank", 50),
        pattern=Lazy(expand(raw["pattern"], atoms(view), pack), 0, regex.compile), set=dict(raw.get("set", {})),
        needs=prefilter.needs_of(facts), words=prefilter.words_of(facts),
        examples=tuple(raw["example"]), rejects=tuple(raw["reject"]), written=raw["pattern"], pack=pack,
        view=view,
    )  # fmt: skip


def by_rank(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules as they are tried, without retired ones. Raises RuleError where two share an id."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise RuleError("two rules have this id", rule.id, "rename one of them")
        found[rule.id] = rule
    return tuple(sorted((r for r in found.values() if r.status != "retired"), key=lambda r: r.rank))


@lru_cache(maxsize=1)
def builtin() -> tuple[Rule, ...]:
    """Return the rules of the package, in the order in which they are tried."""
    return by_rank(_known())


@lru_cache(maxsize=1)
def _known() -> tuple[Rule, ...]:
    # Faults are not looked for, because that compiles each pattern: the tests check these packs.
    return tuple(_rule(raw, f"rules/{name}") for name, text in texts() for raw in tomllib.loads(text)["rule"])


def default() -> RuleSet:
    """Return the rules of the package alone."""
    return RuleSet(builtin(), version(), _known())


def with_packs(packs: Iterable[tuple[str, str]]) -> RuleSet:
    """Return the package's rules with those of `packs` (name and text); a rule replaces the one with its id.

    Raises RuleError where a pack has a fault, or where two rules of the packs have one id.
    """
    packs = tuple(packs)
    own = [rule for name, text in packs for rule in parse_pack(text, name)]
    by_rank(own)
    return joined(own, packs)


def joined(own: Iterable[Rule], packs: tuple[tuple[str, str], ...] = ()) -> RuleSet:
    """Return the package's rules with `own`, which are timed; a rule of `own` replaces the one with its id."""
    timed = [replace(r, pattern=Timed(r.pattern, f"{r.pack}: {r.id}, pattern")) for r in own]
    known = {rule.id: rule for rule in (*_known(), *timed)}
    return RuleSet(by_rank(known.values()), version(packs), tuple(known.values()))


def read_folder(folder: Path) -> list[tuple[str, str]]:
    """Return names and texts of the packs in a folder, sorted. Raises RuleError if there is none or one is no text."""
    where = folder.as_posix()
    if not folder.is_dir():
        raise RuleError("no such folder", where, "name a folder of rule packs")
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    if not paths:
        raise RuleError("no rule packs in this folder", where, "rule packs end in .toml")
    if len(paths) > _MOST_PACKS:
        raise RuleError(f"more than {_MOST_PACKS} rule packs", where, "put rules of one kind into one pack")
    return [(path.as_posix(), _read_pack_file(path)) for path in paths]


def _read_pack_file(path: Path) -> str:
    """Return the text of a pack. Raises RuleError for a pipe or device, a file too large, and what is not UTF-8."""
    where = path.as_posix()
    try:
        if path.exists() and not path.is_file():
            raise RuleError("is no file", where, "rule packs are text files")
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise RuleError(f"larger than {_MOST_BYTES >> 10} KiB", where, "split it into packs")
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RuleError("not UTF-8", where, "save it as UTF-8") from None
    except OSError as error:
        raise RuleError(f"cannot be read: {system_fault(error)}", where) from None
