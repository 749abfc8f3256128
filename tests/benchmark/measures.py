"""Measurements in this process: each function measures one part and returns the rows of its table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

from techpolicy_extract.api import extract_text
from techpolicy_extract.files.readers import read_bytes
from tests.benchmark import texts
from tests.benchmark.clock import Row, in_turn, rounded, seconds, spent, timed
from tests.benchmark.ratios import OURS
from tests.benchmark.rivals import NAMES, Asked, MissingError, asked

ROUNDS = 5
COMPARED = 3  # documents that other libraries read, too: Recognizers-Text takes half a minute for all rounds
LONG = 50_000  # characters of a long text; also twice and four times as many
MANY = 10  # documents; also twice and four times as many
LINE = 5_000  # characters of an adversarial line; also twice as many
PHRASES = (
    "对入选项目给予不超过50万元补助。",
    "开放共享大型科学仪器1940台。",
    "到2025年，高新技术企业达到5000家。",
    "技術合同成交額達到1000億元。",
    "发放科普读物2.3万份。",
    "基础研究占研发费用的三分之一。",
)
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+")
_NOT_SAID = {"type", "id", "doc_id", "section_id", "quote", "start", "end", "text", "spans", "rule", "flags"}


def stages() -> list[Row]:
    """Measure the stages on the seeds and on shuffled documents."""
    bodies = {
        "seeds": list(texts.seeds().values()),
        "shuffled": [text.encode() for text in texts.documents(len(texts.seeds()))],
    }
    found = {name: _stages(documents) for name, documents in bodies.items()}
    return [{"stage": stage} | {name: found[name][stage] for name in bodies} for stage in found["seeds"]]


def _stages(documents: list[bytes]) -> dict[str, int]:
    """Return the characters per second of each stage and of all stages; each document counts with its best round."""
    total: dict[str, float] = {}
    for data in documents:
        best = min((timed(data) for _ in range(ROUNDS)), key=lambda laps: sum(laps.values()))
        for stage, lap in best.items():
            total[stage] = total.get(stage, 0) + lap
    total["all"] = sum(total.values())
    chars = sum(len(read_bytes(data, "text.txt").text) for data in documents)
    return {stage: round(chars / lap) for stage, lap in total.items()}


def floor(data: bytes) -> bytes:
    """Do the least that can be called reading numbers: decode, run one pattern once, write its matches."""
    found = NUMERAL.finditer(data.decode())
    return "".join(
        json.dumps({"start": each.start(), "end": each.end(), "text": each[0]}, ensure_ascii=False) + "\n"
        for each in found
    ).encode()


def comparison() -> list[Row]:
    """Measure this program, the floor, and other libraries in turn on the same documents."""
    documents = texts.documents(COMPARED)
    bodies = [text.encode() for text in documents]
    told: dict[str, list[dict[str, Any]]] = {}
    with ExitStack() as stack:
        libraries, rows = _opened(stack, {"time": documents})
        works: dict[str, Callable[[], float]] = {
            OURS: partial(seconds, *bodies),
            "floor": lambda: sum(spent(partial(floor, data), 20) for data in bodies),
            **{name: partial(_ask, library, documents, told) for name, library in libraries.items()},
        }
        for name in works.keys() - libraries:  # the libraries are warm already
            works[name]()
        rounds = in_turn(works, ROUNDS)
    chars = sum(map(len, documents))
    own = [{"name": name, "chars": chars, "rounds": rounded(rounds[name])} for name in works if name not in libraries]
    others = [row for name, library in libraries.items() for row in _parts(library, told[name], chars)]
    return own + others + rows


def _opened(stack: ExitStack, question: dict[str, Any]) -> tuple[dict[str, Asked], list[Row]]:
    """Start the libraries that are installed and answer a question; return a row for each one that does not."""
    libraries: dict[str, Asked] = {}
    rows: list[Row] = []
    for name in NAMES:
        try:
            library = stack.enter_context(asked(name))
            library.ask(question)
            libraries[name] = library
        except MissingError as error:
            rows.append({"name": NAMES[name], "missing": str(error)})
    return libraries, rows


def _ask(library: Asked, documents: list[str], told: dict[str, list[dict[str, Any]]]) -> float:
    answer = library.ask({"time": documents})
    told.setdefault(library.name, []).append(answer)
    return float(sum(answer["seconds"].values()))


def _parts(library: Asked, told: list[dict[str, Any]], chars: int) -> list[Row]:
    """Return a row for each search of a library."""
    last = told[-1]
    return [
        {
            "name": f"{NAMES[library.name]} {library.version}: {part}",
            "library": library.name,
            "chars": chars,
            "unit": last["unit"][part],
            "found": last["found"][part],
            "failed": last["failed"][part],
            "rounds": rounded([each["seconds"][part] for each in told]),
        }
        for part in last["seconds"]
    ]


def phrases() -> list[Row]:
    """Return what each library finds in some sentences."""
    rows: list[Row] = [{"text": text, OURS: _said(text)} for text in PHRASES]
    with ExitStack() as stack:
        for library in _opened(stack, {"show": [PHRASES[0]]})[0].values():
            for row, shown in zip(rows, library.ask({"show": list(PHRASES)})["shown"], strict=True):
                row[NAMES[library.name]] = [f"{part}: {each}" for part, found in shown.items() for each in found]
    return rows


def _said(text: str) -> list[str]:
    """Return the records of a sentence, one text each: the type and the fields with a value."""
    rows = [row for row in extract_text(text).rows if row["type"] not in {"document", "part", "section"}]
    return [
        f"{row['type']}: " + ", ".join(f"{key} {value}" for key, value in row.items() if _says(key, value))
        for row in rows
    ]


def _says(key: str, value: Any) -> bool:
    return key not in _NOT_SAID and value not in (None, False, "", [], {})


def growth() -> list[Row]:
    """Measure one text of one, two and four lengths, and one, two and four times as many documents, in turn."""
    bodies = {LONG * factor: [texts.shuffled(LONG * factor).encode()] for factor in (1, 2, 4)}
    many = {MANY * factor: [text.encode() for text in texts.documents(MANY * factor)] for factor in (1, 2, 4)}
    return _grown("characters in one document", bodies) + _grown(f"documents of {texts.SIZE:,} characters", many)


def _grown(of: str, bodies: dict[int, list[bytes]]) -> list[Row]:
    found = in_turn({str(size): partial(seconds, *each) for size, each in bodies.items()}, 3)
    chars = {size: sum(len(data.decode()) for data in each) for size, each in bodies.items()}
    return [{"of": of, "size": size, "chars": chars[size], "rounds": rounded(found[str(size)])} for size in bodies]


def odd() -> list[Row]:
    """Measure the same sentences in unusual forms, in turn."""
    bodies = dict(texts.odd())
    works: dict[str, Callable[[], float]] = {name: partial(seconds, data) for name, data in bodies.items()}
    found = in_turn(works, ROUNDS)
    return [
        {"text": name, "chars": len(read_bytes(data, "text.txt").text), "rounds": rounded(found[name])}
        for name, data in bodies.items()
    ]


def adversarial() -> list[Row]:
    """Measure lines that repeat one thing, in turn with their first halves."""
    rows: list[Row] = []
    for (name, half), (_, text) in zip(texts.lines(LINE), texts.lines(2 * LINE), strict=True):
        data = text.encode()
        found = in_turn({"half": partial(seconds, half.encode()), "line": partial(seconds, data)}, 2)
        rows.append(
            {
                "line": name,
                "chars": len(text),
                "bytes": len(data),
                "written": len(extract_text(text).to_jsonl().encode()),
                "rounds_of_half": rounded(found["half"]),
                "rounds": rounded(found["line"]),
            }
        )
    return rows
