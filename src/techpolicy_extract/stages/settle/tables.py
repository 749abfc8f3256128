"""Targets and results of indicator tables: one record a cell, dated by its column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from techpolicy_extract.lexicon.indicators import identify
from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.grids import Grid
from techpolicy_extract.nouns.model import Draft, Extracted, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.context import number
from techpolicy_extract.stages.build.duty_rows import grid_rows, rows
from techpolicy_extract.stages.build.quantity import measure_of
from techpolicy_extract.stages.build.value_cells import IndicatorTable, ValueCell
from techpolicy_extract.stages.settle.times import Clock


def settle(tables: tuple[IndicatorTable, ...], clock: Clock, header: dict[str, object]) -> list[Draft]:
    """Give a draft of each value: a target where its column lies ahead or says so, else a result."""
    return [draft for table in tables for draft in _Reader(table, clock, header).drafts()]


def due(grids: Sequence[Grid], extracted: Extracted) -> list[Draft]:
    """Give a milestone for each row of a table of tasks or duties that says by when; its action is the task, if any."""
    text = extracted.segmented.normalized.mapped.text
    starts = [sentence.start for sentence in extracted.sentences]
    lexed = [lexeme for lexeme in extracted.lexemes if lexeme.when]
    drafts = []
    for place in (*grid_rows(text, grids), *rows(text)):
        if place.due is None:
            continue
        at = bisect_left(lexed, place.due.start, key=lambda one: one.start)
        if at == len(lexed) or lexed[at].start >= place.due.end:
            continue
        lexeme = lexed[at]
        sentence = extracted.sentences[max(0, bisect_right(starts, lexeme.start) - 1)]
        quote = Span(min(place.quote.start, lexeme.start), max(place.quote.end, lexeme.end))
        draft = Draft("deadline", "table.due", quote, {}, {}, sentence, lexeme.start, when=lexeme.when)
        draft.fields |= {"kind": "milestone", "action": place.task, "recipient": None, "_cue": True}
        draft.fields["date_text"] = text[lexeme.start : lexeme.end]
        draft.spans["date_text"] = Span(lexeme.start, lexeme.end)
        drafts.append(draft)
    return drafts


def date_by_rows(drafts: Sequence[Draft], dues: Sequence[Draft], clock: Clock) -> None:
    """Date the numbers of a row of tasks by its due date, where nothing nearer does: what is due is aimed at."""
    dues = sorted(dues, key=lambda due: due.quote.start)
    ends = list(accumulate((due.quote.end for due in dues), max))
    for draft in drafts if dues else ():
        guessed = draft.type == "result" and "class_inferred" in draft.flags
        aimed = draft.type == "target" and ("period_inherited" in draft.flags or draft.fields.get("period_end") is None)
        first = bisect_right(ends, draft.number)  # the first row that ends behind the number holds it, or none does
        due = dues[first] if (guessed or aimed) and first < len(dues) else None
        due = due if due and due.quote.start <= draft.number else None
        end = bounds(due.when, clock.year(draft.sentence.section))[1] if due and due.when else None
        today = clock.today(draft.sentence.section)
        if due is None or end is None or (guessed and (today is None or end < today)):
            continue
        draft.type = "target"
        text = str(due.fields["date_text"])
        draft.fields |= {"period_text": text, "period_start": None, "period_end": end}
        draft.spans = {name: span for name, span in draft.spans.items() if not name.startswith("period_")}
        draft.spans["period_text"] = Span(due.number, due.number + len(text))
        draft.flags = sorted({*draft.flags, "period_inherited"} - {"class_inferred"})


class _Reader:
    """Reads one table."""

    def __init__(self, table: IndicatorTable, clock: Clock, header: dict[str, object]) -> None:
        self.table, self.clock, self.header = table, clock, header
        self.ends: dict[int, str | None] = {}
        for column in table.head.of("value"):
            self.ends[column.number] = bounds(column.when.when, None)[1] if column.when and column.when.when else None

    def drafts(self) -> list[Draft]:
        whole: dict[int, Draft] = {}  # by column: the record that a 其中 below it is a part of
        made = []
        for value in self.table.values:
            draft = self._draft(value)
            if value.among and value.column.number in whole:
                draft.part_of = whole[value.column.number]
            else:
                whole[value.column.number] = draft
            made.append(draft)
        return made

    def _draft(self, value: ValueCell) -> Draft:
        quantity, column = value.quantity, value.column
        sentence = self._sentence(value.cell.start)
        draft = Draft("result", "table.indicator", value.quote, {}, {}, sentence, value.lexeme.start)
        draft.fields |= {
            "indicator": value.name,
            "indicator_id": identify(value.name),
            "comparator": value.comparator,
            "value": number(quantity.value), "value_max": number(quantity.value_max), "unit": quantity.unit,
            "amount": number(quantity.amount), "amount_max": number(quantity.amount_max),
            "dimension": quantity.dimension,
            "accumulation": "cumulative" if value.cumulative else "annual" if "年均" in column.head else None,
            "binding": value.binding,
        }  # fmt: skip
        draft.spans |= {"value": Span(value.lexeme.start, value.lexeme.end), "indicator": value.name_at}
        draft.fields["measure"] = value.measure or measure_of(draft)
        self._period(draft, value)
        draft.type, inferred = self._class(value, sentence)
        draft.flags += ["class_inferred"] if inferred else []
        return draft

    def _sentence(self, position: int) -> Sentence:
        at = bisect_right(self.clock.sentences, position, key=lambda sentence: sentence.start)
        return self.clock.sentences[max(0, at - 1)]

    def _period(self, draft: Draft, value: ValueCell) -> None:
        """Date a value by its column's head; growth over the plan, or an aim without a year, by the plan period."""
        when = value.column.when
        draft.fields |= {"period_text": None, "period_start": None, "period_end": None}
        if when is not None and when.when is not None:
            start, end = bounds(when.when, self.clock.year(draft.sentence.section))
            draft.fields |= {"period_text": self.clock.text[when.start : when.end]}
            draft.fields |= {"period_start": start, "period_end": end}
            draft.spans |= {name: Span(when.start, when.end) for name in ("period_text", "period_start", "period_end")}
        elif (value.column.planned or value.column.growth or value.cumulative) and self.header.get("plan_end"):
            whole = value.column.growth or value.cumulative
            draft.fields["period_start"] = self.header["plan_start"] if whole else None
            draft.fields["period_end"] = self.header["plan_end"]
            draft.flags.append("period_inherited")

    def _class(self, value: ValueCell, sentence: Sentence) -> tuple[str, bool]:
        """Say target or result, and whether only the column's place among the others tells."""
        column = value.column
        if column.planned is not None:
            return ("target" if column.planned else "result"), False
        end, today = self.ends[column.number], self.clock.today(sentence.section)
        if end and today and end[:4] != today[:4]:
            return ("target" if end > today else "result"), False
        if end is None and (column.growth or column.cumulative):
            last = max((each for each in self.ends.values() if each), default=None)
            return ("target" if today is None or last is None or last > today else "result"), True
        known = sorted(each for each in self.ends.values() if each)
        if end and today and end > today:  # this year's column: aimed at where it goes on from one before it
            return ("target" if end != known[0] else "result"), True
        return ("target" if len(known) > 1 and end == known[-1] else "result"), True
