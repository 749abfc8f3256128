"""Who answers for a task: parentheses, labelled lines and rows of tables. Running sentences are none."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.duty_words import GUIDING, LEAD, PARTICIPANT, round_brackets, words
from techpolicy_extract.nouns.drafts import ResponsibilityDraft
from techpolicy_extract.nouns.handover import Matched
from techpolicy_extract.nouns.model import Rule, Section, Sentence
from techpolicy_extract.nouns.scope import Scopes
from techpolicy_extract.nouns.tables import TaskRow
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import View
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import set_by_rule
from techpolicy_extract.stages.build.duties import bodies
from techpolicy_extract.stages.build.duties.brackets import OPENING, Orders, behind_tasks, brackets, with_duty
from techpolicy_extract.stages.build.duties.forms import ROLES_OF, Forms, group_of, line_view
from techpolicy_extract.stages.build.duties.group import Group
from techpolicy_extract.stages.build.duties.groups import read_cells, read_groups, read_list
from techpolicy_extract.stages.build.duties.vocabulary import vocabulary
from techpolicy_extract.syntax.edges import past_stop
from techpolicy_extract.syntax.forms import Fit

_VALUE = lazy(r"[^。\n]{0,700}")
_OTHER_LINE = lazy(r"[\u4e00-\u9fff]{2,8}[：:][^。\n]{0,60}")
_SITE_REACH = 160  # characters around a label in which a website's marks show
_BEFORE_LABEL = frozenset("\n\t 。；;，,、（【）】：—")


@lru_cache(maxsize=1)
def _site() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load("organs")
    hosts, marks = (re.compile(trie_pattern(words(table, "site", name))) for name in ("hosts", "marks"))
    return hosts, marks


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch to read: its quote, the inner stretch with the bodies, and the kind of rule.

    In a row of a table `cells` has the role and place of each cell with bodies; `task` is what they answer for.
    """

    quote: Span
    inner: Span
    kind: str
    cells: tuple[tuple[str, int, int], ...] = ()
    task: str | None = None


def build(matched: Matched) -> list[ResponsibilityDraft]:
    """Return the responsibilities of a document, in order of position."""
    text = round_brackets(matched.segmented.normalized.mapped.text)
    orders, pairs = Orders(text), brackets(text)
    held: list[Span] = []
    drafts: list[ResponsibilityDraft] = []
    forms = Forms(matched.forms)
    finder = _Finder(text, matched.sentences, matched.scopes, forms)
    for fit in forms.taken(text):
        if found := finder.cut(fit):
            drafts += found
            held.append(fit.place)
    tables = matched.tables
    rows = (_row(row) for row in (*tables.tasks, *tables.lines))
    worded = (_paren(pair) for pair in with_duty(text, pairs, orders))
    for places in (rows, worded, _lines(text)):
        for place in places:
            if _overlaps(held, place.quote):
                continue
            found = finder.drafts(place, orders.first_leads(place.quote))
            if found:
                drafts += found
                insort(held, place.quote)
    headings = {section.end for section in matched.segmented.sections if section.kind == "heading"}
    bare = [_paren(pair, "list") for pair in behind_tasks(text, pairs, headings) if not _overlaps(held, pair)]
    drafts += finder.lists(bare, said=sum(text[draft.quote.start] in OPENING for draft in drafts))
    drafts.sort(key=lambda draft: draft.quote)
    return drafts


def view_at(matched: Matched, position: int) -> View:
    """Return what rules over lines see at a position of the normalised text."""
    text = round_brackets(matched.segmented.normalized.mapped.text)
    end = text.find("\n", position)
    return line_view(text, Span(text.rfind("\n", 0, position) + 1, end if end >= 0 else len(text)))


def _row(row: TaskRow) -> _Place:
    return _Place(row.quote, row.quote, "row", row.cells, row.task and round_brackets(row.task))


def _paren(pair: Span, kind: str = "paren") -> _Place:
    return _Place(pair, Span(pair.start + 1, pair.end - 1), kind)


def _overlaps(held: list[Span], quote: Span) -> bool:
    """Return whether a quote overlaps a held stretch: no two of them overlap, so a few neighbours can."""
    at = bisect_right(held, quote)
    return any(quote.start < span.end and span.start < quote.end for span in held[max(0, at - 1) : at + 1])


def _lines(text: str) -> Iterator[_Place]:
    """Yield runs of labelled lists: 牵头单位：… 配合单位：…, on one line or on several."""
    labels = vocabulary().labels
    position = 0
    while match := labels.search(text, position):
        start = match.start()
        if start and not _may_follow(text[start - 1], match):
            position = start + 1
            continue
        end = position = _run_end(text, match)
        while start < end and text[start] in " \t\n":
            start += 1
        if not _is_site_line(text, start, end):
            yield _Place(Span(start, end), Span(start, end), "line")


def _may_follow(before: str, label: re.Match[str]) -> bool:
    """Return whether a label may stand behind a character; one without a mark must begin its line."""
    if label["box"]:
        return True
    return before in _BEFORE_LABEL if label[0][-1] in "：:" else before == "\n"


