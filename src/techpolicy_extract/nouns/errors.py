"""Faults that the user can mend. Everything else is a fault of ours and shows a traceback."""

from typing import Self, TypeVar

E = TypeVar("E", bound="UserError")


class UserError(Exception):
    """Report a fault of the input or the call in one line: what is wrong, where, and what to try."""

    def __init__(self, message: str, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def at(self, where: str) -> Self:
        """Return the same error with another place."""
        return _again(type(self), self.message, where, self.hint)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle message, place and hint, so that the error reaches another process whatever its constructor takes."""
        return _again, (type(self), self.message, self.where, self.hint)


def _again(kind: type[E], message: str, where: str, hint: str) -> E:
    error = kind.__new__(kind)
    UserError.__init__(error, message, where, hint)
    return error


class ReadError(UserError):
    """A file that cannot be read as a document."""


class ExtraError(ReadError):
    """A library that comes with an extra of the package, and is not installed."""

    def __init__(self, extra: str, where: str = "") -> None:
        super().__init__(f"needs the extra [{extra}]", where, f"pip install 'techpolicy-extract[{extra}]'")

    @property
    def extra(self) -> str:
        """Return the name of the extra. It is read from the message, which is all that goes between processes."""
        return self.message.partition("[")[2].removesuffix("]")


class StageError(UserError):
    """A stage whose input, the output of the stage before, is missing or is not what that stage writes."""


class RuleError(UserError):
    """A rule pack or lexicon that does not hold what it must; `where` names pack, rule and key."""


class RecordError(UserError):
    """A record that breaks its schema, or whose positions do not match the source text."""


class DiskError(UserError):
    """A disk to which nothing more can be written: it is full or read-only."""


class LockedError(UserError):
    """A folder of outputs into which another run is writing."""
