"""Make web pages as portals write them around a text: navigation, metadata, content, related links, footer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from techpolicy_extract import pipeline
from techpolicy_extract.files import readers
from techpolicy_extract.nouns.model import Source

PORTALS = ("table", "list", "terms", "tags")

_NAV = "".join(
    f'<li><a href="/{n}.html">{word}</a></li>' for n, word in enumerate(("首页", "政务公开", "政务服务", "互动交流"))
)
_TITLES = (
    "市科技局召开科技成果转化工作推进会",
    "2023年度高新技术企业认定名单公布",
    "关于组织申报2024年科技计划项目的通知",
)
_RELATED = "".join(
    f'<li><a href="/zwgk/{n}.html">{title}</a><span>2024-0{n}-11</span></li>' for n, title in enumerate(_TITLES, 1)
)
_HEAD = f"""<div class="header"><div class="logo"><h1><a href="/">滨江市人民政府</a></h1></div>
<ul class="nav">{_NAV}</ul><form><input name="q" value="请输入关键字"><button>搜索</button></form></div>
<div class="bread">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>"""
_FOOT = f"""<div class="xgwz"><h3>相关阅读</h3><ul>{_RELATED}</ul></div>
<div class="links"><p>友情链接</p><a href="//a.gov.cn">国务院</a><a href="//b.gov.cn">科技部</a></div>
<div><p>主办：滨江市人民政府办公室　承办：滨江市大数据中心　电话：0555-1234567</p>
<p>版权所有：滨江市人民政府 皖ICP备05001234号-1 网站标识码：3405000001</p></div>
<script>var counter = "浏览次数：1000次。";</script>"""


def page(text: str, title: str, portal: str = "table", stated: Mapping[str, str] | None = None) -> str:
    """Return the page of a portal around a text, one paragraph for each line that is not blank."""
    lines = [escape(line) for line in text.splitlines() if line.strip()]
    makers: dict[str, Callable[[Sequence[str], str, Mapping[str, str]], tuple[str, str]]] = {
        "table": _with_tables,
        "list": _with_list,
        "terms": _with_terms,
        "tags": _with_tags,
    }
    head, body = makers[portal](lines, escape(title), stated or {})
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>\n'
    )


def _with_tables(lines: Sequence[str], title: str, stated: Mapping[str, str]) -> tuple[str, str]:
    """Lay the page out with tables, the old way of www.gov.cn."""
    cells = [f"<td><b>{_spread(label)}：</b></td> <td>{value}</td>" for label, value in stated.items()]
    rows = "".join(f"<tr>{' '.join(cells[n : n + 2])}</tr>\n" for n in range(0, len(cells), 2))
    block = f'<table width="860"><tbody>{rows}</tbody></table>' if rows else ""
    text = "".join(
        f'<p style="text-indent: 2em;"><span style="font-family: 宋体;">{line}</span></p> ' for line in lines
    )
    content = f'<table width="650"><tbody><tr><td class="b12c" id="UCAP-CONTENT">{text}</td></tr></tbody></table>'
    return f"<title>{title}_政府信息公开专栏</title>", (
        f'{_HEAD}<div class="wrap"><table width="930"><tbody><tr><td>{block}</td></tr></tbody></table>'
        f'<table width="930"><tr><td width="675">{content}</td><td><ul>{_RELATED}</ul></td></tr></table></div>{_FOOT}'
    )


def _with_list(lines: Sequence[str], title: str, stated: Mapping[str, str]) -> tuple[str, str]:
    """Put the metadata into a list of spans, and the text into the box of an editor."""
    items = "".join(f"<li><span>{label}：</span><span>{value}</span></li>" for label, value in stated.items())
    text = "\n".join(f"<p>&emsp;{line}</p>" for line in lines)
    return f"<title>{title} - 滨江市人民政府</title>", (
        f'{_HEAD}<div class="main"><ul class="xxgk-head">{items}</ul><div class="article"><h1>{title}</h1>'
        f'<div class="TRS_Editor">{text}</div></div></div>{_FOOT}'
    )


def _with_terms(lines: Sequence[str], title: str, stated: Mapping[str, str]) -> tuple[str, str]:
    """Put the metadata into a list of terms, and the text into a box without a name, with one box for each line."""
    terms = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in stated.items())
    text = "\n".join(f"<div>{line}</div>" for line in lines)
    return f"<title>{title}</title>", (
        f'{_HEAD}<div><div><dl>{terms}</dl><h2 class="title">{title}</h2>'
        f"<div>{text}</div></div><div><ul>{_RELATED}</ul></div></div>{_FOOT}"
    )


def _with_tags(lines: Sequence[str], title: str, stated: Mapping[str, str]) -> tuple[str, str]:
    """State title and date in tags of the head only, and separate the lines by br."""
    names = {"发布日期": "PubDate", "信息来源": "ContentSource"}
    tags = [f'<meta name="{names[label]}" content="{value}">' for label, value in stated.items() if label in names]
    text = "<br>\n".join(lines)
    return f'<meta name="ArticleTitle" content="{title}">{"".join(tags)}<title>滨江市人民政府</title>', (
        f'{_HEAD}<div class="con"><div id="zoom">{text}</div><p>【打印】【关闭】</p></div>{_FOOT}'
    )


def _spread(label: str) -> str:
    """Spread a short label with spaces as portals do: 标　　题."""
    return "\u3000\u3000".join(label) if len(label) == 2 else " ".join(label) if len(label) == 3 else label


def read(text: str, name: str = "page.html") -> Source:
    return readers.read_bytes(text.encode(), name)


def body(inner: str, head: str = "") -> Source:
    """Read a page whose content is `inner` between two paragraphs of a document."""
    opening = "<p>各县区人民政府，市政府各部门：现将有关事项通知如下，请认真贯彻执行。</p>"
    return read(
        f"<html><head>{head}</head><body><div>{opening}{inner}<p>请各单位认真落实上述工作。</p></div></body></html>"
    )


def inner(source: Source) -> str:
    """Return the text between the two paragraphs of `body`."""
    return source.text.split("贯彻执行。\n")[1].split("\n请各单位")[0]


def records(source: Source) -> list[dict[str, Any]]:
    state = pipeline.begin(source)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state)
    return [json.loads(line) for line in pipeline.dump(state).splitlines()]
