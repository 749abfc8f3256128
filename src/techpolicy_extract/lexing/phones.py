"""Phone numbers in international form (E.164), by the numbering plans of the package `phonenumbers`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from techpolicy_extract.patterns.lazy import lazy

_EXTENSION = lazy(r"[,，]?\s?(?:转|分机|ext\.?).*$|[-—－–](?=\d{1,5}$)\d{1,5}$", re.IGNORECASE)
_GROUPED = lazy(r"(?:(?:\+|00)?86)?1[3-9]\d{9}|[48]00\d{7}")
_PREFIX = lazy(r"^(?:\+|00)86(?=\d{7,})")
_THREE = lazy(r"0(?:10|2\d)(?=[2-9]\d{7}$)")
_FOUR = lazy(r"0[3-9]\d\d(?=[2-9]\d{6,7}$)")
_LOCAL = lazy(r"[2-9]\d{6,7}")
_TAIL = 4  # digits of the tail of a number whose head stands before it


def e164(phone: str, area_code: str | None = None) -> str | None:
    """Return a phone number as +86…; None where no numbering plan knows it.

    A landline without its area code takes `area_code` (020, 0561); without one nothing is made up. An extension is
    left out: E.164 has no place for it.
    """
    digits = _digits(phone)
    if _LOCAL.fullmatch(digits):
        if area_code is None:
            return None
        digits = area_code + digits
    return _valid(digits)


def area_code(phone: str) -> str | None:
    """Return the area code that a phone is written with (020, 0561); None for a mobile or a number without one."""
    digits = _digits(phone)
    match = _THREE.match(digits) or _FOUR.match(digits)
    return match[0] if match and _valid(digits) else None


def completed(written: Sequence[str]) -> list[str]:
    """Return phones as written, a number of which only the tail is given with the head of the one before it.

    Of 0571-88881234 and 4321 the second is 0571-88884321.
    """
    found: list[str] = []
    for phone in written:
        whole = _digits(found[-1]) if found else ""
        short = phone.isdigit() and len(phone) <= _TAIL and len(whole) > _TAIL
        found.append(whole[: -len(phone)] + phone if short else phone)
    return found


def _digits(phone: str) -> str:
    """Keep the digits of a number that are dialled within the country."""
    bare = phone.strip().translate(_WIDTH)
    whole = re.sub(r"[^\d+]", "", bare)
    cut = _EXTENSION.sub("", bare)
    # what looks like an extension is the number's own last group in 138-0013-8000 and 400-688-1234
    kept = whole if _GROUPED.fullmatch(whole) else re.sub(r"[^\d+]", "", cut)
    return _PREFIX.sub("", kept).lstrip("+")


_WIDTH = {ord(full): str(digit) for digit, full in enumerate("０１２３４５６７８９")} | {ord("＋"): "+"}


@lru_cache(maxsize=1024)
def _valid(digits: str) -> str | None:
    # loaded here: the numbering plans take longer to load than a document without a phone to read
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number_for_region(number, "CN"):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
