"""What the evidence page says of types, fields and codes: all of it there, and nothing of it kept in two places."""

from __future__ import annotations

import json
import re
from typing import Any, Literal, get_args, get_origin

import pytest

from techpolicy_extract.products.viewer.labels import asset, colours, labels
from techpolicy_extract.products.viewer.page import _STYLES
from techpolicy_extract.records import KINDS, TYPES


def literals(annotation: Any) -> set[str]:
    if get_origin(annotation) is Literal:
        return {each for each in get_args(annotation) if isinstance(each, str)}
    return {value for each in get_args(annotation) for value in literals(each)}


@pytest.mark.parametrize("name", TYPES)
def test_every_type_field_and_code_has_its_label(name: str) -> None:
    known = labels()
    assert len(known["types"][name]) == 2
    for field, info in TYPES[name].model_fields.items():
        assert known["fields"][field]
        values = {value for value in literals(info.annotation) if value.isascii() and value.replace("_", "").isalpha()}
        own = {"flags": known["flags"], "code": known["codes"], "type": known["types"]}.get(field)
        typed = known["values"].get(f"{name}.{field}") or known["values"].get(field, {})
        assert values <= (typed if own is None else own).keys()
        assert own is not None or not values or field in known["coded"]


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.colour])
def test_the_colour_of_a_type_stands_in_the_table_of_types_alone(name: str) -> None:
    light, dark = KINDS[name].colour or (None, None)
    assert f"  --{name}: light-dark({light}, {dark});\n" in colours()
    assert f"--{name}:" not in "".join(asset(f"{each}.css") for each in _STYLES)
    assert name in labels()["listed"]


def test_meanings_of_codes_stand_in_the_lexicon_alone() -> None:
    assert set(json.loads(asset("labels.json"))) == {"fields", "truth", "words"}
    assert labels()["values"]["deadline.kind"]["milestone"] == "阶段目标"
    assert labels()["values"]["rate_comparator"] == labels()["values"]["comparator"]


def test_every_phrase_of_the_script_is_in_both_languages() -> None:
    words = json.loads(asset("labels.json"))["words"]
    names = ("dom", "card", "list", "figures", "overview", "document", "app", "text")
    used = {name for each in names for name in re.findall(r'\bsay\("([\w-]+)"', asset(f"{each}.js"))}
    assert used <= words.keys()
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
