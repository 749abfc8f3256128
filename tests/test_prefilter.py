"""A rule that is passed over is one that cannot match: skipping changes no match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.lexing import idioms
from techpolicy_extract.nouns.model import Match, Rule, Segmented
from techpolicy_extract.patterns.prefilter import DIGIT, Finder, facts_of, firsts_of, needs_of, reach_of, words_of
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.match import match
from techpolicy_extract.stages.match.sieve import sieve
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.parse import parse
from techpolicy_extract.stages.segment import segment
from tests.eval import SEEDS

A, B = frozenset("甲"), frozenset("乙")


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("甲", ["甲"]),
        ("甲乙", ["甲", "乙"]),
        ("甲|乙", ["乙甲"]),
        ("(?:甲丙|乙丁)戊", ["戊", "乙甲", "丁丙"]),
        ("(?:甲丙|乙)", ["乙甲", "丙乙"]),
        ("(?:甲|乙?)", []),
        ("甲?乙", ["乙"]),
        ("甲{0,3}乙{2}丙{1,4}丁+戊*", ["乙", "丙", "丁"]),
        ("[甲乙][^丙].丁", ["丁", "乙甲"]),
        ("[a-c]", ["abc"]),
        (r"[a\-c]", ["-ac"]),
        (r"\d{2}年\(", ["年", "("]),
        ("(?P<value>甲)(?P=value)", ["甲"]),
        ("(?<=甲)乙(?=丙)(?!丁)(?<!戊)", ["甲", "乙", "丙"]),
        ("(?P<cue>甲)?(?(cue)乙|丙)丁", ["丁"]),
        ("^甲$", ["甲"]),
        ("{one}乙", ["乙", "甲"]),
        ("[{one}丙]", ["丙甲"]),
        ("{none}乙", ["乙"]),
    ],
)
def test_a_pattern_tells_what_a_text_must_hold(pattern: str, needs: list[str]) -> None:
    found = needs_of(facts_of(pattern, {"one": facts_of("甲")}))
    assert sorted("".join(sorted(chars)) for chars in found) == sorted("".join(sorted(chars)) for chars in needs)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("甲乙", [["甲乙"]]),
        ("甲", []),
        ("(?:甲乙|丙丁|丙丁戊)己?", [["丙丁", "甲乙"]]),
        ("甲[乙丙]?丁", [["甲丁", "甲丙丁", "甲乙丁"]]),
        ("(?:甲乙|丙)丁", [["丙丁", "甲乙丁"]]),
        ("甲乙.{0,3}丙丁", [["丙丁"], ["甲乙"]]),
        ("甲乙(?!丙丁)(?=戊己)", [["戊己"], ["甲乙"]]),
        ("(?:甲乙.丙|丁戊.己庚)", [["丁戊", "甲乙"]]),
        ("(?:甲乙|.)", []),
        ("(?:甲乙){0,1}(?:丙丁){1,2}", [["丙丁"]]),
    ],
)
def test_a_pattern_tells_of_which_words_a_text_must_hold_one(pattern: str, words: list[list[str]]) -> None:
    assert sorted(sorted(each) for each in words_of(facts_of(pattern))) == sorted(sorted(each) for each in words)


@pytest.mark.parametrize(
    ("pattern", "firsts", "reach"),
    [
        ("甲?乙{1,3}", {"乙", "甲"}, 4),
        ("(?<!甲)[乙丙](?=丁)", {"丙", "乙"}, 3),
        (r"\d甲|乙+", {DIGIT, "乙"}, None),
        ("甲*", None, None),
        (".甲", None, 2),
    ],
)
def test_a_pattern_tells_how_it_begins_and_how_far_it_looks(
    pattern: str, firsts: set[str] | None, reach: int | None
) -> None:
    assert firsts_of(pattern) == firsts
    assert reach_of(pattern) == reach


@pytest.mark.parametrize("times", [5, 100])  # 100: so dense with beginnings that the short way is given up
def test_a_finder_finds_what_a_pattern_finds(times: int) -> None:
    text = "甲乙甲甲丙乙乙甲丙" * times
    for pattern in ("甲{1,2}", "(?<=甲)[乙丙]", "甲?", "[^甲]乙", "(?:甲乙|乙乙)(?!丙)"):
        plain = re.compile(pattern)
        for start, end in ((0, len(text)), (3, 17)):
            spans = [found.span() for found in Finder(pattern).finditer(text, start, end)]
            assert spans == [found.span() for found in plain.finditer(text, start, end)]
        places = [at for at in range(len(text)) if plain.match(text, at)]
        assert list(Finder(pattern).starts(text)) == places


def test_a_finder_with_a_heart_finds_what_a_pattern_finds() -> None:
    text = "甲乙\n丙乙甲\n\n乙丙\n甲乙丙乙\n" * 5
    for pattern in ("甲?乙", "(?<=\n)丙?乙", "乙(?=\n)", "[丙甲]?乙丙?"):
        for start, end in ((0, len(text)), (1, 9), (4, 18)):
            found = [match.span() for match in Finder(pattern, heart="乙").finditer(text, start, end)]
            assert found == [match.span() for match in re.compile(pattern).finditer(text, start, end)]


@pytest.mark.parametrize(
    "pattern", ["(?i)a", r"\x41甲", "甲{e<=1}", "[[:alpha:]]甲", "[]甲]", "甲)", "(甲", "(?#甲)乙"]
)
def test_what_is_not_understood_asks_for_nothing(pattern: str) -> None:
    facts = facts_of(pattern, {"e": facts_of("甲")})
    assert (facts.needs, facts.words, facts.firsts, facts.reach) == ((), (), None, None)


@pytest.mark.parametrize("text", ["发展5G和1+4+N体系，建设“三区一中心”，" * 20, "5G1+4+N“三区一中心”500强A1" * 60])
def test_names_are_found_as_their_patterns_find_them(text: str) -> None:
    wanted = [found.span() for pattern in idioms._patterns() for found in pattern.finditer(text)]
    assert [(found.start, found.end) for found in idioms.find_patterned(text)] == wanted
    assert len(wanted) > 20


def test_the_rules_of_the_package_are_told_apart() -> None:
    assert [rule.id for rule in packs.builtin() if not rule.needs] == []
    assert not list(sieve(packs.builtin()).possible("本办法由市科技局解释。"))


def test_a_rule_whose_needs_are_met_is_tried() -> None:
    rules = tuple(replace(rule, needs=(A, B), words=()) for rule in packs.builtin()[:1])
    tried = [bool(list(sieve(rules).possible(text))) for text in ("", "甲", "乙", "丙乙甲")]
    assert tried == [False, False, False, True]


def documents() -> Iterator[tuple[str, str]]:
    for rule in packs.builtin():
        yield rule.id, "\n".join(str(case["text"]) for case in (*rule.examples, *rule.rejects))
    for path in sorted(SEEDS.glob("*.txt")):
        yield path.stem, read_bytes(path.read_bytes(), path.name).text


@cache
def unfiltered() -> tuple[Rule, ...]:
    return tuple(replace(rule, needs=(), words=()) for rule in packs.builtin())


def told(segmented: Segmented, rules: tuple[Rule, ...]) -> list[list[object]]:
    lost: list[Match] = []
    held = match(parse(segmented), rules, lost).matches
    return [[(m.rule.id, m.sentence.start, m.start, m.end, m.groups) for m in found] for found in (held, lost)]


@pytest.mark.parametrize(("name", "text"), [pytest.param(*each, id=each[0]) for each in documents()])
def test_skipping_rules_changes_no_match(name: str, text: str) -> None:
    segmented = segment(normalize(read_bytes(text.encode(), name)))
    assert told(segmented, packs.builtin()) == told(segmented, unfiltered())
