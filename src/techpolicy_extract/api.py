"""Use the package from Python: one document in, its records out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any

from techpolicy_extract import pipeline, records
from techpolicy_extract.files import readers
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.products import rulecheck
from techpolicy_extract.records.issue import Issue
from techpolicy_extract.rules.packs import RuleSet

_LONGEST = 40  # characters of a title or quotation that are shown


@dataclass(frozen=True, slots=True, repr=False)
class Document(records.TypedRows):
    """A document and what it says.

    `text` is the source text, in which positions count code points: `text[row["start"]:row["end"]] == row["quote"]`.
    `rows` are the records in the order of the JSON Lines: the document itself, its sections, all others by position.
    """

    text: str
    rows: list[dict[str, Any]]

    @property
    def title(self) -> str | None:
        """Return the title, in simplified script; None where the document has none."""
        title: str | None = self.rows[0]["title"]
        return title

    def issues(self) -> list[Issue]:
        """Return the issues: what is wrong in the document, or contradicts itself."""
        return self.of(Issue)

    def to_jsonl(self) -> str:
        """Return the records as JSON Lines, as `extract all` writes them."""
        return pipeline.dump(pipeline.Valid(self.rows)).decode("utf-8", "surrogatepass")

    def to_dataframe(self, type: str = "target") -> Any:
        """Return the records of a type as a `pandas.DataFrame`, with the document's columns beside them.

        Raises UserError where pandas is missing or there is no such type.
        """
        from techpolicy_extract.products.tables import frame

        if type not in records.TYPES:
            raise records.unknown_type(type)
        return frame(self.rows, type)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return one line: the file, the title, and how many records of which type there are."""
        counts = ", ".join(f"{count} {name}" for name, count in self._counts().items())
        title = repr(_cut(self.title)) if self.title else "without title"
        return f"<Document {self.rows[0]['source_path']!r} {title}: {counts}>"

    def _repr_html_(self) -> str:
        """Return a small table for notebooks: each type with the number of its records and the first quotation."""
        firsts: dict[str, str] = {}
        for row in self.rows:
            firsts.setdefault(row["type"], row["quote"])
        lines = "".join(
            f"<tr><td>{name}</td><td>{count}</td><td>{_html(firsts[name])}</td></tr>"
            for name, count in self._counts().items()
        )
        caption = " · ".join(filter(None, (_html(self.title or ""), _html(self.rows[0]["source_path"]))))
        head = "<tr><th>type</th><th>records</th><th>first quotation</th></tr>"
        return f"<table><caption>{caption}</caption>{head}{lines}</table>"

    def _counts(self) -> dict[str, int]:
        """Return the number of records of each type that there is, in the order of the types."""
        counts = Counter(row["type"] for row in self.rows)
        return {name: counts[name] for name in records.TYPES if name in counts}


def _cut(text: str) -> str:
    """Return a text on one line, cut short where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _html(text: str) -> str:
    """Return a text, cut short, as HTML; half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark."""
    return escape(_cut(text)).encode("utf-8", "replace").decode("utf-8")


def extract_text(text: str, name: str = "text", rules: str | PathLike[str] | None = None) -> Document:
    """Extract the records of a text. `rules` is a folder with rule packs of your own.

    Raises TypeError where it is no text, ReadError where it has no words, RuleError where a pack is not as it must be.
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is wanted, not {type(text).__name__}: extract_file reads files")
    if not text.strip().strip(readers.INVISIBLE).strip():
        raise ReadError("the text is empty", name, "pass the text of a document; extract_file reads files")
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
    assert isinstance(state, pipeline.Valid)  # the last stage returns it
    return Document(source.text, state.records)
