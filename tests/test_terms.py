"""Days from which a paper holds, and how long it does, in lines and clauses of their own."""

from __future__ import annotations

import pytest

from tests.documents import records

# text, and kind and date_text of each deadline in it
CASES = (
    ("时间安排\n从2023年8月起", [("effective", "2023年8月起")]),
    ("自2024年1月1日起。", [("effective", "2024年1月1日起")]),
    ("时间安排\n2022年8月11日起，有效期3年", [("effective", "2022年8月11日起"), ("expiry", "3年")]),
    ("自2019年1月1日起执行，暂定三年。", [("effective", "2019年1月1日起"), ("expiry", "三年")]),
    ("本办法自2024年3月1日起施行，暂行两年。", [("effective", "2024年3月1日起"), ("expiry", "两年")]),
    ("自发布之日起实施，暂定一年，到期后另行研究。", [("effective", "自发布之日起"), ("expiry", "一年")]),
)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:16] for text, _ in CASES])
def test_a_paper_says_from_when_and_how_long_it_holds(text: str, wanted: list[tuple[str, str]]) -> None:
    paper = f"临湖市支持产业发展若干政策\n临湖市人民政府\n2024年1月5日\n一、支持内容\n{text}\n"
    found = [(row["kind"], row["date_text"]) for row in records(paper) if row["type"] == "deadline"]
    assert found == wanted
