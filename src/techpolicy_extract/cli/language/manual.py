"""What the help of every command ends with, as a manual page does."""

from __future__ import annotations

import typer

from techpolicy_extract.cli.language.spoken import Command, Commands


def exit_codes(good: str, bad: str, wrong: str = "wrong usage") -> str:
    """Give the list of exit codes that stands under the options of a command."""
    codes = (("0", good), ("1", bad), ("2", wrong), ("130", "stopped by Ctrl-C"))
    return "\b\n" + "\n".join(("Exit codes:", *(f"  {code:5}{meaning}" for code, meaning in codes)))


# What most commands mean by their codes; the others give their own.
USUAL = exit_codes("all good", "a document failed, or has issues of severity error; the others are done")


def complete(app: typer.Typer) -> None:
    """Put the usual exit codes under each command that has none of its own, and let the help speak two languages."""
    app.info.epilog = USUAL
    app.info.cls = Commands
    for command in app.registered_commands:
        command.epilog = command.epilog or USUAL
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            complete(group.typer_instance)
