"""Shapes of numbers that delimit whom or what a rule is for. Each tells whether a number has it."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.syntax.ruled.around import Around
from techpolicy_extract.syntax.ruled.bounds import bounded, ends, has, is_ceiling
from techpolicy_extract.syntax.ruled.nouns import noun_behind, stands_first

_NEAR = 8  # characters before a number in which a word for an age stands
MEASURES = ("amount", "count", "age", "bare")
COUNTS = ("count", "person", "few", "one", "bare", "amount", "group")


def age(site: Around) -> bool:
    """年龄不超过45周岁, 年满18周岁."""
    if site.letter != "age" or has(site.before, "not_ages"):
        return False
    return has(site.before[-_NEAR:], "ages")


def standing(site: Around) -> bool:
    """在本市注册满1年, 任职2年以上: how long someone must have been or done something; not 每满1年."""
    if site.letter != "duration" or not bounded(site):
        return False
    noun = site.slots[site.low : site.noun_end]
    stood = ends(noun, "standing_times") or (has(site.before, "standing") and not ends(noun, "terms"))
    return stood and not noun.endswith("每") and not has(site.before, "shortened")


def condition(site: Around) -> bool:
    """…3家以上的，: a number on which what follows depends."""
    if not site.ends_condition or site.bracket is not None:
        return False
    counted = site.noun_end < site.position and site.behind == "的" and site.letter in (*COUNTS, "percent", "money")
    return bounded(site) or counted


def means(site: Around) -> bool:
    """…是指…45周岁以下…; …60%以上的机构为民营机构: a number in what a word means."""
    if not bounded(site):
        return False
    return has(site.stretch, "means") or _is_called().search(site.rest) is not None


@cache
def _is_called() -> re.Pattern[str]:
    """Return a pattern for a noun and what it is called: …的项目为重大项目."""
    return re.compile(filled("provisions", "^[^，；：]{0,30}的[^，；：]{0,16}{whose}{is_called}[^，；：的]{2,16}$"))


def whose(site: Around) -> bool:
    """研发投入5%以上的企业可以申报: a number that delimits whom the rule is for."""
    if not bounded(site) or site.letter in ("duration", "one", "few"):
        return False
    quantity = site.lexeme.quantity
    if site.letter in ("count", "person") and quantity and quantity.value_max is not None:  # 3—5家企业: so many
        return False
    return _who().search(site.rest) is not None


@cache
def _who() -> re.Pattern[str]:
    """Return a pattern for whom a rule is for, and the word that makes it a rule, in this clause or the next."""
    return re.compile(
        filled(
            "provisions",
            "^的{follows}|^(?:的?|[^，；：]{0,24}?(?:的[^，；：]{0,8}?)?{whose}(?:的[^，；：的]{1,6})?，?){rules}",
        )
    )


def for_whom(site: Around) -> bool:
    """对单笔贷款1000万元以下的企业简化审批: a number that says for whom something is done."""
    if not bounded(site) or site.letter in ("duration", "one", "few") or stands_first(site):
        return False
    return site.opening.startswith("对") and _who_behind().search(site.behind) is not None


@cache
def _who_behind() -> re.Pattern[str]:
    return re.compile(filled("provisions", "^的[^，；：的]{0,8}{whose}"))


def applies(site: Around) -> bool:
    """本办法适用于员工不超过500人，销售收入不超过2亿元的企业: whom a paper is for."""
    if not bounded(site) or stands_first(site) or not has(site.stretch, "applies_to"):
        return False
    return _listed_who().search(site.rest) is not None


@cache
def _listed_who() -> re.Pattern[str]:
    numbers = "".join(LETTERS[name] for name in (*COUNTS, "age", "money", "percent", "duration"))
    more = f"(?:[，、且和及并][^，；：。、{numbers}]{{0,24}}[{numbers}](?:以上|以下|以内)?)"
    return re.compile(filled("provisions", f"^{more}{{0,4}}的[^，；：。的]{{0,12}}{{whose}}"))


def in_a_row(site: Around) -> bool:
    """连续2次不合格的: how often something was so on which what follows depends."""
    return site.unit == "次" and ends(site.before, "in_a_row") and site.ends_condition and len(site.behind) > 1


def graded(site: Around) -> bool:
    """得分85分以上为优秀: the points from which something is called so."""
    called = site.behind.startswith(words("provisions", "is_called"))
    return site.unit in words("provisions", "points_units") and bounded(site) and called


def asked(site: Around) -> bool:
    """申请人需在本市任职，年报酬15万元以上: what an applicant must have."""
    if not bounded(site) or is_ceiling(site) or has(site.before + site.behind, "delivers"):
        return False
    return _applicant().search(site.stretch) is not None


@cache
def _applicant() -> re.Pattern[str]:
    return re.compile(filled("provisions", "{applicants}[^，；：]{0,6}{must}"))


def single(site: Around) -> bool:
    """单户300万元以下欠款, 50万元以上仪器: the sum from which a rule holds for a thing of its kind."""
    if site.letter not in ("money", "amount") or not bounded(site) or noun_behind(site) is None:
        return False
    if ends(site.before, "singles"):
        return True
    behind = site.behind.removeprefix("的")
    named = behind.startswith(words("provisions", "things")) and site.letter == "money"
    return named and stands_first(site)


def measured(site: Around) -> bool:
    """拖拉机（动力10千瓦以上）: a measure in brackets from which a rule holds."""
    return _in_brackets(site) and not is_ceiling(site)


def measured_most(site: Around) -> bool:
    """面积（最多不超过36平方米）: a ceiling in brackets."""
    return _in_brackets(site) and is_ceiling(site)


def _in_brackets(site: Around) -> bool:
    whole = site.bracket is not None and site.low == site.bracket.start + 1 and not site.behind
    return whole and bounded(site) and site.letter in MEASURES
