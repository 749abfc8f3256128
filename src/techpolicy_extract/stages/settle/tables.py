"""Times of what tables say: of a value by its column, of the numbers of a row by when the row is due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from techpolicy_extract.lexing.dates import bounds
from techpolicy_extract.nouns.drafts import DeadlineDraft, QuantityDraft
from techpolicy_extract.nouns.handover import Built, DocumentFields
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.tables import IndicatorTable, TaskRow, ValueCell
from techpolicy_extract.nouns.text import Span
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
        draft.type = "target"
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
        draft.type, inferred = self._class(value, draft.sentence)
        draft.flags += ["class_inferred"] if inferred else []

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

    def _class(self, value: ValueCell, sentence: Sentence) -> tuple[str, bool]:
        """Return target or result, and whether only the column's place among the others tells."""
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
