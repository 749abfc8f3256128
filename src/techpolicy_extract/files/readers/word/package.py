"""The parts of a Word file, and their XML, parsed without trusting it."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator

from techpolicy_extract.files.readers.archive import Archive, Limits
from techpolicy_extract.files.readers.word.names import BODY, STRICT, WORD, w
from techpolicy_extract.files.readers.xmltree import Element, local, parse
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.library_faults import xml_fault

# XML of Word packs well, tables of equal rows best; a bomb packs a thousand to one.
_LIMITS = Limits(entry=256 * 2**20, ratio=400, free=16 * 2**20)
_MAIN = "word/document.xml"
_AGAIN = "fetch it again, or open it in Word and save it as DOCX or plain text"
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
# Elements of the body: paragraphs, tables, and what wraps them.
_BLOCKS = tuple(w(name) for name in ("p", "tbl", "sdt", "customXml", "ins", "del", "moveTo", "moveFrom", "altChunk"))
_BLOCKS += ("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",)


class Package:
    """An open Word file; `unread` collects what could not be read of it.

    Parts are found by their relationships; where those are damaged or wrong, by the names that all programs use.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.unread: list[str] = []
        self._name = name
        try:
            self._archive = Archive(data, name, _LIMITS)
        except ReadError as error:
            if "damaged" not in error.message:
                raise
            raise ReadError("is a damaged Word file (its ZIP archive is cut short or broken)", name, _AGAIN) from error
        self._names = {each.lower(): each for each in self._archive.names}
        self._main = self._main_part()
        folder, base = posixpath.split(self._main)
        self._related = self._relationships(f"{folder}/_rels/{base}.rels", folder)

    def root(self, kind: str) -> Element | None:
        """Return the root of the part that is related to the document as `kind` (styles); None where there is none."""
        return next(self.roots(kind), None)

    def roots(self, kind: str) -> Iterator[Element]:
        """Yield the roots of all parts of a kind (header). One that is damaged is noted in `unread`."""
        usual = f"{posixpath.dirname(self._main)}/{kind}.xml"
        related = [part for part in self._related.get(kind, ()) if part.lower() in self._names]
        for part in related or [usual]:
            if (root := self._try(part, noted=True)) is not None:
                yield root

    def properties(self) -> Element | None:
        """Return the root of the core properties (title, dates); None where there are none."""
        return self._try("docProps/core.xml", noted=False)

    def body(self) -> Iterator[Element]:
        """Yield the elements of the body, one after the other; each is valid only until the next one is asked for.

        Raises ReadError where the part is damaged; where its XML breaks off after text, that is noted in
        `unread`.
        """
        from lxml import etree

        data = self._bytes(self._main)
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        context = etree.iterparse(io.BytesIO(data), tag=_BLOCKS, remove_comments=True, remove_pis=True, **options)
        given = 0
        try:
            for _, node in context:
                parent = node.getparent()
                if parent is not None and parent.tag == BODY:
                    yield node
                    given += 1
                    node.clear()
                    del parent[: parent.index(node)]
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            if not given:
                raise ReadError(
                    f"its entry {self._main} is no valid XML ({xml_fault(error)})", self._name, _AGAIN
                ) from error
            self.unread.append(f"{self._main} breaks off after block {given} of its body")
        if not given and local(context.root) != "document":
            raise ReadError(f"its entry {self._main} holds no document", self._name, _AGAIN)

    def _main_part(self) -> str:
        found = [*self._relationships("_rels/.rels", "").get("officeDocument", ()), _MAIN]
        found += [each for each in self._archive.names if each.startswith("word/document") and each.endswith(".xml")]
        main = next((self._names[each.lower()] for each in found if each.lower() in self._names), None)
        if main is None:
            raise ReadError(f"is a Word file without its text (no {_MAIN})", self._name, _AGAIN)
        return main

    def _relationships(self, part: str, folder: str) -> dict[str, list[str]]:
        """Return the parts that a part is related to, by the last word of the relation's type."""
        root = self._try(part, noted=False)
        related: dict[str, list[str]] = {}
        for each in () if root is None else root:
            target, kind = each.get("Target", ""), each.get("Type", "")
            if target and each.get("TargetMode") != "External":
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                related.setdefault(kind.rpartition("/")[2], []).append(path)
        return related

    def _try(self, part: str, noted: bool) -> Element | None:
        if part.lower() not in self._names:
            return None
        try:
            return parse(self._bytes(part), self._name, part)
        except ReadError as error:
            if noted:
                self.unread.append(error.message.removeprefix("its entry "))
            return None

    def _bytes(self, part: str) -> bytes:
        """Return a part, in the namespace of Word's own files. Raises ReadError where it is damaged or has a DTD."""
        data = self._archive.read(self._names[part.lower()])
        if any(mark in data for mark in _DTD):
            raise ReadError(f"its entry {part} has a DTD, which no Word file needs", self._name, _AGAIN)
        return data.replace(STRICT.encode(), WORD.encode())
