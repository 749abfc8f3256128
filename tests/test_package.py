"""What importing costs and does: nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from typer.testing import CliRunner

import techpolicy_extract
from techpolicy_extract.cli.app import app
from techpolicy_extract.rules import packs

# Import every module with a hook that notes the files that are opened, and tell what was noted. `engines.warm` is what
# the server of the workers imports in order to load all of that.
WATCH = """
import importlib, json, pkgutil, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import techpolicy_extract
libraries = {"typer", "rich", "pydantic", "regex", "jieba", "opencc", "lxml", "selectolax", "pypdfium2", "docx"}
libraries |= {"rapidocr_onnxruntime", "pandas", "pyarrow", "duckdb", "xlsxwriter", "numpy"}
light = sorted({name.split(".")[0] for name in sys.modules} & libraries)
for module in pkgutil.walk_packages(techpolicy_extract.__path__, "techpolicy_extract."):
    if not module.name.endswith(("__main__", ".engines.warm")):
        importlib.import_module(module.name)
slow = sorted({"jieba", "opencc"} & set(sys.modules))
kinds = (".toml", ".json", ".txt", ".jsonl")
data = [name for name in opened if name.endswith(kinds) and "techpolicy_extract/" in name]
print(json.dumps({"light": light, "slow": slow, "data": data}))
"""


def test_importing_loads_no_library_opens_no_data_and_prints_nothing() -> None:
    run = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    noted = json.loads(run.stdout)
    assert noted["light"] == [], "the package itself loads no library"
    assert noted["slow"] == [], "these load when a document needs them"
    assert noted["data"] == [], "rules and lexicons are read when a document needs them"


def loaded_by(*arguments: str) -> tuple[str, str]:
    """Return what a command prints, and which heavy libraries it loads."""
    code = (
        f"import sys\nsys.argv = ['extract', *{arguments!r}]\nfrom techpolicy_extract.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'pydantic', 'regex', 'jieba', 'opencc', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout, run.stderr.strip()


def test_help_loads_nothing_heavy() -> None:
    said, loaded = loaded_by("--help")
    assert loaded == "[]"
    assert "Usage: extract" in said


def test_the_version_of_the_rules_loads_nothing_heavy() -> None:
    said, loaded = loaded_by("--version")
    assert loaded == "[]"
    assert said.startswith("extract ")


def test_diff_loads_neither_rules_nor_tables(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"type": "target", "id": "a"}\n', "utf-8")
    said, loaded = loaded_by("diff", str(tmp_path), str(tmp_path))
    assert said == "1 document compared, all equal\n"
    assert loaded in ("[]", "['pydantic']"), "newer versions of typer read paths with pydantic"


def test_shells_complete_the_commands() -> None:
    words = {"_EXTRACT_COMPLETE": "complete_bash", "COMP_WORDS": "extract no", "COMP_CWORD": "1"}
    command = [sys.executable, "-m", "techpolicy_extract.cli"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | words)
    assert run.stdout.split() == ["normalize"]
    source = os.environ | {"_EXTRACT_COMPLETE": "source_zsh"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=source)
    assert "#compdef extract" in run.stdout


def test_version_is_said_and_is_the_one_of_the_project(root: Path) -> None:
    result = CliRunner().invoke(app, ["--version"])
    said = f"extract {techpolicy_extract.__version__} (rules {packs.default().version})\n"
    assert (result.exit_code, result.stdout) == (0, said)
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert f"## [{techpolicy_extract.__version__}]" in (root / "CHANGELOG.md").read_text("utf-8")


def test_both_names_of_the_command_are_installed_alike(root: Path) -> None:
    scripts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert set(scripts) == {"extract", "techpolicy-extract"}
    assert len(set(scripts.values())) == 1
