"""The fields of each document inside a file: number, who to whom, signature, day (GB/T 9704-2012, 7.2 and 7.3)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.dates import resolve
from techpolicy_extract.nouns.handover import Matched, PartFields
from techpolicy_extract.nouns.model import Lexeme, Section
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.settle import days as days_of
from techpolicy_extract.stages.settle.addressees import is_addressee, split_bodies
from techpolicy_extract.stages.settle.table_places import TablePlaces
from techpolicy_extract.syntax.label_cards import find_label_cards, of_basis

HEAD = 400  # characters before and behind a title in which its number and addressee are looked for
_ABOVE = 60  # characters above a later part's title in which its number may stand
_RECIPIENTS = lazy(r"\n([^\n。；]{2,200}?)：[ ]{0,4}(?=\n|$)")
_RUN_ON = worded("documents", r"\n({addressee_leads}[^\n，。；：]{2,40})：")  # in a text that has lost its lines
_ACTS = worded("documents", "{acts}")  # what stands behind the issuer in a title
_CC = worded("documents", r"(?:^|\n)\s{0,8}{copies_to}[：:]?\s?([^\n。]{2,200})")
_ORGAN = worded("documents", r"(?P<organ>(?:(?!{about})[^\n]){2,40}?{letterhead_ends})(?:文件)?$")
_SIGNER = worded("documents", r"[^\s，。；：、（）]{2,20}{signer_ends}")
_LISTED = lazy(r"(?:^|\n)\s{0,8}附件?[：:]")
_NAMELESS = worded("documents", "某(?:[省市县区州镇乡村地]|{unnamed})(?!方)")
_NAMED_SO = 2  # mentions of 某地 in a body that make it a text without names


class PartReader:
    """Reads the fields of one part; each of them is a method that fills `fields` and `spans`."""

    def __init__(self, matched: Matched, parts: Sequence[Section], index: int, tables: TablePlaces) -> None:
        self.tables = tables
        self.text = matched.segmented.normalized.mapped.text
        self.part = parts[index]
        self.first = index == 0
        self.end = parts[index + 1].start if index + 1 < len(parts) else len(self.text)
        self.above = 0 if self.first else max(0, self.part.start - _ABOVE)
        ends = (self.above, max(self.end, self.part.end + HEAD + 1))
        lexemes = matched.lexemes[slice(*(bisect_left(matched.lexemes, end, key=_start) for end in ends))]
        told = of_basis(find_label_cards(self.text))
        self.lexemes = [each for each in lexemes if not _within(told, each.start)]
        self.scope = matched.scopes[self.part.section_id]
        heading = self.scope.topic or ""
        at = self.text.find(heading, self.part.start, self.part.end) if heading else -1
        self.title = Span(at if at >= 0 else self.part.start, self.part.end)
        self.role = "main" if self.first else "attachment" if self.part.style == "附件1" else "forwarded"
        below = (section.start for section in matched.segmented.sections if section.start >= self.part.end)
        self.first_section = min(below, default=self.end)
        self.day: str | None = None
        self.fields = PartFields()
        self.spans: dict[str, Span | list[Span]] = {}

    def read(self) -> None:
        """Fill the fields that the part has of its own."""
        self.fields.title, self.fields.genre = self.scope.topic, self.scope.genre
        if self.fields.title:
            self.spans["title"] = self.title
        self._number()
        self._recipients()
        self._signature()

    def _number(self) -> None:
        """Read 发文字号: a number on a line of its own before the title or just behind it."""
        high = self.part.end + HEAD if self.first else min(self.part.end + HEAD, self.end)
        for lexeme in self.lexemes:
            if lexeme.kind != "doc_number" or not self.above <= lexeme.start <= high:
                continue
            line = self.text[self.text.rfind("\n", 0, lexeme.start) + 1 : lexeme.end]
            after = self.text[lexeme.end : lexeme.end + 1]
            if len(line.strip("（ ")) == lexeme.end - lexeme.start and after in ("\n", "", "）"):
                self.fields.doc_number = lexeme.text or self.text[lexeme.start : lexeme.end]
                self.spans["doc_number"] = Span(lexeme.start, lexeme.end)
                return

    def distance(self, span: Span) -> int:
        """Count the characters between the title and a stretch above or behind it."""
        return max(self.part.start - span.end, span.start - self.part.end)

    def _recipients(self) -> None:
        """Read 主送机关: the line behind the title that ends in a colon; bodies parted by ，, else by 、."""
        start = self.part.end
        match = _RECIPIENTS.search(self.text, max(0, start - 1), start + HEAD)
        match = match or _RUN_ON.match(self.text, start)
        if match is None or "。" in self.text[start : match.start()]:
            return
        if re.match(r"[一二三四五1-9（]", match[1].strip()):
            return
        bodies = split_bodies(match[1])
        answers = self.first and self.fields.genre in words("documents", "answering")
        if not answers and not any(map(is_addressee, bodies if self.first else bodies[:1])):
            return
        if not self.first and match.end() > self.end:
            return
        self.fields.recipients = bodies
        self.spans["recipients"] = Span(match.start(1), match.end(1))

    def _signature(self) -> None:
        """Read 发文机关署名 and 成文日期 at the end of the part; without them the letterhead, or the title."""
        date = self._dated() or self._date_line()
        if date and date.when and date.when.end:
            self.day = resolve(date.when.end, None)
            self.fields.issued_on = self.day
            self.spans["issued_on"] = Span(date.start, date.end)
            self._signers(date.start)
        if not self.fields.issuers:
            self._letterhead()

    def _dated(self) -> Lexeme | None:
        """Find the day under the title of a law or speech, before its first section."""
        return days_of.under_title(
            self.text, self.lexemes, self.part.end, min(self.first_section, self.part.end + HEAD)
        )

    def _date_line(self) -> Lexeme | None:
        """Find the first full day outside of tables that has its line to itself, or shares it with a signature."""
        for lexeme in self.lexemes:
            if not self.part.end <= lexeme.start < self.end or lexeme.when is None or lexeme.when.kind != "day":
                continue
            before = self.text[self.text.rfind("\n", 0, lexeme.start) + 1 : lexeme.start].strip(" （")
            alone = not before or _ORGAN.fullmatch(before)
            end = days_of.signing_end(self.text, lexeme)
            ends = self.text[end : end + 1].strip("） ") in ("", "\n")
            if self.text[lexeme.start : lexeme.end].endswith(words("times", "bounds")) or not (alone and ends):
                continue
            if days_of.is_full_day(lexeme) and not self.tables.hold(lexeme.start):
                return lexeme
        return None

    def published(self) -> str | None:
        """Return the day of which a line says that the document was made public then."""
        found = (lexeme for lexeme in self.lexemes if self.part.end <= lexeme.start < self.end)
        lexeme = next((each for each in found if days_of.is_publishing(self.text, each)), None)
        return resolve(lexeme.when.end, None) if lexeme and lexeme.when and lexeme.when.end else None

    def _signers(self, position: int) -> None:
        """Collect the lines above a date that are names of bodies."""
        found: list[tuple[str, Span]] = []
        end, floor = position, self.part.end
        for _ in range(6):
            low = max(self.text.rfind("\n", floor, end - 1) + 1, floor)
            line = self.text[low:end].strip().lstrip("（(")
            if line:
                body = _ORGAN.fullmatch(line) or _SIGNER.fullmatch(line)
                if body is None or self.tables.hold(self.text.index(line, low)):
                    break
                at = self.text.index(line, low)
                found.insert(0, (line, Span(at, at + len(line))))
            end = low
            if low <= floor:
                break
        if found:
            self.fields.issuers = [name for line, _ in found for name in re.split(r"\s{1,8}", line)]
            self.spans["issuers"] = [span for _, span in found]

    def _letterhead(self) -> None:
        """Read the issuer off the line above the title, else off the title (某省科技厅关于…).

        The line above a later part's title is its own only where the part begins with it.
        """
        start, title = self.part.start, self.scope.topic or ""
        if self.first:
            above = self.text[:start].rstrip("\n").rsplit("\n", 1)[-1].strip()
            base = self.text.rfind(above, 0, start) if above else -1
        else:
            above = self.text[start : self.title.start].strip() if self.part.style != "附件1" else ""
            base = start if above else -1
        opening = _ACTS.split(title)[0].strip() if _ACTS.search(title) else ""
        for line, low in ((above, base), (opening, self.title.start)):
            match = _ORGAN.fullmatch(line)
            if match and low >= 0:
                self.fields.issuers = re.split(r"\s{1,8}", match["organ"])
                at = self.text.find(match["organ"], low)
                if at >= 0:
                    self.spans["issuers"] = [Span(at, at + len(match["organ"]))]
                return

    def anonymised(self) -> bool:
        """Return whether 某地 or 某县 stands in the place of names: in the title, or more than once in the text."""
        if _NAMELESS.search(self.scope.topic or ""):
            return True
        return len(_NAMELESS.findall(self.text, self.part.end, self.end)) >= _NAMED_SO

    def give_signature(self, other: PartReader) -> None:
        """Hand issuers and day with their spans over to another part."""
        other.fields.issuers, self.fields.issuers = self.fields.issuers, []
        other.fields.issued_on, self.fields.issued_on = self.fields.issued_on, None
        other.day = self.day
        for name in ("issuers", "issued_on"):
            if name in self.spans:
                other.spans[name] = self.spans.pop(name)


def read_parts(matched: Matched) -> list[PartReader]:
    """Read all parts; what stands behind an attachment and speaks for a part before it is given to that part."""
    parts = [section for section in matched.segmented.sections if section.level == 0]
    tables = TablePlaces(matched.segmented.normalized.mapped.text, matched.tables.grids)
    readers = [PartReader(matched, parts, index, tables) for index in range(len(parts))]
    for reader in readers:
        reader.read()
        if _is_listed(reader, readers[0]):
            reader.role = "attachment"
    _numbered_once(readers)
    _signed_behind(readers)
    _unsigned(readers)
    _copies(readers)
    return readers


def _within(spans: Sequence[Span], position: int) -> bool:
    """Return whether a position stands in one of the spans, which are in order."""
    at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return at >= 0 and position < spans[at].end


def _start(lexeme: Lexeme) -> int:
    return lexeme.start


def _list_of_attachments(main: PartReader) -> str:
    """Return what stands behind 附件： in the main part, without blanks and marks of titles."""
    found = _LISTED.search(main.text, main.part.end, main.end)
    return _fold(main.text[found.end() : main.end]) if found else ""


def _is_listed(reader: PartReader, main: PartReader) -> bool:
    """Return whether the main part's list of attachments names a part without 附件 above it; a letter is forwarded."""
    title = _fold(reader.scope.topic or "")
    if reader.role != "forwarded" or not title or reader.fields.recipients or title.startswith("关于"):
        return False
    return title in _list_of_attachments(main)


