"""Find the lines that web sites and document-sharing sites put before and after a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.date_values import STATED_DAY, iso_day
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import Line

Pair = tuple[str, int, int]  # a label, and where its value begins and ends
_CLOCK = lazy(r" ?\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
_BLANK = lazy(" +")
_ZONE = 300  # lines from the top, or the bottom, in which a site's lines are looked for
_TITLE = 90  # characters of a page's title
_STAMP = lazy(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?: \d{1,2}[:：]\d\d(?:[:：]\d\d)?)?")
_BULLETS = ("- ", "* ", "• ", "● ", "· ")
_SYMBOLS = lazy(r"[-|×+↺·>】【 *=_]{1,12}")


@dataclass(slots=True)
class Found:
    """What has been found so far: the kind of furniture by line number, and facts with their span in the text."""

    kinds: dict[int, str] = field(default_factory=dict)
    facts: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return load("furniture")


@cache
def _any_of(*path: str) -> re.Pattern[str]:
    patterns = [pattern for group in path[1:] for pattern in _lexicon()[path[0]][group]]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _labels_of(labels: tuple[str, ...]) -> re.Pattern[str]:
    # A label may be spread out (索 引 号); the longest wins.
    spread = (" {0,4}".join(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:(?<=^)|(?<=[\s【】|；;,，\d-]))[【\[]?({'|'.join(spread)}) {{0,2}}[：】\]]：?")


def labelled(line: Line, labels: tuple[str, ...]) -> list[Pair]:
    """List `(label, start, end)` of the values in a line that begins with a label; positions are those of the text.

    `发布时间：2023-01-10 字号：` gives 发布时间 with the span of the day and 字号 with an empty span.
    """
    label, head = _labels_of(labels), line.text[:400]
    listed = 2 if head.startswith(_BULLETS) else 1
    if not (label.match(head) or label.match(head, listed)):
        return []
    hits = list(label.finditer(head))
    ends = [hit.start() for hit in hits[1:]] + [len(line.text)]
    pairs = []
    for hit, end in zip(hits, ends, strict=True):
        value = line.text[hit.end() : end].partition("【")[0].rstrip(" |")
        start = hit.end() + len(value) - len(value.lstrip())
        pairs.append(
            (hit[1].replace(" ", ""), line.start + start, line.start + max(start, hit.end() + len(value.rstrip())))
        )
    return pairs


def share_head(lines: list[Line], found: Found) -> None:
    """Mark the head of a document-sharing site (file name, 下载文档, 18页, 37.70KB); its day is `hosted_on`.

    The page's title may stand above it.
    """
    head, strong = _any_of("share", "head"), _any_of("share", "strong")
    start = end = 0 if lines and head.fullmatch(lines[0].text) else 1
    while end < min(len(lines), 40) and head.fullmatch(lines[end].text):
        end += 1
    if sum(bool(strong.fullmatch(line.text)) for line in lines[start:end]) < 2:
        return
    for number in range(start, end):
        found.kinds[number] = "site"
        _note_day(found, "hosted_on", lines[number].text, lines[number].start)


def share_tail(lines: list[Line], found: Found) -> None:
    """Mark the tail of a document-sharing site (上传时间, 243份), with the lone word that names its category."""
    tail = _any_of("share", "tail")
    shared = "site" in (found.kinds.get(0), found.kinds.get(1)) and "hosted_on" in found.facts
    number = len(lines) - 1
    while number >= 0 and (number in found.kinds or tail.fullmatch(lines[number].text)):
        line = lines[number]
        if number not in found.kinds and (shared or line.text.startswith(words("furniture.share", "uploaded"))):
            _note_day(found, "hosted_on", line.text, line.start)
            found.kinds[number] = "site"
        number -= 1
    below = number + 1 < len(lines) and tail.fullmatch(lines[number + 1].text)
    if shared and below and number > 0 and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", lines[number].text):
        found.kinds[number] = "site"


def _note_day(found: Found, name: str, text: str, start: int) -> None:
    day = iso_day(text)
    if day:
        found.facts.setdefault(name, (day[0], (start + day[1][0], start + day[1][1])))


def note_fact(facts: dict[str, tuple[str, tuple[int, int]]], name: str, value: str, span: tuple[int, int]) -> None:
    """Note a stated value that stands at `span`, a day as an ISO date; the first one counts. "none" names no fact."""
    if name.endswith("_on"):
        day = iso_day(value)
        if day:
            facts.setdefault(name, (day[0], (span[0] + day[1][0], span[0] + day[1][1])))
    elif name != "none" and value.strip():
        facts.setdefault(name, (value.strip(), span))


def _is_nav(text: str) -> bool:
    words = _lexicon()["nav"]["words"]
    bare = text.strip(" |【】[]：>-·*")
    if " | " in bare:
        bare = bare.partition(" | ")[0]
    return not bare or bare in words or bare.removesuffix(" --") in words


def is_prose(text: str) -> bool:
    """Return whether a line is a sentence or more, or the line of addressees that opens a document."""
    return ("。" in text and len(text) >= 30) or (text.endswith("：") and "，" in text) or len(text) >= 150


def site_head(lines: list[Line], found: Found) -> None:
    """Mark navigation, the way to the page (首页 > …) and the line under the title; note day and source."""
    body = next((n for n, line in enumerate(lines) if n not in found.kinds and is_prose(line.text)), len(lines))
    zone = range(min(body, _ZONE))
    anywhere, crumbs = _any_of("anywhere", "patterns"), _any_of("anywhere", "crumb")
    crumb = -1
    for number in zone:
        text = lines[number].text
        if number in found.kinds:
            continue
        if _stamp(lines[number], found) or _meta(lines, number, found) or anywhere.fullmatch(text) or _is_nav(text):
            found.kinds[number] = "site"
        if crumbs.search(text) and anywhere.fullmatch(text):
            crumb = number
    _before_crumb(lines, crumb, found)


def _before_crumb(lines: list[Line], crumb: int, found: Found) -> None:
    """Mark all that stands before the way to the page; a first line that is the title stays unless it comes again."""
    later = {line.text for line in lines[crumb + 1 : crumb + 40]}
    for number in range(crumb):
        text = lines[number].text
        again = text in later or re.split(r" ?[-_|] ?", text)[0] in later
        if number or again or _is_nav(text) or _any_of("host", "private", "public").search(text):
            found.kinds[number] = "site"
    # A menu that stood in the head and comes again beside the text; the title comes again too, but is longer.
    menu = {line.text for line in lines[1 : max(crumb, 0)] if len(line.text) <= 16} - {lines[0].text if lines else ""}
    for number in range(crumb + 1, min(len(lines), crumb + 40)):
        if lines[number].text in menu:
            found.kinds.setdefault(number, "site")


def _stamp(line: Line, found: Found) -> bool:
    """Return whether the line is a bare day as machines write it, and note it."""
    if not _STAMP.fullmatch(line.text):
        return False
    _note_day(found, "published_on", line.text, line.start)
    return True


def _meta(lines: list[Line], number: int, found: Found) -> bool:
    """Return whether the line is the site's line about the page, and note its facts."""
    meta, line = _lexicon()["meta"], lines[number]
    day = STATED_DAY.match(line.text)
    clock = _CLOCK.match(line.text, day.end()) if day else None
    skip = clock.end() if clock else day.end() if day else 0
    tail = line.text[skip:]
    start = line.end - len(tail.lstrip())
    pairs = labelled(Line(start, line.end, tail.lstrip(), 0, 0), (*meta["strong"], *meta["weak"]))
    if not pairs or len(line.text) > 250 or "。" in line.text:
        return False
    strong = any(label in meta["strong"] for label, _, _ in pairs)
    pairs, behind = _without_day(line, pairs)
    beside = number - 1 in found.kinds or number + 1 in found.kinds or _next_is_meta(lines, number)
    short = all(end - begin <= 24 for _, begin, end in pairs)
    dated = line.start if day else behind
    if not (strong or len(pairs) > 1 or dated is not None or (short and beside)):
        return False
    if dated is not None:
        _note_day(found, "published_on", line.text[dated - line.start :], dated)
    if strong or dated is not None:
        _note_title(lines, number, found)
    for label, begin, end in pairs:
        value = line.text[begin - line.start : end - line.start]
        if label in meta["published"] or label in meta["hosted"]:
            _note_day(found, "published_on" if label in meta["published"] else "hosted_on", value, begin)
        elif label in meta["source"]:
            _note_source(lines, number, (value, (begin, end)), found)
    return True


