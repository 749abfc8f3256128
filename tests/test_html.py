"""Web pages: the seeds give the same records from a page as from plain text; pages of all kinds are read or refused."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract import pipeline, readers
from techpolicy_extract.errors import ReadError
from techpolicy_extract.model import Source
from tests.eval import SEEDS
from tests.webpages import PORTALS, page

Row = dict[str, Any]
MANIFEST = tomllib.loads((SEEDS / "manifest.toml").read_text("utf-8"))["seed"]
KINDS = ("target", "result", "deadline", "fund", "provision", "contact", "responsibility", "event")
# What depends on where a record stands, not on what it says.
PLACED = {"id", "doc_id", "section_id", "start", "end", "spans", "quote", "part_of", "fund_id"}
NOTICE = (
    "关于做好申报工作的通知\n各有关单位：\n到2025年，培育高新技术企业500家。\n请于2024年4月28日前报送至市科技局。\n"
    "滨江市科学技术局\n2024年3月5日\n"
)
STATED = {
    "索引号": "003270/202403-00012",
    "发文机关": "滨江市科学技术局",
    "成文日期": "2024年03月05日",
    "标题": "关于做好申报工作的通知",
    "发文字号": "滨科〔2024〕8号",
    "发布日期": "2024年03月08日",
    "有效性": "有效",
}


def read(text: str, name: str = "page.html") -> Source:
    return readers.read_bytes(text.encode(), name)


def body(inner: str, head: str = "") -> Source:
    """Read a page whose content is `inner` between two paragraphs of a document."""
    opening = "<p>各县区人民政府，市政府各部门：现将有关事项通知如下，请认真贯彻执行。</p>"
    return read(
        f"<html><head>{head}</head><body><div>{opening}{inner}<p>请各单位认真落实上述工作。</p></div></body></html>"
    )


def inner(source: Source) -> str:
    """Give the text between the two paragraphs of `body`."""
    return source.text.split("贯彻执行。\n")[1].split("\n请各单位")[0]


def records(source: Source) -> list[Row]:
    state = pipeline.begin(source)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    return [json.loads(line) for line in pipeline.dump(state).splitlines()]


@cache
def from_text(path: Path) -> list[Row]:
    return records(readers.read(path))


def said(rows: list[Row]) -> list[tuple[Row, str]]:
    """Give what the records say, without their places; a quote without its white space."""
    return [
        ({name: value for name, value in row.items() if name not in PLACED}, "".join(row["quote"].split()))
        for row in rows
        if row["type"] in KINDS
    ]


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("seed", MANIFEST, ids=lambda seed: seed["id"][:3])
def test_a_seed_gives_the_same_records_from_a_page(seed: dict[str, str], portal: str) -> None:
    path = SEEDS / f"{seed['id']}.txt"
    source = read(page(path.read_text("utf-8-sig"), seed["title"], portal))
    rows, plain = records(source), from_text(path)
    assert said(rows) == said(plain)
    assert all(source.text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert rows[0]["format"] == "html"
    for name in ("title", "doc_number", "genre", "issuers", "recipients", "issued_on", "region"):
        assert rows[0][name] == plain[0][name], name


@pytest.mark.parametrize("portal", ["table", "list", "terms"])
def test_a_portals_metadata_is_known_and_no_part_of_the_text(portal: str) -> None:
    source = read(page(NOTICE, STATED["标题"], portal, STATED))
    facts = source.layout.facts
    assert {name: fact.value for name, fact in facts.items()} == {
        "index_number": "003270/202403-00012",
        "issuer": "滨江市科学技术局",
        "issued_on": "2024-03-05",
        "doc_number": "滨科〔2024〕8号",
        "published_on": "2024-03-08",
        "validity": "有效",
    }
    assert source.text[slice(*facts["published_on"].span or ())] == "2024年03月08日"
    assert source.text[slice(*facts["doc_number"].span or ())] == "滨科〔2024〕8号"
    stated = [source.text[each.start : each.end] for each in source.layout.stretches if each.origin == "metadata"]
    assert "有效性：有效" in stated
    rows = records(source)
    assert rows[0]["title"] == "关于做好申报工作的通知"
    assert (rows[0]["published_on"], rows[0]["doc_number"]) == ("2024-03-08", "滨科〔2024〕8号")
    assert (rows[0]["index_number"], rows[0]["validity"]) == ("003270/202403-00012", "有效")
    start, end = rows[0]["spans"]["index_number"]
    assert source.text[start:end] == "003270/202403-00012"
    assert [row["type"] for row in rows if row["type"] in KINDS] == ["target", "deadline"]
    assert not [row for row in rows if row["type"] == "section" and "索引号" in (row["quote"] or "")]
