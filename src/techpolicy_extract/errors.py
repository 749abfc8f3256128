"""The faults that a caller can catch: the public name of `techpolicy_extract.nouns.errors`."""

from techpolicy_extract.nouns.errors import (
    DiskError,
    ExtraError,
    LockedError,
    ReadError,
    RecordError,
    RuleError,
    StageError,
    UserError,
)

__all__ = [
    "DiskError",
    "ExtraError",
    "LockedError",
    "ReadError",
    "RecordError",
    "RuleError",
    "StageError",
    "UserError",
]
