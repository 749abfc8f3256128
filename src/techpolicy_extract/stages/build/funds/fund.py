"""Funds: the roles that rules see (threshold, rate, cap, sum), put together into one record a rule of the text."""

from __future__ import annotations

from decimal import Decimal

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.instruments import QUOTES, instrument_in, instrument_of, to_whom
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Lexeme, Match, Quantity, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build import clauses
from techpolicy_extract.stages.build.context import draft, number

_ROLES = ("threshold", "rate", "cap", "floor", "total")
_CHANGES = {"set_up": "set_up", "enlarge": "enlarge", "pilot": "pilot", "reform": "reform"}
_OTHERS = worded("awards", "{others}[^，；。]{0,20}$")
_NAME_LEAD = worded("awards", "{name_leads}")


def build(match: Match, text: str) -> list[Draft]:
    """Make the drafts of a match: one for each sum of a list, else one that holds what the match has of a rule."""
    many = next((name for name in ("thresholds", "totals", "caps", "floors") if name in match.groups), None)
    if many:
        role = many.removesuffix("s")
        slots = [match.sentence.at.get(p) for p in range(*match.groups[many])]
        return [_role_draft(match, text, {role: lexeme}) for lexeme in slots if lexeme and lexeme.quantity]
    found = {role: match.slot(role) or match.slot(f"{role}2") for role in _ROLES}
    roles = {role: lexeme for role, lexeme in found.items() if lexeme and (lexeme.quantity or lexeme.kind == "ratio")}
    if roles:
        return [_role_draft(match, text, roles)]
    named = _named(match, text)
    return [named] if named else []


def _role_draft(match: Match, text: str, roles: dict[str, Lexeme]) -> Draft:
    first = min(lexeme.start for lexeme in roles.values())
    record = draft(match, "fund", _clause(match.sentence, match), first)
    for role, lexeme in roles.items():
        _fill(record, match, role, lexeme)
    if roles.keys() == {"cap"}:  # a rule that gives a sum or its ceiling
        record.fields.pop("total_role", None)
    _name(record, match, text)
    if base := match.span("base"):
        record.fields["rate_base"] = text[base.start : base.end].removesuffix("的").removeprefix("其") or None
    for group in ("per", "condition"):
        if (own := match.span(group)) and own.end > own.start:
            record.fields[group] = text[own.start : own.end].removesuffix("累计")
    if provider := match.span("provider"):
        record.fields["provider"] = text[provider.start : provider.end]
    kind = match.span("kind")
    words = text[kind.start : kind.end] if kind else ""
    named = instrument_of(words) or instrument_of(str(record.fields.get("name") or ""))
    clause, before = text[record.quote.start : record.quote.end], text[match.sentence.start : first]
    given = record.fields.get("total_role") in (None, "granted")
    record.fields.setdefault("instrument", named or instrument_in(clause) or (instrument_in(before) if given else None))
    return record


def _fill(record: Draft, match: Match, role: str, lexeme: Lexeme) -> None:
    quantity = matching(lexeme) if lexeme.kind == "ratio" or lexeme.quantity is None else lexeme.quantity
    position = next(p for p, found in match.sentence.at.items() if found is lexeme)
    slots = match.sentence.slots
    before = cue_before(slots[max(0, position - 8) : position])
    after = cue_after(slots, position + 1)
    operator = comparator(before[0] if before else None, after[0] if after else None, quantity, role == "threshold")
    record.spans["rate_percent" if role == "rate" else f"{role}_value"] = Span(lexeme.start, lexeme.end)
    if role == "rate":
        parts = 10 if quantity.dimension == "permille" else 1  # 0.5‰ is 0.05 %
        rate, most = (value if value is None else value / parts for value in (quantity.value, quantity.value_max))
        record.fields |= {"rate_percent": number(rate), "rate_max_percent": number(most)}
        record.fields["rate_comparator"] = operator if operator != "range" else "="
        return
    record.fields |= {
        f"{role}_value": number(quantity.value),
        f"{role}_unit": quantity.unit,
        f"{role}_amount": number(quantity.amount),
    }
    if role in ("threshold", "total"):
        record.fields[f"{role}_comparator"] = operator
    if role == "threshold" and quantity.value_max is not None:
        upper = {"value": number(quantity.value_max), "unit": quantity.unit, "amount": number(quantity.amount_max)}
        record.fields |= {f"threshold_max_{key}": value for key, value in upper.items()} | {
            "threshold_comparator": ">="
        }
    if role == "total" and record.fields.get("total_role") == "granted":
        if quantity.value_max is not None:
            _award_range(record, lexeme)
        elif operator in ("<=", "<"):
            _as_bound(record, "cap")
        elif operator == ">=":
            _as_bound(record, "floor")


def _as_bound(record: Draft, role: str) -> None:
    """Turn an award of 3万元以内 into a cap, one of 10万元以上 into a floor."""
    for key in ("value", "unit", "amount"):
        record.fields[f"{role}_{key}"] = record.fields.pop(f"total_{key}")
    record.spans[f"{role}_value"] = record.spans.pop("total_value")
    del record.fields["total_comparator"], record.fields["total_role"]


