"""Replace radicals and compatibility forms in PDF fonts by the characters that they look like."""

from __future__ import annotations

import unicodedata

# Radicals of U+2E80–2EF3 that have no decomposition, with the characters that are meant.
_RADICALS = (
    "⺁厂⺄乙⺇几⺈刀⺊卜⺌小⺎兀⺏尢⺐尢⺒巳⺓幺⺕彐⺛旡⺜日⺝月⺞歹⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺶羊⺷羊⺸羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻇角⻉贝"
    "⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
_MEANT = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
# A soft hyphen is a hyphen that a font names so, or pdfium's form of a hyphen at the end of a line. The bullets are
# those of the symbol fonts that Word uses.
_MEANT |= {"\xad": "-", "\x02": "-", "\xa0": " ", "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0d8": "➢"}
_FOLDED = (("\u2e80", "\u2fd5"), ("\uf900", "\ufaff"), ("\ufb00", "\ufb06"), ("\U0002f800", "\U0002fa1f"))


def plain(code: int) -> str:
    """Return the text of a code: ⽂ as 文, ﬁ as fi, what is no character as U+FFFD."""
    if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    char = chr(code)
    if char < "\x80" and char >= " ":
        return char
    if char in _MEANT:
        return _MEANT[char]
    if any(low <= char <= high for low, high in _FOLDED):
        return unicodedata.normalize("NFKC", char)
    return " " if char in "\t\r\n" else char


def is_garbage(text: str) -> bool:
    """Tell whether text is a code without a meaning: private, unassigned, a control character."""
    return unicodedata.category(text[0]) in ("Co", "Cn", "Cc", "Cs") or text == "\ufffd"
