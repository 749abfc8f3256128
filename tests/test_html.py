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
    meta = '<meta property="article:published_time" content="2024-05-06T08:00:00+08:00"><meta name="author" content="某局">'
    document = records(read(f"<html><head><title>某公司</title>{meta}</head><body>{text}</body></html>"))[0]
    assert (document["title"], document["published_on"], document["issuers"]) == ("专利转让", "2024-05-06", ["某局"])


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


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一<br>二<br/>三</p>", "一\n二\n三"),
        ("<p>甲<b>乙</b><span>丙</span> <i>丁</i></p>", "甲乙丙 丁"),
        ("<p>加快\n  建设 500\n 家</p>", "加快建设 500 家"),
        ("<p>&nbsp;&emsp;R&amp;D&#12290;&lt;5%</p>", "\xa0\u2003R&D。<5%"),
        ("<p>　　缩进　一格</p>", "　　缩进　一格"),
        ("<p>甲</p><p style='display: none'>乙</p><div hidden>丙</div><script>丁</script><!-- 戊 -->", "甲"),
        ("<noscript>甲</noscript><template>乙</template><style>p{}</style><p>丙</p>", "丙"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙"),
        ("<p>甲<p>乙</br>丙<div>丁</p>", "甲\n乙\n丙\n丁"),
        ("<pre>第一行\n第二行</pre>", "第一行\n第二行"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n2. 乙"),
        ("<ol start=3 type=a><li>甲</li><li value=7>乙</li><li>丙</li></ol>", "c. 甲\ng. 乙\nh. 丙"),
        ("<ol type=I><li><p>甲</p><p>乙</p></li><li>丙</li></ol>", "I. 甲\n乙\nII. 丙"),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li><li>乙</li></ol>", "一、甲\n二、乙"),
        ("<ol style='list-style:none'><li>甲</li></ol><ul><li>乙</li></ul>", "甲\n乙"),
        ("<ol><li>1、甲</li><li>2、乙</li></ol>", "1、甲\n2、乙"),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲\n乙"),
        ("<table><tr><td><table><tr><td>甲</td></tr></table></td><td>乙</td></tr></table>", "甲\n乙"),
        ("<p>甲<?php echo $a->b; ?>乙<%= c > d %>丙</p>", "甲乙丙"),
        ("<p>上一篇：某通知</p><p>甲</p><p>下一条: 另一通知</p>", "甲"),
    ],
)
def test_a_page_is_read_as_a_browser_shows_it(html: str, text: str) -> None:
    assert inner(body(html)) == text


def test_a_table_keeps_its_cells_and_head() -> None:
    rows = (
        "<caption>表1 主要指标</caption><thead><tr><th rowspan=2>指标</th><th colspan=2>年份</th></tr>"
        "<tr><th>2020</th><th>2025</th></tr></thead>"
        "<tbody><tr><td><p>技术合同</p><p>成交额</p></td><td>1240</td><td>1600</td></tr>"
        "<tr><td>高新技术企业</td><td></td><td>500</td></tr></tbody>"
    )
    source = body(f"<table border=1>{rows}</table>")
    assert inner(source) == (
        "表1 主要指标\n指标\t年份\n\t2020\t2025\n技术合同\n成交额\t1240\t1600\n高新技术企业\t\t500"
    )
    (table,) = source.layout.tables
    assert table.head == 2
    cells = {(c.row, c.column): (source.text[c.start : c.end], c.rows, c.columns) for c in table.cells}
    assert cells[1, 1] == ("指标", 2, 1)
    assert cells[1, 2] == ("年份", 1, 2)
    assert cells[2, 3] == ("2025", 1, 1)
    assert cells[4, 2] == ("", 1, 1)


