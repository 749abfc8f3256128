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
_FROM = worded("deadlines", r"{dated_things}的?{first_days}{day_nouns}(?:{at}|：)?$")
_BEGUN = worded(
    "deadlines",
    r"(?:^|[、的（）\s])(?P<day>(?:(?!{own})[^，。；：、的（）\s]){0,12}?{begun}){day_nouns}(?:{at}|：)$",
)
_COVERED = worded("deadlines", r"{evidence}的?{covered}(?:{at}|：)$")
_BORN_AT = worded("deadlines", "{born}于$")
_BORN = worded("deadlines", "^{born}")
_HAPPENED = worded(
    "deadlines", r"^(?:{already}|在[^，的]{1,12}|经[^，的]{2,12}){0,3}{happened}[^，；。：]{0,40}?的(?!{papers})"
)
_WHO = worded("deadlines", "^[对凡]|^[^，。；：]{0,40}?的$|{times.doers}$")
_NOT_SO = worded("deadlines", "^{not_so}")
_DEED_OF = worded("deadlines", r"^(?![对将把向的]|{issued})[^，；。：]{2,60}的(?!{papers})")
_DEED = worded("deadlines", r"^(?![对将把向]|{issued})[^，；。：的]{2,60}$")
_FOR = worded("deadlines", r"[^，；。：]{0,6}?[对凡]")
_BARELY = lazy(r"^[在于自从]?$")
_AWARDS = worded("deadlines", "{gives}|^{awards}|{awards_how}[^，；。：]{0,20}?{awards}")
_REQUIRED = worded("deadlines", "{starts}[在于]$")
_HAPPENS = worded("deadlines", "^(?:{already}|在[^，的]{1,12}){0,3}(?P<deed>{happened}[^，；。：]{0,20})$")
_UNTIL_NOW = worded("deadlines", "{until_now}$")
_BEFORE = lazy(r"前$")
_OF = lazy(r"的")
_ASKS = worded("deadlines", "{asks}[^，]{0,6}$")

_LABEL = 12  # characters before a time that its label can have, with a colon


def read(time: Time) -> Due | None:
    """Read a time that delimits what qualifies; None for any other."""
    when = time.when
    if when.kind == "day" and time.side is None and time.day and _FROM.search(time.before):
        return Due(kind="eligibility", after=True)
    if when.kind not in ("day", "range", "since") or (when.kind == "day" and time.side is None):
        return None
    after = time.side == "after"
    if when.kind == "since" and _UNTIL_NOW.search(time.words):
        told = _NOT_SO.match(time.after) or (time.day and _HAPPENED.match(time.after))
        return Due(kind="eligibility", after=True) if told else None
    if when.kind == "range" and _COVERED.search(time.slots, max(0, time.at - _LABEL), time.at):
        return Due(kind="eligibility")
    if found := _DATED.search(time.before) or (after and _BEGUN.search(time.before)):
        action = Span(time.low + found.start("day"), time.low + found.end("day"))
        return Due(kind="eligibility", action=action, after=after)
    if _BORN.match(time.after) or _BORN_AT.search(time.before):
        return Due(kind="eligibility", after=after)
    if _ASKS.search(time.before):
        return None
    if (time.day or _is_edge(time)) and (due := _deed(time, after)):
        return due
    return _awarded(time, after) if time.day or _is_edge(time) or after else None


def _deed(time: Time, after: bool) -> Due | None:
    """Read what had to happen by a day, or after it: 10月31日前的, 2023年1月1日以后投产的企业."""
    if _OF.match(time.after) and (after or _BEFORE.search(time.slots[time.at + 1 : time.behind] or time.words)):
        return Due(kind="eligibility", after=after)
    if (found := _HAPPENED.match(time.after)) and _tells_of_whom(time, after):
        action = Span(time.behind, time.behind + found.end() - 1)
        return Due(kind="eligibility", action=action, after=after)
    return None


def _awarded(time: Time, after: bool) -> Due | None:
    """Read a time at which the deed or the cost of an award lies: 对4月1日以后开设的门店，给予奖励."""
    if time.when.kind == "range" and _OF.match(time.after):
        return Due(kind="eligibility") if _FOR.match(time.before) and _is_awarded(time, time.behind) else None
    found = _DEED_OF.match(time.after)
    if found and not (_names_whom(time) or _WHO.search(time.after)):
        return None
    if not found and _BARELY.match(time.before) and any(_FOR.match(time.slots, *clause) for clause in time.earlier()):
        found = _DEED.match(time.after)
    if not found:
        return None
    deed = Span(time.behind, time.behind + len(found[0].removesuffix("的")))
    return Due(kind="eligibility", action=deed, after=after) if _is_awarded(time, deed.end) else None


def _is_awarded(time: Time, low: int) -> bool:
    """Return whether the sentence says from a position on, in this clause or a later one, that something is given."""
    rest = [Span(low, time.high), *(Span(*clause) for clause in time.later() if clause[0] > low)]
    return any(_AWARDS.search(time.slots[clause.start : clause.end]) for clause in rest)


def _names_whom(time: Time) -> bool:
    """Return whether a time opens the words for whom or what an award is, and is not one by which a body must act."""
    opens = bool(_BARELY.match(time.before)) and (time.side != "before" or happened(time))
    return opens or bool(_FOR.match(time.before))


def _is_edge(time: Time) -> bool:
    return time.when.end is not None and time.when.end.edge == "end"


def _tells_of_whom(time: Time, after: bool) -> bool:
    """Return whether what happened tells of whom a rule is for, and is not itself to be done: 建成统一的平台."""
    return after or time.when.kind == "range" or bool(_WHO.search(time.before) or _WHO.search(time.after))


def happened(time: Time) -> bool:
    """Return whether the words behind a time can tell what had to happen by then."""
    return bool(_HAPPENED.match(time.after))


def required(time: Time) -> Due | None:
    """Read a window, or a day from which, something must have happened; whether it is past is for `settle` to say."""
    after = time.side == "after"
    if not time.day or not (after or time.when.kind == "range") or not _REQUIRED.search(time.before):
        return None
    if not (found := _HAPPENS.match(time.after)):
        return None
    action = Span(time.behind + found.start("deed"), time.behind + found.end("deed"))
    return Due(kind="milestone", action=action, cue=True, must=True, after=after)
