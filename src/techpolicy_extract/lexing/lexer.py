"""Find all numeral expressions of the normalised text in one pass, each in exactly one class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from techpolicy_extract.lexing.contact_tokens import find_addresses, find_codes, find_phones
from techpolicy_extract.lexing.dates import lex_when
from techpolicy_extract.lexing.idioms import find_patterned, find_words
from techpolicy_extract.lexing.numerals import lex_quantity
from techpolicy_extract.lexing.tokens import find_doc_numbers, find_markers, find_web, lex_clock, lex_ordinal, lex_ratio
from techpolicy_extract.lexing.units import is_currency, match_unit, scaled
from techpolicy_extract.nouns.model import Lexeme, Quantity
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

_LETTERS = str.maketrans("OoIl", "0011")
# Letters that a scan has for digits: at least one digit and one letter, none before them, so that CO2 is left alone.
_LETTER = lazy(r"[OoIl](?<=[\dOoIl.,][OoIl])|[OoIl](?=[Oo]{0,6}\d)")
_BEFORE = lazy(r"[\dOoIl.,]{1,12}$")
_MISREAD = lazy(
    r"(?<![A-Za-z\d.,/-])(?!\w{4} ?年)(?:\d[\d.,]{0,9}[OoIl][\dOoIl.,]{0,9}|[Il][Oo]{0,6}\d[\dOoIl.,]{0,9})"
    r"(?= ?[\u4e00-\u9fff%‰])"
)
_UNIT_REACH = 16  # characters of unit that are read behind the digits


def find_misread(text: str) -> Iterator[Lexeme]:
    """Yield quantities with a unit whose digits hold letters that look like them; their flag is number_repaired."""
    done = 0
    for letter in _LETTER.finditer(text):
        before = _BEFORE.search(text, max(done, letter.start() - 12), letter.start())
        found = _MISREAD.match(text, before.start() if before else letter.start())
        if found is None:
            continue
        start, end = found.span()
        done = end
        lexeme = lex_quantity(found.group().translate(_LETTERS) + text[end : end + _UNIT_REACH], 0)
        if lexeme and lexeme.quantity and lexeme.quantity.dimension and lexeme.end > end - start:
            yield replace(lexeme, start=start, end=start + lexeme.end, flags=("number_repaired",))


# In order of precedence: a later finder cannot take what an earlier one has taken.
_FINDERS: tuple[Callable[[str], Iterable[Lexeme]], ...] = (
    find_web,
    find_doc_numbers,
    find_phones,
    find_codes,
    find_addresses,
    find_markers,
    find_misread,
    find_patterned,
    find_words,
)
_READERS: tuple[Callable[[str, int], Lexeme | None], ...] = (lex_when, lex_ordinal, lex_ratio, lex_clock, lex_quantity)

# What stands between sums of a list, of which only the last has its unit.
_LIST_MARKS = ("、", "/", "和", "或", "及", "以上", "以上至")
_CUT_UNITS = ("个",)  # how a unit may begin of which a list says the rest at its end: 2.1个和5.7个百分点
_HANDED = 20  # characters from 分别 to a number of its list
_MOST_BARE = 10_000  # a number without any unit in such a list is smaller: 8000、15万元 is none

# Where an expression can begin. Common characters count only with what must follow them.
_START = Finder(
    r"[0-9零〇○一二两三四五六七八九十百千万亿半]|[“\"‘「『](?=[一二三四五六七八九十]{1,3}五)|第(?= ?[（"
    r"(0-9一二三四五六七八九十百])"
    r"|[壹贰貳叁參参肆伍陆陸柒捌玖](?=[拾佰仟万亿])|过半|全[额免]|翻[了一两二三四番倍]|倍增|[去今明当本次翌]年|上一?年|[前下]一年"
    r"|(?:本|下个?)月(?=[底末初内0-9一二三])|[上下]半年|前[二两三23]个?季度"
    r"|年[底末初内]|月[底末初]|每(?:个|一)?[年季月半]|季度?(?=终了|结束|末|之?后)"
    r"|(?:未来|今后|此后|最?近|过去|最近)的?(?=[0-9一二两三四五六七八九十])|上世纪"
    r"|附[件表图录]?(?=[0-9一二三四五六七八九十])|(?:图表|专栏|案例|[表图注])(?=[0-9一二三四五六七八九十])"
)


def lex(text: str) -> list[Lexeme]:
    """Return the numeral expressions of `text`, each in one class, ascending, not overlapping; positions in `text`.

    Kinds: email url doc_number phone postcode account address_number marker idiom when ordinal ratio quantity. A
    numeral that is only a character of an ordinary word (一批, 统一) is left out.
    """
    taken = bytearray(len(text))
    lexemes: list[Lexeme] = []
    for finder in _FINDERS:
        for lexeme in finder(text):
            if _claim(taken, lexeme) and lexeme.kind != "word":
                lexemes.append(lexeme)
    lexemes += _read(text, taken)
    lexemes.sort(key=lambda lexeme: lexeme.start)
    return _share_units(text, lexemes)


def _share_units(text: str, lexemes: list[Lexeme]) -> list[Lexeme]:
    """Return the lexemes with the unit of a list in each of its numbers: 80万、40万、15万元; 1409万、1305万人次."""
    for place in range(len(lexemes) - 2, -1, -1):
        lexeme, after = lexemes[place], lexemes[place + 1]
        if text[lexeme.end : after.start] in _LIST_MARKS and lexeme.quantity and after.quantity:
            lexemes[place] = _with_unit(text, lexeme, after.quantity)
    return lexemes


def _with_unit(text: str, lexeme: Lexeme, after: Quantity) -> Lexeme:
    """Return a number that has no unit, or only 万 or 亿, with the unit of the number behind it.

    A number without 万 or 亿 takes a unit of money; another unit only where 分别 hands the list out.
    """
    quantity = lexeme.quantity
    if quantity is None or quantity.value_max is not None or not after.dimension:
        return lexeme
    own, unit = quantity.unit or "", after.unit or ""
    cut = own != unit and quantity.dimension == "count" and own in _CUT_UNITS
    if quantity.dimension is not None and not cut:
        return lexeme
    if not unit.startswith(own) or (not own and (quantity.value >= _MOST_BARE or not _spreads(text, lexeme, after))):
        return lexeme
    found = match_unit(unit, 0)
    if found is None:
        return lexeme
    amount = scaled(quantity.value, found.power)
    return replace(lexeme, quantity=replace(quantity, unit=found.text, amount=amount, dimension=found.dimension))


def _spreads(text: str, lexeme: Lexeme, after: Quantity) -> bool:
    """Return whether the unit of `after` holds for a bare number before it in a list."""
    return is_currency(after.dimension) or "分别" in text[max(0, lexeme.start - _HANDED) : lexeme.start]


def _claim(taken: bytearray, lexeme: Lexeme) -> bool:
    """Mark the lexeme's stretch as taken; return False where a part of it already is, or where it is empty."""
    start, end = lexeme.start, lexeme.end
    if end <= start or taken.find(1, start, end) >= 0:
        return False
    taken[start:end] = b"\x01" * (end - start)
    return True


def _read(text: str, taken: bytearray) -> list[Lexeme]:
    """Read what the finders left, from left to right."""
    lexemes: list[Lexeme] = []
    for pos in _START.starts(text):
        if not taken[pos] and (lexeme := _read_at(text, pos, taken)):
            lexemes.append(lexeme)
    return lexemes


def _read_at(text: str, pos: int, taken: bytearray) -> Lexeme | None:
    for reader in _READERS:
        lexeme = reader(text, pos)
        if lexeme and _claim(taken, lexeme):
            return lexeme
    return None
