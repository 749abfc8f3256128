"""What a rule pack must hold: its format, its keys, the types of its rules, and the JSON Schema of all that."""

from __future__ import annotations

from typing import Any

from techpolicy_extract.nouns.views import VIEWS as FORMS
from techpolicy_extract.records import KINDS
from techpolicy_extract.records.kind import RuleType

FORMAT = 2
STATUSES = ("draft", "stable", "retired")
REQUIRED = ("id", "type", "doc", "pattern", "example", "reject")
KEYS = frozenset((*REQUIRED, "status", "rank", "set", "view"))
MIN_EXAMPLES = 2

# An enumeration makes no record: it takes a number that counts the text's own parts, so that no other rule does.
ENUMERATION = RuleType("enumeration", groups=("value",))
RULE_TYPES: dict[str, RuleType] = {
    rule.name: rule for rule in (*(kind.rule for kind in KINDS.values() if kind.rule), ENUMERATION)
}
# What a rule looks at, and the types of the rules that can: its pattern finds records in slot text, or only the
# sentences whose awards or rulings are read off their tree, or it says of the items of a card or a duty what they are.
VIEWS: dict[str, tuple[str, ...]] = {
    "slots": tuple(name for name, rule in RULE_TYPES.items() if rule.view not in FORMS),
    "awards": ("fund",),
    "rulings": ("provision",),
    "cards": ("contact",),
    "card-lines": ("contact",),
    "duties": ("responsibility",),
    "duty-lines": ("responsibility",),
}
GROUPED = ("slots",)  # views whose records are made of the groups of a pattern
_TEXT = {"type": "string", "minLength": 1}


def makes(rule_type: str) -> tuple[str, ...]:
    """Return the types of the records that rules of a type make; none for an enumeration."""
    return tuple(name for name, kind in KINDS.items() if kind.rule and kind.rule.name == rule_type)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule pack, as the loader of packs demands it."""
    fields = {"type": "object", "minProperties": 1}
    example = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": _TEXT,
            "records": {
                "type": "array",
                "items": fields,
                "description": "the records that the rule makes of the text, in order, with fields they must have",
            },
            "fields": fields | {"description": "what exactly one record of the rule's type must have"},
        },
    }
    reject = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": _TEXT}}
    return {
        "description": "A rule pack: a TOML file of rules, each a pattern over slot text with examples and rejects.",
        "type": "object",
        "additionalProperties": False,
        "required": ["format"],
        "properties": {
            "format": {"const": FORMAT, "description": "the format of rule packs that the file is written in"},
            "rule": {"type": "array", "items": _rule(example, reject)},
        },
    }


def _rule(example: dict[str, Any], reject: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": sorted(REQUIRED),
        "additionalProperties": False,
        "properties": {
            "id": _TEXT | {"description": "unique over all packs"},
            "type": {"enum": list(RULE_TYPES)},
            "doc": _TEXT | {"description": "one line: what the rule finds, with a phrase that it finds"},
            "pattern": _TEXT | {"description": "regular expression over slot text; {name} stands for an atom"},
            "status": {"enum": list(STATUSES), "default": "stable"},
            "rank": {"type": "integer", "default": 50, "description": "rules of a lower rank are tried first"},
            "view": {
                "enum": list(VIEWS),
                "description": "slots: groups of the pattern make records; awards, rulings: its sentences are read; "
                "cards, duties: the items of one that is put together; card-lines, duty-lines: those of lines. "
                "Without it slots, of a contact cards, of a responsibility duties",
            },
            "set": {"type": "object", "description": "fields that every record of the rule has, and marks"},
            "example": {"type": "array", "minItems": MIN_EXAMPLES, "items": example},
            "reject": {"type": "array", "minItems": 1, "items": reject},
        },
    }