def _fold(title: str) -> str:
    return re.sub(r"[\s《》“”]", "", title)


def _numbered_once(readers: list[PartReader]) -> None:
    """Leave a number that stands behind one part's title and above another's to the part whose title is nearer."""
    owners: dict[Span, PartReader] = {}
    for reader in readers:
        span = reader.spans.get("doc_number")
        if not isinstance(span, Span):
            continue
        other = owners.setdefault(span, reader)
        if other is not reader:
            owners[span] = nearer = min(other, reader, key=lambda each: each.distance(span))
            loser = other if nearer is reader else reader
            loser.fields.doc_number = None
            del loser.spans["doc_number"]


def _signed_behind(readers: list[PartReader]) -> None:
    """Move the signature that ends the last attachment to the main part, where that has none."""
    main, last = readers[0], readers[-1]
    if main.fields.issued_on or last.role != "attachment" or not last.fields.issuers or last.day is None:
        return
    span = last.spans.get("issued_on")
    ends = isinstance(span, Span) and not last.text[span.end :].split("抄送")[0].strip("\n ）")
    if ends and not (last.scope.topic or "").endswith(words("documents", "handing_on")):
        last.give_signature(main)


def _unsigned(readers: list[PartReader]) -> None:
    """Take a day without a signature that lies behind the main part's own from the parts below it: it is the page's."""
    own = readers[0].day
    for reader in readers[1:]:
        if own and reader.day and reader.day > own and not reader.fields.issuers:
            reader.fields.issued_on = None
            reader.spans.pop("issued_on", None)


def _copies(readers: list[PartReader]) -> None:
    """Add each 抄送 to its part; one behind the whole file belongs to a main part that has none of its own."""
    ends = [reader.end for reader in readers]
    for match in _CC.finditer(readers[0].text, readers[0].part.end):
        home = min(bisect_right(ends, match.start()), len(readers) - 1)
        while home and readers[home].role == "attachment":
            home -= 1
        owner = readers[0] if home and not readers[0].fields.cc else readers[home]
        owner.fields.cc = split_bodies(match[1])
        owner.spans["cc"] = Span(match.start(1), match.end(1))


def days(readers: Sequence[PartReader], whole: str | None) -> dict[str, str | None]:
    """Return the day from which each part speaks: its own, else that of the whole document."""
    return {reader.part.section_id: reader.day or whole for reader in readers}
