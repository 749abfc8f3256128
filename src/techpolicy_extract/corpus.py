"""Find the documents that the arguments of a command name, and name their outputs."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from techpolicy_extract.errors import ReadError, UserError
from techpolicy_extract.readers import SUFFIXES, shown

STDIN = Path("-")

# What ends a name as a suffix does; 方案2.0 and 第1.2版 do not.
_SUFFIX = re.compile(r"(?<=[^/])\.[A-Za-z][A-Za-z0-9]{0,4}$")


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read (`-` is standard input) and its outputs' name: a relative path without a suffix."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A document and its path below the folder that was searched; for a file named by itself, its file name."""

    path: Path
    inner: str


def discover(paths: Iterable[str]) -> list[Job | UserError]:
    """Give a job for each document that `paths` name, in their order, folders sorted; what cannot be one is an error.

    `a/b.txt` is named `b`; below a folder F, F/a/b.txt is named `a/b`. Where two would meet in one name, both keep
    their suffix. A document that is given twice under one name is one job.
    """
    found = [each for path in paths for each in _search(path)]
    names = _names(_once(each for each in found if isinstance(each, _Found)))
    users = Counter(names.values())
    jobs: list[Job | UserError] = []
    for each in found:
        if isinstance(each, UserError):
            jobs.append(each)
        elif each in names:
            name = names.pop(each)
            jobs.append(Job(each.path, name) if users[name] == 1 else _clash(each, name))
    return jobs


def _search(path: str) -> Iterator[_Found | UserError]:
    if path == "-":
        yield _Found(STDIN, "stdin")
        return
    root = Path(path)
    if not root.exists():
        yield ReadError("no such file or folder", shown(root), "check the spelling of the path")
    elif root.is_dir():
        yield from _search_folder(root)
    else:
        yield _Found(root, root.name)


def _search_folder(root: Path) -> Iterator[_Found | UserError]:
    """Find the documents below a folder; a folder that links back to one above it is entered once."""
    files: list[Path] = []
    errors: list[UserError] = []
    seen: set[str] = set()
    walk = os.walk(root, followlinks=True, onerror=lambda error: errors.append(_unreadable(error)))
    for folder, folders, names in walk:
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        pages = {each.rsplit(".", 1)[0] for each in names if each.lower().endswith((".htm", ".html"))}
        folders[:] = sorted(each for each in folders if not (each.startswith(".") or _is_of_page(each, pages)))
        files += (Path(folder, each) for each in names if not each.startswith(".") and each.lower().endswith(SUFFIXES))
    yield from errors
    if not files and not errors:
        yield ReadError("no documents in this folder", shown(root), f"documents end in {', '.join(SUFFIXES)}")
    for file in sorted(files, key=lambda each: each.parts):
        yield _Found(file, file.relative_to(root).as_posix())


def _is_of_page(folder: str, pages: set[str]) -> bool:
    """Say whether a folder holds the parts of a page saved beside it: NAME_files or NAME.files beside NAME.html."""
    return folder.endswith(("_files", ".files")) and folder[: -len("_files")] in pages


def _unreadable(error: OSError) -> ReadError:
    return ReadError(f"cannot be searched: {error.strerror}", shown(Path(error.filename)), "chmod u+rx")


def _once(documents: Iterable[_Found]) -> list[_Found]:
    """Drop what is the same file under the same name again, as in `seeds seeds/a.txt`."""
    first: dict[tuple[str, str], _Found] = {}
    for each in documents:
        first.setdefault((os.path.realpath(each.path), each.inner), each)
    return list(first.values())


def _names(documents: list[_Found]) -> dict[_Found, str]:
    """Name the documents: without suffix, but with it where that makes a difference."""
    names = {each: _SUFFIX.sub("", each.inner) for each in documents}
    while True:
        users = Counter(names.values())
        shared = [each for each, name in names.items() if users[name] > 1 and name != each.inner]
        if not shared:
            return names
        names.update((each, each.inner) for each in shared)


def _clash(document: _Found, name: str) -> UserError:
    hint = "name the folder that holds both, or run them with two --out"
    return ReadError(f"another input is to be written to {name}.jsonl as well", shown(document.path), hint)
