"""Run the commands that look at documents and rules: write to standard output, return the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from techpolicy_extract.cli.commands.work import read
from techpolicy_extract.cli.language.messages import tr
from techpolicy_extract.cli.terminal import lines
from techpolicy_extract.cli.terminal.layout import one_line, plain
from techpolicy_extract.cli.terminal.output import quiet_when_gone, say
from techpolicy_extract.cli.terminal.report import Report
from techpolicy_extract.files import jsonl, outputs
from techpolicy_extract.files.discovery import discover
from techpolicy_extract.nouns.errors import RuleError, UserError
from techpolicy_extract.nouns.model import Source
from techpolicy_extract.products.audit import audit, summary
from techpolicy_extract.products.explain import explain_place, explain_record
from techpolicy_extract.products.rulecheck import check, firing, load
from techpolicy_extract.rules.packs import RuleSet

_SHORT = ("place", "class", "rule", "type", "status", "rank", "view")  # columns whose cells stay on one line
_COLUMNS = ("place", "class", "text", "record", "fields", "note")


@dataclass(frozen=True, slots=True)
class Look:
    """The options of such a command: documents, extra rule packs, form, and what to look for."""

    paths: tuple[str, ...]
    rules: Path | None = None
    form: str = "text"
    unexplained: bool = False
    at: int | None = None
    record: str | None = None
    tree: bool = False


def run_audit(look: Look) -> int:
    """List the numerals of documents; write their counts to standard error."""

    def work(report: Report) -> None:
        rules = load(look.rules)
        counts: dict[str, int] = {}
        rows: list[dict[str, Any]] = []
        for source in _sources(look.paths, report):
            found = _guarded(partial(audit, source, rules), source, report)
            for name, number in summary(found or []).items():
                counts[name] = counts.get(name, 0) + number
            shown = [row for row in found or [] if row["class"] == "unexplained" or not look.unexplained]
            if look.form == "jsonl":
                say(jsonl.dumps(row) for row in shown)
            else:
                rows += shown
        if look.form == "text":
            _table(_COLUMNS, [_cells(row) for row in rows])
        sys.stderr.write(_counted(report, counts))

    return _guard(len(look.paths), work)


def run_explain(look: Look) -> int:
    """Explain a position or a record of one document."""

    def work(report: Report) -> None:
        rules = load(look.rules)
        for source in _sources(look.paths, report):
            found = _guarded(partial(_explained, source, look, rules), source, report)
            if found is not None:
                data = jsonl.dumps(found, indent=2)
                say([data] if look.form == "json" else map(plain, lines.explained(found)))

    return _guard(1, work)


def run_list(look: Look) -> int:
    """List the rules and, where documents are given, how often each rule fires on them."""

    def work(report: Report) -> None:
        rules = load(look.rules)
        columns: tuple[str, ...] = ("rule", "type", "status", "rank", "view", "doc")
        cells = [[rule.id, rule.type, rule.status, str(rule.rank), rule.view, rule.doc] for rule in _sorted(rules)]
        if look.paths:
            counts = firing(_sources(look.paths, report), rules)
            columns = (*columns[:-1], "matches", "records", columns[-1])
            for row in cells:
                row[-1:-1] = [str(number) for number in counts[row[0]]]
        _table(columns, cells)

    return _guard(len(look.paths), work)


def run_show(look: Look, rule_id: str) -> int:
    """Show everything about one rule."""

    def work(report: Report) -> None:
        rules = load(look.rules)
        rule = next((each for each in rules.known if each.id == rule_id), None)
        if rule is None:
            near = [each.id for each in rules.known if each.type == rule_id.partition(".")[0]]
            hint = f"rules of this type: {', '.join(near)}" if near else "`extract rules list` names them all"
            raise RuleError("there is no such rule", rule_id, hint)
        say(map(plain, lines.rule(rule)))

    return _guard(1, work)


def run_check(folder: Path) -> int:
    """Check the packs of a folder; report one line for each fault."""

    def work(report: Report) -> None:
        faults = check(folder)
        for fault in faults:
            report.failed(fault)
        if not faults:
            sys.stderr.write(one_line(tr(f"{folder.as_posix()}: no faults")) + "\n")

    return _guard(1, work)


def _guard(total: int, work: Callable[[Report], None]) -> int:
    """Run a command's work and return its exit code; an error that stops all of it is reported in one line."""
    with Report(total, quiet=True) as report:
        try:
            with quiet_when_gone():
                work(report)
        except KeyboardInterrupt:
            return report.interrupted()
        except UserError as error:
            report.failed(error)
    return report.exit_code()


def _sources(paths: tuple[str, ...], report: Report) -> Iterator[Source]:
    """Yield documents one after the other; one that cannot be read is reported, and the rest is read."""
    outputs.refuse_outputs(paths)
    for job in discover(paths):
        if isinstance(job, UserError):
            report.failed(job)
            continue
        try:
            source = read(job)
        except UserError as error:
            report.failed(error.at(error.where or job.where))
        else:
            report.done(None)
            yield source


def _guarded(call: Callable[[], Any], source: Source, report: Report) -> Any:
    """Call a function for one document; return None on a fault of ours, which must not cost the other documents."""
    try:
        return call()
    except UserError:
        raise
    except Exception:
        report.good -= 1
        report.crashed(source.path)
        return None


def _explained(source: Source, look: Look, rules: RuleSet) -> dict[str, Any]:
    if look.record is not None:
        return explain_record(source, look.record, rules, look.tree)
    return explain_place(source, look.at or 0, rules, look.tree)


def _sorted(rules: RuleSet) -> list[Any]:
    return sorted(rules.known, key=lambda rule: (rule.status == "retired", rule.rank))


def _counted(report: Report, counts: dict[str, int]) -> str:
    total, loose = sum(counts.values()), counts.get("unexplained", 0)
    share = f" ({loose / total:.1%})" if total else ""
    return tr(f"documents {report.good}, numerals {total}, unexplained {loose}{share}") + "\n"


def _cells(row: dict[str, Any]) -> list[str]:
    also = f" and {len(row['also'])} more" if row["also"] else ""
    return [
        f"{row['path']}:{row['start']}-{row['end']}", row["class"], one_line(row["text"]),
        f"{row['record'] or ''}{also}", ", ".join(row["fields"]), row["note"] or "",
    ]  # fmt: skip


def _table(columns: Iterable[str], rows: list[list[str]]) -> None:
    """Write a table: aligned on a terminal, elsewhere one row a line with tabs between cells."""
    if not sys.stdout.isatty():
        say("\t".join(map(one_line, row)) for row in (list(columns), *rows))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in _SHORT)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    Console(highlight=False).print(table)
