"""Score records against gold annotations: pairs by overlapping anchors, then agreement field by field.

A gold record leaves out the fields that it does not judge. `optional` gold is neither a miss nor a false alarm, and a
`coverage` record says which types, and which stretch of the text, are annotated.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Place = tuple[int, int]
Pair = tuple[int, int]

# type → the fields whose spans anchor a record; without any, its quote does
ANCHORS: dict[str, tuple[str, ...]] = {
    "target": ("value",),
    "result": ("value",),
    "provision": ("value",),
    "fund": ("threshold_value", "rate_percent", "cap_value", "floor_value", "floor_amount", "total_value"),
    "deadline": ("date_text",),
    "contact": ("phones", "emails", "address", "postcode"),
    "section": ("marker",),
    "citation": ("title", "doc_number"),
    "responsibility": (),
}
_QUANTITY = (
    "indicator", "comparator", "value", "value_max", "unit", "amount", "dimension", "measure", "accumulation",
    "baseline_value", "period_start", "period_end", "scope", "action",
)  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "target": _QUANTITY,
    "result": _QUANTITY,
    "provision": ("subject", "comparator", "value", "value_max", "unit", "amount", "kind"),
    "fund": (
        "name", "instrument", "threshold_amount", "threshold_comparator", "threshold_max_amount", "rate_percent",
        "rate_max_percent", "cap_amount", "floor_amount", "total_amount", "total_role", "status",
    ),
    "deadline": ("kind", "date", "date_start", "precision", "action", "recipient"),
    "contact": ("person", "organization", "phones", "emails", "address", "postcode"),
    "section": ("level", "kind", "number", "heading"),
    "citation": ("title", "doc_number", "relation"),
    "responsibility": ("lead", "participants"),
}  # fmt: skip
SOFT = frozenset(
    ("indicator", "subject", "scope", "name", "action", "recipient", "heading", "title", "organization", "address")
)
DOCUMENT_FIELDS = (
    "title", "doc_number", "genre", "issuers", "recipients", "issued_on", "published_on", "region", "script",
)  # fmt: skip
NUMBERED = ("target", "result", "provision", "fund")
NUMBERS = "numbers (any)"  # the row that asks only whether a number is in some record
QUANTITY = "quantity"  # the type that pools target and result where fields are counted
_QUOTES = frozenset("“”\"'‘’《》〈〉<>")
_HALF, _MOST = 0.5, 0.8


@dataclass
class Cell:
    """How many pairs, misses and false alarms."""

    hit: int = 0
    miss: int = 0
    false: int = 0

    def figures(self) -> dict[str, float]:
        precision = self.hit / (self.hit + self.false) if self.hit + self.false else 1.0
        recall = self.hit / (self.hit + self.miss) if self.hit + self.miss else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        gold = self.hit + self.miss
        return {"gold": gold, "P": round(precision, 4), "R": round(recall, 4), "F1": round(f1, 4)}


@dataclass
class Agreement:
    """In how many of `n` pairs a field agrees, exactly and softly."""

    exact: int = 0
    soft: int = 0
    n: int = 0

    def figures(self) -> dict[str, float]:
        return {"n": self.n, "exact": round(self.exact / self.n, 4), "soft": round(self.soft / self.n, 4)}


@dataclass
class Score:
    """The tally over documents; `notes` says each miss, false alarm and differing field."""

    types: defaultdict[str, Cell] = field(default_factory=lambda: defaultdict(Cell))
    fields: defaultdict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    document: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    grounding: list[int] = field(default_factory=lambda: [0, 0])
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Sequence[Row], pred: Sequence[Row], source: str | None = None) -> None:
        """Score the records of one document."""
        if source is not None:
            good, bad = grounding(pred, source)
            self.grounding[0] += good
            self.grounding[1] += bad
        coverage = next((row for row in gold if row["type"] == "coverage"), {})
        covered = {row["type"] for row in gold} | set(coverage.get("types", []))
        if "range" in coverage:
            low, high = coverage["range"]
            pred = [p for p in pred if p["type"] == "document" or low <= _first(p) < high]
        self._document(name, gold, pred)
        left_gold, left_pred = self._pairs(name, gold, pred, covered)
        self._leftovers(name, (left_gold, left_pred), [row for row in gold if row.get("optional")])
        if covered & set(NUMBERED):
            self._numbers(gold, pred)

    def figures(self) -> Row:
        """Give precision, recall and F1 of each type, the agreement of each field, and the rest, as plain data."""
        kinds = [kind for kind in (NUMBERS, *ANCHORS) if kind == NUMBERS or kind in self.types]
        pooled = {f"{QUANTITY}.{name}": self.pooled(name) for name in _QUANTITY}
        return {
            "types": {kind: self.types[kind].figures() for kind in kinds},
            "fields": {name: cell.figures() for name, cell in sorted(self.fields.items())},
            "pooled": {name: cell.figures() for name, cell in pooled.items() if cell.n},
            "document": {name: list(cell) for name, cell in self.document.items()},
            "confusion": {f"{gold}→{got}": n for (gold, got), n in self.confusion.most_common()},
            "grounding": list(self.grounding),
        }

    def pooled(self, name: str) -> Agreement:
        """Give the agreement of a field over targets and results together."""
        cells = [self.fields[f"{kind}.{name}"] for kind in ("target", "result") if f"{kind}.{name}" in self.fields]
        return Agreement(sum(c.exact for c in cells), sum(c.soft for c in cells), sum(c.n for c in cells))

    def _document(self, name: str, gold: Sequence[Row], pred: Sequence[Row]) -> None:
        wanted = next((row for row in gold if row["type"] == "document"), {})
        got = next((row for row in pred if row["type"] == "document"), {})
        for key in (key for key in DOCUMENT_FIELDS if key in wanted):
            agree = folded(wanted[key]) == folded(got.get(key))
            self.document[key][0] += agree
            self.document[key][1] += 1
            if not agree:
                self.notes.append(f"{name} document.{key}: gold {wanted[key]!r} got {got.get(key)!r}")

    def _pairs(
        self, name: str, gold: Sequence[Row], pred: Sequence[Row], covered: set[str]
    ) -> tuple[list[Row], list[Row]]:
        """Count the pairs type by type; give what is left alone on either side."""
        left_gold: list[Row] = []
        left_pred: list[Row] = []
        for kind in (kind for kind in ANCHORS if kind in covered):
            wanted = [row for row in gold if row["type"] == kind]
            got = [row for row in pred if row["type"] == kind]
            pairs = pair(wanted, got)
            for i, j in pairs:
                if not wanted[i].get("optional"):
                    self.types[kind].hit += 1
                    self._fields(name, wanted[i], got[j])
            hit_gold, hit_pred = {i for i, _ in pairs}, {j for _, j in pairs}
            left_gold += [r for i, r in enumerate(wanted) if i not in hit_gold and not r.get("optional")]
            left_pred += [r for j, r in enumerate(got) if j not in hit_pred]
        return left_gold, left_pred

    def _fields(self, name: str, gold: Row, got: Row) -> None:
        kind = gold["type"]
        for key in (key for key in FIELDS[kind] if key in gold):
            agree = folded(gold[key]) == folded(got.get(key))
            soft = agree or (key in SOFT and similar(gold[key], got.get(key)))
            cell = self.fields[f"{kind}.{key}"]
            cell.exact += agree
            cell.soft += soft
            cell.n += 1
            if not agree:
                mark = "~" if soft else "≠"
                self.notes.append(f"{name}@{_first(gold)} {kind}.{key} {mark}: gold {gold[key]!r} got {got.get(key)!r}")

    def _leftovers(self, name: str, left: tuple[list[Row], list[Row]], optional: list[Row]) -> None:
        gold, pred = left
        crossed = pair(gold, pred)
        self.confusion.update((gold[i]["type"], pred[j]["type"]) for i, j in crossed)
        taken = {j for _, j in crossed}
        for row in gold:
            self.types[row["type"]].miss += 1
            self.notes.append(f"{name}@{_first(row)} MISS {row['type']}: {(row.get('quote') or '')[:60]!r}")
        for j, row in enumerate(pred):
            if j in taken or not any(overlap(anchors(other), anchors(row)) for other in optional):
                self.types[row["type"]].false += 1
                self.notes.append(f"{name}@{_first(row)} FALSE {row['type']}: {(row.get('quote') or '')[:60]!r}")

    def _numbers(self, gold: Sequence[Row], pred: Sequence[Row]) -> None:
        wanted, got = list(_number_rows(gold)), list(_number_rows(pred))
        pairs = pair(wanted, got)
        hit = {i for i, _ in pairs}
        must = [i for i, row in enumerate(wanted) if not row["optional"]]
        cell = self.types[NUMBERS]
        cell.hit += sum(i in hit for i in must)
        cell.miss += sum(i not in hit for i in must)
        cell.false += len(got) - len(pairs)


def _number_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Give each number of a record as a record of its own."""
    for row in rows:
        if row["type"] in NUMBERED:
            for place in spans_of(row, ANCHORS[row["type"]]):
                yield {"type": "target", "spans": {"value": list(place)}, "optional": row.get("optional")}


