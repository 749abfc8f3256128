"""Load and try what every worker needs. The server process that workers are forked from imports this module first.

Much is built on first use. Without this, each worker would build it anew while its first document waits. warm.txt is a
short notice with a sentence of each kind, so that all of it is used.
"""

from importlib import resources

from techpolicy_extract.engines import Task, local
from techpolicy_extract.files.discovery import STDIN, Job

local.prepare(Task())(Job(STDIN, "warm", data=(resources.files(__package__) / "warm.txt").read_bytes()))
