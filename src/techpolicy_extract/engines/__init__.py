"""Process many documents: in this process, in worker processes, or on a cluster of machines."""

from techpolicy_extract.engines.document import Outcome, Task, process, read

__all__ = ["Outcome", "Task", "process", "read"]
