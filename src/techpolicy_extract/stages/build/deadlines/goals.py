"""What is to be reached or done by a time: a clause without a number behind it, or what stands before it."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.deadlines import qualifying
from techpolicy_extract.stages.build.deadlines.due import Due
from techpolicy_extract.stages.build.deadlines.times import Time
from techpolicy_extract.syntax.edges import clause_around

_LEAD = worded("times", r"(?:[前后内，、\s]|：){0,3}{goal_leads}?")
_ADVERBIALS = worded("deadlines", "(?:{adverbials})+(?={times.goal_openers}|{then})|{also}?")
_VERBAL = worded("times", r"[，]?{goal_openers}")
_COMMITS = worded("deadlines", r"[，]?[^，。；：、的]{1,14}?(?<![主重首纪需概摘]){commit}(?![求素么闻点件害])")
_DONE = worded("times", "已[^，；]{2,}的{doers}$")  # 2019年6月30日之前已完成改制的企业
_OF, _CONDITION = lazy(r"的"), lazy(r"的$")
_STOP = lazy(r"[。]")
_PAST = worded("times", "(?:{as_of}|{from})$")
_FUTURE = worded("times", r"(?:{until}|{strive}|{ensure}|{ahead}|(?<!费)用)\s?$")
_IN = lazy(r"在$")
_BEFORE = lazy(r"前$")
_ON = lazy(r"[于在]$")
_ALONE = lazy(r"[年月]")
_WITHIN = lazy(r"内$")
_AT = worded("deadlines", r"(?:^|[到至在过争用来])\s?$")
_BARE = worded("deadlines", "^(?:{ready})*(?P<verb>(?:{wholly})*{bare_deeds})$")
_SUBJECT = worded("deadlines", r"(?:{ready}|[于在到至\s])+$")
_LABEL = worded("deadlines", r"{due_labels}[为是：\s]*$")
_STAGE = worded("deadlines", r"(?P<stage>[^，。；：（）\s]{2,14}?{stages})（[^（）]{0,6}$")
_MUST = worded("deadlines", r"{must}(?:[^，。；]{0,6}[于在])?$")
_THERE = worded("deadlines", "{there}$")
_CLAUSES = 12  # behind a date in which its goal may stand; in documents it is one of the first five
_LEADS_TO = lazy(r"[到至在于自从用\s]*$")  # before a time with which a clause begins
_TASK = 200  # characters before a label in which its task stands
_LEAST = 4  # characters of a goal
_OF_A_TIME = frozenset(LETTERS[name] for name in ("range", "plan", "since", "span", "every"))


def read(time: Time) -> Due | None:
    """Read what is to be reached by a time; None where nothing is, or only a number."""
    if time.when.kind == "since" or (time.when.kind == "plan" and (time.when.start or not time.when.end)):
        return None
    if due := _labelled(time) or _stage(time):
        return due
    if not _can_be(time):
        return None
    return _bracketed(time) or _bare(time) or _goal(time)


def _labelled(time: Time) -> Due | None:
    """Read a time whose label says that a task is due: （…；完成时限：2024年9月底前）."""
    low = time.low
    if low and time.slots[low - 1] == "：":
        low = next((first for first, _ in time.earlier()), low)
    if not _LABEL.search(time.slots, low, time.at):
        return None
    return Due(kind="milestone", said=_task(time), cue=True)


def _stage(time: Time) -> Due | None:
    """Read the window of a stage of work: （一）动员部署阶段（2024年3月1日—3月31日）."""
    opened = _STAGE.search(time.slots, 0, time.at)
    if opened is None or time.when.kind != "range" or not time.slots.startswith("）", time.at + 1):
        return None
    return Due(kind="milestone", action=Span(*opened.span("stage")), ahead=True, cue=True)


def _task(time: Time) -> str | None:
    """Return the clause that ends the sentence before the bracket or line of a label, else the heading above it."""
    start = time.sentence.start
    before = time.text[max(time.sentence.section.end, start - _TASK) : start]
    stop = max((found.start() for found in _STOP.finditer(before)), default=0)
    said = before[slice(*clause_around(before, stop))].splitlines()
    if said and said[-1].endswith(words("times", "announcing")):
        said = []
    return (said[-1].strip() if said else "") or time.task


def _can_be(time: Time) -> bool:
    """Return whether a time can be one by which: it says its year or bounds, and nothing shows that it looks back."""
    when = time.when
    before = time.slots[max(0, time.at - 4) : time.at]
    if _PAST.search(before) or (_OF.match(time.after) and not before.endswith(words("times", "until"))):
        return False
    if when.kind == "every":
        return bool(_BEFORE.search(time.words))
    if when.kind == "span":
        return not when.past and bool(_FUTURE.search(before))
    day = when.end
    if _ALONE.match(time.words) and not _AT.search(time.before) and not _FUTURE.search(before):
        return False
    if (
        time.side == "before"
        or day is None
        or time.part
        or _in_month(time)
        or _closes_bracket(time)
        or _WITHIN.search(time.words)
    ):
        return True
    return (when.kind == "range" or day.year is not None) and bool(_AT.search(time.before))


def _bracketed(time: Time) -> Due | None:
    """Read （市科技局牵头，6月底前完成）, （…，2024年6月完成）: what is done stands before the bracket."""
    opened, bounds = time.slots.rfind("（", 0, time.at), time.side == "before"
    if not bounds and not _closes_bracket(time):
        return None
    if opened < 0 or time.slots.find("）", opened, time.at) >= 0:
        return None
    if time.slots[time.high : time.high + 1] != "）" or not (_BARE.match(time.after) or not time.after.strip()):
        return None
    said = time.said(clause_around(time.slots, opened).start, opened).strip() or _task(time)
    return Due(kind="milestone", said=said, cue=bounds, ahead=not bounds) if said else None


def _bare(time: Time) -> Due | None:
    """Read 该项工作于6月底前完成: a verb without an object, whose subject stands before the time."""
    if not (time.side == "before" or time.part or _in_month(time)) or not (found := _BARE.match(time.after)):
        return None
    low = time.low
    subject = _SUBJECT.sub("", time.before).strip()
    if not subject or subject.startswith(words("deadlines", "asks")):
        subject = next((time.slots[a:b] for a, b in time.earlier() if not _CONDITION.search(time.slots, a, b)), "")
        low = next((a for a, b in time.earlier() if time.slots[a:b] == subject), low)
    start = time.slots.find(subject, low, time.at) if subject else low
    said = (time.said(start, start + len(subject)) if subject else "") + found["verb"]
    return Due(
        kind="milestone",
        said=said,
        cue=True,
        must=time.side == "before" and bool(_MUST.search(time.before)),
        end=time.high,
    )


def _goal(time: Time) -> Due | None:
    """Find the goal: the first clause behind the time that holds no number."""
    slots, low = time.slots, time.at + 1
    before = slots[max(0, time.at - 4) : time.at]
    within, due = bool(_FUTURE.search(before)), time.side == "before"
    verbal = bool(_VERBAL.match(slots, low) or (time.when.kind == "day" and _COMMITS.match(slots, low)))
    partly = time.part
    if not (within or due or verbal or partly):
        return None
    cue = due or (within and not _IN.search(before)) or ((partly or time.day) and verbal)
    must = due and (bool(_MUST.search(time.before)) or qualifying.happened(time))
    low = max(low, time.behind)
    for _ in range(_CLAUSES):
        high = clause_around(slots, low).end
        start = _LEAD.match(slots, low, high).end()  # type: ignore[union-attr]  # every part of it is optional
        clause = slots[start:high]
        if len(time.said(start, high)) >= _LEAST and not _numbered(time, start, high):
            if _CONDITION.search(clause):  # 1957年的价格; 三年内未实施的: no goal
                return None
            start = _ADVERBIALS.match(slots, start, high).end()  # type: ignore[union-attr]  # it may match nothing
            kind = "eligibility" if _DONE.match(clause) else "milestone"
            return Due(kind=kind, action=Span(start, high), cue=cue, must=must, end=high)
        if high >= len(slots) or slots[high] in "；）" or _OF.match(time.after):
            return None
        low = high + 1
    return None


def _closes_bracket(time: Time) -> bool:
    """Return whether a month with a bare verb ends a bracket: （…，2024年6月完成）."""
    return _ends_month(time) and time.slots[time.high : time.high + 1] == "）" and bool(_BARE.match(time.after))


def _ends_month(time: Time) -> bool:
    end = time.when.end
    return time.when.kind == "day" and end is not None and end.precision == "month"


def _in_month(time: Time) -> bool:
    """Return whether something is done in a month: 该项工作于2024年4月启动."""
    return _ends_month(time) and bool(_ON.search(time.before))


def _numbered(time: Time, low: int, high: int) -> bool:
    """Return whether a clause holds a number of a record or a time of its own, or is none of a goal."""
    slots = time.slots
    if slots.startswith(words("times", "no_goal"), low):
        return True
    for position in time.filled:
        if low <= position < high and not _THERE.search(slots, low, position):
            return True
    return any(
        low <= position < high
        and (_LEADS_TO.match(slots, low, position) or slots[position] in _OF_A_TIME or time.is_due(position))
        for position, lexeme in time.sentence.at.items()
        if lexeme.when is not None and not _is_past(lexeme.when)
    )


def _is_past(when: When) -> bool:
    """Return whether a time names itself as past, and so tells of what, not by when: 将上一年度结余缴回."""
    return when.kind == "day" and when.end is not None and (when.end.relative_year or 0) < 0