def test_stretches_name_their_elements() -> None:
    source = body("<section><p>甲</p><p>乙<b>丙</b></p></section>")
    places = {source.text[each.start : each.end]: each.place for each in source.layout.stretches}
    assert places["甲"] == "body/div/section/p[1]"
    assert places["乙丙"] == "body/div/section/p[2]"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "../f/P020240308.docx"),
        ('<link rel="canonical" href="https://a.gov.cn/tz/2024/1.html">', "https://a.gov.cn/tz/f/P020240308.docx"),
        ('<meta property="og:url" content="https://a.gov.cn/x/y/1.html">', "https://a.gov.cn/x/f/P020240308.docx"),
        ('<base href="http://b.gov.cn/a/b/">', "http://b.gov.cn/a/f/P020240308.docx"),
    ],
)
def test_attachments_are_named_with_their_addresses(head: str, url: str) -> None:
    links = (
        '<p>附件：<a href="../f/P020240308.docx">1.申报书&nbsp;（样表）</a></p>'
        '<p><a href="/down.jsp?name=a.PDF">名单</a><a href="other.html">别的</a><a href="javascript:x(\'a.doc\')">空</a></p>'
    )
    source = body(links, head)
    assert source.layout.attachments[0] == ("1.申报书 （样表）", url)
    assert [each.name for each in source.layout.attachments] == ["1.申报书 （样表）", "名单"]
    document = records(source)[0]
    assert document["attachments"][0] == url
    assert document["attachment_names"] == ["1.申报书 （样表）", "名单"]


def test_footers_and_related_links_are_left_out_and_files_are_kept() -> None:
    source = read(page(NOTICE, "关于做好申报工作的通知", "terms"))
    assert "版权所有" not in source.text
    assert "推进会" not in source.text
    assert "首页" not in source.text
    listed = body("<ul>" + "".join(f"<li><a href='{n}.pdf'>附件{n}.申报表</a></li>" for n in "123") + "</ul>")
    assert inner(listed).splitlines() == ["附件1.申报表", "附件2.申报表", "附件3.申报表"]


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
    large = read("<html><body><div>" + paragraph * 5_000)
    assert large.text.count("\n") == 5_000


SAID = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><div>{}</div></body>'
LONG = "".join(
    f"<p>（{n}）到2025年，全市培育高新技术企业{n}00家，技术合同成交额达到1600亿元。</p>" for n in range(1, 400)
)


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("x", "utf-8-sig", "utf-8"),
        ("gbk", "utf-16", "utf-16-le"),
    ],
)
def test_a_page_may_declare_what_it_likes(declared: str, codec: str, encoding: str) -> None:
    source = readers.read_bytes(
        SAID.format(declared, "<p>朱镕基、㙍、〇：请认真贯彻执行。</p>" if codec != "gbk" else LONG).encode(codec),
        "a.html",
    )
    assert source.encoding == encoding
    assert source.layout.unread == ()
    assert source.text.startswith(("朱镕基、㙍、〇：请认真", "（1）到2025年，"))


def test_a_page_in_traditional_script_and_big5() -> None:
    text = "<p>四川省技術要素市場專項規劃，國家級技術轉移示範機構達77家。</p>"
    for declared in ("big5", "utf-8", "gb2312"):
        source = readers.read_bytes(SAID.format(declared, text).encode("big5"), "a.html")
        assert (source.encoding, source.text) == (
            "big5",
            "四川省技術要素市場專項規劃，國家級技術轉移示範機構達77家。\n",
        )


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
@pytest.mark.parametrize("damage", [b"\xff", b""])
def test_a_bad_byte_costs_a_character_and_is_told(codec: str, damage: bytes) -> None:
    data = SAID.format(codec, LONG).encode(codec)
    place = data.index("技术合同".encode(codec), len(data) // 2)
    source = readers.read_bytes(data[:place] + damage + data[place + 1 :], "a.html")
    whole = readers.read_bytes(data, "a.html")
    before, after = whole.text.splitlines(), source.text.splitlines()
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(differing) == 1
    old, new = differing[0]
    assert new.endswith("合同成交额达到1600亿元。")
    assert new.startswith(old[:20])
    assert "damaged" in source.layout.unread[0]


def test_what_is_no_text_is_refused() -> None:
    data = SAID.format("gb2312", "déjà vu très élevé " * 40).encode("latin-1")
    with pytest.raises(ReadError, match="is not text in"):
        readers.read_bytes(data, "a.html")
