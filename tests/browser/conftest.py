"""A real browser, and pages for it. Tests that use them have the mark `needs("chromium", "libatomic")`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from techpolicy_extract.products.viewer import build_page, find_runs, load_runs

from .. import needs
from ..runs import write_run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOSTILE = (
    "关于<script>window.hit=1</script>的通知\r\n\r\n一、目标\r\n\r\n<img src=x onerror=hit=1> 到2025年，<!--培育--> ]]> "
    "500家𠮷祥科技企业\u2028，建成60个𠮷祥中心&amp;</style>。\r\n"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(needs.find("chromium")), args=ARGUMENTS)
        yield chromium
        chromium.close()


def page_of(folder: Path) -> Path:
    """Build the page of the outputs in a folder."""
    runs = [run for each in find_runs([str(folder)]) if isinstance(each, tuple) for run in load_runs(*each)]
    path = folder / "view.html"
    path.write_bytes(build_page(runs))
    return path


@pytest.fixture(scope="session")
def seeds_page(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    for path in sorted(seeds.glob("*.txt")):
        write_run(folder, path.stem, path.read_bytes())
    return page_of(folder)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_run(folder, "hostile", HOSTILE.encode())
    return page_of(folder)


@pytest.fixture(scope="session")
def textless_page(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("textless")
    for path in sorted(seeds.glob("003*.txt")):
        write_run(folder, path.stem, path.read_bytes(), source_path="nowhere.txt")
    return page_of(folder)


class Visit:
    """A page in its own tab, with its requests and its error messages."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.url = path.as_uri()
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def go(self, **place: str) -> None:
        """Open a link into the page, as from outside."""
        self.page.goto("about:blank")
        self.requests.clear()
        query = "&".join(f"{name}={value}" for name, value in place.items())
        self.page.goto(f"{self.url}#{query}" if query else self.url)

    def text(self, selector: str) -> str:
        """Return an element's text with each stretch of white space as one space."""
        return re.sub(r"\s+", " ", self.page.inner_text(selector)).strip()

    def all(self, selector: str) -> list[str]:
        return [re.sub(r"\s+", " ", each).strip() for each in self.page.locator(selector).all_inner_texts()]

    def await_count(self, selector: str, number: int) -> None:
        """Wait until there are `number` elements: the search starts when typing pauses."""
        from playwright.sync_api import expect

        expect(self.page.locator(selector)).to_have_count(number)

    def wide(self) -> bool:
        """Return whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


class Browsing:
    """Opens pages, each in its own context; after the test, none may have requested anything but itself."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.visits: list[Visit] = []

    def open(self, path: Path, **context: Any) -> Visit:
        settings = {"viewport": {"width": 1280, "height": 800}} | context
        visit = Visit(self.browser.new_context(**settings).new_page(), path)
        self.visits.append(visit)
        visit.go()
        return visit


@pytest.fixture
def browsing(browser: Browser) -> Iterator[Browsing]:
    session = Browsing(browser)
    yield session
    for visit in session.visits:
        assert visit.faults == []
        assert {url.partition("#")[0] for url in visit.requests} <= {visit.url}
        visit.page.context.close()


def records(page: Path, name: str, kind: str) -> list[dict[str, Any]]:
    """Return the records of one type in the output beside the page."""
    (path,) = page.parent.glob(f"{name}*.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if row["type"] == kind]


def document(page: Path, name: str) -> str:
    return str(records(page, name, "document")[0]["doc_id"])


@pytest.fixture
def visit(browsing: Browsing, seeds_page: Path) -> Visit:
    return browsing.open(seeds_page)
