"""Run guides as scripts: read their code blocks in order and follow them in a folder like a fresh clone."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from techpolicy_extract.cli.app import app
from tests.walks import check_walk

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCS = tuple(sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
GUIDES = (*READMES, "CONTRIBUTING.md", *DOCS)
# What the examples use from a clone.
_CLONE = ("seeds", "tests/gold", "tests/golden", "tests/floors.toml", "src/techpolicy_extract/rules")
# Commands that a guide may show besides `extract`: they are checked, not run.
_SETTING_UP = re.compile(
    r"(?:pip install|python3? -m (?:pip|venv)|\. \.venv/bin/activate|pip wheel|ray start) ?(?P<rest>.*)"
)
_BLOCK = re.compile(r"(?:^(?:Save as|存为) `([^`\n]+)`[:：]\n\n)?^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `file` is the file name in the line above it, as in: Save as `NAME`."""

    language: str
    body: str
    file: str | None


def page(name: str) -> str:
    """Return the text of a page, given its path in the checkout."""
    return (ROOT / name).read_text("utf-8")


def blocks(name: str) -> list[Block]:
    """Return the blocks of a page in order."""
    return [Block(language, body, file or None) for file, language, body in _BLOCK.findall(page(name))]


@dataclass
class Walk:
    """Runs a guide; its commands and Python blocks share the current folder, and Python blocks share their names."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "guide"})

    def __post_init__(self) -> None:
        for name in _CLONE:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.folder / name)
            else:
                shutil.copy(ROOT / name, self.folder / name)

    def take(self, block: Block) -> None:
        """Run one block. Fails where its result is not what the guide says."""
        if block.file:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, "utf-8")
        if block.language == "sh":
            for line in block.body.splitlines():
                assert "error: " not in self.run(line), line
        elif block.language == "console":
            self._converse(block.body)
        elif block.language == "python":
            exec(compile(block.body, "guide", "exec"), self.names)
        elif block.language == "pycon":
            self._doctest(block.body)
        elif block.language == "walk":
            check_walk(block.body)
        elif block.language == "yaml":
            for line in re.findall(r"^ *-? *run: (.+)$", block.body, re.MULTILINE):
                self.run(line, worst=0)
        else:
            tested = block.file or block.language == "json" or _is_a_rule_of_the_package(block.body)
            assert tested, f"a block that nothing tests:\n{block.body}"

    def run(self, line: str, worst: int = 1) -> str:
        """Run a command line; return what it prints. Fails where its exit code is greater than `worst`.

        Exit code 1 is right where documents have issues of severity error, outputs differ, or the guide shows a file
        that fails.
        """
        words = shlex.split(re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line), comments=True)
        if not words:
            return ""
        if words[0] == "make":
            return "".join(self.run(each, worst) for each in recipe(words[1]))
        name = words[0].removeprefix(".venv/bin/")
        if name != "extract":
            check_setting_up(" ".join(words))
            return ""
        words, target, source = words[1:], _behind(words, ">"), _behind(words, "<")
        words = words[: min(words.index(sign) if sign in words else len(words) for sign in "<>")]
        if "ray" in words:  # a cluster takes a quarter of a minute to start; tests/test_cluster.py does it
            check_command(words)
            return ""
        result = CliRunner().invoke(app, words, input=(self.folder / source).read_bytes() if source else None)
        assert result.exit_code <= worst, f"{line}\n{result.output}"
        if target:
            (self.folder / target).write_text(result.stdout, "utf-8")
            return result.stderr
        return result.stdout + result.stderr

    def _converse(self, body: str) -> None:
        """Run the lines that start with `$ ` and compare what they print with the lines below; `…` matches any text."""
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            line, _, wanted = part.partition("\n")
            said = self.run(line)
            pattern = ".*".join(re.escape(each) for each in wanted.split("…"))
            assert re.fullmatch(pattern, said, re.DOTALL), f"{line} prints\n{said}"

    def _doctest(self, body: str) -> None:
        test = doctest.DocTestParser().get_doctest(body, self.names, "guide", None, 0)
        runner = doctest.DocTestRunner(verbose=False)
        said: list[str] = []
        runner.run(test, out=said.append, clear_globs=False)
        assert runner.summarize(verbose=False).failed == 0, "".join(said)
        self.names |= test.globs


def _is_a_rule_of_the_package(text: str) -> bool:
    packs = (ROOT / "src/techpolicy_extract/rules").glob("*.toml")
    return text.startswith("[[rule]]") and any(text in path.read_text("utf-8") for path in packs)


def _behind(words: list[str], sign: str) -> str | None:
    """Return the word after a sign of redirection, None where the sign is missing."""
    return words[words.index(sign) + 1] if sign in words else None


def recipe(target: str) -> Iterator[str]:
    """Yield the `extract` commands of a Makefile target. Fails where there is no such target."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", page("Makefile"), re.MULTILINE)
    assert found, f"no target {target}"
    return (line for line in re.findall(r"^\t\$\(BIN\)/(.*)$", found[1], re.MULTILINE) if line.startswith("extract "))


def check_setting_up(line: str) -> None:
    """Check a line that sets something up: it must be a known command, and name only extras that the package has."""
    found = _SETTING_UP.fullmatch(line)
    assert found, f"nothing tests {line!r}"
    assert "techpolicy-extract" not in found["rest"], f"no registry has the package: {line}"
    extras = tomllib.loads(page("pyproject.toml"))["project"]["optional-dependencies"]
    for named in re.findall(r"\[([a-z,]+)\]", found["rest"]):
        assert set(named.split(",")) <= set(extras), line


def check_command(words: list[str]) -> None:
    """Check the words behind `extract` against the real commands, options and values, without running them.

    Raises click's UsageError where they do not parse.
    """
    command: Any = typer.main.get_command(app)
    while found := next((word for word in words if word in getattr(command, "commands", {})), None):
        command, words = command.commands[found], words[words.index(found) + 1 :]
    assert not hasattr(command, "commands"), f"no command in {words}"
    with suppress(typer.Exit):  # --help ends in this way
        command.make_context(command.name, list(words))
