"""What must be handed in by a time: the verb behind it, the label before it, whom it goes to, what opens and closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.deadlines.due import Due
from techpolicy_extract.stages.build.deadlines.recipients import whom
from techpolicy_extract.stages.build.deadlines.times import Time

_DAY = LETTERS["day"]
_HAND_IN = worded(
    "deadlines",
    r"(?<![已未经曾])(?P<verb>{hand_in}|(?<![成制写具供出])(?:{written})|"
    r"(?<![申上填预通汇简公年情日快电季月周举呈半])报(?={above})|(?<![提移上成递转外社结相])交(?={above}))(?!{not_asked})",
)
_FEEDS_BACK = worded("deadlines", r"(?<![已未经曾])(?P<verb>{feed_back})(?!{not_asked})")
_FROM = lazy(r"起$")
_STOPPED = worded("deadlines", "{stopped}(?!的)")
_CONDITION = lazy(r"的$")
_SECOND = lazy(r"并|、$")
_APPLY = worded(
    "deadlines",
    r"(?:向(?P<who>[^，。；：（）]{2,30}?)"
    r"(?:(?:{puts}|{manner_words}|{ways}){1,3}[^，。；：]{0,12}?)?(?P<told>{apply})(?!{not_asked}))"
    r"|(?P<put>{puts}[^，。；：]{0,10}?(?P<asked>{apply}))(?!{nouns_of})"
    r"|(?:{finish}[^，。；]{0,10}?(?P<done>{apply}){works}?$)"
    r"|(?P<verb>{apply})(?:{handed}|$)",
)
_RUNNING = worded("deadlines", "{running}")
_ASKS = worded("deadlines", "(?<!申){asking}")
_AT = worded("deadlines", r"{at_last}\s?$")
_CLOSING = worded(
    "deadlines",
    r"(?:{closing}|{label_verbs}[^，；：。]{0,8}?{stopping}|"
    r"{systems}?[^，；：。]{0,6}?{open_times}|{label_verbs}[^，；：。]{0,12}?{label_nouns})"
    r"(?:[为是：从自由至到于起\s]|{moved}|（[^（）]{0,30}）){0,5}$",
)
_LINE = worded("deadlines", r"^(?P<label>[^，。；：]{0,10}?{label_verbs}[^，。；：]{0,6}?)(?:{label_nouns})?：\s?$")
_NO_LABEL = worded("deadlines", "{other_windows}")
_VERB = worded("deadlines", r"(?:{manners})?(?P<verb>{hand_in}|{feed_back}|(?:{label_verbs}|{apply})(?!{bodies}))")
_OPENS = worded("deadlines", rf"{{opens}}[^。；]{{0,16}}?(?P<last>{_DAY})[^。；]{{0,8}}?{{closes}}")
_OPENED = worded("deadlines", rf"{_DAY}起?{{opens}}[^。；{_DAY}]{{0,16}}$")
_OPEN = worded("deadlines", "起?{wholly}?{opens}")
_SYSTEM = worded("deadlines", "{systems}[^，。；]{0,6}$")
_CLOSES = worded("deadlines", r"[^，。；]{0,6}{closes}")
_NEAR = 2  # clauses behind a time in which a word for applying counts
_HEAD = 40  # characters of a label


def read(time: Time) -> Due | None:
    """Read what is handed in by a time; None where nothing is, or where the time is one of counting only."""
    return _window(time) or _label(time) or _behind(time)


def _behind(time: Time) -> Due | None:
    """Read a verb of handing in behind the time: in its clause, or in a later one before the next time."""
    if time.when.kind == "since":
        return _from_then(time)
    if time.when.kind == "plan" or (_is_year(time) and time.side != "before"):
        return None
    if time.when.past:
        return None
    asked = list(_until_condition(time))
    for verbs in (_HAND_IN, _FEEDS_BACK) if _bounds(time) else ():
        for low, high in asked:
            if found := verbs.search(time.slots, low, high):
                return _asked(time, found, high)
    for low, high in asked[:_NEAR]:
        if due := _applied(time, low, high):
            return due
    return None


def _from_then(time: Time) -> Due | None:
    """Read a day from which something is handed in: 申报单位3月20日起登录系统填报."""
    if not time.day or not _FROM.search(time.words) or not (found := _HAND_IN.search(time.after)):
        return None
    verb = Span(time.behind + found.start("verb"), time.behind + found.end("verb"))
    return Due(kind="submission", action=verb, after=True, ahead=True)


def _until_condition(time: Time) -> Iterator[tuple[int, int]]:
    """Yield the clauses behind the time, up to one that is a condition: …提交材料的，."""
    for low, high in time.later():
        clause = time.slots[low:high]
        if _CONDITION.search(clause) and high < len(time.slots):
            return
        if time.when.kind == "span" and (found := _HAND_IN.search(clause)) and _SECOND.search(clause, 0, found.start()):
            return  # 5天内修正并提交: one deed of several
        yield low, high


def _is_year(time: Time) -> bool:
    return time.when.kind == "day" and time.when.end is not None and time.when.end.precision == "year"


def _asked(time: Time, found: re.Match[str], high: int) -> Due:
    verb = Span(*found.span("verb"))
    name = whom(time, Span(time.behind, verb.start), Span(verb.end, high))
    return Due(kind="submission", action=verb, recipient=name, end=high, ahead=time.part)


def _applied(time: Time, low: int, high: int) -> Due | None:
    """Read a word for applying that asks for something, and is not the work of those who run a call."""
    for found in _APPLY.finditer(time.slots, low, high):
        name = next(each for each in ("told", "asked", "done", "verb") if found[each])
        verb = Span(*found.span(name))
        before = time.slots[low : found.start()]
        if name not in ("told", "asked") and (
            _RUNNING.search(before) or not (name == "done" or _asks(time, low, verb.start))
        ):
            continue
        who = time.said(*found.span("who")) if found["who"] else whom(time, Span(low, verb.start), Span(verb.end, high))
        return Due(kind="submission", action=verb, recipient=who, end=high)
    return None


def _asks(time: Time, low: int, high: int) -> bool:
    """Return whether words before a time, or between it and a verb, ask for something: 请于…, 应在…."""
    return bool(_ASKS.search(time.before) or _ASKS.search(time.slots, low, high))


def _bounds(time: Time) -> bool:
    """Return whether something can be handed in by a time: it is no mere day of a story."""
    if time.side == "before" or time.part or time.when.kind in ("range", "every", "span"):
        return True
    return bool(_ASKS.search(time.before) or _AT.search(time.before))


def _label(time: Time) -> Due | None:
    """Read a time whose label says what is handed in: 申报时间为…, 截止日期：…, 样品送检：A至B."""
    low = time.low
    while low and time.slots[low - 1] == "：" and time.at - low < _HEAD:
        low = next((first for first, _ in time.earlier() if first < low), 0)
    label = time.slots[low : time.at]
    if _NO_LABEL.search(label) or not (time.day or time.when.kind == "every"):
        return None
    if _STOPPED.match(time.slots, time.at + 1) and (verb := _verb(time, low)):
        return Due(kind="submission", action=verb, recipient=_called(time, low))
    if (line := _LINE.search(label)) and time.when.kind == "range":
        return Due(kind="submission", action=Span(low + line.start("label"), low + line.end("label")))
    if not _CLOSING.search(label):
        return None
    after = time.when.kind == "since"
    return Due(kind="submission", action=_verb(time, low), recipient=_called(time, low), after=after)


def _verb(time: Time, low: int) -> Span | None:
    """Return the verb of a label, or of the nearest clause before it that has one."""
    for first, last in ((low, time.at), *time.earlier()):
        if found := _VERB.search(time.slots, first, last):
            return Span(*found.span())
    return None


def _called(time: Time, low: int) -> str | None:
    """Return whom a verb of handing in names in a label or before it: 报送至市科技局的截止时间."""
    for first, last in ((low, time.at), *time.earlier()):
        if found := _HAND_IN.search(time.slots, first, last):
            return whom(time, Span(first, found.start("verb")), Span(found.end("verb"), last))
    return None


def _window(time: Time) -> Due | None:
    """Read 于A开放、B关闭 as one window, at the first of its days."""
    if time.when.kind not in ("day", "since"):
        return None
    if _CLOSES.match(time.slots, time.behind) and (opened := _OPENED.search(time.slots, 0, time.at)):
        return Due(closes=True, kind="submission", date=Span(opened.start(), time.at + 1))
    found = _OPENS.match(time.slots, time.at + 1)
    other = found and time.sentence.at.get(found.start("last"))
    if not found or not other or other.when is None:
        return _opening(time)
    when = When("range", time.when.end or time.when.start, other.when.end)
    date = Span(time.at, found.start("last") + 1)
    return Due(kind="submission", action=_verb(time, time.low), date=date, when=when, end=found.end())


def _opening(time: Time) -> Due | None:
    """Read the day from which a system is open: 申报系统将于3月11日开通."""
    if not time.day or not _OPEN.match(time.after) or not _SYSTEM.search(time.before):
        return None
    return Due(kind="submission", action=_verb(time, time.low), after=True, ahead=True)
