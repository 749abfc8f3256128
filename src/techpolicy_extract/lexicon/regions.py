"""Find the administrative division (GB/T 2260) that a document's issuers and titles speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded, words

# How much a mention says about whose document it is: a body of the place's government, a place that a name opens with
# or writes out in full, a place in passing, the first character of a document number.
_GOVERNMENT, _TITLE, _PASSING, _NUMBER = 3, 2, 1, 0

_CENTRAL = worded(
    "regions.grammar",
    r"{central}|(?:[^省市县区州盟旗《》]{1,8}|{ministries}){ministry_ends}{offices}?(?:$|[\s、，关印转])",
)
_NAMELESS = worded("regions.grammar", "{nameless}")
_GOVERNS = worded("regions.grammar", "{governs}$")
_ELSEWHERE = worded("regions.grammar", "{elsewhere}")
_LEAD = worded("regions.grammar", r"[《“\s]*(?:\d{4}(?:[-—－–至]\d{4})?{years}?|{leads})?[《“\s]*")
_ROAD = worded("regions.grammar", "{roads}")
_TAIL = worded("regions.grammar", "(?:{tails}|[区县州盟旗])$")
_DOC = worded("regions.grammar", "(?!{no_signs})([京津冀晋辽黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕])[政府科委财发办]")
_ACTS = worded("regions.grammar", "{acts}")
_NAME_ENDS = worded("regions.grammar", "{name_ends}")


class Region(NamedTuple):
    """A division's full name (安徽省淮北市) and its code."""

    name: str
    code: str


class _Mention(NamedTuple):
    """A name that may stand for several divisions, and where it stands in a word."""

    codes: tuple[str, ...]
    start: int
    end: int
    full: bool


def find(named: Sequence[str]) -> Region | None:
    """Return the division that `named` speak for: issuers first, then titles, then document numbers.

    None for central bodies, for anonymised names (某省), and for a county whose name several share where no word
    names its province or city.
    """
    said = [word for word in named if word]
    if not said or _NAMELESS.search(said[0]) or _is_central(said[0]):
        return None
    above = frozenset(code for word in said for m in _mentions(word) for code in m.codes if code.endswith("00"))
    best: tuple[int, str] | None = None
    for word in said:
        for rank, code in _candidates(word, above):
            if best is None or rank > best[0]:
                best = (rank, code)
    if best is None:
        return None
    return Region(full_name(best[1]), best[1])


def _is_central(word: str) -> bool:
    """Return whether a name is of a body of the centre; 国家税务总局广东省税务局 is one of its province."""
    if word.startswith(words("documents", "first_issuers")):
        return True
    head = _ACTS.split(word)[0]
    ours = words("regions.grammar", "of_a_place")
    country = head.startswith(words("regions.grammar", "country")) and not head.startswith(ours)
    central = country or _CENTRAL.match(word)
    return bool(central) and not _mentions(head)


def full_name(code: str) -> str:
    """Write out a division behind its province and city: 浙江省绍兴市柯桥区."""
    names = _names()
    above = [code[:2] + "0000", code[:4] + "00"]
    return "".join(names[each] for each in dict.fromkeys([*above, code]) if each in names)


def place_end(text: str) -> int:
    """Return how much of the front of `text` names a place: 4 for 浙江省 and what follows 杭州市; 0 where none does."""
    end = 0
    for mention in _mentions(text):
        if mention.start != end:
            break
        end = mention.end
    return end


