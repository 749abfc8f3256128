"""Parts and the section tree: numbering, headings, items and boxes."""

from __future__ import annotations

import pytest

from techpolicy_extract.nouns.model import Section
from tests.documents import segmented

BODY = "为深入贯彻有关精神，现就有关事项通知如下，请认真抓好落实。"


def sections(text: str) -> list[Section]:
    return list(segmented(text).sections)


def lines(*paragraphs: str) -> str:
    return "\n".join(paragraphs)


def tree(text: str) -> list[tuple[int, str, int | None, str | None]]:
    """Return level, kind, number and heading of all sections except the parts."""
    return [(s.level, s.kind, s.number, s.heading) for s in sections(text) if s.level]


def parts(text: str) -> list[str | None]:
    return [s.heading for s in sections(text) if s.level == 0]


NOTICE = lines(
    "滨江市科学技术局关于转发《省科技厅关于组织开展调研的通知》的通知",
    "各区科技局：",
    "现将省科技厅通知转发给你们，请认真组织实施。",
    "滨江市科学技术局",
    "2024年3月5日",
    "省科技厅关于组织开展调研的通知",
    "各市科技局：",
    "为掌握情况，决定开展调研。请于2024年4月1日前报送材料。",
    "省科技厅",
    "2024年2月28日",
)
PLAN = lines(
    "滨江市人民政府办公室关于印发滨江市科技创新行动方案的通知",
    "各区人民政府：",
    "现将《滨江市科技创新行动方案》印发给你们，请认真贯彻执行。",
    "滨江市人民政府办公室",
    "2023年6月1日",
    "滨江市科技创新行动方案",
    "为推动科技创新，制定本方案。",
    "一、总体要求",
    "坚持创新驱动，推动高质量发展。",
    "附件1",
    "重点任务分工表",
    "各单位按照分工抓好落实，形成工作合力。",
    "附件2",
    "申报材料清单",
    "申报单位应当提交下列材料，并对其真实性负责。",
)


def test_a_notice_and_the_notice_that_it_forwards() -> None:
    assert parts(NOTICE) == [
        "滨江市科学技术局关于转发《省科技厅关于组织开展调研的通知》的通知",
        "省科技厅关于组织开展调研的通知",
    ]


def test_a_notice_its_plan_and_its_attachments() -> None:
    assert parts(PLAN) == [
        "滨江市人民政府办公室关于印发滨江市科技创新行动方案的通知",
        "滨江市科技创新行动方案",
        "重点任务分工表",
        "申报材料清单",
    ]
    last = [s for s in sections(PLAN) if s.level == 0][-1]
    assert (last.style, last.number, last.path) == ("附件1", 2, "附件2")


def test_a_list_of_attachments_is_no_part() -> None:
    text = lines(
        "关于组织申报创新平台的通知",
        "各有关单位：",
        BODY,
        "附件：1.创新平台申报书",
        "2.创新平台汇总表",
        "滨江市科学技术局",
        "2024年3月5日",
    )
    assert parts(text) == ["关于组织申报创新平台的通知"]


def test_there_is_always_a_part() -> None:
    for text in ("无", "甲乙丙。", "2024年3月5日", "一、甲\n二、乙"):
        assert sections(text)[0].level == 0


def test_all_styles_of_the_standard_nest() -> None:
    text = lines(
        "滨江市科技创新行动方案",
        BODY,
        "一、总体要求",
        "（一）指导思想",
        "坚持创新驱动，推动高质量发展。",
        "（二）主要目标",
        "1.创新能力",
        "创新能力显著增强，形成一批标志性成果。",
        "（1）平台建设",
        "建设一批高水平创新平台，支撑产业发展。",
        "（2）人才培养",
        "培养一批青年科技人才，形成梯队。",
        "2.创新环境",
        "创新环境持续优化，生态更加完善。",
        "二、重点任务",
        "（一）强化攻关",
        "围绕产业需求开展攻关，突破一批技术。",
    )
    assert tree(text) == [
        (1, "heading", 1, "总体要求"),
        (2, "heading", 1, "指导思想"),
        (2, "heading", 2, "主要目标"),
        (3, "heading", 1, "创新能力"),
        (4, "heading", 1, "平台建设"),
        (4, "heading", 2, "人才培养"),
        (3, "heading", 2, "创新环境"),
        (1, "heading", 2, "重点任务"),
        (2, "heading", 1, "强化攻关"),
    ]


def test_chapters_and_articles() -> None:
    text = lines(
        "滨江市科技计划项目管理办法",
        "第一章 总则",
        "第一条 为规范项目管理，制定本办法。",
        "第二条 本办法适用于市级科技计划项目。",
        "第二章 申报",
        "第三条 申报单位应当符合第二条规定的条件。",
    )
    assert tree(text) == [
        (1, "heading", 1, "总则"),
        (2, "item", 1, None),
        (2, "item", 2, None),
        (1, "heading", 2, "申报"),
        (2, "item", 3, None),
    ]


def test_a_run_in_heading_ends_at_its_first_stop() -> None:
    text = lines(
        "滨江市科技创新行动方案",
        BODY,
        "一、重点任务",
        "（一）强化企业主体。支持企业建设研发机构，开展关键技术攻关。",
        "（二）优化服务：完善科技服务体系，提升服务能力，营造良好环境。",
    )
    assert [heading for _, _, _, heading in tree(text)] == ["重点任务", "强化企业主体", "优化服务"]


