"""Read who does what in a stretch: `A牵头，B、C等参与`, `责任单位：A、B；C、D`, `A会同B负责`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from techpolicy_extract.lexicon.duty_words import GUIDING, LEAD, NEUTRAL, PARTICIPANT, ROLES
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.duties import bodies
from techpolicy_extract.stages.build.duties.bodies import Body
from techpolicy_extract.stages.build.duties.group import Group
from techpolicy_extract.stages.build.duties.vocabulary import vocabulary
from techpolicy_extract.syntax.edges import clause_around, pieces

FIRST_LEADS = worded(
    "organs.roles",
    r"(?:[列排居位]|名列)[^，。；：（）\n]{0,6}{first_places}[^，。；：（）\n]{0,10}?[为是][^，。；：（）\n]{0,4}?{first_roles}"
    r"|{first_ones}(?:责任)?{first_nouns}[者的]?[为是][^，。；：（）\n]{0,4}?{first_roles}",
)
_NO_BODY = worded("organs.roles", r"以?下同|\d|{whens}|{repeats}")
_BELOW = worded("organs.roles", "{below}{needs}")
_LIST_CUTS = frozenset(("", "、", " "))
_HARD_CUTS = frozenset("；;。\n\t")
_OTHER_LABEL = lazy(r"[\u4e00-\u9fff]{2,12}(?:（[^（）\n]{0,12}）)?[：:]")


def read_groups(text: str, start: int, end: int, first_leads: bool) -> list[Group]:
    """Read the groups of a stretch. Only sound ones come back: with a body, and no clause where a body is wanted.

    Where the first body leads, a list of bodies needs no verb: （省科技厅、省财政厅）.
    """
    found = _read(_Reader(text), text, start, end, first_leads)
    if found or not first_leads:
        return found
    reader = _Reader(text)
    reader.role, reader.bare = NEUTRAL, True
    return _read(reader, text, start, end, first_leads)


def read_list(text: str, inner: Span) -> list[Group]:
    """Read a stretch that is a list of bodies and nothing else: all of them answer. No group where it is none.

    A time may follow the list: （市科技局、市财政局，2026年底前）.
    """
    reader = _Reader(text)
    reader.role, reader.bare = NEUTRAL, True
    groups = _read(reader, text, *inner, False)
    if len(groups) != 1:
        return []
    listed = [body for _, body in groups[0].items]
    last = listed[-1].reach
    end = last if text[last] in "，；" and _NO_BODY.match(text, last + 1, inner.end) else inner.end
    return groups if bodies.fill(Span(inner.start, end), listed) else []


def _read(reader: _Reader, text: str, start: int, end: int, first_leads: bool) -> list[Group]:
    for cut, low, high in _atoms(text, start, end):
        reader.pass_cut(cut)
        reader.read(low, high)
    reader.settle()
    reader.end_sentence()
    return _settled(reader, first_leads)


def read_cells(text: str, cells: tuple[tuple[str, int, int], ...], first_leads: bool) -> list[Group]:
    """Read the cells of a table's row, each with the role of its column, as one group."""
    reader = _Reader(text)
    for role, start, end in cells:
        reader.role = role
        for cut, low, high in _atoms(text, start, end):
            reader.pass_cut("、" if cut in "；;" else cut)
            reader.read(low, high)
        reader.settle()
    return _settled(reader, first_leads)


def _settled(reader: _Reader, first_leads: bool) -> list[Group]:
    groups = [group for group in reader.groups if group.items and any(bodies.is_body(b.text) for _, b in group.items)]
    for group in groups:
        _settle_roles(group, first_leads)
        group.said = [word for word in reader.said if group.start <= word[2] and word[3] <= group.end]
    return groups


def _settle_roles(group: Group, first_leads: bool) -> None:
    """Set the role of each neutral body: participant of a declared leader, else leader, or so the first alone."""
    led = group.has(LEAD)
    for place, (role, body) in enumerate(group.items):
        if role == NEUTRAL:
            group.items[place] = (PARTICIPANT if led else LEAD, body)
            led = led or first_leads