def _without_day(line: Line, pairs: list[Pair]) -> tuple[list[Pair], int | None]:
    """Return the pairs without a day behind the last value (来源：市科技局 2024-03-08), and where it begins."""
    label, begin, end = pairs[-1]
    blank = _BLANK.search(line.text, begin - line.start, end - line.start)
    if blank is None or label not in _lexicon()["meta"]["source"] or not STATED_DAY.match(line.text, blank.end()):
        return pairs, None
    return [*pairs[:-1], (label, begin, line.start + blank.start())], line.start + blank.end()


def _note_title(lines: list[Line], number: int, found: Found) -> None:
    """Note the line above the line about the page as the page's title, unless it is the page's own."""
    above = lines[number - 1] if number else None
    if not above or number - 1 in found.kinds or not 5 <= len(above.text) <= _TITLE or "。" in above.text:
        return
    meta = _lexicon()["meta"]
    if not _is_nav(above.text) and not labelled(above, (*meta["strong"], *meta["weak"])):
        found.facts.setdefault("title", (above.text, (above.start, above.end)))


def _note_source(lines: list[Line], number: int, stated: tuple[str, tuple[int, int]], found: Found) -> None:
    """Note whom the line gives as source; a bare label takes the short line below it."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    if not stated[0] and below and _is_name(below):
        found.kinds[number + 1] = "site"
        stated = (below.text, (below.start, below.end))
    if stated[0]:
        found.facts.setdefault("source", stated)


def _is_name(line: Line) -> bool:
    """Return whether the line may name a source: short, no title, no label, no navigation."""
    meta = _lexicon()["meta"]
    if len(line.text) > 30 or "关于" in line.text or is_prose(line.text) or _is_nav(line.text):
        return False
    return not labelled(line, (*meta["strong"], *meta["weak"]))


def _next_is_meta(lines: list[Line], number: int) -> bool:
    meta = _lexicon()["meta"]
    return number + 1 < len(lines) and bool(labelled(lines[number + 1], (*meta["strong"], *meta["weak"])))


def third_party(lines: list[Line], found: Found) -> None:
    """Take the day of a page for `hosted_on` where a firm puts it up: its name stands around, and no office's marks."""
    private, public = _any_of("host", "private"), _any_of("host", "public")
    page = [lines[0].text] if lines else []
    page += [lines[number].text for number, kind in found.kinds.items() if kind == "site"]
    if "published_on" in found.facts and any(map(private.search, page)) and not any(map(public.search, page)):
        found.facts.setdefault("hosted_on", found.facts.pop("published_on"))


