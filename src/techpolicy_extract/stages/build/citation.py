"""Other documents: what their titles and numbers are, and what the words around them say this one does to them."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Draft, Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import draft

_BETWEEN = lazy(rf"[{LETTERS['title']}{LETTERS['paren']}{LETTERS['doc_number']}、，和及与以及（）\s]|以及")
_OWN = lazy(r"制定本|制订本|编制本|现就|现将|特制定|提出如下|提出以下|通知如下|结合.{0,12}实际|现公布|公告如下|现制定")
_CUES: tuple[tuple[str, str], ...] = (
    (r"(?:贯彻落实|贯彻|落实|执行|抓好)[^，；。]{0,12}$", "implement"),
    (r"(?:转发|印发)(?:了|实施)?$", "forward"),
    (r"(?:修订|修改|修正)(?:了|完成)?$", "amend"),
    (r"(?:废止|停止执行)(?:了)?$", "repeal"),
    (r"(?:根据|依据|按照|依照|按|遵照)[^，；。]{0,24}$", "basis"),
)


def build(match: Match, text: str) -> list[Draft]:
    """Make the draft of a citation; none for forms, generic short titles and things that are no documents."""
    number = match.slot("number")
    span = match.span("title") or match.span("number")
    if span is None:
        return []
    record = draft(match, "citation", _quote(match), span.start)
    span = match.span("title")
    title = None
    if span:
        marked = text[span.start] == "《"
        span = Span(span.start + 1, span.end - 1) if marked else _trim(text, span)
        title = text[span.start : span.end]
        if _no_document(title):
            return []
        record.spans["title"] = span
    record.fields |= {"title": title, "doc_number": None, "issuer": None, "year": None}
    if number:
        record.fields["doc_number"] = number.text or text[number.start : number.end]
        record.spans["doc_number"] = Span(number.start, number.end)
        record.flags += [flag for flag in number.flags if flag == "number_repaired"]
        year = re.search(r"[〔\[【（(]((?:19|20)\d\d)[〕\]】）)]", str(record.fields["doc_number"]))
        record.fields["year"] = int(year[1]) if year else None
    record.fields["relation"] = _relation(match)
    record.fields["issuer"] = _issuer(title)
    if span and match.rule.set.get("bare") and span.start > (lead := match.span("title") or span).start:
        record.fields["issuer"] = text[lead.start : span.start]
    return [record]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("documents")
    nouns = "|".join(sorted(words["genre_nouns"], key=len, reverse=True))
    form = re.compile(rf"(?:{'|'.join(words['form_endings'])})(?:（[^）]{{0,20}}）)?$")
    generic = re.compile(rf"(?:本|该)?(?:实施|管理|行动|暂行|工作|若干)?(?:{nouns})(?:（[^）]{{1,10}}）)?")
    return form, generic


def _no_document(title: str) -> bool:
    """Whether a title in 《》 is a form to fill in, a newspaper, or a bare genre noun."""
    form, generic = _patterns()
    return bool(form.search(title) or generic.fullmatch(title)) or len(title) < 3


def _trim(text: str, span: Span) -> Span:
    """Take words that only lead to a bare title off its front."""
    lead = re.match(r"[\u4e00-\u9fff]{2,12}?[部委局厅](?=“)", text[span.start : span.end])
    return Span(span.start + (lead.end() if lead else 0), span.end)


def _quote(match: Match) -> Span:
    slots = match.sentence.slots
    low = max(slots.rfind(c, 0, match.start) for c in "，；：。") + 1
    return match.place(min(low, match.start), match.end)


def _relation(match: Match) -> str:
    """Read the relation off the words before the title, past other titles of the same list."""
    slots = match.sentence.slots
    start = match.groups["title"].start if "title" in match.groups else match.start
    before = slots[:start].rstrip()
    if match.rule.set.get("bare") and re.search(r"(?:根据|依据|按照)[^。；]{0,160}$", before) and _OWN.search(slots):
        return "basis"
    while before and _BETWEEN.fullmatch(before[-1]):
        before = before[:-1]
    after = slots[match.end :]
    if re.match(r"\s?附[件表]?[：:\d]", slots):
        return "attach"
    if re.match(r"[^，；。]{0,30}(?:同时废止|予以废止|停止执行|同时停止)", after) or "一并废止" in after:
        return "repeal"
    if re.search(r"已经.{0,12}(?:同意|通过|批准).{0,12}，现(?:予)?(?:印发|转发)", after) or re.match(
        r"印发给你们", after
    ):
        return "forward"
    if re.search(r"(?:现将|关于(?:印发|转发|公布|发布))$", before):
        return "forward"
    for pattern, relation in _CUES:
        if re.search(pattern, before):
            if relation == "basis":
                return "basis" if _OWN.search(slots) else "mention"
            if relation == "forward":
                return "forward" if re.search(r"现(?:予)?(?:印发|转发)$", before) else "mention"
            if relation == "amend":
                return "mention" if re.search(r"(?:修订|修改)(?:了|完成)", before) else "amend"
            return relation
    return "mention"


def _issuer(title: str | None) -> str | None:
    """Read the issuer that stands in a full title (国务院办公厅关于…)."""
    match = re.match(
        r"((?:中共中央|国务院|[^关《]{2,16}?(?:政府|办公厅|委员会|部|厅|局|委|院|办公室))(?: ?(?:国务院|[^关《]{2,16}?(?:厅|部|局|委|政府)))*)关于",
        title or "",
    )
    return match[1] if match else None
