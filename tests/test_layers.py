"""The structure of the package: which rooms may import which, and the greatest length of files, functions and lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "techpolicy_extract"
ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / PACKAGE
FILES = sorted(SRC.rglob("*.py"))
ALL_FILES = FILES + sorted((ROOT / "tests").rglob("*.py"))

# The rooms from the ground up, by the full names of their modules below the package. A module imports from its own room
# and from those above it in this list. Each stage is a room, and knows no other stage: `pipeline` calls them in order.
ROOMS = (
    "nouns",
    "patterns",
    "lexicon",
    "lexing",
    "syntax",
    "records",
    "files",
    "rules",
    *(f"stages.{stage}" for stage in ("normalize", "segment", "parse", "match", "build")),
    *(f"stages.{stage}" for stage in ("settle", "account", "emit", "check")),
    "pipeline",
    "products",
    "engines",
    "api",
    "cli",
)
# What stands at the top of the package beside the rooms: the package itself, and the public name of its faults.
FRONT = ("", "errors")
# Imports that the order forbids, each with its reason. No more than five.
EXCEPTIONS: dict[tuple[str, str], str] = {}
# Where the heading of a section may be read, each with its reason. All others ask for its scope (nouns/scope.py).
HEADING_READERS = {
    "stages.segment": "finds the headings",
    "syntax.scope": "says what they mean",
    "stages.emit": "writes them into the records of sections",
    "products": "shows them",
}
FILES_A_FOLDER = 22  # modules of one folder; about twenty is the aim
# Libraries that one place alone may know.
IMPORTERS = {"typer": "cli", "rich": "cli", "pydantic": "records"}
IMPORTERS |= dict.fromkeys(("lxml", "selectolax", "pypdfium2", "rapidocr_onnxruntime"), "files.readers")
IMPORTERS |= dict.fromkeys(("duckdb", "pandas", "pyarrow", "xlsxwriter"), "products.tables")
IMPORTERS |= {"datasketch": "products.duplicates", "ray": "engines"}
EXTRA_IMPORTERS = {"pyarrow": ("engines", "files.parquet")}  # its file systems and its files, beside the tables
SINGLE = ("opencc", "jieba")


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def module(path: Path) -> str:
    """Return the full name of a module below the package: "" for the package itself, `nouns.text` for nouns/text.py."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path) for path in FILES}


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, also inside functions."""
    package = [PACKAGE, *path.relative_to(SRC).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def inner(path: Path) -> set[str]:
    """Return the full names of the modules of the package that a file imports, its own left out."""
    return known(path) - {module(path), ""}


def known(path: Path) -> set[str]:
    """Return the full names of the modules of the package that a file imports; "" for the package itself."""
    found = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == PACKAGE:
            below = (".".join(parts[1:end]) for end in range(len(parts), 0, -1))
            found.add(next(each for each in below if each in MODULES))
    return found


def room(name: str) -> str:
    """Return the room of a module. A module that stands in none fails here."""
    found = [each for each in ROOMS if name == each or name.startswith(f"{each}.")]
    assert found, f"{name} stands in no room: move it into one of {', '.join(ROOMS)}"
    return found[0]


def housed() -> list[Path]:
    """Return the files of the rooms: all but the front, and the packages that only hold rooms."""
    holders = {each.rpartition(".")[0] for each in ROOMS} - {""}
    return [path for path in FILES if module(path) not in {*FRONT, *holders}]


@pytest.mark.parametrize("path", housed(), ids=ids)
def test_imports_go_down_only(path: Path) -> None:
    own = module(path)
    for name in inner(path) - set(FRONT):
        if (own, name) in EXCEPTIONS:
            continue
        here, there = room(own), room(name)
        assert ROOMS.index(there) <= ROOMS.index(here), f"{own} must not import {name}: {there} lies above {here}"
        stages = {here, there} if here.startswith("stages.") and there.startswith("stages.") else {here}
        assert len(stages) == 1, f"{own} must not import {name}: only `pipeline` knows more than one stage"
        called = there.startswith("stages.") and here not in ("pipeline", there)
        assert not called, f"{own} must not import {name}: only `pipeline` calls the stages"


@pytest.mark.parametrize("path", housed(), ids=ids)
def test_no_room_imports_the_package_itself(path: Path) -> None:
    """The package offers what `api` does, so whoever imports it knows all rooms."""
    assert "" not in known(path)


def test_the_exceptions_are_few_needed_and_reasoned() -> None:
    pairs = {(module(path), name) for path in FILES for name in inner(path)}
    assert len(EXCEPTIONS) <= 5
    assert set(EXCEPTIONS) <= pairs
    assert all(EXCEPTIONS.values())


def test_the_top_of_the_package_holds_the_rooms_and_nothing_else() -> None:
    tops = {module(path).split(".")[0] for path in FILES} - set(FRONT)
    assert tops == {each.split(".")[0] for each in ROOMS}


def test_a_folder_has_about_twenty_modules_at_the_most() -> None:
    for folder in {path.parent for path in FILES}:
        assert len([path for path in FILES if path.parent == folder]) <= FILES_A_FOLDER, folder


def test_packages_import_in_no_circle() -> None:
    """No two packages of the whole house import each other, products and commands among them."""
    graph: dict[str, set[str]] = {}
    for path in housed():
        own = package(module(path))
        graph.setdefault(own, set()).update(package(name) for name in inner(path))
        graph[own].discard(own)
    list(TopologicalSorter(graph).static_order())


def package(name: str) -> str:
    """Return what a module belongs to: a product, a stage, else the room."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] in ("products", "stages") else parts[0]


