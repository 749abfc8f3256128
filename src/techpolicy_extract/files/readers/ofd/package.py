"""The parts of an OFD file (GB/T 33190-2016, 7.4–7.7): its documents, their pages, templates and resources."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from techpolicy_extract.files.readers.archive import Archive
from techpolicy_extract.files.readers.xmltree import Element, local, parse
from techpolicy_extract.nouns.errors import ReadError

MOST_PAGES = 10_000
_A4 = (0.0, 0.0, 210.0, 297.0)
_FURTHEST = 1e6  # millimetres: a coordinate beyond is no place on a page


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that name in any namespace; None without one."""
    return next((each for each in element if local(each) == name), None)


def text_of(element: Element | None, name: str) -> str:
    """Return the text of the first child of that name, stripped; empty where there is none."""
    found = child(element, name) if element is not None else None
    return (found.text or "").strip() if found is not None else ""


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """Read an array of `count` numbers (ST_Array, ST_Box); None where it is malformed or far off any page."""
    try:
        values = tuple(map(float, (text or "").split()))
    except ValueError:
        return None
    sane = len(values) == count and all(-_FURTHEST < value < _FURTHEST for value in values)
    return values if sane else None


class Package:
    """An OFD file: its entries by location (ST_Loc), absolute or relative to the entry that names them."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = Archive(data, name)
        self._places = {each.lower(): each for each in self._archive.names}
        if any(place.rpartition("/")[2] == "encryptions.xml" for place in self._places):
            raise ReadError("is an encrypted OFD file", name, "save it without protection in an OFD viewer")

    def locate(self, location: str, base: str = "") -> str:
        """Return the entry at a location that the entry `base` names. A path above the root stays at the root."""
        path = location.replace("\\", "/")
        joined = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(base), path)
        entry = posixpath.normpath(joined).lstrip("/")
        return self._places.get(entry.lower(), entry)

    def tree(self, entry: str) -> Element:
        """Return the root element of an entry. Raises ReadError."""
        return parse(self._archive.read(entry), self.name, entry)

    def documents(self) -> list[Document]:
        """Return the documents of the file (DocBody, 7.4) in their order. Raises ReadError where it has none."""
        bodies = [each for each in self.tree(self.locate("OFD.xml")) if local(each) == "DocBody"]
        found = [Document(self, body) for body in bodies if text_of(body, "DocRoot")]
        if not found:
            raise ReadError("is an OFD file without a document", self.name, "fetch it again")
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its entry and its area in millimetres (left, top, width, height), and the templates painted on it."""

    entry: str
    root: Element
    area: tuple[float, ...]
    templates: tuple[str, ...]


class Document:
    """A document of an OFD file (Document.xml, 7.5)."""

    def __init__(self, package: Package, body: Element) -> None:
        self._package = package
        self._entry = package.locate(text_of(body, "DocRoot"))
        self._root = package.tree(self._entry)
        self._common = child(self._root, "CommonData")
        self._info = child(body, "DocInfo")

    def info(self, name: str) -> str:
        """Return what the file states about the document (CT_DocInfo: Title, Author, CreationDate), else empty."""
        return text_of(self._info, name)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Return the entries of the pages in reading order. Raises ReadError where there are too many."""
        pages = child(self._root, "Pages")
        found = [self._at(each.get("BaseLoc")) for each in (pages if pages is not None else ()) if each.get("BaseLoc")]
        if len(found) > MOST_PAGES:
            raise ReadError(f"has more than {MOST_PAGES} pages", self._package.name, "split it")
        return tuple(found)

    @cached_property
    def templates(self) -> dict[str, str]:
        """Return the entries of the template pages (7.5, CT_TemplatePage) by identifier."""
        common = self._common if self._common is not None else ()
        return {each.get("ID"): self._at(each.get("BaseLoc")) for each in common if local(each) == "TemplatePage"}

    @cached_property
    def composites(self) -> dict[str, Element]:
        """Return the contents of the composite graphic units (13) in the document's resources by identifier."""
        found: dict[str, Element] = {}
        for each in self._common if self._common is not None else ():
            if local(each) in ("PublicRes", "DocumentRes"):
                with suppress(ReadError):  # a page that uses a missing one says so itself
                    for unit in self._package.tree(self._at(each.text)).iter("{*}CompositeGraphicUnit"):
                        found[unit.get("ID")] = child(unit, "Content")
        return {number: content for number, content in found.items() if content is not None}

    @property
    def attached(self) -> bool:
        """Tell whether files are attached to the document (Attachments.xml)."""
        return bool(text_of(self._root, "Attachments"))

    def page(self, entry: str) -> Page:
        """Read a page (7.7). Raises ReadError where its entry is missing or damaged."""
        root = self._package.tree(entry)
        areas = (child(root, "Area"), child(self._common, "PageArea") if self._common is not None else None)
        boxes = (numbers(text_of(area, "PhysicalBox"), 4) for area in areas)
        area = next((box for box in boxes if box and box[2] > 0 and box[3] > 0), _A4)
        return Page(entry, root, area, tuple(each.get("TemplateID") for each in root if local(each) == "Template"))

    def template(self, number: str) -> Element | None:
        """Return the root of a template page; None where the document has none of that number."""
        return self._package.tree(self.templates[number]) if number in self.templates else None

    def _at(self, location: str | None) -> str:
        return self._package.locate((location or "").strip(), self._entry)
