"""Error messages of libraries never reach the user: each has a message of ours, in both languages."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex
from typer.testing import CliRunner, Result

from techpolicy_extract import extract_text
from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from techpolicy_extract.engines.storage import _explained
from techpolicy_extract.files.readers.xmltree import parse
from techpolicy_extract.nouns import library_faults
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.records.validation import fault_of
from techpolicy_extract.rules import packs

# Words of the libraries as they stand in their messages.
THEIRS = re.compile(
    r"Input should|Value error|Extra inputs|Field required|Expecting|Extra data|Unterminated|Invalid control|delimiter|"
    r"Expected '|Cannot overwrite|Unescaped|codec can't|Start tag|Opening and ending|subpattern|at position|"
    r"invalid (?:block|distance|stored)|Error -\d|Compressed file|Parquet magic|ArrowInvalid|curlCode|AWS Error"
)
TEXT = "滨江市科技创新规划\n到2025年，培育高新技术企业500家。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    yield
    messages.use(None)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def caught(call: Any, *given: Any) -> Exception:
    with pytest.raises(Exception) as error:  # noqa: PT011  # each library has errors of its own
        call(*given)
    return error.value


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "500"}, "value: a number is wanted, not '500'"),
        ({"value": None}, "value: a number is wanted, not None"),
        ({"comparator": "!="}, "comparator: '!=' is not one of '=', '>=', '>', '<=', '<', '~' or 'range'"),
        ({"colour": "red"}, "there is no field 'colour'"),
        ({"unit": 5}, "unit: a text is wanted, not 5"),
        ({"start": -1}, "start: -1 is less than 0"),
        ({"start": 1.5}, "start: a whole number is wanted, not 1.5"),
        ({"spans": []}, "spans: an object is wanted, not []"),
        ({"spans": {"value": [1]}}, "spans.value: 2 elements are wanted, not 1"),
        ({"cell": [1, 2, 3, 4]}, "cell: 3 elements are wanted, not 4"),
        ({"flags": "ocr"}, "flags: a list is wanted, not 'ocr'"),
        ({"flags": ["dirty"]}, "flags.0: 'dirty' is not one of "),
        ({"binding": "yes"}, "binding: true or false is wanted, not 'yes'"),
    ],
)
def test_a_record_that_breaks_its_schema_is_told_in_our_words(changes: dict[str, Any], said: str) -> None:
    row = next(row for row in extract_text(TEXT) if row["type"] == "target")
    assert fault_of(row) is None
    fault = fault_of(row | changes)
    assert fault is not None
    assert fault.startswith(said)
    assert not THEIRS.search(fault)
    messages.use("zh")
    assert re.search("[\u4e00-\u9fff]", messages.tr(fault))


def test_a_field_that_is_missing_is_named() -> None:
    row = next(row for row in extract_text(TEXT) if row["type"] == "target")
    assert fault_of({name: value for name, value in row.items() if name != "unit"}) == "the field 'unit' is missing"
    assert fault_of({"type": "poem"}) == "unknown record type 'poem'"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "it breaks off"),
        ('{"a": 1,, "b": 2}', "character 9 does not fit"),
        ("{}{}", "character 3 does not fit"),
        ("[" * 100_000, "it is nested too deeply"),
        ("9" * 5000, "a number in it is none, or has too many digits"),
    ],
)
def test_json(line: str, said: str) -> None:
    assert library_faults.json_fault(caught(json.loads, line)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = \n", "line 1, column 5 does not fit"),
        ("a = 1\na = 2\n", "a name is given twice, at line 2"),
        ('a = "', "it breaks off"),
        ("a = " + "[" * 9000, "it is nested too deeply"),
        ("a = " + "9" * 9000, "a number in it is none, or has too many digits"),
    ],
)
def test_toml(text: str, said: str) -> None:
    assert library_faults.toml_fault(caught(tomllib.loads, text)) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<a><b></a>", "a.xml: it is no valid XML (it goes wrong at line 1, column 11)"),
        (b"", "a.xml: it is no valid XML (it "),
        (b"\n\nno", "a.xml: it is no valid XML (it goes wrong at line 3, column 1)"),
    ],
)
def test_xml(data: bytes, said: str) -> None:
    error = caught(parse, data, "a.xml")
    assert isinstance(error, ReadError)
    assert str(error).startswith(said)
    assert not THEIRS.search(str(error))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?P<value>", "a ( is not closed"),
        ("a)", "a ) closes nothing"),
        ("[a", "a [ is not closed"),
        ("a{3,1}", "the least number of a repeat is more than its most"),
        (r"(?P=nothing)", "it names a group that it does not have"),
        (r"\p{Nothing}", "a sign stands where it may not"),
    ],
)
def test_patterns(pattern: str, said: str) -> None:
    assert library_faults.pattern_fault(caught(regex.compile, pattern)) == said


def test_faults_of_a_rule_pack_name_what_to_try() -> None:
    _, (fault,) = packs.read_pack("[[rule]\n", "own.toml")
    assert (
        str(fault)
        == "own.toml: not valid TOML: line 1, column 7 does not fit (quote patterns with three single quotes)"
    )
    found = [
        each
        for each in packs.read_pack("format = 2\n[[rule]]\npattern = '('\n", "own.toml")[1]
        if "compile" in each.message
    ]
    assert [str(each) for each in found] == [
        "own.toml: a rule without id, pattern: the pattern does not compile: a ( is not closed "
        "(try it on its own, a bracket and an atom at a time)"
    ]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("When reading: AWS Error ACCESS_DENIED during HeadObject operation"), "access is denied"),
        (
            OSError("AWS Error NETWORK_CONNECTION: curlCode: 7, Couldn't connect to server"),
            "the network does not lead there",
        ),
        (OSError("AWS Error NO_SUCH_BUCKET during ListObjectsV2"), "there is no such bucket"),
        (OSError("gremlins"), "it does not answer as a storage does"),
    ],
)
def test_storages(error: OSError, said: str) -> None:
    with pytest.raises(ReadError) as told, _explained("s3://a/b"):
        raise error
    assert str(told.value) == f"s3://a/b: cannot be reached: {said} (check network, credentials and rights)"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionError("ray client connection timeout"), "none is found there"),
        (RuntimeError("Invalid auth token"), "it refuses us"),
        (RuntimeError("Version mismatch: Ray: 2.50"), "it runs another version of Ray or Python"),
        (ValueError("gremlins"), "Ray does not start"),
    ],
)
def test_clusters(error: Exception, said: str) -> None:
    assert library_faults.cluster_fault(error) == said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("database or disk is full", "no space left on the disk"),
        ("attempt to write a readonly database", "no permission to write there"),
        ("disk I/O error", "cannot be written: the disk does not take it"),
    ],
)
def test_the_manifest(message: str, said: str) -> None:
    assert library_faults.base_fault(sqlite3.OperationalError(message)) == said


def damaged() -> dict[str, tuple[str, ...]]:
    """Write damaged files of many kinds, and return the commands that meet them."""
    Path("in").mkdir()
    Path("in/a.jsonl").write_text('{"id": "x", "text": \n{"id": "y", "text": 5}\n', "utf-8")
    Path("cut.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "b"}\n' * 999)[:60])
    Path("no.jsonl.gz").write_bytes(b"plain")
    Path("no.parquet").write_bytes(b"plain")
    Path("old").mkdir()
    Path("old/a.jsonl").write_text('{"type": "document"', "utf-8")
    Path("other").mkdir()
    Path("other/a.jsonl").write_text("{}\n", "utf-8")
    Path("packs").mkdir()
    Path("packs/a.toml").write_text("[[rule]]\nid = 'a'\npattern = '[('\nid = 'b'\n", "utf-8")
    Path("floors.toml").write_text("[types]\n= 3\n", "utf-8")
    Path("page.mht").write_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n")
    Path("cut.docx").write_bytes(b"PK\x03\x04cut")
    return {
        "lines": ("all", "in"),
        "gzip": ("all", "cut.jsonl.gz"),
        "no gzip": ("all", "no.jsonl.gz"),
        "parquet": ("all", "no.parquet"),
        "diff": ("diff", "old", "other"),
        "packs": ("rules", "check", "packs"),
        "floors": ("eval", "old", "old", "--floors", "floors.toml"),
        "mht": ("all", "page.mht"),
        "docx": ("all", "cut.docx"),
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_command_shows_the_words_of_a_library(language: str) -> None:
    for name, words in damaged().items():
        result = call("--lang", language, *words)
        lines = [line for line in result.stderr.splitlines() if line.startswith(("error: ", "错误："))]
        assert lines, name
        for line in lines:
            assert not THEIRS.search(line), line
            assert line.endswith((")", "）")), f"says what to try: {line}"
            if language == "zh":
                assert not re.search(r"\b[a-z]{3,} [a-z]{3,}\b", re.sub(r"`[^`]*`|'[^']*'", "", line)), line
