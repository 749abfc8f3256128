"""Numbers in Chinese characters: 二十三, 一百零五, 一亿五千万, 二〇二四, 三点五."""

from __future__ import annotations

from decimal import Decimal

from techpolicy_extract.patterns.lazy import lazy

DIGITS = {char: value for value, chars in enumerate(("零〇○", "一", "二两", *"三四五六七八九")) for char in chars}
TENS = {"十": 1, "百": 2, "千": 3}
CHARS = "零〇○一二两三四五六七八九十百千万亿"
# Capital numerals of sums, simplified and traditional. Alone they are ordinary characters (收拾, 大陆, 队伍).
CAPITALS = "壹贰貳叁參参肆伍陆陸柒捌玖"
_PLAIN = str.maketrans(CAPITALS + "拾佰仟", "一二二三三三四五六六七八九十百千")
_CAPITAL = lazy(rf"(?:[{CAPITALS}][拾佰仟]|(?<![队大登着内入收])[{CAPITALS}][万亿])[{CAPITALS}拾佰仟零〇万亿]{{0,20}}")

# Bounded: no number in use is longer, and a long run of characters is read in pieces, in linear time.
SIGN = lazy(rf"[\d{CHARS}半①-⓿㈠-㈩]")  # any character that a numeral is written with
CHINESE = lazy(rf"[{CHARS}]{{1,24}}(?:点[零〇○一二三四五六七八九]{{1,8}}(?![十百千]))?")
_D = "[一二两三四五六七八九]"
_SECTION = rf"(?:{_D}千(?:零?{_D}百)?(?:零?{_D}?十)?(?:零?{_D})?|{_D}百(?:零?{_D}?十)?(?:零?{_D})?|{_D}?十{_D}?|{_D})"
# The shape of a number, to find the longest one in a run at once; `chinese_value` decides whether it is one.
_SHAPE = lazy(
    r"[零〇○一二两三四五六七八九]{2,24}(?![十百千万亿])"
    rf"|{_SECTION}(?:(?:万亿|亿|万)(?:零?{_SECTION}(?:万(?:零?{_SECTION})?)?)?)?|[零〇○]"
)
_GOES_ON = frozenset(CHARS + "点")
_FRACTION = lazy(r"点[零〇○一二三四五六七八九]{1,8}(?![十百千])")


def longest_value(text: str, pos: int) -> tuple[Decimal | None, int]:
    """Read the longest well-formed Chinese number at `pos`: return value and end, or None and `pos`."""
    if text[pos] in DIGITS and text[pos + 1 : pos + 2] not in _GOES_ON:
        return Decimal(DIGITS[text[pos]]), pos + 1
    found = _SHAPE.match(text, pos)
    if not found:
        return None, pos
    fraction = _FRACTION.match(text, found.end())
    for end in (fraction.end() if fraction else found.end(), found.end(), pos + 1):
        value = chinese_value(text[pos:end])
        if value is not None:
            return value, end
    return None, pos


def leading_value(text: str, pos: int) -> tuple[Decimal | None, int]:
    """Read the number at `pos`, in capital numerals too, without a multiplier at its end: return value and end.

    五十万 is 50 and 万 is left for the unit, as in 50万; 一亿五千万 is one number. None and `pos` where there is none.
    """
    if text[pos] in CAPITALS:
        found = _CAPITAL.match(text, pos)
        if not found:
            return None, pos
        value, length = leading_value(found.group().translate(_PLAIN), 0)
        return value, pos + length
    value, end = longest_value(text, pos)
    run = text[pos:end]
    head = run.rstrip("万亿")
    if head and head != run and not set(head) & set("万亿") and run[len(head) :] in ("万", "亿", "万亿"):
        return chinese_value(head) or value, pos + len(head)
    return value, end


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a whole Chinese number; None where it is not well formed. 一万五 is 15000."""
    whole, point, fraction = text.partition("点")
    value = _integer(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    digits = "".join(str(DIGITS[char]) for char in fraction if char in DIGITS)
    return Decimal(f"{value}.{digits}") if len(digits) == len(fraction) and digits else None


def _integer(text: str) -> int | None:
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total, section, last_big = 0, "", 99
    for char in text:
        if char not in "万亿":
            section += char
            continue
        below = _section(section, first=total == 0) if section else 0
        if below is None or (not section and not total):
            return None
        if char == "亿":
            if last_big <= 8:
                return None
            total, last_big = (total + below) * 10**8, 8
        else:
            if last_big <= 4 or not section:
                return None
            total, last_big = total + below * 10**4, 4 if total else 12
        section = ""
    return _add_tail(total, section, text)


def _add_tail(total: int, section: str, text: str) -> int | None:
    """Add what stands behind the last 万 or 亿; one bare digit there counts the next place down: 一万五 is 15000."""
    if not section:
        return total
    if total and len(section) == 1 and section in DIGITS and DIGITS[section]:
        return total + DIGITS[section] * (10**7 if text[-2] == "亿" else 10**3)
    tail = _section(section, first=total == 0)
    return None if tail is None else total + tail


def _section(text: str, first: bool) -> int | None:
    """Return the value of up to four places; None where they are not well formed.

    `first` is set where nothing stands before them, so that 十五 needs no 一.
    """
    total, digit, zero, last = 0, -1, False, 4
    for char in text:
        if char in TENS:
            place = TENS[char]
            if place >= last or (digit < 0 and not (char == "十" and not total)) or digit == 0:
                return None
            total += (1 if digit < 0 else digit) * 10**place
            digit, zero, last = -1, False, place
        elif DIGITS[char] == 0:
            if digit >= 0 or zero:
                return None
            zero = True
        elif digit >= 0:
            return None
        else:
            digit = DIGITS[char]
    if digit < 0:
        return None if zero and first else total
    # 一百五 is 150, 一百零五 is 105.
    colloquial = last in (2, 3) and not zero and total > 0
    return total + digit * (10 ** (last - 1) if colloquial else 1)
