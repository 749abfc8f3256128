"""Take a list of addressees apart."""

from __future__ import annotations

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.edges import pieces

_ADDRESSEE = worded(
    "documents", "^{addressee_leads}|{addressee_ends}$|{bodies_alone}$|[省市区县州旗]$|[厅局委部会办]（[^（）]{1,12}）$"
)
_IS_BODY = worded("documents", "(?:{addressee_ends}|）|{bodies_alone})$")
_SAME_BODY = worded(
    "documents", "{addressee_ends}|{below_them}(?:{addressee_ends}|{bodies_alone})"
)  # 各部门、各直属机构
_NAME = lazy(r"(?!各)[^，、]{1,4}(?<![省市区县州旗镇乡])")  # of a person


def is_addressee(name: str) -> bool:
    """Return whether a name may be that of whom a document is sent to: 各有关单位, 市财政局, 张某委员."""
    return bool(_ADDRESSEE.search(name))


def split_bodies(named: str) -> list[str]:
    """Split a list of bodies at ， and ；, and at 、 between two bodies: 各市、县人民政府 is one."""
    found: list[str] = []
    for mark, piece in pieces(named, 0, len(named)):
        body = named[slice(*piece)].strip()
        if mark not in "、 " or not found or _are_two(found[-1], body):
            found.append(body)
        else:
            found[-1] += mark + body
    return [body for body in found if body]


def _are_two(before: str, after: str) -> bool:
    """Return whether two members of a list are two bodies, and no parts of the name of one."""
    if _SAME_BODY.fullmatch(after):
        return False
    return bool(_IS_BODY.search(before) or _NAME.fullmatch(before))
