"""What web sites, sharing sites and printers add to a document is taken out, and what it says is kept."""

from __future__ import annotations

import pytest

from techpolicy_extract.stages.normalize import normalize
from tests.test_normalize import kinds, read

BODY = "为促进科技成果转移转化，提升创新能力，结合本地实际，制定本办法，请认真贯彻执行。"
TITLE = "某市科技成果转化办法"


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "浏览次数:12 信息来源: 市科技局 发布时间:2023-01-10 11:03 字号:",
            {"source": "市科技局", "published_on": "2023-01-10"},
        ),
        ("发布日期：2021年3月5日 来源：省科技厅", {"source": "省科技厅", "published_on": "2021-03-05"}),
        ("2022-04-01 09:30 来源：科技日报 字体：大 中 小", {"source": "科技日报", "published_on": "2022-04-01"}),
        (
            "发布日期：2023年01月10日 10:10 | 来源：科技局 | 访问量：[12]",
            {"source": "科技局", "published_on": "2023-01-10"},
        ),
        ("来源：市科技局       2024-06-15 14:56", {"source": "市科技局", "published_on": "2024-06-15"}),
        ("信息来源：市科技局 2024年6月15日", {"source": "市科技局", "published_on": "2024-06-15"}),
        ("来源：某日报\n时间：2026-02-03", {"source": "某日报", "published_on": "2026-02-03"}),
        ("发表时间：2025-08-11 18:04:59\n信息来源：区住建局\n浏览量：\n-\nA+大", {"source": "区住建局"}),
        ("字体大小：【\nA-\nA\n】\n分享到\n扫一扫在手机打开当前页", {}),
        ("2026-08-03\n来源：\n某人力资源厅官网\n分享到", {"source": "某人力资源厅官网", "published_on": "2026-08-03"}),
    ],
)
def test_the_line_under_a_title(head: str, facts: dict[str, str]) -> None:
    normalized = read(f"{TITLE}\n\n{head}\n\n{BODY}")
    assert normalized.mapped.text == f"{TITLE}\n{BODY}"
    assert {name: fact.value for name, fact in normalized.facts.items()}.items() >= facts.items()
    assert {kind for kind, _ in kinds(normalized)} == {"site"}


def test_facts_stand_in_the_source() -> None:
    text = f"{TITLE}\n信息來源: 市科技局　發布時間：2023-01-10\n{BODY}"
    facts = read(text.replace("來", "来").replace("發", "发").replace("時間", "时间")).facts
    assert {text[slice(*fact.span)] for fact in facts.values() if fact.span} == {"市科技局", "2023-01-10", TITLE}


def test_a_portals_block_of_metadata() -> None:
    block = "索 引 号：\n0001/2018-02\n发文机关：\n某省政府办公厅\n成文日期：\n2018年12月23日\n标　　题：\n" + TITLE
    more = "发文字号：\n某办发〔2018〕126号\n发布日期：\n2019年01月08日\n主 题 词："
    normalized = read(f"{block}\n{more}\n{TITLE}\n{BODY}")
    assert normalized.mapped.text == f"{TITLE}\n{BODY}"
    assert {name: fact.value for name, fact in normalized.facts.items()} == {
        "index_number": "0001/2018-02",
        "issuer": "某省政府办公厅",
        "issued_on": "2018-12-23",
        "doc_number": "某办发〔2018〕126号",
        "published_on": "2019-01-08",
        "title": TITLE,
    }


def test_a_title_that_only_the_block_gives_is_kept() -> None:
    block = f"索引号：0001 发文机关：某局\n成文日期：2018年12月23日\n标题：\n{TITLE}"
    assert read(f"{block}\n\n{BODY}").mapped.text.startswith(TITLE)


def test_navigation_before_the_way_to_the_page() -> None:
    menu = "登录\n注册\n走进某区\n政务服务\n首页 > 政务公开 > 法规公文"
    assert read(f"{TITLE} - 某市门户网站\n{menu}\n{TITLE}\n走进某区\n{BODY}").mapped.text == f"{TITLE}\n{BODY}"


def test_a_footer_with_all_that_follows_its_anchor() -> None:
    footer = (
        "上一篇：某某通知\n主办：某市人民政府\n网站标识码：440100 粤ICP备2022\n联系电话：020-1234\n· 市科技局\n关怀版"
    )
    sign = "某市科技局\n2020年1月2日\n抄送：某市财政局\n联系人：某某 电话：020-5678"
    assert read(f"{TITLE}\n{BODY}\n{sign}\n{footer}").mapped.text == f"{TITLE}\n{BODY}\n{sign}"


