"""Lex a document once, and read its tables once: all later stages go by what stands here."""

from __future__ import annotations

from techpolicy_extract.lexing.lexer import lex
from techpolicy_extract.nouns.grids import grids_of
from techpolicy_extract.nouns.handover import Parsed
from techpolicy_extract.nouns.model import Segmented
from techpolicy_extract.nouns.tables import Tables
from techpolicy_extract.stages.parse.cells import in_tables
from techpolicy_extract.stages.parse.furniture import lex_furniture
from techpolicy_extract.stages.parse.task_rows import grid_rows, line_rows
from techpolicy_extract.stages.parse.value_cells import read_values


def parse(segmented: Segmented) -> Parsed:
    """Return the expressions of a document, those of its furniture apart, and its tables, in reading order.

    No rule looks at the cells that a table of indicators has read: what stands in them is what their columns say.
    """
    normalized = segmented.normalized
    text = normalized.mapped.text
    lexemes = lex(text)
    grids = grids_of(normalized)
    indicators = tuple(table for grid in grids if (table := read_values(grid, text, lexemes)))
    tables = Tables(tuple(grids), indicators, tuple(grid_rows(text, grids)), tuple(line_rows(text)))
    return Parsed(segmented, tuple(in_tables(lexemes, indicators)), tables, tuple(lex_furniture(normalized)))
