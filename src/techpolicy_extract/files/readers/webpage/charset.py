"""Decode the bytes of a web page, whatever it declares: many say gb2312 and are not."""

from __future__ import annotations

import codecs
import re

from techpolicy_extract.files.readers import txt
from techpolicy_extract.nouns.errors import ReadError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z][\w.:-]{1,30})""", re.I)
_HEAD = 8192  # bytes in which a page declares its encoding
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Names of encodings in pages, and the codec that reads all that pages call so.
_CODECS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
}
_LEAST_SHARE = 0.2  # of frequent characters among the Chinese ones, as for plain text
_CHANCE = 16  # bytes of another encoding that may be valid UTF-8 by chance
_RUN = 2000  # bytes of a run of text that is realigned at most
_LOST = "\ufffd"


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str, str | None]:
    """Return text, encoding and, where bytes could not be read, a phrase that says how many (else None).

    `declared` is the encoding that stands outside the page, in a mail's header. Raises ReadError where no encoding
    fits.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _nearly(data[len(mark) :], [codec], name)
    if b"\x00" in data and b"\x00" in data[:_HEAD]:
        return *txt.decode(data, name), None
    order = _order(data, declared)
    best: tuple[float, str, str] | None = None
    for codec in order:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = 1.0 if text.isascii() else txt.frequent_share(text)
        # What decodes as UTF-8 is UTF-8, but for a word or two of something else.
        if codec == "utf-8" and (share >= _LEAST_SHARE or len(data) - len(text) > _CHANCE):
            return text, codec, None
        if best is None or share > best[0] + 0.02:
            best = share, text, codec
    if best and (best[0] >= _LEAST_SHARE or best[2] == "utf-8"):
        return best[1], best[2], None
    return _nearly(data, order, name)


def _order(data: bytes, declared: str | None) -> list[str]:
    """Return the codecs to try: UTF-8, which proves itself, then the declared ones, then the usual ones."""
    said = [declared or "", *(hit[1].decode("ascii") for hit in _DECLARED.finditer(data[:_HEAD]))]
    known = [_CODECS[each.lower()] for each in said if each.lower() in _CODECS]
    return list(dict.fromkeys(["utf-8", *known, "gb18030", "big5"]))


def _nearly(data: bytes, order: list[str], name: str) -> tuple[str, str, str | None]:
    """Decode a page with a few bad bytes: U+FFFD stands in their place."""
    best: tuple[int, str, str] | None = None
    for codec in order:
        text = _patched(data, codec)
        lost = text.count(_LOST)
        if not text.isascii() and txt.frequent_share(text.replace(_LOST, "")) < _LEAST_SHARE:
            lost += len(data)
        if best is None or lost < best[0]:
            best = lost, text, codec
    lost, text, codec = best or (len(data), "", "")
    if lost > 3 + len(data) // 10_000:
        raise ReadError(f"is not text in {', '.join(order)}", name, "it may be damaged; save the page again as UTF-8")
    return text, codec, f"{lost} damaged characters ({codec})" if lost else None


def _patched(data: bytes, codec: str) -> str:
    """Decode with replacement; in a double-byte encoding, limit how much text a lost byte shifts."""
    if codec not in ("gb18030", "big5", "big5hkscs"):
        return data.decode(codec, "replace")
    parts = []
    for piece in re.split(rb"([\x00-\x2f\x3a-\x3f]+)", data):  # bytes that are no part of a Chinese character
        try:
            parts.append(piece.decode(codec))
        except UnicodeDecodeError:
            parts.append(_realigned(piece, codec))
    return "".join(parts)


def _realigned(run: bytes, codec: str) -> str:
    """Decode a run with a bad byte: leave out the byte or two without which the rest reads best."""
    best = run.decode(codec, "replace")
    if len(run) > _RUN:
        return best
    score = txt.frequent_share(best)
    for width in (1, 2):
        for place in range(len(run) - width + 1):
            try:
                text = run[:place].decode(codec) + _LOST + run[place + width :].decode(codec)
            except UnicodeDecodeError:
                continue
            if (share := txt.frequent_share(text)) > score:
                best, score = text, share
    return best
