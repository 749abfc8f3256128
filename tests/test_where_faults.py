"""Faults of --where: one line in our words, in both languages, that says what to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from tests import filled
from tests.tables import write_rows

# An expression over targets, what is said of it, and what the hint must have.
FAULTS = [
    ("amout > 3", "there is no column 'amout'", "did you mean amount"),
    ("AMOUNTS > 3", "there is no column 'AMOUNTS'", "did you mean amount"),
    ("指标 = 'x'", "there is no column '指标'", "did you mean indicator"),
    ("recurs is null", "there is no column 'recurs'", "these types have it: deadline"),
    ("zzzzz = 1", "there is no column 'zzzzz'", "columns are the keys of records"),
    ('unit = "万元人民币"', "there is no column '万元人民币'", "text stands in single quotes: '万元人民币'"),
    ("unit = “亿元”", "there is no column '“亿元”'", "text stands in single quotes: '亿元'"),
    ("t.amount > 1", "there is no table 't'", "without a table"),
    ("records.amout > 1", "there is no column 'amout'", "did you mean amount"),
    ("", "is empty", "write it as in"),
    ("amount >", "it goes wrong at character 8, '>'", "write it as in"),
    ("unit = '四川省' and and 3", "it goes wrong at character 18, 'and'", "write it as in"),
    ("select 1", "it goes wrong at character 1, 'select'", "write it as in"),
    ("unit = '四川省", "a quotation that begins at character 8 does not end", "put '"),
    ("amount > 1; select 2", "is not one SQL expression", "write it as in"),
    ("value = value = 3", "has two comparisons in a row", "AND"),
    ("amount > 'abc'", "'abc' is not a number", "numbers with numbers"),
    ("period_end > date '2020-99-99'", "'2020-99-99' is not a day", "numbers with numbers"),
    ("binding = 'perhaps'", "'perhaps' is not true or false", "numbers with numbers"),
    ("flags = 3", "compares values of different kinds", "list_contains"),
    ("[amount] > 3", "compares values of different kinds", "list_contains"),
    ("nothing_like_it(amount) = 1", "there is no function 'nothing_like_it'", "lower, contains"),
    ("upper(amount) = 'x'", "the function takes no values of these types: upper(DOUBLE)", "CAST"),
    ("sum(amount) > 3", "looks at several records at once", "sums"),
    ("row_number() over () > 1", "looks at several records at once", "windows"),
    ("regexp_matches(unit, '(')", "a function is given a value that it does not take", "patterns"),
    ("amount = ?", "leaves a value open", "write the value itself"),
    ("factorial(200) > 1", "a number is too large to be worked out", "smaller"),
    ("exists (select * from 'x.parquet')", "reaches for something other than the records", "columns"),
    ("exists (select 1 from elsewhere)", "reaches for something other than the records", "columns"),
    ("read_csv('x') is null", "reaches for something other than the records", "columns"),
    ("(select * from records) is null", "cannot be worked out for these records", "write it as in"),
]  # fmt: skip
ENGINE = ("Error:", "Binder", "Parser", "FROM clause", "Candidate", "LINE ")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "out/a.jsonl", filled.document(0))
    yield
    messages.use(None)


def said(language: str, where: str, *types: str) -> str:
    words = ["--lang", language, "table", "out", "--format", "csv", "--where", where]
    result = CliRunner().invoke(app, [*words, *(("--type", ",".join(types)) if types else ())])
    assert result.exit_code == 1, result.output
    assert not Path("tables-csv").exists()
    return result.stderr


@pytest.mark.parametrize(("where", "message", "hint"), FAULTS, ids=[where for where, _, _ in FAULTS])
def test_a_fault_is_one_line_that_says_what_to_change(where: str, message: str, hint: str) -> None:
    line = said("en", where, "target")
    assert line.count("\n") == 1
    assert line.startswith("error: --where: ")
    assert message in line.partition("--where: ")[2]
    assert hint in line.partition(message)[2]
    assert not [word for word in ENGINE if word in line]


@pytest.mark.parametrize("where", [where for where, _, _ in FAULTS])
def test_a_fault_is_told_in_chinese(where: str) -> None:
    english, chinese = said("en", where, "target"), said("zh", where, "target")
    assert chinese.startswith("错误：--where：")
    assert chinese.count("\n") == 1
    for part in ("there is", "character", "write it", "did you mean", "compare", "is not", "column"):
        assert part not in chinese, english


def test_a_column_that_no_type_has_is_named_with_all_types_chosen() -> None:
    assert said("en", "amout > 3").startswith("error: --where: there is no column 'amout' (did you mean amount")


def test_columns_that_no_single_type_has_are_named_together() -> None:
    line = said("en", "binding and recurs is null")
    assert line.startswith("error: --where: no record type has all of these columns: binding, recurs (")


def test_types_that_lack_a_column_are_named_with_it() -> None:
    for language, told in (("en", "so they are empty: fund (binding)"), ("zh", "因此这些表为空：fund（binding）")):
        words = ["--lang", language, "table", "out", "--format", "csv", "--type", "target,fund", "--where", "binding"]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0
        assert told in result.stderr.splitlines()[0]


def test_an_expression_whose_bytes_are_no_text_is_one_line() -> None:
    assert said("en", "unit = '\udcff'") == "error: --where: is not UTF-8 (type it again)\n"
