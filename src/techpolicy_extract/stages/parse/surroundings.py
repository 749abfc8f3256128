"""What only the words around a lexeme tell: section markers, spans of time, lengths of time, ordinals, names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.periods import match_length
from techpolicy_extract.lexing.units import MULTIPLIERS, plain
from techpolicy_extract.nouns.model import Lexeme, Quantity, Section
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.parse.label_units import is_unit, with_unit

_SPAN_HEAD = worded("times", "(?:^|[，；。：]|{strive}|{span_heads})$")
_SPAN_VERB = worded("times", "{span_sums}?{span_verbs}")
_THESE = worded("times", "{these}$")
_NAMED_YEARS = worded("times", "{named_years}|期(?![限间内])")
_LENGTH_HEAD = worded("times", "{length_heads}[了约近]?$")
_LENGTH = worded("times", r"(?P<number>\d{1,4}(?:\.\d)?)(?P<unit>个?{length_units}|{plain_units})")
_FROM = worded("numbers", "（?含?）?{from_here}(?:（含{itself}?）)?[至、，]?{below}?")
_UP_TO = worded("numbers", "（?(?:不?含)?{itself}?）?{up_to_here}")
_COLON = lazy("[:：∶]")
_TO_ONE = lazy(r"(\d{1,4}(?:\.\d{1,4})?)[:：∶]1")
# 零就业家庭, “零”的突破; 事故零发生 counts.
_NAUGHT = worded("numbers", r"零(?=[”’]?的?[\u4e00-\u9fff])(?![”’]?{naught_verbs})|(?<=“)零(?=”的)")
_MONEY_HEAD = worded("numbers", "{money_heads}{money_bounds}{0,2}$")
_MONEY_END = worded("numbers", r"(?:{from_here}|{up_to_here}|{around})?(?:[，。；、）的\n]|$)")
_MONEY_TAIL = worded("numbers", "的?{money_tails}")
_HEAD = 10  # characters before a length of time in which an event stands
# An event, with 前 behind it, or 提前: then no 前 stands behind the length of time.
_EARLY = worded(
    "times", "(?:{before_events}{on_the_day}?(?P<before>{back})?|{must_be}(?P<before2>{early}){early_bounds}?)$"
)
_BACK = worded("times", "{back}")
_WITHIN = worded("times", "{inside}")
_TO_NUMBER = lazy(r"[：:]?[ ]?")
_HAN = lazy(r"[\u4e00-\u9fff]")
_LABEL_END = lazy(r"[，。；、）\n]|$")
_PHASE = lazy(r"[\u4e00-\u9fff](?<![分共第每近前首为成按试学假孕工周日月])$")


def settle(text: str, lexemes: list[Lexeme], sections: tuple[Section, ...]) -> list[Lexeme]:
    """Return the lexemes with the class that their surroundings tell, without those that turn out to be plain words."""
    markers = [section.marker for section in sections if section.level and section.style != "none"]
    starts = [marker.start for marker in markers]
    result: list[Lexeme] = []
    for lexeme in lexemes:
        i = bisect_right(starts, lexeme.start) - 1
        if i >= 0 and lexeme.start < markers[i].end:
            result.append(Lexeme("marker", lexeme.start, min(lexeme.end, markers[i].end)))
        elif _is_lost_marker(text, lexeme):
            result.append(Lexeme("marker", lexeme.start, lexeme.end))
        elif not _is_word(text, lexeme):
            lexeme = _with_currency(text, _with_value(lexeme))
            if result and (labelled := _with_label(text, result[-1], lexeme)):
                lexeme = labelled
                result.pop()
            floor = result[-1].end if result else 0
            found = (
                _as_length(text, lexeme)
                or _before_event(text, lexeme)
                or _as_span(text, lexeme)
                or _as_ordinal(text, lexeme, floor)
                or lexeme
            )
            if result and (both := _both_ends(text, result[-1], found)):
                result[-1] = both
            else:
                result.append(found)
    return result


def _with_value(lexeme: Lexeme) -> Lexeme:
    """Return a lexeme, a ratio to one (2.27:1) with its value; 5:40:55 becomes an idiom, since it is no number."""
    if lexeme.kind != "ratio":
        return lexeme
    found = _TO_ONE.fullmatch(lexeme.text or "")
    if len(_COLON.findall(lexeme.text or "")) > 1:
        return Lexeme("idiom", lexeme.start, lexeme.end)
    if found is None:
        return lexeme
    value = Decimal(found[1])
    return replace(lexeme, quantity=Quantity(value, ":1", value, "ratio"))


def _with_currency(text: str, lexeme: Lexeme) -> Lexeme:
    """Return a lexeme, one of 万 or 亿 beside a word for money with its 元: 奖励50万, 50万奖励."""
    quantity = lexeme.quantity
    if quantity is None or quantity.dimension is not None or quantity.unit not in MULTIPLIERS:
        return lexeme
    headed = _MONEY_HEAD.search(text[max(0, lexeme.start - 10) : lexeme.start]) and _MONEY_END.match(text, lexeme.end)
    if not headed and not _MONEY_TAIL.match(text, lexeme.end):
        return lexeme
    return replace(lexeme, quantity=replace(quantity, unit=f"{quantity.unit}元", dimension="CNY"))


def _with_label(text: str, label: Lexeme, number: Lexeme) -> Lexeme | None:
    """Return a bare number with the unit in the bracket that ends its label: 发行总额（亿元）10.00, 人数（人）：120."""
    quantity = number.quantity
    if label.kind != "paren" or quantity is None or quantity.unit is not None:
        return None
    unit = text[label.start + 1 : label.end - 1]
    if not (_TO_NUMBER.fullmatch(text, label.end, number.start) and _LABEL_END.match(text, number.end)):
        return None
    if not _HAN.match(text, max(0, label.start - 1)) or not is_unit(unit):
        return None
    return replace(number, start=label.start, quantity=with_unit(quantity, text[number.start : number.end], unit))


def _both_ends(text: str, first: Lexeme, second: Lexeme) -> Lexeme | None:
    """Read 五万元以上十万元以下 as one range, over both ends."""
    low, high = first.quantity, second.quantity
    if low is None or high is None or low.dimension != high.dimension or low.value_max is not None:
        return None
    if not _FROM.fullmatch(text, first.end, second.start) or not _UP_TO.match(text, second.end):
        return None
    value = high.amount * low.value / low.amount if low.amount else high.value  # in the unit of the lower end
    quantity = replace(low, value_max=plain(value), amount_max=high.amount, more=False)
    return Lexeme("quantity", first.start, second.end, quantity=quantity)


def _is_lost_marker(text: str, lexeme: Lexeme) -> bool:
    """Return whether a number without a unit opens or fills a line: a list number without its dot, or a note's."""
    quantity = lexeme.quantity
    opens = quantity is not None and quantity.unit is None and lexeme.end - lexeme.start <= 2
    before, after = text[max(0, lexeme.start - 1) : lexeme.start], text[lexeme.end : lexeme.end + 1]
    if quantity is not None and before in ("[", "［") and after in ("]", "］"):
        return True
    at_line = before in ("", "\n")
    return opens and at_line and (after > "\u4e00" or after in ("", "\n"))


