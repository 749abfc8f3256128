"""Many documents: the same function for each of them, in this process, in several, or on other machines."""

from techpolicy_extract.engines.document import Outcome, Task, process, read

__all__ = ["Outcome", "Task", "process", "read"]
