"""What a document says of itself around its text: title, addressees, days, hosts; and what it does to others."""

from __future__ import annotations

import pytest

from tests.documents import Row, differences, records

TEXT = "现将有关事项通知如下。\n一、申报对象\n在本市注册的企业。\n"
SIGNED = "滨江市科学技术局\n2023年3月2日\n"

FIELDS: dict[str, tuple[str, Row]] = {
    "a link to an interpretation": (
        "点击查看图文解读：关于《滨江市科技券管理办法》的解读\n滨科规〔2023〕5号\n滨江市科学技术局\n关于印发滨江市科技券管理办法的通知\n"
        f"各有关单位：\n现将《滨江市科技券管理办法》印发给你们，请认真执行。\n{SIGNED}",
        {"title": "关于印发滨江市科技券管理办法的通知", "genre": "通知", "doc_number": "滨科规〔2023〕5号"},
    ),
    "a link line with the same beginning as a title": (
        f"【政策解读】一图读懂滨江市科技券管理办法\n关于印发滨江市科技券管理办法的通知\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "关于印发滨江市科技券管理办法的通知", "genre": "通知"},
    ),
    "an interpretation": (
        "关于《滨江市科技券管理办法》的解读\n滨江市科学技术局\n2023年3月6日\n一、出台背景\n《滨江市科技券管理办法》已经印发。\n",
        {"title": "关于《滨江市科技券管理办法》的解读", "genre": "解读"},
    ),
    "addressees parted by ， and 、": (
        f"关于举办大赛的通知\n市教育局、市财政局，各县（市、区）科技局、各高校：\n{TEXT}{SIGNED}",
        {"recipients": ["市教育局", "市财政局", "各县（市、区）科技局", "各高校"]},
    ),
    "addressees with 、 inside": (
        f"关于举办大赛的通知\n各市、县人民政府，省直有关部门、单位，各市、州、县科技局：\n{TEXT}{SIGNED}",
        {"recipients": ["各市、县人民政府", "省直有关部门、单位", "各市、州、县科技局"]},
    ),
    "the day on a consultancy's page": (
        "云帆企业管理咨询有限公司\n首页\n|\n联系我们\n您的位置：首页> 政策资讯>\n关于举办大赛的通知\n发布时间：2023-08-20 10:12:30\n各有关单位：\n"
        f"{TEXT}{SIGNED}版权所有 云帆\n云帆企业管理咨询有限公司\n电话：13800000000\n",
        {"hosted_on": "2023-08-20", "published_on": "none", "issued_on": "2023-03-02"},
    ),
    "the day on an office's page": (
        "滨江市科学技术局\n首页\n|\n联系我们\n您的位置：首页> 通知公告>\n关于举办大赛的通知\n发布时间：2023-08-20 10:12:30\n各有关单位：\n"
        f"{TEXT}{SIGNED}主办：滨江市科学技术局 技术支持：云帆科技有限公司\n网站标识码：3300000001\n",
        {"hosted_on": "none", "published_on": "2023-08-20"},
    ),
    "a title that the portal states": (
        "滨江市人民政府\n首页 > 信息公开 > 部门文件\n标 题：滨江市科学技术局关于举办大赛的通知\n索 引 号：BJ007-2023-0031\n发布机构：滨江市科学技术局\n"
        f"发布日期：2023年3月9日\n【字体：大 中 小】 打印\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "滨江市科学技术局关于举办大赛的通知", "genre": "通知", "published_on": "2023-03-09"},
    ),
    "a source before the buttons of a page": (
        "滨江市融媒体中心\n> 公告公示 > 正文\n关于市场迁移的公告\n2023-06-15 09:12 来源：滨江市商务局 【打印本页】 【关闭窗口】\n因改造施工，市场临时迁移。\n"
        "特此公告。\n滨江市商务局\n2023年6月14日\n",
        {"source": "滨江市商务局", "published_on": "2023-06-15", "issued_on": "2023-06-14"},
    ),
    "a title above the line of a page": (
        "云帆企业管理咨询有限公司\n欢迎来到官网！\n首页\n|\n联系我们\n当前位置：首页> 业务详情> 软件登记>\n云帆\n业务详情\n软件产品变更申报资料\n"
        "发布时间：2016-10-21 14:32:14\n一、软件产品变更申报资料\n1、《软件产品登记申报表》（系统生成后加盖公章）；\n2、软件评测报告\n3、其他材料。\n版权所有 云帆\n",
        {"title": "软件产品变更申报资料", "hosted_on": "2016-10-21"},
    ),
    "a title with a comma above the line of a page": (
        "登录\n所在的位置 >\n首页 > 公共服务 > 就业创业\n高校毕业生创业补贴，请查收\n发布日期：2025-04-08 11:24:11\n文章来源：市人社局官网\n"
        "1、一次性创业资助\n补贴条件：\n（1）初创企业的经营者符合以下条件之一：\n①普通高等学校学生；\n②其他人员。\n",
        {"title": "高校毕业生创业补贴，请查收"},
    ),
    "addressees and no title": (
        f"各区、县人民政府，市政府各委、办、局：\n“十三五”期间，要切实贯彻发展理念，坚持高标准开发。\n一、推进改革\n{TEXT}",
        {"title": "none"},
    ),
    "a decree whose page states the title": (
        "索 引 号：\n000014349/2018-00206\n发文机关：\n国务院\n成文日期：\n2018年11月06日\n标　　题：\n技术代理条例\n发文字号：\n国令第706号\n"
        "发布日期：\n2018年11月19日\n中华人民共和国国务院令\n第706号\n《技术代理条例》已经国务院常务会议通过，现予公布，自2019年3月1日起施行。\n"
        "总理　　李某\n2018年11月6日\n技术代理条例\n第一章　总则\n第一条　为了规范代理，制定本条例。\n",
        {"title": "技术代理条例", "issued_on": "2018-11-06"},
    ),
    "the day of a work report": (
        "2026年滨江市政府工作报告\n——2026年1月27日在滨江市第十届人民代表大会第四次会议上\n滨江市市长 林某\n各位代表：\n现在，我代表市人民政府报告工作。\n"
        "一、2025年工作回顾\n过去一年，成绩显著。\n",
        {"issued_on": "2026-01-27"},
    ),
    "the day of a law's latest version": (
        "滨江市技术市场条例\n（2002年7月18日滨江市第九届人民代表大会常务委员会第三次会议通过　根据2016年11月25日滨江市第十届人民代表大会常务委员会"
        "第三十一次会议《关于修改部分地方性法规的决定》修正）\n第一章 总则\n第一条 为促进技术交易，制定本条例。\n",
        {"issued_on": "2016-11-25"},
    ),
    "the days of a law on lines of their own": (
        "滨江市技术市场条例\n2002年7月18日 滨江市第九届人民代表大会常务委员会第三次会议通过\n2016年11月25日 滨江市第十届人民代表大会常务委员会"
        "第三十一次会议修正\n第一章 总则\n第一条 为促进技术交易，制定本条例。\n",
        {"issued_on": "2016-11-25"},
    ),
    "the days of signing and of publishing": (
        f"关于举办大赛的通知\n各有关单位：\n{TEXT}滨江市科学技术局\n2023年7月30日签发\n2023年8月3日发布\n",
        {"issued_on": "2023-07-30", "published_on": "2023-08-03"},
    ),
    "a street named after a city": (
        "南京路街道办事处关于科技服务的通知\n各单位：\n请于4月30日前报送。\n南京路街道办事处\n2025年3月5日\n",
        {"issuers": ["南京路街道办事处"], "region": "none"},
    ),
    "a number that the page has torn": (
        "首页\n>\n政策文件\n[主题分类]\n科技\n[制发单位]\n滨江市科学技术局\n[成文日期]\n2023-03-02\n[发文字号]\n滨科规〔2023〕5\n〔〕\n号\n"
        f"[失效日期]\n[发布日期]\n2023-03-09\n[有效性]\n现行有效\n关于举办大赛的通知\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "关于举办大赛的通知", "doc_number": "滨科规〔2023〕5号", "published_on": "2023-03-09", "recipients": ["各有关单位"]},
    ),
    "a number whose year stands below it": (
        "索引号：BJ007-2023-0031\n发文字号：\n滨科规5号\n〔2023〕\n发布机构：滨江市科学技术局\n发布日期：2023年3月9日\n"
        f"关于举办大赛的通知\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "关于举办大赛的通知", "doc_number": "滨科规〔2023〕5号", "issued_on": "2023-03-02"},
    ),
    "labels without colons": (
        "索引号\nBJ007-2023-0031\n发布机构\n滨江市科学技术局\n成文日期\n2023-03-02\n发文字号\n滨科规〔2023〕5号\n发布日期\n2023-03-09\n"
        f"关于举办大赛的通知\n各有关单位：\n{TEXT}",
        {"title": "关于举办大赛的通知", "doc_number": "滨科规〔2023〕5号", "issued_on": "2023-03-02", "issuers": ["滨江市科学技术局"]},
    ),
    "labels and values in the cells of rows": (
        "索引号\tBJ007-2023-0031\t主题分类\t科技\n发布机构\t滨江市科学技术局\t成文日期\t2023-03-02\n发文字号\t滨科规〔2023〕5号\t发布日期\t2023-03-09\n"
        f"关于举办大赛的通知\n各有关单位：\n{TEXT}",
        {"title": "关于举办大赛的通知", "doc_number": "滨科规〔2023〕5号", "issued_on": "2023-03-02", "issuers": ["滨江市科学技术局"]},
    ),
    "a title behind 政策名称": (
        "政策名称：滨江市促进科技发展若干措施\n发文单位：滨江市科学技术局\n发文字号：滨科规〔2023〕5号\n发布日期：2023-03-09\n政策级别：市级\n"
        "滨江市促进科技发展若干措施\n为推动发展，制定本措施。\n一、支持攻关\n支持企业攻关。\n",
        {"title": "滨江市促进科技发展若干措施", "doc_number": "滨科规〔2023〕5号", "issuers": ["滨江市科学技术局"]},
    ),
    "a number broken before its year": (
        f"滨江市科学技术局文件\n滨科规\n〔2023〕5号\n关于举办大赛的通知\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "关于举办大赛的通知", "doc_number": "滨科规〔2023〕5号"},
    ),
    "labels in a list of Markdown": (
        "# 关于举办大赛的通知\n\n- 发文机构：滨江市科学技术局\n- 发文字号：滨科规〔2023〕5号\n- 发布日期：2023-03-09\n\n"
        f"各有关单位：\n{TEXT}",
        {"doc_number": "滨科规〔2023〕5号", "published_on": "2023-03-09", "issuers": ["滨江市科学技术局"]},
    ),
    "a text without a title that names itself": (
        "一、前言\n本纲要根据市委的建议编制，是今后五年的蓝图。\n二、目标\n经济保持较快增长。\n",
        {"title": "none", "genre": "规划"},
    ),
    "a text without a title that names another": (
        "一、前言\n各单位要执行基本法和市委的纲要，落实各项任务。\n二、目标\n经济保持较快增长。\n",
        {"title": "none", "genre": "其他"},
    ),
    "front matter with Chinese keys": (
        "---\n标题: 滨江市科学技术局关于举办大赛的通知\n文号: 滨科规〔2023〕5号\n发布单位: 滨江市科学技术局\n发布日期: 2023-03-09\n层级: 市级\n状态: 有效\n"
        "官方链接: https://example.org/a?id=1\n---\n\n> 本文提取自公开页面，仅供检索。\n> 依《中华人民共和国著作权法》不受保护。\n\n"
        "# 滨江市科学技术局关于举办大赛的通知\n\n滨江市科学技术局\n关于举办大赛的通知\n\n"
        f"各区科技局，各有关单位：\n{TEXT}{SIGNED}",
        {
            "title": "滨江市科学技术局关于举办大赛的通知",
            "doc_number": "滨科规〔2023〕5号",
            "published_on": "2023-03-09",
            "recipients": ["各区科技局", "各有关单位"],
        },
    ),
    "front matter with English keys": (
        "---\ntitle: \"关于举办大赛的通知\"\ndate: 2023-03-09\ntags:\n  - 科技\n  - 大赛\n---\n"
        f"# 关于举办大赛的通知\n> 来源：滨江市科学技术局\n\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "关于举办大赛的通知", "published_on": "2023-03-09", "source": "滨江市科学技术局", "recipients": ["各有关单位"]},
    ),
    "a letter whose head is parted from its title": (
        "索 引 号：\n000014349/2004-00209\n发文机关：\n国务院办公厅\n成文日期：\n2004年08月12日\n标　　题：\n国务院办公厅关于甲省所提事项和请求办理情况的函\n"
        "发文字号：\n国办函〔2004〕57号\n发布日期：\n2018年12月24日\n国务院办公厅\n关于甲省所提问题\n和建议办理情况的函\n国办函〔2004〕57号\n"
        "甲省人民政府：\n现将有关情况函复如下：\n一、关于园区项目问题。有关部门认真进行了研究。\n",
        {"title": "国务院办公厅关于甲省所提事项和请求办理情况的函", "issuers": ["国务院办公厅"], "recipients": ["甲省人民政府"]},
    ),
    "a signature of bodies with 关 and 、 in their names": (
        f"关于举办大赛的通知\n各有关单位：\n{TEXT}滨江市科学技术局\n滨江市科学技术委员会、海关村科技园区管理委员会\n滨江市交通委员会\n2023年3月2日\n",
        {"issuers": ["滨江市科学技术局", "滨江市科学技术委员会、海关村科技园区管理委员会", "滨江市交通委员会"]},
    ),
    "a site's name above a text without a title": (
        f"滨江市科技信息网\n各有关单位：\n{TEXT}{SIGNED}",
        {"title": "none", "recipients": ["各有关单位"]},
    ),
    "a sentence above a text without a title": (
        "为推动旅游业发展，结合我市实际，制定本意见\n一、景区建设\n支持景区提档升级，完善配套设施。\n",
        {"title": "none"},
    ),
    "bodies above a text without a title": (
        f"市教育局、市财政局、市科技局，有关企业：\n{TEXT}{SIGNED}",
        {"title": "none"},
    ),
    "a county named in the title": (
        "柳河县加快重点产业发展实施意见\n为推动发展，制定本意见。\n一、景区建设\n支持景区提档升级。\n",
        {"region": "吉林省通化市柳河县"},
    ),
    "a county that several provinces have": (
        "鼓楼区加快重点产业发展实施意见\n为推动发展，制定本意见。\n一、景区建设\n支持景区提档升级。\n",
        {"region": "none"},
    ),
}  # fmt: skip

