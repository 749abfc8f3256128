"""Duties that no grammar of wordings makes: what other places of a document say of them, and labels in odd places."""

from __future__ import annotations

import pytest

from tests.documents import Row, differences, records, shown

FRAME = "云溪市科技创新行动方案\n各有关单位：\n二、重点任务\n\n{}\n"
FIRST = "（一）建设试验场。布局一批。（市科技局、市财政局。列第一位者为牵头单位，下同）\n\n（二）培育企业。完善机制。"
TASKS = "（一）建设试验场。布局一批。[市科技局、市财政局，各县（市、区）人民政府]\n\n（二）培育企业。{}\n\n"


def duties(text: str) -> list[Row]:
    return records(FRAME.format(text), "responsibility")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            FIRST + "（市经济和信息化局、市科技局）",
            [
                {"lead": ["市科技局"], "participants": ["市财政局"], "task": "建设试验场"},
                {"lead": ["市经济和信息化局"], "participants": ["市科技局"], "task": "培育企业"},
            ],
        ),
        (
            TASKS.format("完善机制。[市经信局]") + "注：排在第一位的为牵头单位。",
            [
                {"lead": ["市科技局"], "participants": ["市财政局", "各县（市、区）人民政府"]},
                {"lead": ["市经信局"], "participants": []},
            ],
        ),
        (
            FIRST + "受理材料（市政务服务中心）后办理。",
            [{"lead": ["市科技局"], "participants": ["市财政局"]}],
        ),
        (
            "（一）建设试验场。布局一批。（市科技局牵头，市财政局配合，以下均需各县（市、区）人民政府落实，不再列出）",
            [{"lead": ["市科技局"], "participants": ["市财政局", "各县（市、区）人民政府"]}],
        ),
        (
            "（一）建设试验场。（科技部牵头，人力资源社会保障部等有关部门和各省、自治区、直辖市人民政府负责）",
            [
                {
                    "lead": ["科技部"],
                    "participants": ["人力资源社会保障部", "各省、自治区、直辖市人民政府"],
                    "open_ended": True,
                }
            ],
        ),
        (
            "（一）建设试验场。（省科技厅牵头，省财政厅，有关市（州）党委、政府，各县（市、区）党委、人民政府配合）",
            [{"participants": ["省财政厅", "有关市（州）党委、政府", "各县（市、区）党委、人民政府"]}],
        ),
        (
            "（一）建设试验场——责任单位：市科技局，市财政局\n\n布局一批基地。",
            [{"lead": ["市科技局", "市财政局"], "task": "建设试验场"}],
        ),
        (
            "（一）建设试验场。布局一批。（市级责任单位：市科技局、市财政局；县级责任单位：各县（市、区）人民政府）",
            [{"lead": ["市科技局", "市财政局"]}, {"lead": ["各县（市、区）人民政府"]}],
        ),
        (
            "（一）建设试验场。布局一批。（市科技局为主，市财政局配合）",
            [{"lead": ["市科技局"], "participants": ["市财政局"]}],
        ),
        (
            "（一）建设试验场。责任单位：市科技局，市财政局\n\n布局一批基地。",
            [{"lead": ["市科技局", "市财政局"], "task": "建设试验场"}],
        ),
    ],
)
def test_duties(text: str, wanted: list[Row]) -> None:
    rows = duties(text)
    assert len(rows) == len(wanted), shown(rows)
    assert not [line for row, one in zip(rows, wanted, strict=True) for line in differences(row, one)], shown(rows)
