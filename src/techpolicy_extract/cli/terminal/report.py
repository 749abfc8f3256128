"""What the user sees on standard error: progress bar, errors, closing table."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

from techpolicy_extract.cli.language.messages import fault, tr
from techpolicy_extract.cli.terminal.layout import plain
from techpolicy_extract.nouns.errors import ExtraError, UserError

if TYPE_CHECKING:
    from rich.progress import Progress

    from techpolicy_extract.files.readers.others import Others
    from techpolicy_extract.pipeline import Summary

_NAMED = 3  # files named where many need the same extra


class Report:
    """Counts and reports the outcomes of documents, and computes the exit code.

    Use it in a `with` statement: it shows the progress bar (on a terminal only) and, at its end, the table. `total` is
    None where documents are counted only as they are read. `others` are the files that are no documents. Documents that
    fail because an extra is missing are reported at the end, in one line for each extra.
    """

    def __init__(self, total: int | None, quiet: bool, others: Others | None = None) -> None:
        self.quiet = quiet
        self.others = others
        self.good = 0
        self.bad = 0
        self.skipped = 0
        self.records: Counter[str] = Counter()
        self.issues: Counter[str] = Counter()
        self._lacking: dict[str, list[ExtraError]] | None = None  # by the extra, inside a `with`
        self._bar = _bar(total) if total != 1 and total != 0 and not quiet and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        self._lacking = {}
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        for errors in (self._lacking or {}).values():
            self._say(fault(_joined(errors)))
        self._lacking = None
        if not self.quiet and kind is None:
            self._table()
            self._say_others()

    def done(self, summary: Summary | None) -> None:
        """Count a document that went through; `summary` is given after the last stage."""
        self.good += 1
        if summary:
            self.records.update(summary.records)
            self.issues.update(summary.issues)
        self._advance()

    def known(self, summary: Summary | None) -> None:
        """Count a document that an earlier run has processed."""
        self.skipped += 1
        self.done(summary)

    def failed(self, error: UserError) -> None:
        """Count a document that failed, and report why in one line."""
        self.bad += 1
        if self._lacking is not None and isinstance(error, ExtraError):
            self._lacking.setdefault(error.extra, []).append(error)
        else:
            self._say(fault(error))
        self._advance()

    def crashed(self, where: str) -> None:
        """Count a document stopped by the exception that is being handled: a fault of ours, so show the traceback."""
        error = UserError("internal error", where, "please report it with the lines above")
        self.broken(error, traceback.format_exc())

    def broken(self, error: UserError, trace: str) -> None:
        """Count a document stopped by a fault of ours; `trace` is the traceback."""
        self.bad += 1
        self._say(f"{plain(trace)}{fault(error)}")
        self._advance()

    def interrupted(self) -> int:
        """Report that the user stopped the run; return the exit code for it."""
        self._say(fault(UserError("interrupted", hint="outputs that were written are complete")))
        return 130

    def exit_code(self) -> int:
        """Return 1 where a document failed or has an issue of severity error, else 0."""
        return int(bool(self.bad or self.issues["error"]))

    def _say(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")

    def _say_others(self) -> None:
        from techpolicy_extract.cli.terminal.others import closing

        for line in closing(self.others.by_kind() if self.others else {}):
            self._say(line)

    def _advance(self) -> None:
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])

    def _table(self) -> None:
        from rich.console import Console
        from rich.table import Table

        table = Table.grid(padding=(0, 2))
        table.add_column()
        table.add_column(justify="right")
        table.add_row(tr("documents"), str(self.good + self.bad))
        table.add_row(tr("failed"), str(self.bad))
        if self.skipped:
            table.add_row(tr("unchanged, skipped"), str(self.skipped))
        for title, counts in ((tr("records"), self.records), (tr("issues"), self.issues)):
            if counts or self.records:
                table.add_row(title, str(counts.total()))
            for name, number in sorted(counts.items()):
                table.add_row(f"  {name}", str(number))
        Console(stderr=True, highlight=False).print(table)


def _joined(errors: list[ExtraError]) -> UserError:
    """Return one error for all documents that need the same extra."""
    first = errors[0]
    if len(errors) == 1:
        return first
    names = [each.where for each in errors[:_NAMED]] + ["…"] * (len(errors) > _NAMED)
    return UserError(f"{len(errors)} files need the extra [{first.extra}]: {first.hint}", hint=", ".join(names))


def _bar(total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TimeRemainingColumn
    from rich.progress import Task as Row
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Documents a second."""

        def render(self, task: Row) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn()
    # Standard output carries data, so rich must not touch it.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    bar.add_task("documents", total=total)
    return bar
