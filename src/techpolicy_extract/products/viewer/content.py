"""The data of the page for one document: its line in the list, and the content of its own view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from techpolicy_extract import pipeline
from techpolicy_extract.nouns.model import Normalized, Source
from techpolicy_extract.nouns.text import MappedText
from techpolicy_extract.products.audit import audit
from techpolicy_extract.products.viewer.runs import Run
from techpolicy_extract.records import KINDS
from techpolicy_extract.records.issue_texts import chinese
from techpolicy_extract.rules.version import version

Content = dict[str, Any]

# Document and section records are shown around the other records and not counted among them.
_AROUND = frozenset(name for name, kind in KINDS.items() if kind.colour is None)
_LISTED = ("doc_id", "title", "doc_number", "genre", "region", "issued_on", "published_on", "chars", "source_path")


def listed(run: Run, key: str) -> Content:
    """Return the document's line in the list; `key` names the document in links."""
    document = run.document
    severities = Counter(record.get("severity") for record in run.records if record["type"] == "issue")
    return {
        "key": key,
        "name": run.name,
        **{name: document.get(name) for name in _LISTED},
        "issuers": document.get("issuers") or [],
        "unexplained": document.get("numerals_unexplained") or 0,
        "counts": Counter(record["type"] for record in run.records if record["type"] not in _AROUND),
        "errors": severities["error"],
    }


def content(run: Run) -> Content:
    """Return all that the page shows of a document.

    `excerpts` are stretches of the source text, each with its start: the whole text, or only the quotes where the text
    was not found. `pieces`, `furniture` and `loose` are null where the text was not found. `loose` has the spans of the
    unexplained numerals; it is null, too, where other rules made the records.
    """
    if run.text is None:
        quotes = [(record["start"], record["quote"]) for record in run.records]
        shown: Content = {"excerpts": stitch(quotes), "pieces": None, "furniture": None, "loose": None}
    else:
        source = _source(run, run.text)
        normalized = pipeline.advance("normalize", source)
        assert isinstance(normalized, Normalized)  # the stage gives that
        shown = {
            "excerpts": [[0, run.text]],
            "pieces": list(pieces(normalized.mapped, run.text)),
            "furniture": _furniture(normalized),
            "loose": _loose(source, run.document),
        }
    records = [_slim(record, quoted=run.text is not None) for record in run.records]
    return {"whole": run.text is not None, **shown, "records": records}


def stitch(quotes: Iterable[tuple[int, str]]) -> list[list[Any]]:
    """Join quotes that overlap or touch into stretches `[start, text]`, sorted by position in the source text."""
    joined: list[list[Any]] = []
    for start, text in sorted(quotes, key=lambda quote: (quote[0], -len(quote[1]))):
        if joined and start <= joined[-1][0] + len(joined[-1][1]):
            joined[-1][1] += text[joined[-1][0] + len(joined[-1][1]) - start :]
        else:
            joined.append([start, text])
    return joined


def pieces(mapped: MappedText, source: str) -> Iterator[list[Any]]:
    """Yield a normalised text as pieces `[start, end]` of its source, with the normalised text where it differs.

    A piece of the same length as its place in the source maps one to one, any other as a whole.
    """
    done = 0
    for length, low, high in mapped.runs():
        text = mapped.text[done : done + length]
        done += length
        if length != high - low:
            yield [low, high, text]
        else:
            yield from _stretches(low, text, source[low:high])


def _stretches(low: int, text: str, source: str) -> Iterator[list[Any]]:
    """Split a run that maps one to one into stretches that are equal to the source and stretches that differ."""
    begin = 0
    for position in range(1, len(text) + 1):
        same = text[begin] == source[begin]
        if position == len(text) or (text[position] == source[position]) != same:
            place = [low + begin, low + position]
            yield place if same else [*place, text[begin:position]]
            begin = position


def _source(run: Run, text: str) -> Source:
    document = run.document
    return Source(document["source_path"], text, document["source_sha256"], document["encoding"])


def _furniture(normalized: Normalized) -> list[list[Any]]:
    return [[*item.span, item.kind] for item in normalized.furniture]


def _loose(source: Source, document: dict[str, Any]) -> list[list[int]] | None:
    """Return the spans of the unexplained numerals; None where other rules, or another count, made the records."""
    wanted = document.get("numerals_unexplained")
    if wanted == 0:
        return []
    if document.get("rules_version") != version():
        return None
    found = [[row["start"], row["end"]] for row in audit(source) if row["class"] == "unexplained"]
    return found if len(found) == wanted else None


def _slim(record: dict[str, Any], quoted: bool) -> Content:
    """Remove empty fields and text that the page can cut from the source; add the Chinese message of an issue."""
    kept = {name: value for name, value in record.items() if value is not None and value not in ([], {})}
    if kept.get("text") == kept["quote"]:
        del kept["text"]
    if quoted:
        del kept["quote"]
    if record["type"] == "issue" and (said := chinese(record.get("code", ""), record.get("message", ""))):
        kept["message_zh"] = said
    return kept
