"""The command line: parse, call, print, exit code."""

from __future__ import annotations

import gc
import os
import sys

_NEW = 100_000  # objects made before garbage is looked for: an import makes hardly any


def main() -> None:
    """Run `extract`. Exits 0 when all is good, 1 when a document failed, 2 on wrong usage, 130 on Ctrl-C."""
    gc.set_threshold(_NEW)
    try:
        from techpolicy_extract.cli.app import app  # here, so that Ctrl-C during the import shows no traceback

        app(prog_name="extract")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has closed it; Python's last flush at exit must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        sys.exit(1)
