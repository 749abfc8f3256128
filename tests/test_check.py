"""What is wrong with a record is said by its id and field; what is right passes."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from techpolicy_extract.nouns.errors import RecordError
from techpolicy_extract.stages.check.records import check_records
from tests.documents import Row, records

TEXT = "滨江市规划\n一、目标\n到2025年，培育高新技术企业500家。\n联系人：李明远，电话：025-80000001\n"


def rows() -> list[Row]:
    return copy.deepcopy(records(TEXT))


def target(found: list[Row]) -> Row:
    return next(row for row in found if row["type"] == "target")


def contact(found: list[Row]) -> Row:
    return next(row for row in found if row["type"] == "contact")


def fault(change: Callable[[list[Row]], object]) -> str:
    found = rows()
    change(found)
    with pytest.raises(RecordError) as caught:
        check_records(found, TEXT, "text.txt")
    return str(caught.value)


def test_good_records_pass() -> None:
    check_records(rows(), TEXT, "text.txt")
    check_records([], TEXT, "text.txt")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda row: row.update(measure="size"), "measure"),
        (lambda row: row.update(value="500"), "value"),
        (lambda row: row.update(value=None), "value"),
        (lambda row: row.update(flags=["guessed"]), "flags"),
        (lambda row: row.update(colour="red"), "colour"),
        (lambda row: row.pop("indicator"), "indicator"),
        (lambda row: row.update(start=-1), "start"),
        (lambda row: row.update(quote=row["quote"] + "。"), "quote"),
        (lambda row: row.update(start=row["start"] + 1), "quote"),
        (lambda row: row["spans"].update(value=[5, 5]), "value"),
        (lambda row: row["spans"].update(value=[5, 4]), "value"),
        (lambda row: row["spans"].update(value=[-1, 4]), "value"),
        (lambda row: row["spans"].update(value=[5, len(TEXT) + 1]), "value"),
        (lambda row: row["spans"].update(value=[5]), "value"),
    ],
)
def test_a_breach_is_named_with_document_record_and_field(change: Callable[[Row], object], part: str) -> None:
    message = fault(lambda found: change(target(found)))
    for wanted in ("text.txt", str(target(rows())["id"]), part):
        assert wanted in message


def test_each_span_of_a_list_is_checked() -> None:
    assert "phones" in fault(lambda found: contact(found)["spans"].update(phones=[[5, 9], [9, len(TEXT) + 1]]))


def test_an_id_that_two_records_have() -> None:
    assert "two records have this id" in fault(lambda found: found.append(found[-1]))


@pytest.mark.parametrize("kind", ["idea", None])
def test_an_unknown_type(kind: str | None) -> None:
    assert "unknown record type" in fault(lambda found: target(found).update(type=kind))
