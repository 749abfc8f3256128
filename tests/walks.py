"""Check the walks of docs/parse.md: blocks that show a sentence, its chunks and its records, parted by empty lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from techpolicy_extract.nouns.model import Sentence, Source
from techpolicy_extract.pipeline import Trace, trace
from techpolicy_extract.products.explain.shape import chunk_lines
from techpolicy_extract.syntax.tree import parse
from tests.documents import source_of

ROOT = Path(__file__).parent.parent
TITLE = "滨江市科技创新奖补办法\n"  # above the sentence of a walk that is from no seed
_SEED = re.compile(r"(?P<path>seeds/\S+\.txt) at (?P<at>\d+)\n")
_RECORD = re.compile(r"(?P<type>\w+) by (?P<rule>[\w.-]+):(?P<fields>.*)")
_FIELD = re.compile(r' (\w+)=("[^"]*"|\S+)')


def check_walk(body: str) -> None:
    """Read the sentence of a walk. Fails where its text, its chunk lines or its records are not those shown."""
    shown, chunks, wanted = body.rstrip("\n").split("\n\n")
    seed = _SEED.match(shown)
    if seed:
        text = (ROOT / seed["path"]).read_bytes().decode("utf-8-sig")
        source, start, shown = source_of(text), int(seed["at"]), shown[seed.end() :]
    else:
        source, start = source_of(TITLE + shown), len(TITLE)
    assert source.text[start : start + len(shown)] == shown, f"the text does not say {shown}"
    traced = trace(source)
    sentence = _sentence(traced, start, source)
    found = "\n".join(chunk_lines(parse(sentence)))
    assert found == chunks, f"the chunks of {shown} are\n{found}"
    held = {traced.ids[id(draft)] for draft in traced.settled.drafts if draft.sentence is sentence}
    got = [row for row in traced.records if row["id"] in held]
    lines = [] if wanted == "no record" else wanted.split("\n")
    assert len(got) == len(lines), f"{shown} makes {len(got)} records"
    records = "\n".join(map(_same, got, lines))
    assert records == "\n".join(lines), f"the records of {shown} are\n{records}"


def _sentence(traced: Trace, start: int, source: Source) -> Sentence:
    """Return the sentence that begins at a position of the source."""
    starts = traced.matched.segmented.normalized.mapped.starts
    return next(each for each in traced.matched.sentences if starts[each.start] == start)


def _same(row: dict[str, Any], line: str) -> str:
    """Write a record as a line of a walk does: type, rule and the fields that the line names."""
    told = _RECORD.fullmatch(line)
    assert told, f"a record is shown as `TYPE by RULE: field=value …`, not as {line}"
    fields = "".join(f" {name}={_value(row[name])}" for name, _ in _FIELD.findall(told["fields"]))
    return f"{row['type']} by {row['rule']}:{fields}"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
