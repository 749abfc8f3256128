"""Texts in which each 。 has become a line break, and titles that run into their first sentence without a mark."""

from __future__ import annotations

from tests.documents import records
from tests.test_segment import lines, tree

REPORT = lines(
    "第一章 发展回顾 过去五年，全市坚持创新驱动，经济社会发展取得新的成绩",
    "制造业布局更加合理，新兴行业加快成长，老旧产能有序退出",
    "商贸流通保持活跃，用工需求扩大，居民收入稳步提高",
    "城乡面貌明显改善，生态环境质量持续向好，群众获得感不断增强",
    "第二章 主要目标 未来五年，全市要坚持以提高质量为中心，加快转变发展方式",
    "优化布局的主要目标是：产业层次稳步上升，全市园区的产出和效率明显改善，企业抗风险能力增强",
    "2025年第一、二、三产业从业人员占全部从业人员的份额分别为13%、41%和46%",
    "物价总水平基本稳定",
    "对外贸易基本平衡",
    "经济发展的质量进一步提升，就业渠道不断拓宽，居民收入持续增加，教育质量稳步提高",
    "城镇化水平有所提高",
    "科技教育加快发展，人才队伍不断壮大，全社会研发经费投入占地区生产总值的比重达到3%",
    "第一节增强农业供给能力严格执行农田建设规划，保持全市良田面积不减，确保主要农产品稳定供应",
    "实施良田工程，完善农田水利设施，加大对粮食主产县的支持力度，保护农民种粮积极性",
    "第二节拓展农户经营领域通过订单生产等多种做法，引导农户对接市场，推行连片种植",
    "第三节深化农村改革加快土地制度建设，稳定家庭承包经营，精简乡镇机构，减轻农民负担",
)


def test_a_goal_on_a_line_of_its_own_is_no_heading() -> None:
    assert tree(REPORT) == [
        (1, "heading", 1, "发展回顾"),
        (1, "heading", 2, "主要目标"),
        (2, "heading", 1, "增强农业供给能力"),
        (2, "heading", 2, "拓展农户经营领域"),
        (2, "heading", 3, "深化农村改革"),
    ]


def test_a_line_without_its_stop_ends_its_sentence() -> None:
    named = [row["indicator"] for row in records(REPORT, "target", "result")]
    assert [name for name in named if "竞争力" in name] == []
    assert named[:3] == [
        "第一产业从业人员占全部从业人员的份额",
        "第二产业从业人员占全部从业人员的份额",
        "第三产业从业人员占全部从业人员的份额",
    ]


def test_a_division_behind_another_on_its_line_is_a_heading() -> None:
    text = REPORT.replace("第一章", "第一篇 总论 第一章", 1)
    assert tree(text)[:3] == [(1, "heading", 1, "总论"), (2, "heading", 1, "发展回顾"), (2, "heading", 2, "主要目标")]
