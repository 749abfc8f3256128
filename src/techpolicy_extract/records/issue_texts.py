"""What issues say, in English and in Chinese.

Records hold the English sentence, with the words of the source put in. Whoever shows them in Chinese finds the Chinese
sentence by code and message in issue_texts.toml, and the same words are put into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

# What the stages say, by code; values replace {}. Readers write their messages about a file themselves.
ENGLISH: dict[str, tuple[str, ...]] = {
    "conflicting_dates": (
        "{} is numbered in {}, but signed on {}.",
        "The document was published on {}, before its signature of {}.",
    ),
    "percentage_over_100": (
        "{} is given as {} %, more than the whole.",
        "A share is given as {} %, more than the whole.",
    ),
    "range_reversed": ("The range from {} to {} runs backwards.",),
    "baseline_after_target": (
        "{} is meant for {}, but its baseline is of {}.",
        "The number is meant for {}, but its baseline is of {}.",
    ),
    "plan_period_outside_title": ("{} is not within {}–{}, the plan period of the title.",),
    "date_repaired": ("{} is damaged: read as {}.",),
    "date_ambiguous": (
        "{} is damaged: read as {}, but may also be {}.",
        "{} is damaged: read as {}, and can be read in another way.",
    ),
    "unknown_phone": ("{} is no number of the numbering plan.",),
    "unreadable_part": (
        "{} characters of the part cannot be read: they were decoded wrongly or have been lost.",
        "{} characters are not read: they repeat what stands before them, or hold no word.",
        "{} characters are not read: {}, no text.",
        "{} characters in {} places are not read: {}, no text.",
    ),
}
_OR = re.compile(r"(?<=\d) or (?=\d)")


def english(code: str, number: int, *values: object) -> str:
    """Return the English sentence at place `number` of a code's list, with the values put in."""
    return ENGLISH[code][number].format(*values)


def of_data(what: str, size: int, places: int) -> str:
    """Return the English sentence that `size` characters in `places` places are data of a kind (base64, a hex dump)."""
    if places > 1:
        return english("unreadable_part", 3, size, places, what)
    return english("unreadable_part", 2, size, what)


def chinese(code: str, message: str) -> str | None:
    """Return the Chinese of an English message of a code; None for a code or message that issue_texts.toml lacks."""
    for pattern, said in _patterns(code):
        if found := pattern.fullmatch(message):
            return said.format(*map(_inserted, found.groups()))
    return None


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Map each code to its English sentences, and those to their Chinese form; `inserted` does so for values."""
    import tomllib  # imported here: English needs neither
    from importlib import resources

    return tomllib.loads((resources.files(__package__) / "issue_texts.toml").read_text("utf-8"))


def _inserted(value: str) -> str:
    """Return a value as the Chinese sentence holds it: words of the source unchanged, a kind of data by its name."""
    known = catalogue()["inserted"]
    return known.get(value) or _OR.sub(f" {known['or']} ", value)


@cache
def _patterns(code: str) -> list[tuple[re.Pattern[str], str]]:
    """Return the sentences of a code as patterns, each with its Chinese form; those with the most text come first."""
    pairs = sorted(catalogue().get(code, {}).items(), key=lambda pair: 2 * pair[0].count("{}") - len(pair[0]))
    return [(re.compile("(.+?)".join(map(re.escape, said.split("{}"))), re.DOTALL), own) for said, own in pairs]