def _candidates(word: str, named: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield the divisions that a word names: weight and code of each."""
    lead = _LEAD.match(word)
    first = lead.end() if lead else 0
    mentions = list(_mentions(word))
    for i, mention in enumerate(mentions):
        code = _choose(mention.codes, named)
        if code is None:
            continue
        end = mention.end
        for lower in mentions[i + 1 :]:
            inside = [each for each in lower.codes if each.startswith(_stem(code))]
            if lower.start != end or len(inside) != 1:
                break
            code, end = inside[0], lower.end
        yield _weight(word, mention, first, end), code
    if not mentions and (number := _DOC.match(word)):
        yield _NUMBER, _signs()[number[1]] + "0000"


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """Return the first two digits of a province's code by the character that its document numbers begin with."""
    return {sign[2:]: sign[:2] for sign in words("regions.grammar", "signs")}


def _stem(code: str) -> str:
    """Return the digits that all divisions of a division share."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _weight(word: str, mention: _Mention, first: int, end: int) -> int:
    rest = _NAME_ENDS.split(word[end:])[0].strip()
    if _ELSEWHERE.search(rest[:12]):
        return _PASSING
    opens = mention.start == first
    if opens and (not rest or _GOVERNS.search(rest)) and (mention.full or rest):
        return _GOVERNMENT
    return _TITLE if opens or mention.full else _PASSING


def _choose(codes: tuple[str, ...], named: frozenset[str]) -> str | None:
    """Choose among divisions of one name the one whose city, else whose province, is named too; None without one."""
    if len(codes) == 1:
        return codes[0]
    for above in (4, 2):
        near = [code for code in codes if code[:above].ljust(6, "0") in named - {code}]
        if len(near) == 1:
            return near[0]
    return None


@lru_cache(maxsize=4096)
def _mentions(word: str) -> tuple[_Mention, ...]:
    """Find the names of places in a word, from left to right, the longest first."""
    index, longest = _index()
    found, position = [], 0
    while position < len(word) - 1:
        for end in range(min(len(word), position + longest), position + 1, -1):
            codes = index.get(word[position:end])
            if codes and not _is_part(word, position, end):
                found.append(_Mention(codes, position, end, bool(_TAIL.search(word[position:end]))))
                position = end
                break
        else:
            position += 1
    return tuple(found)


def _is_part(word: str, start: int, end: int) -> bool:
    """Return whether a name is not meant: 城区 behind no city, 责任县, 大同世界, 北京市场."""
    name = word[start:end]
    if not _TAIL.search(name) and _ROAD.match(word, end):
        return True
    if name in words("regions.grammar", "generic"):
        return not word.endswith(words("regions.grammar", "city"), 0, start)
    if len(name) == 2 and start > 0 and _city_only(name) and not _opens(word, start):
        return True
    if _TAIL.search(name):
        return word[end - 1 : end + 1] in words("regions.grammar", "tail_words") and len(name) <= 3
    return name in words("regions.grammar", "words")


def _opens(word: str, start: int) -> bool:
    """Return whether a name opens a word, or follows a name or a mark: where short names of cities may be trusted."""
    lead = _LEAD.match(word)
    above = word.endswith(words("regions.grammar", "above_cities"), 0, start) or word[start - 1] in "、（ "
    return above or bool(lead and lead.end() == start)


def _city_only(name: str) -> bool:
    codes = _index()[0].get(name, ())
    return not any(code.endswith("0000") for code in codes)


def names() -> frozenset[str]:
    """Return the names of all divisions, those no longer in force included."""
    return frozenset(_names().values())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the name of each code, those no longer in force included."""
    table = load("regions")
    names = {code: name for key in ("former_cities", "cities", "provinces") for name, code in _pairs(table[key])}
    for key in ("former_counties", "counties"):
        names |= {code: name for name, code in _pairs(table[key])}
    return names


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, tuple[str, ...]], int]:
    """Return the codes of each name and short name, and the length of the longest name.

    A name in force goes before a former one.
    """
    table = load("regions")
    index: dict[str, tuple[str, ...]] = {}
    for keys in (("provinces",), ("cities", "counties"), ("former_cities",), ("former_counties",)):
        pairs = sorted((name, code) for key in keys for name, code in _forms(key, table[key]))
        fresh = {name: tuple(dict.fromkeys(c for _, c in group)) for name, group in groupby(pairs, lambda p: p[0])}
        index |= {name: codes for name, codes in fresh.items() if name not in index}
    return index, max(map(len, index))


def _forms(key: str, table: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each name with its common forms; a county keeps its suffix, for 东方 or 和平 alone is a word."""
    peoples = re.compile(f"(?<!内)(?:{'|'.join(sorted(words('regions.grammar', 'peoples'), key=len, reverse=True))})")
    for name, code in _pairs(table):
        yield name, code
        own = any(word in name for word in words("regions.grammar", "autonomous"))
        if not own and key not in ("provinces", "cities"):
            continue
        short = _TAIL.sub("", peoples.sub("", name) if own else name)
        if own and len(short) >= 2 and name.endswith(words("regions.grammar", "autonomous_ends")):
            yield short + name[-1], code
        if key in ("provinces", "cities") and len(short) >= 2 and short not in words("regions.grammar", "abroad"):
            yield short, code


def _pairs(table: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Read a table of names, or of lists of `code name`."""
    for key, value in table.items():
        if isinstance(value, list):
            yield from ((name, code) for code, name in (str(row).split(" ") for row in value))
        else:
            yield key, str(value)
