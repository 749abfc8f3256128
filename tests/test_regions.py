"""The division that issuers and titles speak for."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexicon import load, regions

CASES: list[tuple[list[str], str | None, str | None]] = [
    # provinces, in full and short
    (["江苏省供销合作总社办公室"], "江苏省", "320000"),
    (["江苏省人民政府办公厅", "省政府办公厅关于印发江苏省促进科技成果转移转化行动方案的通知"], "江苏省", "320000"),
    (["吉林省科学技术厅", "对省政协十二届二次会议第85号党派团体提案的答复"], "吉林省", "220000"),
    (["2026年上海市政府工作报告"], "上海市", "310000"),
    (["2026年广西壮族自治区政府工作报告"], "广西壮族自治区", "450000"),
    (["关于组织申报广东省2017年高新技术产品认定的通知"], "广东省", "440000"),
    (["四川省“十四五”技术要素市场专项规划"], "四川省", "510000"),
    (["广西科技厅"], "广西壮族自治区", "450000"),
    (["内蒙古科技厅"], "内蒙古自治区", "150000"),
    (["浙江加快建设创新型省份若干政策"], "浙江省", "330000"),
    (["中共海南省委办公厅"], "海南省", "460000"),
    (["中国（上海）自由贸易试验区临港新片区管理办法"], "上海市", "310000"),
    # cities
    (["《淮北市加快科技成果转移转化行动方案》政策解读"], "安徽省淮北市", "340600"),
    (["深圳经济特区数据条例"], "广东省深圳市", "440300"),
    (["成都市科学技术局"], "四川省成都市", "510100"),
    (["吉林市人民政府"], "吉林省吉林市", "220200"),
    (["黔东南州人民政府"], "贵州省黔东南苗族侗族自治州", "522600"),
    (["仙桃市科技局"], "湖北省仙桃市", "429004"),
    (["东莞市知识产权局"], "广东省东莞市", "441900"),
    (["苏州工业园区管委会"], "江苏省苏州市", "320500"),
    (["各县（市、区）人民政府", "洛阳市科学技术进步条例"], "河南省洛阳市", "410300"),
    # counties
    (["广州市天河区住房建设和园林局"], "广东省广州市天河区", "440106"),
    (["绍兴市柯桥区人民政府"], "浙江省绍兴市柯桥区", "330603"),
    (["重庆市渝中区人民政府"], "重庆市渝中区", "500103"),
    (["上海市浦东新区科技和经济委员会"], "上海市浦东新区", "310115"),
    (["昆山市人民政府"], "江苏省苏州市昆山市", "320583"),
    (["鹿城区促进开放型经济发展的若干政策意见（试行）"], "浙江省温州市鹿城区", "330302"),
    (["晋城市城区人民政府"], "山西省晋城市城区", "140502"),
    (["鼓楼区人民政府", "南京市鼓楼区科技奖励办法"], "江苏省南京市鼓楼区", "320106"),
    (["江苏省鼓楼区人民政府"], "江苏省", "320000"),
    # divisions that are no more
    (["莱芜市科技局"], "山东省莱芜市", "371200"),
    (["巢湖地区行政公署办公室"], "安徽省巢湖地区", "342600"),
    # a body of the government before an institution or a mention
    (["中国科学院上海分院", "江苏省科技厅关于共建研究院的通知"], "江苏省", "320000"),
    (["佛山市科学技术局", "转发《广东省科学技术厅关于项目申报的通知》"], "广东省佛山市", "440600"),
    (["中国科学院上海分院"], "上海市", "310000"),
    (["河北大学"], "河北省", "130000"),
    (["国家税务总局广东省税务局"], "广东省", "440000"),
    (["关于下达计划的通知", "苏政发〔2020〕1号"], "江苏省", "320000"),
    (["关于下达计划的通知", "粤科函〔2020〕1号"], "广东省", "440000"),
    # none
    ([], None, None),
    ([""], None, None),
    (["国务院办公厅", "国务院办公厅关于印发方案的通知"], None, None),
    (["国务院关于河北雄安新区总体规划（2018—2035年）的批复"], None, None),
    (["科技部", "科技部关于支持北京建设科技创新中心的意见"], None, None),
    (["国家发展改革委办公厅", "税务总局办公厅"], None, None),
    (["工业和信息化部关于支持上海市发展的通知"], None, None),
    (["中华人民共和国科学技术进步法"], None, None),
    (["中国人民银行", "关于上海试点的通知"], None, None),
    (["某省科技厅", "江苏省的经验"], None, None),
    (["某某市科技局"], None, None),
    (["鼓楼区人民政府"], None, None),
    (["中关村国家自主创新示范区条例"], None, None),
    (["关于深化人才制度改革的30条意见"], None, None),
    (["关于老城区改造和责任县考核的通知"], None, None),
    (["中山大学"], None, None),
    (["关于促进两岸交流、服务台湾同胞的措施"], None, None),
    (["关于下达计划的通知", "宁政发〔2020〕1号"], None, None),  # 宁夏 or 南京
    (["关于下达计划的通知", "苏府〔2020〕1号"], None, None),  # a number of 苏州, not of 江苏
]


@pytest.mark.parametrize(("words", "name", "code"), CASES, ids=lambda value: str(value)[:24])
def test_whose_paper_it_is(words: list[str], name: str | None, code: str | None) -> None:
    assert regions.find(words) == (None if name is None else (name, code))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("浙江省技术合同", 3),
        ("广东省深圳市高新技术企业", 6),
        ("杭州高新技术企业", 2),
        ("高新技术企业", 0),
        ("", 0),
        ("大同社会", 0),
    ],
)
def test_how_much_of_a_text_names_a_place(text: str, length: int) -> None:
    assert regions.place_end(text) == length


def test_the_tables_hold_the_whole_standard() -> None:
    table = load("regions")
    assert len(table["provinces"]) == 34
    assert len(table["cities"]) >= 333
    assert sum(map(len, table["counties"].values())) > 2800
    assert {code[:2] + "0000" for code in table["cities"].values()} <= set(table["provinces"].values())


def test_codes_are_of_six_digits_and_of_one_division_each() -> None:
    table = load("regions")
    codes = [*table["provinces"].values(), *table["cities"].values()]
    for key, rows in table["counties"].items():
        assert all(row.startswith(key) for row in rows), key
        codes += [row.split(" ")[0] for row in rows]
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(set(codes)) == len(codes)
