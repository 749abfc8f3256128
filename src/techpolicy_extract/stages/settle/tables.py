"""Times of what tables say: of a value by its column, of the numbers of a row by when the row is due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.drafts import DeadlineDraft, QuantityDraft
from techpolicy_extract.nouns.evidence import Evidence
from techpolicy_extract.nouns.handover import Built, DocumentFields
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.tables import IndicatorTable, TaskRow, ValueCell
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.classes import weigh
from techpolicy_extract.stages.settle.times import Clock


def settle(built: Built, clock: Clock, header: DocumentFields) -> list[QuantityDraft]:
    """Date the values of the tables of indicators: a target where a column lies ahead or says so, else a result."""
    for table, drafts in zip(built.matched.tables.indicators, built.values, strict=True):
        dater = _Dater(table, clock, header)
        for value, draft in zip(table.values, drafts, strict=True):
            dater.date(draft, value)
    return [draft for drafts in built.values for draft in drafts]


def date_by_rows(
    drafts: Sequence[QuantityDraft], dues: Sequence[DeadlineDraft], rows: Sequence[TaskRow], clock: Clock
) -> None:
    """Date the numbers of a row of tasks by its due date, where nothing nearer does: what is due is aimed at.

    A row that says when (每季度), but no day, takes none from the row above.
    """
    _undate(drafts, [row for row in rows if row.due])
    dues = sorted(dues, key=lambda due: due.quote.start)
    ends = list(accumulate((due.quote.end for due in dues), max))
    for draft in drafts if dues else ():
        guessed = draft.type == "result" and "class_inferred" in draft.flags
        aimed = draft.type == "target" and ("period_inherited" in draft.flags or draft.period_end is None)
        first = bisect_right(ends, draft.number)  # the first row that ends behind the number holds it, or none does
        due = dues[first] if (guessed or aimed) and first < len(dues) else None
        due = due if due and due.quote.start <= draft.number else None
        end = bounds(due.when, clock.year(draft.sentence.section))[1] if due and due.when else None
        today = clock.today(draft.sentence.section)
        if due is None or end is None or (guessed and today is not None and end < today):
            continue
        before = draft.notes.verdict.evidence if draft.notes.verdict else ()
        draft.notes.verdict = weigh([*before, Evidence("row_is_due", due.quote)])
        draft.type = draft.notes.verdict.type
        draft.period_text, draft.period_start, draft.period_end = due.date_text, None, end
        draft.spans = {name: span for name, span in draft.spans.items() if not name.startswith("period_")}
        draft.spans["period_text"] = Span(due.number, due.number + len(due.date_text))
        draft.flags = sorted({*draft.flags, "period_inherited"} - {"class_inferred"})


def _undate(drafts: Sequence[QuantityDraft], rows: Sequence[TaskRow]) -> None:
    """Take from the numbers of some rows the period that they have from a row above."""
    starts = sorted((row.quote.start, row.quote.end) for row in rows)
    for draft in drafts if rows else ():
        at = bisect_right(starts, (draft.number, 1 << 60)) - 1
        place = draft.spans.get("period_text")
        if at < 0 or draft.number >= starts[at][1] or "period_inherited" not in draft.flags:
            continue
        if isinstance(place, Span) and starts[0][0] <= place.start < starts[at][0]:
            draft.period_text = draft.period_start = draft.period_end = None
            draft.spans = {name: span for name, span in draft.spans.items() if not name.startswith("period_")}
            draft.flags = [flag for flag in draft.flags if flag != "period_inherited"]


class _Dater:
    """Dates the values of one table."""

    def __init__(self, table: IndicatorTable, clock: Clock, header: DocumentFields) -> None:
        self.clock, self.header = clock, header
        self.ends: dict[int, str | None] = {}
        for column in table.head.of("value"):
            self.ends[column.number] = bounds(column.when.when, None)[1] if column.when and column.when.when else None

    def date(self, draft: QuantityDraft, value: ValueCell) -> None:
        self._period(draft, value)
        draft.notes.verdict = verdict = weigh(self._evidence(value, draft.sentence))
        draft.type = verdict.type
        draft.flags += ["class_inferred"] if verdict.thin else []

    def _period(self, draft: QuantityDraft, value: ValueCell) -> None:
        """Date a value by its column's head; growth over the plan, or an aim without a year, by the plan period."""
        when = value.column.when or value.due
        if when is not None and when.when is not None:
            draft.period_text = self.clock.text[when.start : when.end]
            draft.period_start, draft.period_end = bounds(when.when, self.clock.year(draft.sentence.section))
            if value.column.when is None:
                draft.period_start = None  # a day by which
            named = [name for name in ("period_text", "period_start", "period_end") if getattr(draft, name)]
            draft.spans |= {name: Span(when.start, when.end) for name in named}
        elif (value.column.planned or value.column.growth or value.cumulative) and self.header.plan_end:
            whole = value.column.growth or value.cumulative
            draft.period_start = self.header.plan_start if whole else None
            draft.period_end = self.header.plan_end
            draft.flags.append("period_inherited")

    def _evidence(self, value: ValueCell, sentence: Sentence) -> Iterator[Evidence]:
        """Yield what the column of a value says of its class; its place among the others only where nothing else does.

        A column of this year is aimed at where it goes on from one before it.
        """
        column = value.column
        place = Span(column.when.start, column.when.end) if column.when else None
        if column.planned is not None:
            yield Evidence("column_planned" if column.planned else "column_reached", place)
            return
        end, today = self.ends[column.number], self.clock.today(sentence.section)
        if end and today and end[:4] != today[:4]:
            yield Evidence("column_ahead" if end > today else "column_past", place)
            return
        known = sorted(each for each in self.ends.values() if each)
        if end is None and (column.growth or column.cumulative):
            aimed = today is None or not known or known[-1] > today
        elif end and today and end > today:
            aimed = end != known[0]
        else:
            aimed = len(known) > 1 and end == known[-1]
        yield Evidence("columns_go_on" if aimed else "columns_end", place)
