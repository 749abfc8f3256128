"""Rules over duties: what a rule sees of a bracket, a line or a row, and the duties that rules cut out of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpolicy_extract.lexicon.duty_words import GUIDING, LEAD, NEUTRAL, PARTICIPANT, ROLES
from techpolicy_extract.nouns.model import Rule
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import LETTERS, View, view_of
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.duties import bodies
from techpolicy_extract.stages.build.duties.group import Group
from techpolicy_extract.stages.build.duties.groups import role_of_label, role_of_verb
from techpolicy_extract.stages.build.duties.vocabulary import vocabulary
from techpolicy_extract.syntax.edges import pieces
from techpolicy_extract.syntax.forms import Fit, fitting, rules_over, taken_apart

_LETTERS = LETTERS["duties"]
_NAMES = {LEAD: "lead", NEUTRAL: "answer", PARTICIPANT: "participant", GUIDING: "guide"}
# Named groups of a rule → the role of the bodies in them.
ROLES_OF = {"lead": LEAD, "participants": PARTICIPANT, "guiding": GUIDING}
_RUN = lazy(r"[^\s，,、；;。：:（）()【】\[\]〔〕]{2,60}")
_LONGEST = 30  # characters of a body's name

_ALL = frozenset(_LETTERS.values())

Item = tuple[int, int, str]


class Forms:
    """The rules over duties of a run: those that look at lines, and those that look at one duty."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take rules in the order in which they are tried."""
        self.lines, self.whole = rules_over("duties", rules)

    def taken(self, text: str) -> Iterator[Fit]:
        """Yield the stretches of a text that rules cut out of its lines."""
        start = 0
        for line in text.split("\n") if self.lines else ():
            end = start + len(line)
            if possible := [rule for rule in self.lines if _may_match(rule, line)]:
                yield from taken_apart(line_view(text, Span(start, end)), possible)
            start = end + 1

    def named(self, text: str, quote: Span, group: Group, cells: Sequence[int]) -> Fit | None:
        """Return the rule that fits a group of bodies; None where none does. `cells` is where its cells begin.

        A cell that is merged with those of rows above stands outside the quote.
        """
        items = [(start, end, _LETTERS[_name_of(kind, role)]) for kind, role, start, end in group.said]
        items += [(body.start, body.end, _LETTERS[_NAMES[role]]) for role, body in group.items if body.text]
        items += [(start, start, _LETTERS["cell"]) for start in cells]
        low, high = min((quote.start, *cells)), max((quote.end, *(end for _, end, _ in items)))
        inside = sorted(item for item in items if low <= item[0] and item[1] <= high)
        return fitting(view_of(text, Span(low, high), inside), self.whole)


def _may_match(rule: Rule, line: str) -> bool:
    """Tell whether a line has the characters that a rule needs beside the letters of items."""
    return all(not _ALL.isdisjoint(need) or not need.isdisjoint(line) for need in rule.needs)


def group_of(text: str, fit: Fit) -> Group:
    """Return the bodies of a stretch that a rule has cut out, each with the role of its group."""
    group = Group()
    for name, spans in fit.groups.items():
        for span in spans if name in ROLES_OF else ():
            for _, piece in pieces(text, span.start, span.end):
                for body in bodies.read(text, *piece):
                    group.take(ROLES_OF[name], body)
    return group


def line_view(text: str, line: Span) -> View:
    """Return what a rule sees of a line: bodies, labels and verbs of duty as letters."""
    words = vocabulary()
    found: list[Item] = []
    for label in words.said.finditer(text, line.start, line.end):
        found.append((*label.span(), _LETTERS[_name_of("label", role_of_label(label))]))
    for run in _RUN.finditer(text, line.start, line.end):
        found += _in_run(text, *run.span())
    return view_of(text, line, sorted(found))


def _in_run(text: str, low: int, high: int) -> Iterator[Item]:
    """Yield the bodies and verbs of a run of words, each as far as it goes."""
    words = vocabulary()
    while low < high:
        if join := words.join.match(text, low, high):
            yield join.start(), join.end(), _LETTERS["join"]
            low = join.end()
        elif verb := words.verb.match(text, low, high):
            yield verb.start(), verb.end(), _LETTERS[_name_of("verb", role_of_verb(verb))]
            low = verb.end()
        elif end := _body_end(text, low, high):
            yield low, end, _LETTERS["organ"]
            low = end
        else:
            low += 1


def _body_end(text: str, low: int, high: int) -> int | None:
    """Return where the longest body ends that begins at a place."""
    ends = range(min(high, low + _LONGEST), low + 1, -1)
    return next((end for end in ends if bodies.is_body(text[low:end])), None)


def _name_of(kind: str, role: str) -> str:
    return f"{kind}_{_NAMES[role]}" if role in ROLES else kind
