"""Many documents: the same function for each of them, in this process, in several, or on other machines."""

from techpolicy_extract.engines.document import DiskError, Outcome, Task, process

__all__ = ["DiskError", "Outcome", "Task", "process"]