def test_a_numbered_sentence_is_an_item() -> None:
    text = lines(
        "关于做好申报工作的通知",
        "各有关单位：",
        BODY,
        "一、申报条件",
        "1.在本市依法注册并正常经营，具有独立法人资格，近三年内没有严重失信行为和重大安全事故；",
        "2.拥有稳定的研发队伍和必要的科研条件，管理制度健全，能够独立承担并按期完成项目。",
    )
    assert tree(text) == [(1, "heading", 1, "申报条件"), (2, "item", 1, None), (2, "item", 2, None)]


def test_spoken_items_inside_a_paragraph() -> None:
    text = lines(
        "滨江市科技创新行动方案",
        BODY,
        "一、保障措施",
        "主要做好两项工作：一是加强组织领导，健全工作机制；二是加大投入力度，拓宽资金渠道。",
    )
    assert tree(text) == [(1, "heading", 1, "保障措施"), (2, "item", 1, None), (2, "item", 2, None)]


def test_headings_in_text_without_line_breaks() -> None:
    filler = "坚持创新驱动发展，强化企业创新主体地位，推动科技与经济深度融合，形成全社会协同推进的良好局面。" * 12
    text = f"滨江市科技创新规划\n{filler}一、发展基础{filler}二、总体要求（一）指导思想{filler}（二）基本原则{filler}三、重点任务{filler}"
    assert [(level, number) for level, _, number, _ in tree(text)] == [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3)]


def test_a_title_glued_to_its_text_is_cut_where_the_first_sentence_begins() -> None:
    filler = "近年来，我市坚持创新驱动发展，强化企业创新主体地位，形成全社会协同推进的良好局面。" * 40
    text = f"滨江市科技创新规划\n{filler}一、发展基础{filler}二、面临形势{filler}"
    assert [heading for _, _, _, heading in tree(text)] == ["发展基础", "面临形势"]


def test_a_box_has_its_own_numbering_and_the_outer_goes_on() -> None:
    text = lines(
        "滨江市科技创新规划",
        BODY,
        "一、重点任务",
        "（一）强化攻关",
        "围绕产业需求开展攻关，突破一批关键技术。",
        "专栏1 重大专项",
        "1.新材料。突破高性能材料制备技术，形成自主产品。",
        "2.新能源。突破储能关键技术，形成自主产品。",
        "（二）建设平台",
        "建设一批高水平创新平台，支撑产业发展。",
        "专栏2 重大平台",
        "1.实验室。建设高水平实验室，支撑基础研究。",
        "二、保障措施",
        "加强组织领导，健全工作机制，形成工作合力。",
    )
    assert [(level, kind, number) for level, kind, number, _ in tree(text)] == [
        (1, "heading", 1),
        (2, "heading", 1),
        (3, "box", 1),
        (4, "heading", 1),
        (4, "heading", 2),
        (2, "heading", 2),
        (3, "box", 2),
        (4, "heading", 1),
        (1, "heading", 2),
    ]


def test_a_skipped_number_does_not_stop_the_numbering() -> None:
    text = lines(
        "滨江市科技创新规划", BODY, "一、总体要求", BODY, "二、重点任务", BODY, "四、保障措施", BODY, "五、附则", BODY
    )
    assert [number for _, _, number, _ in tree(text)] == [1, 2, 4, 5]


@pytest.mark.parametrize(
    "line",
    [
        "2.5亿元资金已经到位，项目建设进展顺利。",
        "3月5日，市科技局召开工作会议，部署有关事项。",
        "12345热线接受群众监督，及时回应关切。",
        "一批重大项目落地建设，发展动能不断增强。",
        "第三条规定的情形除外，由主管部门另行处理。",
        "第三条、第五条所称单位，是指依法登记的法人。",
    ],
)
def test_a_number_that_only_looks_like_a_heading(line: str) -> None:
    assert tree(lines("滨江市科技工作情况报告", BODY, line, BODY)) == []


def test_the_lines_of_a_contact_card_are_no_sections() -> None:
    text = lines(
        "关于做好申报工作的通知",
        "各有关单位：",
        BODY,
        "一、申报要求",
        BODY,
        "二、联系方式",
        "1.联系人：李明远",
        "2.联系电话：025-80000001",
        "3.电子邮箱：kjj@example.com",
    )
    assert [heading for _, _, _, heading in tree(text)] == ["申报要求", "联系方式"]


def test_a_title_without_a_marker_is_a_heading() -> None:
    text = lines("关于做好申报工作的通知", "各有关单位：", BODY, "申报条件", BODY, "申报程序", BODY)
    assert [(s.kind, s.style, s.number, s.heading) for s in sections(text) if s.level] == [
        ("heading", "none", None, "申报条件"),
        ("heading", "none", None, "申报程序"),
    ]


def test_sections_are_one_tree_in_reading_order() -> None:
    found = sections(PLAN)
    by_id = {s.section_id: s for s in found}
    assert len(by_id) == len(found)
    assert [s.start for s in found] == sorted(s.start for s in found)
    for section in found:
        assert section.start <= section.end <= section.body_end
        assert (section.parent_id is None) is (section.level == 0)
        if section.parent_id is not None:
            assert by_id[section.parent_id].level < section.level
            assert section.path.startswith(by_id[section.parent_id].path + "/")


def test_whom_a_sentence_asks_is_no_title() -> None:
    text = lines(NOTICE, "一、报送时间", "（一）各街镇请于5月8日前反馈名单。", "（二）各成员单位请于5月9日前报送方案。")
    assert [row for row in tree(text) if row[1] == "item"] == [(2, "item", 1, None), (2, "item", 2, None)]


def test_a_marker_on_the_first_line_opens_a_section_and_no_title() -> None:
    text = lines("一、申报条件", "（一）拥有发明专利不少于2件。", "（二）研发人员不少于20人。")
    assert parts(text) == [None]
    assert tree(text)[0] == (1, "heading", 1, "申报条件")
