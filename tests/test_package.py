"""What importing costs and does: nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from typer.testing import CliRunner

import techpolicy_extract
from techpolicy_extract.cli.app import app

# Import every module with a hook that notes the files that are opened, and tell what was noted.
WATCH = """
import importlib, json, pkgutil, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import techpolicy_extract
light = sorted({name.split(".")[0] for name in sys.modules} & {"typer", "rich", "pydantic", "regex", "jieba", "opencc"})
for module in pkgutil.walk_packages(techpolicy_extract.__path__, "techpolicy_extract."):
    if not module.name.endswith("__main__"):
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


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['extract', '--help']\nfrom techpolicy_extract.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'pydantic', 'regex', 'jieba', 'opencc', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"
    assert "Usage: extract" in run.stdout


def test_version_is_said_and_is_the_one_of_the_project(root: Path) -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"extract {techpolicy_extract.__version__}\n")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert f"## [{techpolicy_extract.__version__}]" in (root / "CHANGELOG.md").read_text("utf-8")


def test_both_names_of_the_command_are_installed_alike(root: Path) -> None:
    scripts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert set(scripts) == {"extract", "techpolicy-extract"}
    assert len(set(scripts.values())) == 1
