"""Numbers that are aimed at or reached. Whether a target or a result is for `settle` to say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.comparators import comparator, cue_after
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.drafts import QuantityDraft
from techpolicy_extract.nouns.model import Lexeme, Match, Quantity
from techpolicy_extract.nouns.quick import quick_dataclass
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.context import baseline_of, set_by_rule
from techpolicy_extract.stages.build.numbers import phrases
from techpolicy_extract.stages.build.numbers.adding import accumulation
from techpolicy_extract.stages.build.numbers.phrases import Phrase
from techpolicy_extract.stages.build.numbers.sharing import share_row
from techpolicy_extract.stages.build.numbers.site import Site
from techpolicy_extract.stages.build.numbers.subjects import place_scope
from techpolicy_extract.stages.build.numbers.topics import STEP, topic
from techpolicy_extract.stages.build.numbers.verbs import bound_before
from techpolicy_extract.syntax.edges import clause_around
from techpolicy_extract.syntax.series import Link, link_before, link_behind

_OPEN_END = worded("measures", "(?:{open_words}|{open_ends})$")
# A share of nothing but a place, and what only says how a number has changed, name nothing.
_NO_NAME = worded("measures", "占(?:全[国省市区县州球]|世界|我[国省市])?|{change_verbs}[了到至]?")
_HEADS = ("lead_end", "baseline_cue", "benchmark")
_THAN = worded("measures", "[较比](?P<of>[^，；。较比]{2,10}?){compared}?(?P<grown>{grown})?了?$")
_BASE = lazy(f"每[{LETTERS['money']}-{LETTERS['ratio']}]$")  # of so many people, no number of its own: 每10万人
# What a benchmark begins and ends with that is no part of its name: 比上年小幅下降, 高于全国平均水平.
_BENCHMARK_EDGE = worded("measures", "^[比较与]|的$|(?:{benchmark_tails}|{verbs.pace})$")
_RECIPIENT = worded("verbs", "[一-鿿]{0,6}?{recipients}(?=.{0,30}(?:{titles}|[\ue000-\uf8ff]奖?)$)")
_THAN_REACH = 18  # characters before a multiple


def build(match: Match, text: str, taken: Sequence[int]) -> list[QuantityDraft]:
    """Return a draft of each number that a quantity rule holds; `taken` are the slots that records' numbers fill."""
    span = match.groups.get("values") or match.groups["value"]
    sentence = match.sentence
    drafts: list[QuantityDraft] = []
    for position in range(span.start, span.end):
        lexeme = sentence.at.get(position)
        if lexeme is None or lexeme.quantity is None or _is_size(lexeme.quantity, sentence.slots, position):
            continue
        head = _head(match, position)
        before = bisect_left(taken, head)
        site = Site(sentence, text, position, taken[before - 1] + 1 if before else 0)
        drafts.append(_draft(match, site, lexeme, _cues(site, lexeme, head)))
    for record, (place, base) in zip(drafts, _baselines(match), strict=False):
        record.baseline = baseline_of(base)
        record.spans["baseline_value"] = place
        _baseline_time(record, match, text)
    if len(drafts) > 1:
        share_row(drafts, sentence.slots, span.start)
    return drafts


def _is_size(quantity: Quantity, slots: str, position: int) -> bool:
    """Return whether a number is part of a name: the voltage of a line, the people of a base."""
    return quantity.dimension == "voltage" or bool(_BASE.search(slots, 0, position + 1))


def _baselines(match: Match) -> list[tuple[Span, Quantity]]:
    """Return the places and values of a match's baselines, in the order of its values."""
    span = match.groups.get("baseline")
    found = [match.sentence.at.get(p) for p in range(*span)] if span else []
    return [(Span(lx.start, lx.end), lx.quantity) for lx in found if lx and lx.quantity]


def _baseline_time(record: QuantityDraft, match: Match, text: str) -> None:
    """Set the time of a baseline (由2020年的32%提高到38%), which is no time of the number."""
    first, last = match.groups.get("baseline_cue"), match.groups["baseline"]
    for position in range(first.start if first else last.start, last.start):
        lexeme = match.sentence.at.get(position)
        if lexeme is not None and lexeme.when is not None:
            record.notes.against = record.spans["baseline_period"] = Span(lexeme.start, lexeme.end)
            record.baseline_period = text[lexeme.start : lexeme.end]


