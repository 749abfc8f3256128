"""Regular expressions that are compiled on first use: one document needs only some of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast


class Lazy:
    """Stand in for a compiled pattern, and compile it on first use.

    Attributes of the compiled pattern are kept once they have been looked up, so that later use is as fast as the
    pattern itself.
    """

    def __init__(self, pattern: str, flags: int = 0, compiler: Callable[..., Any] = re.compile) -> None:
        self.pattern, self.flags = pattern, flags
        self._compiler = compiler
        self._compiled: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.pattern, self.flags, self._compiler)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern; compile it if that has not been done."""
        if self._compiled is None:
            self._compiled = self._compiler(self.pattern, self.flags)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled on first use, so that a module with many of them is imported quickly."""
    return cast("re.Pattern[str]", Lazy(pattern, flags))
