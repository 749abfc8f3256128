"""What the user reads, in the language of the user: English, or Chinese where messages.toml has it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache

from techpolicy_extract.cli.layout import one_line
from techpolicy_extract.nouns.errors import UserError

LANGUAGES = ("zh", "en")
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first one that is set counts
_chosen: str | None = None
# A Latin name behind these has a space before it: 是 Excel 工作簿, but 是演示文稿.
_TIGHT = re.compile("(?<=是)(?=[A-Za-z])")


def use(language: str | None) -> None:
    """Speak a language from now on; None is that of the environment."""
    global _chosen
    _chosen = language


def language() -> str:
    """Give the language that is spoken: the one that was chosen, else that of the environment."""
    if _chosen is not None:
        return _chosen
    locale = next((value for name in _ENVIRONMENT if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def tr(said: str) -> str:
    """Give an English message in the language that is spoken; as it is where there is no entry."""
    return said if language() == "en" else _chinese(said)


def fault(error: UserError) -> str:
    """Give the line that tells the user of a fault."""
    if language() == "en":
        return one_line(f"error: {error}")
    where = f"{error.where}：" if error.where else ""
    hint = f"（{_chinese(error.hint)}）" if error.hint else ""
    return one_line(f"错误：{where}{_chinese(error.message)}{hint}")


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, str]:
    """Give the Chinese of each English message."""
    import tomllib  # here, because who reads English needs neither
    from importlib import resources

    text = (resources.files("techpolicy_extract") / "cli" / "messages.toml").read_text("utf-8")
    return {english: chinese for table in tomllib.loads(text).values() for english, chinese in table.items()}


def _chinese(said: str) -> str:
    """Return the Chinese of a message; what is put into it may be a message, too."""
    known = catalogue()
    if said in known:
        return known[said]
    found = [(match, chinese) for pattern, chinese in _templates() if (match := pattern.fullmatch(said))]
    # `is a ZIP archive` is `is {}` with a name that is known, and no `{} archive`.
    found.sort(key=lambda each: not all(part in known for part in each[0].groups()))
    for match, chinese in found[:1]:
        return _TIGHT.sub(" ", chinese.format(*(_chinese(part) for part in match.groups())))
    return said


@lru_cache(maxsize=1)
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Give the messages into which something is put, those with the most words of their own first."""
    found = sorted((key for key in catalogue() if "{}" in key), key=lambda key: (key.count("{}") * 2 - len(key), key))
    return [(re.compile("(.*?)".join(map(re.escape, key.split("{}"))), re.DOTALL), catalogue()[key]) for key in found]
