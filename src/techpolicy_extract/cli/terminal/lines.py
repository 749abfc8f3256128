"""Format what `explain` and `rules show` found as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from techpolicy_extract.cli.terminal.layout import one_line
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Rule

# Where a time stands that holds for what is below it.
_TIMES = {"heading": "a heading", "lead": "a sentence that says what is due", "opening": "the opening of a sentence"}
_NAMES = str.maketrans({letter: f"{{{name}}}" for name, letter in LETTERS.items()})


def rule(found: Rule) -> Iterator[str]:
    """Yield the lines of a rule: its keys, its pattern as written and with atoms expanded, its examples and rejects."""
    for name in ("id", "type", "status", "rank", "view", "doc", "pack"):
        yield f"{name:9}{getattr(found, name)}"
    if found.set:
        yield f"set      {json.dumps(found.set, ensure_ascii=False)}"
    yield f"pattern  {found.written}"
    yield f"expanded {found.pattern.pattern.translate(_NAMES)}"
    for title, cases in (("example", found.examples), ("reject", found.rejects)):
        for number, case in enumerate(cases, 1):
            yield f"{title} {number}"
            for key, value in case.items():
                for one in value if isinstance(value, list) and value else [value]:
                    yield f"  {key:9}{one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)}"


def explained(found: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of what `explain` found, part by part."""
    yield f"{found['path']}, position {found['at']}"
    if "furniture" in found:
        yield f"page furniture ({found['furniture']['kind']}) {_place(found['furniture'])}: the rules do not see it"
    elif "sentence" not in found and not found.get("records"):
        yield "between two sentences: nothing stands here that rules see"
    if "sentence" in found:
        yield from _sentence(found)
        yield from _tree(found["tree"]) if "tree" in found else ()
        yield from _matches(found["matches"])
        for weighed in found["classes"]:
            yield from _class(weighed)
    for record in found.get("records", []):
        yield from _record(record)


def _sentence(found: dict[str, Any]) -> Iterator[str]:
    section = found["section"]
    yield f"section  {section['path']} {one_line(section['heading'] or '')}".rstrip()
    yield from _scope(found["scope"])
    yield f"sentence {_place(found['sentence'])}"
    yield f"as rules see it: {one_line(found['sentence']['slots'])}"
    for view, seen in found["views"].items():
        yield f"as rules with the view {view} see it: {one_line(seen)}"
    yield "lexemes" if found["lexemes"] else "lexemes: none"
    for lexeme in found["lexemes"]:
        yield f"  {_place(lexeme)} {lexeme['kind']}, seen as {lexeme['slot']}"


def _scope(scope: dict[str, Any]) -> Iterator[str]:
    """Yield what the headings above say: kind of the part, labels, look, year, times, task."""
    says = f" ({scope['says']})" if scope["says"] else ""
    yield f"scope    a part of kind {scope['kind']}{says}, {one_line(scope['title'] or 'without a title')}"
    for label in scope["labels"]:
        filled = f" ({label['said']})" if label["said"] else ""
        yield f"  {label['name']}{filled}: {label['says']}, by {one_line(label['heading'] or 'its marker')}"
    if scope["looks"]:
        yield f"  looks {scope['looks']}"
    if scope["year"]:
        yield f"  tells of {scope['year']}"
    for time in scope["times"]:
        yield f"  time {_place(time)}, by {_TIMES[time['place']]}"
    if scope["task"]:
        yield f"  task {one_line(scope['task'])}"


def _tree(tree: dict[str, Any]) -> Iterator[str]:
    yield "chunks, one clause a line"
    for line in tree["chunks"]:
        yield f"  {one_line(line)}"
    yield "tree: kinds, positions in the slot text, positions in the source"
    for clause in tree["clauses"]:
        yield from _node(clause, 1)


def _node(node: dict[str, Any], depth: int) -> Iterator[str]:
    start, end = node["slots"]
    yield f"{'  ' * depth}{'+'.join(node['kinds'])} {start}-{end} {_place(node)}"
    for item in node["items"]:
        yield from _node(item, depth + 1)


def _matches(matches: list[dict[str, Any]]) -> Iterator[str]:
    yield "rules that matched (* at the position)" if matches else "rules that matched: none"
    for match in matches:
        told = f": {', '.join(match['records'])}" if match["records"] else f": {match['reason']}"
        yield f"{'*' if match['here'] else ' '} {match['rule']} {match['outcome']}{told}"
        groups = " ".join(f"{name}={one_line(text)}" for name, text in match["groups"].items())
        yield f"    {_place(match)} {groups}"


def _class(weighed: dict[str, Any]) -> Iterator[str]:
    """Yield why a number is of its class: the sums, and a line for each thing that was weighed."""
    sums = ", ".join(f"{name} {value}" for name, value in weighed["sums"].items())
    inferred = ", so little that it is flagged class_inferred" if weighed["inferred"] else ""
    head = f"{'*' if weighed['here'] else ' '} {weighed['decides']} of {_place(weighed)}: {weighed['class']}"
    yield f"{head}, ahead by {weighed['margin']}{inferred}; {sums}"
    for each in weighed["evidence"]:
        weights = ", ".join(f"{name} {value:+}" for name, value in each["weights"].items())
        words = each["words"] or each["looked_at"]
        yield f"    {weights} {each['name']}{f' {_place(words)}' if words else ''}: {each['reason']}"


def _record(record: dict[str, Any]) -> Iterator[str]:
    flags = f", flags {', '.join(record['flags'])}" if record["flags"] else ""
    yield f"record {record['id']} by {record['rule']}{flags}"
    yield f"  quote [{record['start']}, {record['end']}) {one_line(record['quote'])}"
    for field in record["fields"]:
        value = json.dumps(field["value"], ensure_ascii=False)
        yield f"  {field['field']} = {value}: {_origin(field)}"


def _origin(field: dict[str, Any]) -> str:
    """Return the text that says where a field came from."""
    places = ", ".join(
        f"[{start}, {end}) {one_line(text)}" for (start, end), text in zip(field["places"], field["text"], strict=True)
    )
    said = {"source": places, "rule": "set by the rule", "inherited": f"inherited from {places or 'an earlier record'}"}
    return said.get(field["origin"]) or f"{field['origin']} {places}".rstrip()


def _place(row: dict[str, Any]) -> str:
    return f"[{row['start']}, {row['end']}) {one_line(row['text'])}"
