"""Deadlines as a calendar: RFC 5545, and the days that partial and recurring dates stand for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from techpolicy_extract.products.tables import Writing, load, select, write
from techpolicy_extract.products.tables.ical import Property, folded
from tests.tables import record, seed_rows, write_rows, write_seeds

Event = dict[str, str]


def calendar(
    tmp_path: Path, *deadlines: dict[str, Any], view: str = "", **document: Any
) -> tuple[list[Event], list[str]]:
    """Write deadlines of one document; give the events and the notes."""
    rows = [record("document", **{"issued_on": "2024-04-16", "title": "通知"} | document)]
    rows += [record("deadline", **{"id": f"d{number}", **each}) for number, each in enumerate(deadlines)]
    found = load([str(write_rows(tmp_path / "a.jsonl", rows))])
    assert found.errors == []
    notes = write(
        "ics", Writing(select(found, ("deadline",)), found, tmp_path / "c.ics", view or str(tmp_path / "view.html"))
    )
    return events((tmp_path / "c.ics").read_bytes()), notes


def events(data: bytes) -> list[Event]:
    """Read a calendar as a client does: unfold, split, unescape."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    text = data.decode().replace("\r\n ", "")
    assert "\r" not in text.replace("\r\n", "")
    found: list[Event] = []
    for line in text.rstrip("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name] = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)
    return found


def days(event: Event) -> tuple[str, str]:
    return event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]


@pytest.mark.parametrize(
    ("fields", "first", "behind", "note"),
    [
        ({"date": "2024-04-28"}, "20240428", "20240429", ""),
        ({"date": "2024-05-31", "date_start": "2024-05-01"}, "20240501", "20240601", ""),
        ({"date_start": "2016-02-24", "kind": "eligibility"}, "20160224", "20160225", ""),
        ({"date": "2025"}, "20251231", "20260101", "原文日期只到“2025”，此处记在其最后一天"),
        ({"date": "2024-02"}, "20240229", "20240301", "原文日期只到“2024-02”，此处记在其最后一天"),
        ({"date": "2018-Q3"}, "20180930", "20181001", "“2018-Q3”"),
        ({"date": "2018-H1"}, "20180630", "20180701", "“2018-H1”"),
        ({"date": "2025-06", "kind": "effective"}, "20250601", "20250602", "此处记在其第一天"),
        ({"date": "2025", "date_start": "2021"}, "20210101", "20260101", "原文日期只到“2021”，此处记在其第一天"),
        ({"date": "2024-01-01", "date_start": "2024-02-01"}, "20240101", "20240102", ""),
    ],
)
def test_a_deadline_takes_its_days(fields: dict[str, Any], first: str, behind: str, note: str, tmp_path: Path) -> None:
    found, notes = calendar(tmp_path, fields)
    assert notes == []
    assert [days(each) for each in found] == [(first, behind)]
    assert (note in found[0]["DESCRIPTION"]) if note else ("原文日期只到" not in found[0]["DESCRIPTION"])


@pytest.mark.parametrize(
    ("date", "text", "first", "rule"),
    [
        ("--03-30", "每年3月30日前", "20250330", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=30"),
        ("--04-16", "每年4月16日", "20240416", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=16"),
        ("--02-28", "每年2月底前", "20250228", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("--12-31", "每年年底", "20241231", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("--11", "每年11月", "20241130", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1"),
        ("--02-29", "每年2月29日", "20280229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ],
)
def test_a_yearly_deadline_begins_after_its_document(
    date: str, text: str, first: str, rule: str, tmp_path: Path
) -> None:
    found, _ = calendar(tmp_path, {"date": date, "recurs": "year", "date_text": text})
    assert [(each["DTSTART;VALUE=DATE"], each["RRULE"]) for each in found] == [(first, rule)]


@pytest.mark.parametrize(
    "fields",
    [
        {"date": None},
        {"date": None, "recurs": "month"},
        {"date": "--13-01", "recurs": "year"},
        {"date": "--02-30", "recurs": "year"},
        {"date": "2025-13"},
        {"date": "0000"},
        {"date": "9999-12-31"},
        {"date": "soon"},
    ],
)
def test_what_has_no_day_is_left_out_and_counted(fields: dict[str, Any], tmp_path: Path) -> None:
    found, notes = calendar(tmp_path, fields, {"date": "2024-05-06"})
    assert [each["UID"] for each in found] == ["d1"]
    assert notes == ["1 of 2 deadlines have no day and are not in the calendar"]


def test_a_yearly_deadline_of_a_document_without_a_date_is_left_out(tmp_path: Path) -> None:
    found, notes = calendar(tmp_path, {"date": "--03-30", "recurs": "year"}, issued_on=None)
    assert (found, len(notes)) == ([], 1)


def test_an_event_says_what_whom_and_where_from(tmp_path: Path) -> None:
    fields = {"date": "2024-04-28", "action": "报送", "recipient": "省总社", "quote": "请于4月28日前\n报送; 一,二\\三"}
    found, _ = calendar(tmp_path, fields)
    assert found[0]["SUMMARY"] == "报送期限：报送（省总社）"
    lines = found[0]["DESCRIPTION"].split("\n")
    assert lines[:4] == ["原文：请于4月28日前", "报送; 一,二\\三", "接收单位：省总社", "文件：通知"]
    assert lines[-1] == "依据：view.html#doc=d1&record=d0"
    assert (found[0]["UID"], found[0]["DTSTAMP"]) == ("d0", "20240416T000000Z")
    assert "URL" not in found[0], "a relative address is none there"


def test_a_page_on_the_web_is_linked(tmp_path: Path) -> None:
    found, _ = calendar(tmp_path, {"date": "2024-04-28"}, view="https://example.org/view.html", issued_on=None)
    assert found[0]["URL"] == "https://example.org/view.html#doc=d1&record=d0"
    assert found[0]["DTSTAMP"] == "19700101T000000Z"


def test_a_document_that_is_read_twice_has_its_deadlines_once(tmp_path: Path) -> None:
    rows = [record("document"), record("deadline", date="2024-04-28")]
    for name in ("a", "b"):
        write_rows(tmp_path / "out" / f"{name}.jsonl", rows)
    found = load([str(tmp_path / "out")])
    write("ics", Writing(select(found), found, tmp_path / "c.ics", "view.html"))
    assert len(events((tmp_path / "c.ics").read_bytes())) == 1


def test_the_seeds_give_the_calendar_of_their_deadlines(tmp_path: Path) -> None:
    found = load([str(write_seeds(tmp_path / "out"))])
    notes = write("ics", Writing(select(found), found, tmp_path / "c.ics", "view.html"))
    dated = [row["id"] for row in seed_rows("deadline") if row["date"]]
    assert [each["UID"] for each in events((tmp_path / "c.ics").read_bytes())] == dated
    assert len(notes) == 1


def test_lines_are_folded_between_characters() -> None:
    text = "期限" * 60 + "\r\n\x07end"
    data = folded([Property("SUMMARY", text, is_text=True)])
    assert all(len(line) <= 75 and line.decode() is not None for line in data.split(b"\r\n"))
    assert data.decode().replace("\r\n ", "") == "SUMMARY:" + "期限" * 60 + "\\n end\r\n"
