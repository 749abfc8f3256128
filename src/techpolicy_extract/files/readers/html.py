"""Read web pages: the document with its title, what the page states about it, its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable

from techpolicy_extract.files.readers.layer import Layer, LayerWriter
from techpolicy_extract.files.readers.webpage import charset, files, lines, metadata, tables, titles, tree
from techpolicy_extract.files.readers.webpage.content import Content, is_site
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.layout import Stated

_MOST_SHOWN = 60  # labels that one document has at most; a page with more is a list of documents
_NEIGHBOUR = re.compile(r"[\s\u3000]*【?[上下]一[篇个条页则][\s\u3000】]*[:：]")  # a link to the next or previous page


def read(data: bytes, name: str) -> Layer:
    """Read a page. Raises ReadError where its bytes are no text, or it holds no document."""
    text, encoding, unread = charset.decode(data, name)
    return read_text(text, encoding, name, [unread] if unread else [])


def read_text(text: str, encoding: str, name: str, unread: Iterable[str] = (), address: str = "") -> Layer:
    """Read a decoded page; `address` is where it comes from, "" where only the page itself may say so."""
    page = tree.parse(text)
    sites = _sites(page.body)
    everything = lines.text_lines(page.body, sites)
    pairs, taken = metadata.blocks(everything)
    content = Content(page.body, taken)
    if not content.holds_document():
        raise _no_document(page, name)
    inside = frozenset(content.root.walk()) - taken
    pairs += metadata.stated(everything, inside | taken)
    without = content.site | taken
    here = [line for line in everything if line.element in inside and line.element not in without]
    writer = LayerWriter()
    title = titles.title_of(page, metadata.title_of(pairs), content.root, sites)
    if title.shown and not titles.repeated(title.text, [line.text for line in here]):
        writer.paragraph(title.text, "element", title.path)
    address = files.address_of(page, text, address)
    _write_facts(writer, page, pairs[:_MOST_SHOWN], address)
    _write_content(writer, content.root, without)
    if title.text:
        writer.hints["title"] = title.text
    writer.attachments += files.attachments(page.body.walk(sites), files.base_of(page, address))
    writer.unread += unread
    return writer.layer(encoding)


def _sites(body: tree.Element) -> frozenset[tree.Element]:
    """Find the elements around the text that every page of a site has; they say nothing about the document."""
    return frozenset(each for each in body.walk() if is_site(each))


def _write_facts(writer: LayerWriter, page: tree.Page, pairs: list[metadata.Pair], address: str) -> None:
    """Write what the page states, one line `标签：值` each, and note its facts; `<meta>` tags fill the gaps."""
    third = bool(address) and not re.match(r"https?://[^/]*\.gov\.(?:cn|hk|mo)(?:[:/]|$)", address)
    written: set[tuple[str, str]] = set()
    for pair in pairs:
        if (pair.label, pair.value) in written:
            continue
        written.add((pair.label, pair.value))
        start, _ = writer.paragraph(f"{pair.label}：{pair.value}", "metadata", pair.element.path)
        fact = metadata.fact_of(pair)
        if fact:
            name, value, (low, high) = fact
            base = start + len(pair.label) + 1
            name = "hosted_on" if third and name == "published_on" else name
            writer.facts.setdefault(name, Stated(value, (base + low, base + high)))
    facts, hints = metadata.from_tags(page)
    for name, value in facts.items():
        writer.facts.setdefault("hosted_on" if third and name == "published_on" else name, Stated(value))
    writer.hints.update(hints)


def _write_content(writer: LayerWriter, root: tree.Element, without: frozenset[tree.Element]) -> None:
    data = frozenset(each for each in root.walk() if each.tag == "table" and tables.is_data(each))
    for item in lines.lines(root, without, data):
        if isinstance(item, lines.Line):
            if _NEIGHBOUR.match(item.text):
                continue
            writer.paragraph(item.text, "element", item.element.path)
            continue
        for caption in tables.captions(item):
            writer.paragraph(caption, "element", item.path)
        grid = tables.grid(item)
        writer.table(grid.cells, grid.head, item.path)


def _no_document(page: tree.Page, name: str) -> ReadError:
    if page.frames:
        hint = "open the frame with the text in a window of its own and save that"
        return ReadError("holds no document text: it shows other pages in frames", name, hint)
    hint = "open a document's own page and save it after it has loaded"
    return ReadError("holds no document text: only links, forms or an empty page that scripts fill", name, hint)
