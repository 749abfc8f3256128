"""Funds: the roles that rules see (threshold, rate, cap, sum), put together into one record a rule of the text."""

from __future__ import annotations

from decimal import Decimal

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.instruments import QUOTES, instrument_in, instrument_of, to_whom
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.nouns.drafts import FundDraft
from techpolicy_extract.nouns.model import Lexeme, Match, Quantity, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.records.flat import attributes
from techpolicy_extract.stages.build.context import compared, rate_of, set_by_rule, sum_of, upper_of
from techpolicy_extract.syntax.edges import clause_around, last_clause, stretch_start

_ROLES = ("threshold", "rate", "cap", "floor", "total")
_CHANGES = {"set_up": "set_up", "enlarge": "enlarge", "pilot": "pilot", "reform": "reform"}
_OTHERS = worded("awards", "{others}[^，；。]{0,20}$")
_NAME_LEAD = worded("awards", "{name_leads}")


def build(match: Match, text: str) -> list[FundDraft]:
    """Make the draft of a match, with what the match has of a rule; none for a match that names nothing."""
    found = {role: match.slot(role) or match.slot(f"{role}2") for role in _ROLES}
    roles = {role: lexeme for role, lexeme in found.items() if lexeme and (lexeme.quantity or lexeme.kind == "ratio")}
    if roles:
        return [_role_draft(match, text, roles)]
    named = _named(match, text)
    return [named] if named else []


def _role_draft(match: Match, text: str, roles: dict[str, Lexeme]) -> FundDraft:
    first = min(lexeme.start for lexeme in roles.values())
    record = _begin(match, first)
    for role, lexeme in roles.items():
        _fill(record, match, role, lexeme)
    if roles.keys() == {"cap"}:  # a rule that gives a sum or its ceiling
        record.total_role = None
    named = _name(record, match, text)
    if base := match.span("base"):
        record.rate_base = text[base.start : base.end].removesuffix("的").removeprefix("其") or None
    if per := match.span("per"):
        record.per = text[per.start : per.end].removesuffix("累计")
    if condition := match.span("condition"):
        record.condition = text[condition.start : condition.end].removesuffix("累计")
    if provider := match.span("provider"):
        record.provider = text[provider.start : provider.end]
    if record.instrument is None and not named:
        record.instrument = _instrument(record, match, text, first)
    return record


def _begin(match: Match, position: int) -> FundDraft:
    """Begin the draft of a match whose first number, or name, stands at `position` of the normalised text."""
    record = FundDraft(match.rule.id, _clause(match.sentence, match), match.sentence, position)
    return set_by_rule(record, match.rule)


def _instrument(record: FundDraft, match: Match, text: str, first: int) -> str | None:
    """Read the instrument off the kind of grant, the clause, or what stands before the first number of the sentence."""
    kind = match.span("kind")
    words = text[kind.start : kind.end] if kind else ""
    clause, before = text[record.quote.start : record.quote.end], text[match.sentence.start : first]
    given = record.total_role in (None, "granted")
    return instrument_of(words) or instrument_in(clause) or (instrument_in(before) if given else None)


def _fill(record: FundDraft, match: Match, role: str, lexeme: Lexeme) -> None:
    quantity = matching(lexeme) if lexeme.kind == "ratio" or lexeme.quantity is None else lexeme.quantity
    position = next(p for p, found in match.sentence.at.items() if found is lexeme)
    slots = match.sentence.slots
    before = cue_before(slots[max(0, position - 8) : position])
    after = cue_after(slots, position + 1)
    operator = comparator(before[0] if before else None, after[0] if after else None, quantity, role == "threshold")
    record.spans["rate_percent" if role == "rate" else f"{role}_value"] = Span(lexeme.start, lexeme.end)
    if role == "rate":
        record.rate = rate_of(quantity, operator if operator != "range" else "=")
        return
    amount = sum_of(quantity)
    if role == "threshold":
        record.threshold_max = upper_of(quantity)
        least = ">=" if record.threshold_max else operator
        record.threshold = compared(amount, least)
    elif role == "cap":
        record.cap = amount
    elif role == "floor":
        record.floor = amount
    elif record.total_role == "granted":
        _award(record, quantity, operator)
    else:
        record.total = compared(amount, operator)


def _award(record: FundDraft, quantity: Quantity, operator: str) -> None:
    """Fill the sum of an award.

    3万元以内 is a cap, 10万元以上 a floor, 2万元—10万元 a floor and a cap.
    """
    amount, most = sum_of(quantity), upper_of(quantity)
    if most is None and operator not in ("<=", "<", ">="):
        record.total = compared(amount, operator)
        return
    record.total_role = None
    span = record.spans.pop("total_value")
    if most is not None or operator == ">=":
        record.floor = amount
        record.spans["floor_value"] = span
    if most is not None or operator != ">=":
        record.cap = most or amount
        record.spans["cap_value"] = span


