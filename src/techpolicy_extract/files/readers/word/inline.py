"""Read the text of a paragraph: what a reader would see of it with all tracked changes accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from techpolicy_extract.files.readers.word.counting import written
from techpolicy_extract.files.readers.word.model import Note
from techpolicy_extract.files.readers.word.names import (
    ALTERNATE,
    BOX,
    FALLBACK,
    MATH,
    RPR,
    SDT,
    TEXT_PATH,
    VAL,
    WRAPPERS,
    R,
    T,
    branch,
    flag,
    is_on,
    value,
    w,
    whole,
)
from techpolicy_extract.files.readers.word.styles import Styles
from techpolicy_extract.files.readers.word.symbols import symbol
from techpolicy_extract.files.readers.xmltree import Element

_ENTERED = WRAPPERS | {w(name) for name in ("hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase")}
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_PICTURES = frozenset({w("drawing"), w("pict"), w("object")})
_NOTES = {w("footnoteReference"): "fn", w("endnoteReference"): "en"}
_VANISH, _ALIGN, _STYLE = w("vanish"), w("vertAlign"), w("rStyle")
_FIELD, _CODE, _SYMBOL = w("fldChar"), w("instrText"), w("sym")
_MATH_TEXT, _BELOW, _RAISED = f"{MATH}t", f"{MATH}den", f"{MATH}sup"
_BLANK = " \t\r\n"
_LINES = re.compile(r"[\t\r\n]+")
# 带圈字符: a character in a circle is a field that draws one over the other.
_CIRCLED = re.compile(r"eq\s*\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,;，；]\s*(\w{1,2})\s*\)", re.I)
_RAISE = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(slots=True)
class Inline:
    """A paragraph's text, the notes it refers to, its text boxes (WordArt is a string), how many pictures it holds."""

    text: str
    notes: tuple[Note, ...]
    boxes: tuple[Element | str, ...]
    pictures: int


def read_inline(paragraph: Element, styles: Styles) -> Inline:
    """Read a paragraph without its number."""
    return _Reading(styles, value(paragraph.find(w("pPr")), "pStyle")).read(paragraph)


class _Reading:
    """Go through a paragraph, however deeply its elements are nested, and gather what it holds."""

    def __init__(self, styles: Styles, style: str | None) -> None:
        self._styles = styles
        self._hidden = bool(styles.hidden(style))
        self._parts: list[str] = []
        self._notes: list[Note] = []
        self._boxes: list[Element | str] = []
        self._pictures = 0
        self._fields: list[list[str] | None] = []  # the code of each open field; None once its result has begun
        self._raised = False

    def read(self, paragraph: Element) -> Inline:
        stack = [iter(paragraph)]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                continue
            tag = node.tag
            if tag == R:
                if not self._is_hidden(node):
                    stack.append(iter(node))
            elif tag in _NOTES:
                self._notes.append(Note(_NOTES[tag], node.get(w("id"), "")))
                if is_on(node, "customMarkFollows", "0"):
                    stack.pop()  # skip the rest of the run, which is the mark itself
            elif (inner := self._inner(node)) is not None:
                stack.append(iter(inner))
            else:
                self._leaf(node)
        return Inline("".join(self._parts), tuple(self._notes), tuple(self._boxes), self._pictures)

    def _is_hidden(self, run: Element) -> bool:
        """Tell whether a run is hidden, and note whether it is raised.

        Each property is looked at only once, because runs are many.
        """
        hidden, style, self._raised = None, None, False
        properties = run.find(RPR)
        for each in () if properties is None else properties:
            if each.tag == _VANISH:
                hidden = is_on(each)
            elif each.tag == _ALIGN:
                self._raised = each.get(VAL) == "superscript"
            elif each.tag == _STYLE:
                style = each.get(VAL)
        if hidden is None and style:
            hidden = self._styles.hidden(style, paragraph=False)
        return self._hidden if hidden is None else hidden

    def _inner(self, node: Element) -> Element | None:
        """Return the element to go on with inside `node`; None where it is not entered."""
        tag = node.tag
        if tag in _ENTERED:
            return node
        if tag == SDT:
            if flag(node.find(w("sdtPr")), "showingPlcHdr"):  # 单击此处输入文字
                return None
            return node.find(w("sdtContent"))
        if tag == ALTERNATE:
            return branch(node)
        if isinstance(tag, str) and tag.startswith(MATH) and tag != _MATH_TEXT:
            self._parts.append("/" if tag == _BELOW else "^" if tag == _RAISED else "")
            return node
        return None

    def _leaf(self, node: Element) -> None:
        tag = node.tag
        if tag in (T, _MATH_TEXT):
            text = _text(node)
            self._add(text.translate(_RAISE) if self._raised and tag == T else text)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag])
        elif tag == _SYMBOL:
            self._add(symbol(node.get(w("font"), ""), node.get(w("char"), "")))
        elif tag == _FIELD:
            self._field(node.get(w("fldCharType")))
        elif tag == _CODE:
            if self._fields and (code := self._fields[-1]) is not None:
                code.append(node.text or "")
        elif tag in _PICTURES:
            self._picture(node)

    def _add(self, text: str) -> None:
        """Add text, unless it is part of a field's code."""
        if all(code is None for code in self._fields):
            self._parts.append(text)

    def _field(self, kind: str | None) -> None:
        """Enter a field, its result, or leave it. A field that began in another paragraph shows its result here."""
        if kind == "begin":
            self._fields.append([])
        elif self._fields and kind == "separate":
            self._fields[-1] = None
        elif self._fields and kind == "end":
            code = self._fields.pop()
            if code is not None and (match := _CIRCLED.search("".join(code))):
                self._add(_circled(match[1]))

    def _picture(self, node: Element) -> None:
        """Take the text boxes of a drawing; those inside another one are left to it."""
        found = [each for each in node.iter(BOX, TEXT_PATH) if not _repeats(each, node)]
        self._boxes += [each if each.tag == BOX else each.get("string", "") for each in found]
        self._pictures += not found


def _repeats(box: Element, drawing: Element) -> bool:
    """Tell whether a text box of a drawing stands inside another one, or in a branch for older programs."""
    for above in box.iterancestors():
        if above is drawing:
            return False
        if above.tag in (BOX, FALLBACK):
            return True
    return False


def _text(node: Element) -> str:
    """Return the text of an element; blanks at its ends stay only where it says so, line breaks become blanks."""
    text = node.text or ""
    if node.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(_BLANK)
    return _LINES.sub(" ", text)


def _circled(inner: str) -> str:
    number = whole(inner, 0)
    return written(number, "decimalEnclosedCircleChinese") if number else inner
