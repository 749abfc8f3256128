"""Another library, asked through pipes: `python rival.py NAME`, with any interpreter that has it.

It needs nothing of this project, so that a library may have an environment of its own. A line of JSON is a question,
a line of JSON the answer. The first comes unasked: `{"version": …}`, or `{"error": …}` where it is not installed.

    {"time": [texts]}  → {"seconds": {part: s}, "found": {part: n}, "failed": {part: n}, "unit": {part: unit}}
    {"show": [texts]}  → {"shown": [{part: [what it returns, as text]}]}
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from typing import Any

Find = Callable[[str], list[Any]]
UNITS: dict[str, Callable[[str], list[str]]] = {
    "documents": lambda text: [text],
    "lines": lambda text: [line for line in text.splitlines() if line.strip()],
}


class Rival:
    """A library: `parts` are its searches by name, `show` says what one finding of it is."""

    package = ""

    def __init__(self) -> None:
        self.parts: dict[str, Find] = {}
        self.units: dict[str, str] = {}

    def show(self, finding: Any) -> str:
        raise NotImplementedError


class JioNLP(Rival):
    package = "jionlp"

    def __init__(self) -> None:
        super().__init__()
        ner = import_module("jionlp").ner
        self.parts = {"money": ner.extract_money, "time": ner.extract_time}

    def show(self, finding: Any) -> str:
        detail = finding.get("detail", {})
        told = [detail.get(key) for key in ("num", "case", "definition", "time") if detail.get(key) is not None]
        return f"{finding['text']} → {' '.join(map(_plain, told))}"


class Recognizers(Rival):
    package = "recognizers-text-suite"

    def __init__(self) -> None:
        super().__init__()
        number = import_module("recognizers_number").NumberRecognizer("zh-cn")
        unit = import_module("recognizers_number_with_unit").NumberWithUnitRecognizer("zh-cn")
        date = import_module("recognizers_date_time").DateTimeRecognizer("zh-cn")
        self.parts = {
            "number": number.get_number_model().parse,
            "percentage": number.get_percentage_model().parse,
            "currency": unit.get_currency_model().parse,
            "datetime": date.get_datetime_model().parse,
        }

    def show(self, finding: Any) -> str:
        values = finding.resolution.get("values", [finding.resolution])
        keys = ("value", "unit", "start", "end")
        told = "; ".join(" ".join(each[key] for key in keys if each.get(key)) for each in values)
        return f"{finding.text} → {told}"


RIVALS: dict[str, type[Rival]] = {"jionlp": JioNLP, "recognizers": Recognizers}


def _plain(value: Any) -> str:
    return " – ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def spend(find: Find, pieces: list[str]) -> tuple[float, int, int]:
    """Return the processor seconds for all pieces, the number of findings, and the number of pieces that failed."""
    found = failed = 0
    clock = time.process_time()
    for piece in pieces:
        try:
            found += len(find(piece))
        except Exception:  # a fault of the library: counted and reported
            failed += 1
    return time.process_time() - clock, found, failed


def quicker(find: Find, text: str) -> str:
    """Return the unit in which a search is faster on a text. One run before the measurement warms it up."""
    spend(find, [text])
    return min(UNITS, key=lambda unit: spend(find, UNITS[unit](text))[0])


def timed(rival: Rival, texts: list[str]) -> dict[str, dict[str, Any]]:
    """Time each search on the texts, in the unit that was faster for it on the first text of the first call."""
    if not rival.units:
        rival.units = {part: quicker(find, texts[0]) for part, find in rival.parts.items()}
    told: dict[str, dict[str, Any]] = {"seconds": {}, "found": {}, "failed": {}, "unit": dict(rival.units)}
    for part, find in rival.parts.items():
        pieces = [piece for text in texts for piece in UNITS[rival.units[part]](text)]
        told["seconds"][part], told["found"][part], told["failed"][part] = spend(find, pieces)
    return told


def shown(rival: Rival, texts: list[str]) -> dict[str, Any]:
    return {"shown": [{part: [rival.show(each) for each in find(text)] for part, find in rival.parts.items()}
                      for text in texts]}  # fmt: skip


def main() -> None:
    """Answer questions until the input ends. What a library prints goes to standard error."""
    answers = sys.stdout

    def answer(told: dict[str, Any]) -> None:
        print(json.dumps(told), file=answers, flush=True)

    with contextlib.redirect_stdout(sys.stderr):
        kind = RIVALS[sys.argv[1]]
        try:
            rival = kind()
        except Exception as error:  # not installed, or installed with a dependency that it cannot use
            answer({"error": f"{type(error).__name__}: {error}"})
            return
        answer({"version": version(kind.package)})
        for line in sys.stdin:
            question = json.loads(line)
            answer(timed(rival, question["time"]) if "time" in question else shown(rival, question["show"]))


if __name__ == "__main__":
    main()
