"""Bodies that share a task, with what each of them does."""

from __future__ import annotations

from dataclasses import dataclass, field

from techpolicy_extract.lexicon.duty_words import LEAD
from techpolicy_extract.stages.build.duties.bodies import Body


@dataclass(slots=True)
class Group:
    """Bodies that share a task, in the order in which they stand; `labels` are the roles that labels have opened."""

    items: list[tuple[str, Body]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    start: int = -1
    end: int = -1
    more: bool = False
    sound: bool = True
    said: list[tuple[str, str, int, int]] = field(default_factory=list)  # labels, verbs, joints: kind, role, place

    def touch(self, start: int, end: int) -> None:
        """Stretch the group over `[start, end)`."""
        self.start = start if self.start < 0 else min(self.start, start)
        self.end = max(self.end, end)

    def take(self, role: str, body: Body) -> None:
        """Take a body in a role."""
        self.more = self.more or body.more
        self.touch(body.start, body.reach)
        if body.text:
            self.items.append((LEAD if body.leads else role, body))

    def has(self, *roles: str) -> bool:
        """Return whether a body has one of the roles."""
        return any(role in roles for role, _ in self.items)