def _atoms(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Cut a stretch at its marks; yield the mark before each piece. 各市、县人民政府 is one piece."""
    found = list(pieces(text, start, end))
    mark: str | None = None
    low = start
    for (before, piece), follows in zip(found, [*found[1:], None], strict=True):
        mark = before if mark is None else mark
        if follows and follows[0] == "、" and bodies.joins_on(_value(text[low : piece.end]), text[slice(*follows[1])]):
            continue
        if piece.end > low or mark:
            yield mark, low, piece.end
        mark, low = None, piece.end + 1


def _value(piece: str) -> str:
    """Return what stands behind a label."""
    return piece[clause_around(piece, len(piece)).start :]


class _Reader:
    """Reads pieces one by one. `waiting` are the bodies whose verb is still to come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = vocabulary()
        self.groups = [Group()]
        self.kept: list[Group] = []
        self.waiting: list[tuple[Body, bool]] = []
        self.role: str | None = None
        self.cut = ""
        self.skipping = False
        self.joined = False
        self.fresh = False
        self.said: list[tuple[str, str, int, int]] = []
        self.below = False  # the bodies to come are those of all the tasks below
        self.bare = False  # neither a label nor a verb says what the bodies do

    @property
    def group(self) -> Group:
        return self.groups[-1]

    def pass_cut(self, cut: str) -> None:
        """Take note of the mark before a piece."""
        self.cut = cut
        if cut in _LIST_CUTS:
            return
        self.skipping = False
        if cut in _HARD_CUTS:
            self.settle()
            self.joined = self.below = False
            self.fresh = cut in "；;"
            if cut == "。":
                self.role = None
                self.end_sentence()

    def end_sentence(self) -> None:
        """Keep the groups of a sentence; what a clause without sound bodies adds to them is left out."""
        if all(group.sound for group in self.groups):
            self.kept = deepcopy(self.groups)
        else:
            self.groups = deepcopy(self.kept) or [Group(sound=False)]

    def read(self, low: int, high: int) -> None:
        """Read a piece; a label in brackets opens a further list in it."""
        for label in self.words.labels.finditer(self.text, low + 1, high):
            if label["box"]:
                self._read(low, label.start())
                self.settle()
                low = label.start()
        self._read(low, high)

    def _read(self, low: int, high: int) -> None:
        """Read a label, bodies, verbs."""
        while low < high and self.text[low] in " \t\n":
            low += 1
        if label := self.words.said.match(self.text, low):
            self.cut = ""
            self._open(role_of_label(label), label.start())
            self.said.append(("label", self.role or "", label.start(), label.end()))
            low = label.end()
        elif below := _BELOW.match(self.text, low, high):
            self.settle()
            self.skipping, self.below, low = False, True, below.end()
        elif any(note.match(self.text, low, high) for note in (FIRST_LEADS, _NO_BODY)):
            self.settle()
            self.skipping = True
        elif _OTHER_LABEL.match(self.text, low, high):
            self.settle()
            self.skipping, self.role = True, None
        if not self.skipping:
            self._names_and_verbs(low, high)

    def _open(self, role: str, start: int) -> None:
        self.settle()
        if role in self.group.labels:
            self.groups.append(Group())
        self.group.labels.add(role)
        self.group.touch(start, start)
        self.role, self.skipping, self.joined, self.fresh = role, False, False, False

    def _names_and_verbs(self, low: int, high: int) -> None:
        while low < high:
            verb = self.words.verb.search(self.text, low, high)
            join = self.words.join.search(self.text, low, verb.start() if verb else high)
            if join:
                self._name(low, join.start())
                self._join()
                self.said.append(("join", "", *join.span()))
                low = join.start() + 1 if join[0].startswith("商") else join.end()
            elif verb:
                self._name(low, verb.start())
                self._close(verb)
                low = verb.end()
            else:
                self._name(low, high)
                low = high

    def _name(self, low: int, high: int) -> None:
        for body in bodies.read(self.text, low, high):
            # Behind a label a mark ends the list, unless a body follows: 责任单位：省科技厅；长期坚持.
            if self.bare or not self.role or self.cut in _LIST_CUTS or not body.text or bodies.is_body(body.text):
                self.waiting.append((body, self.joined))

    def _join(self) -> None:
        """Pass 会同: who stands before it leads."""
        self._assign(LEAD)
        self.joined = True

    def _close(self, verb: re.Match[str]) -> None:
        """Set the role of the waiting bodies to what their verb says."""
        role = role_of_verb(verb)
        shared = role == NEUTRAL and self.words.share.match(verb[0]) is not None
        self._assign(role, shared)
        self.group.touch(verb.start(), verb.end())
        self.said.append(("verb", role, *verb.span()))

    def _add_below(self) -> None:
        """Add the bodies that carry out all tasks below: they take part, unless nobody else answers."""
        role = PARTICIPANT if self.group.has(LEAD, NEUTRAL) else NEUTRAL
        named = {body.text for _, body in self.group.items}
        for body, _ in self.waiting if bodies.are_bodies([body for body, _ in self.waiting if body.text]) else ():
            if body.text not in named:
                self.group.take(role, body)
        self.waiting = []

    def _assign(self, role: str, shared: bool = False) -> None:
        if self.below:
            self._add_below()
        if not self.waiting:
            return
        if self.fresh and role in (LEAD, NEUTRAL) and self.group.has(LEAD, NEUTRAL):
            # 省科技厅牵头；各有关部门按职责分工负责: the second half speaks of the same task.
            goes_on = shared and not self.group.has(NEUTRAL, PARTICIPANT)
            if not goes_on:
                self.groups.append(Group(labels={self.role} if self.role else set()))
        self.fresh = False
        for body, joined in self.waiting:
            self.group.take(PARTICIPANT if joined and role != GUIDING else role, body)
        if (self.bare or not self.role) and not bodies.are_bodies([body for body, _ in self.waiting if body.text]):
            self.group.sound = False
        self.waiting = []

    def settle(self) -> None:
        """Set the role of bodies that no verb follows to that of their label; behind a leader they take part."""
        if self.role:
            self.waiting = [
                (body, joined) for body, joined in self.waiting if not body.text or bodies.is_shaped(body.text)
            ]
            if self.waiting and self.fresh and self.role != NEUTRAL:
                self.fresh = False
            self._assign(self.role)
        elif self.group.has(LEAD, NEUTRAL):
            self.waiting = [(body, joined) for body, joined in self.waiting if bodies.is_body(body.text)]
            self._assign(PARTICIPANT)
        self.waiting = []


def role_of_label(label: re.Match[str]) -> str:
    """Return the role that a label announces."""
    return next(role for role in ROLES if label[role])


def role_of_verb(verb: re.Match[str]) -> str:
    """Return the role that a verb, with the verbs beside it, gives the bodies before it."""
    kinds = vocabulary().roles
    if kinds[LEAD].search(verb[0]):
        return LEAD
    if kinds[PARTICIPANT].search(verb[0]):
        return PARTICIPANT
    return GUIDING if kinds[GUIDING].search(verb[0]) and not kinds[NEUTRAL].search(verb[0]) else NEUTRAL
