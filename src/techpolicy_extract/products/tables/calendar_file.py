"""Write deadlines as a calendar (RFC 5545), which Outlook, Apple and Google calendars open."""

from __future__ import annotations

from collections.abc import Iterator

from techpolicy_extract.files import store
from techpolicy_extract.nouns.version import __version__
from techpolicy_extract.products.tables.cells import full_day
from techpolicy_extract.products.tables.columns import codes, words
from techpolicy_extract.products.tables.ical import Property, folded
from techpolicy_extract.products.tables.links import fragment, is_web, page
from techpolicy_extract.products.tables.model import Entry, Row
from techpolicy_extract.products.tables.occasions import Occasion, occasion
from techpolicy_extract.products.tables.writing import Writing

_NO_DAY = "19700101T000000Z"  # DTSTAMP is required; this value stands for a document without a date


def write(writing: Writing) -> list[str]:
    """Write one calendar of all deadlines with a day; return a note with the number of those without."""
    entries = {
        entry.record["id"]: entry  # a document that was read twice has its deadlines once
        for table in writing.selection.tables
        if table.type == "deadline"
        for entry in table.entries
    }
    placed = {id_: found for id_, entry in entries.items() if (found := occasion(entry))}
    lines = list(_calendar(writing, [(entries[id_], found) for id_, found in placed.items()]))
    store.write(writing.out, folded(lines))
    left = len(entries) - len(placed)
    return [f"{left} of {len(entries)} deadlines have no day and are not in the calendar"] if left else []


def _calendar(writing: Writing, events: list[tuple[Entry, Occasion]]) -> Iterator[Property]:
    address = page(writing.view, writing.out.parent)
    yield Property("BEGIN", "VCALENDAR")
    yield Property("VERSION", "2.0")
    yield Property("PRODID", f"-//techpolicy-extract//techpolicy-extract {__version__}//ZH")
    yield Property("CALSCALE", "GREGORIAN")
    yield Property("X-WR-CALNAME", words("words")["calendar"], is_text=True)
    for entry, found in events:
        yield from _event(entry, found, f"{address}#{fragment(entry.record)}")
    yield Property("END", "VCALENDAR")


def _event(entry: Entry, found: Occasion, link: str) -> Iterator[Property]:
    yield Property("BEGIN", "VEVENT")
    yield Property("UID", entry.record["id"], is_text=True)
    yield Property("DTSTAMP", _stamp(entry.document or {}))
    yield Property("DTSTART;VALUE=DATE", f"{found.first:%Y%m%d}")
    yield Property("DTEND;VALUE=DATE", f"{found.behind:%Y%m%d}")
    if found.rule:
        yield Property("RRULE", found.rule)
    yield Property("SUMMARY", _summary(entry.record), is_text=True)
    yield Property("DESCRIPTION", "\n".join(_description(entry, found, link)), is_text=True)
    if is_web(link):
        yield Property("URL", link)
    yield Property("TRANSP", "TRANSPARENT")  # the event does not block time in the user's calendar
    yield Property("END", "VEVENT")


def _stamp(document: Row) -> str:
    """Return the document's date as a DTSTAMP: the time of writing would change with each run."""
    day = full_day(document.get("issued_on")) or full_day(document.get("published_on"))
    return f"{day:%Y%m%d}T000000Z" if day else _NO_DAY


def _summary(record: Row) -> str:
    kind = codes("deadline", "kind")[record["kind"]]
    recipient = f"（{record['recipient']}）" if record["recipient"] else ""
    return f"{kind}：{record['action'] or record['text']}{recipient}"


def _description(entry: Entry, found: Occasion, link: str) -> Iterator[str]:
    say, record, document = words("calendar"), entry.record, entry.document or {}
    yield f"{say['quote']}：{record['quote']}"
    if record["recipient"]:
        yield f"{say['recipient']}：{record['recipient']}"
    for name, field in (("document", "title"), ("doc_number", "doc_number")):
        if document.get(field):
            yield f"{say[name]}：{document[field]}"
    yield f"{say['date_text']}：{record['date_text']}"
    for note, date in found.notes:
        yield say[note].format(date=date)
    yield f"{say['link']}：{link}"
