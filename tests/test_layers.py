"""The house rules that a drawing would not hold: who imports whom, and how long things get."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "techpolicy_extract"
ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / PACKAGE
FILES = sorted(SRC.rglob("*.py"))
ALL_FILES = FILES + sorted((ROOT / "tests").rglob("*.py"))

# From the ground up: modules and packages of the top level. A module imports from the layers below its own.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset(
        {"errors", "foreign", "text", "layout", "layout_json", "issue_texts", "when", "model", "jsonl", "pairing"}
    ),
    frozenset({"chinese_numbers", "contact_tokens", "idioms", "lexer", "numbering", "numerals", "shares", "slots"})
    | {"accounting", "counted_parts", "cues", "tokens", "units"}
    | {"damaged_dates", "date_forms", "date_values", "dates", "encoded", "filler", "periods", "unread"}
    | {"indicators", "pattern_facts", "pattern_reader", "patterns", "phones", "regions", "workdays"}
    | {"lexicon", "prefilter", "readers", "rulepack", "strangers", "grids", "places", "table_heads", "spoilt"}
    | {"extras", "pack_format", "parquet"},
    frozenset({"records"}),
    frozenset({"build", "outputs"}),
    frozenset({"normalize", "segment", "extract", "link", "emit", "check", "findings", "stagefiles"}),
    frozenset({"pipeline"}),
    frozenset({"audit", "corpus", "differ", "duplicates", "evaluation", "explain", "rulecheck", "store"}),
    frozenset({"tables", "viewer"}),
    frozenset({"engines"}),
    frozenset({"api"}),
    frozenset({"cli"}),
)
# Layers whose modules may use each other, as long as no circle comes of it: the nouns, and the lexers.
SOCIABLE = frozenset({0, 1})
# Libraries that one place alone may know: a package, or one module that is found by looking.
IMPORTERS = {"typer": "cli", "rich": "cli", "pydantic": "records", "pydantic_core": "records"}
IMPORTERS |= {"lxml": "readers", "selectolax": "readers", "pypdfium2": "readers", "rapidocr_onnxruntime": "readers"}
IMPORTERS |= dict.fromkeys(("duckdb", "pandas", "pyarrow", "xlsxwriter"), "tables")
IMPORTERS |= {"datasketch": "duplicates", "ray": "engines"}
EXTRA_IMPORTERS = {"pyarrow": {"engines", "parquet"}}  # its file systems and its files, beside the tables
SINGLE = ("opencc", "jieba")


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, also inside functions."""
    package = [PACKAGE, *path.relative_to(SRC).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def top(path: Path) -> str:
    """Give the module or package of the top level that a file belongs to."""
    return path.relative_to(SRC).with_suffix("").parts[0]


def inner(path: Path) -> set[str]:
    """Give the modules of the top level that a file imports, its own left out."""
    names = {name.split(".")[1] for name in imports(path) if name.startswith(f"{PACKAGE}.")}
    return names - {top(path), "__version__"}


def layer(name: str) -> int:
    for number, names in enumerate(LAYERS):
        if name in names:
            return number
    raise AssertionError(f"{name} has no layer: give it one in LAYERS")


@pytest.mark.parametrize("path", [each for each in FILES if each.parent != SRC or each.name != "__init__.py"], ids=ids)
def test_imports_go_down_only(path: Path) -> None:
    own = layer(top(path))
    for name in inner(path):
        other = layer(name)
        assert other < own or (other == own and own in SOCIABLE), f"{ids(path)} must not import {name}"


def test_modules_import_in_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(top(path), set()).update(inner(path))
    list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_stays_in_its_package(library: str) -> None:
    users = {top(path) for path in FILES if library in {name.split(".")[0] for name in imports(path)}}
    assert users <= {IMPORTERS[library]} | EXTRA_IMPORTERS.get(library, set())


@pytest.mark.parametrize("library", SINGLE)
def test_a_slow_library_has_one_importer(library: str) -> None:
    users = [ids(path) for path in FILES if library in {name.split(".")[0] for name in imports(path)}]
    assert len(users) <= 1, users


@pytest.mark.parametrize("path", [each for each in FILES if top(each) != "cli"], ids=ids)
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
