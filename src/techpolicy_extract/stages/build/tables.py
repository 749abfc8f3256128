"""Drafts of what tables say: a value of a table of indicators each, and the due dates in rows of tasks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from techpolicy_extract.lexicon.indicators import identify
from techpolicy_extract.lexicon.measures import measure_of
from techpolicy_extract.nouns.drafts import DeadlineDraft, DeadlineNotes, QuantityDraft
from techpolicy_extract.nouns.handover import Matched
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.tables import IndicatorTable, ValueCell
from techpolicy_extract.nouns.text import Span


def values(matched: Matched) -> tuple[tuple[QuantityDraft, ...], ...]:
    """Return for each table of indicators the draft of each of its values, in their order."""
    return tuple(_table(table, matched.sentences) for table in matched.tables.indicators)


def _table(table: IndicatorTable, sentences: tuple[Sentence, ...]) -> tuple[QuantityDraft, ...]:
    whole: dict[int, QuantityDraft] = {}  # by column: the record that a 其中 below it is a part of
    made = []
    for value in table.values:
        draft = _value(value, _sentence_at(sentences, value.cell.start))
        if value.among and value.column.number in whole:
            draft.part_of = whole[value.column.number]
        else:
            whole[value.column.number] = draft
        made.append(draft)
    return tuple(made)


def _value(value: ValueCell, sentence: Sentence) -> QuantityDraft:
    quantity = value.quantity
    return QuantityDraft(
        "table.indicator",
        value.quote,
        sentence,
        value.lexeme.start,
        type="result",
        indicator=value.name,
        indicator_id=identify(value.name),
        comparator=value.comparator,
        quantity=quantity,
        accumulation="cumulative" if value.cumulative else "annual" if "年均" in value.column.head else None,
        binding=value.binding,
        measure=value.measure or measure_of(value.name, quantity.dimension, ""),
        spans={"value": Span(value.lexeme.start, value.lexeme.end), "indicator": value.name_at},
    )


def due(matched: Matched) -> list[DeadlineDraft]:
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
        draft = DeadlineDraft(
            "table.due", quote, sentence, lexeme.start,
            kind="milestone", date_text=text[lexeme.start : lexeme.end], when=lexeme.when, action=row.task,
            notes=DeadlineNotes(cue=True), spans={"date_text": Span(lexeme.start, lexeme.end)},
        )  # fmt: skip
        drafts.append(draft)
    return drafts


def _sentence_at(sentences: tuple[Sentence, ...], position: int) -> Sentence:
    at = bisect_right(sentences, position, key=lambda sentence: sentence.start)
    return sentences[max(0, at - 1)]
