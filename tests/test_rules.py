"""Every example and reject of every rule. A new rule needs no edit here; rulecheck/cases.py says what a case means."""

from __future__ import annotations

from typing import Any

import pytest

from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.products.rulecheck.cases import (
    Failure,
    Runner,
    example_failure,
    expectation_faults,
    reject_failure,
)
from techpolicy_extract.rules import packs

RUN = Runner(packs.default())


def each(key: str) -> pytest.MarkDecorator:
    """Return every example or reject of every rule as a parameter with the id RULE-NUMBER."""
    cases = [
        pytest.param(rule, case, id=f"{rule.id}-{number}")
        for rule in RUN.rules.rules
        for number, case in enumerate(rule.examples if key == "example" else rule.rejects, 1)
    ]
    return pytest.mark.parametrize(("rule", "case"), cases)


def hold(failure: Failure | None) -> None:
    if failure:
        pytest.fail(failure.shown(), pytrace=False)


@each("example")
def test_example(rule: Rule, case: dict[str, Any]) -> None:
    hold(example_failure(rule, case, RUN))


@each("reject")
def test_reject(rule: Rule, case: dict[str, Any]) -> None:
    hold(reject_failure(rule, case, RUN))


@each("example")
def test_an_example_says_what_it_expects(rule: Rule, case: dict[str, Any]) -> None:
    assert list(expectation_faults(rule, case)) == []
