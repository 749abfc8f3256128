"""Find the element of a page that holds the document, and the parts of it that belong to the site."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from techpolicy_extract.files.readers.webpage.files import is_file
from techpolicy_extract.files.readers.webpage.lines import BLOCKS
from techpolicy_extract.files.readers.webpage.names import is_called
from techpolicy_extract.files.readers.webpage.tables import holds_blocks, is_data
from techpolicy_extract.files.readers.webpage.tree import Element

_SITE_TAGS = frozenset(("nav", "footer"))
_FOOT = re.compile(r"版权所有|[iI][cC][pP]备|网站标识码|公网安备")
_ENDS = re.compile("[。；]")
_WIDE = re.compile("[\u4e00-\u9fff]")
_MARKS = re.compile("[，。；：、]")
# Elements that are not entered: paragraphs, lists, and pieces of them.
_UNITS = frozenset({
    "p", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "a", "b",
    "strong", "caption", "address", "figure", "u", "em", "i", "font", "label",
})  # fmt: skip
_SHARE = 0.7  # of what an element weighs: a child with more of it holds the document
_NAMED_SHARE = 0.5  # the same for a child whose name says that it holds the document
_WHOLE_SHARE = 0.4  # of what the page weighs: an element with less of it does not hold the document
_LINES = 12  # Chinese characters, at least, of a paragraph that must not be lost
_STATES = re.compile(
    r"^\s*(?:[【\[]?(?:发布|更新|发文|成文|信息|文章|稿件|来源|作者|浏览|阅读|点击|字体|字号|时间|日期|索\s*引|您|当前|首页"
    r"|责任编辑|编辑|打印|分享|上一|下一)|(?:19|20)\d\d[-年/.])"
)


@dataclass(slots=True)
class Weight:
    """What an element holds: text that may be the document's, text of links, sentences that end."""

    plain: int = 0
    linked: int = 0
    links: int = 0
    ends: int = 0
    files: int = 0


class Content:
    """The element with the document (`root`), and the elements inside it that belong to the site (`site`)."""

    def __init__(self, body: Element, without: Collection[Element] = ()) -> None:
        self._without = without
        self._weights = _weigh(body, without)
        self.root = self._find(body)
        self.site = self._site_elements()

    def weight(self) -> Weight:
        """Return the weight of the element with the document."""
        return self._weights[self.root]

    def holds_document(self) -> bool:
        """Tell whether there is a document: ended sentences, much text outside links, or a table of data."""
        found = self.weight()
        if found.plain >= found.linked and (found.plain > 200 or self._holds_data()):
            return True
        return found.ends > 0 and found.plain >= 10 and 3 * found.plain >= found.linked

    def _holds_data(self) -> bool:
        return any(each.tag == "table" and each in self._weights and is_data(each) for each in self.root.walk())

    def _find(self, body: Element) -> Element:
        here = body
        while True:
            best = max(
                (child for child in here.children if isinstance(child, Element) and child in self._weights),
                key=lambda child: self._weights[child].plain,
                default=None,
            )
            if best is None or best.tag in _UNITS:
                return here
            part = self._weights[best].plain / max(self._weights[here].plain, 1)
            whole = self._weights[best].plain / max(self._weights[body].plain, 1)
            named = _is_named(best)
            if part < (_NAMED_SHARE if named else _SHARE) or whole < _WHOLE_SHARE or not _is_container(best):
                return here
            if not named and self._loses(here, best):
                return here
            here = best
            if named and not self._inner_name(best):
                return here

    def _inner_name(self, element: Element) -> bool:
        """Tell whether a named element holds another named one with nearly all of its text."""
        whole = self._weights[element].plain
        return any(
            each is not element and _is_named(each) and self._weights[each].plain >= 0.95 * whole
            for each in element.walk()
            if each in self._weights
        )

    def _loses(self, here: Element, best: Element) -> bool:
        """Tell whether a paragraph stands beside the heaviest child, so that both belong to the document."""
        for child in here.children:
            if isinstance(child, str):
                if (len(_WIDE.findall(child)) >= _LINES or _ENDS.search(child)) and not _STATES.match(child):
                    return True
            elif child is not best and self._is_paragraph(child):
                return True
        return False

    def _is_paragraph(self, element: Element) -> bool:
        if element.tag != "p" or element not in self._weights or self._weights[element].plain < _LINES:
            return False
        return not _STATES.match("".join(element.strings()))

    def _site_elements(self) -> frozenset[Element]:
        """Find the elements inside `root` that belong to the site: those named so, and lists of links."""
        found: set[Element] = set()
        for each in self.root.walk():
            if each is self.root:
                continue
            weight = self._weights.get(each)
            if weight is None or _is_list_of_links(each, weight):
                found.add(each)
        return frozenset(found)


def _weigh(body: Element, without: Collection[Element]) -> dict[Element, Weight]:
    """Weigh all elements but the site's; those have no weight at all."""
    order: list[Element] = []
    stack = [body]
    while stack:
        here = stack.pop()
        if here in without or (here is not body and is_site(here)):
            continue
        order.append(here)
        stack.extend(child for child in here.children if isinstance(child, Element))
    weights: dict[Element, Weight] = {}
    for here in reversed(order):
        weight = Weight()
        for child in here.children:
            if isinstance(child, str):
                wide = len(_WIDE.findall(child))
                weight.plain += wide + (len(_MARKS.findall(child)) if wide else 0)
                weight.ends += len(_ENDS.findall(child))
            elif child in weights:
                below = weights[child]
                weight.plain += below.plain
                weight.linked += below.linked
                weight.links += below.links
                weight.ends += below.ends
                weight.files += below.files
        if here.tag == "a" and here.get("href") and not here.get("href").startswith("#"):
            weight = Weight(0, weight.plain, 1, 0, int(is_file(here.get("href"))))
        weights[here] = weight
    _forget_footers(order, weights)
    return weights


def _forget_footers(order: list[Element], weights: dict[Element, Weight]) -> None:
    """Take footers out of the weights: 版权所有 or ICP备, and what is around it up to the first ended sentence."""
    for here in order:
        if not any(isinstance(child, str) and _FOOT.search(child) for child in here.children):
            continue
        foot = here
        while foot.parent is not None and foot.parent.tag != "body" and _is_small(weights.get(foot.parent)):
            foot = foot.parent
        if foot.tag == "body" or not _is_small(weights.get(foot)):
            continue
        gone = weights[foot]
        taken = Weight(gone.plain, gone.linked, gone.links, gone.ends)
        for above in foot.above():
            if above in weights:
                weights[above].plain -= taken.plain
                weights[above].linked -= taken.linked
                weights[above].links -= taken.links
                weights[above].ends -= taken.ends
        for each in foot.walk():
            weights.pop(each, None)


def _is_list_of_links(element: Element, weight: Weight) -> bool:
    if element.tag not in BLOCKS or weight.files or weight.links < 3 or _is_named(element):
        return False
    return weight.linked > 2 * weight.plain


def _is_small(weight: Weight | None) -> bool:
    return weight is not None and weight.ends <= 1 and weight.plain < 300


def is_site(element: Element) -> bool:
    """Tell whether an element's tag or name says that it stands around the text: navigation, footer, search."""
    if element.tag in _SITE_TAGS:
        return True
    return element.tag in BLOCKS and is_called(element, "site") and not _is_named(element)


def _is_named(element: Element) -> bool:
    return is_called(element, "content")


def _is_container(element: Element) -> bool:
    if element.tag == "table" and is_data(element):
        return False
    return element.tag not in _UNITS and holds_blocks(element)
