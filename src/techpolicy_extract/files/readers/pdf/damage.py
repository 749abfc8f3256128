"""Find damage in the bytes of a PDF that pdfium passes over: a missing end, streams that do not unpack."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode

_END = 4096  # bytes at the end of a file in which its end mark is, with what mail gateways append
_UNPACKED = 1 << 30  # bytes that are unpacked at most, of all streams together
_DICTIONARY = 600  # bytes before a stream in which its filter is named
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*\[?\s*(/ASCII85Decode\s*)?/FlateDecode")

_CATALOGUE = re.compile(rb"(\d{1,7}) 0 obj\s{0,4}<<[^>]{0,400}/Type\s{0,4}/Catalog\b")


def damage_of(data: bytes) -> list[str]:
    """Return a phrase for each damage, none for a whole file. Encrypted streams are not checked."""
    found = []
    if b"%%EOF" not in data[-_END:]:
        found.append("the file is cut short: pages at its end may be missing")
    broken = 0 if b"/Encrypt" in data else _broken_streams(data)
    if broken:
        found.append(f"{broken} streams of the file are damaged: text of its pages may be missing")
    return found


def _broken_streams(data: bytes) -> int:
    broken, left = 0, _UNPACKED
    for stream in _STREAM.finditer(data):
        head = data[max(stream.start() - _DICTIONARY, 0) : stream.start()]
        filters = _PACKED.search(head[head.rfind(b" obj") + 1 :])
        if left <= 0 or filters is None:
            continue
        end = data.find(b"endstream", stream.end())
        packed = data[stream.end() : end if end >= 0 else len(data)]
        try:
            left -= _unpacked(a85decode(packed.partition(b"~>")[0]) if filters[1] else packed, left)
        except (zlib.error, ValueError):
            broken += 1
    return broken


def _unpacked(packed: bytes, most: int) -> int:
    """Return how many bytes a stream holds, counted to about `most`. Raises zlib.error where it is damaged."""
    unpacker = zlib.decompressobj()
    size = 0
    while packed and not unpacker.eof and size < most:
        size += len(unpacker.decompress(packed, 1 << 20))
        packed = unpacker.unconsumed_tail
    return size


def mended(data: bytes) -> bytes | None:
    """Return the file with a new end; None where its catalogue, from which all else is found, is lost as well."""
    catalogues = _CATALOGUE.findall(data)
    return data + b"\ntrailer\n<</Root %b 0 R>>\n%%%%EOF\n" % catalogues[-1] if catalogues else None
