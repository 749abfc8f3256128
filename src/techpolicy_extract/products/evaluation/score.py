"""Score records against gold annotations: pairs by overlapping anchors, then agreement field by field.

A gold record leaves out the fields that it does not judge. `optional` gold is no miss, and it excuses a prediction of
its own type, or of any type of number where it is a number itself. A `coverage` record says which types, and which
stretch of the text, are annotated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from techpolicy_extract.products.evaluation.agreement import folded, grounding, similar
from techpolicy_extract.products.evaluation.fields import (
    DOCUMENT_FIELDS,
    FIELDS,
    NUMBERED,
    NUMBERS,
    POOLED,
    QUANTITY,
    QUANTITY_FIELDS,
    SOFT,
)
from techpolicy_extract.products.evaluation.tally import Agreement, Cell
from techpolicy_extract.products.pairing import ANCHORS, Nearness, Row, anchors, overlap, pair, spans_of


@dataclass
class Score:
    """The counts over all scored documents; `notes` has a line for each miss, false alarm and differing field.

    `near` decides which anchors make a pair: overlapping ones, or only equal ones. `confusion` counts gold and
    predicted records of different types at one place; `missed` and `spurious` count those with no counterpart at all.
    """

    near: Nearness = overlap
    types: defaultdict[str, Cell] = field(default_factory=lambda: defaultdict(Cell))
    fields: defaultdict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    document: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    grounding: list[int] = field(default_factory=lambda: [0, 0])
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Sequence[Row], pred: Sequence[Row], source: str | None = None) -> None:
        """Score the predicted records of one document against its gold records; check spans where `source` is given."""
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

    def __iadd__(self, other: Score) -> Score:
        """Add the counts of another score."""
        for kind, cell in other.types.items():
            self.types[kind] += cell
        for name, agreement in other.fields.items():
            self.fields[name] += agreement
        for name, (agree, n) in other.document.items():
            self.document[name] = [self.document[name][0] + agree, self.document[name][1] + n]
        for ours, theirs in ((self.missed, other.missed), (self.spurious, other.spurious)):
            ours.update(theirs)
        self.confusion.update(other.confusion)
        self.grounding = [one + more for one, more in zip(self.grounding, other.grounding, strict=True)]
        self.notes += other.notes
        return self

    def overall(self) -> Cell:
        """Return the counts of all types together."""
        whole = Cell()
        for kind in (kind for kind in ANCHORS if kind in self.types):
            whole += self.types[kind]
        return whole

    def figures(self) -> Row:
        """Return precision, recall and F1 of each type, the agreement of each field and all other counts."""
        kinds = [kind for kind in (NUMBERS, *ANCHORS) if kind == NUMBERS or kind in self.types]
        pooled = {f"{QUANTITY}.{name}": self.pooled(name) for name in QUANTITY_FIELDS}
        return {
            "types": {kind: self.types[kind].figures() for kind in kinds},
            "fields": {name: cell.figures() for name, cell in sorted(self.fields.items())},
            "pooled": {name: cell.figures() for name, cell in pooled.items() if cell.n},
            "document": {name: list(cell) for name, cell in self.document.items()},
            "confusion": {f"{gold}→{got}": n for (gold, got), n in self.confusion.most_common()},
            "missed": dict(sorted(self.missed.items())),
            "spurious": dict(sorted(self.spurious.items())),
            "grounding": list(self.grounding),
        }

    def pooled(self, name: str) -> Agreement:
        """Return the agreement of a field over targets and results together."""
        cells = [self.fields[f"{kind}.{name}"] for kind in POOLED if f"{kind}.{name}" in self.fields]
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
        """Pair and count records type by type; return the gold and predicted records without a pair."""
        left_gold: list[Row] = []
        left_pred: list[Row] = []
        for kind in (kind for kind in ANCHORS if kind in covered):
            wanted = [row for row in gold if row["type"] == kind]
            got = [row for row in pred if row["type"] == kind]
            pairs = pair(wanted, got, self.near)
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
            soft = agree or (key in SOFT[kind] and similar(gold[key], got.get(key)))
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
        met, taken = {i for i, _ in crossed}, {j for _, j in crossed}
        self.missed.update(row["type"] for i, row in enumerate(gold) if i not in met)
        for row in gold:
            self.types[row["type"]].miss += 1
            self.notes.append(f"{name}@{_first(row)} MISS {row['type']}: {(row.get('quote') or '')[:60]!r}")
        for j, row in enumerate(pred):
            if j in taken or not any(_excuses(other, row) for other in optional):
                self.types[row["type"]].false += 1
                self.spurious.update([] if j in taken else [row["type"]])
                self.notes.append(f"{name}@{_first(row)} FALSE {row['type']}: {(row.get('quote') or '')[:60]!r}")

    def _numbers(self, gold: Sequence[Row], pred: Sequence[Row]) -> None:
        wanted, got = list(_number_rows(gold)), list(_number_rows(pred))
        pairs = pair(wanted, got, self.near)
        hit = {i for i, _ in pairs}
        must = [i for i, row in enumerate(wanted) if not row["optional"]]
        cell = self.types[NUMBERS]
        cell.hit += sum(i in hit for i in must)
        cell.miss += sum(i not in hit for i in must)
        cell.false += len(got) - len(pairs)


def _number_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield each number of a record as a record of its own."""
    for row in rows:
        if row["type"] in NUMBERED:
            for place in spans_of(row, ANCHORS[row["type"]]):
                yield {"type": POOLED[0], "spans": {"value": list(place)}, "optional": row.get("optional")}


def _excuses(optional: Row, row: Row) -> bool:
    """Return whether an optional gold record excuses a prediction at its position."""
    same = optional["type"] == row["type"] or {optional["type"], row["type"]} <= set(NUMBERED)
    return same and overlap(anchors(optional), anchors(row)) > 0


def _first(row: Row) -> int:
    """Return the position where a record's first anchor starts in the source text; 0 for a record without one."""
    places = anchors(row) if row["type"] in ANCHORS else []
    return places[0][0] if places else 0
