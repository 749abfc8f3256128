"""What the help of every command ends with, as a manual page does."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from techpolicy_extract.cli.messages import tr, use


def exit_codes(good: str, bad: str, wrong: str = "wrong usage") -> str:
    """Give the list of exit codes that stands under the options of a command."""
    codes = (("0", good), ("1", bad), ("2", wrong), ("130", "stopped by Ctrl-C"))
    return "\b\n" + "\n".join(("Exit codes:", *(f"  {code:5}{meaning}" for code, meaning in codes)))


# What most commands mean by their codes; the others give their own.
USUAL = exit_codes("all good", "a document failed, or has issues of severity error; the others are done")


class Commands(TyperGroup):
    """A group of commands whose help begins in the language of the user."""

    def make_context(self, *given: Any, **more: Any) -> Any:
        """Begin a run: nothing is known of its language yet."""
        if more.get("parent") is None:
            use(None)
        return super().make_context(*given, **more)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command with the first line of its help in the language of the user."""
        return translated(super().get_command(ctx, cmd_name))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the group itself."""
        translated(self)
        super().format_help(ctx, formatter)


def translated(command: Any) -> Any:
    """Put the first line of a command's help into the language of the user."""
    if command is not None and command.help:
        first, rest = split_help(command.help)
        if (said := tr(first)) != first:
            command.help = f"{said}{rest}"
            command.short_help = said
    return command


def split_help(text: str) -> tuple[str, str]:
    """Part a help text into its first paragraph, on one line, and the rest."""
    first, gap, rest = text.partition("\n\n")
    return " ".join(first.split()), gap + rest


def complete(app: typer.Typer) -> None:
    """Put the usual exit codes under each command that has none of its own, and let the help speak two languages."""
    app.info.epilog = USUAL
    app.info.cls = Commands
    for command in app.registered_commands:
        command.epilog = command.epilog or USUAL
    for group in app.registered_groups:
        if group.typer_instance is not None:
            complete(group.typer_instance)
