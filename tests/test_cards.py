"""Contact cards that no grammar of layouts makes: what stands near a card, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.documents import Row, differences, records, shown

FRAME = "云溪市科学技术局关于组织申报项目的通知\n各有关单位：\n请认真组织申报。\n{}\n云溪市科学技术局\n2024年3月15日\n"


def cards(text: str) -> list[Row]:
    return records(FRAME.format(text), "contact")


FAR = "联系方式：业务咨询电话（工作时间请优先拨打，非工作时间请留言，我们将尽快回复）："


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "联系电话：85501234（高新科）、85501235（农社科）。",
            [{"organization": "高新科", "phones": ["85501234"]}, {"organization": "农社科", "phones": ["85501235"]}],
        ),
        (
            "咨询电话：0571-88886666（高新处）、88887777（成果处）、88883210（农社处）",
            [
                {"organization": "高新处", "phones": ["0571-88886666"]},
                {"organization": "成果处", "phones": ["88887777"]},
                {"organization": "农社处", "phones": ["88883210"]},
            ],
        ),
        (
            "邮箱：gxc@yunxi.example（高新处）、cgc@yunxi.example（成果处）",
            [
                {"organization": "高新处", "emails": ["gxc@yunxi.example"]},
                {"organization": "成果处", "emails": ["cgc@yunxi.example"]},
            ],
        ),
        (
            "联系人：王芳（业务咨询），电话0571-88886666；李强（系统技术），电话0571-88887777转802。",
            [
                {"person": ["王芳"], "phones": ["0571-88886666"]},
                {"person": ["李强"], "phones": ["0571-88887777转802"]},
            ],
        ),
        (
            "联系人：财务王芳，0571-88886666；技术李强，0571-88887777。",
            [
                {"person": ["王芳"], "phones": ["0571-88886666"]},
                {"person": ["李强"], "phones": ["0571-88887777"]},
            ],
        ),
        (
            "二、技术支持：029-81776666 刘工、陈工\n三、业务咨询：029-81778888 高新处",
            [
                {"person": ["刘工", "陈工"], "phones": ["029-81776666"], "purpose": "技术支持"},
                {"organization": "高新处", "phones": ["029-81778888"], "purpose": "业务咨询"},
            ],
        ),
        (
            "联系人：刘洋（高新处）、陈静（财务处）\n联系电话：0731-88988001、0731-88988002",
            [{"person": ["刘洋"], "organization": "高新处"}, {"person": ["陈静"], "organization": "财务处"}],
        ),
        (
            "受理部门：政务服务中心科技局窗口\n受理时间：周一至周五 8:30-12:00\n咨询电话：0571-87061234\n投诉电话：12345",
            [
                {"organization": "政务服务中心科技局窗口", "phones": ["0571-87061234"], "purpose": "咨询"},
                {"phones": ["12345"], "purpose": "投诉"},
            ],
        ),
        (
            "联系人：张某、李某，电话：010-12345678、87654321（传真）",
            [{"person": ["张某", "李某"], "phones": ["010-12345678"], "fax": ["87654321"]}],
        ),
        (
            "电话：010-66666666/6789，400-123-4567转2",
            [
                {
                    "phones": ["010-66666666", "6789", "400-123-4567转2"],
                    "phones_e164": ["+861066666666", "+861066666789", "+864001234567"],
                }
            ],
        ),
        (
            "请求助系统技术人员何先生，联系电话：18900000083或进入http://example.com/help查找。",
            [{"person": ["何先生"], "phones": ["18900000083"], "url": None}],
        ),
        (
            "会议地点：云溪宾馆三楼会议室（春晖路88号）\n联系人：王磊，0571-87061234",
            [{"person": ["王磊"], "address": None, "organization": None}],
        ),
        (
            "来信请寄：云溪市春晖路66号科技局纪检组，邮编310000。",
            [{"address": "云溪市春晖路66号科技局纪检组", "postcode": "310000"}],
        ),
        (
            "单位\t联系人\t电话\t地址\n高新处\t刘洋\t88988001\t春晖路66号508室\n社发处\t陈静、王芳\t88988002\t春晖路66号510室",
            [
                {"person": ["刘洋"], "organization": "高新处", "address": "春晖路66号508室"},
                {"person": ["陈静", "王芳"], "organization": "社发处", "phones": ["88988002"]},
            ],
        ),
        (
            "咨询：张明、李红，（010）68104402/4423",
            [{"person": ["张明", "李红"], "phones": ["（010）68104402", "4423"]}],
        ),
        ("联系人：罗力科，电话：0571-87061234。", [{"person": ["罗力科"], "organization": None}]),
        ("联系人：王 刚 李 强\n电  话：0731-88988001", [{"person": ["王刚", "李强"], "phones": ["0731-88988001"]}]),
        (
            "业务咨询：高新科 周文博 2091234；成果科 郑国强 2091236（区号0578）。",
            [{"phones_e164": ["+865782091234"]}, {"organization": "成果科", "phones_e164": ["+865782091236"]}],
        ),
        (
            "联系人：周文博，电话：0086 578 2091235，+86 0578 2091236，+86 139 5780 1234。",
            [{"phones": ["0086 578 2091235", "+86 0578 2091236", "+86 139 5780 1234"]}],
        ),
        (
            "联系人：周文博，0578-209123；吴静怡，0578-2091235。",
            [
                {"person": ["周文博"], "phones": ["0578-209123"], "phones_e164": []},
                {"person": ["吴静怡"], "phones": ["0578-2091235"]},
            ],
        ),
        (
            "申报书发送至kjj@yz.example.com，联系人周文博、吴静怡（2091234、2091235）。",
            [
                {"person": [], "emails": ["kjj@yz.example.com"]},
                {"person": ["周文博"], "phones": ["2091234"]},
                {"person": ["吴静怡"], "phones": ["2091235"]},
            ],
        ),
        (
            "联系人：周文博（手机：139-5780-1234，办公：0578-2091234）",
            [{"person": ["周文博"], "phones": ["139-5780-1234", "0578-2091234"]}],
        ),
        (
            "专项咨询电话：基础研究类 2091401、2091402；社会发展类 2091403；国际合作类 2091404。",
            [
                {"purpose": "专项咨询", "phones": ["2091401", "2091402"]},
                {"purpose": "社会发展类", "phones": ["2091403"]},
                {"purpose": "国际合作类", "phones": ["2091404"]},
            ],
        ),
        (FAR + "2091401，2091402；夜间 2091403。", [{"phones": ["2091401", "2091402", "2091403"]}]),
        (
            "咨询人员：周文博 吴静怡，咨询电话：0578-2091234。",
            [{"person": ["周文博", "吴静怡"], "phones": ["0578-2091234"]}],
        ),
        (
            "联系人：周文博（工作日）0578-2091234。",
            [{"person": ["周文博"], "phones": ["0578-2091234"]}],
        ),
        (
            "高新技术科：周文博 吴静怡\n电话：0578-2091234",
            [{"organization": "高新技术科", "person": ["周文博", "吴静怡"], "phones": ["0578-2091234"]}],
        ),
        (
            "联系人：高新科周文博、农村科吴静怡\n联系电话：0578-2091234、0578-2091235",
            [
                {"organization": "高新科", "person": ["周文博"], "phones": ["0578-2091234"]},
                {"organization": "农村科", "person": ["吴静怡"], "phones": ["0578-2091235"]},
            ],
        ),
        (
            "1.政策咨询\n市科技局高新科 周文博 2091234\n2.系统技术支持\n客服热线 400-800-1234\n（三）监督举报\n0578-2091288",
            [
                {"person": ["周文博"], "organization": "市科技局高新科", "purpose": "政策咨询"},
                {"phones": ["400-800-1234"], "purpose": "系统技术支持"},
                {"phones": ["0578-2091288"], "purpose": "监督举报"},
            ],
        ),
        (
            "服务热线：12345；业务联系：0578-2091234。",
            [{"phones": ["12345"]}, {"purpose": "业务联系", "phones": ["0578-2091234"]}],
        ),
    ],
)
def test_cards(text: str, wanted: list[Row]) -> None:
    rows = cards(text)
    assert len(rows) == len(wanted), shown(rows)
    assert not [line for row, one in zip(rows, wanted, strict=True) for line in differences(row, one)], shown(rows)


@pytest.mark.parametrize(
    "text",
    [
        "服务热线12345，各地要畅通12345政务服务便民热线，做到接诉即办。",
        "云溪精密仪器有限公司位于云溪市春晖路66号，成立于2010年。",
        "培训地点：云溪市海棠路66号科技大厦三楼报告厅。",
        "企业注册地址：云溪市春晖路66号；法定代表人：王磊。",
        "申报单位名称：        联系人：        联系电话：\n项目负责人：        手机：        邮箱：",
        "登录“科技管理信息系统”（网址：http://example.com/grant/）进行网上申报。",
        "项目负责人应当保持联系电话畅通，签订合同88988001份。",
        "主办：云溪市科学技术局  地址：云溪市中山路18号\n联系电话：0571-80000001\n网站标识码：3200000099",
    ],
)
def test_what_only_looks_like_a_card(text: str) -> None:
    rows = cards(text)
    assert not rows, shown(rows)


def test_the_values_of_labels_on_lines_of_their_own_are_no_headings() -> None:
    text = FRAME.format("联系人：\n张明\n联系电话：\n0571-87054029\n电子邮箱：\nzm@example.com")
    assert [row["heading"] for row in records(text, "section")][1:] == []
    (card,) = records(text, "contact")
    assert (card["person"], card["phones"], card["emails"]) == (["张明"], ["0571-87054029"], ["zm@example.com"])


def test_cards_in_running_text_are_no_sections() -> None:
    text = (
        "云溪市科学技术局关于组织申报项目的通知 各有关单位：现就有关事项通知如下。一、申报条件（一）申报单位具有独立法人资格。"
        "（二）项目实施期不超过2年。二、联系方式（一）业务咨询：高新处 张明 0571-88881234。"
        "（二）技术支持：信息中心 0571-88881236。"
    )
    rows = records(text, "contact", "section")
    assert "业务咨询" not in {row["heading"] for row in rows if row["type"] == "section"}
    assert [row["organization"] for row in rows if row["type"] == "contact"] == ["高新处", "信息中心"]


def test_a_kind_of_report_is_no_person() -> None:
    text = (
        "一、报送时间\n（一）季报：每季度终了后10日内报送。\n（二）年报：请于2024年12月22日前报送市科技局，"
        "电子版发送至ylkj@126.com。"
    )
    assert not [card for card in cards(text) if card["person"]]


YAML = "---\ntitle: {title}\nauthor: 云溪市科学技术局\ncontact: 0578-2091299\ntags:\n  - 通知\n---\n\n{body}"


@pytest.mark.parametrize("titled", [True, False])
def test_the_front_matter_of_a_file_holds_no_card(titled: bool) -> None:
    title = "关于组织申报科技计划项目的通知"
    body = f"{title}\n\n" * titled + "各有关单位：\n\n请认真组织申报。联系人：周文博，2091234。\n"
    rows = records(YAML.format(title=title, body=body))
    assert [row["phones"] for row in rows if row["type"] == "contact"] == [["2091234"]]
    assert rows[0]["title"] == title


def test_a_rule_above_a_text_is_no_front_matter() -> None:
    (row,) = records("---\n联系电话：0578-2091299\n---\n各有关单位：\n请认真组织申报。\n", "contact")
    assert row["phones"] == ["0578-2091299"]
