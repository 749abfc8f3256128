"""Check rule packs: their tables, patterns, examples and rejects, and whether their rules ever fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from techpolicy_extract.nouns.drafts import DRAFTS
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.model import Rule, Source
from techpolicy_extract.pipeline import trace
from techpolicy_extract.products.contests import blockers
from techpolicy_extract.products.rulecheck.cases import (
    Runner,
    example_failure,
    expectation_faults,
    reject_failure,
    types_of,
)
from techpolicy_extract.products.rulecheck.patterns import nested_repeat
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.flat import settable
from techpolicy_extract.records.rule_pack import RULE_TYPES
from techpolicy_extract.records.validation import fault_of
from techpolicy_extract.rules.packs import RuleSet, by_rank, default, joined, read_folder, read_pack, with_packs

__all__ = ["check", "firing", "load"]


def load(folder: Path | None) -> RuleSet:
    """Return the rules of the package and of a folder's packs. Raises RuleError at the first fault."""
    if folder is None:
        return default()
    packs = read_folder(folder)
    rules = with_packs(packs)
    for rule in rules.known:
        if rule.pack in dict(packs):
            for fault in _set_faults(rule):
                raise fault
    return rules


def check(folder: Path) -> list[RuleError]:
    """Return every fault in a folder's packs. Raises RuleError where there are no packs to check."""
    own: list[Rule] = []
    faults: list[RuleError] = []
    for name, text in read_folder(folder):
        rules, found = read_pack(text, name)
        faults += found
        own += rules
    sound: dict[str, Rule] = {}
    for rule in own:
        bad = [*_set_faults(rule), *_pattern_faults(rule)]
        if rule.id in sound:
            other = sound[rule.id].pack
            bad.append(RuleError(f"{other} has a rule of this id, too", _where(rule, "id"), "rename one of them"))
        faults += bad
        if not bad:
            sound[rule.id] = rule
    run = Runner(joined(sound.values()))
    for rule in by_rank(sound.values()):
        faults += _case_faults(rule, run)
    return faults


def firing(sources: Iterable[Source], rules: RuleSet) -> dict[str, tuple[int, int]]:
    """Count for each rule the matches that held in the documents, and the records made by it."""
    counts = {rule.id: (0, 0) for rule in rules.known}
    for source in sources:
        traced = trace(source, rules)
        for match in traced.matched.matches:
            held, made = counts[match.rule.id]
            counts[match.rule.id] = held + 1, made
        forms = {rule.id for rule in traced.matched.forms}  # each match of these is a record
        for record in traced.records:
            if record["rule"] in counts:
                held, made = counts[record["rule"]]
                counts[record["rule"]] = held + (record["rule"] in forms), made + 1
    return counts


def _where(rule: Rule, key: str = "") -> str:
    return f"{rule.pack}: {rule.id}" + (f", {key}" if key else "")


def _set_faults(rule: Rule) -> Iterator[RuleError]:
    """Yield a fault for each field that a rule sets but its records do not have, and each that it fails to set."""
    kinds = types_of(rule)
    known = set().union(*(TYPES[kind].model_fields for kind in kinds))
    names = set().union(*(settable(DRAFTS[kind]) for kind in kinds), RULE_TYPES[rule.type].marks)
    for name in sorted(set(rule.set) - names):
        if name in known:
            yield RuleError(f"a rule for a {rule.type} cannot set {name!r}", _where(rule, "set"), "see schemas/")
        else:
            yield RuleError(f"{' and '.join(kinds)} have no field {name!r}", _where(rule, "set"))
    for name in RULE_TYPES[rule.type].needs:
        if name not in rule.set and rule.view == "slots":  # what a tree shows has its own kind
            yield RuleError(f"a rule for a {rule.type} must set {name!r}", _where(rule, "set"), "see schemas/")


def _pattern_faults(rule: Rule) -> Iterator[RuleError]:
    if nested := nested_repeat(rule.pattern.pattern):
        shown = nested if len(nested) < 60 else f"{nested[:60]}…"
        message = f"nested quantifiers, a repeat of nothing but repeats: {shown}"
        yield RuleError(message, _where(rule, "pattern"), "put a fixed word into it")


def _case_faults(rule: Rule, run: Runner) -> Iterator[RuleError]:
    """Run a rule's examples and rejects, and check the records of its examples against their schemas."""
    sound = True
    for number, case in enumerate(rule.examples, 1):
        where = _where(rule, f"example {number}")
        if said := list(expectation_faults(rule, case)):
            sound = False
            yield from (RuleError(fault, where) for fault in said)
            continue
        if failure := example_failure(rule, case, run):
            yield RuleError(failure.line(), where)
        for record in run.records(str(case["text"])):
            if record["rule"] == rule.id and (fault := fault_of(record)):
                yield RuleError(f"makes a record that breaks its schema: {fault}", where)
    for number, case in enumerate(rule.rejects, 1):
        if failure := reject_failure(rule, case, run):
            yield RuleError(failure.line(), _where(rule, f"reject {number}"))
    if sound and (winners := _shadow(rule, run)):
        names = ", ".join(winners)
        message = f"is shadowed: in all its examples {names} takes what it would"
        yield RuleError(message, _where(rule, "rank"), "lower it")


def _shadow(rule: Rule, run: Runner) -> list[str]:
    """Return the rules that win over this rule in each of its own examples; empty where it wins in one."""
    winners: dict[str, None] = {}
    for case in rule.examples:
        traced = run.trace(str(case["text"]))
        if any(match.rule.id == rule.id for match in traced.matched.matches):
            return []
        for lost in traced.lost:
            if lost.rule.id == rule.id:
                winners.update((match.rule.id, None) for match in blockers(lost, traced.matched.matches))
    return list(winners)
