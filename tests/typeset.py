"""Typeset texts as official documents are: A4, a running head, page numbers, lines broken by width."""

from __future__ import annotations

import io
import re

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests import needs

PAGE = (595.28, 841.89)
HEAD = "科技政策文件汇编"
# The margins of GB/T 9704 in points: left, top, right, bottom.
LEFT, TOP, RIGHT, BOTTOM = 79.4, 104.9, 73.7, 99.2
SIZE, LEADING, TITLE = 16.0, 28.9, 22.0

_UNIT = re.compile(r"[“‘《（〔(]*(?:[\x21-\x7e]+|.)[，。、；：！？）》”’〕%％)]*", re.S)
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_SITE = re.compile(r".{1,8}[:：]|[\x00-\x7f]|.*\.docx$")  # lines that a website puts around a text are no titles


def canvas(stream: io.BytesIO, size: tuple[float, float] = PAGE) -> Canvas:
    """Return a canvas for Chinese text, with the same bytes each time. Its tests need the mark `needs("font")`."""
    font = needs.find("font")
    assert font, "this test sets Chinese: mark it with @pytest.mark.needs('font')"
    if "Hei" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Hei", str(font), subfontIndex=0))
    made = Canvas(stream, pagesize=size, invariant=1)
    made.setFont("Hei", SIZE)
    return made


def width(text: str, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, "Hei", size))


def wrapped(text: str, room: float, size: float = SIZE, indent: float = 0.0) -> list[str]:
    """Break a text into lines of width `room` (points); the first line is shorter by `indent`."""
    lines, line, left = [], "", room - indent
    for unit in _UNIT.findall(text):
        if line and width(line + unit.rstrip(), size) > left:
            lines.append(line.rstrip())
            line, left = "", room
        while width(unit, size) > room:  # an address that is longer than a line
            cut = next(n for n in range(len(unit), 0, -1) if width(line + unit[:n], size) <= left)
            lines.append(line + unit[:cut])
            line, left, unit = "", room, unit[cut:]
        line += unit if line else unit.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


class OfficialDocument:
    """A PDF document, filled from the top, with a running head and page numbers on alternating sides."""

    def __init__(self, head: str = HEAD, size: float = SIZE) -> None:
        self.stream = io.BytesIO()
        self.canvas = canvas(self.stream)
        self.head = head
        self.size, self.leading, self.title_size = size, size * LEADING / SIZE, size * TITLE / SIZE
        self.number = 0
        self.room = PAGE[0] - LEFT - RIGHT
        self.new_page()

    def new_page(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = PAGE[1] - TOP
        odd = self.number % 2
        self.canvas.setFont("Hei", 10.5)
        edge = PAGE[0] - RIGHT
        if self.head:
            self.canvas.drawString(edge - width(self.head, 10.5) if odd else LEFT, PAGE[1] - 60, self.head)
        self.canvas.setFont("Hei", 14)
        number = f"— {self.number} —"
        self.canvas.drawString(edge - width(number, 14) if odd else LEFT, 60, number)

    def line(self, text: str, x: float, size: float) -> None:
        if self.y - self.leading < BOTTOM:
            self.new_page()
        self.y -= self.leading if size == self.size else 1.6 * size
        self.canvas.setFont("Hei", size)
        self.canvas.drawString(x, self.y, text)

    def paragraph(self, text: str) -> None:
        indent = 2 * self.size
        for number, line in enumerate(wrapped(text, self.room, self.size, indent)):
            self.line(line, LEFT + (0 if number else indent), self.size)

    def centred(self, text: str) -> None:
        size = self.title_size
        for line in wrapped(text, self.room - 2 * size, size):
            self.line(line, LEFT + (self.room - width(line, size)) / 2, size)

    def signature(self, text: str) -> None:
        self.line(text, PAGE[0] - RIGHT - 4 * self.size - width(text, self.size), self.size)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()


def document(text: str, head: str = HEAD, size: float = SIZE) -> bytes:
    """Typeset a plain text: one paragraph a line; the first short lines are titles; date and signature go right."""
    official = OfficialDocument(head, size)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    opened = False
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        opened = opened or len(line) > 45 or line.endswith(("：", "。"))
        if not opened and not _SITE.match(line):
            official.centred(line)
        elif _DAY.fullmatch(line) or (_DAY.fullmatch(after) and len(line) < 25):
            official.signature(line)
        else:
            official.paragraph(line)
    return official.bytes()
