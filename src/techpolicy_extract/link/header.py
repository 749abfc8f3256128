"""The document's own fields: title, number, genre, who to whom, when, where (GB/T 9704-2012, 7.2 and 7.3)."""

from __future__ import annotations

import re
from functools import lru_cache

from techpolicy_extract import regions
from techpolicy_extract.dates import bounds, resolve
from techpolicy_extract.lexicon import load
from techpolicy_extract.model import Extracted, Lexeme, Section
from techpolicy_extract.text import Span

_HEAD = 400  # characters before and behind a title in which its number and addressee are looked for
_GENRE_TAIL = re.compile(r"(?:（[^（）]{1,20}）|\s|》|”)+$")
_RECIPIENTS = re.compile(r"\n([^\n。；]{2,200}?)：[ ]{0,4}(?=\n|$)")
_CC = re.compile(r"(?:^|\n)\s{0,8}抄送[：:]?\s?([^\n。]{2,200})")
_ORGAN = re.compile(
    r"(?P<organ>[^关\n]{2,40}?(?:人民政府办公厅|人民政府办公室|人民政府|办公厅|办公室|委员会|总局|国务院|厅|局|部|委))(?:文件)?$"
)


class Header:
    """Reads the fields of one document; each part of it is a method that fills `fields` and `spans`."""

    def __init__(self, extracted: Extracted) -> None:
        self.normalized = extracted.segmented.normalized
        self.text = self.normalized.mapped.text
        self.sections = extracted.segmented.sections
        self.lexemes = extracted.lexemes
        self.parts = [section for section in self.sections if section.level == 0]
        self.fields: dict[str, object] = {}
        self.spans: dict[str, Span | list[Span]] = {}

    def read(self) -> tuple[dict[str, object], dict[str, Span | list[Span]]]:
        """Give the fields and their spans in the normalised text."""
        first = self.parts[0]
        end = self.parts[1].start if len(self.parts) > 1 else len(self.text)
        self.fields |= {
            "title": first.heading,
            "genre": genre_of(first.heading or "", self.text[first.end : first.end + _HEAD]),
        }
        if first.heading:
            self.spans["title"] = Span(first.start, first.end)
        self._number(first)
        self._recipients(first)
        self._signature(first, end)
        self._plan(first, end)
        self._facts()
        self._region(first)
        return self.fields, self.spans

    def _number(self, first: Section) -> None:
        """Read 发文字号: a number on a line of its own before the title or just behind it."""
        self.fields["doc_number"] = None
        for lexeme in self.lexemes:
            if lexeme.start > first.end + _HEAD:
                return
            line = self.text[self.text.rfind("\n", 0, lexeme.start) + 1 : lexeme.end]
            after = self.text[lexeme.end : lexeme.end + 1]
            if (
                lexeme.kind == "doc_number"
                and len(line.strip("（ ")) == lexeme.end - lexeme.start
                and after in ("\n", "", "）")
            ):
                self.fields["doc_number"] = lexeme.text or self.text[lexeme.start : lexeme.end]
                self.spans["doc_number"] = Span(lexeme.start, lexeme.end)
                return

    def _recipients(self, first: Section) -> None:
        """Read 主送机关: the line behind the title that ends in a colon; bodies parted by ，, else by 、."""
        self.fields["recipients"] = []
        match = _RECIPIENTS.search(self.text, max(0, first.end - 1), first.end + _HEAD)
        if (
            match
            and "。" not in self.text[first.end : match.start()]
            and not re.match(r"[一二三四五1-9（]", match[1].strip())
        ):
            self.fields["recipients"] = split_bodies(match[1])
            self.spans["recipients"] = Span(match.start(1), match.end(1))

    def _signature(self, first: Section, end: int) -> None:
        """Read 发文机关署名 and 成文日期 at the end of the first part, and 抄送 anywhere behind its title."""
        self.fields |= {"issuers": [], "issued_on": None, "cc": []}
        cc = list(_CC.finditer(self.text, first.end))
        if cc:
            self.fields["cc"] = split_bodies(cc[-1][1])
            self.spans["cc"] = Span(cc[-1].start(1), cc[-1].end(1))
        date = self._date_line(first.end, end)
        if date and date.when and date.when.end:
            self.fields["issued_on"] = resolve(date.when.end, None)
            self.spans["issued_on"] = Span(date.start, date.end)
            self._signers(date.start, first.end)
        if not self.fields["issuers"]:
            self._letterhead(first)

    def days(self) -> dict[str, str | None]:
        """Give the day (or year) from which each part speaks: its own date line, else the document's date."""
        known = ("issued_on", "published_on", "hosted_on", "plan_start")
        whole = next((str(self.fields[name]) for name in known if self.fields.get(name)), None)
        found: dict[str, str | None] = {}
        ends = [part.start for part in self.parts[1:]] + [len(self.text)]
        for part, end in zip(self.parts, ends, strict=True):
            date = self._date_line(part.end, end)
            own = resolve(date.when.end, None) if date and date.when and date.when.end else None
            found[part.section_id] = own or whole
        return found

    def _date_line(self, start: int, end: int) -> Lexeme | None:
        """Find the first full day that has its line to itself, or shares it with a signature."""
        for lexeme in self.lexemes:
            if not start <= lexeme.start < end or lexeme.when is None or lexeme.when.kind != "day":
                continue
            day = lexeme.when.end
            low = self.text.rfind("\n", 0, lexeme.start) + 1
            alone = not self.text[low : lexeme.start].strip(" （") or _ORGAN.fullmatch(
                self.text[low : lexeme.start].strip()
            )
            if (
                day
                and day.precision == "day"
                and day.year
                and alone
                and self.text[lexeme.end : lexeme.end + 1].strip("） ") in ("", "\n")
            ):
                return lexeme
        return None

    def _signers(self, position: int, floor: int) -> None:
        """Collect the lines above a date that are names of bodies."""
        found: list[tuple[str, Span]] = []
        end = position
        for _ in range(6):
            low = max(self.text.rfind("\n", floor, end - 1) + 1, floor)
            line = self.text[low:end].strip()
            if line:
                if not _ORGAN.fullmatch(line) and not re.fullmatch(
                    r"[^\s，。；：、（）]{2,20}(?:院|会|社|校|学|团|中心|公司|政府|办)", line
                ):
                    break
                at = self.text.index(line, low)
                found.insert(0, (line, Span(at, at + len(line))))
            end = low
            if low <= floor:
                break
        if found:
            names = [name for line, _ in found for name in re.split(r"\s{1,8}", line)]
            self.fields["issuers"] = names
            self.spans["issuers"] = [span for _, span in found]

    def _letterhead(self, first: Section) -> None:
        """Read the issuer off the line above the title, else off the title (某省科技厅关于…)."""
        above = self.text[: first.start].rstrip("\n").rsplit("\n", 1)[-1].strip()
        title = first.heading or ""
        for line, base in (
            (above, self.text.rfind(above, 0, first.start) if above else -1),
            (title.split("关于")[0].strip() if "关于" in title else "", first.start),
        ):
            match = _ORGAN.fullmatch(line)
            if match and base >= 0:
                self.fields["issuers"] = re.split(r"\s{1,8}", match["organ"])
                at = self.text.find(match["organ"], base)
                if at >= 0:
                    self.spans["issuers"] = [Span(at, at + len(match["organ"]))]
                return

    def _plan(self, first: Section, end: int) -> None:
        """Read the plan period that the title names, else the first one of the text under a goal."""
        self.fields |= {"plan_start": None, "plan_end": None}
        best: Lexeme | None = None
        for lexeme in self.lexemes:
            if lexeme.when is None or lexeme.when.kind not in ("plan", "range") or lexeme.start >= end + 4000:
                continue
            title = any(part.start <= lexeme.start < part.end for part in self.parts)
            start, stop = bounds(lexeme.when, None)
            if start and stop and int(stop[:4]) - int(start[:4]) >= 2 and title:
                best = lexeme
                break
            if (
                best is None
                and lexeme.when.kind == "plan"
                and re.match(r"”?(?:期间|时期)", self.text[lexeme.end - 2 :][:6])
                and _under_goal(self.sections, lexeme.start)
            ):
                best = lexeme
        if best and best.when:
            self.fields["plan_start"], self.fields["plan_end"] = bounds(best.when, None)
            self.spans["plan_start"] = self.spans["plan_end"] = Span(best.start, best.end)

    def _facts(self) -> None:
        """Take over what the page around the text states."""
        facts = self.normalized.facts
        for name in ("published_on", "hosted_on", "source"):
            self.fields[name] = facts[name].value if name in facts else None
        for name in ("doc_number", "issued_on"):
            if not self.fields.get(name) and name in facts:
                self.fields[name] = facts[name].value
        if not self.fields["issuers"] and "issuer" in facts:
            self.fields["issuers"] = [facts["issuer"].value]

    def _region(self, first: Section) -> None:
        """Read the division off the issuers, the titles and the document number."""
        issuers = self.fields["issuers"]
        words = [
            *(issuers if isinstance(issuers, list) else []),
            first.heading or "",
            *(part.heading or "" for part in self.parts[1:]),
            str(self.fields["doc_number"] or ""),
        ]
        region = regions.find(words)
        self.fields |= {"region": region and region.name, "region_code": region and region.code}


