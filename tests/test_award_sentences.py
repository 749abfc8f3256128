"""Any sentence of clauses that award something gives records that hold: no number twice, no failed document."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import Row, records

CLAUSES = (
    "对年营业收入达到500万元且拥有专利6件以上的企业", "对新认定的国家级、省级中心", "首次突破1亿元、2亿元的", "投资1000万元至3000万元的",
    "根据顶尖、领军、优秀三个层次", "对完成“甲”“乙”两个目标的企业", "经评审合格后", "除享受上级补助外", "给予补助", "给予奖励",
    "按实际投入的一定比例给予补助", "奖励标准如下", "国家级10万元", "省级最高5万元", "市级50%", "一等奖10万元", "每人每月3000元",
    "其中省级最高奖励20万元、市级奖励10万元", "最高不超过30万元", "单个企业每年最高50万元", "补贴期限不超过3年", "奖励标准为20万元",
    "分别给予80万、40万、15万元奖励", "给予设备费用20%、最高100万元的补贴", "给予企业2万元—10万元补助", "每增加5亿元再奖励10万元",
    "满20家的给予10万元奖励、满40家的给予20万元奖励", "每年安排最高80万元经费支持社区建设", "（第一年奖励5万元，第二年奖励3万元）",
)  # fmt: skip
SENTENCES = st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from("，，，；：、")), min_size=1, max_size=8)
NUMBERS = ("value", "rate_percent", "cap_value", "floor_value", "total_value")  # each in one record only
TYPES = ("fund", "provision", "target", "result")


def places(row: Row) -> set[tuple[int, int]]:
    """Return where the numbers of a record stand; 2万元—10万元 is a floor and a cap in one place."""
    return {tuple(row["spans"][name]) for name in NUMBERS if name in row["spans"]}


@given(SENTENCES)
@settings(max_examples=300, deadline=None)
def test_a_sentence_of_awards_gives_records_that_hold(parts: list[tuple[str, str]]) -> None:
    sentence = "".join(clause + mark for clause, mark in parts)
    found = [row for row in records(f"一、支持内容\n{sentence}\n") if row["type"] in TYPES]
    each = [place for row in found for place in places(row)]
    assert len(each) == len(set(each)), f"a number is in two records: {sentence}"


def test_a_frame_that_announces_is_read_once() -> None:
    text = "对年营业收入达到500万元且拥有专利6件以上的企业，给予补助：国家级10万元，省级5万元。"
    found = [
        (row["type"], row.get("total_amount"), row.get("value")) for row in records(text) if row["type"] != "document"
    ]
    assert [row for row in found if row[0] in ("fund", "provision")] == [
        ("provision", None, 6),
        ("fund", 100_000, None),
        ("fund", 50_000, None),
    ]
