"""Dated events in a document: every field of every record of each case."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.documents import checked, records
from tests.eval import rows_of, seed_outputs

READING = "某市行动方案的政策解读\n发布时间：2023-01-20\n"
REPLY = "某市提案的答复\n张某委员：\n"
REPLY_END = "\n某市科学技术局\n2023年6月1日"


@dataclass(frozen=True)
class Event:
    """What a record says; flags and other readings parted by blanks."""

    date_text: str
    date: str
    action: str
    actor: str | None = None
    precision: str = "day"
    date_start: str | None = None
    others: str = ""
    flags: str = ""


def told(text: str) -> list[Event]:
    return [
        Event(
            row["date_text"], row["date"], row["action"], row["actor"], row["precision"], row["date_start"],
            " ".join(row["date_alternatives"]), " ".join(row["flags"]),
        )
        for row in checked(text)
        if row["type"] == "event"
    ]  # fmt: skip


CASES = [
    ("2022年3月6日，方案经市政府第8次常务会议审议通过。",
     [Event("2022年3月6日", "2022-03-06", "方案经市政府第8次常务会议审议通过", "市政府第8次常务会议")]),
    ("2022年3月6日，市委常委会审议通过了方案。",
     [Event("2022年3月6日", "2022-03-06", "市委常委会审议通过了方案", "市委常委会")]),
    ("2022年8月，市科技局起草了《方案（征求意见稿）》。",
     [Event("2022年8月", "2022-08", "市科技局起草了《方案（征求意见稿）》", "市科技局", "month")]),
    ("2022年9月1日至10日，通过官网公开征求社会意见。",
     [Event("2022年9月1日至10日", "2022-09-10", "通过官网公开征求社会意见", None, "day", "2022-09-01")]),
    ("省政府办公厅于2022年6月2日印发了《实施意见》。",
     [Event("2022年6月2日", "2022-06-02", "省政府办公厅于2022年6月2日印发了《实施意见》", "省政府办公厅")]),
    ("《实施意见》于2022年12月29日以市政府名义印发。",
     [Event("2022年12月29日", "2022-12-29", "《实施意见》于2022年12月29日以市政府名义印发", "市政府")]),
    ("2022年10月12日，省长赴我市调研科技创新工作。",
     [Event("2022年10月12日", "2022-10-12", "省长赴我市调研科技创新工作", "省长")]),
    ("2021年，省科技厅成立成果转化处。",
     [Event("2021年", "2021", "省科技厅成立成果转化处", "省科技厅", "year")]),
    ("2019年起，我市实施技术转移补助政策。",
     [Event("2019年起", "2019", "我市实施技术转移补助政策", "我市", "year")]),
    ("该条例颁布于2004年1月16日。", [Event("2004年1月16日", "2004-01-16", "该条例颁布于2004年1月16日")]),
    ("20221218日经市政府第14次常务会议审议通过。",
     [Event("20221218日", "2022-12-18", "经市政府第14次常务会议审议通过", "市政府第14次常务会议", flags="date_repaired")]),
    ("2022623日，省政府下发了《建设方案》。",
     [Event("2022623日", "2022-06-23", "省政府下发了《建设方案》", "省政府", flags="date_repaired")]),
    ("20229月，市科技局起草了方案。",
     [Event("20229月", "2022-09", "市科技局起草了方案", "市科技局", "month", flags="date_repaired")]),
    ("2022111日，省政府召开了推进会。",
     [Event("2022111日", "2022-01-11", "省政府召开了推进会", "省政府", others="2022-11-01", flags="date_ambiguous")]),
    ("202181821日，省长在考察我市时提出要求。",
     [Event("202181821日", "2021-08-21", "省长在考察我市时提出要求", "省长", "day", "2021-08-18", flags="date_repaired")]),
    ("2022年6月23日，省政府下发了《方案》。720日，省政府召开了推进会。",
     [Event("2022年6月23日", "2022-06-23", "省政府下发了《方案》", "省政府"),
      Event("720日", "2022-07-20", "省政府召开了推进会", "省政府", flags="date_repaired year_inferred")]),
    ("2021年6月23日，省政府下发了《方案》。\n7月20日，省政府召开了推进会。",
     [Event("2021年6月23日", "2021-06-23", "省政府下发了《方案》", "省政府"),
      Event("7月20日", "2021-07-20", "省政府召开了推进会", "省政府", flags="year_inferred")]),
    ("2021年12月23日，省政府下发了《方案》。1月20日，省政府召开了推进会。",
     [Event("2021年12月23日", "2021-12-23", "省政府下发了《方案》", "省政府"),
      Event("1月20日", "2022-01-20", "省政府召开了推进会", "省政府", flags="year_inferred")]),
    ("12月20日，市政府召开了推进会。",
     [Event("12月20日", "2022-12-20", "市政府召开了推进会", "市政府", flags="year_inferred")]),
    ("2022年5月7日，市政府与东湖大学签订了合作协议。",
     [Event("2022年5月7日", "2022-05-07", "市政府与东湖大学签订了合作协议", "市政府")]),
    ("2022年5月7日，经国务院批准，高新区正式挂牌。",
     [Event("2022年5月7日", "2022-05-07", "经国务院批准", "国务院")]),
    ("2016年7月，中心升级为国家级技术转移中心。",
     [Event("2016年7月", "2016-07", "中心升级为国家级技术转移中心", "中心", "month")]),
    ("2022年11月2日，中共中央、国务院印发《规划纲要》。",
     [Event("2022年11月2日", "2022-11-02", "中共中央、国务院印发《规划纲要》", "中共中央、国务院")]),
    ("2022年11月2日，市委组织部召开了座谈会。",
     [Event("2022年11月2日", "2022-11-02", "市委组织部召开了座谈会", "市委组织部")]),
    ("2022年11月2日，网上技术市场正式上线。",
     [Event("2022年11月2日", "2022-11-02", "网上技术市场正式上线")]),
]  # fmt: skip
SILENT = [
    "请于2023年4月28日前报送至市科技局。",
    "本办法自2023年3月1日起施行。",
    "到2025年，成立技术转移机构100家。",
    "截至2022年10月，累计成立机构35家。",
    "2022年1—10月，全市发布需求300项。",
    "2022年，全市启动项目35个。",
    "根据2022年2月印发的《实施意见》，制定本方案。",
    "2022年9月26日会议批准的《投入条例》同时废止。",
    "计划于2023年6月召开推进会。",
    "2023年3月将启动申报工作。",
    "2024年5月1日，召开推进会。",
    "每年3月底前公布名单。",
    "企业应于2022年12月31日前成立。",
    "2022年是实施规划的第一年。",
    "今年正在实施改革。",
    "比2021年3月发布的目录增加5项。",
    "2022年5月，环境不断改善。",
    "市科技局 2022年7月4日印发",
]


@pytest.mark.parametrize(("text", "events"), CASES)
def test_events(text: str, events: list[Event]) -> None:
    assert told(READING + text) == events


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_event(text: str) -> None:
    assert told(READING + text) == []


def test_the_year_comes_from_the_signature_where_nothing_nearer_gives_one() -> None:
    (event,) = told(REPLY + "3月8日，我局召开了办理工作会议。" + REPLY_END)
    assert event == Event("3月8日", "2023-03-08", "我局召开了办理工作会议", "我局", flags="year_inferred")


def test_a_day_is_a_deadline_or_an_event_and_never_both() -> None:
    text = READING + "2022年11月2日，送审稿上报了市政府。请于4月28日前报送至市科技局。"
    assert [row["type"] for row in records(text, "event", "deadline")] == ["event", "deadline"]


def test_a_law_tells_its_amendments() -> None:
    text = (
        "滨江市科学技术普及条例\n2010年8月27日 滨江市第十三届人民代表大会常务委员会第十三次会议通过\n"
        "2019年5月9日 滨江市第十五届人民代表大会常务委员会第七次会议第一次修订\n第一条 为了加强科普工作，制定本条例。"
    )
    assert [(event.date, event.actor) for event in told(text)] == [
        ("2010-08-27", "滨江市第十三届人民代表大会常务委员会第十三次会议"),
        ("2019-05-09", "滨江市第十五届人民代表大会常务委员会第七次会议"),
    ]


def test_the_damaged_dates_of_the_second_seed() -> None:
    (data,) = [data for name, data in seed_outputs().items() if name.startswith("001")]
    rows = [row for row in rows_of(data) if row["type"] == "event"]
    assert [(row["date_text"], row["date"]) for row in rows] == [
        ("20229月", "2022-09"),
        ("20221229日", "2022-12-29"),
        ("2022623日", "2022-06-23"),
        ("720日", "2022-07-20"),
        ("202081821日", "2020-08-21"),
        ("202297日", "2022-09-07"),
        ("924日", "2022-09-24"),
        ("108日", "2022-10-08"),
        ("20221218日", "2022-12-18"),
        ("1224日", "2022-12-24"),
        ("1229日", "2022-12-29"),
    ]
    assert {row["date_start"] for row in rows} == {None, "2020-08-18"}
    assert all("date_repaired" in row["flags"] for row in rows)