def matching(lexeme: Lexeme) -> Quantity:
    """Read 1:1 as a rate: what the second part is of the first, in %."""
    first, second = (Decimal(part) for part in (lexeme.text or "1:1").replace("：", ":").split(":")[:2])
    rate = (second / first * 100).normalize() if first else Decimal(100)
    return Quantity(rate, "%", rate, "percent")


def _name(record: FundDraft, match: Match, text: str) -> bool:
    """Fill name, or beneficiary, and instrument from what a match names; return whether it names anything."""
    named = False
    for group in ("name", "name2"):
        span = match.span(group)
        if span is None:
            continue
        low, high = trim_name(text, span)
        name = text[low:high]
        if whom := to_whom(name):
            record.beneficiary = whom
            record.spans["beneficiary"] = Span(low, low + len(whom))
        elif name and name.strip(QUOTES) not in load("instruments")["generic"]["words"]:
            record.name = name
            record.spans["name"] = Span(low, high)
        if record.instrument is None and not named:
            record.instrument = instrument_of(name)
        named = True
    return named


def trim_name(text: str, span: Span) -> tuple[int, int]:
    """Cut a name's 的-clause, the marks around it where they hold all of it, and words that only lead to it."""
    low, high = span
    cut = text.rfind("的", low, high - 1)
    if cut >= low:
        low = cut + 1
    for verb in words("awards", "name_verbs"):
        low = max(low, text.rfind(verb, low, high) + len(verb)) if verb in text[low:high] else low
    lead = _NAME_LEAD.match(text, low, high)
    low = lead.end() if lead else low
    if text[low:high].startswith("“") and text[low:high].endswith("”"):
        return low + 1, high - 1
    return low, high


def _named(match: Match, text: str) -> FundDraft | None:
    """Make the draft of an instrument without a number; None for a generic name, or where others are to set it up."""
    group = next((each for each in ("name", "name2", "name3") if each in match.groups), "name")
    span = match.span(group)
    if span is None:
        return None
    sentence = match.sentence
    position = match.groups[group].start
    low = clause_around(sentence.slots, position).start
    record = _begin(match, span.start)
    if not record.notes.quoted and _OTHERS.search(sentence.slots[low:position]):
        return None
    tail = match.span("tail")
    if tail:
        span = Span(span.start - 1, tail.end)
    start, end = trim_name(text, span)
    name = text[start:end]
    if text.startswith(words("awards", "several"), span.start):
        return None
    generic = name.strip(QUOTES) in load("instruments")["generic"]["words"]
    if generic and not record.notes.nameless:
        return None
    record.name = None if generic else name
    record.instrument = record.instrument or instrument_of(name)
    record.spans["name"] = Span(start, end)
    if not generic and record.change is None:
        record.change = _change(text[sentence.offsets[low] : span.start])
    if beneficiary := match.span("beneficiary"):
        record.beneficiary = text[beneficiary.start : beneficiary.end]
    return record


def _change(words: str) -> str | None:
    """Read what the text does to an instrument off the last verb before its name."""
    best: tuple[int, str] | None = None
    for atom, change in _CHANGES.items():
        for word in load("atoms")["words"][atom]:
            at = words.rfind(word)
            if at >= 0 and (best is None or at > best[0]):
                best = (at, change)
    return best[1] if best else None


def _clause(sentence: Sentence, match: Match) -> Span:
    low, high = clause_around(sentence.slots, match.start, max(match.end - 1, match.start))
    return match.place(min(low, match.start), max(high, match.end))


def merge(drafts: list[FundDraft], text: str) -> list[FundDraft]:
    """Put the roles of one grant into one record: neighbours between two semicolons that repeat no role.

    A threshold opens a record. A rule without a number behind a named instrument of its sentence says nothing more.
    """
    merged: list[FundDraft] = []
    frames: list[str | None] = []
    for record in drafts:
        frame = record.notes.frame
        last = merged[-1] if merged else None
        if record.notes.nameless and last is not None and last.sentence is record.sentence:
            continue
        if last is None or frame is None or frames[-1] != "grant" or not _joins(last, record, text):
            merged.append(record)
            frames.append(frame)
        else:
            _absorb(last, record)
            last.rule, frames[-1] = record.rule, frame
    return merged


def _absorb(last: FundDraft, record: FundDraft) -> None:
    """Put the fields and spans of a record into the one before it, where that has none of its own."""
    for name in attributes(FundDraft):
        if getattr(last, name) is None:
            setattr(last, name, getattr(record, name))
    last.spans |= {key: span for key, span in record.spans.items() if key not in last.spans}
    last.quote = Span(min(last.quote.start, record.quote.start), max(last.quote.end, record.quote.end))


def _joins(last: FundDraft, record: FundDraft, text: str) -> bool:
    if last.sentence is not record.sentence:
        return False
    clause = last_clause(text, last.number, record.number)
    awarded = last.total is not None or last.cap is not None or last.floor is not None
    if awarded and clause > last.number and "给予" in text[clause : record.number]:
        return False
    apart = stretch_start(text, last.number, record.number) > last.number
    if apart or record.threshold is not None or record.per is not None:
        return False
    return not any(getattr(last, role) is not None and getattr(record, role) is not None for role in _ROLES)
