"""A web page as a small tree: elements with their attributes and children; what nobody sees is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "select", "textarea", "iframe", "object", "embed", "svg",
    "canvas", "audio", "video", "button", "noframes", "head", "map", "datalist", "math", "applet",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.I)
_DIRECTIVES = (("<%", "%>"), ("<?", "?>"))
_DIRECTIVE = 20_000  # characters of a directive: a longer one was never closed, and the page goes on behind its mark
_DEPTH = 40  # steps of a path that are shown


@dataclass(slots=True, eq=False)
class Element:
    """An element: children are elements and stretches of text; `index` counts from 1 among siblings of its tag."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    index: int = 1
    children: list[Element | str] = field(default_factory=list)
    alone: bool = True

    def get(self, name: str) -> str:
        """Return an attribute; "" where it is not set."""
        return self.attributes.get(name, "")

    def walk(self, without: Collection[Element] = ()) -> Iterator[Element]:
        """Yield the element and all below it, in reading order, without the elements `without` and their content."""
        stack = [self]
        while stack:
            here = stack.pop()
            if here in without:
                continue
            yield here
            stack.extend(child for child in reversed(here.children) if isinstance(child, Element))

    def strings(self) -> Iterator[str]:
        """Yield the stretches of text in reading order."""
        stack: list[Element | str] = [self]
        while stack:
            here = stack.pop()
            if isinstance(here, str):
                yield here
            else:
                stack.extend(reversed(here.children))

    def beginning(self, size: int) -> str:
        """Return the beginning of the text: at least `size` characters, or all of a shorter text."""
        text = ""
        for string in self.strings():
            text += string
            if len(text) >= size:
                break
        return text

    def above(self) -> Iterator[Element]:
        """Yield the element and those that hold it, the innermost first."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    @property
    def path(self) -> str:
        """Return the path from the body to the element: body/div[2]/p[3]; a very long one lacks its beginning."""
        steps: list[str] = []
        for here in self.above():
            if len(steps) == _DEPTH:
                steps.append("…")
                break
            steps.append(here.tag if here.alone else f"{here.tag}[{here.index}]")
        return "/".join(reversed(steps))


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its body, `<title>`, the elements of its head, and how many frames it is made of."""

    body: Element
    title: str
    head: tuple[Element, ...]
    frames: int


def parse(text: str) -> Page:
    """Parse a page as a browser does: broken nesting and unclosed tags are repaired, server directives taken out."""
    parser = LexborHTMLParser(_without_directives(text))
    head = [_bare(node) for node in parser.css("meta, link, base")]
    title = parser.css_first("title")
    frames = len(parser.css("frameset frame, iframe[src]"))
    root = parser.body
    body = Element("body", {}) if root is None or root.tag != "body" else _grow(root)
    return Page(body, title.text() if title else "", tuple(head), frames)


def _without_directives(text: str) -> str:
    """Take out `<% … %>` and `<?php … ?>`, which a server should have run."""
    for opening, closing in _DIRECTIVES:
        parts, done = [], 0
        while (start := text.find(opening, done)) >= 0:
            end = text.find(closing, start)
            if end < 0:
                break
            stop = end + len(closing) if end - start <= _DIRECTIVE else start + len(opening)
            parts.append(text[done:start])
            done = stop
        text = "".join((*parts, text[done:]))
    return text


def _bare(node: LexborNode) -> Element:
    return Element(node.tag or "", {name: value or "" for name, value in node.attributes.items()})


def _grow(root: LexborNode) -> Element:
    """Copy the visible part of the tree, in a loop, because saved pages nest thousands deep."""
    top = _bare(root)
    stack = [(root.child, top, Counter[str](), dict[str, Element]())]
    while stack:
        node, parent, counts, firsts = stack.pop()
        while node is not None:
            here, node = node, node.next
            if here.is_text_node:
                parent.children.append(here.text_content or "")
                continue
            if not here.is_element_node:
                continue
            element = _bare(here)
            counts[element.tag] += 1
            element.index = counts[element.tag]
            if firsts.setdefault(element.tag, element) is not element:
                firsts[element.tag].alone = element.alone = False
            if _is_unseen(element):
                continue
            element.parent = parent
            parent.children.append(element)
            if here.child is not None:
                stack.append((node, parent, counts, firsts))
                stack.append((here.child, element, Counter(), {}))
                break
    return top


def _is_unseen(element: Element) -> bool:
    if element.tag in _UNSEEN or "hidden" in element.attributes:
        return True
    return "style" in element.attributes and bool(_HIDDEN.search(element.attributes["style"]))
