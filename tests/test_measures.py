"""Measures of the house that only improve: tests/measures.toml holds today's figures as bounds, and the aims."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from techpolicy_extract.rules import packs
from tests.test_layers import FILES, module, tree

MEASURES = tomllib.loads((Path(__file__).parent / "measures.toml").read_text("utf-8"))

PARSE = ("syntax", "stages.parse")  # the rooms that may cut clauses
OWN_WORDS = ("lexing", "files.readers", *PARSE)  # rooms whose words are their business
BEFORE_PARSE = ("stages.normalize", "stages.segment")  # these read lines, and know no clauses yet
MARKS = "，。；："

_CLASS = re.compile(r"\[((?:\\.|[^\]\\])+)\]")
_SHAPE = re.compile(r"\[(?:\\.|[^\]\\]){2,}\]")  # a class of one member is a word
_WORD = re.compile("[\u4e00-\u9fff]+")
_CLAUSES = {"clause_start", "clause_end", "clause_spans"}
_CUTTING = {"find", "rfind", "index", "rindex", "split", "rsplit", "partition", "rpartition"}


def below(path: Path, *rooms: str) -> bool:
    """Return whether a module stands in one of the rooms."""
    return any(module(path) == room or module(path).startswith(f"{room}.") for room in rooms)


def literals(source: ast.Module) -> Iterator[ast.Constant]:
    """Yield the string literals of a module, also those inside f-strings; docstrings are none."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body[:1] for node in ast.walk(source) if isinstance(node, holders))
    docs = {id(first.value) for body in bodies for first in body if isinstance(first, ast.Expr)}
    for node in ast.walk(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def codes(source: ast.Module) -> set[int]:
    """Return the ids of the strings that are members of a `Literal`: the closed list of a field's values."""
    lists = (node for node in ast.walk(source) if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name))
    return {id(inner) for node in lists if ast.unparse(node.value) == "Literal" for inner in ast.walk(node)}


def words(source: ast.Module) -> set[str]:
    """Return the Chinese words of a module's strings.

    The members of a character class of more than one are a shape, no words. The members of a `Literal` are codes of the
    schema (a genre, the style of a marker): the types need them where they are, and no text is searched for them.
    """
    known = codes(source)
    found = (str(node.value) for node in literals(source) if id(node) not in known)
    return {word for said in found for word in _WORD.findall(_SHAPE.sub("|", said))}


def cuts_clauses(source: ast.Module) -> bool:
    """Return whether a module asks for the ends of clauses, or looks for their marks itself.

    The signs are a call of `clause_start` or `clause_end`; a character class of at least two marks, unless it only says
    what a stretch does not hold; and a string method like `find` or `split` that gets a mark.
    """
    names = (node for node in ast.walk(source) if isinstance(node, ast.Attribute | ast.Name))
    if any((node.attr if isinstance(node, ast.Attribute) else node.id) in _CLAUSES for node in names):
        return True
    for node in literals(source):
        classes = [found for found in _CLASS.findall(str(node.value)) if not found.startswith("^")]
        if any(sum(mark in found for mark in MARKS) > 1 for found in classes):
            return True
    return any(_cuts_at_mark(node) for node in ast.walk(source) if isinstance(node, ast.Call))


def _cuts_at_mark(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    named = isinstance(call.func, ast.Attribute) and call.func.attr in _CUTTING
    return named and isinstance(first, ast.Constant) and first.value in tuple(MARKS)


def words_in_python() -> int:
    return len(set().union(*(words(tree(path)) for path in FILES if not below(path, *OWN_WORDS))))


def words_in_parse() -> int:
    return len(set().union(*(words(tree(path)) for path in FILES if below(path, *PARSE))))


def clause_cutters() -> int:
    later = (path for path in FILES if below(path, "stages") and not below(path, *BEFORE_PARSE, *PARSE))
    return sum(cuts_clauses(tree(path)) for path in later)


def rule_ids_in_python() -> int:
    ids = {rule.id for rule in packs.builtin()}
    return sum(node.value in ids for path in FILES for node in literals(tree(path)))


def pattern_characters() -> int:
    return sum(len(rule.pattern.pattern) for rule in packs.builtin())


COUNTS: dict[str, Callable[[], int]] = {
    count.__name__: cache(count)
    for count in (words_in_python, words_in_parse, clause_cutters, rule_ids_in_python, pattern_characters)
}


def test_each_measure_has_a_bound_and_an_aim() -> None:
    assert set(MEASURES) == set(COUNTS)
    for name, measure in MEASURES.items():
        assert measure["aim"] <= measure["bound"], f"{name} has reached its aim: lower the aim, or keep it as the bound"


@pytest.mark.parametrize("name", COUNTS)
def test_a_measure_only_improves(name: str) -> None:
    figure, bound, slack = COUNTS[name](), MEASURES[name]["bound"], MEASURES[name]["slack"]
    assert figure <= bound, f"{name} has grown from {bound} to {figure}: it only falls"
    assert figure >= bound - slack, f"{name} has fallen to {figure}: lower the bound to {figure} in tests/measures.toml"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""引导语"""\nA = "甲方|乙方"  # 注释', {"甲方", "乙方"}),
        ('A = r"(?:[省市]级|国家级)$"', {"级", "国家级"}),
        ('A = r"[的]$"', {"的"}),
        ('def f():\n    """说明"""\n    return f"{x}单位"', {"单位"}),
        ('A = ("一般", "一般")', {"一般"}),
        ('A = Literal["通知", "一、"]\nB = A == "通知"', {"通知"}),
        ('def f(kind: Literal["函"] = "函") -> None: ...', {"函"}),
    ],
)
def test_words_are_counted_in_strings_only(source: str, found: set[str]) -> None:
    assert words(ast.parse(source)) == found


@pytest.mark.parametrize(
    ("source", "cuts"),
    [
        ("low = clauses.clause_start(text, 3, 0)", True),
        ('A = lazy(r"(?:^|[，；])将")', True),
        ('end = text.find("。", start)', True),
        ('A = lazy(r"[^，。；]{0,12}条件")', False),
        ('A = lazy(r"[、，]\\s")', False),
        ('end = text.find("条件", start)', False),
    ],
)
def test_cutting_clauses_is_seen_by_its_signs(source: str, cuts: bool) -> None:
    assert cuts_clauses(ast.parse(source)) is cuts
