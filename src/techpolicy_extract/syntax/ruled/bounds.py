"""Which words bound a number, and whether goals or accounts stand before it."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Quantity
from techpolicy_extract.syntax.nodes import inner_end
from techpolicy_extract.syntax.ruled.around import Around

_NEAR = 8  # characters before a number in which its bounds stand
DATES = "".join(LETTERS[name] for name in ("day", "range", "plan"))


def operator_of(site: Around, quantity: Quantity, only: bool, condition: bool) -> str:
    """Return the comparator of a number. `only`: words such as 限 make it a ceiling; `condition`: 达到 is `>=`."""
    before = cue_before(site.slots[max(site.low, site.lead[1] - _NEAR) : site.lead[1]])
    if site.lead[1] == site.position and before is None:
        before = next((cue for word in _cues(site.lead_in) if (cue := cue_before(word))), None)
    after = cue_after(site.slots, site.position + 1)
    if before is None and (far := _far_bound().search(site.before)):
        before = cue_before(far["bound"])
    found = comparator(before and before[0], after and after[0], quantity)
    if found == "=" and only:
        return "<="
    reached = site.lead_in.endswith(words("measures", "reached"))
    return ">=" if found == "=" and condition and reached else found


@cache
def _far_bound() -> re.Pattern[str]:
    """Return a pattern for a bound with a verb between it and the number: 至少拥有3件."""
    return re.compile(filled("provisions", "(?P<bound>{far_bounds})可?{verbs}{1,2}$"))


def _cues(lead_in: str) -> list[str]:
    """Return the beginnings of the words that lead to a number, the longest first: 最长为 → 最长为, 最长."""
    return [lead_in[:end] for end in range(len(lead_in), 1, -1)]


def is_only(site: Around) -> bool:
    """Tell whether 限, 只能 or the like stand before the number, with nothing but a verb between."""
    return _only().search(site.before) is not None or _each_hands_in().search(site.opening) is not None


@cache
def _each_hands_in() -> re.Pattern[str]:
    return re.compile(filled("provisions", "{each}[^，；。]{0,12}{hands_in}$"))


@cache
def _only() -> re.Pattern[str]:
    return re.compile(
        filled("provisions", "(?:{only}|{barely}(?={applying}|接受)){fillers}{0,2}(?:用于)?{verbs}{0,3}{fillers}{0,2}$")
    )


def is_ceiling(site: Around) -> bool:
    """Tell whether a word makes the number a ceiling: 不超过, 以下, 少于; 接近 only says how much it is."""
    return _bound(site) in ("<=", "<") and not ends(site.lead_in, "nearly")


def bounded(site: Around) -> bool:
    """Tell whether a word bounds the number; 多 and 余 do not, nor does 接近, which says how much it is."""
    quantity = site.lexeme.quantity
    if quantity is None or quantity.more or ends(site.lead_in, "nearly"):
        return False
    return _bound(site) not in ("=", "~")


def _bound(site: Around) -> str:
    """Return the comparator of a number in a condition, read once; `=` where it is no number."""
    if "bound" not in site.kept:
        quantity = site.lexeme.quantity
        site.kept["bound"] = operator_of(site, quantity, only=False, condition=True) if quantity else "="
    return site.kept["bound"]


def bans(site: Around) -> bool:
    """Tell whether something is forbidden before the number."""
    return has(site.opening, "bans")


@cache
def duties() -> re.Pattern[str]:
    """Return a pattern for words of duty and leave."""
    return re.compile("|".join(words("provisions", "duties")))


def is_open(site: Around) -> bool:
    """Tell whether neither a goal nor an account stands before the number, so that it may be ruled."""
    return not (_aims(site) or _tells(site) or _is_scope(site))


def _is_scope(site: Around) -> bool:
    """Tell whether a number only says of whom another one is: 注册满五年的企业达1.2万家."""
    counted = site.bracket is None and site.behind[:1] == "的" and site.high < inner_end(site.clause)
    return counted and not has(site.rest, "rules", "gives")


def is_state(site: Around) -> bool:
    """Tell whether a number says what an applicant is or has, and not what is to be delivered."""
    stated = has(site.opening, "whose") or _must_be().search(site.stretch) is not None
    return stated and not has(site.opening + site.behind, "delivers")


@cache
def _must_be() -> re.Pattern[str]:
    return re.compile(filled("provisions", "{whose}[^，；：]{0,6}{must}"))


def _aims(site: Around) -> bool:
    """Tell whether a goal or a day stands before the number: 到2027年，…."""
    return _cue("aims", rf"[到至][{DATES}]|{LETTERS['plan']}|").search(site.stretch) is not None


def _tells(site: Around) -> bool:
    """Tell whether the sentence up to the number tells what has been reached, or what was so in a year: 2023年，…."""
    dated = site.stretch.startswith(LETTERS["day"] + "，") and not duties().search(site.stretch)
    if dated and not has(site.stretch, "each", "hands_in"):
        return True
    return _cue("accounts", f"截[至止][{DATES}]|").search(site.stretch) is not None


@cache
def _cue(name: str, first: str) -> re.Pattern[str]:
    return re.compile(first + "|".join(words("provisions", name)))


def has(text: str, *lists: str) -> bool:
    """Tell whether a text holds a word of some lists of lexicon/provisions.toml."""
    return any(any(map(text.__contains__, words("provisions", name))) for name in lists)


def ends(text: str, *lists: str) -> bool:
    """Tell whether a text ends in a word of some lists of lexicon/provisions.toml."""
    return any(text.endswith(words("provisions", name)) for name in lists)
