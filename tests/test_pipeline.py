"""One document from start to end: stages and files agree."""

from __future__ import annotations

import pytest

from techpolicy_extract.nouns.errors import StageError
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.pipeline import STAGES, advance, begin, dump, load, summary
from tests.documents import source_of
from tests.eval import rows_of
from tests.invariants import NAMES, by_files, run, seed

SHORT = source_of(
    "关于做好申报工作的通知\n各有关单位：\n到2025年，培育高新技术企业500家。\n请于4月28日前报送至市科技局。\n"
    "对获批平台给予最高200万元补助。\n滨江市科学技术局\n2024年3月5日\n"
)


@pytest.mark.parametrize("number", range(1, len(STAGES) + 1), ids=STAGES)
@pytest.mark.parametrize("source", [SHORT, seed(NAMES[1])], ids=["short", "seed"])
def test_a_stage_file_gives_back_what_was_written(source: Source, number: int) -> None:
    data = dump(run(source)[number])
    assert dump(load(STAGES[number - 1], data, "file")) == data
    assert data.endswith(b"\n")


@pytest.mark.parametrize("name", NAMES)
def test_stages_by_files_give_the_bytes_of_one_go(name: str) -> None:
    assert by_files(seed(name)) == dump(run(seed(name))[-1])


@pytest.mark.parametrize("stage", STAGES[:-1])
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"null"])
def test_a_file_that_is_no_stage_file_is_refused(stage: str, data: bytes) -> None:
    with pytest.raises(StageError, match="somewhere"):
        load(stage, data, "somewhere")


def test_a_stage_wants_the_state_of_the_stage_before() -> None:
    with pytest.raises(TypeError, match="segment"):
        advance("segment", begin(SHORT))
    with pytest.raises(TypeError):
        dump(begin(SHORT))
    with pytest.raises(TypeError):
        summary(begin(SHORT))


def test_the_summary_counts_records_by_type() -> None:
    state = run(SHORT)[-1]
    counted = summary(state).records
    assert counted["document"] == 1
    assert counted.total() == len(dump(state).splitlines())
    assert counted["target"] == counted["deadline"] == counted["fund"] == 1


def test_a_text_in_which_nothing_is_found_has_its_document_and_a_section() -> None:
    rows = rows_of(dump(run(source_of("无"))[-1]))
    assert [row["type"] for row in rows] == ["document", "section", "part"]
    assert rows[1]["kind"] == "part"
