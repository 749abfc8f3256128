"""The end of every command's help: its exit codes, as in a manual page."""

from __future__ import annotations

import typer

from techpolicy_extract.cli.language.spoken import Command, Commands


def exit_codes(good: str, bad: str, wrong: str = "wrong usage") -> str:
    """Return the list of exit codes that stands below a command's options."""
    codes = (("0", good), ("1", bad), ("2", wrong), ("130", "stopped by Ctrl-C"))
    return "\b\n" + "\n".join(("Exit codes:", *(f"  {code:5}{meaning}" for code, meaning in codes)))


# The exit codes of most commands; the others have their own list.
USUAL = exit_codes("all good", "a document failed, or has issues of severity error; the others are done")


def complete(app: typer.Typer) -> None:
    """Add the usual exit codes to each command without its own, and make the help bilingual."""
    app.info.epilog = USUAL
    app.info.cls = Commands
    for command in app.registered_commands:
        command.epilog = command.epilog or USUAL
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            complete(group.typer_instance)
