"""What the guides say is so: commands and Python run, records are those of the seeds, links lead somewhere."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from techpolicy_extract import records
from techpolicy_extract.files.readers import SUFFIXES
from techpolicy_extract.records.base import Flag
from tests.guides import GUIDES, READMES, ROOT, Walk, blocks, check_command, page
from tests.walks import check_walk

PAGES = (*GUIDES, "CHANGELOG.md")
FIGURES = "docs/performance.md"  # its JSON is no record: test_benchmark.py holds it
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@cache
def golden() -> list[dict[str, Any]]:
    paths = sorted((ROOT / "tests/golden").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def shown(name: str) -> list[dict[str, Any]]:
    """Return the records that a page shows."""
    if name == FIGURES:
        return []
    return [json.loads(block.body) for block in blocks(name) if block.language == "json"]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_can_be_followed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if name.endswith(".zh-CN.md"):
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    walk = Walk(tmp_path)
    for block in blocks(name):
        walk.take(block)


@pytest.mark.parametrize("name", [name for name in PAGES if shown(name)])
def test_records_that_are_shown_are_those_of_the_golden_outputs(name: str) -> None:
    for record in shown(name):
        told = [sum(each.get(key, "") == value for key, value in record.items()) for each in golden()]
        nearest = golden()[told.index(max(told))]
        assert {key: nearest.get(key, "") for key in record} == record


def test_each_type_of_record_and_each_flag_is_explained_by_a_record() -> None:
    guide = "docs/reading-a-record.md"
    assert {record["type"] for record in shown(guide)} == set(records.TYPES)
    for flag in get_args(Flag):
        assert f"| `{flag}` |" in page(guide)
        assert f"| `{flag}` |" in page("docs/guide.zh-CN.md")


def test_each_kind_of_file_stands_in_the_guide_to_files() -> None:
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in page("docs/files.md"), suffix


def test_each_key_of_the_evidence_page_stands_in_its_guide() -> None:
    script = page("src/techpolicy_extract/products/viewer/assets/app.js")
    keys = set(re.findall(r'event\.key === "([^"]+)"', script))
    assert len(keys) > 3
    arrows = {"ArrowRight": "→", "ArrowLeft": "←", "Escape": "Esc"}
    for key in keys:
        assert f"`{arrows.get(key, key)}`" in page("docs/evidence-page.md"), key


def slug(heading: str) -> str:
    """Return the anchor of a heading on a web page."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for target in LINK.findall(page(name)):
        if re.match(r"https?:|#", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path
        assert file.exists(), target
        if anchor:
            assert anchor in {slug(each) for each in re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("name", READMES)
def test_a_readme_leads_to_every_guide_and_to_the_other_readme(name: str) -> None:
    assert {*GUIDES} - {name} <= set(LINK.findall(page(name)))


def test_the_index_of_the_docs_leads_to_every_guide() -> None:
    reached = {(ROOT / "docs" / target).resolve() for target in LINK.findall(page("docs/README.md"))}
    assert {(ROOT / name).resolve() for name in GUIDES} - {ROOT / "docs/README.md"} <= reached


@pytest.mark.parametrize("name", GUIDES)
def test_a_command_within_a_sentence_has_words_that_exist(name: str) -> None:
    for line in re.findall(r"`extract ([a-z]+ [^`]+)`", re.sub(r"^```.*?^```", "", page(name), flags=re.M | re.S)):
        check_command(line.replace("[", "").replace("]", "").split())


def test_the_page_on_the_parse_walks_ten_shapes_five_of_them_from_seeds() -> None:
    """Each is read by `test_a_guide_can_be_followed`."""
    walks = [block.body for block in blocks("docs/parse.md") if block.language == "walk"]
    seeded = [each.startswith("seeds/") for each in walks]
    assert (len(walks), sum(seeded)) == (10, 5)
    assert len({tuple(each.split("\n\n")[1].split("\n")) for each in walks}) == 10


@pytest.mark.parametrize(
    ("changed", "into"),
    [
        ("给予:give", "给予"),
        ("total_value=20", "total_value=21"),
        ("by fund.award", "by fund.granted"),
        ("\nfund", "\nfund by x: \nfund"),
    ],
)
def test_a_walk_that_is_not_so_fails(changed: str, into: str) -> None:
    sentence = "首次获评的企业，给予20万元奖励。\n\n"
    chunks = "首次 获评:deem 的:of 企业 ，\n给予:give {money} 奖励:grant 。\n\n"
    walk = f"{sentence}{chunks}fund by fund.award: total_value=20\n"
    check_walk(walk)
    with pytest.raises((AssertionError, ValueError)):
        check_walk(walk.replace(changed, into))
