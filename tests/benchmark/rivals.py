"""Other libraries, measured in turn with ours: each in its own process and, if needed, with its own interpreter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent / "rival.py"
# The name of each library, and the variable that names an interpreter that has it.
NAMES = {"jionlp": "JioNLP", "recognizers": "Recognizers-Text"}
VARIABLES = {"jionlp": "BENCH_JIONLP", "recognizers": "BENCH_RECOGNIZERS"}


class MissingError(Exception):
    """A library that cannot be measured; the message is one line."""


class Asked:
    """A running library: `ask` sends it a question (see rival.py)."""

    def __init__(self, name: str, process: subprocess.Popen[str]) -> None:
        self.name = name
        self._process = process
        self.version = str(self._answer()["version"])

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        told: dict[str, Any] = json.loads(line) if line else {"error": "it ended without an answer"}
        if "error" in told:
            raise MissingError(f"{NAMES[self.name]} is left out: {told['error']}")
        return told


def interpreter(name: str) -> str:
    """Return the Python interpreter for a library: the one that its variable names, else this one."""
    return os.environ.get(VARIABLES[name]) or sys.executable


@contextmanager
def asked(name: str) -> Iterator[Asked]:
    """Start a library and stop it at the end. Raises MissingError where it is not available."""
    command = [interpreter(name), str(SCRIPT), name]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
    except OSError as error:
        raise MissingError(f"{NAMES[name]} is left out: {command[0]}: {error.strerror}") from error
    with process:
        try:
            yield Asked(name, process)
        finally:
            process.kill()
