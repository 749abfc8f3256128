"""Names of WordprocessingML: elements and attributes in the namespace of Word's own files, and how to ask for them."""

from __future__ import annotations

from techpolicy_extract.files.readers.xmltree import Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same elements in a file saved as Strict Open XML

_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


VAL = w("val")
P, R, T, TBL, TR, TC = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
BODY, PPR, RPR, BOX = (w(name) for name in ("body", "pPr", "rPr", "txbxContent"))
SDT, SDT_CONTENT = w("sdt"), w("sdtContent")
# Elements that only wrap others, of a paragraph or of a whole story: their content is read as if they were not there.
WRAPPERS = frozenset(w(name) for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent"))

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, FALLBACK = f"{MC}AlternateContent", f"{MC}Fallback"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"  # WordArt


def value(parent: Element, name: str) -> str | None:
    """Return the value of a property; None where `parent` is None or does not have it."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VAL)


def flag(parent: Element, name: str) -> bool | None:
    """Return whether a property is on; None where `parent` is None or does not have it."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else is_on(child)


def is_on(node: Element, attribute: str = "val", default: str = "1") -> bool:
    """Tell whether an attribute is on; a property without a value is on."""
    return str(node.get(w(attribute), default)).lower() not in _OFF


def whole(text: str | None, default: int) -> int:
    """Read a whole number; return `default` where there is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def branch(alternate: Element) -> Element:
    """Choose the branch of an AlternateContent: the first that holds text, else the first; None where it has none.

    A text box stands in both, as a drawing for Word 2010 and as a picture for those before.
    """
    branches = list(alternate)
    return next((each for each in branches if _holds_text(each)), branches[0] if branches else None)


def _holds_text(node: Element) -> bool:
    return next(node.iter(T, TEXT_PATH), None) is not None
