"""Write a number as Word numbers paragraphs: 一, 壹, 甲, ①, iv, b."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def written(number: int, form: str) -> str:
    """Write `number` in a number format of Word (numFmt); in digits where the format is unknown or ends before."""
    if form in ("none", "bullet"):
        return ""
    writer = _FORMS.get(form)
    return (writer(number) if writer and number > 0 else "") or str(number)


def _in_thousands(digits: str, units: str, zero: str, number: int) -> str:
    """Write a number below 10,000 with its units: 一百零三, 壹拾."""
    if number > 9999:
        return ""
    out, gap = "", False
    for power, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit, number = divmod(number, power)
        if digit:
            out += (zero if gap else "") + digits[digit] + unit
        gap = bool(out) and not digit
    return out


def _thousand(number: int) -> str:
    """Write 十二, 一百零三."""
    out = _in_thousands(_DIGITS, "千百十", "零", number)
    return out[1:] if out.startswith("一十") else out


def _digital(number: int) -> str:
    """Write 一〇 for 10."""
    return "".join(_DIGITS[int(each)] for each in str(number))


def _counting(number: int) -> str:
    """Write 十二, from 100 on digit by digit: 一〇三."""
    return _thousand(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    """Write 百三: no 零, and no 一 before a unit."""
    out = _in_thousands(_DIGITS, "千百十", "", number)
    return out.replace("一千", "千").replace("一百", "百").replace("一十", "十")


def _roman(number: int) -> str:
    if number > 3999:
        return ""
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (number // worth)
        number %= worth
    return out


def _letter(number: int) -> str:
    """Write a…z, then aa, bb …: Word repeats the letter."""
    turns, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (turns + 1) if turns < 30 else ""


def _from(signs: str) -> Callable[[int], str]:
    """Write a number as the sign at its place, and nothing beyond the last one."""
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _cycle(number: int) -> str:
    """Write 甲子, 乙丑 … 癸亥."""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number <= 60 else ""


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(length))


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(each)) for each in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from(_CIRCLED),
    "decimalEnclosedCircleChinese": _from(_CIRCLED),
    "decimalEnclosedFullstop": _from(_run("⒈", 20)),
    "decimalEnclosedParen": _from(_run("⑴", 20)),
    "ideographEnclosedCircle": _from(_run("㊀", 10)),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _in_thousands(_LEGAL, "仟佰拾", "零", number),
    "ideographLegalTraditional": lambda number: _in_thousands(_LEGAL_TRADITIONAL, "仟佰拾", "零", number),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}
