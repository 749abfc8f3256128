"""Patterns that are compiled late are the same patterns, and all of them can be compiled."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import techpolicy_extract
from techpolicy_extract import lexicon
from techpolicy_extract.lexing import idioms
from techpolicy_extract.patterns.lazy import Lazy, lazy
from techpolicy_extract.stages.build.duties import bodies, vocabulary
from techpolicy_extract.stages.build.numbers import verbs


def test_it_is_compiled_when_it_is_first_used() -> None:
    compiled: list[str] = []

    def compiler(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return re.compile(pattern, flags)

    pattern = Lazy("甲(?P<b>乙)", re.IGNORECASE, compiler)
    assert (pattern.pattern, pattern.flags & re.IGNORECASE, compiled) == ("甲(?P<b>乙)", re.IGNORECASE, [])
    for _ in range(2):
        assert pattern.search("丙甲乙")["b"] == "乙"
        assert pattern.match("乙") is None
    assert pattern.groupindex == {"b": 1}
    assert compiled == ["甲(?P<b>乙)"]


def test_it_can_be_sent_to_another_process() -> None:
    pattern = Lazy("甲", re.MULTILINE)
    assert pattern.search("甲")
    again = pickle.loads(pickle.dumps(pattern))
    assert (again.pattern, again.flags, bool(again.search("甲"))) == ("甲", re.MULTILINE, True)


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(techpolicy_extract.__path__, "techpolicy_extract."):
        if not module.name.endswith("__main__"):
            yield module.name


@pytest.mark.parametrize("module", list(modules()))
def test_the_patterns_of_a_module_can_be_compiled(module: str) -> None:
    for value in vars(importlib.import_module(module)).values():
        if isinstance(value, Lazy):
            assert value.groups >= 0, value.pattern  # which compiles it


def test_the_patterns_that_lexicons_make_can_be_compiled() -> None:
    made: list[re.Pattern[str]] = [
        *idioms._patterns(),
        *verbs.patterns().values(),
        *vocabulary.vocabulary().roles.values(),
    ]
    table = bodies._grammar()
    made += [table.named, table.single, table.department, table.place, table.any_level, table.clause, table.units]
    made += [lazy(guard) for guard in lexicon.load("units")["guards"].values()]
    for pattern in made:
        assert pattern.groups >= 0, pattern.pattern
