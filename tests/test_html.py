"""Web pages: the seeds give the same records from a page as from plain text; pages of all kinds are read or refused."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers
from techpolicy_extract.nouns.errors import ReadError
from tests.eval import SEEDS
from tests.webpages import PORTALS, page, read, records

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


@cache
def from_text(path: Path) -> list[Row]:
    return records(readers.read(path))


def said(rows: list[Row]) -> list[tuple[Row, str]]:
    """Return the records without their positions, each with its quote without white space."""
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
        "title": STATED["标题"],
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


def test_a_page_that_states_things_in_its_head_only() -> None:
    stated = {"发布日期": "2024-03-08 10:20", "信息来源": "市科技局"}
    source = read(page(NOTICE.partition("\n")[2], STATED["标题"], "tags", stated))
    assert source.text.startswith("关于做好申报工作的通知\n各有关单位：\n")
    facts = {name: (fact.value, fact.span) for name, fact in source.layout.facts.items()}
    assert facts == {"published_on": ("2024-03-08", None), "source": ("市科技局", None)}
    document = records(source)[0]
    assert (document["title"], document["published_on"], document["source"]) == (
        STATED["标题"],
        "2024-03-08",
        "市科技局",
    )
    assert not {"published_on", "source"} & set(document["spans"])


def test_hints_fill_in_what_nothing_else_tells() -> None:
    text = "<h1>专利转让</h1><div><p>到2025年，培育高新技术企业500家。</p><p>专利权转让应当订立书面合同。</p></div>"
    meta = '<meta property="article:published_time" content="2024-05-06T08:00:00"><meta name="author" content="某局">'
    document = records(read(f"<html><head><title>某公司</title>{meta}</head><body>{text}</body></html>"))[0]
    assert (document["title"], document["published_on"], document["issuers"]) == ("专利转让", "2024-05-06", ["某局"])


def test_an_item_of_a_list_is_no_title_where_the_page_states_one() -> None:
    items = ["双软认证所需的材料：", "1、软件著作权登记证书", "2、软件评测报告", "3、上年度资产负债表，加盖财务章。"]
    source = read(f"<body><div><h1>双软认证所需的材料</h1></div><div>{'<br>'.join(items)}</div></body>")
    assert source.text.splitlines() == ["双软认证所需的材料", *items]
    assert records(source)[0]["title"] == "双软认证所需的材料"


def test_the_line_under_a_title_is_read() -> None:
    line = "<div class='info'>发布时间：2024-03-08&nbsp;&nbsp; 来源：市科技局&nbsp; 字号：大 中 小</div>"
    content = "".join(f"<p>{each}</p>" for each in NOTICE.splitlines()[1:])
    source = read(f"<body><h1>关于做好申报工作的通知</h1>{line}<div id='zoom'>{content}</div></body>")
    assert {name: fact.value for name, fact in source.layout.facts.items()} == {
        "published_on": "2024-03-08",
        "source": "市科技局",
    }
    assert source.text.startswith("关于做好申报工作的通知\n发布时间：2024-03-08\n来源：市科技局\n各有关单位：\n")


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://kjj.binjiang.gov.cn/tz/1.html", "published_on"), ("https://www.doc.example.com/1.html", "hosted_on")],
)
def test_a_third_party_hosts_what_a_government_publishes(address: str, name: str) -> None:
    line = "<div>发布时间：2024-03-08 来源：市科技局</div>"
    content = "".join(f"<p>{each}</p>" for each in NOTICE.splitlines())
    source = read(f"<!-- saved from url=(0037){address} --><body>{line}<div id='zoom'>{content}</div></body>")
    assert source.layout.facts[name].value == "2024-03-08"


def _links() -> str:
    return "".join(f'<li><a href="{n}.html">关于组织申报科技计划项目的通知</a> 2024-01-{n}</li>' for n in range(10, 30))


@pytest.mark.parametrize(
    ("html", "message", "hint"),
    [
        (f"<body><div><ul>{_links()}</ul></div></body>", "holds no document text", "save it after it has loaded"),
        (
            "<body><form>用户名<input>密码<input><button>登录</button></form></body>",
            "holds no document text",
            "save it",
        ),
        ("<body><div id=app></div><script src=a.js></script></body>", "holds no document text", "after it has loaded"),
        ("<html><frameset cols=1,2><frame src=a.html></frameset></html>", "other pages in frames", "frame"),
        ("<body><iframe src=text.html></iframe></body>", "other pages in frames", "save that"),
        ("<html></html>", "holds no document text", "save it"),
    ],
)
def test_a_page_without_a_document_says_so(html: str, message: str, hint: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(html, "a/list.html")
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.where == "a/list.html"


def test_server_code_and_open_tags_do_no_harm() -> None:
    head = '<%@ page language="java" import="java.util.*" pageEncoding="utf-8"%>\n<!DOCTYPE html><html><body><div><p>'
    source = read(head + "<p>".join(NOTICE.splitlines()))
    assert source.text == NOTICE


def test_deep_and_long_pages_are_read() -> None:
    deep = read("<html><body>" + "<div>" * 10_000 + NOTICE.replace("\n", "<br>") + "</div>" * 10_000)
    assert deep.text == NOTICE
    tables = read("<html><body>" + "<table><tr><td>" * 500 + NOTICE.replace("\n", "<br>"))
    assert tables.text == NOTICE
    paragraph = "<p>到2025年，培育高新技术企业500家，技术合同成交额达到1600亿元。</p>\n"
    open_boxes = read("<html><body>" + "<div>到2025年，培育企业500家。" * 300)
    assert open_boxes.text.count("\n") == 300
    large = read("<html><body><div>" + paragraph * 5_000)
    assert large.text.count("\n") == 5_000


def test_stages_by_files_give_the_bytes_of_one_go() -> None:
    html = page(NOTICE, STATED["标题"], "table", STATED).replace("各有关单位：", '<a href="a.doc">附件</a>各有关单位：')
    table = "<table><tr><th>指标</th><th>2025年</th></tr><tr><td>高新技术企业</td><td>500家</td></tr></table>"
    source = read(html.replace("<p", table + "<p", 1))
    state = pipeline.begin(source)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
        data = pipeline.dump(state)
        state = pipeline.load(stage, data, "file")
        assert pipeline.dump(state) == data
    rows = [json.loads(line) for line in data.splitlines()]
    assert rows == records(source)
    assert rows[0]["attachments"] == ["a.doc"]