def _is_word(text: str, lexeme: Lexeme) -> bool:
    """Return whether a numeral is part of a word: 一式两份."""
    return text.startswith(words("numbers", "copies"), lexeme.start) and lexeme.end == lexeme.start + 1


def _as_span(text: str, lexeme: Lexeme) -> Lexeme | None:
    """Read 力争5年支持…, 5年培训…, 这五年 as spans of time, and 三年行动 as a name."""
    quantity = lexeme.quantity
    if quantity is None or quantity.unit != "年" or quantity.value_max is not None or quantity.more:
        return None
    before = text[max(0, lexeme.start - 4) : lexeme.start]
    if _NAMED_YEARS.match(text, lexeme.end):
        return Lexeme("idiom", lexeme.start, lexeme.end)
    past = bool(_THESE.search(before))
    if not past and not (_SPAN_HEAD.search(before) and _SPAN_VERB.match(text, lexeme.end)):
        return None
    when = When("span", number=int(quantity.value), unit="年", past=past)
    return Lexeme("when", lexeme.start, lexeme.end, when=when)


def _before_event(text: str, lexeme: Lexeme) -> Lexeme | None:
    """Read 届满前三个月, 召开15日前 and 提前20日 as lengths of time before an event, with 前 where it stands behind."""
    head = text[max(0, lexeme.start - _HEAD) : lexeme.start]
    early = _EARLY.search(head)
    if early is None or (found := match_length(text, lexeme.start)) is None:
        return None
    when, end = found
    back = _BACK.match(text, end)
    if (
        bool(early["before"] or early["before2"]) == bool(back)
        or _WITHIN.match(text, end)
        or (when.unit == "年" and not back)
    ):
        return None
    return Lexeme("when", lexeme.start, back.end() if back else end, when=when)


def _as_length(text: str, lexeme: Lexeme) -> Lexeme | None:
    """Read 压缩到5个工作日以内 as a length of time that is reached, not as a time by which."""
    if lexeme.when is None or lexeme.when.kind != "span" or not _LENGTH_HEAD.search(text[: lexeme.start][-6:]):
        return None
    found = _LENGTH.match(text, lexeme.start, lexeme.end)
    if found is None:
        return None
    value = Decimal(found["number"])
    return Lexeme("quantity", lexeme.start, found.end(), quantity=Quantity(value, found["unit"], value, "duration"))


def _as_ordinal(text: str, lexeme: Lexeme, floor: int) -> Lexeme | None:
    """Read 前五位, 前1%, 铁路二期工程, 204国道 and 条件2 as ordinals, and the factor of a formula (×100%) as no quantity.

    `floor` is the end of the expression before.
    """
    quantity = lexeme.quantity
    if quantity is None:
        return None
    mark = text[max(0, lexeme.start - 1) : lexeme.start]
    formula = mark in ("×", "*", "÷")
    if formula or (quantity.unit is None and _NAUGHT.match(text, lexeme.start)):
        return Lexeme("idiom", lexeme.start, lexeme.end)
    first = quantity.unit in (None, *words("numbers", "places")) and mark in words("numbers", "place_heads")
    if first and not text.endswith(words("numbers", "no_place_heads"), 0, lexeme.start):
        return Lexeme("ordinal", max(floor, lexeme.start - 1), lexeme.end)
    named = bool(_PHASE.search(mark))
    phase = quantity.unit == "期" and text[lexeme.start] in "一二三四五六七八" and named
    road = quantity.unit is None and (
        text.startswith(words("numbers", "roads"), lexeme.end)
        or text.endswith(words("numbers", "roads") + words("numbers", "numbered"), 0, lexeme.start)
    )
    return Lexeme("ordinal", lexeme.start, lexeme.end) if phase or road else None
