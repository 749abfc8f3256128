"""Who answers for what: every field of every record of each case."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.nouns.drafts import ResponsibilityDraft
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.nouns.text import MappedText, Span
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.build.duties import bodies, responsibility
from techpolicy_extract.stages.match import match
from techpolicy_extract.stages.normalize import normalize
from techpolicy_extract.stages.parse import parse
from techpolicy_extract.stages.segment import segment

HEAD = "云州市人民政府关于印发行动方案的通知\n\n各县区人民政府：\n一、主要任务\n"
TASK = "建设算力网络"


@dataclass(frozen=True)
class Duty:
    """What a record says; lists as the text has them, parted by blanks."""

    lead: str = ""
    participants: str = ""
    guiding: str = ""
    more: bool = False
    lead_full: str | None = None
    participants_full: str | None = None
    task: str | None = TASK
    quote: str | None = None


def find(text: str) -> tuple[str, list[ResponsibilityDraft]]:
    """Return the normalised text and the drafts of a document."""
    source = Source("t.txt", text, sha256(text.encode()).hexdigest(), "utf-8")
    matched = match(parse(segment(normalize(source))), packs.builtin())
    return matched.segmented.normalized.mapped.text, responsibility.build(matched)


def told(text: str, draft: ResponsibilityDraft) -> Duty:
    """Turn a draft into what a case says of it; each list must stand where its spans say."""
    lists: dict[str, str] = {}
    for name in ("lead", "participants", "guiding", "lead_full", "participants_full"):
        value = getattr(draft, name)
        assert isinstance(value, list)
        lists[name] = " ".join(value)
        spans = draft.spans.get(name, [])
        if spans:
            assert [text[slice(*Span(*span))] for span in spans] == value  # type: ignore[misc]  # a list of spans
    return Duty(
        lists["lead"], lists["participants"], lists["guiding"], draft.open_ended, lists["lead_full"],
        lists["participants_full"], draft.task, text[slice(*draft.quote)],
    )  # fmt: skip


def filled(duty: Duty, quote: str) -> Duty:
    """Complete what a case leaves out: full names as written, the whole text as the quote."""
    return Duty(
        duty.lead, duty.participants, duty.guiding, duty.more,
        duty.lead if duty.lead_full is None else duty.lead_full,
        duty.participants if duty.participants_full is None else duty.participants_full,
        duty.task, duty.quote or quote,
    )  # fmt: skip


PARENTHESES = [
    ("（省科技厅牵头，省财政厅参与）", Duty("省科技厅", "省财政厅")),
    ("（省能源局牵头，省水利厅、自然资源厅等参与）",
     Duty("省能源局", "省水利厅 自然资源厅", more=True, participants_full="省水利厅 省自然资源厅")),
    ("（省商务厅牵头，人民银行云州分行、云州银监局、中科院云州分院配合）",
     Duty("省商务厅", "人民银行云州分行 云州银监局 中科院云州分院")),
    ("（市科技局、发改委按职责分工负责）", Duty("市科技局 发改委", lead_full="市科技局 市发改委")),
    ("（责任单位：市教育局、市民政局，各区人民政府）", Duty("市教育局 市民政局 各区人民政府")),
    ("（市水务局会同市城管局、气象局负责）", Duty("市水务局", "市城管局 气象局", participants_full="市城管局 市气象局")),
    ("（由市商务局牵头，会同市税务局等有关部门落实）", Duty("市商务局", "市税务局", more=True)),
    ("（牵头单位：市数据局；配合单位：市公安局、司法局；完成时限：2026年6月）",
     Duty("市数据局", "市公安局 司法局", participants_full="市公安局 市司法局")),
    ("（牵头部门：市农业农村局，责任部门：市林业局、市审计局）", Duty("市农业农村局", "市林业局 市审计局")),
    ("（商务部、住房和城乡建设部等和各有关省级人民政府负责）",
     Duty("商务部 住房和城乡建设部 各有关省级人民政府", more=True)),
    ("（水利部、应急部等国务院相关部门以及各地区按职责分工负责）", Duty("水利部 应急部 各地区", more=True)),
    ("（水利部牵头，国务院相关部门按职责分工负责）", Duty("水利部", "国务院相关部门")),
    ("（民政部、财政部牵头负责）", Duty("民政部 财政部")),
    ("（民政部牵头、财政部参与）", Duty("民政部", "财政部")),
    ("（工业和信息化部、财政部、农业农村部负责）", Duty("工业和信息化部 财政部 农业农村部")),
    ("（各省、自治区、直辖市人民政府负责）", Duty("各省、自治区、直辖市人民政府")),
    ("（市体育局，各县（市、区）政府按职责分工负责）", Duty("市体育局 各县（市、区）政府")),
    ("（市文化和旅游局负责，各市、县人民政府配合）", Duty("市文化和旅游局", "各市、县人民政府")),
    ("（责任单位：市科技局（牵头）、财政局、各镇、街道）",
     Duty("市科技局", "财政局 各镇、街道", participants_full="市财政局 各镇、街道")),
    ("（省科技厅、省教育厅负责，省委宣传部、组织部指导）", Duty("省科技厅 省教育厅", guiding="省委宣传部 组织部")),
    ("（自治区科技厅牵头，发展改革委、组织部配合）",
     Duty("自治区科技厅", "发展改革委 组织部", participants_full="自治区发展改革委 自治区党委组织部")),
    ("（云州省科技厅牵头，农业农村厅参与）", Duty("云州省科技厅", "农业农村厅", participants_full="云州省农业农村厅")),
    ("（省科技厅牵头，宣传部配合）", Duty("省科技厅", "宣传部", participants_full="省委宣传部")),
    ("（区科技局牵头、区财政局和教育局配合，各有关部门和单位落实）",
     Duty("区科技局", "区财政局 教育局 各有关部门和单位", participants_full="区财政局 区教育局 各有关部门和单位")),
    ("（长期任务，市统计局负责）", Duty("市统计局")),
    ("（市统计局负责组织实施，2026年底前完成）", Duty("市统计局")),
    ("（市场监管局牵头，教育局配合）", Duty("市场监管局", "教育局")),
    ("（云州自由贸易试验区管委会、商务部商有关部门负责）",
     Duty("云州自由贸易试验区管委会 商务部", "有关部门")),
    ("（海关总署负责，排在首位的部门为牵头部门）", Duty("海关总署")),
    ("（海关总署、外汇局负责。列第一位者为牵头单位，下同）", Duty("海关总署", "外汇局")),
    ("（市残疾人联合会、市教育指导中心共同负责）", Duty("市残疾人联合会 市教育指导中心")),
    ("（责任单位：云州学院、中国移动云州分公司、云州高新区管委会）",
     Duty("云州学院 中国移动云州分公司 云州高新区管委会")),
    ("【市发展和改革局牵头，市金融办等单位配合】", Duty("市发展和改革局", "市金融办", more=True)),
    ("[责任部门：市住建局、市国资委]", Duty("市住建局 市国资委")),
    ("（责任处室：高新处、规划处）", Duty("高新处 规划处")),
    ("（市科技局抓总，市财政局配合）", Duty("市科技局", "市财政局")),
    ("（责任单位：市科技局、市教育局，市属国有企业，有关高校院所）", Duty("市科技局 市教育局 市属国有企业 有关高校院所")),
    ("（市教育局指导）", Duty(guiding="市教育局")),
    ("（负责部门：民航局、邮政局，适用范围：云州试验区）", Duty("民航局 邮政局")),
]  # fmt: skip


@pytest.mark.parametrize(("paren", "duty"), PARENTHESES, ids=[case[0] for case in PARENTHESES])
def test_reads_a_parenthesis(paren: str, duty: Duty) -> None:
    text, drafts = find(f"{HEAD}（一）{TASK}。加快算力布局。{paren}\n")
    assert [told(text, draft) for draft in drafts] == [filled(duty, paren)]


LINES = [
    ("责任单位：市科技局、市财政局", Duty("市科技局 市财政局")),
    ("牵头单位：市科技局\n配合单位：市财政局、教育局",
     Duty("市科技局", "市财政局 教育局", participants_full="市财政局 市教育局")),
    ("牵头单位：市科技局    配合单位：市财政局    完成时限：2026年12月底前",
     Duty("市科技局", "市财政局", quote="牵头单位：市科技局 配合单位：市财政局")),
    ("责任领导：王某。责任单位：市民政局、市司法局。完成时限：2026年6月。",
     Duty("市民政局 市司法局", quote="责任单位：市民政局、市司法局")),
    ("牵头单位：市科技局\n完成时限：2026年\n参与单位：各区政府", Duty("市科技局", "各区政府")),
    ("1.牵头部门：市科技局。\n2.配合部门：市审计局。", Duty("市科技局", "市审计局", quote="1.牵头部门：市科技局。\n2.配合部门：市审计局")),
    ("责任单位\n市交通运输局、市港航局等", Duty("市交通运输局 市港航局", more=True)),
    ("【责任单位】市水利局、市住建局", Duty("市水利局 市住建局")),
    ("主办单位：市总工会\n协办单位：市妇联\n指导单位：市人社局", Duty("市总工会", "市妇联", "市人社局")),
    ("责任单位：各区、县（市）人民政府，市卫生健康委", Duty("各区、县（市）人民政府 市卫生健康委")),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "duty"), LINES, ids=[case[0] for case in LINES])
def test_reads_labelled_lines(lines: str, duty: Duty) -> None:
    text, drafts = find(f"{HEAD}（一）{TASK}\n加快算力布局。\n{lines}\n")
    assert [told(text, draft) for draft in drafts] == [filled(duty, lines)]


SEVERAL = [
    ("（省科技厅牵头，省财政厅配合；省教育厅牵头，省卫生健康委参与）",
     [Duty("省科技厅", "省财政厅", quote="省科技厅牵头，省财政厅配合"),
      Duty("省教育厅", "省卫生健康委", quote="省教育厅牵头，省卫生健康委参与")]),
    ("（责任单位：市科技局、市财政局；市教育局）",
     [Duty("市科技局 市财政局", quote="责任单位：市科技局、市财政局"), Duty("市教育局", quote="市教育局")]),
    ("（中国科协、教育部负责；国家知识产权局负责）",
     [Duty("中国科协 教育部", quote="中国科协、教育部负责"), Duty("国家知识产权局", quote="国家知识产权局负责")]),
    ("（省科技厅牵头；各有关部门按职责分工负责）",
     [Duty("省科技厅", "各有关部门", quote="（省科技厅牵头；各有关部门按职责分工负责）")]),
    ("加快甲（市科技局负责）。加快乙（市财政局负责）。",
     [Duty("市科技局", quote="（市科技局负责）"), Duty("市财政局", quote="（市财政局负责）")]),
    ("（审计署、统计局负责，列首位的为牵头单位，下同）加快甲。（税务总局、财政部、海关总署等负责）",
     [Duty("审计署", "统计局", quote="（审计署、统计局负责，列首位的为牵头单位，下同）"),
      Duty("税务总局", "财政部 海关总署", more=True, quote="（税务总局、财政部、海关总署等负责）")]),
    ("（审计署、统计局牵头）。各项责任单位中列第一位的为牵头单位。（司法部、公安部负责）",
     [Duty("审计署 统计局", quote="（审计署、统计局牵头）"), Duty("司法部", "公安部", quote="（司法部、公安部负责）")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "duties"), SEVERAL, ids=[case[0] for case in SEVERAL])
def test_makes_a_record_of_each_group(body: str, duties: list[Duty]) -> None:
    text, drafts = find(f"{HEAD}（一）{TASK}。加快算力布局。{body}\n")
    assert [told(text, draft) for draft in drafts] == [filled(duty, "") for duty in duties]


SILENT = [
    "省科技厅要会同相关部门抓好落实，由省科技厅负责解释。",
    "支持企业牵头组建联合体，鼓励高校参与。",
    "奖励50万元（含30万元），试行两年（试行）。",
    "按《办法》（云政发〔2016〕16号）执行，院所（院、所）参与。",
    "本细则由市科技局负责解释（以下简称市级责任部门）。",
    "（技工院校内由人社部门负责）",
    "（项目由企业牵头，高校参与）",
    "（仅是市交通局负责修建的部分）",
    "（负责人：张三）",
    "牵头单位：（盖章）",
    "项目承担单位：云州学院",
    "（本条由市科技局负责解释工作的方面）",
    "主办单位：云州市人民政府办公室 网站标识码：5300000001",
    "（指导）（参与）（牵头）",
    "（市级指导价）",
    "（在市科技局指导下）",
    "（市科技局业务指导）",
    "（教育部批准）",
    "（省市联动，部门配合）",
]


@pytest.mark.parametrize("body", SILENT)
def test_is_silent(body: str) -> None:
    _, drafts = find(f"{HEAD}（一）{TASK}。加快算力布局。{body}\n")
    assert [draft.lead for draft in drafts] == []


def test_reads_the_rows_of_a_table() -> None:
    table = (
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t建平台\t市科技局\t市财政局、教育局\t2025年\n"
        "2\t强企业\t市工信局\t\t2026年\n"
    )
    text, drafts = find(f"{HEAD}（一）{TASK}\n{table}")
    first = Duty("市科技局", "市财政局 教育局", participants_full="市财政局 市教育局", task="建平台")
    assert told(text, drafts[0]) == filled(first, "1\t建平台\t市科技局\t市财政局、教育局\t2025年")
    assert drafts[0].rule == "responsibility.row"


def test_takes_the_parenthesis_out_of_the_task() -> None:
    text, drafts = find(f"{HEAD}（一）{TASK}（市数据局牵头，市科技局配合）\n加快算力布局。\n")
    assert told(text, drafts[0]) == filled(Duty("市数据局", "市科技局"), "（市数据局牵头，市科技局配合）")


def test_takes_the_nearest_heading_for_an_item() -> None:
    text, drafts = find(f"{HEAD}（一）{TASK}。\n1.到2026年，建成中心，完善标准，形成体系。（市数据局负责）\n")
    assert told(text, drafts[0]) == filled(Duty("市数据局"), "（市数据局负责）")


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("省科技厅", True), ("工业和信息化部", True), ("各市、县人民政府", True), ("有关部门", True), ("江宁高新区", True),
        ("的", False), ("社区", False), ("由省科技厅", False), ("建设平台", False), ("省", False),
    ],
)  # fmt: skip
def test_knows_a_body(name: str, yes: bool) -> None:
    assert bodies.is_body(name) is yes


@pytest.mark.parametrize(
    ("name", "place", "full"),
    [
        ("财政厅", "省", "省财政厅"), ("省财政厅", "省", "省财政厅"), ("财政厅", None, "财政厅"), ("编办", "市", "市编办"),
        ("政法委", "市", "市委政法委"), ("云州海关", "省", "云州海关"), ("财政部", "省", "财政部"),
        ("各区人民政府", "市", "各区人民政府"), ("云州大学", "省", "云州大学"),
    ],
)  # fmt: skip
def test_puts_back_the_place_of_a_department_only(name: str, place: str | None, full: str) -> None:
    assert bodies.put_back(name, place) == full


@pytest.mark.parametrize(
    "unit", ["（", "、", "（）", "（负责", "责任单位：", "各市、", "和", "牵头单位\t配合单位\n", "列第一", "按职责"]
)
def test_takes_linear_time(unit: str) -> None:
    matched = match(parse(segment(normalize(Source("t.txt", "云州。", "0", "utf-8")))), packs.builtin())
    mapped = MappedText.of(unit * (200_000 // len(unit)))
    normalized = replace(matched.segmented.normalized, mapped=mapped)
    matched = replace(matched, segmented=replace(matched.segmented, normalized=normalized))
    began = time.perf_counter()
    assert responsibility.build(matched) == []
    assert time.perf_counter() - began < 8


@given(st.text(alphabet="（）【】；，、。：\n\t省市科技厅财政局负责牵头等和各区责任单位", max_size=80))
def test_stays_inside_the_text(text: str) -> None:
    found, drafts = find(f"{HEAD}{text}")
    for draft in drafts:
        told(found, draft)
        for spans in draft.spans.values():
            assert isinstance(spans, list)
            assert all(draft.quote.start <= s.start < s.end <= draft.quote.end for s in spans)
