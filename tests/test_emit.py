"""Flat records: fixed keys, stable ids, spans inside the source."""

from __future__ import annotations

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.records import SCHEMA_VERSION, TYPES
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.segment import segment
from tests.documents import Row, records, source_of
from tests.eval import rows_of, seed_outputs

TEXT = (
    "关于印发滨江市科技创新行动方案的通知\n滨科发〔2023〕12号\n各区科技局：\n为推动创新，制定本方案。\n一、主要目标\n"
    "到2025年，培育高新技术企业500家，其中国家级50家，技术合同成交额达到200亿元。\n二、支持政策\n"
    "对获批的平台，给予最高200万元的建设补助。根据《滨江市科技创新条例》，设立省科技成果转化引导基金。\n"
    "请于2023年9月30日前将材料报送至市科技局规划处。\n联系人：李明远，电话：025-80000001\n滨江市科学技术局\n2023年3月5日\n"
)


def fresh(text: str) -> list[Row]:
    return pipeline.find(segment(normalize(source_of(text))), packs.builtin()).records


def every_seed() -> list[list[Row]]:
    return [rows_of(data) for data in seed_outputs().values()]


def places(row: Row) -> list[list[int]]:
    return [one for span in row["spans"].values() for one in (span if isinstance(span[0], list) else [span])]


def test_the_text_of_these_tests_has_records_of_many_types() -> None:
    kinds = {row["type"] for row in records(TEXT)}
    assert kinds >= {"document", "section", "target", "fund", "deadline", "contact", "citation"}


def test_the_document_comes_first_then_the_sections_then_the_rest_by_position() -> None:
    for rows in [records(TEXT), *every_seed()]:
        kinds = [row["type"] for row in rows]
        sections = kinds.count("section")
        assert kinds[: sections + 1] == ["document"] + ["section"] * sections
        assert "section" not in kinds[sections + 1 :]
        assert "document" not in kinds[1:]
        for part in (rows[1 : sections + 1], rows[sections + 1 :]):
            assert [row["start"] for row in part] == sorted(row["start"] for row in part)


def test_records_of_one_clause_stand_in_the_order_of_their_numbers() -> None:
    for rows in [records(TEXT), *every_seed()]:
        valued = [row for row in rows if "value" in row["spans"]]
        by_quote = [(row["start"], row["end"], row["spans"]["value"][0]) for row in valued]
        assert by_quote == sorted(by_quote)


def test_keys_stand_in_the_order_of_the_type_and_none_is_left_out() -> None:
    for rows in [records(TEXT), *every_seed()]:
        for row in rows:
            assert list(row) == list(TYPES[row["type"]].model_fields)


def test_ids_are_unique_and_name_the_type() -> None:
    for rows in [records(TEXT), *every_seed()]:
        names = [row["id"] for row in rows]
        assert len(set(names)) == len(names)
        assert all(row["id"].startswith(f"{row['type']}-") for row in rows)


def test_the_same_document_gives_the_same_records_twice() -> None:
    assert fresh(TEXT) == fresh(TEXT)


def test_ids_do_not_depend_on_the_path_of_the_file() -> None:
    found = pipeline.find(segment(normalize(source_of(TEXT, "elsewhere.txt"))), packs.builtin()).records
    assert [row["id"] for row in found] == [row["id"] for row in fresh(TEXT)]


def test_quotes_and_spans_are_in_the_source() -> None:
    for row in records(TEXT):
        assert TEXT[row["start"] : row["end"]] == row["quote"]
        for start, end in places(row):
            assert 0 <= start < end <= len(TEXT)


def test_a_field_has_a_span_only_where_it_has_a_value() -> None:
    for rows in [records(TEXT), *every_seed()]:
        for row in rows:
            for name in row["spans"]:
                assert name == "marker" or row["type"] == "issue" or row[name] not in (None, []), (row["id"], name)