def site_tail(lines: list[Line], found: Found) -> None:
    """Mark footers: from an anchor (版权所有, ICP备) on everything, else the lines that say themselves what they are."""
    anywhere, anchor = _any_of("anywhere", "patterns"), _any_of("tail", "anchor", "related")
    prose = max((n for n, line in enumerate(lines) if is_prose(line.text) and not _repeats(lines, n)), default=-1)
    first = next(
        (n for n in range(max(prose, len(lines) // 4) + 1, len(lines)) if anchor.search(lines[n].text)), len(lines)
    )
    for number in range(first, len(lines)):
        found.kinds.setdefault(number, "site")
    for number in range(len(lines)):
        if number not in found.kinds and anywhere.fullmatch(lines[number].text):
            found.kinds[number] = "site"
    _climb(lines, first, found)


def _climb(lines: list[Line], first: int, found: Found) -> None:
    """Mark navigation words, symbols and owners of the site that stand right above the footer."""
    owner = _any_of("tail", "owner")
    number = first - 1
    while number > 0:
        text = lines[number].text
        below = found.kinds.get(number + 1) == "site"
        footer = below and (_SYMBOLS.fullmatch(text) or _is_nav(text) or owner.match(text) or _between(lines, number))
        if number not in found.kinds and not footer:
            break
        found.kinds.setdefault(number, "site")
        number -= 1


def _between(lines: list[Line], number: int) -> bool:
    """Return whether a short word stands between symbols and words of navigation."""
    above = lines[number - 1].text
    return len(lines[number].text) <= 8 and bool(_SYMBOLS.fullmatch(above) or _is_nav(above))


def _repeats(lines: list[Line], number: int) -> bool:
    """Return whether a long last line is the page's description, which repeats the text without its line breaks."""
    if number < len(lines) - 3 or number < 10:
        return False
    bare = "".join(lines[number].text.split())[:120]
    head = "".join("".join(line.text for line in lines[: min(number, _ZONE)]).split())
    return len(bare) > 30 and (bare[:40] in head or bare[-40:] in head)
