"""Who does what a condition of an award says: 小微企业当年新招用职工5人以上的."""

from __future__ import annotations

from techpolicy_extract.lexicon.instruments import recipient
from techpolicy_extract.lexicon.worded import worded

_DOES = worded("awards", "{done_by}")
_JOINED = worded("awards", "^{doers_joined}")
_MUTUAL = worded("awards", "^{doers_joined}.*{mutual}")
_OBJECT = worded("awards", "^{object_verbs}")
_EVENT = worded("awards", "^(?:{object_verbs}|{event_heads})")
_GIVEN = worded("awards", r"^(?:{given_to_heads})?(?:\d+{per_units})?(?:（[^（）]*）)?")
_LONGEST = 24  # characters of who does it


def doer(said: str) -> int:
    """Return where the noun ends that does what a condition says, which it opens with; 0 for none.

    经备案的商会|承办展会 has one; 引进人才|在企业工作 has none, as its noun is what is brought in.
    """
    for found in _DOES.finditer(said, 2, _LONGEST + 8):
        who, rest = said[: found.start()], said[found.start() :]
        if "，" in who or len(who) > _LONGEST:
            return 0
        if recipient().search(who) and (not _JOINED.match(rest) or _MUTUAL.match(rest)):
            bare = _OBJECT if "的" in who else _EVENT
            return 0 if bare.match(who) else found.start()
    return 0


def names_receiver(said: str) -> bool:
    """Tell whether words name somebody whom an award may be for."""
    return any(recipient().search(said[:end]) for end in range(2, len(said) + 1))


def given_head(said: str) -> int:
    """Return the length of what stands before whom words name: 为320名|学生, （不包括复评）|企业."""
    found = _GIVEN.match(said)
    return found.end() if found else 0
