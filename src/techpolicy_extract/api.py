"""The package from Python: one document in, its records out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from techpolicy_extract import pipeline, readers, records, rulecheck
from techpolicy_extract.model import Source
from techpolicy_extract.records.issue import Issue
from techpolicy_extract.rulepack import RuleSet

R = TypeVar("R", bound=records.Record)


@dataclass(frozen=True, slots=True)
class Document:
    """A document and what it says.

    `text` is the source text, in which positions count code points: `text[row["start"]:row["end"]] == row["quote"]`.
    `rows` are the records in the order of the JSON Lines: the document itself, its sections, all others by position.
    """

    text: str
    rows: list[dict[str, Any]]

    @property
    def title(self) -> str | None:
        """Give the title, in simplified script; None where the document has none."""
        title: str | None = self.rows[0]["title"]
        return title

    def of(self, kind: type[R]) -> list[R]:
        """Give the records of one type as objects: `document.of(Target)[0].value`."""
        name = next(name for name, model in records.TYPES.items() if model is kind)
        return [kind.model_validate(row) for row in self.rows if row["type"] == name]

    def issues(self) -> list[Issue]:
        """Give what is wrong with the document, or contradicts itself."""
        return self.of(Issue)

    def to_jsonl(self) -> str:
        """Give the records as `extract all` writes them."""
        return pipeline.dump(pipeline.Valid(self.rows)).decode("utf-8", "surrogatepass")

    def to_dataframe(self, type: str = "target") -> Any:
        """Give the records of a type as a `pandas.DataFrame`, the document's columns beside them.

        Raises UserError where pandas is missing or there is no such type.
        """
        from techpolicy_extract.tables import frame

        return frame(self.rows, type)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Go through the rows."""
        return iter(self.rows)


def extract_text(text: str, name: str = "text", rules: str | PathLike[str] | None = None) -> Document:
    """Extract the records of a text. `rules` is a folder with rule packs of your own.

    Raises ReadError where the text has no words, RuleError where a pack is not what it must be.
    """
    return _extract(readers.read_bytes(text.encode("utf-8", "surrogatepass"), name), rules)


def extract_file(path: str | PathLike[str], rules: str | PathLike[str] | None = None) -> Document:
    """Extract the records of a file: plain text, a web page, Word, PDF, OFD, what LibreOffice converts.

    Raises ReadError where it cannot be read, ExtraError where an extra is missing, RuleError as `extract_text`.
    """
    return _extract(readers.read(Path(path)), rules)


def _extract(source: Source, rules: str | PathLike[str] | None) -> Document:
    packs: RuleSet | None = rulecheck.load(Path(rules)) if rules is not None else None
    state = pipeline.begin(source)
    for stage in pipeline.STAGES:
        state = pipeline.advance(stage, state, packs)
        pipeline.check_words(state)
    assert isinstance(state, pipeline.Valid)  # the last stage gives that
    return Document(source.text, state.records)
