"""What the elements of a page become: lines, lists, tables, places, attachments, in whatever encoding."""

from __future__ import annotations

import pytest

from techpolicy_extract.files import readers
from techpolicy_extract.nouns.errors import ReadError
from tests.webpages import body, inner, page, read, records

NOTICE = "关于做好申报工作的通知\n各有关单位：\n到2025年，培育高新技术企业500家。\n"


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
