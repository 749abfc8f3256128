"""The package from Python: one document in, its records out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any, Literal, TypeVar, overload

from techpolicy_extract import pipeline, records
from techpolicy_extract.files import readers
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.products import rulecheck
from techpolicy_extract.records.issue import Issue
from techpolicy_extract.rules.packs import RuleSet

R = TypeVar("R", bound=records.Record)
_LONGEST = 40  # characters of a title or quotation that are shown


@dataclass(frozen=True, slots=True, repr=False)
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

    @overload
    def of(self, kind: type[R]) -> list[R]: ...
    @overload
    def of(self, kind: Literal["document"]) -> list[records.Document]: ...
    @overload
    def of(self, kind: Literal["section"]) -> list[records.Section]: ...
    @overload
    def of(self, kind: Literal["part"]) -> list[records.Part]: ...
    @overload
    def of(self, kind: Literal["target"]) -> list[records.Target]: ...
    @overload
    def of(self, kind: Literal["result"]) -> list[records.Result]: ...
    @overload
    def of(self, kind: Literal["provision"]) -> list[records.Provision]: ...
    @overload
    def of(self, kind: Literal["fund"]) -> list[records.Fund]: ...
    @overload
    def of(self, kind: Literal["deadline"]) -> list[records.Deadline]: ...
    @overload
    def of(self, kind: Literal["event"]) -> list[records.Event]: ...
    @overload
    def of(self, kind: Literal["contact"]) -> list[records.Contact]: ...
    @overload
    def of(self, kind: Literal["responsibility"]) -> list[records.Responsibility]: ...
    @overload
    def of(self, kind: Literal["citation"]) -> list[records.Citation]: ...
    @overload
    def of(self, kind: Literal["issue"]) -> list[records.Issue]: ...
    @overload
    def of(self, kind: str) -> list[Any]: ...
    def of(self, kind: Any) -> list[Any]:
        """Return the records of one type as objects: `document.of("target")[0].value`; an empty list if there are none.

        `kind` is the name of a type, or its class in `techpolicy_extract.records`. Raises UserError for any other.
        """
        name = next((name for name, model in records.TYPES.items() if kind in (name, model)), None)
        if name is None:
            raise records.unknown_type(kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind)))
        model = records.TYPES[name]
        return [model.model_validate(row) for row in self.rows if row["type"] == name]

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
        from techpolicy_extract.products.tables import frame

        if type not in records.TYPES:
            raise records.unknown_type(type)
        return frame(self.rows, type)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Go through the rows."""
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
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _html(text: str) -> str:
    """Return a text, cut, as HTML; a half character, which no encoding holds, becomes a question mark."""
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
    assert isinstance(state, pipeline.Valid)  # the last stage gives that
    return Document(source.text, state.records)
