"""Write tables of indicators as files of the kinds that offices send: a Word document, a web page, a PDF."""

from __future__ import annotations

import html
import io

import docx

from tests.indicator_tables import ABOVE, LEFT, Example
from tests.typeset import PAGE, canvas, width, wrapped

_LINE, _SIZE, _MARGIN = 18.0, 10.5, 60.0


def as_docx(example: Example) -> bytes:
    """Write the table with python-docx: with merged cells."""
    document = docx.Document()
    for line in example.before:
        document.add_paragraph(line)
    table = document.add_table(len(example.rows), len(example.rows[0]))
    for cell in example.cells():
        first = table.cell(cell.row - 1, cell.column - 1)
        last = table.cell(cell.row + cell.rows - 2, cell.column + cell.columns - 2)
        (first.merge(last) if first is not last else first).text = cell.text
    for line in example.after:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(example: Example) -> bytes:
    """Write the table with rowspan and colspan, its head rows in <thead>."""
    rows = []
    for number, words in enumerate(example.rows, 1):
        tag = "th" if number <= example.head else "td"
        cells = [cell for cell in example.cells() if cell.row == number]
        rows.append(
            "<tr>"
            + "".join(
                f'<{tag} rowspan="{cell.rows}" colspan="{cell.columns}">{html.escape(cell.text)}</{tag}>'
                for cell in cells
            )
            + "</tr>"
        )
        assert len(words) == len(example.rows[0])
    head, body = "".join(rows[: example.head]), "".join(rows[example.head :])
    before = f"<h1>{example.before[0]}</h1>" + "".join(f"<p>{line}</p>" for line in example.before[1:])
    after = "".join(f"<p>{line}</p>" for line in example.after)
    table = f"<table border=1>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"
    page = f"<html><head><meta charset=utf-8></head><body><div class=content>{before}{table}{after}</div></body></html>"
    return page.encode()


def as_pdf(example: Example) -> bytes:
    """Draw the table with ruled lines, none through a merged cell. Long texts take two lines of their cell."""
    stream = io.BytesIO()
    drawing = canvas(stream)
    top = PAGE[1] - 80
    drawing.setFont("Hei", 14)
    for number, line in enumerate(example.before):
        if number == 0:
            drawing.drawCentredString(PAGE[0] / 2, top, line)
        else:
            drawing.drawString(_MARGIN + 28, top, line)
        top -= 26
    total = PAGE[0] - 2 * _MARGIN
    wants = [
        max(width(words[i], _SIZE) for words in example.rows if words[i] not in (LEFT, ABOVE))
        for i in range(len(example.rows[0]))
    ]
    share = [max(want, 40.0) for want in wants]
    edges = [_MARGIN + total * sum(share[:i]) / sum(share) for i in range(len(share) + 1)]
    height = 2 * _LINE + 8
    drawing.setFont("Hei", _SIZE)
    for cell in example.cells():
        left, right = edges[cell.column - 1], edges[cell.column + cell.columns - 1]
        high, low = top - (cell.row - 1) * height, top - (cell.row + cell.rows - 1) * height
        drawing.rect(left, low, right - left, high - low)
        for number, piece in enumerate(wrapped(cell.text, right - left - 8, _SIZE)):
            drawing.drawString(left + 4, high - _LINE * (number + 1), piece)
    top -= len(example.rows) * height + 30
    for line in example.after:
        drawing.setFont("Hei", 14)
        drawing.drawRightString(PAGE[0] - _MARGIN, top, line)
        top -= 26
    drawing.save()
    return stream.getvalue()
