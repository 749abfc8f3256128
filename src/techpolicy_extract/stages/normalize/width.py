"""One width for each character: full-width letters and digits become half, Chinese punctuation full."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.nouns.text import Edit, MappedText, Table
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.stages.normalize.lines import is_cjk, is_cjk_or_mark

# Characters that take no room: zero-width spaces and joiners, directional marks, soft hyphen, controls.
_INVISIBLE = lazy(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+"
)
_KEPT_FULL = "！（），：；？"
_FULL_OF_HALF = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF = Finder(r"(?:https?|ftp)://[!-~]{0,500}[\w/=#&-]|www\.[!-~]{0,500}[\w/=#&-]|[,;:()?!]", re.ASCII)
_BEFORE_LINE_END = lazy(r"\r(?=\n)")
_ENTITY = lazy(r"&(?:nbsp|ensp|emsp|#160);")
_ZERO = lazy(r"(?<=[一二三四五六七八九十〇○◯])[○◯](?=[一二三四五六七八九十〇○◯年])")
_YEAR = lazy(r"[一二][一二三四五六七八九〇零○◯OoОΟ0]{3}(?= ?年)")
_ZEROS = str.maketrans(dict.fromkeys("○◯OoОΟ0", "〇"))
_NUMBER_BRACKET = lazy(r"(?<=[\u4e00-\u9fff])\[((?:19|20)\d\d)\](?= ?第?\d{1,5} ?号)")
_ANGLES = lazy(r"<([\u4e00-\u9fff“（][^<>\n]{1,80})>")
_GROUPED = lazy(r"(?<![\d，,.第])\d{1,3}(?:，\d{3}){1,4}(?:\.\d{1,4})?(?= {0,2}[\u4e00-\u9fff%‰])")
_COMMA = lazy(r"，(?<=\d，)\d{3}")  # in each of these
_SUM = lazy(r" {0,2}[万亿元吨]")  # behind such a group 达到2，202 is no end of a clause
_HABIT = 5  # others are believed where a text has so many: 居第3，100家企业达标 are two numbers
_PAREN_REACH = 400  # characters; two brackets further apart are no pair


@cache
def _table() -> Table:
    """Return the 1:1 table from wide, variant and blank characters to the ones that rules are written in."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_FULL}
    table |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    # GB 18030 files carry their blanks, and fonts their bullets, in the private use area, which slots need.
    table |= dict.fromkeys((*range(0xE000, 0xF900), 0xF0000, 0x100000), " ")
    table |= dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
    kangxi = range(0x2F00, 0x2FD6)
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in kangxi}
    table |= {ord(pair[0]): pair[1] for pair in words("characters", "radicals")}
    pairs = "﹒.﹣-‐-‑-−-–-─—━—―—～~∼~〜~﹝〔﹞〕「“」”『‘』’〝“〞”｢“｣”﹐，﹑、﹔；﹕：︰：﹖？﹗！﹙（﹚）﹪%｡。､、￥¥"
    return Table(table | {ord(old): new for old, new in zip(pairs[::2], pairs[1::2], strict=True)})


def clean(mapped: MappedText) -> MappedText:
    """Drop invisible characters and carriage returns, and fold width one to one.

    Line ends of every kind become `\\n`, blanks of every kind a space. `２０２５年` becomes `2025年`.
    """
    mapped = mapped.edit(Edit(*match.span()) for match in _INVISIBLE.finditer(mapped.text))
    mapped = mapped.edit(Edit(*match.span()) for match in _BEFORE_LINE_END.finditer(mapped.text))
    mapped = mapped.edit(Edit(*match.span(), " ") for match in _ENTITY.finditer(mapped.text))
    return mapped.translate(_table())


def unify_punctuation(mapped: MappedText) -> MappedText:
    """Write Chinese marks where Chinese stands: `改革),或者` becomes `改革），或者`; 17:00 and 2,202 stay.

    Also `[2022]46号` to `〔2022〕46号`, `<某方案>` to `〈某方案〉`, `"…"` to `“…”`, `二○一二年` to `二〇一二年`, and
    `1，400万吨` to `1,400万吨`.
    """
    for change in (_quotes, _half_marks, _thousands, _brackets, _zeros):
        changed = change(mapped.text)
        if changed != mapped.text:
            # The same length, so that the edit maps one to one.
            mapped = mapped.edit([Edit(0, len(changed), changed)])
    return mapped


def _thousands(text: str) -> str:
    """Write half commas between the digits of sums, and of all numbers where a text writes them full time and again."""
    if not _COMMA.search(text):
        return text
    habit = len(_GROUPED.findall(text)) >= _HABIT

    def written(match: re.Match[str]) -> str:
        believed = habit or "." in match[0] or _SUM.match(text, match.end())
        return match[0].replace("，", ",") if believed else match[0]

    return _GROUPED.sub(written, text)


def _brackets(text: str) -> str:
    if "[" in text:
        text = _NUMBER_BRACKET.sub(r"〔\1〕", text)
    return _ANGLES.sub(r"〈\1〉", text) if "<" in text else text


def _zeros(text: str) -> str:
    text = _YEAR.sub(lambda match: match[0].translate(_ZEROS), text)
    return _ZERO.sub("〇", text) if "○" in text or "◯" in text else text


def _quotes(text: str) -> str:
    """Make straight double quotes of a line open and close in turn, where they come in pairs."""
    if '"' not in text:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        pieces = line.split('"')
        if len(pieces) > 1 and len(pieces) % 2 and re.search(r"[\u4e00-\u9fff]", line):
            marks = "“”" * (len(pieces) // 2) + " "
            lines[number] = "".join(piece + mark for piece, mark in zip(pieces, marks, strict=True))[:-1]
    return "\n".join(lines)


def _half_marks(text: str) -> str:
    chars: list[str] = []
    opened: list[int] = []
    for match in _HALF.finditer(text):
        place, mark = match.start(), match[0]
        if len(mark) > 1:  # a URL keeps its marks
            continue
        chars = chars or list(text)
        wide = _beside_chinese(chars, place)
        if mark == "(":
            opened.append(place)
        elif mark == ")":
            wide = _close(chars, opened, place, wide)
        if wide:
            chars[place] = _FULL_OF_HALF[mark]
    return "".join(chars) or text


def _close(chars: list[str], opened: list[int], place: int, wide: bool) -> bool:
    """Set both brackets of a pair to one width; return whether the closing one at `place` is full."""
    start = opened.pop() if opened else -1
    if start < 0 or place - start > _PAREN_REACH:
        return wide
    if wide:
        chars[start] = "（"
    return wide or chars[start] == "（"


def _beside_chinese(chars: list[str], place: int) -> bool:
    """Return whether Chinese stands beside the mark at `place`, over one blank at most."""
    before, after = _neighbour(chars, place, -1), _neighbour(chars, place, 1)
    if chars[place] == ":" and before.isdigit() and after.isdigit():
        return False
    if chars[place] in "()":
        return is_cjk_or_mark(before) or is_cjk(after)
    return is_cjk_or_mark(before) or is_cjk_or_mark(after)


def _neighbour(chars: list[str], place: int, step: int) -> str:
    place += step
    if 0 <= place < len(chars) and chars[place] == " ":
        place += step
    return chars[place] if 0 <= place < len(chars) else ""
