"""The wheel in an environment of its own: it carries its data, and what the README tells a reader to run works.

Libraries come from where pip is told to look for them; where there are none to be had, the tests are skipped.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

import pytest

from tests.golden import without_version
from tests.guides import ROOT
from tests.word_files import p, word_file

_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and a folder to work in."""

    bin: Path
    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in the folder."""
        command = [str(self.bin / words[0]), *words[1:]]
        return subprocess.run(
            command, cwd=self.folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False, encoding="utf-8"
        )


def pip(*words: str) -> None:
    """Run pip; skip the test where it cannot get at a library."""
    run = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--retries", "1", *words],
        env=_ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if any(
        sign in run.stderr for sign in ("No matching distribution", "ConnectionError", "ConnectTimeout", "SSLError")
    ):
        pytest.skip(f"pip finds no libraries here: {run.stderr.strip().splitlines()[-1]}")
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    here = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    pip("wheel", "--quiet", "--no-deps", *here, "--wheel-dir", str(folder), str(ROOT))
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def plain(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Make an environment with the wheel and what it needs, without extras."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", symlinks=True)  # without pip: ours installs into it
    return install(Installed(folder / "venv" / "bin", folder), str(wheel))


@pytest.fixture(scope="module")
def full(wheel: Path, plain: Installed) -> Installed:
    """Put the extras into the same environment: the tests without them stand above those with them."""
    return install(plain, f"{wheel}[docs,duplicates,tables]")


def install(environment: Installed, requirement: str) -> Installed:
    python = str(environment.bin / "python")
    pip("--python", python, "install", "--quiet", "--no-compile", "--prefer-binary", requirement)
    return environment


def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    source = ROOT / "src"
    files = [path for path in (source / "techpolicy_extract").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {".toml", ".js", ".css", ".json", ".html", ".typed"} <= {path.suffix for path in files}
    assert {path.relative_to(source).as_posix() for path in files} <= set(zipfile.ZipFile(wheel).namelist())


def test_each_extra_brings_in_what_its_commands_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
    extras: dict[str, dict[str, str]] = {extra: {} for extra in metadata.get_all("Provides-Extra", [])}
    for line in metadata.get_all("Requires-Dist", []):
        wanted, _, condition = line.partition(";")
        for extra in re.findall(r"extra == '(\w+)'", condition):
            extras[extra][wanted.strip()] = condition
    names = {extra: {re.split(r"[^\w-]", each)[0].lower() for each in wanted} for extra, wanted in extras.items()}
    assert names["duplicates"] == {"datasketch"}
    assert names["cluster"] == {"datasketch", "pyarrow", "ray"}
    users = set(extras) - {"all", "bench", "dev"}
    assert users == {"cluster", "docs", "duplicates", "ocr", "tables"}
    assert set(extras["all"]) == {each for extra in users for each in extras[extra]}
    bound = [each for each, condition in extras["all"].items() if "python_version" in condition]
    assert bound == list(extras["ocr"]), "the only ones that some supported Python cannot have"


def test_without_extras_it_is_imported_and_reads_plain_text(plain: Installed, seeds: Path) -> None:
    code = "import techpolicy_extract as t, sys; print(t.__file__, t.extract_text(sys.argv[1]).title)"
    run = plain.run("python", "-c", code, "滨江市科技创新规划\n到2025年，培育高新技术企业500家。\n")
    assert run.returncode == 0, run.stderr
    where, title = run.stdout.split()
    assert Path(where).is_relative_to(plain.folder)
    assert title == "滨江市科技创新规划"
    (seed,) = seeds.glob("003*.txt")
    run = plain.run("extract", "all", str(seed), "--out", "out", "--quiet")
    assert (run.returncode, run.stderr) == (0, "")
    golden = (ROOT / "tests" / "golden" / f"{seed.stem}.jsonl").read_text("utf-8")
    ours = (plain.folder / "out" / f"{seed.stem}.jsonl").read_text("utf-8")
    assert ours.splitlines()[1:] == golden.splitlines()[1:]


def test_without_extras_a_word_file_is_one_line_that_names_the_extra(plain: Installed) -> None:
    (plain.folder / "notice.docx").write_bytes(word_file(p("关于印发行动方案的通知")))
    run = plain.run("extract", "all", "notice.docx", "--out", "out", "--quiet")
    assert run.returncode == 1
    hint = "pip install 'techpolicy-extract[docs]'"
    assert run.stderr == f"error: notice.docx: needs the extra [docs] ({hint})\n"
    run = plain.run("extract", "table", "out", "--format", "xlsx")
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    run = plain.run("extract", "duplicates", "out")
    assert run.returncode == 1
    hint = "pip install 'techpolicy-extract[duplicates]'"
    assert run.stderr == f"error: extract duplicates: needs the extra [duplicates] ({hint})\n"


def test_with_extras_the_first_commands_of_the_readme_work(full: Installed, seeds: Path) -> None:
    (full.folder / "seeds").symlink_to(seeds)
    for line in ("all seeds --out out", "table out --format xlsx", "view out"):
        run = full.run("extract", *line.split())
        assert run.returncode == 0, run.stderr
    for path in seeds.glob("*.txt"):
        golden = (ROOT / "tests" / "golden" / f"{path.stem}.jsonl").read_text("utf-8")
        output = (full.folder / "out" / f"{path.stem}.jsonl").read_bytes()
        assert without_version(output).decode("utf-8") == golden
    assert zipfile.is_zipfile(full.folder / "tables.xlsx")
    assert "众创空间" in (full.folder / "out" / "view.html").read_text("utf-8")
    assert full.run("extract", "duplicates", "out").returncode == 0
    run = full.run("techpolicy-extract", "--version")
    assert run.stdout.startswith("extract ")


def test_with_extras_word_files_are_read(full: Installed) -> None:
    (full.folder / "notice.docx").write_bytes(word_file(p("到2025年，培育高新技术企业500家。")))
    run = full.run("extract", "all", "notice.docx", "--out", "word", "--quiet")
    assert (run.returncode, run.stderr) == (0, "")
    assert '"type":"target"' in (full.folder / "word" / "notice.jsonl").read_text("utf-8")
