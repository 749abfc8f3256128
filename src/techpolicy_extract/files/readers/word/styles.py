"""The styles of a Word file, as far as they number paragraphs or hide text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from techpolicy_extract.files.readers.word.names import PPR, RPR, flag, is_on, value, w, whole
from techpolicy_extract.files.readers.xmltree import Element


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the one it is based on, its list and level if it has its own, and whether it hides text."""

    id: str
    name: str
    base: str | None
    num_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """The styles by their id. A file without styles has none."""

    def __init__(self, root: Element | None) -> None:
        nodes = [] if root is None else root.findall(w("style"))
        self._styles = {style.id: style for style in map(_style, nodes)}
        self._default = next((each.get(w("styleId"), "") for each in nodes if _is_default(each)), None)

    def chain(self, style_id: str | None, paragraph: bool = True) -> Iterator[Style]:
        """Yield a style and those it is based on, the nearest first; the default one where a paragraph names none."""
        current = style_id or (self._default if paragraph else None)
        seen: set[str] = set()
        while current and current not in seen and (style := self._styles.get(current)):
            seen.add(current)
            yield style
            current = style.base

    def hidden(self, style_id: str | None, paragraph: bool = True) -> bool | None:
        """Tell whether text of a style is hidden; None where the style does not say."""
        return next((each.hidden for each in self.chain(style_id, paragraph) if each.hidden is not None), None)


def _is_default(node: Element) -> bool:
    return node.get(w("type")) == "paragraph" and is_on(node, "default", "0")


def _style(node: Element) -> Style:
    properties = node.find(PPR)
    numbering = None if properties is None else properties.find(w("numPr"))
    level = value(numbering, "ilvl")
    return Style(
        id=node.get(w("styleId"), ""),
        name=value(node, "name") or "",
        base=value(node, "basedOn"),
        num_id=value(numbering, "numId"),
        level=None if level is None else whole(level, 0),
        hidden=flag(node.find(RPR), "vanish"),
    )
