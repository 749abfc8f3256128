"""What persons and offices are called: names by their surname, offices by how they end."""

from __future__ import annotations

from functools import cache

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.patterns.lazy import lazy

_HAN = r"[\u4e00-\u9fff]"
_PLAIN = lazy(rf" ?{_HAN}|{_HAN}{{2}}|某{{1,2}}|[xX×*]{{1,2}}")
_FOREIGN = lazy(rf"{_HAN}{{1,7}}(?:[·.]{_HAN}{{1,7}}){{1,2}}|{_HAN}{{2,3}}")
_OFFICE = lazy(rf"(?:{_HAN}|[（）“”·、A-Za-z]){{2,40}}")
_ENDS = worded("contacts", "(?:{organs.grammar.suffixes}|{office_ends})$")
_ASKED = worded("contacts", "{asked}|{people.titles}")
_CLAUSE = worded("organs", "{organs.grammar.clause_words}")
_SHORT = 3  # characters of a name that may look like an office
_LONGEST = 4  # characters of a name with a surname of two


@cache
def _set(book: str, name: str) -> frozenset[str]:
    return frozenset(words(book, name))


@cache
def _surnames(glued: bool) -> frozenset[str]:
    return _set("people", "surnames") | (frozenset() if glued else _set("people", "word_surnames"))


def is_name(said: str, glued: bool = False) -> bool:
    """Tell whether a word is a person's name by its surname: 张明远, 欧阳文静, 张老师.

    `glued` says that no mark parts it from the office before it, so that surnames that are common words do not count.
    """
    if not len(said) >= 2 or said[:2] in _set("people", "no_names") or said in _set("people", "no_names"):
        return False
    size = 2 if said[:2] in _set("people", "long_surnames") else 1
    if size == 1 and said[:1] not in _surnames(glued):
        return False
    given = said[size:]
    if given in _set("people", "titles"):
        return True
    ends = said[-1:] not in _set("people", "no_ends") or (
        len(said) == _SHORT and said[-1] in _set("people", "office_ends")
    )
    return bool(_PLAIN.fullmatch(given)) and ends


def _is_office_like_name(said: str) -> bool:
    """Tell whether three characters that could be an office are a person's name: 罗力科."""
    return len(said) == _SHORT and said[-1] in _set("people", "office_ends") and is_name(said, glued=True)


def parts_name(text: str, position: int, limit: int) -> bool:
    """Tell whether a blank only spreads a name of two characters: 张 明."""
    if text[position - 1 : position] not in _surnames(glued=False) or position + 1 >= limit:
        return False
    behind = text[position + 2 : min(limit, position + 3)]
    return "\u4e00" <= text[position + 1] <= "\u9fff" and (
        not "\u4e00" <= behind <= "\u9fff" or _ASKED.match(text, position + 2) is not None
    )


def may_be_name(said: str) -> bool:
    """Tell whether a word behind 联系人： is a person's name, whatever its surname."""
    if said in _set("people", "no_names") or is_office(said):
        return False
    return is_name(said) or bool(_FOREIGN.fullmatch(said) and said[-1:] not in _set("people", "no_ends"))


def name_end(said: str) -> tuple[int, int] | None:
    """Return where the name at the end of some words stands, without the post behind it: 高新处[张明]处长."""
    for title in ("", *words("people", "titles")):
        if not said.endswith(title):
            continue
        stem = said[: len(said) - len(title)]
        for size in range(min(_LONGEST, len(stem)), 1, -1):
            if is_name(stem[-size:], len(stem) > size) and _may_begin(stem[:-size]):
                return len(stem) - size, len(stem)
        if title and title not in words("people", "comrade"):
            for size in (2, 1):
                if is_name(stem[-size:] + title, len(stem) > size) and _may_begin(stem[:-size]):
                    return len(stem) - min(size, len(stem)), len(said)
    return None


def _may_begin(before: str) -> bool:
    """Tell whether a name can begin behind some words: an office, what someone is, or nothing."""
    return not before or is_office(before) or before.endswith(words("contacts", "roles"))


def is_office(said: str) -> bool:
    """Tell whether some words are the name of an office or a body, by how they end."""
    if not _OFFICE.fullmatch(said) or said in _set("contacts", "no_offices") or _is_office_like_name(said):
        return False
    return bool(_ENDS.search(said)) and not said.endswith(words("contacts", "not_ends")) and not _CLAUSE.search(said)
