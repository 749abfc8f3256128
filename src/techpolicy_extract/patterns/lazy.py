"""Regular expressions that are compiled when they are first used: a document needs a part of them, a run few more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast


class Lazy:
    """Stands in the place of a compiled pattern and becomes as quick as one: what was asked for once is kept."""

    def __init__(self, pattern: str, flags: int = 0, compiler: Callable[..., Any] = re.compile) -> None:
        self.pattern, self.flags = pattern, flags
        self._compiler = compiler
        self._compiled: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.pattern, self.flags, self._compiler)

    def __getattr__(self, name: str) -> Any:
        """Give a method or value of the compiled pattern."""
        if self._compiled is None:
            self._compiled = self._compiler(self.pattern, self.flags)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern for a constant of a module, which is then imported without compiling it."""
    return cast("re.Pattern[str]", Lazy(pattern, flags))
