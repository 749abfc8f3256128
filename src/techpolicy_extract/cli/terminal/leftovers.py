"""Tell the user about outputs whose source documents have been deleted."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

_SHOWN = 3


def tell_of_gone(paths: Iterable[str]) -> None:
    """Write a line for each folder in which `paths` holds records of deleted documents."""
    from techpolicy_extract.cli.language.messages import tr
    from techpolicy_extract.cli.terminal.layout import one_line
    from techpolicy_extract.engines.gone import remains

    told: set[Path] = set()
    for path in paths:
        for each in remains(Path(path)):
            if each.folder in told:
                continue
            told.add(each.folder)
            names = ", ".join([*each.sources[:_SHOWN], *(["…"] if len(each.sources) > _SHOWN else [])])
            count, out = len(each.sources), each.folder.as_posix()
            said = tr(
                f"the sources of {count} documents are gone, their records are not: {names}"
                f" (extract status --prune {out} takes them away)"
            )
            sys.stderr.write(f"{one_line(said)}\n")