def split_bodies(words: str) -> list[str]:
    """Split a list of bodies: by ， where there is one, else by 、 outside brackets."""
    mark = r"[，；]" if "，" in words or "；" in words else r"、(?![^（]*）)"
    return [piece.strip() for piece in re.split(mark, words) if piece.strip()]


def genre_of(title: str, lead: str) -> str:
    """Give SPEC's genre of a title by its last genre noun; of a text without one by how its lead ends."""
    genres = load("documents")["genres"]
    bare = _GENRE_TAIL.sub("", title)
    for noun in sorted(genres, key=len, reverse=True):
        if bare.endswith(noun):
            return str(genres[noun])
    if "通知如下" in lead or "印发给你们" in lead:
        return "通知"
    last = max(((title.rfind(noun), len(noun), noun) for noun in genres), default=(-1, 0, ""))
    return str(genres[last[2]]) if last[0] > 0 and len(title) - last[0] < 16 else "其他"


@lru_cache(maxsize=1)
def _news() -> re.Pattern[str]:
    return re.compile("|".join(load("cues")["news"]))


def is_news(text: str) -> bool:
    """Whether a text is a report about a paper (记者从…了解到): what it tells is aimed at by others."""
    return bool(_news().search(text))


def _under_goal(sections: tuple[Section, ...], position: int) -> bool:
    return any(s.start <= position < s.body_end and "目标" in (s.heading or "") for s in sections)