@pytest.mark.parametrize(
    ("kind", "span", "text"),
    [
        ("target", "value", "500家"),
        ("fund", "cap_value", "200万元"),
        ("deadline", "date_text", "2023年9月30日前"),
        ("citation", "title", "滨江市科技创新条例"),
    ],
)
def test_spans_cover_what_the_field_says(kind: str, span: str, text: str) -> None:
    rows = [row for row in records(TEXT, kind) if span in row["spans"]]
    assert text in [TEXT[slice(*row["spans"][span])].strip("《》") for row in rows]


def test_list_fields_have_lists_of_spans() -> None:
    (card,) = records(TEXT, "contact")
    assert [TEXT[slice(*span)] for span in card["spans"]["phones"]] == card["phones"] == ["025-80000001"]


def test_a_part_of_a_number_names_it() -> None:
    rows = {row["id"]: row for row in records(TEXT, "target")}
    (part,) = [row for row in rows.values() if row["part_of"]]
    assert (part["value"], rows[part["part_of"]]["value"]) == (50, 500)


def test_records_of_one_fund_share_its_id() -> None:
    text = "滨江市行动方案\n一、基金\n设立省引导基金，基金总规模50亿元。\n2022年，省引导基金募资30亿元，形成合力。\n"
    named = [row for row in records(text, "fund") if row["name"] == "省引导基金"]
    assert len(named) > 1
    assert len({row["fund_id"] for row in named}) == 1


def test_the_text_is_read_without_line_breaks_and_the_quote_is_as_written() -> None:
    text = "滨江市规划\n一、目标\n到2025年，技術合同成交額達到200億元，實現創新發展，推動產業轉型，為經濟發展提供強大動力。\n"
    (row,) = records(text, "target")
    assert "技術合同成交額" in row["quote"]
    assert "技术合同成交额" in row["text"]
    assert (row["unit"], row["indicator"]) == ("亿元", "技术合同成交额")


def test_the_document_says_what_it_is_and_by_what_rules_it_was_read() -> None:
    (row,) = records(TEXT, "document")
    assert (row["chars"], row["script"], row["encoding"]) == (len(TEXT), "hans", "utf-8")
    assert (row["schema_version"], row["rules_version"]) == (SCHEMA_VERSION, packs.default().version)
    assert 0 <= row["numerals_unexplained"] <= row["numerals"]


def long_clause(count: int) -> str:
    """Return a clause without punctuation that holds `count` different counts."""
    return "".join(f"培育{number}家创新企业" for number in range(1000, 1000 + count))


def test_a_clause_of_three_hundred_characters_is_quoted_whole() -> None:
    clause = "为" * 280 + "培育500家企业"
    (row,) = records(f"某市科技发展规划\n到2025年，{clause}。", "target")
    assert row["quote"] == clause


def test_of_a_longer_clause_a_part_is_quoted() -> None:
    text = f"某市科技发展规划\n{long_clause(400)}。"
    rows = records(text, "target", "result")
    assert len(rows) > 390
    for row in rows:
        low, high = row["spans"]["value"]
        assert row["start"] <= low < high <= row["end"] <= row["start"] + 300
        assert row["quote"] == text[row["start"] : row["end"]]
        name_low, name_high = row["spans"]["indicator"]
        assert row["start"] <= name_low < name_high <= row["end"]


def test_a_part_of_a_clause_ends_at_a_mark() -> None:
    clause = "、".join(f"{kind}{number}家" for number in range(100, 140) for kind in ("孵化器", "众创空间", "加速器"))
    rows = records(f"某市科技发展规划\n建成{clause}。", "target", "result")
    (row,) = [row for row in rows if row["value"] == 120 and row["indicator"] == "众创空间"]
    assert row["quote"].startswith("众创空间120家、加速器120家、")
    assert row["quote"].endswith("家")
    assert 90 < len(row["quote"]) <= 110


def test_what_is_written_is_bounded_by_what_is_read() -> None:
    once, twice = (len(pipeline.dump(pipeline.Valid(records(long_clause(n)), ""))) for n in (300, 600))
    assert twice < 2.2 * once
    assert twice < 600 * 2000