def _head(match: Match, position: int) -> int:
    """Find where the words that belong to a number begin: its baseline, benchmark, growth verb or comparator."""
    starts = [span.start for name, span in match.groups.items() if name in _HEADS and span.end > span.start]
    return min([position, *starts])


@quick_dataclass(frozen=True, slots=True)
class _Cues:
    """What bounds a number: the comparators before and behind it, where what they say ends, and the word of reaching.

    `whole` is where the clause begins, `low` where the words of the number may; `noun_end` is where the noun before it
    ends, `right` where a noun behind it may begin, and `right_end` where it may end; `high` is where the clause ends.
    `link` leads to the number before it in its list.
    """

    whole: int
    low: int
    end: int
    noun_end: int
    right: int
    right_end: int
    high: int
    link: Link | None
    before: str | None
    after: str | None
    reach: str | None


def _cues(site: Site, lexeme: Lexeme, end: int) -> _Cues:
    """Read the words that bound a number; `end` is where the words of its rule begin."""
    whole, high = clause_around(site.slots, site.position, site.position + 1)
    link, behind = _link(site, end), link_behind(site.sentence, site.position)
    low = max(whole, site.floor, link.end if link else 0)
    noun_end, before, reach = phrases.strip_reach(site.slots, low, end)
    if site.text[lexeme.start] in "十百千万亿" and site.text[lexeme.start - 1 : lexeme.start] == "上":
        if noun_end == site.position:  # 达上千家; 跨上 is a word of its own
            noun_end, _, reach = phrases.strip_reach(site.slots, low, site.position - 1)
        before = ">="
    if end != site.position:
        before = phrases.strip_reach(site.slots, end, site.position)[1] or before
    before = before or bound_before(site.slots, low, noun_end)
    if step := STEP.search(site.slots, low, noun_end):
        noun_end, _, _ = phrases.strip_reach(site.slots, low, step.start())
    after = cue_after(site.slots, site.position + 1)
    right = site.position + 1 + (after[1] if after else 0)
    right_end = max(right, behind.start) if behind else high
    return _Cues(
        whole, low, end, noun_end, right, right_end, high, link, before, after[0] if after else None, reach
    )  # fmt: skip


def _link(site: Site, end: int) -> Link | None:
    """Return the link of a number to the one before it in its list, of which a record is made.

    Where that is none, as in 8个方面、38个项目, the joint alone is left.
    """
    link = link_before(site.sentence, site.position)
    if link is None or link.end > end:
        return None
    if link.before in (-1, site.floor - 1):
        return link
    return replace(link, before=-1, nouns_first=False) if link.touches else None


def _draft(match: Match, site: Site, lexeme: Lexeme, cues: _Cues) -> QuantityDraft:
    assert lexeme.quantity is not None
    quantity, whole, low, end, reach = lexeme.quantity, cues.whole, cues.low, cues.end, cues.reach
    first = min(phrases.behind_joiners(site.slots, low, end), end) if low > whole else low
    counted = quantity.dimension in ("count", "person", "person_time", None) and reach is None
    left = phrases.read_left(site.slots, low, cues.noun_end)
    right = phrases.read_right(site.slots, cues.right, cues.right_end)
    if cues.link and not cues.link.nouns_first:
        left = replace(left, noun=None)  # the noun is the number's before: 60座基站、85公里公路
    elif right and counted and low > whole and not cues.link:
        left = replace(left, noun=None, action=None if left.noun else left.action)  # another number's own words
    if right and left.noun and _counts_list(site, left.noun, quantity):
        left = replace(left, examples=True)  # 粮食、蔗糖、水果3个产业
    phrase = _whom(site, _choose(site, left, right, counted))
    record = QuantityDraft(
        match.rule.id, site.place((first, cues.high)), match.sentence, lexeme.start,
        comparator=comparator(cues.before, cues.after, quantity), quantity=quantity,
    )  # fmt: skip
    record.notes.bounds = cues.before, cues.after
    set_by_rule(record, match.rule)
    if record.measure == "growth" and quantity.dimension == "percentage_point":
        record.measure = "change"
    record.accumulation = accumulation(site.text, *site.trimmed((whole, site.position)))
    record.spans["value"] = Span(lexeme.start, lexeme.end)
    _name(record, site, phrase, reach)
    _extras(record, match, site)
    if record.indicator is None:
        record.notes.topic = topic(site, cues.whole)
    return record


