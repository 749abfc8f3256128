"""The package from Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import techpolicy_extract
from techpolicy_extract import extract_file, extract_text, records
from techpolicy_extract.nouns.errors import ReadError, RuleError, UserError

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
    with pytest.raises(ReadError, match="the text is empty"):
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


def test_dir_shows_what_the_package_offers() -> None:
    assert set(techpolicy_extract.__all__) <= set(dir(techpolicy_extract))
    public = {name for name in dir(techpolicy_extract) if not name.startswith("_")}
    assert public == {"Document", "extract_file", "extract_text"}
    code = "import sys, techpolicy_extract; dir(techpolicy_extract); assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_document_shows_itself_in_one_line() -> None:
    document = extract_text(TEXT, name="plan.txt")
    counts = "1 document, 2 section, 1 part, 2 target"
    assert repr(document) == f"<Document 'plan.txt' '滨江市科技创新规划': {counts}>"
    long = extract_text(f"滨江市{'科技' * 20}规划\n到2025年，培育高新技术企业500家。\n", name="a\nb.txt")
    assert len(repr(long).splitlines()) == 1
    assert "…': " in repr(long)
    assert "科技" * 20 not in repr(long)
    assert repr(extract_text("今天天气很好。\n", name="a.txt")).startswith(
        "<Document 'a.txt' without title: 1 document"
    )


def test_a_document_is_the_sequence_of_its_records() -> None:
    document = extract_text(TEXT)
    assert len(document) == len(document.rows) == len(list(document)) == 6
    assert list(document) == document.rows


def test_a_notebook_shows_a_table_in_which_nothing_of_the_text_is_markup() -> None:
    shown = extract_text("滨江市<b>&科技创新规划\n到2025年，培育高新技术企业500家。\n", name="<i>.txt")._repr_html_()
    assert shown.startswith("<table>")
    assert "&lt;i&gt;.txt" in shown
    assert "<i>" not in shown
    assert "<b>" not in shown
    assert "<td>target</td><td>1</td><td>培育高新技术企业500家</td>" in shown
    assert extract_text(TEXT, name="a\ud800.txt")._repr_html_().encode("utf-8")


def test_records_are_asked_for_by_the_name_of_their_type_or_by_its_class() -> None:
    document = extract_text(TEXT)
    assert document.of("target") == document.of(records.Target)
    assert document.of("target")[0].value == 500
    assert document.of("fund") == []
    with pytest.raises(UserError) as error:
        document.of("targets")
    known = ", ".join(records.TYPES)
    assert str(error.value) == f"'targets': there is no such record type (did you mean 'target'? types: {known})"
    with pytest.raises(UserError) as error:
        document.of("zzz")
    assert str(error.value) == f"'zzz': there is no such record type (types: {known})"
    with pytest.raises(UserError, match=r"^'dict': there is no such record type"):
        document.of(dict)  # type: ignore[type-var]  # what someone without a type checker may do
    with pytest.raises(UserError, match=r"^'targets': there is no such record type .did you mean 'target'"):
        document.to_dataframe("targets")


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "\ufeff"])
def test_a_text_with_nothing_in_it_is_one_line_that_says_so(text: str) -> None:
    with pytest.raises(ReadError) as error:
        extract_text(text, name="a")
    hint = "pass the text of a document; extract_file reads files"
    assert str(error.value) == f"a: the text is empty ({hint})"
