"""Rule packs from unknown authors: they run no code, and use bounded time and memory."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest
import regex
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.patterns.limits import Timed, excess
from techpolicy_extract.rules import packs
from tests.test_rule_packs import pack

CATASTROPHES = [
    "(?:企{1,30}){1,30}(?P<value>x)",
    "(?:企|企企){1,200}(?P<value>x)",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("packs").mkdir()
    Path("a.txt").write_text("关于印发方案的通知\n" + "x" + "企" * 1400 + "建成5家。\n", "utf-8")
    return tmp_path


def run(text: str | bytes) -> str:
    """Run a document with a pack and give the one line that is said."""
    data = text.encode() if isinstance(text, str) else text
    Path("packs/own.toml").write_bytes(data)
    result = CliRunner().invoke(app, ["all", "a.txt", "--rules", "packs", "--out", "out", "-q"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: packs/own.toml")
    assert len(result.stderr.splitlines()) == 1
    assert not list(Path().glob("out/**/*.jsonl"))
    return result.stderr


def said(pattern: str) -> str:
    return run(pack(pattern=pattern, type="quantity", set={}))


@pytest.mark.parametrize("pattern", CATASTROPHES)
def test_a_pattern_that_would_take_for_ever_is_stopped_and_its_rule_named(pattern: str) -> None:
    line = said(pattern)
    assert "own.toml: quantity.test, pattern: the pattern takes too long on a sentence" in line


@pytest.mark.parametrize("pattern", CATASTROPHES[:1])
def test_checking_stops_too(pattern: str) -> None:
    examples = [{"text": "企" * 900 + "x", "records": []}, {"text": "企" * 901 + "x", "records": []}]
    Path("packs/own.toml").write_text(pack(pattern=pattern, example=examples), "utf-8")
    result = CliRunner().invoke(app, ["rules", "check", "packs"])
    assert result.exit_code == 1
    assert "nested quantifiers" in result.stderr


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(?:(?:企{1000}){1000}){1000}(?P<value>{count})", "too large"),
        ("(?:企业{400}){400}(?P<value>{count})", "too large"),
        ("企{99999999999999999999}(?P<value>{count})", "too large"),
        ("(?P<value>{count})" + "企" * 200_000, "too large"),
        ("(?:" * 60 + "企" + ")" * 60 + "(?P<value>{count})", "groups in each other"),
        ("(" * 5000 + "(?P<value>{count})", "groups in each other"),
        ("(?P<value>企(?R)?)", "calls itself"),
        ("(?P<value>企(?&value)?)", "calls itself"),
        ("(?P<value>企(?1)?)", "calls itself"),
        ("企{,}(?P<value>{count})", "upper bound"),
        (r"(?P<value>\L<words>)", "does not compile"),
        ("(?P<value>", "does not compile"),
    ],
)
def test_a_pattern_beyond_measure_is_refused_before_it_is_compiled(pattern: str, what: str) -> None:
    assert what in said(pattern)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 9000 + "]" * 9000,
        "x = " + "{a=" * 3000 + "1" + "}" * 3000,
        "x = " + "9" * 9000,
        'x = "\\ud800"',
        "rule = 1979-05-27",
        "[rule]\n",
        "rule = [1]",
        "!!python/object/apply:os.system ['true']\n",
        "import os\nos.system('true')\n",
        "\x00",
        "[[rule]]\nid = 'a'\n" * 50_000,
        b"\x7fELF\x02\x01\x01\x00\xff\xfe",
        b"\x80\x04\x95cposix\nsystem\n",
        "__class__ = 1\n",
    ],
    ids=range(14),
)
def test_what_is_no_pack_is_one_line(text: str | bytes) -> None:
    run(text)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"id": "a\x1b[2Jb"}, "the id is not one word"),
        ({"id": "a b"}, "the id is not one word"),
        ({"id": "x" * 100}, "the id is not one word"),
        ({"exec": "import os"}, "unknown key 'exec'"),
        ({"set": {"__class__": "x"}}, "have no field '__class__'"),
        ({"set": {"nonsense": 1}}, "have no field 'nonsense'"),
        ({"set": {"value": 1}}, "cannot set 'value'"),
    ],
)
def test_keys_that_would_reach_further_are_refused(changes: dict[str, Any], what: str) -> None:
    line = run(pack(**changes))
    assert what in line
    assert "\x1b" not in line


def test_a_pack_that_is_too_large_or_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "larger than 1024 KiB" in run("#" * (2**20 + 1))
    for number in range(101):
        Path(f"packs/{number}.toml").write_text("", "utf-8")
    with pytest.raises(RuleError, match="more than 100 rule packs"):
        packs.read_folder(Path("packs"))


def test_a_pipe_a_device_a_folder_and_links_to_them_are_no_packs() -> None:
    os.mkfifo("pipe")
    Path("folder").mkdir()
    for target in (Path("pipe"), Path("/dev/zero"), Path("folder")):
        link = Path("packs/own.toml")
        link.symlink_to(target.absolute())
        with pytest.raises(RuleError, match=r"packs/own\.toml: is no file"):
            packs.read_folder(Path("packs"))
        link.unlink()
    link.symlink_to("nowhere")
    with pytest.raises(RuleError, match="cannot be read"):
        packs.read_folder(Path("packs"))


def test_a_link_to_a_pack_is_read() -> None:
    Path("own").write_text(pack(), "utf-8")
    Path("packs/own.toml").symlink_to(Path("own").absolute())
    assert [name for name, _ in packs.read_folder(Path("packs"))] == ["packs/own.toml"]


def test_rules_of_the_package_are_not_timed_and_within_the_measures() -> None:
    assert not any(isinstance(rule.pattern, Timed) for rule in packs.default().rules)
    assert {excess(rule.pattern.pattern) for rule in packs.default().known} == {None}
    own = packs.with_packs([("own.toml", pack())])
    assert [rule.id for rule in own.rules if isinstance(rule.pattern, Timed)] == ["quantity.test"]


def test_a_timed_pattern_finds_what_the_plain_one_does() -> None:
    plain = regex.compile("(?P<value>[0-9]{1,3})家")
    timed = Timed(plain, "here")
    assert timed.search("共5家、7家", 2).span() == plain.search("共5家、7家", 2).span() == (4, 6)
    assert timed.search("无") is None
    assert timed.groupindex == plain.groupindex
    assert pickle.loads(pickle.dumps(timed)).search("5家")["value"] == "5"


def test_many_searches_that_are_each_quick_enough_are_stopped_together(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("time.thread_time", lambda: next(clock) * 0.4)
    timed = Timed(regex.compile("企"), "own.toml: slow")
    for _ in range(5):
        assert timed.search("企业")
    with pytest.raises(RuleError, match=r"own\.toml: slow: the pattern takes too long"):
        timed.search("企业")
