"""What only the words around a lexeme tell: section markers, spans of time, lengths of time, ordinals, names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from techpolicy_extract.nouns.model import Lexeme, Quantity, Section
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy

_SPAN_HEAD = lazy(r"(?:^|[，；。：]|力争|争取|用|通过|计划)$")
_SPAN_VERB = lazy(
    r"(?:累计|共|内)?(?:支持|培训|培育|培养|引进|建设|建成|新增|实施|完成|孵化|转化|投入|投资|打造|组织|安排|扶持|新建)"
)
_THESE = lazy(r"(?:这|过去|最近|前|近|走过的|再奋斗|接续奋斗|连续)$")
_NAMED_YEARS = lazy(r"(?:行动|滚动|计划|规划|攻坚|提升|倍增|制|期(?!限|间|内))")
_LENGTH_HEAD = lazy(
    r"(?:[到至为]|控制在|稳定在|保持在|不超过|不得超过|不多于|不低于|不少于|超过|不足|少于|至少|最长|最短|压减|压缩|缩短|减少)[了约近]?$"
)
_LENGTH = lazy(r"(?P<number>\d{1,4}(?:\.\d)?)(?P<unit>个?(?:工作日|自然日|月|小时)|天|日|分钟|年)")
_FROM = lazy(r"（?(?:含)?）?(?:以上|及以上)(?:（含(?:本数)?）)?(?:至|、|，)?(?:不满|不足)?")
_UP_TO = lazy(r"（?(?:含|不含)?(?:本数)?）?(?:以下|以内)")
_ROADS = ("国道", "省道", "县道")
_COUNTED = (*_ROADS, "条件", "情形", "附表", "附图")
_COLON = lazy("[:：∶]")
_TO_ONE = lazy(r"(\d{1,4}(?:\.\d{1,4})?)[:：∶]1")
_NAUGHT = lazy(r"零(?=[”’]?的?[\u4e00-\u9fff])|(?<=“)零(?=”)")  # 零就业家庭, “零”的突破
_PHASE = lazy(r"[\u4e00-\u9fff](?<![分共第每近前首为成按试学假孕工周日月])$")


def settle(text: str, lexemes: list[Lexeme], sections: tuple[Section, ...]) -> list[Lexeme]:
    """Give lexemes the class that their surroundings tell; those that turn out to be plain words are dropped."""
    markers = [section.marker for section in sections if section.level]
    starts = [marker.start for marker in markers]
    result: list[Lexeme] = []
    for lexeme in lexemes:
        i = bisect_right(starts, lexeme.start) - 1
        if i >= 0 and lexeme.start < markers[i].end:
            result.append(Lexeme("marker", lexeme.start, min(lexeme.end, markers[i].end)))
        elif _is_lost_marker(text, lexeme):
            result.append(Lexeme("marker", lexeme.start, lexeme.end))
        elif not _is_word(text, lexeme):
            lexeme = _with_value(lexeme)
            found = _as_length(text, lexeme) or _as_span(text, lexeme) or _as_ordinal(text, lexeme) or lexeme
            if result and (both := _both_ends(text, result[-1], found)):
                result[-1] = both
            else:
                result.append(found)
    return result


def _with_value(lexeme: Lexeme) -> Lexeme:
    """Give a ratio to one (2.27:1) its value; 5:40:55 is a structure and no number."""
    if lexeme.kind != "ratio":
        return lexeme
    found = _TO_ONE.fullmatch(lexeme.text or "")
    if len(_COLON.findall(lexeme.text or "")) > 1:
        return Lexeme("idiom", lexeme.start, lexeme.end)
    if found is None:
        return lexeme
    value = Decimal(found[1])
    return replace(lexeme, quantity=Quantity(value, ":1", value, "ratio"))


def _both_ends(text: str, first: Lexeme, second: Lexeme) -> Lexeme | None:
    """Read 五万元以上十万元以下 as one range, over both ends."""
    low, high = first.quantity, second.quantity
    if low is None or high is None or low.dimension != high.dimension or low.value_max is not None:
        return None
    if not _FROM.fullmatch(text, first.end, second.start) or not _UP_TO.match(text, second.end):
        return None
    quantity = replace(low, value_max=high.value, amount_max=high.amount, more=False)
    return Lexeme("quantity", first.start, second.end, quantity=quantity)


def _is_lost_marker(text: str, lexeme: Lexeme) -> bool:
    """Whether a number without a unit opens or fills a line, as a list number without its dot, or is a note's."""
    quantity = lexeme.quantity
    opens = quantity is not None and quantity.unit is None and lexeme.end - lexeme.start <= 2
    before, after = text[max(0, lexeme.start - 1) : lexeme.start], text[lexeme.end : lexeme.end + 1]
    if quantity is not None and before in ("[", "［") and after in ("]", "］"):
        return True
    at_line = before in ("", "\n")
    return opens and at_line and (after > "\u4e00" or after in ("", "\n"))


def _is_word(text: str, lexeme: Lexeme) -> bool:
    """Whether a numeral is part of a word: 一式两份."""
    return text.startswith("一式", lexeme.start) and lexeme.end == lexeme.start + 1


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


def _as_length(text: str, lexeme: Lexeme) -> Lexeme | None:
    """Read 压缩到5个工作日以内 as a length of time that is reached, not as a time by which."""
    if lexeme.when is None or lexeme.when.kind != "span" or not _LENGTH_HEAD.search(text[: lexeme.start][-6:]):
        return None
    found = _LENGTH.match(text, lexeme.start, lexeme.end)
    if found is None:
        return None
    value = Decimal(found["number"])
    return Lexeme("quantity", lexeme.start, found.end(), quantity=Quantity(value, found["unit"], value, "duration"))


def _as_ordinal(text: str, lexeme: Lexeme) -> Lexeme | None:
    """Read 前五位, 铁路二期工程, 204国道 and 条件2 as ordinals, and the factor of a formula (×100%) as no quantity."""
    quantity = lexeme.quantity
    if quantity is None:
        return None
    formula = text[max(0, lexeme.start - 1) : lexeme.start] in ("×", "*", "÷")
    if formula or (quantity.unit is None and _NAUGHT.match(text, lexeme.start)):
        return Lexeme("idiom", lexeme.start, lexeme.end)
    first = quantity.unit in ("位", "名", "强", None) and text[max(0, lexeme.start - 1) : lexeme.start] in (
        "前",
        "后",
        "末",
    )
    named = bool(_PHASE.search(text[max(0, lexeme.start - 1) : lexeme.start]))
    phase = quantity.unit == "期" and text[lexeme.start] in "一二三四五六七八" and named
    road = quantity.unit is None and (text.startswith(_ROADS, lexeme.end) or text.endswith(_COUNTED, 0, lexeme.start))
    return Lexeme("ordinal", lexeme.start, lexeme.end) if first or phase or road else None
