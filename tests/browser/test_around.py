"""The evidence page around its records: settings, keyboard, damaged and hostile input, phones, accessibility."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import HOSTILE, Browsing, Visit, document, records

pytestmark = pytest.mark.needs("chromium")

PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def test_language_and_theme_are_switched_and_kept(visit: Visit) -> None:
    visit.page.click("#language")
    assert visit.text("h1") == "Documents"
    assert visit.page.get_attribute("html", "lang") == "en"
    visit.page.click("#theme-dark")
    dark = "getComputedStyle(document.body).backgroundColor"
    assert visit.page.evaluate(dark) == "rgb(20, 22, 25)"
    visit.go()
    assert visit.text("h1") == "Documents"
    assert visit.page.evaluate(dark) == "rgb(20, 22, 25)"


def test_the_page_works_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    while page.evaluate("document.activeElement.closest('.documents tbody')") is None:
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector(".text")


def test_a_text_that_was_not_found_leaves_the_quotations(browsing: Browsing, textless_page: Path) -> None:
    visit = browsing.open(textless_page)
    row = records(textless_page, "003", "target")[0]
    visit.go(record=row["id"])
    assert "未找到原文" in visit.text(".notice")
    assert "".join(visit.page.locator(".text .chosen").all_text_contents()) == row["quote"].replace("\n", "")
    assert visit.page.is_disabled("#as-plain")


def test_what_looks_like_markup_is_text_and_places_count_code_points(browsing: Browsing, hostile_page: Path) -> None:
    visit = browsing.open(hostile_page)
    assert "<script>" in visit.text(".documents tbody th a")
    row = records(hostile_page, "hostile", "target")[-1]
    visit.go(record=row["id"])
    shown = visit.page.evaluate("document.querySelector('.text').textContent")
    assert shown == HOSTILE.replace("\r\n", "")
    assert visit.page.evaluate("window.hit") is None
    assert "".join(visit.page.locator(".text .chosen").all_text_contents()) == row["quote"]
    visit.page.hover(".card button[data-field=value]")
    start, end = row["spans"]["value"]
    lit = "[...CSS.highlights.get('origin')].map((range) => range.toString()).join('')"
    assert visit.page.evaluate(lit) == HOSTILE[start:end]


@pytest.mark.parametrize("tab", ["text", "time", "chart", "duty", "issue"])
def test_nothing_is_wider_than_a_phone(browsing: Browsing, seeds_page: Path, tab: str) -> None:
    visit = browsing.open(seeds_page, **PHONE)
    assert not visit.wide()
    for name in ("001", "003", "004"):
        visit.go(doc=document(seeds_page, name), tab=tab)
        assert not visit.wide()
    visit.go(tab=tab)
    assert not visit.wide()


def test_a_record_opens_as_a_sheet_on_a_phone(browsing: Browsing, seeds_page: Path) -> None:
    visit = browsing.open(seeds_page, **PHONE)
    row = records(seeds_page, "003", "fund")[2]
    visit.go(record=row["id"])
    assert not visit.wide()
    sheet, chosen = (visit.page.locator(each).first.bounding_box() for each in (".card", ".text .chosen"))
    assert sheet
    assert chosen
    assert chosen["y"] + chosen["height"] <= sheet["y"], "the sheet covers what it speaks of"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing(browsing: Browsing, seeds_page: Path, scheme: str, width: int) -> None:
    settings: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 812}, "bypass_csp": True}
    visit = browsing.open(seeds_page, **settings)
    row = records(seeds_page, "003", "target")[0]
    doc = {"doc": document(seeds_page, "004")}
    places = [{}, {"record": row["id"]}, doc, *({**doc, "tab": tab} for tab in ("time", "chart")), {"tab": "duty"}]
    for place in [*places, {"tab": "issue"}]:
        visit.go(**place)
        visit.page.evaluate(AXE.read_text("utf-8"))
        found = visit.page.evaluate("axe.run().then((found) => found.violations)")
        told = [f"{each['id']}: {[node['html'][:150] for node in each['nodes'][:3]]}" for each in found]
        assert not found, f"{place}\n" + "\n".join(told)
