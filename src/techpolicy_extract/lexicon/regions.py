"""Find the administrative division (GB/T 2260) that a document's issuers and titles speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from techpolicy_extract.lexicon import load
from techpolicy_extract.patterns.lazy import lazy

# How much a mention says about whose document it is: a body of the place's government, a place that a name opens with
# or writes out in full, a place in passing, the first character of a document number.
_GOVERNMENT, _TITLE, _PASSING, _NUMBER = 3, 2, 1, 0

_CENTRAL = lazy(
    r"(?:国务院|中共中央|中央|全国|国家(?!级|重点实验室)|中华人民共和国|最高人民)"
    r"|(?:[^省市县区州盟旗《》]{1,8}|住房和城乡建设|市场监管|市场监督管理)(?:部|总局|署|总社)(?:办公厅)?(?:$|[\s、，关印转])"
)
_NAMELESS = lazy(r"某(?:[省市县区州地]|某)")
_GOVERNS = lazy(
    r"(?:委|委员会|厅|局|办|部|政府|人大|政协|办公厅|办公室|常务委员会|管理委员会|管委会|法院|检察院|总工会|科协|工商联|总社|供销社|供销合作总社)$"
)
_ELSEWHERE = lazy(
    r"大学|学院|学校|分院|分行|支行|分局|分公司|公司|医院|银行|研究院|研究所|研究中心|协会|学会|交易所|出版社"
)
_LEAD = lazy(r"[《“\s]*(?:\d{4}(?:[-—－–至]\d{4})?年?度?|关于|中共|中国共产党|中国（)?[《“\s]*")
_TAIL = lazy(r"(?:特别行政区|自治[区州县旗]|地区|林区|省|市|[区县州盟旗])$")
_DOC = lazy(r"([京津冀晋辽黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕])(?!府(?<=苏府))(?:政|府|科|委|财|发|办)")
_SIGNS = "11京 12津 13冀 14晋 21辽 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 44粤 45桂 46琼 50渝 51川 52黔 53滇 54藏 61陕"
# Short names that are as often words or persons: they are places only with their 市.
_WORDS = frozenset(
    ("东方", "中山", "大同", "白银", "三明", "安康", "海东", "文山", "和平", "三沙", "海北", "海西", "果洛")
)
# Names of districts that are common nouns too.
_GENERIC = frozenset(
    (
        "城区",
        "郊区",
        "矿区",
        "东区",
        "西区",
        "南区",
        "北区",
        "新区",
        "老城区",
        "新城区",
        "城中区",
        "城关区",
        "市中区",
        "新市区",
        "公园区",
    )
)
_ABROAD = frozenset(("香港", "澳门", "台湾"))  # named in documents of others far more often than in their own


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


def find(words: Sequence[str]) -> Region | None:
    """Return the division that `words` speak for: issuers first, then titles, then document numbers.

    None for central bodies, for anonymised names (某省), and for a county whose name several share where no word
    names its province or city.
    """
    words = [word for word in words if word]
    if not words or _NAMELESS.search(words[0]) or _is_central(words[0]):
        return None
    named = frozenset(code for word in words for m in _mentions(word) for code in m.codes if code.endswith("00"))
    best: tuple[int, str] | None = None
    for word in words:
        for rank, code in _candidates(word, named):
            if best is None or rank > best[0]:
                best = (rank, code)
    if best is None:
        return None
    return Region(full_name(best[1]), best[1])


def _is_central(word: str) -> bool:
    """Tell whether a name is that of a central body; 国家税务总局广东省税务局 belongs to its province."""
    if word.startswith(("国务院", "中共中央")):
        return True
    head = re.split("关于|印发|转发", word)[0]
    central = _CENTRAL.match(word) or (head.startswith("中国") and not head.startswith(("中国（", "中国共产党")))
    return bool(central) and not _mentions(head)


def full_name(code: str) -> str:
    """Write out a division behind its province and city: 浙江省绍兴市柯桥区."""
    names = _names()
    above = [code[:2] + "0000", code[:4] + "00"]
    return "".join(names[each] for each in dict.fromkeys([*above, code]) if each in names)


def place_end(text: str) -> int:
    """Return how many characters at the start of `text` name places: 6 for 浙江省杭州市的企业; 0 without one."""
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
        at = _SIGNS.index(number[1])
        yield _NUMBER, _SIGNS[at - 2 : at] + "0000"


def _stem(code: str) -> str:
    """Return the digits that the codes of all divisions inside a division share."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _weight(word: str, mention: _Mention, first: int, end: int) -> int:
    rest = word[end:].split("关于")[0].split("印发")[0].strip()
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
    """Tell whether a name is not meant as a place: 城区 without a city before it, 责任县, 大同世界, 北京市场."""
    name = word[start:end]
    if name in _GENERIC:
        return word[start - 1 : start] != "市"
    if len(name) == 2 and start > 0 and _city_only(name) and not _opens(word, start):
        return True
    if _TAIL.search(name):
        return word[end - 1 : end + 1] in ("市场", "区域", "区块", "县域") and len(name) <= 3
    return name in _WORDS


def _opens(word: str, start: int) -> bool:
    """Tell whether a short name of a city can be trusted: it opens the word, or follows another name or a mark."""
    lead = _LEAD.match(word)
    return word[start - 1] in "省区市、（ " or bool(lead and lead.end() == start)


def _city_only(name: str) -> bool:
    codes = _index()[0].get(name, ())
    return not any(code.endswith("0000") for code in codes)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the name of each code, former divisions included."""
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
    peoples = re.compile(f"(?<!内)(?:{'|'.join(sorted(load('regions')['grammar']['peoples'], key=len, reverse=True))})")
    for name, code in _pairs(table):
        yield name, code
        own = "自治" in name
        if not own and key not in ("provinces", "cities"):
            continue
        short = _TAIL.sub("", peoples.sub("", name) if own else name)
        if own and len(short) >= 2 and name[-1] in "州县旗":
            yield short + name[-1], code
        if key in ("provinces", "cities") and len(short) >= 2 and short not in _ABROAD:
            yield short, code


def _pairs(table: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Read a table of names, or of lists of `code name`."""
    for key, value in table.items():
        if isinstance(value, list):
            yield from ((name, code) for code, name in (str(row).split(" ") for row in value))
        else:
            yield key, str(value)
