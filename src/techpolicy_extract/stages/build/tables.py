"""Drafts of what tables say: a value of a table of indicators each, and the due dates in rows of tasks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from techpolicy_extract.lexicon.indicators import identify
from techpolicy_extract.lexicon.measures import measure_of
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.handover import Matched
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.tables import IndicatorTable, ValueCell
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.context import number


def values(matched: Matched) -> tuple[tuple[Draft, ...], ...]:
    """Return for each table of indicators the draft of each of its values, in their order."""
    return tuple(_table(table, matched.sentences) for table in matched.tables.indicators)


def _table(table: IndicatorTable, sentences: tuple[Sentence, ...]) -> tuple[Draft, ...]:
    whole: dict[int, Draft] = {}  # by column: the record that a 其中 below it is a part of
    made = []
    for value in table.values:
        draft = _value(value, _sentence_at(sentences, value.cell.start))
        if value.among and value.column.number in whole:
            draft.part_of = whole[value.column.number]
        else:
            whole[value.column.number] = draft
        made.append(draft)
    return tuple(made)


def _value(value: ValueCell, sentence: Sentence) -> Draft:
    quantity = value.quantity
    draft = Draft("result", "table.indicator", value.quote, {}, {}, sentence, value.lexeme.start)
    draft.fields |= {
        "indicator": value.name,
        "indicator_id": identify(value.name),
        "comparator": value.comparator,
        "value": number(quantity.value), "value_max": number(quantity.value_max), "unit": quantity.unit,
        "amount": number(quantity.amount), "amount_max": number(quantity.amount_max),
        "dimension": quantity.dimension,
        "accumulation": "cumulative" if value.cumulative else "annual" if "年均" in value.column.head else None,
        "binding": value.binding,
        "measure": value.measure or measure_of(value.name, quantity.dimension, ""),
    }  # fmt: skip
    draft.spans |= {"value": Span(value.lexeme.start, value.lexeme.end), "indicator": value.name_at}
    return draft


def due(matched: Matched) -> list[Draft]:
    """Return a milestone for each row of tasks or duties that says by when; its action is the task, if any."""
    text = matched.segmented.normalized.mapped.text
    lexed = [lexeme for lexeme in matched.lexemes if lexeme.when]
    drafts = []
    for row in (*matched.tables.tasks, *matched.tables.lines):
        if row.due is None:
            continue
        at = bisect_left(lexed, row.due.start, key=lambda one: one.start)
        if at == len(lexed) or lexed[at].start >= row.due.end:
            continue
        lexeme = lexed[at]
        quote = Span(min(row.quote.start, lexeme.start), max(row.quote.end, lexeme.end))
        sentence = _sentence_at(matched.sentences, lexeme.start)
        draft = Draft("deadline", "table.due", quote, {}, {}, sentence, lexeme.start, when=lexeme.when)
        draft.fields |= {"kind": "milestone", "action": row.task, "recipient": None, "_cue": True}
        draft.fields["date_text"] = text[lexeme.start : lexeme.end]
        draft.spans["date_text"] = Span(lexeme.start, lexeme.end)
        drafts.append(draft)
    return drafts


def _sentence_at(sentences: tuple[Sentence, ...], position: int) -> Sentence:
    at = bisect_right(sentences, position, key=lambda sentence: sentence.start)
    return sentences[max(0, at - 1)]
