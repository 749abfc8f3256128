"""Patterns that take their words from a lexicon."""

from __future__ import annotations

import ast
import pickle
import re

import pytest

from techpolicy_extract import lexicon
from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.nouns.errors import RuleError
from tests.test_layers import FILES, tree

LISTS = {"places": {"ends": ["省", "市"], "below": {"ends": ["镇"]}}, "leads": {"all": ["全", "各"]}}


@pytest.fixture(autouse=True)
def books(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techpolicy_extract.lexicon.worded.load", LISTS.__getitem__)
    words.cache_clear()


@pytest.mark.parametrize(
    ("shape", "pattern"),
    [
        ("某{ends}级", "某(?:省|市)级"),
        ("某(?:{ends})级", "某(?:省|市)级"),
        ("(?P<end>{ends}|{leads.all})$", "(?P<end>省|市|全|各)$"),
        ("{ends}", "省|市"),
        ("{leads.all}{places.below.ends}{1,2}", "(?:全|各)(?:镇){1,2}"),
        (r"\({ends}|(?<!某){ends}?", r"\((?:省|市)|(?<!某)(?:省|市)?"),
    ],
)
def test_a_name_stands_for_its_words(shape: str, pattern: str) -> None:
    assert filled("places", shape) == pattern


def test_a_list_is_read_in_its_order() -> None:
    assert words("places", "ends") == ("省", "市")


@pytest.mark.parametrize(
    ("name", "place"), [("starts", "places.toml, starts"), ("places.above.ends", "places.toml, above, ends")]
)
def test_a_missing_list_is_named(name: str, place: str) -> None:
    with pytest.raises(RuleError, match=place):
        filled("places", f"{{{name}}}")


def test_nothing_is_read_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def load(name: str) -> object:
        read.append(name)
        return LISTS[name]

    monkeypatch.setattr("techpolicy_extract.lexicon.worded.load", load)
    pattern = worded("places", "某{ends}")
    assert read == []
    assert pattern.fullmatch("某市")
    assert read == ["places"]


def test_a_pattern_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(worded("places", "某{ends}"))).fullmatch("某省")


def test_another_lexicon_is_named_before_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert filled("times", "{atoms.words.inclusive}") == "|".join(lexicon.load("atoms")["words"]["inclusive"])


def test_each_list_that_the_package_names_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    found = 0
    for node in (node for path in FILES for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
        if len(node.args) != 2:
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if called in ("worded", "filled") and len(texts) == 2:
            re.compile(filled(*texts))
        elif called == "words" and len(texts) == 2:
            assert words(*texts)
        else:
            continue
        found += 1
    assert found > 20
