"""Find data written as text: base64, quoted-printable, hexadecimal, uuencoded files, keys.

It comes with saved pages, Markdown with its pictures inside, e-mails and signatures. It looks like words and numbers
and says nothing. Text in, spans out; the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from techpolicy_extract.patterns.lazy import lazy

# Names of kinds of data: records/issue_texts.toml has their Chinese ones.
_AS_ADDRESS, _BASE64, _HEXADECIMAL = "files inside data: addresses", "base64", "a hex dump"
_LONG = 48  # characters of a token that may be base64 or hexadecimal
_ALONE = 60  # characters of a token that is base64 even when alone: no word is so long
_HASH = 128  # characters of the longest usual hash in hexadecimal, which is a name and no data
_LINES = 4  # lines, at least, of a dump in hexadecimal or uuencode without its beginning
_MOST_GAP = 12  # characters between two tokens of one block: a line break, an indent, marks of a quoted mail
_SAMPLE = 8000  # characters of a block that are looked at one by one
_MOST_HAN = 100  # Chinese characters, at most, of a file that is no document but data

_DATA = lazy(
    r"(?<![A-Za-z])data:[A-Za-z]{1,20}/[\w.+-]{1,60}(?:;[\w.+=-]{1,60}){0,4},"
    r"(?:[!#-&*-;=?-~]++|\r?\n(?=[A-Za-z0-9+/=]{40}))*"
)
# Text around such an address that means nothing without it: an image or a reference in Markdown, a tag, CSS.
_BEFORE = lazy(
    r"(?:!\[[^\]\n]{0,200}\]\(|^\[[^\]\n]{1,60}\]:|<img\b[^<>\n]{0,200}=[\"']?|url\([\"']?)[ \t<]{0,4}$", re.M
)
_AFTER = lazy(r"(?:[ \t]{1,4}\"[^\"\n]{0,200}\")?[ \t\"']{0,4}(?:/?[)>]{1,2})?")
_AROUND = 300  # characters in front of an address that may belong to it
_PEM = lazy(r"-----BEGIN (?!PGP SIGNED)[A-Z0-9 ]{2,40}-----")
_PEM_END = lazy(r"-----END [A-Z0-9 ]{2,40}-----")
_TOKEN = lazy(rf"[A-Za-z0-9+/=_-]{{{_LONG},}}")
_GAP = lazy(r"[ \t]{0,4}(?:\r?\n[ \t>]{0,6})?")
_TAIL = lazy(r"[A-Za-z0-9+/_-]{2,}={0,2}(?![^\s])")
_HEX = lazy(r"[0-9A-Fa-f]+")
_UUENCODED = lazy(r"^begin(?:-base64)? [0-7]{3,4} [^\n]{1,200}$", re.M)
_UULINE = lazy(r"^M[ -`]{60}\r?$", re.M)
_LINE = lazy(r"[^\n]+")
_HEXLINE = lazy(
    r"[ \t]{0,8}(?:(?:0x)?[0-9A-Fa-f]{4,16}[:hH]?[ \t]{1,4})?"
    r"(?P<bytes>(?:[0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2}){0,3}(?:[ \t:-]{1,3}|(?=\r?$|\|))){6,64})"
)
_HEXLAST = lazy(r"(?:0x)?[0-9A-Fa-f]{6,16}:?(?:[ \t]{1,4}[0-9A-Fa-f]{2,8}){0,8}(?:[ \t]{2,}.{0,20})?\s*$")
_ESCAPES = lazy(r"(?:=[0-9A-F]{2}){3}")
_ESCAPE = lazy(r"=[0-9A-F]{2}")
_HAN = lazy("[\u4e00-\u9fff]")


class Block(NamedTuple):
    """A stretch `[start, end)` of a text that is data, and the name of its kind: `base64`, `a hex dump`."""

    start: int
    end: int
    what: str


@lru_cache(maxsize=1)  # reader, normalisation and findings ask for the blocks of the same text
def blocks(text: str) -> tuple[Block, ...]:
    """Return the stretches of a text that are data, ascending; none of them overlaps another."""
    found: list[Block] = []
    for find in (_data_addresses, _pem, _uuencoded, _dumped, _quoted_printable, _tokens):
        found += find(text)
    merged: list[Block] = []
    for block in sorted(found):
        if merged and block.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(block.end, merged[-1].end))
        else:
            merged.append(block)
    return tuple(merged)


def mostly(text: str) -> str | None:
    """Return what most of a text is, where that is data and the rest has few Chinese characters; None otherwise.

    A text with pictures inside (data: addresses) is a text.
    """
    found = blocks(text)
    data = [block for block in found if block.what != _AS_ADDRESS]
    if not data:
        return None
    ends = [0, *(block.end for block in found)]
    starts = [*(block.start for block in found), len(text)]
    rest = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    size = sum(block.end - block.start for block in data)
    if size <= len("".join(rest.split())) or len(_HAN.findall(rest)) > _MOST_HAN:
        return None
    return max(data, key=lambda block: block.end - block.start).what


def _data_addresses(text: str) -> Iterator[Block]:
    """Find addresses that hold a file themselves, with the Markdown or HTML that shows it."""
    if "data:" not in text:
        return
    floor = 0
    for match in _DATA.finditer(text):
        low = max(floor, match.start() - _AROUND)
        before, after = _BEFORE.search(text[low : match.start()]), _AFTER.match(text, match.end())
        floor = after.end() if after else match.end()
        yield Block(low + before.start() if before else match.start(), floor, _AS_ADDRESS)


def _pem(text: str) -> Iterator[Block]:
    """Find keys, certificates and signatures between their lines BEGIN and END."""
    begins = list(_PEM.finditer(text)) if "-----BEGIN" in text else []
    for number, begin in enumerate(begins):
        limit = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        end = _PEM_END.search(text, begin.end(), limit)
        if end and text[begin.end() : end.start()].isascii():
            yield Block(begin.start(), end.end(), "a key or signature (PEM)")


def _uuencoded(text: str) -> Iterator[Block]:
    """Find uuencoded files: from their line `begin` to their line `end`, or many full lines without either."""
    what = "uuencoded data"
    for begin in _UUENCODED.finditer(text) if "begin" in text else ():
        end = begin.end()
        for line in _LINE.finditer(text, begin.end()):
            said = line[0].rstrip("\r")
            if not _is_uuencoded(said) and said not in ("end", "===="):
                break
            end = line.end()
            if said in ("end", "===="):
                break
        if end > begin.end():
            yield Block(begin.start(), end, what)
    full = (line.span() for line in (_UULINE.finditer(text) if "\nM" in text else ()))
    yield from (Block(start, end, what) for start, end, count in _adjacent(full) if count >= _LINES)


def _is_uuencoded(line: str) -> bool:
    """Tell whether a line is as long as its first character says; blanks at its end may have been lost."""
    if not line or not all(" " <= char <= "`" for char in line):
        return bool(_TOKEN.fullmatch(line))  # begin-base64
    groups = -(-(ord(line[0]) - 32 & 63) // 3)
    return len(line) - 1 <= 4 * groups + 1 and (groups > 0 or len(line) == 1)


def _dumped(text: str) -> Iterator[Block]:
    """Find dumps that show bytes in pairs of hexadecimal digits, line by line; a table of numbers has no letters."""
    lines: list[tuple[int, int]] = []
    lettered = 0
    for line in _LINE.finditer(text):
        match = _HEXLINE.match(text, line.start(), line.end()) if " " in line[0] or ":" in line[0] else None
        if match:
            lines.append(line.span())
            lettered += any(char in "abcdefABCDEF" for char in match["bytes"])
            continue
        if len(lines) >= _LINES and 2 * lettered >= len(lines):
            end = line.end() if _HEXLAST.match(text, line.start(), line.end()) else lines[-1][1]
            yield Block(lines[0][0], end, _HEXADECIMAL)
        lines, lettered = [], 0
    if len(lines) >= _LINES and 2 * lettered >= len(lines):
        yield Block(lines[0][0], lines[-1][1], _HEXADECIMAL)


def _quoted_printable(text: str) -> Iterator[Block]:
    """Find lines a third of which are bytes written as =E5=85=B3."""
    if "=" not in text or not _ESCAPES.search(text):
        return
    lines = (line.span() for line in _LINE.finditer(text) if 9 * len(_ESCAPE.findall(line[0])) >= max(27, len(line[0])))
    yield from (Block(start, end, "quoted-printable") for start, end, _ in _adjacent(lines))


def _tokens(text: str) -> Iterator[Block]:
    """Find base64 and hexadecimal data by its long tokens; the tokens of several lines are one block."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _joins(text, run[-1].end(), token.start()):
            yield from _judged(text, run)
            run = []
        run.append(token)
    yield from _judged(text, run)


