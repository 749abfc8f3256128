"""Score a folder of outputs against a folder of gold annotations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from techpolicy_extract.files import jsonl, outputs
from techpolicy_extract.files.jsonl import Row
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.evaluation.score import Score
from techpolicy_extract.products.pairing import equality, overlap

GOLD_SUFFIX = ".gold.jsonl"


@dataclass(slots=True)
class Evaluation:
    """The scores of all documents together, of each document and of each genre; `missing` have no output."""

    total: Score = field(default_factory=Score)
    documents: dict[str, Score] = field(default_factory=dict)
    genres: dict[str, Score] = field(default_factory=dict)
    genre_sizes: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)


def evaluate(gold: Path, out: Path, sources: Path | None = None, strict: bool = False) -> Evaluation:
    """Score `out`/NAME.jsonl against each `gold`/NAME.gold.jsonl; check quotes and spans against `sources`/NAME.txt.

    Without `sources`, quotes and spans are not checked. `strict` pairs records only where the spans of their anchors
    are equal. Raises UserError where there are no annotations, a folder is missing, or a line is no record.
    """
    found = {name: path for name, path in jsonl.find(gold, GOLD_SUFFIX).items() if name.endswith(GOLD_SUFFIX)}
    if not found:
        raise UserError(f"no *{GOLD_SUFFIX} here", gold.as_posix(), "name a folder of annotations")
    for folder in (out, sources):
        if folder is not None and not folder.is_dir():
            raise UserError("no such folder", folder.as_posix(), "check the spelling of the path")
    outputs.refuse_shards(jsonl.find(out).values(), "eval")
    result = Evaluation()
    for file, path in found.items():
        name = file.removesuffix(GOLD_SUFFIX)
        wanted, output = _records(path), out / f"{name}.jsonl"
        got = _records(output) if output.exists() else []
        for row in got[:1]:
            outputs.require_version(row, output.as_posix())
        result.missing += [] if output.exists() else [name]
        score = Score(near=equality if strict else overlap)
        score.add(name, wanted, got, _source(sources, name))
        genre = _genre(wanted) or _genre(got) or "unknown"
        result.documents[name] = score
        result.genre_sizes[genre] += 1
        genre_score = result.genres.setdefault(genre, Score())
        genre_score += score
        result.total += score
    return result


def _records(path: Path) -> list[Row]:
    rows = jsonl.read(path)
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("type"), str):
            raise UserError(f"record {number} has no type", path.as_posix(), "each record says its type")
    return rows


def _source(folder: Path | None, name: str) -> str | None:
    path = folder / f"{name}.txt" if folder is not None else None
    if path is None or not path.exists():
        return None
    try:
        return jsonl.read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("not UTF-8", path.as_posix(), "save it as UTF-8") from None


def _genre(rows: list[Row]) -> str | None:
    return next((str(row["genre"]) for row in rows if row["type"] == "document" and row.get("genre")), None)
