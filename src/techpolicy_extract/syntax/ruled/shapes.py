"""Shapes of numbers that say what is allowed, given, asked for or lost. Each tells whether a number has it."""

from __future__ import annotations

import re
from functools import cache

from techpolicy_extract.lexicon.worded import filled, words
from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.syntax.ruled.around import Around
from techpolicy_extract.syntax.ruled.bounds import DATES, bounded, ends, has, is_ceiling, is_only
from techpolicy_extract.syntax.ruled.conditions import COUNTS
from techpolicy_extract.syntax.ruled.nouns import term_named

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


def full_marks(site: Around) -> bool:
    """评价满分100分: how many points there are."""
    return site.unit in words("provisions", "points_units") and ends(site.before, "full_marks")


def team(site: Around) -> bool:
    """专家组不少于7人, 其中财务专家不少于2人: those who judge."""
    if site.letter != "person" or not bounded(site):
        return False
    noun = site.slots[site.low : site.noun_end]
    return ends(noun, "teams") or (ends(noun, "judges") and has(site.stretch, "teams"))


def sampled(site: Around) -> bool:
    """按不低于30%的比例进行核查, 抽查比例不低于10%: how much is looked at."""
    if site.letter != "percent" or not bounded(site):
        return False
    shared = has(site.lead_in, "by_share") or ends(site.slots[site.low : site.noun_end], "by_share")
    by_share = shared and site.behind.startswith(words("provisions", "share_heads"))
    looked = by_share and has(site.behind[:FEW], "inspections")
    return looked or ends(site.slots[site.low : site.noun_end], "shares_looked_at")


def named(site: Around) -> bool:
    """指定1名分管领导和1名联络员: people who are to be named."""
    return site.letter == "person" and has(site.behind[:FEW], "officers") and _naming().search(site.opening) is not None


@cache
def _naming() -> re.Pattern[str]:
    person = LETTERS["person"]
    return re.compile(filled("provisions", f"{{names_people}}(?:{person}[^，；：]{{2,12}}[和及与、])?$"))


def named_each(site: Around) -> bool:
    """反馈联络员名单（每单位1名）: how many each is to name, in brackets."""
    whole = site.bracket is not None and site.low == site.bracket.start + 1 and not site.behind
    counted = whole and site.letter in COUNTS and site.before.startswith("每")
    return counted and has(site.opening, "hands_in_names")


def raised(site: Around) -> bool:
    """间接费用比例最高可提至30%: what a share or a time may be raised to."""
    return site.letter in ("percent", "duration") and has(site.lead_in, "raised")


def relaxed(site: Around) -> bool:
    """营业收入可放宽至不低于2亿元: what a condition may be lowered to."""
    return bounded(site) and not is_ceiling(site) and has(site.lead_in + site.before, "raised")


def equipped(site: Around) -> bool:
    """每所学校至少配备2名教师: what a place or a body must have, without a day by which."""
    describes = "的" in (site.behind[:1], site.behind[-1:])
    if describes or not has(site.before[-FEW:], "equips") or not bounded(site) or is_ceiling(site):
        return False
    if has(site.before, "whose"):  # 承担单位须配备…: a condition
        return False
    return _dated().search(site.stretch[: site.noun_end - site.position]) is None


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
    noun = site.slots[site.low : site.noun_end]
    shortened = has(site.before, "shortened") and not ends(noun, "extended")
    if site.letter != "duration" or shortened or has(site.before, "windows"):
        return False
    held = site.noun_end < site.position or ends(noun, "periods")
    reached = site.lead_in.endswith(words("measures", "reached"))
    return ends(noun, "terms") and held and not reached and not ends(noun, "standing_times")


def term_again(site: Around) -> bool:
    """孵化时限不超过48个月，特殊领域不超过60个月: how long something may run that a clause before names."""
    if site.letter != "duration" or not is_ceiling(site) or has(site.before, "shortened", "windows"):
        return False
    return site.bracket is None and term_named(site) is not None


def hours(site: Around) -> bool:
    """年有效工作机时不得少于1200小时: how long a thing or a course is to run."""
    noun = site.slots[site.low : site.noun_end]
    return site.letter == "duration" and bounded(site) and not is_ceiling(site) and ends(noun, "hours")


def often(site: Around) -> bool:
    """每两年至少组织一次评估: how often something is to be done."""
    if site.unit != "次" or not bounded(site) or is_ceiling(site):
        return False
    return _each_time().search(site.opening) is not None


@cache
def _each_time() -> re.Pattern[str]:
    span = "".join(LETTERS[name] for name in ("duration", "span", "every", "plan"))
    return re.compile(filled("provisions", f"{{often}}[^，；：]{{0,16}}$|每[{span}][^，；：]{{0,16}}$"))


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
    reached = site.lead_in.endswith(words("measures", "reached"))
    if reached or site.lead[1] == site.position or site.behind[:1] == "的" or has(site.before, "wholes"):
        return False
    return _dated().search(site.stretch[: site.noun_end - site.position]) is None


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(f"[{DATES}]")
