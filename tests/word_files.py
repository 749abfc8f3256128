"""Make Word files part by part, for tests of how the reader treats their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from itertools import pairwise

from techpolicy_extract.files.readers import read_bytes
from techpolicy_extract.nouns.layout import Stretch
from techpolicy_extract.nouns.model import Source

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": TRANSITIONAL,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }.items()
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def r(text: str, properties: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Write a paragraph of runs or plain text."""
    inner = "".join(each if each.startswith("<") else r(each) for each in content if each)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(text: str, num: int, level: int = 0) -> str:
    """Write a paragraph that is an item of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(number: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Write one level of an abstract list."""
    shape = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{shape}{more}</w:lvl>'


def lists(*abstracts: str, nums: str = "") -> str:
    """Write the lists of a file: list n + 1 uses abstract list n, unless `nums` defines the lists."""
    own = nums or "".join(f'<w:num w:numId="{n + 1}">{abstract(n)}</w:num>' for n in range(len(abstracts)))
    return (
        "".join(f'<w:abstractNum w:abstractNumId="{n}">{each}</w:abstractNum>' for n, each in enumerate(abstracts))
        + own
    )


def abstract(number: int) -> str:
    return f'<w:abstractNumId w:val="{number}"/>'


def cell(*content: str, properties: str = "") -> str:
    """Write a cell of paragraphs or plain text."""
    inner = "".join(each if each.startswith("<") else p(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Write a row of cells or plain text."""
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def word_file(body: str, **parts: str) -> bytes:
    """Make a Word file. `parts` are the contents of its other parts by name (styles, numbering, footnotes, header1)."""
    return packed(word_parts(body, parts))


def word_parts(body: str, parts: Mapping[str, str]) -> dict[str, str]:
    """Return the entries of a Word file by name."""
    roots = {"header1": "hdr", "footer1": "ftr"}
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({name.rstrip("1"): f"{name}.xml" for name in parts}),
        "word/document.xml": _xml("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        **{f"word/{name}.xml": _xml(roots.get(name, name), inner) for name, inner in parts.items()},
    }


def as_strict(files: Mapping[str, str]) -> dict[str, str]:
    """Put the entries of a Word file into the namespaces of Strict Open XML."""
    return {name: text.replace(TRANSITIONAL, STRICT).replace(RELATION, STRICT_RELATION) for name, text in files.items()}


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files as Word does, always to the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def source(body: str, **parts: str) -> Source:
    """Read a Word file with this body."""
    return read_bytes(word_file(body, **parts), "a.docx")


def lines(body: str, **parts: str) -> list[str]:
    """Return the lines of the text layer that are not blank."""
    return [line for line in source(body, **parts).text.split("\n") if line.strip()]


def places(made: Source) -> dict[str, str]:
    """Return the text of each stretch by its place; assert that the stretches are in order."""
    stretches: tuple[Stretch, ...] = made.layout.stretches
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    return {each.place: made.text[each.start : each.end] for each in stretches}


def _xml(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {_NAMESPACES}>{inner}</w:{root}>'


def _relations(targets: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'
