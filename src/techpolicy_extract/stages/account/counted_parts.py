"""Tell whether a text shows the parts that it counts: it points at them, or lists as many before, behind or below.

A rule of type `enumeration` only says which numbers may count parts. What is not shown is not explained by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.model import Lexeme, Match, Section, Sentence
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.edges import EDGE
from techpolicy_extract.syntax.members import last_clause, members, parts, sentence_end

_NEVER = frozenset(("duration", "age", "person", "person_time", "percent", "percentage_point", "multiple", "ratio"))
_POINTS = worded("numbers", "(?:{pointing}|[^一-鿿]以上|[这该此])[的几第]?$")
_PAPER_HAS = worded("numbers", "{has_parts}[为成有计设]?$")
# Behind a rank (三级以上公路) or a length of time (三个会计年度); no parts are counted there.
_NO_PARTS = worded("numbers", "及?以[上下]|{around}|{year_kinds}?{lengths}")
_NO_NUMBER = lazy(rf"[要是)”]|{EDGE}")
_LIST_BEHIND = worded("numbers", r"[^，。；：、（）\n]{0,14}?(?:：|(?<!的)[（“]|——?|，?{list_leads})")
_SAID_FIRST = lazy(r"[一二三四五六七八九十]是")
_TIERS = "国省市县区乡镇村州盟旗厅局校院企"
_NEAR = 40  # characters between a sentence and the sections that it counts
_BEHIND = 600  # characters behind a count in which its list ends
_BEFORE = 80  # characters before a count in which its list begins


def shown(matches: Iterable[Match], text: str, sections: Sequence[Section]) -> set[int]:
    """Return where the counts stand that rules took for counts of parts, and whose parts the text shows.

    Positions are positions in the normalised text `text`.
    """
    below = _runs(sections)
    found = set()
    for match in matches:
        lexeme = match.slot("value") if match.rule.type == "enumeration" else None
        if lexeme is not None and _is_shown(lexeme, match.sentence, text, below):
            found.add(lexeme.start)
    return found


def _is_shown(lexeme: Lexeme, sentence: Sentence, text: str, below: dict[tuple[str, int], int]) -> bool:
    quantity = lexeme.quantity
    if (
        quantity is None
        or quantity.dimension in _NEVER
        or quantity.unit in words("numbers", "times")
        or quantity.value_max is not None
    ):
        return False
    count = int(quantity.value)
    bare = quantity.unit is None and _NO_NUMBER.match(text, lexeme.end)
    if count != quantity.value or count < 2 or bare or _NO_PARTS.match(text, lexeme.end):
        return False
    return (
        bool(_POINTS.search(text, max(0, lexeme.start - 6), lexeme.start))
        or _names_articles(lexeme, text)
        or _listed_before(text, sentence.start, lexeme.start, count)
        or _listed_behind(text, lexeme.end, count)
        or _sections_behind(lexeme, sentence, below.get((sentence.section.section_id, count), -1))
    )


def _sections_behind(lexeme: Lexeme, sentence: Sentence, run: int) -> bool:
    """Return whether a run of sections follows a sentence, or stands below the heading that counts them."""
    if run <= lexeme.start:
        return False
    section = sentence.section
    return run - sentence.offsets[-1] <= _NEAR or (section.level > 0 and lexeme.start < section.end)


def _names_articles(lexeme: Lexeme, text: str) -> bool:
    """Return whether a document says how many chapters and articles it has: 共六章三十二条."""
    unit = lexeme.quantity.unit if lexeme.quantity else None
    said = text[lexeme.start : lexeme.end + 2]
    if unit not in words("numbers", "articles") and not any(name in said for name in words("numbers", "great_parts")):
        return False
    before = text[max(0, lexeme.start - 6) : lexeme.start].rstrip("、，")
    return bool(_PAPER_HAS.search(before)) or before.endswith(words("numbers", "said_before"))


def _listed_before(text: str, floor: int, at: int, count: int) -> bool:
    """Return whether a list of as many parts ends where the count stands."""
    before = text[max(floor, at - _BEFORE) : at]
    if before.endswith(words("numbers", "joints")):
        return False
    before = last_clause(before)
    if before.endswith("”") and (marks := before.count("”")) >= count:
        return marks >= count
    if members(before) >= count:
        return True
    tiers = before[-count:]
    return len(tiers) == count and all(char in _TIERS for char in tiers)


def _listed_behind(text: str, at: int, count: int) -> bool:
    """Return whether a list of as many parts follows the noun that the count stands before."""
    lead = _LIST_BEHIND.match(text, at, at + _BEHIND)
    if lead is None:
        return False
    mark = lead.group()[-1]
    if mark == "（":
        end = text.find("）", lead.end(), at + _BEHIND)
    elif mark == "“":
        end = lead.end()
        while (close := text.find("”", end, at + _BEHIND)) >= 0 and text[close + 1 : close + 2] in "“、和及与":
            end = close + 1
        end = close
    else:
        end = sentence_end(text, lead.end(), at + _BEHIND)
    listed = text[lead.end() - (2 if lead.group().endswith("一是") else 0) : end if end >= 0 else at + _BEHIND]
    said = _SAID_FIRST.findall(text[lead.end() - 2 : at + _BEHIND])
    if said and said[0] == "一是":
        return _in_order(said) == count
    marks = listed.count("“") + (mark == "“")
    return marks == count or parts(listed) == count


def _in_order(said: Sequence[str]) -> int:
    """Count 一是, 二是, 三是 … as far as they follow each other."""
    order = "一二三四五六七八九十"
    count = 0
    while count < len(said) and count < len(order) and said[count][0] == order[count]:
        count += 1
    return count


def _runs(sections: Sequence[Section]) -> dict[tuple[str, int], int]:
    """Return where the last run of so many numbered sections below a parent begins, by parent and length."""
    found: list[tuple[str, list[int]]] = []
    last: dict[tuple[str, str], list[int]] = {}
    for section in sections:
        if section.parent_id is None or section.number is None:
            continue
        key = (section.parent_id, section.style)
        run = last.get(key)
        if section.number == 1:
            run = last[key] = [section.start, 1]
            found.append((section.parent_id, run))
        elif run is not None and section.number == run[1] + 1:
            run[1] = section.number
    lengths: dict[tuple[str, int], int] = {}
    for parent, (start, length) in found:
        lengths[parent, length] = max(start, lengths.get((parent, length), start))
    return lengths
