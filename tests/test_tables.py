"""What tables are made of: columns, loading, choosing, data frames."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, get_args

import duckdb
import pandas as pd
import pytest

from techpolicy_extract.lexicon.labels import field_name, type_name
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.tables import frame, load, select
from techpolicy_extract.products.tables.columns import (
    DATES,
    DAYS,
    JOINED,
    codes,
    reading_order,
    sheet_columns,
    typed_columns,
    words,
)  # fmt: skip
from techpolicy_extract.records import TYPES
from techpolicy_extract.records.base import Flag, Record
from tests.tables import record, seed_rows, write_rows, write_seeds

FIELDS = [(kind, name) for kind, model in TYPES.items() for name in model.model_fields]
# Fields whose codes are Chinese words or marks, and speak for themselves.
PLAIN = {"genre", "style", "type", "flags"}


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_field_has_a_chinese_head(kind: str, name: str) -> None:
    assert any("\u4e00" <= char <= "\u9fff" for char in field_name(kind, name))


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_a_chinese_name_and_heads_that_differ(kind: str) -> None:
    assert type_name(kind)
    heads = [each.label for each in typed_columns(kind)]
    assert sorted(set(heads)) == sorted(heads)


def test_the_lexicon_names_nothing_that_is_not_there() -> None:
    known = {name for _, name in FIELDS}
    assert set(words("fields")) == known
    assert set(words("flags")) == set(get_args(Flag))
    for kind, own in words("own").items():
        assert set(own) <= set(TYPES[kind].model_fields)


def literals(kind: str, name: str) -> set[str]:
    def found(annotation: Any) -> set[str]:
        return {each for arg in get_args(annotation) for each in ({arg} if isinstance(arg, str) else found(arg))}

    return found(TYPES[kind].model_fields[name].annotation)


@pytest.mark.parametrize(("kind", "name"), [each for each in FIELDS if literals(*each) and each[1] not in PLAIN])
def test_every_code_of_a_field_has_a_chinese_meaning(kind: str, name: str) -> None:
    assert set(codes(kind, name)) == literals(kind, name)


@pytest.mark.parametrize("kind", TYPES)
def test_columns_follow_the_schema(kind: str) -> None:
    joined = [] if kind == "document" else [f"document_{name}" for name in JOINED]
    fields = list(TYPES[kind].model_fields)
    assert [each.name for each in sheet_columns(kind)] == [*joined, *(name for name in fields if name != "spans")]
    assert [each.name for each in typed_columns(kind) if not each.name.endswith("_day")] == [*joined, *fields]
    assert sorted(reading_order(kind), key=str) == sorted(sheet_columns(kind), key=str)
    own = [name for name in fields if name not in Record.model_fields]
    assert [each.name for each in reading_order(kind)][: len(own) + 1] == ["quote", *own]


def test_fields_that_hold_dates_are_known_as_such() -> None:
    dated = {
        name
        for row in seed_rows()
        for name, value in row.items()
        if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" and value[:4].isdigit()
    }
    assert dated
    assert dated <= DAYS | DATES
    assert {name for _, name in FIELDS} >= DAYS | DATES


def test_folders_are_read_at_all_depths_and_a_file_once(tmp_path: Path) -> None:
    out = write_seeds(tmp_path / "out" / "deep")
    write_rows(tmp_path / "out" / ".hidden.jsonl", [record("document")])
    found = load([str(tmp_path / "out"), str(out / "000_9f7fd6f1f3e3ab2e.jsonl")])
    assert found.errors == []
    assert len(found.documents) == 5
    rows = [each.record for entries in found.entries.values() for each in entries]
    assert sorted(rows, key=lambda row: row["id"]) == sorted(seed_rows(), key=lambda row: row["id"])
    assert all(each.document and each.document["doc_id"] == each.record["doc_id"] for each in found.entries["target"])


def lines(*rows: Any) -> bytes:
    return "".join(f"{json.dumps(each)}\n" for each in rows).encode()


LARGE = record("target", amount=float("1e300")) | {"start": 2**70}
BROKEN = {
    "no JSON": b"{]\n",
    "no record": b"[1]\n",
    "no document": json.dumps(record("target")).encode(),
    "empty": b"",
    "not UTF-8": "期限".encode("gb18030"),
    "another document's record": lines(record("document"), record("target", doc_id="d2")),
    "an unknown type": b'{"type": "wish"}\n',
    "a field too few": json.dumps({k: v for k, v in record("document").items() if k != "title"}).encode(),
    "no number": json.dumps(record("document") | {"chars": float("nan")}).encode(),
    "a number too large": lines(record("document"), LARGE),
    "half a date": json.dumps(record("document", issued_on="2024-04")).encode(),
    "no character": json.dumps(record("document", title="x")).replace('"title": "x"', '"title": "\\ud800"').encode(),
    "nested without end": b"[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_error_and_the_rest_goes_on(data: bytes, tmp_path: Path) -> None:
    write_rows(tmp_path / "good.jsonl", [record("document"), record("target")])
    (tmp_path / "broken.jsonl").write_bytes(data)
    found = load([str(tmp_path / "broken.jsonl"), str(tmp_path / "good.jsonl")])
    assert [each.where.partition(".jsonl")[0] for each in found.errors] == [f"{tmp_path.as_posix()}/broken"]
    assert "\n" not in str(found.errors[0])
    assert len(found.documents) == len(found.entries["target"]) == 1


def test_line_separators_inside_a_text_end_no_record(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.jsonl", [record("document", title="上\u2028下\x85尾")])
    assert [each["title"] for each in load([str(path)]).documents] == ["上\u2028下\x85尾"]


def test_paths_that_hold_nothing_are_errors(tmp_path: Path) -> None:
    found = load([str(tmp_path), str(tmp_path / "nowhere")])
    assert [each.message for each in found.errors] == [
        "no outputs of `extract all` in this folder",
        "no such file or folder",
    ]


@pytest.fixture(scope="module")
def seeds_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seeds(tmp_path_factory.mktemp("seeds") / "out")


def chosen(out: Path, types: tuple[str, ...], where: str | None) -> dict[str, list[str]]:
    tables = select(load([str(out)]), types, where).tables
    return {each.type: [entry.record["id"] for entry in each.entries] for each in tables}


def expected(kind: str, holds: Any) -> list[str]:
    documents = {row["doc_id"]: row for row in seed_rows("document")}
    return [row["id"] for row in seed_rows(kind) if holds(row, documents[row["doc_id"]])]


def test_types_are_chosen_in_their_own_order(seeds_out: Path) -> None:
    found = chosen(seeds_out, ("fund", "target"), None)
    assert list(found) == ["target", "fund"]
    assert found["fund"] == expected("fund", lambda row, document: True)


def test_an_expression_sees_columns_of_record_and_document(seeds_out: Path) -> None:
    wanted = expected("target", lambda row, document: document["region"] == "四川省" and row["amount"] > 1e9)
    assert wanted
    assert chosen(seeds_out, ("target",), "region='四川省' and amount>1e9") == {"target": wanted}
    assert chosen(seeds_out, ("target",), "document_region='四川省' and amount>1e9") == {"target": wanted}
    wanted = expected("target", lambda row, document: "period_inherited" in row["flags"])
    assert chosen(seeds_out, ("target",), "list_contains(flags, 'period_inherited')") == {"target": wanted}
    wanted = expected("target", lambda row, document: (row["period_end"] or "") > "2021-01-01")
    assert chosen(seeds_out, ("target",), "period_end > DATE '2021-01-01'") == {"target": wanted}


def test_a_column_of_the_type_goes_before_one_of_the_document(seeds_out: Path) -> None:
    wanted = expected("citation", lambda row, document: row["title"] and "行动方案" in row["title"])
    assert chosen(seeds_out, ("citation",), "title like '%行动方案%'") == {"citation": wanted}


def test_a_type_that_lacks_a_column_gives_nothing_and_is_named(seeds_out: Path) -> None:
    selection = select(load([str(seeds_out)]), ("target", "fund"), "amount > 1e9")
    assert [len(each.entries) > 0 for each in selection.tables] == [True, False]
    assert selection.lacking == ("fund",)
    assert selection.names == ("amount",)


@pytest.mark.parametrize(
    "where",
    [
        "1=1; COPY records TO 'stolen.csv'", "1=1) UNION SELECT 1 FROM records WHERE (1=1", "1=1, 2=2",
        "", "amount >", "amoun > 1",
        "amount = (SELECT count(*) FROM read_csv('{file}'))", "amount = (SELECT count(*) FROM '{file}')",
        "unit IN (SELECT content FROM read_text('{file}'))", "amount = (SELECT count(*) FROM glob('/*'))",
        "amount = (SELECT count(*) FROM rows)", "sum(amount) > 1", "amount > '多'",
    ],
)  # fmt: skip
def test_what_is_no_expression_or_reaches_outside_is_refused(
    where: str, tmp_path: Path, seeds_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(UserError) as caught:
        chosen(seeds_out, ("target",), where.replace("{file}", (tmp_path / "secret.csv").as_posix()))
    assert caught.value.where == "--where"
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


def test_the_locks_cannot_be_taken_back(seeds_out: Path) -> None:
    from techpolicy_extract.products.tables.selection import _database

    table = select(load([str(seeds_out)]), ("target",)).tables[0]
    with _database(table) as database:
        for statement in (
            "SET enable_external_access = true",
            "INSTALL httpfs",
            "ATTACH 'x.db'",
            "COPY records TO 'x'",
        ):
            with pytest.raises(duckdb.Error):
                database.execute(statement)


def test_a_frame_has_the_records_of_one_type_with_their_document() -> None:
    found = frame(seed_rows(), "target")
    rows = seed_rows("target")
    assert list(found.columns) == [each.name for each in typed_columns("target")]
    assert list(found["id"]) == [row["id"] for row in rows]
    assert list(found["amount"]) == [float(row["amount"]) for row in rows]
    assert str(found["amount"].dtype) == "float64"
    assert pd.api.types.is_datetime64_any_dtype(found["period_end"])
    assert [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in found["period_end"]] == [
        row["period_end"] for row in rows
    ]
    assert list(found["flags"]) == [row["flags"] for row in rows]
    titles = {row["doc_id"]: row["title"] for row in seed_rows("document")}
    assert list(found["document_title"]) == [titles[row["doc_id"]] for row in rows]


def test_a_frame_keeps_integers_and_booleans_beside_missing_ones() -> None:
    rows = [
        record("deadline", offset_days=30, workdays=True),
        record("deadline", date="2025"),
        record("event", date=None),
    ]
    found = frame(rows, "deadline")
    assert [str(found[name].dtype) for name in ("offset_days", "workdays")] == ["Int64", "boolean"]
    assert found["offset_days"].tolist() == [30, pd.NA]
    assert [found["date"][1], found["date_day"].isna().all(), found["document_title"].isna().all()] == [
        "2025",
        True,
        True,
    ]


def test_a_frame_of_nothing_has_its_columns_and_of_no_type_is_refused() -> None:
    assert frame([], "fund").shape == (0, len(typed_columns("fund")))
    with pytest.raises(UserError, match="no such record type"):
        frame([], "funds")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, seeds_out: Path) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UserError, match="needs pandas"):
        frame([], "fund")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UserError, match=r"--where: needs the extra \[tables\]"):
        chosen(seeds_out, (), "true")
