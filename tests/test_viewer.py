"""The evidence page: which runs it finds, what it holds of them, and that nothing in them can run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.nouns.errors import ReadError, UserError
from techpolicy_extract.products.viewer import Run, build_page, find_runs, load_runs
from techpolicy_extract.products.viewer.content import content, pieces, stitch
from techpolicy_extract.products.viewer.labels import asset
from techpolicy_extract.stages.normalize import normalize

from .documents import source_of
from .runs import write_run

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600\n\n亿元。\n\n第 1 页 共 2 页\n\n二、其他\n"
HOSTILE = "关于<script>alert(1)</script>的通知\r\n\r\n到2025年，<!--培育--> ]]> 500家𠮷祥\u2028企业&amp;</style>。\r\n"


def load(path: Path) -> Run:
    (run,) = load_runs(path.stem, path)
    return run


def run_of(folder: Path, text: str = TEXT, **changes: Any) -> Run:
    write_run(folder, "a", text.encode(), **changes)
    return load(folder / "a.jsonl")


def block(page: bytes, name: str) -> Any:
    """Read a block of data as the page's script does."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["view", *arguments])


# Finding runs and their texts


def test_folders_are_searched_at_all_depths_for_documents_only(tmp_path: Path) -> None:
    for name in ("b", "deep/er/a", ".hidden/c"):
        write_run(tmp_path, name, TEXT.encode())
    (tmp_path / "other.jsonl").write_text('{"rows": 3}\n')
    (tmp_path / "rows.jsonl").write_text("[1]\n")
    names = [each[0] for each in find_runs([str(tmp_path)]) if not isinstance(each, UserError)]
    assert names == ["b", "deep/er/a"]


def test_a_file_that_is_named_twice_is_shown_once(tmp_path: Path) -> None:
    write_run(tmp_path, "a", TEXT.encode())
    assert len(find_runs([str(tmp_path), str(tmp_path / "a.jsonl")])) == 1


@pytest.mark.parametrize(("path", "message"), [("none", "no such file"), ("empty", "no outputs of `extract all`")])
def test_a_path_without_runs_is_an_error(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (found,) = find_runs([str(tmp_path / path)])
    assert isinstance(found, ReadError)
    assert message in str(found)


@pytest.mark.parametrize(
    "data", [b"", b"not json\n", b"\xff\xfe", b'{"type":"section"}\n', b'{"type":"document"}\n', b"3\n"]
)
def test_a_file_that_is_no_output_is_an_error_with_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=r"x\.jsonl: is no output of `extract all`"):
        load(path)


def test_the_text_is_read_anew_from_the_source_path(tmp_path: Path) -> None:
    assert run_of(tmp_path).text == TEXT


