"""Find the messages in the code, from its syntax tree: the arguments of UserError and its subclasses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from techpolicy_extract.nouns import errors

SRC = Path(errors.__file__).parent.parent
_ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
_ERRORS |= {"BadParameter"}
_PLACES = {"message": 0, "hint": 2}
_SPOKEN = {"tr"}  # functions whose first argument is a message


def templates() -> Iterator[tuple[str, str]]:
    """Yield the place of each message, and its text with {} for each inserted value.

    Where a message is a name, the assignments to it in the same function or module count; messages from elsewhere are
    not found.
    """
    for path in sorted(SRC.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        constants = [node for node in tree.body if isinstance(node, ast.Assign)]
        scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for scope in scopes:
            for node in ast.walk(scope):
                for said in _said(node):
                    where = f"{path.relative_to(SRC).as_posix()}:{said.lineno}"
                    yield from ((where, text) for text in _texts(said, scope, constants))


def _said(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions in a call that are messages or hints."""
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _SPOKEN:
        yield from node.args[:1]
    elif name in _ERRORS:
        yield from (node.args[place] for place in _PLACES.values() if place < len(node.args))
        yield from (each.value for each in node.keywords if each.arg in _PLACES)


def _texts(said: ast.expr, scope: ast.FunctionDef, constants: list[ast.Assign]) -> Iterator[str]:
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value
    elif isinstance(said, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in said.values)
    elif isinstance(said, ast.IfExp):
        yield from _texts(said.body, scope, constants)
        yield from _texts(said.orelse, scope, constants)
    elif isinstance(said, ast.Name):
        for node in (*(node for node in ast.walk(scope) if isinstance(node, ast.Assign)), *constants):
            names = [to.id for to in node.targets if isinstance(to, ast.Name)]
            if said.id in names and not isinstance(node.value, ast.Name):
                yield from _texts(node.value, scope, constants)