def _counts_list(site: Site, noun: tuple[int, int], quantity: Quantity) -> bool:
    """Return whether a number counts the list before it, so that its noun is the one behind it."""
    each = site.slots[site.position - 1 : site.position] == "各"
    return not each and 1 < quantity.value == site.words(noun).count("、") + 1


def _choose(site: Site, left: Phrase, right: Phrase | None, counted: bool) -> Phrase:
    """Choose between the phrase before a number and the one behind it.

    `counted`: the number counts things and no 达到 stands before it, so that its noun may well stand behind it. What
    stands before is then only the subject, unless it is a long noun that nothing leaves open (…等, …省, …机构).
    """
    if right is None or (left.noun and not counted and not left.examples):
        return left
    if left.noun is None or left.verb_last or left.examples:
        return _right(right, None if left.examples else left.scope, left)
    if left.action is not None:
        return left
    subject = site.words(left.noun)
    if len(subject) > 3 and not _OPEN_END.search(subject):
        return left
    scope = left.scope or (
        subject if 2 <= len(subject) <= 20 and not subject.endswith(words("measures", "open_words")) else None
    )
    return _right(right, scope, left)


def _whom(site: Site, phrase: Phrase) -> Phrase:
    """Cut the title off a noun that something is awarded to: 授予12家企业质量标杆称号."""
    if phrase.noun is None or phrase.action not in words("verbs", "honouring"):
        return phrase
    low, end = phrase.noun
    whom = _RECIPIENT.match(site.slots, low, end)
    return replace(phrase, noun=(low, whom.end())) if whom else phrase


def _right(right: Phrase, scope: str | None, left: Phrase) -> Phrase:
    return Phrase(right.noun, right.qualifier, right.scope or scope, left.action, left.start, right.tail_end)


def _name(record: QuantityDraft, site: Site, phrase: Phrase, reach: str | None) -> None:
    """Fill indicator, qualifier, scope and action from a phrase."""
    record.scope, record.action = phrase.scope, phrase.action or reach
    if phrase.qualifier:
        record.qualifier = site.words(phrase.qualifier)
        record.spans["qualifier"] = site.place(phrase.qualifier)
    if phrase.noun is None:
        return
    noun = site.words(phrase.noun)
    if not noun or re.fullmatch(r"[\W\d]+", noun) or _NO_NAME.fullmatch(noun):
        return
    start, end = phrase.noun
    if _BASE.search(site.slots, 0, start):
        start -= 2  # 每10万人刑事案件数
        noun = site.words((start, start + 2)) + noun
    place = place_scope(noun)
    if place and record.scope is None:
        record.scope, noun = place
    record.indicator = noun
    span = site.place((start, end))
    record.spans["indicator"] = Span(span.end - len(noun), span.end) if place else span


def _extras(record: QuantityDraft, match: Match, site: Site) -> None:
    """Fill the benchmark, and the verb of a change, where the rule has groups for them."""
    if (verb := match.span("verb")) and record.action in (None, *words("measures", "done")):
        record.action = site.text[verb.start : verb.end]
    against = match.span("benchmark") or _multiple_of(record, site)
    if against:
        record.notes.against = against
        said = _BENCHMARK_EDGE.sub("", site.text[against.start : against.end])
        record.benchmark = {"同比": "上年同期", "去年": "上年", "环比": "上期"}.get(said, said) or None


def _multiple_of(record: QuantityDraft, site: Site) -> Span | None:
    """Find what a multiple is of (较2020年翻了一番), where the rule has no group for it."""
    if record.quantity.dimension != "multiple":
        return None
    found = _THAN.search(site.text, max(record.quote.start, record.number - _THAN_REACH), record.number)
    if found is None:
        return None
    if record.measure is None:
        record.measure = "growth" if found["grown"] else "multiple"
    return Span(*found.span("of"))
