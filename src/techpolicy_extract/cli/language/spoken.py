"""Commands with help and usage errors in the user's language.

The library for command lines writes both in English. A formatter writes the help again with the Chinese form of each
paragraph. A usage error is split into its sentences, in both languages, because some of them are messages of another
library.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from techpolicy_extract.cli.language.messages import LANGUAGES, language, tr, use
from techpolicy_extract.cli.terminal.layout import plain, width

_Formatter: Any = TyperGroup.context_class.formatter_class
_UsageError: Any = typer.BadParameter.__mro__[1]
_WORD = re.compile(r"[!-~]+[ ]*[，。；：、）」》！？]*|[（「《]?.[，。；：、）」》！？]*", re.DOTALL)
_COLUMNS = re.compile(r"(\s*\S.*?\s{2,}|\s{10,}|\s*)(\S.*)")  # the left column of a listing, and the text beside it
_EXTRA = re.compile(r"(.*?)  \[([^\]]*)\]", re.DOTALL)  # what the library adds after the help of an option
_COLUMN = 30  # the greatest width of the first column of a list


class ChineseFormatter(_Formatter):  # type: ignore[misc]  # the library has two homes for this class
    """Writes help in Chinese; Chinese characters count as two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        for said in ("[OPTIONS]", "COMMAND [ARGS]..."):
            args = args.replace(said, tr(said))
        self.write(f"{tr('Usage:')}{prog} {args}\n")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(f"{' ' * self.current_indent}{tr(heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; those that begin with \\b keep their lines."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            if paragraph.startswith("\b"):
                lines = [_listed(line) for line in paragraph.splitlines()[1:]]
            else:
                lines = wrapped(tr(" ".join(paragraph.split())), self.width - self.current_indent)
            self.write("".join(f"{' ' * self.current_indent}{line}\n" for line in lines))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = _COLUMN, col_spacing: int = 2) -> None:
        """Write a list of terms and their meanings."""
        indent = " " * self.current_indent
        room = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        for term, meaning in rows:
            lines = wrapped(_meaning(meaning), max(self.width - self.current_indent - room, 10))
            if width(term) > room - col_spacing:
                lines = ["", *lines]
            first, *others = lines or [""]
            self.write(f"{indent}{term}{' ' * (room - width(term))}{first}".rstrip() + "\n")
            self.write("".join(f"{indent}{' ' * room}{line}\n" for line in others))


class _Spoken:
    """Methods shared by commands and groups."""

    def get_help(self, ctx: Any) -> Any:
        """Return the help in the language of the user."""
        return super().get_help(_with_formatter(ctx))  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> Any:
        """Return the line of usage in the language of the user."""
        return super().get_usage(_with_formatter(ctx))  # type: ignore[misc]


class Command(_Spoken, TyperCommand):
    """A command with help in the user's language."""


class Commands(_Spoken, TyperGroup):
    """A group of commands with help in the user's language; as the main program it also sets that language."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **more: Any) -> Any:
        """Parse the arguments. `--lang` before the command sets the language first, so that errors are in it, too."""
        if parent is not None:
            return super().make_context(info_name, args, parent, **more)
        use(_asked_for(args))
        with _told_in_our_words():
            return super().make_context(info_name, args, parent, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        if ctx.parent is not None:
            return super().invoke(ctx)
        with _told_in_our_words():
            return super().invoke(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; the group lists it by the first line of its help in the language of the user."""
        command: Any = super().get_command(ctx, cmd_name)
        if command is not None and command.help and language() != "en":
            command.short_help = tr(first_paragraph(command.help))
        return command


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a help text, on one line."""
    return " ".join(text.partition("\n\n")[0].split())


def wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines of at most `room` columns; no line begins with a closing mark."""
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and width(lines[-1]) + width(word.rstrip()) > room:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def _with_formatter(ctx: Any) -> Any:
    if language() == "zh":
        ctx.formatter_class = ChineseFormatter
    return ctx


def _asked_for(args: Sequence[str]) -> str | None:
    """Return the language that `--lang` asks for, None where it is not given."""
    for number, word in enumerate(args):
        name, sign, value = word.partition("=")
        if name == "--lang":
            value = value if sign else next(iter(args[number + 1 :]), "")
            return value if value in LANGUAGES else None
    return None


def _listed(line: str) -> str:
    """Return a line of a listing with its right column in the user's language."""
    found = _COLUMNS.fullmatch(line)
    return f"{found[1]}{tr(found[2])}" if found else line


def _meaning(said: str) -> str:
    """Return the help of an option with what the library adds to it: its default, its limits."""
    found = _EXTRA.fullmatch(said)
    if not found:
        return tr(said)
    extras = "；".join(tr(each) for each in found[2].split("; "))
    return f"{tr(found[1])}  [{extras}]"


@contextmanager
def _told_in_our_words() -> Iterator[None]:
    """Make a usage error that is raised inside print itself in our words and in the user's language."""
    try:
        yield
    except _UsageError as error:
        if type(error).__name__ != "NoArgsIsHelpError":  # that error is the help itself
            error.show = partial(_show, error)
        raise


def _show(error: Any, file: Any = None) -> None:
    lines = []
    if error.ctx is not None:
        hint = f"'{error.ctx.command_path} {error.ctx.help_option_names[0]}'"
        lines = [error.ctx.get_usage(), tr(f"Try {hint} for help."), ""]
    lines.append(f"{tr('Error:')}{'' if language() == 'zh' else ' '}{_sentence(error)}")
    (file or sys.stderr).write(plain("".join(f"{line}\n" for line in lines)))


def _sentence(error: Any) -> str:
    """Return the text of an error: where it is, and what is wrong."""
    said, message = str(error.format_message()), str(error.message)
    ours = _input_fault(error.__cause__) or message
    if message and said != message and said.endswith(message):
        where = said.removesuffix(message).rstrip()
        return f"{tr(where)}{'' if language() == 'zh' else ' '}{tr(ours)}"
    return tr(said)


def _input_fault(cause: Any) -> str | None:
    """Return our message for a bad value that a library has found; None where the library has no such error."""
    if not hasattr(cause, "errors"):
        return None
    found = cause.errors()[0]
    kind, value, bounds = found["type"], found["input"], found.get("ctx", {})
    if kind.startswith("int_"):
        return f"{value!r} is not a whole number"
    if kind.startswith("float_"):
        return f"{value!r} is not a number"
    if kind == "greater_than_equal":
        return f"{value} is less than {bounds['ge']}"
    if kind == "less_than_equal":
        return f"{value} is more than {bounds['le']}"
    return str(bounds["error"]).rstrip(".") if kind == "value_error" else f"{value!r} does not fit"
