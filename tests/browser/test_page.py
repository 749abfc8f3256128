"""The evidence page in a real browser: what a reader does with it works, and nothing leaves the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from techpolicy_extract.records.issue_texts import chinese

from .conftest import Visit, document, records

pytestmark = pytest.mark.needs("chromium", "libatomic")

# The list


def test_the_list_names_each_document_with_its_counts(visit: Visit, seeds_page: Path) -> None:
    rows = visit.page.locator(".documents tbody tr")
    assert rows.count() == 5
    third = visit.text(".documents tbody tr:nth-child(4)")
    for part in ("省政府办公厅关于印发江苏省促进科技成果转移转化行动方案的通知", "通知", "江苏省", "2016-07-11"):
        assert part in third
    cell = '.documents tbody tr:nth-child(4) td[data-column="资金"]'
    assert visit.text(cell) == str(len(records(seeds_page, "003", "fund")))


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("十四五 四川", ["四川省“十四五”技术要素市场专项规划"]),
        ("苏科贷", ["省政府办公厅关于印发江苏省促进科技成果转移转化行动方案的通知"]),
        ("技术经理人2000人次", ["四川省“十四五”技术要素市场专项规划"]),  # in traditional script in the source
        ("没有这样的词", []),
    ],
)
def test_the_search_sees_titles_and_full_texts(visit: Visit, words: str, titles: list[str]) -> None:
    visit.page.fill("#search", words)
    visit.await_count(".documents tbody tr", len(titles))
    assert visit.all(".documents tbody th a") == titles


def test_the_list_is_narrowed_by_genre_and_region_and_sorted(visit: Visit) -> None:
    visit.page.select_option("label:has-text('文种') select", "通知")
    assert visit.page.locator(".documents tbody tr").count() == 2
    visit.page.select_option("label:has-text('文种') select", "")
    visit.page.select_option("label:has-text('地区') select", "四川省")
    assert visit.page.locator(".documents tbody tr").count() == 1
    visit.page.select_option("label:has-text('地区') select", "")
    visit.page.click("th[data-name=result] button")
    numbers = [int(each or 0) for each in visit.all('.documents tbody td[data-column="成效"]')]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 0
    assert visit.page.get_attribute("th[data-name=result]", "aria-sort") == "descending"


# A document


def test_every_record_is_marked_in_the_text(visit: Visit, seeds_page: Path) -> None:
    for name in ("000", "001", "002", "003", "004"):
        visit.go(doc=document(seeds_page, name))
        marked = visit.page.evaluate(
            "() => [...new Set([...document.querySelectorAll('.quote')].flatMap((e) => e.records.map((r) => r.id)))]"
        )
        (path,) = seeds_page.parent.glob(f"{name}*.jsonl")
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert sorted(marked) == sorted(row["id"] for row in rows if row["type"] not in ("document", "section"))


def test_the_text_is_the_source_letter_for_letter(visit: Visit, seeds_page: Path, seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        visit.go(doc=document(seeds_page, path.stem))
        shown = visit.page.evaluate("document.querySelector('.text').textContent")
        assert shown == path.read_bytes().decode().replace("\n", "").replace("\r", "")


def test_a_press_on_a_mark_opens_the_record_and_a_second_press_the_next_there(visit: Visit, seeds_page: Path) -> None:
    visit.go(doc=document(seeds_page, "003"))
    place = visit.page.evaluate_handle(
        "[...document.querySelectorAll('.quote')].find((e) => e.records.length > 1)"
    ).as_element()
    assert place
    place.click()
    first = visit.text(".card h2")
    place.click()
    assert visit.text(".card h2") != first
    assert visit.page.locator(".text .chosen").count() > 0


def test_the_card_says_fields_rule_flags_and_where_they_stand(visit: Visit, seeds_page: Path) -> None:
    row = next(r for r in records(seeds_page, "004", "target") if "period_inherited" in r["flags"])
    visit.go(record=row["id"])
    card = visit.text(".card")
    for part in (
        row["indicator"],
        "指标 indicator",
        row["rule"],
        row["id"],
        "时期取自上级标题或段首句，不在本句中",
        row["quote"].split("\n")[0],
    ):
        assert part in card, part
    assert visit.page.locator(".card dt", has_text="value_max").count() == 0
    visit.page.hover(".card button[data-field=value]")
    start, end = row["spans"]["value"]
    quoted = row["quote"][start - row["start"] : end - row["start"]]
    lit = "[...CSS.highlights.get('origin')].map((range) => range.toString()).join('')"
    assert visit.page.evaluate(lit) == quoted


def test_a_link_opens_its_record_also_without_its_document(visit: Visit, seeds_page: Path) -> None:
    row = records(seeds_page, "004", "target")[-1]
    for place in ({"doc": row["doc_id"], "record": row["id"]}, {"record": row["id"]}):
        visit.go(**place)
        assert row["id"] in visit.text(".card")
        assert visit.page.locator(".text .chosen").first.is_visible()
        top = visit.page.locator(".text .chosen").first.bounding_box()
        assert top
        assert 0 < top["y"] < 800


def test_a_link_to_a_section_or_a_document_works_too(visit: Visit, seeds_page: Path) -> None:
    for kind in ("section", "document"):
        row = records(seeds_page, "003", kind)[-1]
        visit.go(record=row["id"])
        assert row["id"] in visit.text(".card")


def test_a_link_to_a_record_that_is_not_here_says_so(visit: Visit) -> None:
    visit.go(record="target-000000000000")
    assert "target-000000000000" in visit.text("[role=alert]")
    assert visit.page.locator(".documents tbody tr").count() == 5


def test_keys_step_through_the_records_and_the_link_follows(visit: Visit, seeds_page: Path) -> None:
    visit.go(doc=document(seeds_page, "003"))
    seen = []
    for key in ("j", "ArrowRight", "k", "ArrowLeft"):
        visit.page.keyboard.press(key)
        seen.append(visit.page.evaluate("new URLSearchParams(location.hash.slice(1)).get('record')"))
    assert seen[0] == seen[2] == seen[3]
    assert seen[1] not in (seen[0], None)
    assert visit.page.inner_text("#live")
    visit.page.keyboard.press("Escape")
    assert "record" not in visit.page.evaluate("location.hash")
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "filter-words"
    visit.page.keyboard.type("jk")
    assert visit.page.locator(".card.empty").count() == 1


def test_filters_narrow_marks_and_list(visit: Visit, seeds_page: Path) -> None:
    visit.go(doc=document(seeds_page, "003"))
    visit.page.click("#side-records")
    every = visit.page.locator(".records li").count()
    funds = len(records(seeds_page, "003", "fund"))
    visit.page.click(".type[data-type=fund]")
    assert visit.page.locator(".records li").count() == every - funds
    assert visit.page.get_attribute(".type[data-type=fund]", "aria-pressed") == "false"
    visit.page.click(".type[data-type=fund]")
    visit.page.fill("#filter-words", "苏科贷")
    visit.await_count(".records li", 1)
    visit.page.click(".records button")
    assert "苏科贷" in visit.text(".card h2")


def test_a_flag_narrows_the_records(visit: Visit, seeds_page: Path) -> None:
    (path,) = seeds_page.parent.glob("004*.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    flagged = sum("period_inherited" in row["flags"] for row in rows if row["type"] not in ("document", "section"))
    visit.go(doc=document(seeds_page, "004"))
    visit.page.click("#side-records")
    visit.page.select_option(".filters select", "period_inherited")
    assert visit.page.locator(".records li").count() == flagged > 0


def test_the_switches_show_normalised_text_and_furniture(visit: Visit, seeds_page: Path) -> None:
    visit.go(doc=document(seeds_page, "004"))
    assert "技術要素市場" in visit.text(".text")
    before = len(visit.page.inner_text(".text"))
    visit.page.click("#furniture")
    assert visit.page.locator(".furniture").first.is_visible()
    assert len(visit.page.inner_text(".text")) > before
    row = records(seeds_page, "004", "target")[0]
    visit.go(record=row["id"])
    visit.page.click("#as-plain")
    assert "技术要素市场" in visit.text(".text")
    assert "技術" not in visit.text(".text")
    chosen = "".join(visit.page.locator(".text .chosen").all_text_contents())
    assert chosen == row["text"]


def test_the_tree_goes_to_its_section(visit: Visit, seeds_page: Path) -> None:
    row = records(seeds_page, "003", "section")[-1]
    visit.go(doc=document(seeds_page, "003"))
    visit.page.click(f"[data-section={row['section_id']}]")
    line = visit.page.locator(".line", has_text=row["heading"]).last
    box = line.bounding_box()
    assert box
    assert 0 < box["y"] < 800


# Figures


def test_the_timeline_has_each_deadline_in_order(visit: Visit, seeds_page: Path) -> None:
    visit.page.click(".tabs a:has-text('时间线')")
    visit.page.wait_for_selector(".year")
    years = [each for each in visit.all(".year h2") if each.isdigit()]
    assert years == sorted(years)
    names = ("000", "001", "002", "003", "004")
    assert visit.page.locator(".year .tag", has_text="期限").count() == sum(
        len(records(seeds_page, name, "deadline")) for name in names
    )
    assert visit.page.locator("svg.chart rect").count() >= len(years)


def test_charts_and_duties_lead_to_their_records(visit: Visit, seeds_page: Path) -> None:
    visit.go(doc=document(seeds_page, "004"), tab="chart")
    assert "2,000 人次" in visit.text(".charts")
    visit.page.click(".bars a >> nth=0")
    assert "技术经理人" in visit.text(".card h2")
    visit.go(doc=document(seeds_page, "003"), tab="duty")
    row = records(seeds_page, "003", "responsibility")[0]
    assert row["lead_full"][0] in visit.text(".rows tbody tr")
    visit.page.click(".rows a >> nth=0")
    assert row["id"] in visit.text(".card")


def test_issues_are_listed(visit: Visit, seeds_page: Path) -> None:
    visit.go(doc=document(seeds_page, "002"), tab="issue")
    (row,) = records(seeds_page, "002", "issue")
    said = chinese(row["code"], row["message"])
    assert said is not None
    assert said in visit.text(".issues")
    assert row["message"] not in visit.text(".issues")
    visit.page.click(".issues a >> nth=0")
    assert said in visit.text(".card")
    assert "message_zh" not in visit.text(".card")
    visit.page.click("#language")
    assert row["message"] in visit.text(".card")
    assert said not in visit.text(".card")