def matching(lexeme: Lexeme) -> Quantity:
    """Read 1:1 as a rate: what the second part is of the first, in %."""
    first, second = (Decimal(part) for part in (lexeme.text or "1:1").replace("：", ":").split(":")[:2])
    rate = (second / first * 100).normalize() if first else Decimal(100)
    return Quantity(rate, "%", rate, "percent")


def _award_range(record: Draft, lexeme: Lexeme) -> None:
    """Turn an award of 2万元—10万元 into a floor and a cap (SPEC)."""
    quantity = lexeme.quantity
    assert quantity is not None
    for key in ("total_value", "total_unit", "total_amount", "total_comparator", "total_role"):
        record.fields.pop(key, None)
    span = record.spans.pop("total_value")
    unit = quantity.unit
    record.fields |= {
        "floor_value": number(quantity.value), "floor_unit": unit, "floor_amount": number(quantity.amount),
        "cap_value": number(quantity.value_max), "cap_unit": unit, "cap_amount": number(quantity.amount_max),
    }  # fmt: skip
    record.spans |= {"floor_value": span, "cap_value": span}


def _name(record: Draft, match: Match, text: str) -> None:
    for group in ("name", "name2"):
        span = match.span(group)
        if span is None:
            continue
        low, high = trim_name(text, span)
        name = text[low:high]
        if whom := to_whom(name):
            record.fields["beneficiary"] = whom
            record.spans["beneficiary"] = Span(low, low + len(whom))
        elif name and name.strip(QUOTES) not in load("instruments")["generic"]["words"]:
            record.fields["name"] = name
            record.spans["name"] = Span(low, high)
        record.fields.setdefault("instrument", instrument_of(name))


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


def _named(match: Match, text: str) -> Draft | None:
    """Make the draft of an instrument without a number; None for a generic name, or where others are to set it up."""
    span = match.span("name")
    if span is None:
        return None
    sentence = match.sentence
    position = match.groups["name"].start
    low = clauses.clause_start(sentence.slots, position, 0)
    if not match.rule.set.get("quoted") and _OTHERS.search(sentence.slots[low:position]):
        return None
    record = draft(match, "fund", _clause(sentence, match), span.start)
    tail = match.span("tail")
    if tail:
        span = Span(span.start - 1, tail.end)
    start, end = trim_name(text, span)
    name = text[start:end]
    if text.startswith(words("awards", "several"), span.start):
        return None
    generic = name.strip(QUOTES) in load("instruments")["generic"]["words"]
    if generic and not match.rule.set.get("nameless"):
        return None
    record.fields |= {"name": None if generic else name, "instrument": instrument_of(name)}
    record.spans["name"] = Span(start, end)
    if not generic:
        record.fields.setdefault("change", _change(text[sentence.offsets[low] : span.start]))
    if beneficiary := match.span("beneficiary"):
        record.fields["beneficiary"] = text[beneficiary.start : beneficiary.end]
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
    low = clauses.clause_start(sentence.slots, match.start, 0)
    high = clauses.clause_end(sentence.slots, max(match.end - 1, match.start))
    return match.place(min(low, match.start), max(high, match.end))


def merge(drafts: list[Draft], text: str) -> list[Draft]:
    """Put the roles of one grant into one record: neighbours between two semicolons that repeat no role.

    A threshold opens a record. A rule without a number behind a named instrument of its sentence says nothing more. A
    rate behind a list of grades is shared by all, and stands in the first one's record.
    """
    merged: list[Draft] = []
    frames: list[object] = []
    for record in drafts:
        frame = record.fields.pop("_frame", None)
        last = merged[-1] if merged else None
        if record.fields.get("_nameless") and last is not None and last.sentence is record.sentence:
            continue
        if first := _first_grade(merged, frames, record):
            _absorb(first, record)
        elif last is None or frame is None or frames[-1] != "grant" or not _joins(last, record, text):
            merged.append(record)
            frames.append(frame)
        else:
            _absorb(last, record)
            last.rule, frames[-1] = record.rule, frame
    return merged


def _absorb(last: Draft, record: Draft) -> None:
    """Put the fields and spans of a record into the one before it, where that has none of its own."""
    for key, value in record.fields.items():
        if last.fields.get(key) is None:
            last.fields[key] = value
    last.spans |= {key: span for key, span in record.spans.items() if key not in last.spans}
    last.quote = Span(min(last.quote.start, record.quote.start), max(last.quote.end, record.quote.end))


def _first_grade(merged: list[Draft], frames: list[object], record: Draft) -> Draft | None:
    """Find the first of the grades that a lone rate behind them belongs to."""
    if not record.fields.get("_shared"):
        return None
    grades = [d for d, frame in zip(merged, frames, strict=True) if frame == "grade" and d.sentence is record.sentence]
    return grades[0] if grades and "rate_percent" not in grades[0].spans else None


def _joins(last: Draft, record: Draft, text: str) -> bool:
    if last.sentence is not record.sentence:
        return False
    between = text[last.number : record.number]
    awarded = any(key.endswith("_value") and not key.startswith("threshold") for key in last.spans)
    if awarded and "，" in between and "给予" in between.rpartition("，")[2]:
        return False
    if "；" in between or "threshold_value" in record.spans or "per" in record.fields:
        return False
    roles = {key for key in last.spans if key.endswith(("_value", "_percent"))}
    return roles.isdisjoint(record.spans)
