"""Other documents: what their titles and numbers are, and what the words around them say this one does to them."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.drafts import CitationDraft
from techpolicy_extract.nouns.model import Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import set_by_rule

_BETWEEN = lazy(rf"[{LETTERS['title']}{LETTERS['paren']}{LETTERS['doc_number']}]|[、，和及与以（）\s]")
_OWN = worded("documents", "{own_purpose}")
_CUES: tuple[tuple[re.Pattern[str], str], ...] = (
    (worded("documents", "{implement}[^，；。]{0,12}$"), "implement"),
    (worded("documents", "{forward}{forwarded_ends}?$"), "forward"),
    (worded("documents", "(?:{revise}|{correct}){revised_ends}?$"), "amend"),
    (worded("documents", "{repeal}{story.done}?$"), "repeal"),
    (worded("documents", "(?:{basis}|{basis_more})[^，；。]{0,120}$"), "basis"),
)
_BASIS = worded("documents", "{basis}[^。；]{0,160}$")  # of a title without marks, far before it
_LEADS = worded("documents", r"\s*(?:{basis}|{basis_more})[^，；。]{0,12}")  # at the head of a sentence
_REPEALED = worded("documents", "[^，；。]{0,30}{repealed_behind}")
_ATTACHED = worded("documents", r"\s?{attach_label}[：:\d]")
_HANDED = worded("documents", "{handed}")
_AGREED = worded("documents", "{already}.{0,12}{agreed}.{0,12}，{now}{forward}")
_NOW_PUBLIC = worded("documents", "(?:{now_hands}|{about}{made_public})$")
_NOW_FORWARD = worded("documents", "{now}{forward}$")
_AMENDS = worded("documents", "{amended_here}[^，；。]{0,8}(?:{revise}|{correct})$")
_AMENDED_BEHIND = worded("documents", "[^，；。]{0,6}{amended_behind}")
_ISSUERS = worded(
    "documents",
    "((?:{first_issuers}|[^关《]{2,16}?{issuer_ends})(?: ?(?:{second_issuers}|[^关《]{2,16}?{second_ends}))*){about}",
)


def build(match: Match, text: str) -> list[CitationDraft]:
    """Make the draft of a citation; none for forms, generic short titles and things that are no documents."""
    number = match.slot("number")
    span = match.span("title") or match.span("number")
    if span is None:
        return []
    record = CitationDraft(match.rule.id, _quote(match), match.sentence, span.start)
    set_by_rule(record, match.rule)
    span = match.span("title")
    if span:
        marked = text[span.start] == "《"
        span = Span(span.start + 1, span.end - 1) if marked else _trim(text, span)
        record.title = text[span.start : span.end]
        if _no_document(record.title):
            return []
        record.spans["title"] = span
    if number:
        record.doc_number = number.text or text[number.start : number.end]
        record.spans["doc_number"] = Span(number.start, number.end)
        record.flags += [flag for flag in number.flags if flag == "number_repaired"]
        year = re.search(r"[〔\[【（(]((?:19|20)\d\d)[〕\]】）)]", record.doc_number)
        record.year = int(year[1]) if year else None
    record.relation = _relation(match, record.notes.bare, text)
    record.issuer = _issuer(record.title)
    if span and record.notes.bare and span.start > (lead := match.span("title") or span).start:
        record.issuer = text[lead.start : span.start]
    return [record]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(sorted(words("documents", "genre_nouns"), key=len, reverse=True))
    form = re.compile(filled("documents", "{form_endings}(?:（[^）]{0,20}）)?$"))
    generic = re.compile(filled("documents", "[本该]?{noun_leads}?") + rf"(?:{nouns})(?:（[^）]{{1,10}}）)?")
    return form, generic


def _no_document(title: str) -> bool:
    """Return whether a title in 《》 is a form to fill in, a newspaper, or a bare genre noun."""
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


def _relation(match: Match, bare: bool, text: str) -> str:
    """Read the relation off the words before the title, past other titles of the same list."""
    slots = match.sentence.slots
    start = match.groups["title"].start if "title" in match.groups else match.start
    before = slots[:start].rstrip()
    if bare and _BASIS.search(before) and _OWN.search(slots):
        return "basis"
    while before and _BETWEEN.fullmatch(before[-1]):
        before = before[:-1]
    after = slots[match.end :]
    if _ATTACHED.match(slots):
        return "attach"
    if _REPEALED.match(after) or any(word in after for word in words("documents", "repealed_anywhere")):
        return "repeal"
    if _AGREED.search(after) or _HANDED.match(after) or _NOW_PUBLIC.search(before):
        return "forward"
    if _AMENDED_BEHIND.match(after):
        return "amend"
    for pattern, relation in _CUES:
        if pattern.search(before):
            if relation == "basis":
                return "basis" if _OWN.search(slots) or _opens_notice(match, before, text) else "mention"
            if relation == "forward":
                return "forward" if _NOW_FORWARD.search(before) else "mention"
            if relation == "amend":
                return "amend" if _AMENDS.search(before) else "mention"
            return relation
    return "mention"


def _opens_notice(match: Match, before: str, text: str) -> bool:
    """Return whether a sentence begins with its basis in the paragraph that says what the document is made for."""
    sentence = match.sentence
    end = text.find("\n", sentence.start)
    return bool(_LEADS.fullmatch(before)) and bool(_OWN.search(text, sentence.start, end if end >= 0 else len(text)))


def _issuer(title: str | None) -> str | None:
    """Read the issuer that stands in a full title (国务院办公厅关于…)."""
    match = _ISSUERS.match(title or "")
    return match[1] if match else None
