"""Translate messages for the user: English, or Chinese where messages.toml has it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache

from techpolicy_extract.cli.terminal.layout import one_line
from techpolicy_extract.nouns.errors import UserError

LANGUAGES = ("zh", "en")
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first one that is set counts
_chosen: str | None = None
# A Latin name behind these has a space before it: 是 Excel 工作簿, but 是演示文稿.
_TIGHT = re.compile("(?<=是)(?=[A-Za-z])")


def use(language: str | None) -> None:
    """Set the language of messages; None means that of the environment."""
    global _chosen
    _chosen = language


def language() -> str:
    """Return the language of messages: the one that was set, else that of the environment."""
    if _chosen is not None:
        return _chosen
    locale = next((value for name in _ENVIRONMENT if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def tr(said: str) -> str:
    """Return an English message in the user's language; unchanged where there is no translation."""
    return said if language() == "en" else _chinese(said)


def fault(error: UserError) -> str:
    """Return the line that reports an error to the user."""
    if language() == "en":
        return one_line(f"error: {error}")
    where = f"{error.where}：" if error.where else ""
    hint = f"（{_chinese(error.hint)}）" if error.hint else ""
    return one_line(f"{_chinese('Error:')}{where}{_chinese(error.message)}{hint}")


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, str]:
    """Map each English message to its Chinese form."""
    import tomllib  # imported here: English needs neither
    from importlib import resources

    text = (resources.files(__package__) / "messages.toml").read_text("utf-8")
    return {english: chinese for table in tomllib.loads(text).values() for english, chinese in table.items()}


def _chinese(said: str) -> str:
    """Return the Chinese form of a message; values inserted in it may be messages, too."""
    known = catalogue()
    if said in known:
        return known[said]
    found = [(match, chinese) for pattern, chinese in _templates() if (match := pattern.fullmatch(said))]
    # `is a ZIP archive` matches both `is {}`, with a known name, and `{} archive`: prefer known names.
    found.sort(key=lambda each: not all(part in known for part in each[0].groups()))
    for match, chinese in found[:1]:
        return _TIGHT.sub(" ", chinese.format(*(_chinese(part) for part in match.groups())))
    return said


@lru_cache(maxsize=1)
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return the messages with inserted values, those with the most words of their own first."""
    found = sorted((key for key in catalogue() if "{}" in key), key=lambda key: (key.count("{}") * 2 - len(key), key))
    return [(re.compile("(.*?)".join(map(re.escape, key.split("{}"))), re.DOTALL), catalogue()[key]) for key in found]
