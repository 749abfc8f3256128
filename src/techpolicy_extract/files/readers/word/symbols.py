"""Characters of symbol fonts, which have no meaning of their own, in Unicode."""

from __future__ import annotations

_WINGDINGS = dict(zip(b"lnoqru\xa1\xa8\xd8\xfb\xfc\xfd\xfe", "●■□❑❒◆○□➢✗✓☒☑", strict=True))
_WINGDINGS2 = dict(zip(b"*OPQRST\xa3", "□✗✓☒☑☒☒□", strict=True))
_SYMBOL = dict(zip(b"%+-<=>~abm\xa3\xb0\xb1\xb3\xb4\xb7\xb8\xb9\xbb", "%+−<=>~αβμ≤°±≥×·÷≠≈", strict=True))
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """Return the Unicode character for a font's code in hexadecimal; empty where it has no counterpart."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.lower())
    if known is not None:
        return known.get(number & 0xFF, "")
    private = 0xE000 <= number <= 0xF8FF or 0xD800 <= number <= 0xDFFF or number < 0x20 or number > 0x10FFFF
    return "" if private else chr(number)
