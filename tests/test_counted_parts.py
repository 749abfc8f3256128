"""What may be called explained: an enumeration is shown, a length of time is no date, a date is held or past."""

from __future__ import annotations

import pytest

from techpolicy_extract.products.audit import audit
from tests.documents import source_of

HEAD = "关于做好有关工作的通知\n各单位：\n"
FOOT = "\n某市科技局\n2024年5月6日\n"


def classes(text: str) -> list[tuple[str, str]]:
    """Return text and class of each numeral of a notice with this text, without the date of the signature."""
    rows = audit(source_of(f"{HEAD}{text}{FOOT}"))
    return [(row["text"], row["class"]) for row in rows[:-1]]


def klass(text: str, numeral: str) -> str:
    """Return the class of the first numeral of a text that is written as `numeral`."""
    return next(found for written, found in classes(text) if written == numeral)


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("统筹推进立项、验收、评估三类工作。", "三类"),
        ("健全省、市、县三级网络。", "三级"),
        ("健全省市县三级网络。", "三级"),
        ("采取挂牌、拍卖等2种方式转让成果。", "2种"),
        ("打造四大产业集群：光电、新材料、装备和生物医药。", "四"),
        ("打造三大平台（检测平台、交易平台、中试平台）。", "三"),
        ("抓好两个方面：一是完善制度；二是优化服务。", "两个"),
        ("重点做好以下三项工作。", "三项"),
        ("上述两类奖励不得重复享受。", "两类"),
        ("把握三个原则。\n（一）坚持市场导向。\n（二）坚持改革创新。\n（三）坚持开放协同。", "三个"),
        ("科技、财政、税务三部门联合发文。", "三部门"),
    ],
)
def test_a_count_of_parts_that_are_listed_or_named_is_an_enumeration(text: str, numeral: str) -> None:
    assert klass(text, numeral) == "enumeration"


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("构建一个有机的整体。", "一个"),
        ("推动五个突破。", "五个"),
        ("打造四大产业集群。", "四"),
        ("推进检测、交易三级网络建设。", "三级"),
        ("抓好三个方面：一是完善制度；二是优化服务。", "三个"),
        ("把握三个原则。\n（一）坚持市场导向。\n（二）坚持改革创新。", "三个"),
        ("三位同志作了交流发言。", "三位"),
        ("会议开了两次。", "两次"),
        ("筹备了2年的园区开园。", "2年"),
        ("开展为期3天的培训。", "3天"),
        ("过去的五年，是奋进的五年。", "五年"),
    ],
)
def test_a_count_or_length_that_nothing_shows_is_unexplained(text: str, numeral: str) -> None:
    assert klass(text, numeral) == "unexplained"


@pytest.mark.parametrize(
    ("text", "numeral", "wanted"),
    [
        ("五年来，创新生态不断优化。", "五年来", "unexplained"),
        ("连续7年保持领先，工作扎实。", "7年", "unexplained"),
        ("公示期为5个工作日。", "5个工作日", "field"),
        ("应在5天内修正并提交。", "5天内", "field"),
    ],
)
def test_a_length_of_time_is_a_field_or_unexplained_and_no_date(text: str, numeral: str, wanted: str) -> None:
    assert klass(text, numeral) == wanted


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("请于2024年6月30日前报送至市科技局。", "2024年6月30日前"),
        ("到2025年，高新技术企业达到500家。", "2025年"),
        ("2019年，技术市场建设取得了新进展。", "2019年"),
        ("2022年3月1日起，原办法已停止执行。", "2022年3月1日起"),
        ("2021年，产值比2015年增长20%。", "2015年"),
    ],
)
def test_a_date_is_one_that_a_record_holds_or_that_tells_what_is_past(text: str, numeral: str) -> None:
    assert klass(text, numeral) == "date"


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("拟于2024年9月7日在博览会上对外发布。", "2024年9月7日"),
        ("2025年是关键之年。", "2025年"),
        ("工龄以2023年1月1日为界。", "2023年1月1日"),
    ],
)
def test_a_date_that_no_record_holds_and_that_is_not_past_is_unexplained(text: str, numeral: str) -> None:
    assert klass(text, numeral) == "unexplained"


def test_a_number_said_again_in_brackets_goes_with_the_first() -> None:
    text = "合同金额30万元以上（含30万元）的，给予合同金额5%的补助。"
    assert [found for written, found in classes(text) if written == "30万元"] == ["field", "field"]


def test_the_unit_for_which_something_is_given_is_part_of_the_record() -> None:
    assert klass("每新认定1家高新技术企业给予5万元奖励。", "1家") in ("field", "unexplained")
    assert klass("吸引70岁以上老人参加活动1000场。", "70岁") != "enumeration"
