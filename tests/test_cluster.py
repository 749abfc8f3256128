"""A Ray cluster gives what one machine gives, also where it loses workers; what is under URIs is read and written."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from techpolicy_extract.cli.app import app
from techpolicy_extract.engines import cluster
from tests.random_kills import session

Function = Callable[[Any], Any]


@pytest.fixture(scope="module")
def ray(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start a cluster of two workers for all tests: that takes seconds."""
    library = pytest.importorskip("ray", reason="needs the extra [cluster]")
    pytest.importorskip("ray.data", reason="needs the extra [cluster]")
    options = {"num_cpus": 2, "object_store_memory": 200 * 2**20, "include_dashboard": False, "log_to_driver": False}
    library.init(address="local", logging_level="CRITICAL", **options)
    yield library
    library.shutdown()


@pytest.fixture(scope="module")
def alone(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the seeds' outputs from one process."""
    out = tmp_path_factory.mktemp("alone")
    assert call("all", str(seeds), "--out", str(out), "--jobs", "1").exit_code == 0
    return out


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def on_ray(*arguments: str) -> Result:
    return call("all", *arguments, "--engine", "ray")


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def dying(victim: str, deaths: Path, times: int) -> Callable[..., Function]:
    """Return a `prepare` whose function kills its worker at a document, so many times. It is sent by value."""
    real = cluster.prepare

    def prepare(*given: Any) -> Function:
        work = real(*given)

        def function(job: Any) -> Any:
            died = len(list(deaths.iterdir()))
            if job.name.startswith(victim) and died < times:
                (deaths / str(died)).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return work(job)

        return function

    return prepare


@pytest.mark.usefixtures("ray")
def test_a_run_that_loses_a_worker_gives_the_bytes_of_one_machine(
    seeds: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    monkeypatch.setattr(cluster, "BLOCK", 2)
    monkeypatch.setattr(cluster, "prepare", dying("003", deaths, 1))
    result = on_ray(str(seeds), "--out", str(tmp_path / "out"))
    assert (result.exit_code, len(list(deaths.iterdir()))) == (0, 1)
    assert files(tmp_path / "out") == files(alone)


@pytest.mark.usefixtures("ray")
def test_a_document_that_kills_its_worker_each_time_costs_itself_alone(
    seeds: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    monkeypatch.setattr(cluster, "RETRIES", 0)
    monkeypatch.setattr(cluster, "prepare", dying("001", deaths, 99))
    result = on_ray(str(seeds), "--out", str(tmp_path / "out"), "--quiet")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {seeds.as_posix()}/001_fead5ffc94219a57.txt: ended the process that worked on it")
    assert len(list(deaths.iterdir())) == 2, "once with its block, once by itself"
    rest = {name: data for name, data in files(alone).items() if not name.startswith("001")}
    assert files(tmp_path / "out") == rest


def without_paths(data: bytes) -> list[dict[str, Any]]:
    return [{**json.loads(line), "source_path": None} for line in data.splitlines()]


@pytest.mark.usefixtures("ray")
def test_documents_and_outputs_may_be_under_uris(seeds: Path, alone: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("000_9f7fd6f1f3e3ab2e.txt", "001_fead5ffc94219a57.txt"):
        (tmp_path / "in" / name).write_bytes((seeds / name).read_bytes())
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    out.mkdir()
    (out / "empty.jsonl").write_text("{}\n")
    uri = (tmp_path / "in").as_uri()
    result = on_ray(uri, "--out", out.as_uri(), "--quiet")
    assert result.exit_code == 1
    assert result.stderr == f"error: {uri}/empty.txt: the file is empty (fetch the document again)\n"
    given, wanted = files(out), files(alone)
    assert sorted(given) == sorted(name for name in wanted if name < "002")
    for name, data in given.items():
        if name.endswith(".jsonl"):
            assert without_paths(data) == without_paths(wanted[name])
            assert json.loads(data.splitlines()[0])["source_path"] == f"{uri}/{Path(name).stem}.txt"
        else:
            assert data == wanted[name]


@pytest.mark.usefixtures("ray")
def test_a_file_of_many_documents_under_a_uri_gives_what_it_gives_on_one_machine(seeds: Path, tmp_path: Path) -> None:
    rows = [{"id": path.stem, "text": path.read_bytes().decode()} for path in sorted(seeds.glob("00[01]*.txt"))]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "no text"}]), "utf-8")
    one = call("all", str(path), "--out", "-", "--quiet")
    other = on_ray(path.as_uri(), "--out", "-", "--quiet")
    assert (one.exit_code, other.exit_code) == (1, 1)
    assert one.stderr.replace(str(path), path.as_uri()) == other.stderr
    assert one.stdout.replace(str(path), path.as_uri()) == other.stdout
    assert len(other.stdout.splitlines()) > 50


