"""Read the floors of an evaluation from TOML: the least figure allowed for each type and field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.nouns.library_faults import system_fault, toml_fault
from techpolicy_extract.products.evaluation.fields import DOCUMENT_FIELDS, FIELDS, NUMBERS, POOLED, QUANTITY
from techpolicy_extract.products.pairing import ANCHORS

KEYS = ("bad_spans", "types", "fields", "document")
_HOW = {"exact", "soft"}
Floors = Mapping[str, Any]


def read(path: Path, table: str | None = None) -> Floors:
    """Read the floors in a file: one table of it, or the whole file where it has no tables.

    Raises UserError where the file is no TOML, has no such table, or has a floor for something that is not measured.
    """
    where = path.as_posix()
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"cannot be read: {system_fault(error)}", where, "check the path of the floors") from None
    except ValueError as error:
        raise UserError(
            f"not valid TOML: {toml_fault(error)}", where, "`extract eval --help` says what it holds"
        ) from None
    tables = [name for name, value in found.items() if isinstance(value, dict) and name not in KEYS]
    if table is None and len(tables) == 1 and len(found) == 1:
        table = tables[0]
    if (table is not None and table not in tables) or (table is None and tables):
        raise UserError("name the table of floors", where, f"--table: {', '.join(tables) or 'it has none'}")
    floors: Floors = found if table is None else found[table]
    for fault in faults(floors):
        raise UserError(fault, where if table is None else f"{where}: {table}")
    return floors


def faults(floors: Floors) -> Iterator[str]:
    """Yield a message for each floor of something that is not measured, and for each floor that is no number."""
    yield from (f"unknown key {key!r}" for key in floors if key not in KEYS)
    for key in ("types", "fields", "document"):
        for name, floor in _table(floors, key).items():
            if name not in _known(key, name):
                yield f"unknown {key} floor {name!r}"
            elif not all(map(_is_number, floor.values() if isinstance(floor, dict) else [floor])):
                yield f"the floor of {name!r} is no number"
            elif isinstance(floor, dict) is not (key == "fields") or (key == "fields" and not floor.keys() <= _HOW):
                yield f"the floor of {name!r} has another form: 0.9, or exact = 0.9 and soft = 0.9 for a field"
    if not _is_number(floors.get("bad_spans", 0)):
        yield "the limit of bad_spans is no number"


def _table(floors: Floors, key: str) -> dict[str, Any]:
    found = floors.get(key, {})
    return found if isinstance(found, dict) else {str(found): found}


def _known(key: str, name: str) -> tuple[str, ...]:
    """Return the names that may have a floor in the table `key`: record types, fields of one type, document fields.

    `name` is the name of the floor, as `target.value`; its part before the dot chooses the type.
    """
    if key != "fields":
        return (NUMBERS, *ANCHORS) if key == "types" else DOCUMENT_FIELDS
    kind = name.partition(".")[0]
    return tuple(f"{kind}.{field}" for field in FIELDS.get(POOLED[0] if kind == QUANTITY else kind, ()))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def missed(figures: Mapping[str, Any], wanted: Floors) -> list[str]:
    """Return a message for each floor that the figures do not reach."""
    found = list(_bad_spans(figures["grounding"], wanted))
    for kind, floor in wanted.get("types", {}).items():
        found += _below(f"F1 of {kind}", figures["types"].get(kind, {}).get("F1"), floor)
    for name, floor in wanted.get("fields", {}).items():
        cell = (figures["fields"] | figures["pooled"]).get(name, {})
        for how, least in floor.items():
            found += _below(f"{name} ({how})", cell.get(how), least)
    for name, floor in wanted.get("document", {}).items():
        agree, n = figures["document"].get(name, (0, 0))
        found += _below(f"document.{name}", agree / n if n else None, floor)
    return found


def _bad_spans(grounding: list[int], wanted: Floors) -> Iterator[str]:
    most = wanted.get("bad_spans")
    good, bad = grounding
    if most is not None and not good + bad:
        yield f"bad_spans has a limit of {most}, but nothing to measure: no source was read"
    elif most is not None and bad > most:
        yield f"{bad} bad spans, above the limit of {most}"


def _below(what: str, value: float | None, floor: float) -> Iterator[str]:
    if value is None:
        yield f"{what} has a floor of {floor}, but nothing to measure"
    elif value < floor:
        yield f"{what} is {value:.3f}, below its floor of {floor}"
