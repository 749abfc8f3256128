"""What the page holds of a document: a line of the list, and all that its view needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from techpolicy_extract.nouns.model import Normalized, Source
from techpolicy_extract.nouns.text import MappedText
from techpolicy_extract.products.audit import audit
from techpolicy_extract.products.viewer.runs import Run
from techpolicy_extract.records import KINDS
from techpolicy_extract.records.issue_texts import chinese
from techpolicy_extract.rules.version import version
from techpolicy_extract.stages.normalize import normalize

Content = dict[str, Any]

# A document itself and its sections are shown around the records, not counted among them.
_AROUND = frozenset(name for name, kind in KINDS.items() if kind.colour is None)
_LISTED = ("doc_id", "title", "doc_number", "genre", "region", "issued_on", "published_on", "chars", "source_path")


def listed(run: Run, key: str) -> Content:
    """Give the document's line in the list; `key` is what links call it."""
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
    """Give all that is shown of a document.

    `excerpts` are stretches of the source, each with its start: the whole text, or the quotations where the text was
    not found. `pieces`, `furniture` and `loose` are null where the text was not found; `loose`, the places of the
    numerals that nothing explains, also where the rules that found the records are not these.
    """
    if run.text is None:
        quotes = [(record["start"], record["quote"]) for record in run.records]
        shown: Content = {"excerpts": stitch(quotes), "pieces": None, "furniture": None, "loose": None}
    else:
        source = _source(run, run.text)
        normalized = normalize(source)
        shown = {
            "excerpts": [[0, run.text]],
            "pieces": list(pieces(normalized.mapped, run.text)),
            "furniture": _furniture(normalized),
            "loose": _loose(source, run.document),
        }
    records = [_slim(record, quoted=run.text is not None) for record in run.records]
    return {"whole": run.text is not None, **shown, "records": records}


def stitch(quotes: Iterable[tuple[int, str]]) -> list[list[Any]]:
    """Join quotations that overlap or touch into stretches `[start, text]`, in the order of their places."""
    joined: list[list[Any]] = []
    for start, text in sorted(quotes, key=lambda quote: (quote[0], -len(quote[1]))):
        if joined and start <= joined[-1][0] + len(joined[-1][1]):
            joined[-1][1] += text[joined[-1][0] + len(joined[-1][1]) - start :]
        else:
            joined.append([start, text])
    return joined


def pieces(mapped: MappedText, source: str) -> Iterator[list[Any]]:
    """Give a normalised text as pieces `[start, end]` of its source, with their text where the source has another.

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
    """Part a run that maps one to one where it begins or ceases to be what the source says."""
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
    """Give the places of the unexplained numerals, where the same rules find as many as the document says."""
    wanted = document.get("numerals_unexplained")
    if wanted == 0:
        return []
    if document.get("rules_version") != version():
        return None
    found = [[row["start"], row["end"]] for row in audit(source) if row["class"] == "unexplained"]
    return found if len(found) == wanted else None


def _slim(record: dict[str, Any], quoted: bool) -> Content:
    """Leave out what says nothing, and what the page can cut from the text; give issues their Chinese sentence."""
    kept = {name: value for name, value in record.items() if value is not None and value not in ([], {})}
    if kept.get("text") == kept["quote"]:
        del kept["text"]
    if quoted:
        del kept["quote"]
    if record["type"] == "issue" and (said := chinese(record.get("code", ""), record.get("message", ""))):
        kept["message_zh"] = said
    return kept
