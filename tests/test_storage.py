"""What is under URIs is found, named, fetched and put; no cluster is needed for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from techpolicy_extract.engines import Task
from techpolicy_extract.engines.rows import Fields
from techpolicy_extract.engines.storage import StoredJob, find, process_stored, uri_of
from techpolicy_extract.files.readers.others import Others
from techpolicy_extract.nouns.errors import UserError

pytest.importorskip("pyarrow", reason="needs the extra [cluster]")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("s3://bucket/a/b", "s3://bucket/a/b"),
        (Path("s3://bucket/a/b"), "s3://bucket/a/b"),
        (Path("gs://bucket"), "gs://bucket"),
        (Path("file:///tmp/a"), "file:///tmp/a"),
        ("FILE:///tmp/a", "file:///tmp/a"),
        (Path("/tmp/a"), None),
        ("a:b/c", None),
        ("C:/a", None),
        ("-", None),
        (None, None),
    ],
)
def test_uris_are_told_from_paths(path: str | Path | None, uri: str | None) -> None:
    assert uri_of(path) == uri


def test_documents_below_a_uri_are_named_as_those_of_a_folder(tmp_path: Path) -> None:
    names = ("a.txt", "b/a.txt", "b/c.txt", "b/c.html", ".hidden.txt", "out.jsonl", "out.source.txt", "方案2.0.txt")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, total = find([tmp_path.as_uri(), (tmp_path / "a.txt").as_uri()], Fields())
    stored = list(found)
    assert total == len(stored) == 6
    named = [each.name for each in stored if isinstance(each, StoredJob)]
    assert named == ["a.txt", "b/a", "b/c.html", "b/c.txt", "方案2.0"]
    faults = [str(each) for each in stored if isinstance(each, UserError)]
    assert len(faults) == 1
    assert "another input is to be written to a.txt.jsonl as well" in faults[0]


def test_files_below_a_uri_that_are_no_documents_count(tmp_path: Path) -> None:
    names = ("a.txt", "b/c.xlsx", "b/d.xyz", ".hidden.png", "out/a.jsonl", "out/a.source.txt")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    others = Others()
    _, total = find([tmp_path.as_uri()], Fields(), others)
    assert total == 1
    assert {kind: some.names for kind, some in others.by_kind().items()} == {
        "workbook": [f"{tmp_path.as_uri()}/b/c.xlsx"],
        "other": [f"{tmp_path.as_uri()}/b/d.xyz"],
    }


def test_what_cannot_be_reached_is_one_error(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    uris = [(tmp_path / "no").as_uri(), empty.as_uri(), "nothing://a/b", (tmp_path / "no.jsonl").as_uri()]
    found, total = find(uris, Fields())
    assert total is None
    messages = [str(each).split(": ", 1)[1].split(":")[0].split(" (")[0] for each in found]
    missing = "no such file or folder"
    assert messages == [missing, "no documents in this folder", "is no URI of a known storage", missing]


def test_a_document_that_has_gone_takes_its_older_outputs_along(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("a.jsonl", "a.source.txt", "b.jsonl"):
        (out / name).write_text("old")
    job = StoredJob(Path("a.txt"), "a", uri=(tmp_path / "a.txt").as_uri())
    outcome = process_stored(job, Task(), None, out.as_uri())
    assert "no such file or folder" in str(outcome.error)
    assert [path.name for path in out.iterdir()] == ["b.jsonl"]


def test_all_outputs_are_put_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("到2025年，全省技术合同成交额达到1600亿元。\n", "utf-8")
    job = StoredJob(Path("a.txt"), "d/a", uri=(tmp_path / "a.txt").as_uri())
    outcome = process_stored(job, Task(keep=True), None, (tmp_path / "out").as_uri())
    assert outcome.error is None
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    folders = ("1-normalized", "2-sections", "3-records")
    between = ["1-normalized/d/a.source.txt", *(f"{folder}/d/a.json" for folder in folders)]
    assert found == sorted([*between, "d/a.jsonl", "d/a.source.txt"])
