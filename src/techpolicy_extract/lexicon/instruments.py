"""Which kind of instrument a name names, and whom it names instead: words in, answer out."""

from __future__ import annotations

from functools import lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.patterns.lazy import lazy

QUOTES = "“”‘’"
# To whom an award goes is no name of it: 给予研制单位奖励.
_TO_WHOM = lazy(
    r"(?P<who>(?:研制|研发|使用|应用|承担|运营|运行|引进|用人|推荐|牵头|实施|申报|获奖|培育|所在|主办|承办|依托|建设|转化|服务|参与|举办)"
    r"(?:单位|个人|团队|机构|人员|主体|企业|方))(?:一次性|资金|的)?(?:奖励|补助|补贴|资助|奖补|资金|经费)$"
)


@lru_cache(maxsize=1)
def _suffixes() -> list[tuple[str, str]]:
    table = load("instruments")["suffixes"]
    pairs = [(word, kind) for kind, words in table.items() for word in words]
    return sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)


def instrument_of(name: str) -> str | None:
    """Return the kind of instrument that a name's ending tells, None where it tells none."""
    name = name.strip(QUOTES)
    return next((kind for word, kind in _suffixes() if name.endswith(word)), None)


def to_whom(name: str) -> str | None:
    """Return whom an award goes to where its words name that and no instrument: 研制单位奖励."""
    found = _TO_WHOM.match(name)
    return found["who"] if found else None


def instrument_in(clause: str) -> str | None:
    """Return the kind of instrument that a word anywhere in a clause tells; the first of the lexicon's list counts."""
    kinds: dict[str, str] = load("instruments")["anywhere"]
    return next((kind for word, kind in kinds.items() if word in clause), None)
