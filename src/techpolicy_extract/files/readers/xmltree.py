"""Parse XML that cannot be trusted: no entities, no network, no outside files, bounded depth and size."""

from __future__ import annotations

import re
from typing import Any

from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.library_faults import xml_fault

Element = Any  # lxml ships no types

_ENTITY = re.compile(rb"<!ENTITY", re.I)
_BAD = "it may be damaged; open it and save it again"


def parse(data: bytes, name: str, entry: str = "") -> Element:
    """Return the root element of an XML document; `name` and `entry` say where it is in error messages.

    Raises ReadError where it is not well-formed or declares entities.
    """
    from lxml import etree

    what = f"its entry {entry}" if entry else "it"
    refusal = ReadError(f"{what} declares entities, which no document needs", name, _BAD)
    if _ENTITY.search(data.replace(b"\x00", b"") if b"\x00" in data[:64] else data):  # NULs: UTF-16
        raise refusal
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadError(f"{what} is no valid XML ({xml_fault(error)})", name, _BAD) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:  # in an encoding not searched above
        raise refusal
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for what is no element (an unresolved entity)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
