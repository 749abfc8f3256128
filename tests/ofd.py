"""Typeset texts as OFD files: like the export of an office's word processor, with as few objects as possible."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.644  # 三号, the type size of official documents, in mm (GB/T 9704-2012)
LEFT, TOP, PITCH = 28.0, 37.0, 10.2
COLUMNS, ROWS = 28, 22


@dataclass(frozen=True)
class Piece:
    """A piece of text; its first character begins at x, its baseline is at y (mm)."""

    text: str
    x: float
    y: float


def width(text: str) -> float:
    """Return the width of a text in ems."""
    return sum(0.5 if char < "\u2000" else 1.0 for char in text)


def broken(text: str, indent: int = 2) -> list[list[tuple[str, float]]]:
    """Break a text into pages of lines, each with its indent in ems. Each line break in the text ends a paragraph."""
    lines: list[tuple[str, float]] = []
    for paragraph in text.splitlines():
        line, at = "", float(indent)
        for char in paragraph.strip():
            if at + width(line) + width(char) > COLUMNS:
                lines.append((line, at))
                line, at = "", 0.0
            line += char
        if line:
            lines.append((line, at))
    return [lines[n : n + ROWS] for n in range(0, len(lines), ROWS)]


def typeset(text: str, numbered: bool = True) -> bytes:
    """Typeset a text on A4 pages of 22 lines of 28 characters, with page numbers at the bottom."""
    pages = []
    for number, lines in enumerate(broken(text), 1):
        pieces = [Piece(line, LEFT + at * SIZE, TOP + PITCH * n) for n, (line, at) in enumerate(lines)]
        if numbered:
            pieces.append(Piece(f"— {number} —", 95.0, 275.0))
        pages.append(content(map(text_object, pieces)))
    return ofd(pages)


def deltas(text: str, size: float = SIZE) -> str:
    """Return the distances between the characters of a text (mm), repeats written as `g n d`."""
    steps = [size * width(char) for char in text[:-1]]
    runs: list[tuple[int, float]] = []
    for step in steps:
        if runs and runs[-1][1] == step:
            runs[-1] = (runs[-1][0] + 1, step)
        else:
            runs.append((1, step))
    return " ".join(f"g {times} {step:g}" if times > 2 else " ".join([f"{step:g}"] * times) for times, step in runs)


def text_object(piece: Piece, size: float = SIZE, more: str = "") -> str:
    """Return a text object of one line, with its box."""
    box = f"{piece.x:g} {piece.y - size:g} {width(piece.text) * size:g} {size * 1.3:g}"
    return (
        f'<ofd:TextObject ID="1" Boundary="{box}" Font="1" Size="{size:g}" {more}>'
        f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{deltas(piece.text, size)}">{escape(piece.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def content(objects: Iterable[str], before: str = "", kind: str = "Body") -> str:
    """Return a page's Content.xml; `before` is put before its content (a template, an area)."""
    return (
        f'<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer ID="2" Type="{kind}">'
        f"{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd(pages: Iterable[str], info: str = "", common: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """Return an OFD file with these pages; `common` goes into CommonData, `more` are further entries."""
    pages = list(pages)
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    entries = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData>{area}{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{n}/Content.xml": page for n, page in enumerate(pages)},
        **(more or {}),
    }
    return zipped(entries)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """Pack entries into a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
