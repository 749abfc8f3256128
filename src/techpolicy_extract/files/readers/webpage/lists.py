"""The numbers of ordered lists, which a browser counts and the page does not hold."""

from __future__ import annotations

import re

from techpolicy_extract.files.readers.webpage.tree import Element

_STYLE = re.compile(r"list-style(?:-type)?\s{0,4}:\s{0,4}([^;]{1,60})", re.I)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DIGITS = "零一二三四五六七八九"
# A number typed by hand at the beginning of an item.
_OWN = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[.．、)）﹒]|[①-⒛㈠-㈩]|第[\d一二三四五六七八九十百]{1,4}[条章节])"
)
_HEAD = 40  # characters of an item in which its own number stands
_LIMIT = 100_000  # a start or value beyond it is a mistake


class Numbering:
    """Count the items of the ordered lists of a page."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}
        self._styles: dict[int, str] = {}

    def marker(self, item: Element) -> str:
        """Return the marker of an item: `1. ` or `一、`; "" where its list shows no numbers."""
        owner = item.parent
        if owner is None or owner.tag != "ol":
            return ""
        if id(owner) not in self._next:
            self._next[id(owner)] = _number(owner.get("start"), 1)
            self._styles[id(owner)] = _style(owner)
        number = _number(item.get("value"), self._next[id(owner)])
        self._next[id(owner)] = number + 1
        style = _stated_style(item) or self._styles[id(owner)]
        return "" if style == "none" else _written(number, style)


def _number(text: str, default: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", text)
    return int(found[1]) if found and abs(int(found[1])) < _LIMIT else default


def _stated_style(element: Element) -> str:
    """Return the style that an element itself asks for; none for disc and circle, "" where it asks for no style."""
    found = _STYLE.search(element.get("style"))
    if not found:
        return _TYPES.get(element.get("type"), "")
    words = found[1].lower().split()
    return "none" if {"none", "disc", "circle", "square"} & set(words) else words[0] if words else ""


def _style(owner: Element) -> str:
    items = [child for child in owner.children if isinstance(child, Element) and child.tag == "li"]
    own = sum(bool(_OWN.match(item.beginning(_HEAD))) for item in items)
    return "none" if items and 2 * own >= len(items) else _stated_style(owner) or "decimal"


def _written(number: int, style: str) -> str:
    if style.endswith(("alpha", "latin")) and number > 0:
        text = _letters(number)
    elif style.endswith("roman") and 0 < number < 400:
        text = _roman(number)
    elif style in _CHINESE and 0 < number < 100:
        return f"{_chinese(number)}、"
    else:
        return f"{number}. "
    return f"{text.upper() if style.startswith('upper') else text}. "


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
