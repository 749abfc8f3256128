"""Reposts: one document on several sites, in two scripts, with small edits; and documents that only look alike."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.products.duplicates import find_outputs, mark, sign
from techpolicy_extract.products.duplicates.marks import banding
from techpolicy_extract.products.duplicates.shingles import jaccard, shingles

pytest.importorskip("datasketch", reason="needs the extra [duplicates]")

NOTICE = "001_fead5ffc94219a57"


@pytest.fixture(scope="module")
def seed(seeds: Path) -> str:
    return (seeds / f"{NOTICE}.txt").read_bytes().decode("utf-8")


def write(folder: Path, **texts: str) -> Path:
    """Write texts as outputs of `extract all` in OUT: what was read of them, and what they are."""
    for name, text in texts.items():
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{name}.txt").write_bytes(text.encode())
    result = CliRunner().invoke(app, ["all", str(folder / "in"), "--out", str(folder / "out"), "--quiet"])
    assert "internal error" not in result.stderr
    return folder / "out"


def marks(out: Path, threshold: float = 0.9) -> dict[str, str]:
    """Map the name of each repost to the name of its original."""
    found = mark([sign(each) for each in find_outputs([str(out)])], threshold)
    return {each.repost.output.name: each.original.output.name for each in found}


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["duplicates", *arguments])


def traditional(text: str) -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2t").convert(text)
    return converted


def test_a_repost_on_another_site_in_another_script_or_with_small_edits_is_marked(seed: str, tmp_path: Path) -> None:
    body = seed.split("\n")
    framed = "首页 > 政策文件 > 正文\n" + seed + "\n【字体：大 中 小】 打印 关闭窗口\n扫一扫在手机打开当前页\n"
    wrapped = "\n".join(line[at : at + 38] for line in body for at in range(0, max(len(line), 1), 38))
    edited = seed.replace("进一步", "更进一步", 3)
    assert len({seed, framed, wrapped, edited, traditional(seed)}) == 5
    out = write(tmp_path, a=seed, framed=framed, wrapped=wrapped, edited=edited, script=traditional(seed))
    assert marks(out) == dict.fromkeys(("framed", "wrapped", "edited", "script"), "a")


def test_other_documents_and_other_years_of_the_same_notice_are_not_marked(seeds: Path, tmp_path: Path) -> None:
    texts = {f"s{path.name[:3]}": path.read_bytes().decode("utf-8") for path in seeds.glob("*.txt")}
    years = {
        year: f"关于组织申报{year}年度技术转移机构的通知\n各市科技局：\n现将{year}年度技术转移机构申报工作通知如下。\n"
        + "申报单位应当具有独立法人资格，成立满三年，从业人员中大专以上学历的占百分之八十以上。" * 3
        + "\n".join(f"第{number}条要求：申报材料之{number}应当真实完整，并加盖公章后报送。" for number in range(40))
        + f"\n申报截止时间为{year}年6月30日。\n省科学技术厅\n{year}年3月1日\n"
        for year in ("2023", "2024")
    }
    pieces = [shingles("".join(text.split())) for text in years.values()]
    assert jaccard(*pieces) >= 0.9, "the texts must be such that only the years tell them apart"
    out = write(tmp_path, **texts, **{f"y{year}": text for year, text in years.items()})
    assert marks(out) == {}


def test_a_document_of_the_same_text_with_another_number_is_another_one(seed: str, tmp_path: Path) -> None:
    other = "国科发火〔2018〕1号\n"
    out = write(tmp_path, a=f"国科发火〔2018〕2号\n{seed}", b=f"{other}{seed}", c=f"{other}{seed}\n打印 关闭\n")
    assert marks(out) == {"c": "b"}


def test_the_earliest_is_the_original_whatever_the_order(tmp_path: Path, seed: str) -> None:
    out = write(tmp_path, a=seed, b=seed + "\n打印\n", c=seed + "\n关闭窗口\n")
    for name, day in (("a", None), ("b", "2018-06-02"), ("c", "2018-06-01")):
        path = out / f"{name}.jsonl"
        document = json.loads(path.read_text("utf-8").splitlines()[0])
        document |= {"published_on": None, "hosted_on": day, "issued_on": None}
        path.write_text(json.dumps(document) + "\n", "utf-8")
    signed = [sign(each) for each in find_outputs([str(out)])]
    found = mark(signed, 0.9)
    assert [(each.repost.output.name, each.original.output.name) for each in found] == [("b", "c"), ("a", "c")]
    assert mark(reversed(signed), 0.9) == found


def test_no_mark_leads_to_another_mark(tmp_path: Path) -> None:
    lines = [f"任务{number}：加快建设科技成果转化平台之{number}，由第{number}处牵头。" for number in range(60)]
    texts = {name: "\n".join(lines[cut:]) for name, cut in (("a", 0), ("b", 5), ("c", 10))}
    out = write(tmp_path, **texts)
    sets = {name: shingles("".join(text.split())) for name, text in texts.items()}
    assert jaccard(sets["a"], sets["b"]) > 0.88 > jaccard(sets["a"], sets["c"])
    assert marks(out, 0.88) == {"b": "a"}


def test_shingles_and_their_jaccard_index() -> None:
    assert shingles("一二三四五六") == {"一二三四五", "二三四五六"}
    assert shingles("短") == {"短"}
    assert jaccard(shingles("一二三四五六"), shingles("一二三四五七")) == 1 / 3


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.8, 0.9, 0.95, 1.0])
def test_the_index_finds_nearly_all_pairs_at_the_threshold(threshold: float) -> None:
    bands, rows = banding(threshold)
    assert bands * rows <= 128
    assert 1 - (1 - threshold**rows) ** bands >= 0.9999


def test_the_command_writes_text_json_lines_and_csv(tmp_path: Path, seed: str) -> None:
    out = str(write(tmp_path, a=seed, b=seed + "\n打印 关闭\n"))
    text, lines, table = (call(out, "--format", form) for form in ("text", "jsonl", "csv"))
    assert [each.exit_code for each in (text, lines, table)] == [0, 0, 0]
    assert text.stdout == "1.000  b  =  a\n"
    row = json.loads(lines.stdout)
    ids = {name: json.loads(Path(out, f"{name}.jsonl").read_text("utf-8").splitlines()[0])["doc_id"] for name in "ab"}
    wanted = {"type": "duplicate", "name": "b", "doc_id": ids["b"], "duplicate_of": ids["a"], "duplicate_of_name": "a"}
    assert row == wanted | {"similarity": 1.0}
    assert list(csv.DictReader(io.StringIO(table.stdout))) == [{key: str(value) for key, value in row.items()}]
    assert call(out, "--format", "jsonl", "--out", str(tmp_path / "d" / "marks.jsonl")).stdout == ""
    assert (tmp_path / "d" / "marks.jsonl").read_text("utf-8") == lines.stdout


def test_an_output_without_its_text_is_named_and_the_others_are_compared(tmp_path: Path, seed: str) -> None:
    out = write(tmp_path, a=seed, b=seed + "\n打印 关闭\n", c=seed)
    (out / "c.source.txt").unlink()
    (out / "other.jsonl").write_text('{"name": "no output"}\n', "utf-8")
    result = call(str(out))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"error: {out}/c.source.txt: is missing (run `extract all` again)"]
    assert result.stdout == "1.000  b  =  a\n"


def test_wrong_paths_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in ("nowhere", "empty"):
        result = call(str(tmp_path / path))
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
        assert result.stderr.startswith(f"error: {tmp_path}/{path}: no ")