def test_a_sharing_site() -> None:
    head = f"{TITLE}(5页).docx\n下载文档\n上传人:某****1\n编号:75\n2023-09-18\n5页\n37.70KB"
    tail = "合同表格\n上传时间:2021-01-22\n243份"
    normalized = read(f"{head}\n{TITLE}\n{BODY} 5\n{tail}")
    assert normalized.mapped.text == f"{TITLE}\n{BODY}"
    assert normalized.facts["hosted_on"].value == "2023-09-18"
    assert [kind for kind, _ in kinds(normalized)] == ["site"] * 7 + ["page_number"] + ["site"] * 3


@pytest.mark.parametrize("files", ["某办法.docx\n某办法.pdf", "一览表.xls (下载)\n\n附图.jpg"])
def test_a_list_of_files(files: str) -> None:
    normalized = read(f"{TITLE}\n{BODY}\n\n{files}\n")
    assert normalized.mapped.text == f"{TITLE}\n{BODY}"
    assert {kind for kind, _ in kinds(normalized)} == {"file_list"}


def test_files_that_the_document_has_listed_before() -> None:
    own = f"{TITLE}\n{BODY}\n附件：1.申报指南\n某市科技局\n2020年5月6日"
    assert read(f"{own}\n附件1：申报指南.doc\n附件2：申报表.xls").mapped.text == own


@pytest.mark.parametrize(
    "tail",
    [
        "附件：1.申请表.docx\n2.汇总表.xls",
        "某市科学技术局\n2020年5月6日",
        "抄送：某市财政局，某区人民政府。",
        "联系人：某某 联系电话：010-12345678",
        "（此件公开发布）",
        "会议时间：2020年5月6日",
    ],
)
def test_what_is_the_documents_own_stays(tail: str) -> None:
    text = f"{TITLE}\n{BODY}\n{tail}"
    normalized = read(text)
    assert normalized.mapped.text == text
    assert not normalized.furniture


@pytest.mark.parametrize("footer", ["— 3 —", "- 3 -", "第3页 共20页", "第 3 页", "3/20", "－３－"])
def test_a_page_footer_does_not_part_a_sentence(footer: str) -> None:
    normalized = read(f"{BODY}累计转化成果\n\n{footer}\n\n3410万元，服务企业。")
    assert normalized.mapped.text == f"{BODY}累计转化成果3410万元，服务企业。"
    assert kinds(normalized) == [("page_number", footer)]


def test_lone_numbers_that_count_pages() -> None:
    page = BODY * 8
    assert read("\n".join(f"{page}\n{number}" for number in range(1, 6))).mapped.text == "\n".join([page] * 5)


def test_the_numbers_of_rows_stay() -> None:
    rows = "\n".join(f"{number}\n某项改革举措" for number in range(1, 9))
    assert read(f"{BODY}\n{rows}").mapped.text == f"{BODY}\n{rows}"


def paged(marker: str = "{}、") -> str:
    """Return eight pages of running text; each page starts with a marker in the middle of a sentence."""
    page = "".join(f"{number}.加强协同，" + "推进成果转化应用并完善服务体系" * 5 for number in range(1, 5))
    return "".join(marker.format(number) + page for number in range(1, 9))


def test_page_markers_that_rise_through_the_text() -> None:
    normalized = read(paged() + "。")
    assert normalized.mapped.text == paged("") + "。"
    assert kinds(normalized) == [("page_marker", f"{number}、") for number in range(1, 9)]


def test_list_numbers_between_page_markers_stay() -> None:
    text = paged().replace("4、1.加强", "4、1.加强（见：1、目录2、附录3、说明）")
    assert read(text).mapped.text == paged("").replace("1.加强", "1.加强（见：1、目录2、附录3、说明）", 4).replace(
        "1.加强（见：1、目录2、附录3、说明）", "1.加强", 3
    )


@pytest.mark.parametrize(
    "text",
    [
        "。".join(f"{number}、推进成果转化应用并完善服务体系" for number in range(1, 30)),
        "见附件1、2、3、4、5、6、7、8。" + BODY * 20,
        "".join(f"{BODY}第{number}、项要求是加强协同" for number in (3, 1, 2, 9, 4, 7)),
    ],
)
def test_without_a_chain_nothing_is_a_page_marker(text: str) -> None:
    assert read(text).mapped.text == text


def test_an_empty_text() -> None:
    assert [normalize(read(text).source).mapped.text for text in ("", "\n", " \n\t\r\n")] == ["", "", ""]
