"""The outputs of the seeds and of the documents of tests/made are, byte for byte, those of tests/golden."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import golden
from tests.eval import MADE, SEEDS, made_outputs, rows_of, seed_outputs

NAMES = sorted(path.stem for folder in (SEEDS, MADE) for path in folder.glob("*.txt"))
_SHOWN = 12  # lines of difference: enough to see its kind
_HINT = "run `make golden`, read the difference, and commit tests/golden if it is what you want"


@pytest.mark.parametrize("name", NAMES)
def test_a_document_gives_its_golden_output(name: str) -> None:
    old, new = golden.stored(name), golden.without_version(golden.outputs()[name])
    if old is None:
        pytest.fail(f"tests/golden has no {name}.jsonl: {_HINT}", pytrace=False)
    if old != new:
        lines = golden.told(old, new)[:_SHOWN]
        pytest.fail("\n".join([f"the output of {name} has changed:", *lines, _HINT]), pytrace=False)


def test_there_is_no_golden_output_of_anything_else() -> None:
    assert {path.stem for path in golden.GOLDEN.glob("*")} <= set(NAMES)


def test_writing_says_what_changed_and_ends_red(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all("for the first time" in line for line in golden.write(tmp_path))
    assert all("as before" in line for line in golden.write(tmp_path))
    path = golden.path_of(NAMES[0], tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"level":0', b'"level":3')
    path.write_bytes(b"".join(lines[:-1]))
    golden.path_of("other", tmp_path).write_bytes(b"")
    told = "\n".join(golden.write(tmp_path))
    for part in (f"{NAMES[0]}: changed", "* changed section-", "level: 3 → 0", "+ gained ", "other: taken away"):
        assert part in told
    monkeypatch.setattr(sys, "argv", ["golden", str(tmp_path)])
    assert golden.main() == 1


def test_the_version_of_the_rules_is_in_the_output_and_not_in_the_golden_one() -> None:
    output = seed_outputs()[NAMES[0]]
    assert set(rows_of(output)[0]) - set(rows_of(golden.without_version(output))[0]) == {"rules_version"}
    assert rows_of(golden.without_version(output))[1:] == rows_of(output)[1:]


def test_of_another_version_alone_only_that_is_told() -> None:
    old = golden.stored(NAMES[0]) or b""
    version = rows_of(old)[0]["schema_version"].encode()
    new = old.replace(b'"schema_version":"%s"' % version, b'"schema_version":"0"')
    assert golden.told(old, new) == ["the records are the same, schema_version is not"]
    assert golden.told(old, old.replace(b'":', b'": ')) == ["the bytes differ, the records do not"]


def test_the_golden_outputs_name_the_documents_as_they_are_called_from_the_checkout() -> None:
    for folder, outputs in (("seeds", seed_outputs()), ("tests/made", made_outputs())):
        for name, data in outputs.items():
            assert rows_of(data)[0]["source_path"] == f"{folder}/{name}.txt"


def test_a_golden_output_has_values_in_the_cells_of_a_table() -> None:
    rows = rows_of(golden.stored("plan-with-tables") or b"")
    cells = {tuple(row["cell"]): (row["type"], row["value"], row["binding"]) for row in rows if row["cell"]}
    assert len(cells) == 16
    assert cells[1, 4, 4] == ("target", 800, False)
    assert cells[1, 7, 3] == ("result", 41, True)
