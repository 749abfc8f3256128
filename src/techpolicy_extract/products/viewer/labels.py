"""What the page says: its own phrases, and the names and colours that the table of types and the lexicon give."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, get_args, get_origin

from techpolicy_extract.lexicon import load
from techpolicy_extract.records import KINDS

_NO_CODES = frozenset(("type", "flags", "code"))  # fields of codes that have names of their own


def asset(name: str) -> str:
    """Return a file of the page's own as text."""
    return resources.files("techpolicy_extract.products.viewer").joinpath("assets", name).read_text("utf-8")


def labels() -> dict[str, Any]:
    """Return what the page says, as its scripts read it.

    Pairs are Chinese and English. `types`, `flags` and `codes` (of issues) have pairs by name; `fields` and `values`
    Chinese alone, `values` by field, or by type and field as in "deadline.kind", then by code. `listed` are the types
    that are listed, `marked` the fields whose places are marked strongly, `coded` those that hold codes.
    """
    own: dict[str, Any] = json.loads(asset("labels.json"))
    names = load("labels")
    english = names["english"]
    shown = {name: kind for name, kind in KINDS.items() if kind.colour}
    return own | {
        "types": {name: [names["types"][name], kind.english] for name, kind in KINDS.items()},
        "listed": list(shown),
        "marked": list(dict.fromkeys(field for kind in shown.values() for field in (*kind.about, *kind.marked))),
        "fields": names["fields"] | own["fields"],
        "coded": list(_coded()),
        "flags": {flag: [said, english["flags"][flag]] for flag, said in names["flags"].items()},
        "codes": {code: [said, english["issues"][code]] for code, said in names["codes"]["code"].items()},
        "values": dict(_values(names["codes"])),
    }


def colours() -> str:
    """Return the style sheet that gives each type its colour: `--target` and so on."""
    lines = [f"  --{name}: light-dark({', '.join(kind.colour)});" for name, kind in KINDS.items() if kind.colour]
    return "\n".join([":root {", *lines, "}"])


@lru_cache(maxsize=1)
def _coded() -> tuple[str, ...]:
    """Return the fields that hold a value of a closed list, as the models say."""
    fields = [each for kind in KINDS.values() for each in kind.model.model_fields.items()]
    closed = dict.fromkeys(name for name, info in fields if _is_closed(info.annotation))
    return tuple(name for name in closed if name not in _NO_CODES)


def _is_closed(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    return any(_is_closed(part) for part in get_args(annotation))


def _values(codes: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the meanings of codes by field, or by type and field; all comparators share theirs."""
    found: dict[str, dict[str, str]] = {}
    for name, table in codes.items():
        if name in KINDS:
            found |= {f"{name}.{field}": meanings for field, meanings in table.items()}
        elif name not in _NO_CODES:
            found[name] = table
    return found | {name: codes["comparator"] for name in _coded() if name.endswith("_comparator")}