def folded(value: Any) -> Any:
    """Give a comparable form: width, space and quotation marks folded; numbers as floats; lists as sorted lists."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return round(float(value), 6)
    if isinstance(value, list):
        return sorted(str(folded(one)) for one in value)
    text = unicodedata.normalize("NFKC", str(value))
    return "".join(c for c in text if not c.isspace() and c not in _QUOTES)


def similar(one: Any, other: Any) -> bool:
    """Say whether two phrases agree softly: one holds the other, or they share four fifths of their characters."""
    if one is None or other is None:
        return one is other
    a, b = str(folded(one)), str(folded(other))
    if not a or not b:
        return a == b
    if a in b or b in a:
        return min(len(a), len(b)) / max(len(a), len(b)) >= _HALF
    common = sum(min(a.count(c), b.count(c)) for c in set(a))
    return 2 * common / (len(a) + len(b)) >= _MOST


def spans_of(row: Row, names: Iterable[str]) -> list[Place]:
    """Give the spans of the named fields; a list field has several."""
    spans = row.get("spans") or {}
    return [(start, end) for name in names for start, end in _places(spans.get(name))]


def _places(span: Any) -> list[Any]:
    if not span:
        return []
    return list(span) if isinstance(span[0], list) else [span]


def anchors(row: Row) -> list[Place]:
    """Give what a record is paired by."""
    found = spans_of(row, ANCHORS.get(row["type"], ()))
    if not found and row["type"] == "fund":
        found = spans_of(row, ("name",))
    if found or row.get("start") is None:
        return found
    if row["type"] == "section":
        return [(row["start"], row["start"] + 2)]
    return [(row["start"], row["end"])]


def _first(row: Row) -> int:
    return anchors(row)[0][0] if row["type"] in ANCHORS else 0


def overlap(one: Iterable[Place], other: Sequence[Place]) -> int:
    return sum(max(0, min(end, high) - max(start, low)) for start, end in one for low, high in other)


def pair(gold: Sequence[Row], pred: Sequence[Row]) -> list[Pair]:
    """Pair one to one, greedily, by the size of the overlap of anchors."""
    left, right = [anchors(row) for row in gold], [anchors(row) for row in pred]
    candidates = sorted(
        (
            (common, -abs(x[0][0] - y[0][0]), i, j)
            for i, x in enumerate(left)
            for j, y in enumerate(right)
            if (common := overlap(x, y))
        ),
        reverse=True,
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs: list[Pair] = []
    for _, _, i, j in candidates:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j))
    return pairs


def grounding(rows: Iterable[Row], source: str) -> tuple[int, int]:
    """Count the quotes and spans that are in the source, and those that are not."""
    good = bad = 0
    for row in (row for row in rows if row["type"] not in ("document", "issue")):
        verdicts = [0 <= start < end <= len(source) for start, end in spans_of(row, row.get("spans") or {})]
        if row.get("quote") is not None and row.get("start") is not None:
            verdicts.append(source[row["start"] : row["end"]] == row["quote"])
        good += sum(verdicts)
        bad += len(verdicts) - sum(verdicts)
    return good, bad
