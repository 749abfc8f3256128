"""The documents inside a file: every field of every part of each case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.documents import Row, checked, records
from tests.eval import rows_of, seed_outputs


@dataclass(frozen=True)
class Part:
    """What a record says; lists as the text has them, parted by blanks."""

    role: str = "main"
    title: str | None = None
    doc_number: str | None = None
    genre: str | None = "通知"
    issuers: str = ""
    recipients: str = ""
    cc: str = ""
    issued_on: str | None = None
    region: str | None = None
    anonymised: bool = False


@dataclass(frozen=True)
class Case:
    text: str
    parts: list[Part] = field(default_factory=list)


def told(row: Row) -> Part:
    lists: dict[str, Any] = {name: " ".join(row[name]) for name in ("issuers", "recipients", "cc")}
    plain: dict[str, Any] = {
        name: row[name] for name in ("role", "title", "doc_number", "genre", "issued_on", "region", "anonymised")
    }
    return Part(**plain, **lists)


BODY = "为推动科技创新，现将有关事项通知如下，请认真落实。\n"
RULES = "第一条 为了规范管理，制定本办法。\n第二条 本办法适用于全市。\n"
SIGNED = "杭州市科学技术局\n2023年3月5日\n"
NOTICE = Part(
    title="关于印发杭州市科技项目管理办法的通知", issuers="杭州市科学技术局", recipients="各区科技局",
    issued_on="2023-03-05", region="浙江省杭州市",
)  # fmt: skip
COVER = "关于印发杭州市科技项目管理办法的通知\n各区科技局：\n现将办法印发给你们，请遵照执行。\n" + SIGNED

CASES = {
    "one notice": Case(
        "关于征集典型案例的通知\n各区科技局：\n" + BODY + SIGNED,
        [Part(title="关于征集典型案例的通知", issuers="杭州市科学技术局", recipients="各区科技局",
              issued_on="2023-03-05", region="浙江省杭州市")],
    ),
    "nothing but a title": Case("成都市科技创新条例\n" + RULES, [
        Part(title="成都市科技创新条例", genre="条例", region="四川省成都市"),
    ]),
    "a text without a title": Case("到2025年，培育企业500家。", [Part(genre=None)]),
    "a notice and the rules that it prints": Case(COVER + "杭州市科技项目管理办法\n" + RULES, [
        NOTICE, Part("forwarded", "杭州市科技项目管理办法", genre="办法", region="浙江省杭州市"),
    ]),
    "an attachment takes the region of the document": Case(COVER + "附件1\n申报指南\n一、申报条件\n企业应当具备条件。\n", [
        NOTICE, Part("attachment", "申报指南", genre="指南", region="浙江省杭州市"),
    ]),
    "a form": Case(COVER + "附件1\n项目申请表\n单位名称\n", [
        NOTICE, Part("attachment", "项目申请表", genre="其他", region="浙江省杭州市"),
    ]),
    "an anonymised attachment takes no region": Case(
        COVER + "附件1\n某县深化科技改革的做法\n近年来，某县出台一系列政策。\n", [
            NOTICE, Part("attachment", "某县深化科技改革的做法", genre="其他", anonymised=True),
        ],
    ),
    "anonymised in the text only": Case(COVER + "附件1\n改革做法选编\n近年来，某地出台政策。某市科技局建立机制。\n", [
        NOTICE, Part("attachment", "改革做法选编", genre="其他", anonymised=True),
    ]),
    "one 某地 in passing names nobody": Case(COVER + "附件1\n工作指引\n企业在某地设立研发机构的，应当备案。\n", [
        NOTICE, Part("attachment", "工作指引", genre="指南", region="浙江省杭州市"),
    ]),
    "copies behind the attachment are of the notice": Case(
        COVER + "附件1\n申报指南\n一、申报条件\n企业应当具备条件。\n抄送：市委办公厅，市人大常委会办公厅。\n", [
            Part(**(NOTICE.__dict__ | {"cc": "市委办公厅 市人大常委会办公厅"})),
            Part("attachment", "申报指南", genre="指南", region="浙江省杭州市"),
        ],
    ),
    "copies behind what is printed are of the notice": Case(
        COVER + "杭州市科技项目管理办法\n" + RULES + "抄送：市委办公厅。\n", [
            Part(**(NOTICE.__dict__ | {"cc": "市委办公厅"})),
            Part("forwarded", "杭州市科技项目管理办法", genre="办法", region="浙江省杭州市"),
        ],
    ),
    "the signature behind an attachment is of the notice that has none": Case(
        "关于开展科技统计的通知\n各区科技局：\n请按附件填报，并认真核对有关数据。\n附件1\n填报说明\n一、填报范围\n所有企业都要填报。\n"
        + SIGNED, [
            Part(title="关于开展科技统计的通知", issuers="杭州市科学技术局", recipients="各区科技局",
                 issued_on="2023-03-05", region="浙江省杭州市"),
            Part("attachment", "填报说明", genre="其他", region="浙江省杭州市"),
        ],
    ),
    "a number above the title": Case("杭科〔2023〕7号\n" + COVER, [
        Part(**(NOTICE.__dict__ | {"doc_number": "杭科〔2023〕7号"})),
    ]),
    "a report that is passed on has its own signature": Case(
        "杭州市人民政府办公厅转发市科技局关于技术市场情况报告的通知\n各区人民政府：\n现将报告转发给你们，请认真执行。\n"
        "杭州市人民政府办公厅\n2023年5月8日\n关于技术市场情况的报告\n市人民政府：\n现将有关情况报告如下，请审阅。\n"
        "杭州市科学技术局\n2023年4月20日\n", [
            Part(title="杭州市人民政府办公厅转发市科技局关于技术市场情况报告的通知", issuers="杭州市人民政府办公厅",
                 recipients="各区人民政府", issued_on="2023-05-08", region="浙江省杭州市"),
            Part("forwarded", "关于技术市场情况的报告", genre="报告", issuers="杭州市科学技术局",
                 recipients="市人民政府", issued_on="2023-04-20", region="浙江省杭州市"),
        ],
    ),
    "a plan with its period": Case("武汉市科技创新“十四五”规划\n一、发展基础\n科技实力显著增强。\n", [
        Part(title="武汉市科技创新“十四五”规划", genre="规划", region="湖北省武汉市"),
    ]),
    "a reply": Case("对市政协第12号提案的答复\n张某委员：\n您提出的提案收悉，现答复如下。\n" + SIGNED, [
        Part(title="对市政协第12号提案的答复", genre="答复", issuers="杭州市科学技术局", recipients="张某委员",
             issued_on="2023-03-05", region="浙江省杭州市"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_parts(case: Case) -> None:
    rows = [row for row in checked(case.text) if row["type"] == "part"]
    assert [told(row) for row in rows] == case.parts


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_there_is_a_record_for_each_section_of_level_0(case: Case) -> None:
    tops = [row["section_id"] for row in records(case.text, "section") if row["level"] == 0]
    assert [row["section_id"] for row in records(case.text, "part")] == tops


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_document_speaks_for_the_first_part(case: Case) -> None:
    document, part = records(case.text, "document")[0], records(case.text, "part")[0]
    for name in ("title", "doc_number", "issuers", "recipients", "cc", "issued_on"):
        assert part[name] == document[name], name


def test_a_title_stands_where_its_span_says() -> None:
    for row in records(COVER + "杭州市科技项目管理办法\n" + RULES, "part"):
        start, end = row["spans"]["title"]
        assert (COVER + "杭州市科技项目管理办法\n" + RULES)[start:end] == row["title"]


def seed(number: str) -> list[Row]:
    (data,) = [data for name, data in seed_outputs().items() if name.startswith(number)]
    return rows_of(data)


def test_the_first_seed_has_four_parts() -> None:
    rows = [row for row in seed("000") if row["type"] == "part"]
    assert [(row["role"], row["anonymised"], row["region"]) for row in rows] == [
        ("main", False, "江苏省"),
        ("forwarded", False, "江苏省"),
        ("attachment", True, None),
        ("attachment", True, None),
    ]
    assert rows[1]["issuers"] == ["中共江苏省委全面深化改革委员会办公室"]
    assert rows[1]["recipients"] == ["省各有关部门"]
    assert [row["issued_on"] for row in rows] == ["2024-04-16", None, None, None]


@pytest.mark.parametrize(("number", "roles"), [
    ("001", ["main"]), ("002", ["main"]), ("003", ["main", "forwarded"]), ("004", ["main"]),
])  # fmt: skip
def test_the_parts_of_the_other_seeds(number: str, roles: list[str]) -> None:
    assert [row["role"] for row in seed(number) if row["type"] == "part"] == roles


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("某县人民政府办公室转发县科技局关于扶持民营企业若干意见的通知", "某县人民政府办公室"),
        ("某省人民政府批转省计委关于技术改造工作报告的通知", "某省人民政府"),
        ("某市科学技术局关于征集课题的通知", "某市科学技术局"),
    ],
)
def test_a_title_names_the_issuer_before_what_it_does(title: str, issuer: str) -> None:
    assert records(f"{title}\n各乡镇：\n现转发给你们，请贯彻执行。", "part")[0]["issuers"] == [issuer]


def test_a_signature_in_brackets_with_its_date_is_the_body_alone() -> None:
    text = "某市人民政府办公厅转发市科委若干意见的通知\n各区县：\n现转发给你们。\n1998年6月5日\n关于发展民营企业的若干意见\n（市科委　1998年5月2日）\n一、总则\n发展民营企业。"  # fmt: skip
    assert records(text, "part")[1]["issuers"] == ["市科委"]


def test_a_number_between_two_titles_is_the_nearer_ones() -> None:
    body = "二是在优化服务上求突破。\n一是推进扶持配套与宣传推介相结合。"
    text = f"关于做好工作的通知\n{body}\n附件1\n{body}\n吉科发区〔2019〕127号\n附件2\n{body}"
    parts = [row for row in checked(text) if row["type"] == "part"]
    assert [row["doc_number"] for row in parts] == [None, None, "吉科发区〔2019〕127号"]
