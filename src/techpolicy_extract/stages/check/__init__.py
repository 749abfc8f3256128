"""Believe nothing: what is wrong with a document as issues, then every record against its schema and the source."""

from __future__ import annotations

from typing import Any

from techpolicy_extract.nouns.model import Source
from techpolicy_extract.stages.check.findings import with_findings
from techpolicy_extract.stages.check.records import check_records


def find_issues(records: list[dict[str, Any]], source: Source) -> list[dict[str, Any]]:
    """Return the records of a document and its issues, in order: document, sections, all else by position."""
    return with_findings(records, source.text, source.layout)


def check(records: list[dict[str, Any]], source: Source) -> list[dict[str, Any]]:
    """Return the records of a document and its issues, in order. Raises RecordError where one breaks its schema."""
    found = find_issues(records, source)
    check_records(found, source.text, source.path)
    return found
