"""A decorator for the data classes of which a document makes thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["quick_dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass as quick_dataclass
else:

    def quick_dataclass(*, frozen: bool, slots: bool):
        """Do what `dataclass` does, but leave it to the type checker that no field is set: made in a third of the time.

        A frozen dataclass looks at each field as it sets it.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)
