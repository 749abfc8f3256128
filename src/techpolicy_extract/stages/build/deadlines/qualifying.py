"""Days and windows that delimit what qualifies: 申请日在…之前, A至B期间投产的项目, 2008年至今未被认定."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.deadlines.due import Due
from techpolicy_extract.stages.build.deadlines.times import Time

_DATED = worded(
    "deadlines",
    r"(?P<day>[^，。；：、的（）\s]{0,6}?(?:{qualifying_days}{day_nouns}|{filing}))[均都]?(?:{at}|：)?[自从]?$",
)
_BORN_AT = worded("deadlines", "{born}于$")
_BORN = worded("deadlines", "^{born}")
_HAPPENED = worded(
    "deadlines", r"^(?:{already}|在[^，的]{1,12}|经[^，的]{2,12}){0,3}{happened}[^，；。：]{0,40}?的(?!{papers})"
)
_WHO = worded("deadlines", "^[对凡]|^[^，。；：]{0,40}?的$|{times.doers}$")
_NOT_SO = worded("deadlines", "^{not_so}")
_UNTIL_NOW = worded("deadlines", "{until_now}$")
_BEFORE = lazy(r"前$")
_OF = lazy(r"的")
_ASKS = worded("deadlines", "{asks}[^，]{0,6}$")


def read(time: Time) -> Due | None:
    """Read a time that delimits what qualifies; None for any other."""
    when = time.when
    if when.kind not in ("day", "range", "since") or (when.kind == "day" and time.side is None):
        return None
    after = time.side == "after"
    if when.kind == "since" and _UNTIL_NOW.search(time.words):
        told = _NOT_SO.match(time.after) or (time.day and _HAPPENED.match(time.after))
        return Due(kind="eligibility", after=True) if told else None
    if found := _DATED.search(time.before):
        action = Span(time.low + found.start("day"), time.low + found.end("day"))
        return Due(kind="eligibility", action=action, after=after)
    if _BORN.match(time.after) or _BORN_AT.search(time.before):
        return Due(kind="eligibility", after=after)
    if not (time.day or _is_edge(time)) or _ASKS.search(time.before):
        return None
    if _OF.match(time.after) and (after or _BEFORE.search(time.slots[time.at + 1 : time.behind] or time.words)):
        return Due(kind="eligibility", after=after)
    if (found := _HAPPENED.match(time.after)) and _tells_of_whom(time, after):
        action = Span(time.behind, time.behind + found.end() - 1)
        return Due(kind="eligibility", action=action, after=after)
    return None


def _is_edge(time: Time) -> bool:
    return time.when.end is not None and time.when.end.edge == "end"


def _tells_of_whom(time: Time, after: bool) -> bool:
    """Return whether what happened tells of whom a rule is for, and is not itself to be done: 建成统一的平台."""
    return after or time.when.kind == "range" or bool(_WHO.search(time.before) or _WHO.search(time.after))


def happened(time: Time) -> bool:
    """Return whether the words behind a time can tell what had to happen by then."""
    return bool(_HAPPENED.match(time.after))
