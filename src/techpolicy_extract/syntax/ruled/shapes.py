"""Shapes of numbers that say what is allowed, given, asked for or lost. Each tells whether a number has it."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.syntax.ruled.around import Around
from techpolicy_extract.syntax.ruled.bounds import DATES, bounded, ends, has, is_ceiling, is_only
from techpolicy_extract.syntax.ruled.conditions import COUNTS

_NEAR = 8  # characters around a number in which those who decide stand
FEW = 12  # characters behind a number in which what it is of stands


def fine(site: Around) -> bool:
    """处一万元以上五万元以下罚款."""
    fined = has(site.behind[:FEW], "fines") and has(site.opening, "fined")
    return fined and site.letter in ("money", "multiple", "percent")


def bar(site: Around) -> bool:
    """停止申请人3年申请资格: for how long a right is taken."""
    taken = has(site.before, "bars") and has(site.behind, "rights")
    return site.letter == "duration" and taken


def copies(site: Around) -> bool:
    """一式3份, and papers to be handed in."""
    if site.unit not in words("provisions", "copies_units"):
        return False
    outer = site.slots[: site.bracket.start][-FEW:] if site.bracket and site.low == site.position else ""
    if has(site.before, "in_copies") or (site.unit == "份" and has(outer, "papers")):
        return True
    handed = has(site.opening, "handing_in") and has(site.opening + site.behind, "papers")
    return handed and (site.unit == "份" or has(site.opening, "each"))


def length(site: Around) -> bool:
    """How long a text or a talk may be: 字数3000字左右, 时长不超过5分钟."""
    if site.unit not in words("provisions", "text_units"):
        return False
    spoken = site.unit in words("provisions", "spoken_units")
    if spoken and not has(site.opening, "timed"):
        return False
    return spoken or bounded(site) or has(site.opening, "written")


def panel(site: Around) -> bool:
    """由5名以上专家组成."""
    return site.letter in ("person", "count") and has(site.behind, "composed") and has(site.behind, "judges")


def votes(site: Around) -> bool:
    """三分之二以上专家同意."""
    near = site.before[-_NEAR:] + site.behind[:_NEAR]
    decided = site.letter == "percent" and bounded(site) and has(near, "panels_near")
    return decided and has(site.behind[:FEW], "votes")


def quota(site: Around) -> bool:
    """每家限报2项, 最多申报1次, 每批不超过10个: how many someone may hand in or get."""
    if site.letter not in COUNTS or site.unit in words("provisions", "text_units"):
        return False
    ceiling = is_ceiling(site) and site.letter != "amount"
    if is_only(site):
        return True
    applied = _applied().search(site.before) is not None
    if not ceiling or applied or has(site.opening, "each") or has(site.before, "gets_only"):
        return ceiling
    if has(site.lead_in, "controlled") and not has(site.lead_in, "in_principle"):
        return False
    alone = site.noun_end == site.low and has(site.stretch, "whose", "each")
    return alone or ends(site.slots[site.low : site.noun_end], "count_nouns")


@cache
def _applied() -> re.Pattern[str]:
    """Return a pattern for what someone does who applies; 申请量 is a measure."""
    return re.compile(filled("provisions", "{applying}(?!{measures})"))


def term(site: Around) -> bool:
    """补助期限不超过3年, 执行期为2年: how long something may run."""
    if site.letter != "duration" or has(site.before, "shortened", "windows"):
        return False
    noun = site.slots[site.low : site.noun_end]
    held = site.noun_end < site.position or ends(noun, "periods")
    reached = site.lead_in.endswith(words("measures", "reached"))
    return ends(noun, "terms") and held and not reached and not ends(noun, "standing_times")


def longest(site: Around) -> bool:
    """最多发放5年, 连续支持不超过3年: how long a benefit runs."""
    if site.letter != "duration" or not (is_ceiling(site) or is_only(site)):
        return False
    return has(site.before, "benefits", "longest")


def ban(site: Around) -> bool:
    """禁止生产厚度低于5毫米的薄膜, 禁止在30米范围内新建."""
    within = site.letter in ("amount", "percent", "money") and site.behind.startswith(words("provisions", "within"))
    if not has(site.opening, "strict_bans") and not (has(site.opening, "bans") and site.behind[:1] == "的"):
        return False
    return bounded(site) or within


def right(site: Around) -> bool:
    """可获入学名额2个, 提供1000平方米场地, 给予连续5年奖励: what someone gets."""
    if site.letter not in (*COUNTS, "duration") or has(site.lead_in, "summed"):
        return False
    if site.letter == "duration" and ends(site.before, "running"):
        return has(site.before, "gives") and has(site.behind[:4], "benefits")
    given = has(site.before, "gives") and has(site.before + site.behind[:FEW], "goods")
    return given or has(site.before, "gets_only")


def split(site: Around) -> bool:
    """按50%的比例分配; 补偿标准按4个月的生活费确定: how something is shared out or reckoned."""
    if not ends(site.before, "by_share"):
        return False
    if site.letter == "percent":
        return site.behind.startswith(words("provisions", "share_heads")) and has(site.behind, "shared_out")
    return site.letter == "duration" and site.behind[:1] == "的" and has(site.before, "reckoned")


def base(site: Around) -> bool:
    """不得超过项目总投资的30%: a share of something that is allowed or asked for; none of a whole economy."""
    if site.lead[1] == site.position or site.behind[:1] == "的" or has(site.before, "wholes"):
        return False
    return _dated().search(site.stretch[: site.noun_end - site.position]) is None


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(f"[{DATES}]")
