"""See in the bytes of a PDF what pdfium passes over: a missing end, streams that do not unpack."""

from __future__ import annotations

import re
import zlib

_END = 4096  # bytes at the end of a file that hold its end mark, what mail gateways append included
_DICTIONARY = 600  # bytes before a stream that hold its filter
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode")

_CATALOGUE = re.compile(rb"(\d{1,7}) 0 obj\s{0,4}<<[^>]{0,400}/Type\s{0,4}/Catalog\b")


def damage_of(data: bytes) -> list[str]:
    """Say in a phrase each what is damaged; nothing for a file that is whole. Encrypted streams are not looked at."""
    found = []
    if b"%%EOF" not in data[-_END:]:
        found.append("the file is cut short: pages at its end may be missing")
    broken = 0 if b"/Encrypt" in data else sum(_is_broken(data, hit) for hit in _STREAM.finditer(data))
    if broken:
        found.append(f"{broken} streams of the file are damaged: text of its pages may be missing")
    return found


def _is_broken(data: bytes, stream: re.Match[bytes]) -> bool:
    head = data[max(stream.start() - _DICTIONARY, 0) : stream.start()]
    if not _PACKED.search(head[head.rfind(b" obj") + 1 :]):
        return False
    end = data.find(b"endstream", stream.end())
    unpacker = zlib.decompressobj()
    packed = memoryview(data)[stream.end() : end if end >= 0 else len(data)]
    try:
        while packed and not unpacker.eof:
            unpacker.decompress(packed, 1 << 20)
            packed = memoryview(unpacker.unconsumed_tail)
    except zlib.error:
        return True
    return False


def mended(data: bytes) -> bytes | None:
    """Give a file that lost its end a new one; None where its catalogue, from which all begins, is lost as well."""
    catalogues = _CATALOGUE.findall(data)
    return data + b"\ntrailer\n<</Root %b 0 R>>\n%%%%EOF\n" % catalogues[-1] if catalogues else None