def _run_end(text: str, match: re.Match[str]) -> int:
    """Return the end of the last list of a run that a label opens. A line with another label may stand between."""
    label = vocabulary().label
    while True:
        end = _value_end(text, match.end())
        position = past_stop(text, end)
        following = label.match(text, position)
        if not following and (other := _OTHER_LINE.match(text, position)):
            following = label.match(text, past_stop(text, other.end()))
        if not following:
            return end
        match = following


def _value_end(text: str, start: int) -> int:
    """Return the end of a label's list: of its line, or of the next one where the label stands alone on its own."""
    value = _VALUE.match(text, start)
    end = value.end() if value else start
    if not text[start:end].strip() and text[end : end + 1] == "\n" and not vocabulary().label.match(text, end + 1):
        value = _VALUE.match(text, end + 1)
        end = value.end() if value else end
    return end


def _is_site_line(text: str, start: int, end: int) -> bool:
    """Return whether 主办单位 is that of the website: its licence or its map stand beside it."""
    hosts, marks = _site()
    return bool(
        hosts.match(text, start) and marks.search(text, max(0, start - _SITE_REACH), min(len(text), end + _SITE_REACH))
    )


class _Finder:
    """Makes drafts of stretches."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], scopes: Scopes, forms: Forms) -> None:
        self.text, self.sentences, self.scopes, self.forms = text, sentences, scopes, forms
        self.starts = [sentence.start for sentence in sentences]

    def drafts(self, place: _Place, first_leads: bool) -> list[ResponsibilityDraft]:
        """Read a stretch; its groups are a record each, the quote of a group alone is the whole of it."""
        if place.kind == "row":
            groups = read_cells(self.text, place.cells, first_leads)
        elif place.kind == "list":
            groups = read_list(self.text, place.inner)
        else:
            groups = read_groups(self.text, *place.inner, first_leads)
        if place.kind == "paren":
            groups = [group for group in groups if group.has(LEAD, GUIDING) or group.labels]
        quotes = [Span(group.start, group.end) for group in groups]
        if len(groups) == 1:
            quotes = [Span(place.quote.start, groups[0].end if place.kind == "line" else place.quote.end)]
        cells = [start for _, start, _ in place.cells]
        found = []
        for group, quote in zip(groups, quotes, strict=True):
            if fit := self.forms.named(self.text, quote, group, cells):
                found.append(self._draft(_moved(group, fit), quote, place, fit.rule))
        return found

    def lists(self, places: list[_Place], said: int) -> list[ResponsibilityDraft]:
        """Read lists of bodies without a verb: one alone is too little to go by, several behind tasks are enough.

        `said` is how many other brackets of the document say who does what.
        """
        found = [draft for place in places for draft in self.drafts(place, False) if draft.task]
        several = any(len(draft.lead) > 1 for draft in found) and len(found) + said > 1
        return found if several else []

    def cut(self, fit: Fit) -> list[ResponsibilityDraft]:
        """Return the draft of a stretch that a rule has cut out; none where it holds no body."""
        group = group_of(self.text, fit)
        return [self._draft(group, fit.place, _Place(fit.place, fit.place, "cut"), fit.rule)] if group.items else []

    def _draft(self, group: Group, quote: Span, place: _Place, rule: Rule) -> ResponsibilityDraft:
        sentence = self.sentences[max(0, bisect_right(self.starts, quote.start) - 1)]
        roles = (("lead", LEAD), ("participants", PARTICIPANT), ("guiding", GUIDING))
        named = {name: [body for each, body in group.items if each == role] for name, role in roles}
        lead, participants, guiding = ([body.text for body in found] for found in named.values())
        lead_full, participants_full = _full_names(lead, participants)
        draft = ResponsibilityDraft(
            rule.id, quote, sentence, quote.start,
            lead=lead, participants=participants, guiding=guiding, open_ended=group.more,
            lead_full=lead_full, participants_full=participants_full,
            task=place.task or self._task(sentence.section, place.quote),
            spans={name: [Span(body.start, body.end) for body in found] for name, found in named.items() if found},
        )  # fmt: skip
        return set_by_rule(draft, rule)

    def _task(self, section: Section, quote: Span) -> str | None:
        """Return the nearest heading that names a task, without the parenthesis itself; None where none does."""
        task = self.scopes[section.section_id].task
        return task and (task.replace(self.text[quote.start : quote.end], "") or None)


def _moved(group: Group, fit: Fit) -> Group:
    """Return a group with the roles that the groups of a rule give its bodies."""
    for name, spans in fit.groups.items():
        for span in spans if name in ROLES_OF else ():
            group.items = [
                (ROLES_OF[name] if span.start <= body.start and body.end <= span.end else role, body)
                for role, body in group.items
            ]
    return group


def _full_names(lead: list[str], joining: list[str]) -> tuple[list[str], list[str]]:
    """Put the place back that the first body of a list has, or else the leader; return leaders and participants."""
    leading = bodies.place_of(lead[0]) if lead else None
    joined = bodies.place_of(joining[0]) if joining else None
    leaders = [bodies.put_back(name, leading) for name in lead]
    return leaders, [bodies.put_back(name, joined or leading) for name in joining]
