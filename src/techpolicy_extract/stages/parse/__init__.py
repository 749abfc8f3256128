"""Lex a document once, cut it into sentences, and read its tables: all later stages go by what stands here."""

from __future__ import annotations

from techpolicy_extract.lexing.lexer import lex
from techpolicy_extract.nouns.grids import grids_of
from techpolicy_extract.nouns.handover import Parsed
from techpolicy_extract.nouns.model import Segmented
from techpolicy_extract.nouns.tables import Tables
from techpolicy_extract.stages.parse.cells import in_tables
from techpolicy_extract.stages.parse.furniture import lex_furniture
from techpolicy_extract.stages.parse.sentences import split, wrap
from techpolicy_extract.stages.parse.surroundings import settle
from techpolicy_extract.stages.parse.task_rows import grid_rows, line_rows
from techpolicy_extract.stages.parse.value_cells import read_values
from techpolicy_extract.syntax.scope.reading import ScopeReader


def parse(segmented: Segmented) -> Parsed:
    """Return the expressions and sentences of a document, its tables, its scopes, and the expressions of its furniture.

    No rule looks at the cells that a table of indicators has read: what stands in them is what their columns say.
    """
    normalized = segmented.normalized
    text = normalized.mapped.text
    lexemes = lex(text)
    grids = grids_of(normalized)
    indicators = tuple(table for grid in grids if (table := read_values(grid, text, lexemes)))
    tables = Tables(tuple(grids), indicators, tuple(grid_rows(text, grids)), tuple(line_rows(text)))
    found = in_tables(lexemes, indicators)
    wrapped = wrap(text, found)
    seen = {id(lexeme) for lexeme in wrapped}
    folded = tuple(lexeme for lexeme in found if id(lexeme) not in seen)
    settled = settle(text, wrapped, segmented.sections)
    outside, sentences = tuple(lex_furniture(normalized)), tuple(split(segmented, settled))
    scopes = ScopeReader(segmented, sentences)
    return Parsed(segmented, tables, outside, tuple(settled), folded, sentences, scopes)
