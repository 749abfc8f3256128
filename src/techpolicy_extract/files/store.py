"""Write files: whole or not at all. Apart from this module only the manifest of a folder writes to the disk."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree

from techpolicy_extract.nouns.errors import DiskError, LockedError, StageError, UserError
from techpolicy_extract.nouns.library_faults import system_fault

_HINTS = {
    errno.ENOSPC: ("no space left on the disk", "free some space, or choose another --out"),
    errno.EDQUOT: ("the disk quota is used up", "free some space, or choose another --out"),
    errno.EROFS: ("the file system is read-only", "choose another --out"),
    errno.EACCES: ("no permission to write there", "choose another --out, or chmod u+w its folder"),
    errno.EPERM: ("no permission to write there", "choose another --out, or chmod u+w its folder"),
    errno.EEXIST: ("a file stands where a folder is needed", "move the file away, or choose another --out"),
    errno.ENOTDIR: ("a file stands where a folder is needed", "move the file away, or choose another --out"),
    errno.EISDIR: ("a folder stands where a file is needed", "move the folder away, or choose another --out"),
    errno.ENAMETOOLONG: ("the name is too long for the file system", "shorten the name of the document"),
}
_TEMPORARY = re.compile(r"\.([0-9]{1,10})-[0-9]+\.tmp(?:\.wal)?")
# After these nothing else can be written either.
_FINAL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def write(path: Path, data: bytes, lasting: bool = True) -> None:
    """Write `data` to `path`, folders included, so that no reader ever sees a part of it. Raises UserError.

    It also survives a power failure, unless `lasting` is False (see `sync`): waiting for the disk after each small
    file takes longer than writing it.
    """
    with _explained(path), _beside(path) as temporary:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(path)


def sync(path: Path) -> None:
    """Make a file that `write` has put there survive a power failure; do nothing where it is gone. Raises UserError."""
    with _explained(path), suppress(FileNotFoundError), path.open("rb") as stream:
        os.fsync(stream.fileno())


@contextmanager
def placing(path: Path) -> Iterator[Path]:
    """Yield a path beside `path` for a library that writes a file itself; in the end the file is moved to `path`.

    Nothing exists at that path at first, and nothing is left there when the block fails. Raises UserError.
    """
    with ExitStack() as stack:
        with _explained(path):
            stack.enter_context(_making(path.parent))
            _sweep_beside(path.parent)
            temporary = stack.enter_context(_beside(path))
            temporary.touch(exist_ok=False)  # fails before any work where no file can be made
            temporary.unlink()
        yield temporary
        with _explained(path):
            with temporary.open("rb") as stream:
                os.fsync(stream.fileno())
            temporary.replace(path)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, given by name and content, into `folder`: all of them, or none where one cannot be made.

    A folder that exists keeps its other files. Raises UserError, and what making the content of a file raises.
    """
    with ExitStack() as stack:
        with _explained(folder):
            stack.enter_context(_making(folder))
            _sweep_beside(folder)
            temporary = _free(folder / "files")
            temporary.mkdir()
            stack.callback(rmtree, temporary, ignore_errors=True)
        names = []
        for name, data in files:
            write(temporary / name, data)
            names.append(name)
        for name in names:
            with _explained(folder / name):
                if (folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, "", name)
        for name in names:
            with _explained(folder / name):
                (temporary / name).replace(folder / name)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder of outputs, which is made if need be. Raises LockedError where one is at work.

    The lock ends with the process, however that ends; the empty file FOLDER/.lock stays. Half-written files of
    killed runs are deleted.
    """
    import fcntl  # not on Windows

    path = folder / ".lock"
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError("another run is writing there", folder.as_posix(), "wait for it") from None
        _sweep(folder)
        try:
            yield
        except BaseException:  # then workers may have been killed
            _sweep(folder)
            raise


def _sweep(folder: Path) -> None:
    """Delete the temporary files of processes that no longer exist."""
    for place, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if _is_left_over(name):
                with suppress(OSError):
                    Path(place, name).unlink()


def _sweep_beside(folder: Path) -> None:
    """Remove what killed commands have left in a folder itself: files, and folders of files. Others' runs go on."""
    with suppress(OSError):  # what may not be listed stays as it is
        for each in list(folder.iterdir()):
            if _is_left_over(each.name) and not each.name.startswith(f".{os.getpid()}-"):
                if each.is_dir() and not each.is_symlink():
                    rmtree(each, ignore_errors=True)
                else:
                    each.unlink()


def _is_left_over(name: str) -> bool:
    """Tell whether a temporary file, by its name, is of a process that is no more."""
    match = _TEMPORARY.fullmatch(name)
    return match is not None and not _is_alive(int(match[1]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    with suppress(OSError, IndexError):  # an ended process stays in the list until its parent asks for it
        if Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0] in b"ZX":
            return False
    return process != os.getpid()  # our own number, once that of a killed run: we have not begun to write


def remove(path: Path) -> None:
    """Delete the file at `path`, if there is one. Raises UserError."""
    with _explained(path), suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()


def read(path: Path, hint: str) -> bytes:
    """Return the bytes of a file that was written before.

    Raises StageError, with `hint`, where it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise StageError("is missing", path.as_posix(), hint) from None
    except OSError as error:
        raise StageError(f"cannot be read: {system_fault(error)}", path.as_posix(), hint) from None


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a free path in the folder of `path`: only there is a rename sure to be atomic. Ctrl-C leaves nothing there.

    The name is short, because `path` may be as long as the file system allows.
    """
    _check_place(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _free(path)
    try:
        yield temporary
    except BaseException:
        for each in (temporary, temporary.with_name(f"{temporary.name}.wal")):  # the latter is the log of a database
            with suppress(OSError):
                each.unlink()
        raise


def _check_place(path: Path) -> None:
    """Raise UserError where a pipe or a device stands, as /dev/null does: a rename would put a file in its place."""
    try:
        mode = path.stat().st_mode
        odd = not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
        odd = odd or (path.is_symlink() and path.readlink().is_relative_to("/proc"))  # /dev/stdout
    except OSError:
        return
    if odd:
        hint = "name a file that is to be written, or choose another --out"
        raise UserError("a pipe or a device stands where a file is needed", path.as_posix(), hint)


def _free(path: Path) -> Path:
    """Return a path in the folder of `path` at which nothing exists, for a temporary file or folder."""
    names = (path.with_name(f".{os.getpid()}-{number}.tmp") for number in count())
    return next(name for name in names if not os.path.lexists(name))


@contextmanager
def _making(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; when the block fails, delete those that were made and are empty.

    Not for folders into which several processes write: one could delete what another is about to use.
    """
    made = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fallback = f"cannot be written: {system_fault(error)}", "choose another --out"
        message, hint = _HINTS.get(error.errno or 0, fallback)
        kind = DiskError if error.errno in _FINAL else UserError
        raise kind(message, path.as_posix(), hint) from error
