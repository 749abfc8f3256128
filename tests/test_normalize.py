"""What each step of normalisation makes of a text, and where its pieces stand in the source."""

from __future__ import annotations

import pytest

from techpolicy_extract.nouns.model import Normalized, Source
from techpolicy_extract.stages.normalize import normalize


def read(text: str) -> Normalized:
    return normalize(Source("t.txt", text, "", "utf-8"))


def kinds(normalized: Normalized) -> list[tuple[str, str]]:
    text = normalized.source.text
    return [(piece.kind, text[piece.span.start : piece.span.end]) for piece in normalized.furniture]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("达到２，２０２．１７亿元", "达到2,202.17亿元"),
        ("增长１２．５％", "增长12.5%"),
        ("1﹒加强领导", "1.加强领导"),
        ("引进1－2户", "引进1-2户"),
        ("给予500～1000万元", "给予500~1000万元"),
        ("增长率降到10.0 6‰", "增长率降到10.06‰"),
        ("印发(试行),请执行;", "印发（试行），请执行；"),
        ("产值2,202.17亿元", "产值2,202.17亿元"),
        ("下午17:00前", "下午17:00前"),
        ("按1:1配套", "按1:1配套"),
        ("时间:5月", "时间：5月"),
        ("见http://a.gov.cn/b?c=1,2即可", "见http://a.gov.cn/b?c=1,2即可"),
        ("邮箱:a_b@163.com(内网)", "邮箱：a_b@163.com（内网）"),
        ("方案(PPP)和(Web3),", "方案（PPP）和（Web3），"),
        ("see (a, b); c", "see (a, b); c"),
        ("「科創」『甲』", "“科创”‘甲’"),
        ('实施"揭榜挂帅"和"赛马"制', "实施“揭榜挂帅”和“赛马”制"),
        ("国发[2016]16号", "国发〔2016〕16号"),
        ("国发﹝2016﹞16号", "国发〔2016〕16号"),
        ("印发<某省方案>的通知", "印发〈某省方案〉的通知"),
        ("二○一二年", "二〇一二年"),
        ("二O二四年三月", "二〇二四年三月"),
        ("○公司", "○公司"),
        ("甲\u200b乙\ufeff丙\x07", "甲乙丙"),
        ("甲方\u00a0\u3000乙方", "甲方 乙方"),
        ("一。\r\n二。\r三。", "一。\n二。\n三。"),
        ("面积①㎡", "面积①㎡"),
        ("\ue5e5近年来", "近年来"),
    ],
)
def test_width(source: str, expected: str) -> None:
    assert read(source).mapped.text == expected


@pytest.mark.parametrize(
    ("source", "expected", "script"),
    [
        ("推進技術轉移機構發展,優化資源。", "推进技术转移机构发展，优化资源。", "hant"),
        ("推进技术转移机构发展。", "推进技术转移机构发展。", "hans"),
        ("乾隆與關鍵問題,瞭解應對機構。", "乾隆与关键问题，了解应对机构。", "hant"),
        ("请于正體字專欄查阅国务院关于创业的决定。", "请于正體字專欄查阅国务院关于创业的决定。", "hans"),
    ],
)
def test_script(source: str, expected: str, script: str) -> None:
    normalized = read(source)
    assert (normalized.mapped.text, normalized.script) == (expected, script)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 某条例\n\n## 第一章  总则", "某条例\n第一章 总则"),
        ("**一、目标**\n到2025年。", "一、目标\n到2025年。"),
        ("| 指标 | 2025年 |\n|---|:---:|\n| 研发投入 | 3% |", "指标\t2025年\n研发投入\t3%"),
        ("某条例\n<!-- INFO END -->\n第一条 为了发展。", "某条例\n第一条 为了发展。"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert read(source).mapped.text == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("字数 2500 字左右", "字数2500字左右"),
        ("第 39 次会议", "第39次会议"),
        ("科技部  财政部", "科技部 财政部"),
        ("通 知", "通知"),
        ("第一章 总 则", "第一章 总则"),
        ("省长 张 三", "省长 张三"),
        ("第二章　附　　则", "第二章 附则"),
        ("张 三  李 四", "张三 李四"),
        ("2 0 0 1 年", "2001年"),
        ("成交2 202.17 亿元", "成交2202.17亿元"),
        ("电话83393070 13770770418", "电话83393070 13770770418"),
        ("增长 62.15 %。", "增长62.15%。"),
        ("1 - 10 月", "1-10月"),
        ("1. 重点任务", "1.重点任务"),
        ("Science Park of China", "Science Park of China"),
        ("指标\t单位\t2025年", "指标\t单位\t2025年"),
    ],
)
def test_spaces(source: str, expected: str) -> None:
    assert read(source).mapped.text == expected


