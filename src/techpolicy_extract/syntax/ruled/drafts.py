"""Drafts of provisions: what a clause rules about a number, with the places of its words in the normalised text."""

from __future__ import annotations

import re

from techpolicy_extract.nouns.drafts import ProvisionDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.nodes import inner_end
from techpolicy_extract.syntax.ruled.ruling import Ruling

_LENGTH = lazy(
    r"[^\d零〇一二两三四五六七八九十百]{0,4}(?P<own>[\d零〇一二两三四五六七八九十百]{1,6}(?:个?工作日|个?[年月日天周]))"
)


def draft_of(ruling: Ruling, rule: str, text: str) -> ProvisionDraft:
    """Return the draft of a ruled number. `rule` is the id of the rule that found it, `text` the normalised text."""
    site = ruling.site
    tree, value = site.tree, _value(ruling, text)
    draft = ProvisionDraft(
        rule, tree.place(site.clause.start, inner_end(site.clause)), tree.sentence, value.start,
        comparator=ruling.comparator, quantity=ruling.quantity, kind=ruling.kind, spans={"value": value},
    )  # fmt: skip
    if ruling.subject is not None:
        place = tree.place(*ruling.subject)
        draft.subject, draft.spans["subject"] = re.sub(r"\s", "", text[slice(*place)]), place
    return draft


def _value(ruling: Ruling, text: str) -> Span:
    """Return the place of a number with its unit; of a length of time without the words around it: 3年 in 3年内."""
    lexeme = ruling.site.lexeme
    if lexeme.quantity is not None:
        return Span(lexeme.start, lexeme.end)
    found = _LENGTH.match(text, lexeme.start, lexeme.end)
    return Span(*found.span("own")) if found else Span(lexeme.start, lexeme.end)