RELATIONS = [
    ("根据《甲省中小企业条例》，制定如下措施。", "basis"),
    ("为推动发展，依据《甲省会展业条例》，制订以下政策意见。", "basis"),
    ("根据《甲省人才条例》（甲发〔2016〕14号）和市委《人才意见》，现就深化改革，提出如下意见。", "basis"),
    ("根据《甲省充电设施办法》要求，2023年起实行动态调整。为规范管理，现就申报工作通知如下：\n一、申报范围", "basis"),
    ("各县按照《甲省充电设施办法》要求，做好申报。为规范管理，现就申报工作通知如下：\n一、申报范围", "mention"),
    ("各县要按照《甲省农机站导则》制定实施细则。", "mention"),
    ("《甲市林下经济扶持办法》（甲政办发〔2019〕22号）自2024年8月1日起废止。", "repeal"),
    ("《甲市林下经济扶持办法》即行废止。", "repeal"),
    ("已经废止的《甲市锅炉改造办法》不再作为执法依据。", "mention"),
    ("2019年修订《甲省结算账户管理办法》及相关配套制度。", "mention"),
    ("经研究，决定修改《甲省结算账户管理办法》。", "amend"),
    ("对《甲省结算账户管理办法》作如下修改：", "amend"),
]


@pytest.mark.parametrize("case", FIELDS)
def test_reads_the_front_matter(case: str) -> None:
    text, wanted = FIELDS[case]
    (row,) = records(text, "document")
    assert not differences(row, wanted)


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_says_what_it_does_to_another_document(text: str, relation: str) -> None:
    rows = records(f"滨江市支持科技创新若干措施\n{text}\n", "citation")
    assert rows[0]["relation"] == relation