def _joins(text: str, end: int, start: int) -> bool:
    gap = _GAP.match(text, end) if start - end <= _MOST_GAP else None
    return bool(gap and gap.end() == start)


def _judged(text: str, run: list[re.Match[str]]) -> Iterator[Block]:
    """Yield the block that a run of tokens makes, if it makes one, with the short token that ends it."""
    if not run:
        return
    body = "".join(token[0] for token in run)
    if _HEX.fullmatch(body):
        what = _HEXADECIMAL if len(body) > _HASH and not body.isdecimal() and not body.isalpha() else ""
    else:
        what = _BASE64 if _is_base64(body, [len(token[0]) for token in run]) else ""
    if not what or _in_address(text, run[0].start()):
        return
    end = run[-1].end()
    gap = _GAP.match(text, end)
    tail = _TAIL.match(text, gap.end()) if gap and gap.end() > end else None
    if tail and len(tail[0]) % 4 == 0 and len(tail[0]) <= len(run[-1][0]):
        alone = len(run) > 1 and "\n" in text[end : tail.start()] and text[tail.end() : tail.end() + 1] in "\r\n"
        end = tail.end() if alone or _is_tail(tail[0], what) else end
    yield Block(run[0].start(), end, what)


def _is_base64(body: str, sizes: list[int]) -> bool:
    """Tell base64 from words, names of files and rules by its mixture of capitals, small letters and digits."""
    if len(body) > _SAMPLE:
        middle = len(body) // 2
        body = body[: _SAMPLE // 2] + body[middle : middle + _SAMPLE // 2]
    size = len(body)
    upper, lower = sum("A" <= char <= "Z" for char in body), sum("a" <= char <= "z" for char in body)
    digits = sum("0" <= char <= "9" for char in body)
    if len(sizes) >= 3 and len(set(sizes[:-1])) == 1:  # lines of one length, as programs write them
        return min(upper, lower) * 20 >= size and digits > 0
    turns = sum(one.isdigit() is not other.isdigit() for one, other in pairwise(body))
    marks = size - upper - lower - digits - body.count("=")
    return size >= _ALONE and min(upper, lower) * 8 >= size and turns * 12 >= size and marks * 8 <= size


def _is_tail(token: str, what: str) -> bool:
    """Tell whether a short token behind a block is its end; ordinary words can stand there, too."""
    if what == _HEXADECIMAL:
        return bool(_HEX.fullmatch(token))
    return token.endswith("=") or len({(c.isupper(), c.isdigit()) for c in token}) == 3


def _in_address(text: str, start: int) -> bool:
    """Tell whether a token is part of a web address, which is a name and may be long."""
    before = text[max(0, start - _AROUND) : start].rpartition("://")
    return bool(before[1]) and before[2].isascii() and not any(map(str.isspace, before[2]))


def _adjacent(lines: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join lines that follow one another: yield where they begin and end, and how many they are."""
    start = end = count = 0
    for low, high in lines:
        if count and low > end + 2:
            yield start, end, count
            count = 0
        start, end, count = (start if count else low), high, count + 1
    if count:
        yield start, end, count
