"""Words of duty: the labels before lists of bodies, and the heads of columns that hold such lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from techpolicy_extract.lexicon import load, strings, trie_pattern
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

LEAD, NEUTRAL, PARTICIPANT, GUIDING = "lead", "neutral", "participant", "guiding"
ROLES = (LEAD, NEUTRAL, PARTICIPANT, GUIDING)
_LEVELS = lazy(r"〔([省市区县旗州盟镇乡街道办事处、]{1,12})〕")  # 各县〔区〕: brackets of another shape, as long


def words(table: dict[str, Any], *path: str) -> list[str]:
    """Return the list of words at `path` of lexicon/organs.toml."""
    for key in path[:-1]:
        table = table[key]
    return strings(table, path[-1], "lexicon/organs.toml")


def round_brackets(text: str) -> str:
    """Return a text with （） in place of the 〔〕 around levels of government, so that all positions stay."""
    return _LEVELS.sub(lambda match: f"（{match[1]}）", text)


@lru_cache(maxsize=2)
def labels(said: bool = False) -> Finder:
    """Compile the labels: a word and a noun before a colon, in 【】, or alone on their line or in their cell.

    `said` asks for those before 为 in place of the colon, too, which open lists in brackets only.
    """
    table = load("organs")
    equals = f"|{trie_pattern(words(table, 'roles', 'equals'))}" if said else ""
    noun = trie_pattern(words(table, "roles", "label_nouns"))
    said_by = {role: words(table, "roles", "labels", role) for role in ROLES}
    kinds = "|".join(rf"(?P<{role}>{trie_pattern(listed)})" for role, listed in said_by.items())
    note = r"(?:（[^（）\n]{0,24}）)?"
    level = rf"(?:{trie_pattern(words(table, 'roles', 'label_levels'))})?"
    mark = r"(?:\d{1,2}[.．]|（[一二三四五六七八九十\d]{1,3}）|[①-⑳●•◆·*—-])?[ \t]?"
    return Finder(
        rf"{mark}(?P<box>[【\[〔])?{level}(?:{kinds})"
        rf"(?:{noun}{note}(?(box)[：:]?[】\]〕][：:]?|(?:[：:]{equals}|(?=[\n\t])))|[：:])",
        heart=rf"{trie_pattern(word for listed in said_by.values() for word in listed)}(?:{noun}|[：:])",
    )


@lru_cache(maxsize=2)
def verbs(weak: bool = False) -> re.Pattern[str]:
    """Compile the verbs that say what bodies do: 牵头, 负责, 配合, 指导; with `weak` also 落实 and 按职责分工."""
    table = load("organs")
    kinds = (*ROLES, "weak", "share") if weak else ROLES
    return lazy(trie_pattern([word for kind in kinds for word in words(table, "roles", kind)]))


def column_role(head: str) -> str | None:
    """Return the role of the bodies below a column's head, one of ROLES; None for other heads."""
    match = labels().pattern.fullmatch(re.sub(r"\s", "", round_brackets(head)) + "：")
    return next((name for name in ROLES if match[name]), None) if match else None