def test_the_text_beside_the_records_comes_first_and_keeps_its_line_ends(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    write_run(tmp_path, "a", text.encode("gb18030"))
    (tmp_path / "a.source.txt").write_bytes(text.encode())
    (tmp_path / "a.txt").unlink()
    assert load(tmp_path / "a.jsonl").text == text


@pytest.mark.parametrize("changed", [TEXT + "尾", TEXT.replace("1600", "1700"), ""])
def test_a_text_that_has_changed_since_is_not_shown(tmp_path: Path, changed: str) -> None:
    write_run(tmp_path, "a", TEXT.encode())
    (tmp_path / "a.txt").write_text(changed, "utf-8")
    assert load(tmp_path / "a.jsonl").text is None


def test_a_folder_as_source_path_is_no_text(tmp_path: Path) -> None:
    assert run_of(tmp_path, source_path=str(tmp_path)).text is None


# What the page holds of a document


def test_pieces_give_the_normalised_text_and_its_places(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_bytes().decode()
        mapped = normalize(source_of(text)).mapped
        built = ""
        starts: list[int] = []
        for piece in pieces(mapped, text):
            start, end = piece[:2]
            own = piece[2] if len(piece) == 3 else text[start:end]
            starts += range(start, end) if len(own) == end - start else [start] * len(own)
            built += own
        assert built == mapped.text
        assert starts == list(mapped.starts)


def test_a_document_whose_text_was_found_carries_no_quotations(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    shown = content(run)
    assert shown["whole"] is True
    assert shown["excerpts"] == [[0, TEXT]]
    assert [TEXT[start:end] for start, end, _ in shown["furniture"]] == ["第 1 页 共 2 页"]
    for record, slim in zip(run.records, shown["records"], strict=True):
        assert "quote" not in slim
        assert {name: record[name] for name in slim} == slim
        assert all(record[name] in (None, [], {}) or name in ("quote", "text") for name in record.keys() - slim.keys())


def test_without_the_text_the_quotations_are_shown_in_their_places(tmp_path: Path) -> None:
    write_run(tmp_path, "a", TEXT.encode())
    (tmp_path / "a.txt").unlink()
    run = load(tmp_path / "a.jsonl")
    shown = content(run)
    assert (shown["whole"], shown["pieces"], shown["furniture"]) == (False, None, None)
    for start, text in shown["excerpts"]:
        assert TEXT[start : start + len(text)] == text
    assert [slim["quote"] for slim in shown["records"]] == [record["quote"] for record in run.records]


def test_quotations_are_stitched_where_they_meet() -> None:
    assert stitch([(5, "fgh"), (0, "abc"), (6, "g"), (2, "cd"), (8, "i")]) == [[0, "abcd"], [5, "fghi"]]


def test_unexplained_numerals_have_their_places(tmp_path: Path) -> None:
    text = "关于某事的通知\n\n又8871云云。\n"
    run = run_of(tmp_path, text)
    assert run.document["numerals_unexplained"] == 1
    assert [text[start:end] for start, end in content(run)["loose"]] == ["8871"]


@pytest.mark.parametrize("changes", [{"rules_version": "0"}, {"numerals_unexplained": 7}])
def test_unexplained_numerals_of_other_rules_are_not_placed(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert content(run_of(tmp_path, **({"numerals_unexplained": 1} | changes)))["loose"] is None


# The page


def test_the_same_runs_give_the_same_bytes(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    assert build_page([run]) == build_page([run])


def test_only_what_the_policy_names_by_its_hash_can_run(tmp_path: Path) -> None:
    page = build_page([run_of(tmp_path, HOSTILE)]).decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = dict(rule.split(" ", 1) for rule in found[1].split("; "))
    assert policy["default-src"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (body,) = re.findall(rf'<{tag}(?: type="module")?>(.*?)</{tag}>', page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert policy[rule] == f"'sha256-{digest}'"
    assert set(policy) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert not re.search(r"\son\w+=|\sstyle=|(?:src|href)=.?https?:", page[: page.index('id="labels"')])


def test_the_script_never_makes_markup_or_code_from_data() -> None:
    names = ("dom", "data", "words", "layers", "text", "card", "list", "figures", "overview", "document", "app")
    for name in names:
        script = asset(f"{name}.js")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script), (
            name
        )
        assert len(script.splitlines()) <= 300, name


def test_nothing_in_a_document_can_end_its_block(tmp_path: Path) -> None:
    run = run_of(tmp_path, HOSTILE)
    page = build_page([run])
    assert block(page, "doc-0")["excerpts"] == [[0, HOSTILE]]
    assert block(page, "index")[0]["title"] == run.document["title"]
    raw = page.decode()
    assert raw.count("</script>") == 4  # labels, index, one document, the script
    assert "<!--" not in raw
    assert "\u2028" not in raw


def test_a_lone_surrogate_is_escaped(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    lone = Run("a", [run.document | {"title": "\ud800"}], None)
    assert b'"title":"\\ud800"' in build_page([lone])


def test_documents_of_one_content_keep_apart(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    keys = [entry["key"] for entry in block(build_page([run, run]), "index")]
    assert keys == [run.document["doc_id"], f"{run.document['doc_id']}~2"]


def test_the_list_counts_records_and_grave_issues(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    grave = run.records[0] | {"type": "issue", "severity": "error"}
    (entry,) = block(build_page([Run("a", [*run.records, grave], TEXT + "")]), "index")
    assert entry["counts"]["target"] == 1
    assert (entry["counts"]["issue"], entry["errors"]) == (1, 1)
    assert "section" not in entry["counts"]


# The command


def test_the_page_of_a_folder_stands_in_it(tmp_path: Path) -> None:
    write_run(tmp_path, "a", TEXT.encode())
    result = call(str(tmp_path))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "view.html: documents 1" in result.stderr
    assert block((tmp_path / "view.html").read_bytes(), "index")[0]["name"] == "a"


def test_a_file_needs_a_name_for_its_page(tmp_path: Path) -> None:
    write_run(tmp_path, "a", TEXT.encode())
    assert call(str(tmp_path / "a.jsonl")).exit_code == 2
    page = tmp_path / "pages/a.html"
    assert call(str(tmp_path / "a.jsonl"), "--out", str(page), "--lang", "en").exit_code == 0
    assert b'<html lang="en">' in page.read_bytes()


def test_what_cannot_be_read_is_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    write_run(tmp_path, "a", TEXT.encode())
    (tmp_path / "b.jsonl").write_text("broken\n")
    (tmp_path / "a.txt").unlink()
    result = call(str(tmp_path))
    assert result.exit_code == 1
    assert "error: " in result.stderr
    assert "b.jsonl: is no output of `extract all`" in result.stderr
    assert "the text of 1 not found" in result.stderr
    assert len(block((tmp_path / "view.html").read_bytes(), "index")) == 1


def test_a_folder_that_is_not_there_gets_no_page(tmp_path: Path) -> None:
    result = call(str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "no such file or folder" in result.stderr
    assert not (tmp_path / "none").exists()