@pytest.mark.usefixtures("ray")
def test_reposts_are_the_same_on_one_machine_in_processes_and_on_a_cluster(alone: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasketch", reason="needs the extra [duplicates]")
    for name, data in files(alone).items():
        (tmp_path / "first" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "first" / name).write_bytes(data)
        if name.startswith(("001", "004")):
            (tmp_path / f"later-{name}").write_bytes(data)
    broken = tmp_path / "z.jsonl"
    broken.write_text("no JSON\n")
    ways = ((), ("--jobs", "2"), ("--engine", "ray"))
    said = [call("duplicates", str(tmp_path), "--format", "jsonl", *way) for way in ways]
    assert [json.loads(line)["name"][:9] for line in said[0].stdout.splitlines()] == ["later-001", "later-004"]
    assert said[0].stderr.startswith(f"error: {broken.as_posix()}: is no output of `extract all`")
    assert [(each.stdout, each.stderr, each.exit_code) for each in said[1:]] == [
        (said[0].stdout, said[0].stderr, 1)
    ] * 2


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str], int]]:
    """Start a cluster as a user does, with a token; give its address, what to set to join it, and its session."""
    pytest.importorskip("ray.data", reason="needs the extra [cluster]")
    home = tmp_path_factory.mktemp("home")
    (home / "token").write_text("0" * 64)
    env = os.environ | {"HOME": str(home), "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(home / "token")}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with TemporaryDirectory(prefix="ray") as folder:  # the paths of its sockets must be short
        words = ["--head", "--block", "--node-ip-address", "127.0.0.1", "--port", port, "--num-cpus", "2"]
        words += ["--temp-dir", folder, "--include-dashboard", "false", "--object-store-memory", str(200 * 2**20)]
        start = [sys.executable, "-m", "ray.scripts.scripts", "start", *words]
        with subprocess.Popen(start, env=env, stdout=subprocess.PIPE, start_new_session=True) as process:
            assert process.stdout
            assert any(b"Ray runtime started" in line for line in process.stdout)
            yield f"127.0.0.1:{port}", env, process.pid
            process.terminate()
            until(lambda: len(session(process.pid)) <= 1, 30)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def until(holds: Callable[[], object], seconds: float) -> None:
    give_up = time.monotonic() + seconds
    while not holds() and time.monotonic() < give_up:
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_cluster_that_runs_gives_the_bytes_of_one_machine_also_where_its_workers_are_killed(
    head: tuple[str, dict[str, str], int], seeds: Path, tmp_path: Path
) -> None:
    address, env, leader = head
    for number in range(12):
        for path in seeds.glob("*.txt"):
            target = tmp_path / "in" / str(number) / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "techpolicy_extract.cli", "all", "in", "-q"]
    subprocess.run([*command, "--out", "alone"], cwd=tmp_path, check=True)
    there = [*command, "--out", "out", "--engine", "ray", "--address", address]
    with subprocess.Popen(there, cwd=tmp_path, env=env, stderr=subprocess.PIPE) as run:
        until(lambda: list((tmp_path / "out").rglob("*.jsonl")) or run.poll() is not None, 120)
        workers = [each for each in session(leader) if name_of(each).startswith("ray::MapBatches")]
        for worker in workers:
            os.kill(int(worker), signal.SIGKILL)
        _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said.decode()
    assert workers
    assert files(tmp_path / "out") == files(tmp_path / "alone")


def name_of(process: str) -> str:
    with suppress(OSError):
        return Path("/proc", process, "cmdline").read_bytes().decode("utf-8", "replace")
    return ""


def test_where_nobody_answers_it_says_so_at_once(seeds: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray.data", reason="needs the extra [cluster]")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # and does not listen
        address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "techpolicy_extract.cli", "all", str(seeds), "-q", "--out", str(tmp_path)]
        words = [*command, "--engine", "ray", "--address", address]
        run = subprocess.run(words, capture_output=True, text=True, check=False, timeout=100)
    assert run.returncode == 1
    assert run.stderr.startswith(f"error: {address}: nobody answers there: ")
    assert len(run.stderr.splitlines()) == 1


def test_without_ray_it_says_what_to_install(seeds: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    result = on_ray(str(seeds), "--out", str(tmp_path / "out"), "--quiet")
    assert result.exit_code == 1
    hint = "pip install 'techpolicy-extract[cluster]'"
    assert result.stderr == f"error: --engine ray: needs the extra [cluster] ({hint})\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--engine", "ray", "--timeout", "5"),
        ("--engine", "local", "--address", "auto"),
        ("--engine", "ray", "--address", "auto", "--jobs", "2"),
        ("--engine", "ray", "--out", "s3://bucket/out", "--shard-size", "1MB"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(seeds: Path, words: tuple[str, ...]) -> None:
    assert call("all", str(seeds), *words).exit_code == 2
