"""The commands `extract rules …` and their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from techpolicy_extract.cli.language.manual import exit_codes

Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="Folder of rule packs to add; a known id replaces that rule."),
]

rules_app = typer.Typer(name="rules", no_args_is_help=True, rich_markup_mode=None, add_completion=False)


@rules_app.callback()
def rules() -> None:
    """List, show and check rules.

    \b
    Examples:
      extract rules list seeds
      extract rules show fund.granted
      extract rules check packs
    """


@rules_app.command(name="list")
def list_rules(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATHS]", help="Documents to count on.")] = None,
    rules: Rules = None,
) -> None:
    """List the rules in the order in which they are tried.

    With documents: how many matches each holds there, and how many records it makes.

    \b
    Examples:
      extract rules list
      extract rules list seeds

    \b
    Files:
      PATHS                      read; the list goes to standard output
      DIR/*.toml                 read with --rules
    """
    from techpolicy_extract.cli.commands.look import Look, run_list

    raise typer.Exit(run_list(Look(tuple(paths or ()), rules)))


@rules_app.command(name="show", epilog=exit_codes("shown", "no such rule, or packs that cannot be read"))
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The rule's id.")],
    rules: Rules = None,
) -> None:
    """Show a rule: its pattern, also with the atoms put in, its examples and rejects.

    \b
    Examples:
      extract rules show fund.granted

    \b
    Files:
      DIR/*.toml                 read with --rules
    """
    from techpolicy_extract.cli.commands.look import Look, run_show

    raise typer.Exit(run_show(Look((), rules), rule))


@rules_app.command(name="check", epilog=exit_codes("no faults", "faults"))
def check_rules(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of rule packs (*.toml).")],
) -> None:
    """Check the rule packs of a folder, beside the rules of the package.

    Tells of each fault in one line: keys, unknown atoms, missing examples or rejects, repeats without a bound or of
    repeats, examples and rejects that do not hold, rules that never win.

    \b
    Examples:
      extract rules check packs

    \b
    Files:
      DIR/*.toml                 read; faults go to standard error
    """
    from techpolicy_extract.cli.commands.look import run_check

    raise typer.Exit(run_check(folder))
