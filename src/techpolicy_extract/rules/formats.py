"""The format of rule packs: which one this program reads, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from techpolicy_extract.lexicon import load
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.records.rule_pack import FORMAT


def format_fault(data: Mapping[str, Any], text: str, name: str) -> RuleError | None:
    """Return what is wrong with the format that a pack names; None where this program reads it.

    `data` is the pack's TOML, `text` the same as written, `name` its file. A pack that names none is of format 1.
    """
    found = data.get("format", 1)
    if found == FORMAT and not isinstance(found, bool):
        return None
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        return RuleError("the key 'format' must be a number", name, f"write format = {FORMAT} at its top")
    message = f"is a pack of format {found}, this program reads format {FORMAT}"
    if found > FORMAT:
        return RuleError(message, name, "update this program")
    changed = "; ".join(_changed(text, found)) or "none of its atoms has changed"
    return RuleError(message, name, f"{changed}; then write format = {FORMAT} at its top")


def _changed(text: str, since: int) -> list[str]:
    """Return a phrase for each atom of a pack that has changed since a format."""
    tables = load("atoms")["changed"]
    return [
        f"{{{atom}}} {what}"
        for number in range(since + 1, FORMAT + 1)
        for atom, what in tables.get(str(number), {}).items()
        if f"{{{atom}}}" in text
    ]