def test_modules_import_in_no_circle() -> None:
    list(TopologicalSorter({module(path): known(path) - {module(path)} for path in FILES}).static_order())


def reads_headings(path: Path) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "heading" for node in ast.walk(tree(path)))


@pytest.mark.parametrize("path", housed(), ids=ids)
def test_headings_are_read_once(path: Path) -> None:
    own = module(path)
    if reads_headings(path):
        assert any(own == each or own.startswith(f"{each}.") for each in HEADING_READERS), f"{own}: ask for the scope"


@pytest.mark.parametrize("reader", HEADING_READERS)
def test_each_reader_of_headings_reads_them(reader: str) -> None:
    below = [path for path in FILES if module(path) == reader or module(path).startswith(f"{reader}.")]
    assert any(map(reads_headings, below))


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_stays_in_its_place(library: str) -> None:
    users = {module(path) for path in FILES if library in {name.split(".")[0] for name in imports(path)}}
    places = (IMPORTERS[library], *EXTRA_IMPORTERS.get(library, ()))
    assert users
    assert all(any(user == place or user.startswith(f"{place}.") for place in places) for user in users), users


@pytest.mark.parametrize("library", SINGLE)
def test_a_slow_library_has_one_importer(library: str) -> None:
    users = [ids(path) for path in FILES if library in {name.split(".")[0] for name in imports(path)}]
    assert len(users) <= 1, users


@pytest.mark.parametrize("path", [each for each in FILES if module(each).split(".")[0] != "cli"], ids=ids)
def test_only_the_command_line_speaks(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input"}, f"{ids(path)}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            assert node.attr not in {"stdout", "stderr", "stdin"}, f"{ids(path)}:{node.lineno}"


@pytest.mark.parametrize("path", ALL_FILES, ids=ids)
def test_files_lines_functions_and_signatures_stay_small(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 300
    for number, line in enumerate(lines, 1):
        assert len(line) <= 120, f"{ids(path)}:{number} has {len(line)} characters"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            place = f"{ids(path)}:{node.lineno} {node.name}"
            assert (node.end_lineno or 0) - node.lineno < 60, f"{place} is longer than 60 lines"
            taken = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            if node.name.startswith("test_"):
                continue  # the parameters of a test are the columns of its table
            assert len([each for each in taken if each not in {"self", "cls"}]) <= 5, f"{place} takes more than 5"
