"""Messages in Chinese and English: every template has both, and the user's locale chooses."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.cli.language import messages
from techpolicy_extract.cli.language.spoken import first_paragraph
from techpolicy_extract.files import store
from techpolicy_extract.files.readers.kinds import NOT_READ
from techpolicy_extract.nouns.errors import ReadError, UserError
from tests.templates import SRC, templates

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder, and speak as the environment says before and after."""
    monkeypatch.chdir(tmp_path)
    messages.use(None)
    yield
    messages.use(None)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def commands(group: typer.Typer) -> Iterator[str]:
    """Yield the help of a group, of its commands, and of those of its groups."""
    texts = [each.help or getattr(each.callback, "__doc__", "") for each in group.registered_commands]
    texts.append(getattr(group.registered_callback and group.registered_callback.callback, "__doc__", ""))
    yield from (text for text in texts if text)
    for each in group.registered_groups:
        if each.typer_instance is not None:
            yield from commands(each.typer_instance)


def test_every_message_has_a_chinese_entry() -> None:
    found = [*templates(), *(("store.py: _HINTS", said) for pair in store._HINTS.values() for said in pair)]
    assert len(found) > 80
    missing = {
        f"{said!r} ({where})" for where, said in found if said.strip("{} :") and said not in messages.catalogue()
    }
    assert not missing, "messages.toml lacks:\n" + "\n".join(sorted(missing))


@pytest.mark.parametrize("what", NOT_READ)
def test_every_kind_that_is_not_read_has_a_chinese_name_and_hint(what: str) -> None:
    messages.use("zh")
    name, hint = NOT_READ[what]
    assert messages.tr(hint) != hint
    said = messages.tr(f"is {name}")
    assert said.startswith(("是", "有"))
    assert not re.search("[a-z] [a-z]", said), "no word of English but names"


def test_the_help_of_every_command_begins_in_chinese() -> None:
    firsts = [first_paragraph(text) for text in commands(app)]
    assert len(firsts) >= 13
    missing = [first for first in firsts if first not in messages.catalogue()]
    assert not missing, "messages.toml lacks:\n" + "\n".join(missing)


def test_no_entry_outlives_its_message() -> None:
    nodes = (node for path in SRC.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    strings = " ".join(" ".join(text.split()) for text in texts)
    catalogue = tomllib.loads(Path(messages.__file__).with_suffix(".toml").read_text("utf-8"))
    kept = [english for section, table in catalogue.items() if section != "usage" for english in table]
    assert len(kept) > 500
    gone = [english for english in kept if not all(part.strip() in strings for part in english.split("{}"))]
    assert not gone, "messages.toml has what nothing says any more:\n" + "\n".join(gone)


def test_every_entry_puts_in_what_its_message_does() -> None:
    messages.use("zh")
    for english, chinese in messages.catalogue().items():
        words = [f"词{number}" for number in range(english.count("{}"))]
        said = english.format(*words) if words else english
        assert messages.tr(said) == (chinese.format(*words) if words else chinese), english
        assert all(word in messages.tr(said) for word in words), english


def test_what_has_no_entry_is_said_in_english() -> None:
    messages.use("zh")
    assert messages.tr("it rains frogs") == "it rains frogs"


def test_what_is_put_in_is_translated_where_it_is_known() -> None:
    messages.use("zh")
    error = ReadError("is a PNG image, not plain text", "a.png", "run text recognition on it")
    assert messages.fault(error) == "错误：a.png：是 PNG 图片，不是纯文本（请先做文字识别）"
    messages.use("en")
    assert messages.fault(error) == "error: a.png: is a PNG image, not plain text (run text recognition on it)"


def test_a_fault_is_one_line_in_both_languages() -> None:
    for language in messages.LANGUAGES:
        messages.use(language)
        assert len(messages.fault(UserError("a\nb", "c\nd", "e")).splitlines()) == 1


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses(locale: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert messages.language() == language
    said = call("all", "nowhere", "--out", "o").stderr.splitlines()[0]
    assert said.startswith("错误：nowhere：" if language == "zh" else "error: nowhere: ")


def test_the_option_wins_over_the_locale_for_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("--lang", "zh", "all", "nowhere").stderr.startswith("错误：nowhere：没有这个文件或文件夹（")
    assert call("all", "nowhere").stderr.startswith("error: nowhere: ")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert call("--lang", "en", "all", "nowhere").stderr.startswith("error: nowhere: ")
    assert call("all", "nowhere").stderr.startswith("错误：")
    assert call("--lang", "fr", "all", "nowhere").exit_code == 2


def test_the_closing_table_and_the_help_are_chinese_where_asked() -> None:
    Path("a.txt").write_text("今天天气很好。\n", "utf-8")
    assert call("--lang", "zh", "all", "a.txt").stderr.split()[:4] == ["文档", "1", "失败", "0"]
    assert call("--lang", "zh", "audit", "a.txt").stderr == "文档 1，数字 0，未解释 0\n"
    assert "依次运行四个阶段。" in call("--lang", "zh", "--help").stdout
    assert call("--lang", "zh", "rules", "show", "--help").stdout.splitlines()[2].startswith("  显示一条规则")
    assert "Run the four stages in a row." in call("--help").stdout


def test_outputs_are_the_same_in_both_languages() -> None:
    Path("a.txt").write_text("到2025年，全省技术合同成交额达到1600亿元。\n", "utf-8")
    first, second = (call("--lang", language, "all", "a.txt", "--out", "-", "-q").stdout for language in ("zh", "en"))
    assert first == second
    assert json.loads(first.splitlines()[0])["type"] == "document"


def test_tables_and_the_page_say_in_chinese_what_they_wrote(seeds: Path) -> None:
    (seed,) = seeds.glob("004*.txt")
    assert call("all", str(seed), "--out", "out", "--quiet").exit_code == 0
    said = call("--lang", "zh", "table", "out", "--format", "ics").stderr
    assert said.splitlines() == [
        "3 条期限中有 2 条没有确定日期，未列入日历",
        "选出 1 份文件的 3 条记录，写入 deadlines.ics",
    ]
    said = call("--lang", "zh", "table", "out", "--format", "csv", "--where", "task is null").stderr
    assert said.startswith("--where 用到了下列类型没有的列，因此这些表为空：document, ")
    assert call("--lang", "zh", "view", "out").stderr.startswith("out/view.html：文档 1，")
