"""The table of record types agrees with the models, the rules, the stages and what is shown of the types."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from techpolicy_extract.lexicon import load
from techpolicy_extract.records import KINDS, Record, family
from techpolicy_extract.records.rule_pack import RULE_TYPES, makes
from techpolicy_extract.rules import packs
from techpolicy_extract.stages import build
from tests.test_layers import FILES, SRC, ids, module, tree

RULES = packs.default().known
NAMES = {rule.id for rule in RULES}


@pytest.mark.parametrize("name", KINDS)
def test_the_name_of_a_type_is_that_of_its_model(name: str) -> None:
    assert issubclass(KINDS[name].model, Record)
    assert KINDS[name].model.model_fields["type"].annotation.__args__ == (name,)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", KINDS)
def test_what_the_table_says_of_fields_is_said_of_fields_of_the_model(name: str) -> None:
    kind = KINDS[name]
    scoring = kind.scoring
    said = {*kind.about, *kind.marked, *(kind.rule.needs if kind.rule else ())}
    said |= {*scoring.fields, *scoring.soft, *scoring.fallback} if scoring else set()
    assert said <= set(kind.model.model_fields)
    assert scoring is None or set(scoring.soft) <= set(scoring.fields)
    assert kind.rule is None or not set(kind.rule.marks) & set(kind.model.model_fields)


def test_colours_and_ranks_are_a_type_s_own() -> None:
    colours = [kind.colour for kind in KINDS.values() if kind.colour]
    assert len(set(colours)) == len(colours)
    ranks = [kind.scoring.rank for kind in KINDS.values() if kind.scoring and kind.scoring.rank is not None]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize("name", KINDS)
def test_a_type_has_the_builder_that_the_table_names(name: str) -> None:
    kind = KINDS[name]
    inside = {module(path) for path in FILES if module(path).startswith(f"stages.{kind.stage}")}
    assert f"stages.{kind.stage}" in inside
    assert (kind.builder is not None) == (kind.stage == "build")
    if kind.builder:
        (found,) = [each for each in inside if each.rpartition(".")[2] == kind.builder]
        assert callable(import_module(f"techpolicy_extract.{found}").build)


def test_the_chinese_guide_calls_the_types_what_the_lexicon_does(root: Path) -> None:
    guide = re.sub(r"\s", "", (root / "docs/guide.zh-CN.md").read_text("utf-8"))
    names = load("labels")["types"]
    assert list(names) == list(KINDS)
    assert not [name for name, chinese in names.items() if f"{chinese}`{name}`" not in guide]


@pytest.mark.parametrize("name", KINDS)
def test_a_type_is_typed_by_its_name(name: str) -> None:
    """`document.of("target")` is a list of `Target` for a type checker, too."""
    overloads = (SRC / "records/__init__.py").read_text("utf-8")
    assert f'kind: Literal["{name}"]) -> list[{KINDS[name].model.__name__}]' in overloads


def test_every_type_of_rule_has_rules_and_every_rule_a_type() -> None:
    assert {rule.type for rule in RULES} == set(RULE_TYPES)
    assert [name for rule in RULE_TYPES for name in makes(rule)] == [name for name in KINDS if KINDS[name].rule]
    assert {family("target"), family("result")} == {"quantity"}
    assert family("issue") == "issue"


def test_every_type_of_rule_that_makes_records_has_its_builder() -> None:
    """Funds are built apart, since several matches make one record; cards and duties are no matches in a sentence."""
    in_sentences = {name for name, rule in RULE_TYPES.items() if makes(name) and rule.view == "slots"}
    assert {*build._BUILDERS, "fund"} == in_sentences


@pytest.mark.parametrize("mark", [f"{rule.name}.{mark}" for rule in RULE_TYPES.values() for mark in rule.marks])
def test_every_mark_is_set_by_a_rule_and_read_by_a_stage(mark: str) -> None:
    kind, name = mark.split(".")
    assert any(name in rule.set for rule in RULES if rule.type == kind)
    stages = [path for path in FILES if "stages" in path.parts]
    assert name in {name for path in stages for name in (*attributes_read(path), *constants(path))}


def test_the_guide_names_every_mark(root: Path) -> None:
    told = set(re.findall(r"^\| `(\w+)` \| (\w+) \|", (root / "docs/own-rules.md").read_text("utf-8"), re.MULTILINE))
    assert told == {(mark, rule.name) for rule in RULE_TYPES.values() for mark in rule.marks}


def constants(path: Path) -> Iterator[str]:
    """Yield the strings of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def attributes_read(path: Path) -> Iterator[str]:
    """Yield the names of the attributes that a file reads."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_no_rule_id_stands_in_python(path: Path) -> None:
    """What one rule wants beyond its pattern is said in its `set`: code that knows an id is blind to a user's rule."""
    parts = {part for name in NAMES if "-" in (part := name.partition(".")[2])}
    for text in constants(path):
        words = set(re.findall(r"[\w.-]+", text)) if len(text) < 80 else set()
        assert not words & NAMES, f"{ids(path)}: {text!r} is a rule's id"
        assert text not in parts, f"{ids(path)}: {text!r} is a part of a rule's id"
        assert "-" not in text or not any(part.endswith(f"-{text}") for part in parts), f"{ids(path)}: {text!r}"
