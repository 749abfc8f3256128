"""Compare two outputs of one document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from techpolicy_extract.products.differ.changes import KINDS, Change, Difference, Row
from techpolicy_extract.products.differ.counterparts import counterparts, start_of
from techpolicy_extract.products.differ.fields import field_changes, is_place, same, says_place, version_changes
from techpolicy_extract.products.pairing import Pair


def compare(old: Sequence[Row], new: Sequence[Row], ignore: frozenset[str] = frozenset()) -> Difference:
    """Compare two outputs of a document; changes are sorted by position. `ignore` names fields: `rule`, `target.unit`.

    Versions of schema and rules are reported apart from the changes, because they differ whenever a rule is edited.
    """
    pairs = counterparts(old, new, ignore)
    now = _names(old, new, pairs)
    found = {(i, j): change for i, j in pairs if (change := _change(old[i], new[j], ignore, now))}
    paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
    changes = [
        *(Change("lost", row, None) for i, row in enumerate(old) if i not in paired_old),
        *(Change("gained", None, row) for j, row in enumerate(new) if j not in paired_new),
        *found.values(),
    ]
    versions = [each for i, j in pairs for each in version_changes(old[i], new[j], ignore)]
    alike = [each for each in pairs if each not in found]
    return Difference(tuple(sorted(changes, key=_position)), tuple(versions), _reordered(old, new, alike))


def _change(old: Row, new: Row, ignore: frozenset[str], now: dict[str, str]) -> Change | None:
    fields = tuple(field_changes(old, new, ignore))
    if not fields:
        return None
    moved = all(says_place(each, now) for each in fields) and any(is_place(each) for each in fields)
    return Change("moved" if moved else "changed", old, new, fields)


def _names(old: Sequence[Row], new: Sequence[Row], pairs: Sequence[Pair]) -> dict[str, str]:
    """Map the old id of each record and section to its new id."""
    names = {str(old[i].get("id")): str(new[j].get("id")) for i, j in pairs}
    sections = [(old[i], new[j]) for i, j in pairs if old[i].get("type") == new[j].get("type") == "section"]
    return names | {str(one.get("section_id")): str(other.get("section_id")) for one, other in sections}


def _reordered(old: Sequence[Row], new: Sequence[Row], alike: Sequence[Pair]) -> bool:
    """Return whether unchanged records, or the fields of one, stand in another order."""
    places = [j for _, j in alike]
    if places != sorted(places):
        return True
    return any(same(old[i], new[j]) and json.dumps(old[i]) != json.dumps(new[j]) for i, j in alike)


def _position(change: Change) -> tuple[int, int, str, str]:
    row = change.row
    return start_of(row), KINDS.index(change.kind), str(row.get("type")), str(row.get("id"))
