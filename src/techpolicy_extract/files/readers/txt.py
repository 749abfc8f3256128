"""Decode plain text strictly: a byte that does not fit its encoding is an error, never a replacement character."""

from __future__ import annotations

import codecs

from techpolicy_extract.files.readers.columns import tables_in
from techpolicy_extract.files.readers.layer import Layer
from techpolicy_extract.lexing.encoded import mostly
from techpolicy_extract.nouns.errors import ReadError
from techpolicy_extract.nouns.layout import Layout
from techpolicy_extract.patterns.lazy import lazy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

# The characters that policy texts use most, with their traditional forms, and the usual punctuation: about two thirds
# of such a text. A wrong decoding picks from ten thousand characters at random and has few of them.
_FREQUENT = frozenset(
    "的业和发国人建展工新一产化进技设加务政大科中地实有全要高制区作年市理行力经资民动生会等在合用企开定体机重提成以公增"
    "部推能术强保学法主关社家改规持管济第项十方数为创基五服平应对个条施上不本品育分度各目入量农点共现据水同长出构好面计"
    "研质利三办是门省万性文级通城系支自源立位事当治我金划造件标府二院教代安革内期时场步效到及深外优专于完程投与信员型策"
    "費活收續總統多四職了廣快放結堅其導向電單積下調組更善元範轉運商式域可過心整權領海所就升局醫得義集交融取極村聯並引們"
    "業發國產進設務實區經資動會開體機術強學關規濟項數爲創應對個條農點現據長構計質辦門萬級當劃標內時場優專於與員"
    "费续总统职广结坚导电单积调组范转运过权领医义极联并为责间营报准际协台础稳认护織環種財決網來備監試題險節達確"
    "，。、：；（）《》“”—…　「」【】〔〕"
)
# In a right decoding even a terse list of names has more frequent characters than this.
_LEAST_SHARE = 0.2
# Characters that move a printer or end a transmission: a text from an old program has one here and there.
_CONTROL = lazy("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.1
# Share of plain characters in text in UTF-16 without a mark; a binary file never has so many.
_LEAST_PLAIN = 0.9


def read(data: bytes, name: str) -> Layer:
    """Read plain text. Raises ReadError where the bytes are no text, or the text is mostly encoded data."""
    text, encoding = decode(data, name)
    _refuse_data(text, name)
    return Layer(text, encoding, Layout(tables=tables_in(text)))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of `data`, without a byte-order mark, and the name of its encoding.

    CRLF stays: positions are positions in what the bytes say. Raises ReadError where the bytes are no text.
    """
    for mark, label, codec in _BOMS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], codec)
            if text is None or "\x00" in text:
                raise ReadError(f"starts with the mark of {label} but is not valid {label}", name, "save it as UTF-8")
            return text, label
    if b"\x00" in data:
        return _unmarked_utf16(data, name)
    text = _try(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    return _legacy(data, name)


def _refuse_data(text: str, name: str) -> None:
    """Raise ReadError for a text that is mostly encoded data, or control characters."""
    if what := mostly(text):
        hint = "decode it, and name the document that comes out"
        raise ReadError(f"is mostly {what}, not plain text", name, hint)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        hint = "export the document as plain text in UTF-8"
        raise ReadError("is a binary file (it has control characters)", name, hint)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes, name: str) -> tuple[str, str]:
    """Read bytes with NULs in them, which are UTF-16 or no text at all."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = _try(data, codec)
        if text and sum(map(_is_plain, text)) >= _LEAST_PLAIN * len(text):
            return text, codec
    raise ReadError("is a binary file (it has NUL bytes)", name, "export the document as plain text in UTF-8")


def _is_plain(char: str) -> bool:
    """Tell whether documents commonly hold the character: ASCII, Latin-1, Chinese, and their punctuation."""
    return (
        " " <= char <= "~"
        or char in "\t\n\r\f"
        or "\xa0" <= char <= "\xff"
        or "\u2000" <= char <= "\u27bf"
        or "\u3000" <= char <= "\u303f"
        or "\u4e00" <= char <= "\u9fff"
        or "\uff00" <= char <= "\uffef"
    )


def _legacy(data: bytes, name: str) -> tuple[str, str]:
    """Choose between the mainland's encoding (GB18030) and Taiwan's (Big5) by which of them gives Chinese."""
    best: tuple[float, str, str] | None = None
    for codec in ("gb18030", "big5"):
        text = _try(data, codec)
        if text is not None and (share := frequent_share(text)) >= _LEAST_SHARE and (best is None or share > best[0]):
            best = share, text, codec
    if best is None:
        tried = "UTF-8, UTF-16, GB18030 or Big5"
        raise ReadError(f"is not text in {tried}", name, "it may be damaged; save it as UTF-8")
    return best[1], best[2]


def frequent_share(text: str) -> float:
    """Return the share, from 0 to 1, of frequent characters among those that are not ASCII."""
    wide = [char for char in text if char > "\x7f"]
    return sum(char in _FREQUENT for char in wide) / len(wide) if wide else 0.0
