"""Whose a number is: the subject before a verb, a place before a noun."""

from __future__ import annotations

import re

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.patterns.lazy import lazy

_MAX_SUBJECT = 20  # characters
# 互市, 开放县 and 社区 are no places.
_PLACE = lazy(
    r"(?![一-鿿]{0,6}以[上下])[一-鿿]{2,7}?(?:省|自治区|(?<![互超股楼夜菜集都城上])市|州|(?<![放点范贫级各])县"
    r"|(?<![地社园校景街片范验能特贸税辖户商厂矿工业务聚集护制游小成])区)(?![级属域块划长内委政场值分别间])"
)
_BEFORE_VERB = worded("verbs", "(?:{sums}|[共已将要可新]){1,2}$")


def subject(text: str, opener: re.Pattern[str], verbs: re.Pattern[str]) -> str | None:
    """Keep what stands before a verb as scope where it is short and plain, and neither adverb nor verb."""
    text = opener.sub("", text, count=1) if text.startswith(words("verbs", "subject_leads")) else text
    text = _BEFORE_VERB.sub("", text).strip()
    if text in load("verbs")["manner"] or text.endswith(words("verbs", "joints")) or verbs.fullmatch(text):
        return None
    plain = not any(char in "、“”" or "\ue000" <= char <= "\uf8ff" for char in text)
    return text if plain and 2 <= len(text) <= _MAX_SUBJECT else None


def place_scope(text: str) -> tuple[str, str] | None:
    """Split a place name off the front of a noun (四川省技术合同成交额 → 四川省, 技术合同成交额)."""
    match = _PLACE.match(text)
    return (match[0], text[match.end() :]) if match and len(text) - match.end() >= 2 else None
