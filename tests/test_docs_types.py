"""The Python of the guides passes a strict type check by someone who has installed the package."""

from __future__ import annotations

import doctest
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.guides import GUIDES, ROOT, blocks

PAGES = [name for name in ("README.md", *GUIDES) if any(each.language in ("python", "pycon") for each in blocks(name))]
# What a user knows of the package: the types of its objects, not just that they are something.
KNOWN = """
from typing import assert_type

from techpolicy_extract import Document, extract_file, extract_text
from techpolicy_extract.records import Fund, Target

assert_type(extract_file("a.txt"), Document)
assert_type(extract_text("").title, str | None)
assert_type(extract_text("").of(Fund), list[Fund])
assert_type(extract_text("").of("target"), list[Target])
assert_type(len(extract_text("")), int)
"""
MISUSED = "from techpolicy_extract import extract_text\nextract_text(7)\n"


def source_of(name: str) -> str:
    """Return the Python of a page as one module: its blocks, and what stands behind the prompts of its dialogues."""
    parts = []
    for block in blocks(name):
        if block.language == "python":
            parts.append(block.body)
        elif block.language == "pycon":
            parts += [example.source for example in doctest.DocTestParser().get_examples(block.body)]
    return "".join(parts)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that finds the package as an installed one: mypy asks for py.typed there."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "package.pth").write_text(f"{ROOT / 'src'}\n{sysconfig.get_paths()['purelib']}\n", "utf-8")
    return folder / "bin" / "python"


def mypy(python: Path, folder: Path, modules: dict[str, str]) -> str:
    """Return what mypy says of modules in a folder that has nothing to do with the checkout."""
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    # pandas has its types in a package of its own, which a reader may not have.
    settings = "[mypy]\nstrict = True\n[mypy-pandas.*]\nignore_missing_imports = True\n"
    (folder / "mypy.ini").write_text(settings, "utf-8")
    command = [sys.executable, "-m", "mypy", "--python-executable", str(python), *(f"{name}.py" for name in modules)]
    # Without PYTHONPATH: what mypy finds there it would take for a part of the checked code.
    run = subprocess.run(command, cwd=folder, env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    return run.stdout


def test_the_python_of_the_guides_passes_a_strict_type_check(python: Path, tmp_path: Path) -> None:
    assert {"docs/python.md", "docs/spreadsheets.md"} <= set(PAGES)
    modules = {name.replace("/", "_").replace(".", "_").replace("-", "_"): source_of(name) for name in PAGES}
    assert all("import" in text for text in modules.values())
    said = mypy(python, tmp_path, {**modules, "known": KNOWN})
    assert said == f"Success: no issues found in {len(modules) + 1} source files\n"


def test_a_wrong_call_is_told_because_the_package_has_types(python: Path, tmp_path: Path) -> None:
    said = mypy(python, tmp_path, {"misused": MISUSED})
    assert "[arg-type]" in said
    assert "Found 1 error in 1 file" in said
