"""What `compare` finds: every digit, each kind of change, whatever the order of what it is given."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.differ import ABSENT, Change, Row, compare, compare_files
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.segment import segment
from tests.documents import source_of
from tests.golden import GOLDEN

SEED = GOLDEN / "003_1d31307216a3fdb5.jsonl"
TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元，建成30家众创空间。\n"


def records() -> list[Row]:
    return [json.loads(line) for line in SEED.read_text("utf-8").splitlines()]


def of_text(text: str) -> list[Row]:
    """Return the records that the pipeline finds in a text."""
    found = pipeline.find(segment(normalize(source_of(text))), packs.builtin())
    return [dict(row) for row in found.records]


def target(identity: str, start: int, **fields: Any) -> Row:
    row = {"type": "target", "id": identity, "start": start, "end": start + 9, "spans": {"value": [start, start + 2]}}
    return row | {"quote": "q", "value": 1} | fields


def told(change: Change) -> dict[str, tuple[Any, Any]]:
    return {each.name: (each.old, each.new) for each in change.fields}


def test_what_is_the_same_is_equal() -> None:
    assert compare(records(), records()).equal
    assert compare([], []).equal


def test_one_digit_of_a_value_is_found() -> None:
    new = records()
    row = next(row for row in new if row.get("value") == 500)
    row["value"] = 501
    [change] = compare(records(), new).changes
    assert (change.kind, change.row["id"]) == ("changed", row["id"])
    assert told(change) == {"value": (500, 501)}


@pytest.mark.parametrize("field", ["start", "end"])
def test_one_digit_of_a_position_is_found(field: str) -> None:
    new = records()
    new[30][field] += 1
    [change] = compare(records(), new).changes
    assert change.kind == "moved"
    assert told(change) == {field: (new[30][field] - 1, new[30][field])}


def test_one_digit_of_a_span_is_found_and_named() -> None:
    new = records()
    row = next(row for row in new if "value" in row["spans"])
    old = list(row["spans"]["value"])
    row["spans"]["value"] = [old[0], old[1] + 1]
    [change] = compare(records(), new).changes
    assert change.kind == "moved"
    assert told(change) == {"spans.value": (old, row["spans"]["value"])}


def test_one_digit_of_a_quote_is_found() -> None:
    new = records()
    row = next(row for row in new if "500" in row["quote"] and row["type"] == "target")
    row["quote"] = row["quote"].replace("500", "501")
    [change] = compare(records(), new).changes
    assert (change.kind, list(told(change))) == ("changed", ["quote"])


def test_every_single_field_counts() -> None:
    for row in {row["type"]: row for row in records()}.values():
        for name in row:
            found = compare([row], [row | {name: "another"}])
            told_apart = row["type"] == "document" and name in ("rules_version", "schema_version")
            lay_there = row["type"] == "document" and name == "source_path"
            assert found.equal is (told_apart or lay_there), (row["id"], name)
            assert len(found.versions) == told_apart


@pytest.mark.parametrize(("old", "new"), [(1, 1.0), (1, True), (0, False), (None, ""), (None, []), ("1", 1)])
def test_values_that_are_written_differently_differ(old: Any, new: Any) -> None:
    assert not compare([target("a", 0, value=old)], [target("a", 0, value=new)]).equal


def test_a_field_that_is_not_there_is_not_null() -> None:
    [change] = compare([target("a", 0)], [target("a", 0, unit=None)]).changes
    assert told(change) == {"unit": (ABSENT, None)}


def test_gained_and_lost() -> None:
    old, new = [target("a", 0), target("b", 50)], [target("a", 0), target("c", 90, quote="other")]
    assert [(each.kind, each.row["id"]) for each in compare(old, new).changes] == [("lost", "b"), ("gained", "c")]


def test_a_target_that_becomes_a_result_is_one_change() -> None:
    old, new = target("target-1", 0), target("result-1", 0, type="result")
    [change] = compare([old], [new]).changes
    assert told(change) == {"type": ("target", "result"), "id": ("target-1", "result-1")}


def test_another_id_at_the_same_place_is_a_change_by_type_and_place() -> None:
    old, new = target("a", 0, quote="达到5家", value=5), target("b", 1, quote="达到6家", value=6)
    [change] = compare([old], [new]).changes
    assert change.kind == "changed"
    assert told(change)["value"] == (5, 6)
    other = new | {"type": "fund", "spans": {"cap_value": [1, 3]}}
    assert sorted(each.kind for each in compare([old], [other]).changes) == ["gained", "lost"]


def test_the_same_content_elsewhere_has_moved() -> None:
    old, new = target("a", 0), target("b", 70)
    assert [each.kind for each in compare([old], [new]).changes] == ["moved"]


def test_of_several_that_say_the_same_the_nearest_is_taken() -> None:
    old = [target("a", 10), target("b", 400)]
    [lost, moved] = compare(old, [target("c", 390)]).changes
    assert (lost.kind, lost.row["id"]) == ("lost", "a")
    assert (moved.kind, moved.old) == ("moved", old[1])


def test_a_text_that_is_put_before_moves_all_and_changes_none() -> None:
    old, new = of_text(TEXT), of_text(TEXT.replace("一、主要目标\n\n", "一、主要目标\n\n各有关单位要高度重视。\n\n"))
    found = compare(old, new, frozenset(("document",)))
    kinds = {(each.kind, each.row["type"]) for each in found.changes}
    assert ("moved", "target") in kinds
    assert {kind for kind, of in kinds if of != "document"} <= {"moved", "changed"}
    assert not {(kind, of) for kind, of in kinds if kind == "changed"} & {("changed", "target")}


def test_a_number_edited_behind_inserted_text_is_still_the_same_record() -> None:
    old = of_text(TEXT)
    new = of_text(
        TEXT.replace("一、主要目标\n\n", "一、主要目标\n\n各有关单位要高度重视，认真组织实施本方案。\n\n").replace(
            "1600", "1700"
        )
    )
    values = {told(each)["value"] for each in compare(old, new).changes if "value" in told(each)}
    assert values == {(1600, 1700)}


def test_a_reference_that_follows_its_record_is_no_change_of_content() -> None:
    old = [target("a", 0), target("b", 20, part_of="a", quote="r")]
    moved = [target("x", 5), target("y", 25, part_of="x", quote="r")]
    assert [each.kind for each in compare(old, moved).changes] == ["moved", "moved"]
    elsewhere = [target("x", 5), target("y", 25, part_of="y", quote="r")]
    assert [each.kind for each in compare(old, elsewhere).changes] == ["moved", "changed"]


@pytest.mark.parametrize("names", [("id", "value"), ("target.id", "target.value"), ("id", "value", "spans")])
def test_ignored_fields_do_not_count(names: tuple[str, ...]) -> None:
    old, new = [target("a", 0)], [target("b", 0, value=2)]
    assert not compare(old, new).equal
    assert compare(old, new, frozenset(names)).equal
    assert not compare(old, new, frozenset(("id", "fund.value"))).equal


def test_spans_are_ignored_as_a_whole_or_one_by_one() -> None:
    new = target("a", 0) | {"spans": {"value": [0, 3]}}
    for name in ("spans", "spans.value", "target.spans.value"):
        assert compare([target("a", 0)], [new], frozenset((name,))).equal, name
    assert not compare([target("a", 0)], [new], frozenset(("spans.unit",))).equal


def test_versions_are_told_and_do_not_count() -> None:
    new = records()
    new[0] |= {"rules_version": "000000000000", "schema_version": "9.9"}
    found = compare(records(), new)
    assert found.equal
    assert {each.name for each in found.versions} == {"schema_version", "rules_version"}
    assert not compare(records(), new, frozenset(("rules_version", "document.schema_version"))).versions


def test_where_a_file_lay_is_no_difference() -> None:
    new = records()
    new[0] |= {"source_path": "elsewhere/003.txt"}
    assert compare(records(), new).equal
    new[0] |= {"id": "document-another", "title": "关于印发行动方案的通知"}
    [change] = compare(records(), new).changes
    assert set(told(change)) == {"id", "title"}


def test_another_order_of_records_or_fields_is_a_difference() -> None:
    new = records()
    new[5], new[6] = new[6], new[5]
    found = compare(records(), new)
    assert (found.changes, found.order, found.equal) == ((), True, False)
    turned = [dict(reversed(row.items())) for row in records()]
    assert compare(records(), turned).order


def test_the_order_of_what_is_compared_does_not_change_what_is_found() -> None:
    old, new = records(), copy.deepcopy(records())
    shuffle = random.Random(7)
    for row in shuffle.sample(new[1:], 30):
        row["text"] += "。"
    del new[9]
    whole = compare(old, new).changes
    shuffle.shuffle(old)
    assert compare(old, new).changes == whole
    places = [each.row["start"] for each in whole]
    assert places == sorted(places)


def test_files_and_folders(tmp_path: Path) -> None:
    for side, names in (("old", ("a/b.jsonl", "only.jsonl")), ("new", ("a/b.jsonl", "z.jsonl", ".hidden.jsonl"))):
        for name in names:
            path = tmp_path / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(SEED.read_bytes())
    found = compare_files(tmp_path / "old", tmp_path / "new")
    assert list(found.both) == ["a/b.jsonl"]
    assert list(found.only_old) == ["only.jsonl"]
    assert found.only_new == {"z.jsonl": len(records())}
    assert not found.equal
    assert compare_files(tmp_path / "old" / "only.jsonl", tmp_path / "new" / "z.jsonl").equal


@pytest.mark.parametrize("line", [b"{", b"[]", b"\xff", b"3"])
def test_a_line_that_is_no_record_is_named(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(SEED.read_bytes().splitlines()[0] + b"\n\n" + line + b"\n")
    with pytest.raises(UserError) as caught:
        compare_files(SEED, path)
    assert caught.value.where == f"{path.as_posix()}:3"