JOINED = [
    ("累计转化成果3410\n\n万元。", "累计转化成果3410万元。"),
    ("建成平台12\n个，服务企业。", "建成平台12个，服务企业。"),
    ("实施（尖兵、领雁四类科技\n\n攻关计划）项目。", "实施（尖兵、领雁四类科技攻关计划）项目。"),
    ("附件：某部门《关于征集工作\n亮点的通知》", "附件：某部门《关于征集工作亮点的通知》"),
    ("提出推进成果转化、\n\n促进融合的措施。", "提出推进成果转化、促进融合的措施。"),
    ("推动市场发展。成立转化\n\n与创新处，将重点解决难题。", "推动市场发展。成立转化与创新处，将重点解决难题。"),
    ("加强管理。对结果揭示\n\n的问题分级处理。", "加强管理。对结果揭示的问题分级处理。"),
    ("某省人民政府关于印发某行动\n计划的通知", "某省人民政府关于印发某行动计划的通知"),
    ("对省政协第85号\n\n委员提案的答复", "对省政协第85号委员提案的答复"),
    ("到2025年，高新技术企业达到\n\n1000家，成交额翻番。", "到2025年，高新技术企业达到1000家，成交额翻番。"),
    ("累计培育企业500家\n以上，其中\n国家级10家。", "累计培育企业500家以上，其中国家级10家。"),
    ("各市人民政府，省各委、办、厅、局，各直属\n单位：", "各市人民政府，省各委、办、厅、局，各直属单位："),
    (
        "现将修订后的管理办法印发给你们，请结合本地本部门实\n际执行。",
        "现将修订后的管理办法印发给你们，请结合本地本部门实际执行。",
    ),
    ("空气中PM\n2.5\n年平均浓度下降。", "空气中PM2.5年平均浓度下降。"),
    ("加快推进体系建设\n，完善机制。", "加快推进体系建设，完善机制。"),
]
APART = [
    "某省科学技术厅\n2018年5月7日",
    "各市、县人民政府：\n现将方案印发给你们。",
    "1.设立专项；\n2.建设平台；",
    "一、探索招标，强化主体\n建立机制，推动转化。",
    "（省科技厅牵头，省教育厅参与）\n（二）建设平台",
    "力求实现五个突破，提升水平\n一是在机制上求突破。",
    "附件2\n名词解释",
    "某中心（邮编：235000\n联系人：某某，电话见后）",
    "指标\t2025年\n研发投入，占比\t3%",
    "联系人：某某\n联系邮箱：a@b.cn",
    "大力推进创新。\n抓好落实。",
    "推动创新，加强服务。某省人民政府\n2020年1月2日",
    "国办发〔2018〕126号\n各省人民政府，各部委：",
    "鼓励社会参与\n引导资本投入，支持发展。",
    "抢抓机遇，加快发展\n今年以来，某市出台办法，推动转化。",
    "加大投入\n2023年，全市投入增长。",
    "责任单位：某局、某委，各区人民政府\n完成时限：2025年12月",
]


@pytest.mark.parametrize(("source", "expected"), JOINED)
def test_a_break_inside_a_sentence_is_joined(source: str, expected: str) -> None:
    assert read(source).mapped.text == expected


@pytest.mark.parametrize("source", APART)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n　　"])
def test_paragraphs_stay_apart(source: str, gap: str) -> None:
    assert read(source.replace("\n", gap)).mapped.text == source


@pytest.mark.parametrize("source", [expected for _, expected in JOINED] + APART)
def test_joining_again_changes_nothing(source: str) -> None:
    assert read(source).mapped.text == source


def test_lines_broken_at_one_width_are_joined() -> None:
    sentence = "推进科技成果转移转化与产业化应用并完善服务体系建设"
    paragraphs = [f"（{mark}）{sentence * 4}" for mark in "一二三四五"]
    lines = ["\n".join(text[at : at + 30] for at in range(0, len(text), 30)) for text in paragraphs]
    assert read("\n".join(lines)).mapped.text == "\n".join(paragraphs)


@pytest.mark.parametrize(
    ("source", "piece", "expected"),
    [
        ("成果3410\n\n万元。", "3410万元", "3410\n\n万元"),
        ("字数 ２５００ 字左右", "2500字", "２５００ 字"),
        ("推進技術轉移機構發展,", "技术转移", "技術轉移"),
        ("邮箱:a@b.cn(内网)", "（内网）", "(内网)"),
        ("省长 张 三", "张三", "张 三"),
        ("某文。\n\n- 3 -\n\n第二段。", "第二段", "第二段"),
    ],
)
def test_a_normalised_span_maps_to_what_the_document_says(source: str, piece: str, expected: str) -> None:
    mapped = read(source).mapped
    start = mapped.text.index(piece)
    low, high = mapped.source_span(start, start + len(piece))
    assert source[low:high] == expected


def test_full_commas_in_numbers_are_believed_where_a_text_has_many() -> None:
    many = "由1，400万吨增加到2，900万吨，钢3，050万吨，煤8，000万吨，布12，345，678米，铁300，铜200吨。"
    wanted = "由1,400万吨增加到2,900万吨，钢3,050万吨，煤8,000万吨，布12,345,678米，铁300，铜200吨。"
    assert read(many).mapped.text == wanted
    few = "完成率居全省第3，100%的企业达标，另有5，200家待查。"
    assert read(few).mapped.text == few
