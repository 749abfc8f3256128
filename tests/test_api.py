"""The package from Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import techpolicy_extract
from techpolicy_extract import extract_file, extract_text, records
from techpolicy_extract.errors import ReadError, RuleError

TEXT = "滨江市科技创新规划\n一、主要目标\n到2025年，培育高新技术企业500家，技术合同成交额达到200亿元。\n"


def test_a_text_gives_its_records_as_rows_and_as_objects() -> None:
    document = extract_text(TEXT)
    assert document.title == "滨江市科技创新规划"
    assert all(document.text[row["start"] : row["end"]] == row["quote"] for row in document)
    assert [(each.indicator, each.value, each.unit) for each in document.of(records.Target)] == [
        ("高新技术企业", 500, "家"),
        ("技术合同成交额", 200, "亿元"),
    ]
    assert document.issues() == []


def test_a_file_gives_the_bytes_of_the_golden_output(seeds: Path, root: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        golden = (root / "tests/golden" / f"{path.stem}.jsonl").read_text("utf-8")
        ours = extract_file(path).to_jsonl()
        assert ours.splitlines()[1:] == golden.splitlines()[1:]


def test_a_type_gives_a_data_frame() -> None:
    frame = extract_text(TEXT).to_dataframe("target")
    assert list(frame["value"]) == [500, 200]
    assert list(frame["document_title"]) == ["滨江市科技创新规划"] * 2


def test_faults_of_the_user_are_errors_that_say_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="the file is empty"):
        extract_text("")
    with pytest.raises(ReadError, match="no such file"):
        extract_file(tmp_path / "nothing.txt")
    with pytest.raises(RuleError):
        extract_text(TEXT, rules=tmp_path / "no-packs")


def test_what_the_package_offers_is_loaded_when_asked_for() -> None:
    code = "import sys, techpolicy_extract; assert 'pydantic' not in sys.modules; techpolicy_extract.extract_text"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert set(techpolicy_extract.__all__) == {"Document", "__version__", "extract_file", "extract_text"}
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        techpolicy_extract.nothing  # noqa: B018  # the attribute is what is asked for
