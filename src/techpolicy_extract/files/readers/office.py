"""Read DOC, WPS, RTF and ODT: LibreOffice converts them to DOCX, and can reach nothing but a folder of its own.

A conversion is limited in time, memory and size, runs no macros and finds no network. Its folder is deleted when it
ends, however it ends. One runs at a time: parallel workers queue up.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from techpolicy_extract.files import readers
from techpolicy_extract.files.readers.archive import Archive
from techpolicy_extract.files.readers.kinds import ZIP, kind_of
from techpolicy_extract.files.readers.layer import Layer
from techpolicy_extract.nouns.errors import ReadError

SECONDS = 120
MEMORY = 4 * 2**30  # bytes of address space
LARGEST = 512 * 2**20  # bytes of any file that it writes

_PROGRAMS = ("soffice", "libreoffice")
_CALLED = {
    "doc": "an old Word document",
    "wps": "a WPS document",
    "rtf": "an RTF document",
    "odt": "an OpenDocument text",
}
_MAIN = "WordDocument".encode("utf-16-le")  # the main stream, by its name in the directory
# LibreOffice's name of each format. Given it, LibreOffice refuses other files; without it, it imports bytes as text.
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "fodt": "OpenDocument Text Flat XML"}
# How the main stream of a Word document begins (MS-DOC, FibBase: wIdent, nFib), and fEncrypted in its flags.
_WORD = re.compile(rb"\xec\xa5(?:[\xc0-\xd9]\x00|[\x01-\x12]\x01)")
_FLAGS_AT, _ENCRYPTED = 11, 0x01
_SECTOR = 64  # bytes of the smallest sector of an OLE container

_NOWHERE = "http://127.0.0.1:9"
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
# No macros, no links or pictures from elsewhere, and a proxy that does not answer.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read(data: bytes, name: str) -> Layer:
    """Read a document by way of DOCX. Raises ReadError; without LibreOffice it says what to install."""
    kind = kind_of(data, name)
    if kind == "odt" and not data.startswith(ZIP):
        kind = "fodt"
    _refuse_protected(data, kind, name)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None or os.name != "posix":
        what = _CALLED.get(kind, _CALLED["odt"])
        raise ReadError(f"is {what}, which needs LibreOffice", name, "install libreoffice-writer, or save it as DOCX")
    return readers.layer_of("docx", _converted(data, kind, name, program), name)


def _refuse_protected(data: bytes, kind: str, name: str) -> None:
    """Raise ReadError for a password, for an archive that is damaged or a bomb, for OLE without a Word text."""
    locked = False
    if kind == "odt":
        archive = Archive(data, name)
        entries = {entry: archive.read(entry) for entry in archive.names}
        locked = b"encryption-data" in entries.get("META-INF/manifest.xml", b"")
    elif kind in ("doc", "wps"):
        if _MAIN not in data:
            hint = "it may be damaged; open it and save it as DOCX"
            raise ReadError("is an old Office file without a Word document", name, hint)
        found = next((match.start() for match in _WORD.finditer(data) if match.start() % _SECTOR == 0), None)
        locked = found is not None and any(
            flags & _ENCRYPTED for flags in data[found + _FLAGS_AT : found + _FLAGS_AT + 1]
        )
    if locked:
        raise ReadError("is protected by a password", name, "open it, remove the password, save it again")


def _converted(data: bytes, kind: str, name: str, program: str) -> bytes:
    """Return the document as DOCX. Raises ReadError where LibreOffice cannot convert it."""
    with tempfile.TemporaryDirectory(prefix="techpolicy-extract-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"document.{'doc' if kind == 'wps' else kind}"
        source.write_bytes(data)
        _set_up(home)
        with _one_at_a_time(program):
            _run(_command(program, home, source), home, name)
        try:
            with (home / "document.docx").open("rb") as stream:
                converted = stream.read(readers.LIMIT + 1)
        except OSError:
            hint = "it may be damaged or protected; open it and save it as DOCX"
            raise ReadError("cannot be converted by LibreOffice", name, hint) from None
    if len(converted) > readers.LIMIT:
        raise ReadError(f"is larger than {readers.LIMIT >> 20} MiB when converted", name, "save it as DOCX in parts")
    return converted


def _command(program: str, home: Path, source: Path) -> list[str]:
    """Return the command line: a shell sets the limits, which every process that LibreOffice starts inherits."""
    limits = f'ulimit -v {MEMORY >> 10}; ulimit -f {LARGEST // 512}; ulimit -c 0; exec "$@"'
    return [
        *("/bin/sh", "-c", limits, "sh", program, f"-env:UserInstallation={(home / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        *(
            f"--infilter={_FILTERS[source.suffix[1:]]}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(home),
            str(source),
        ),
    ]


def _run(command: list[str], home: Path, name: str) -> None:
    """Run LibreOffice, and leave none of its processes behind. Raises ReadError where it takes too long."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "TMPDIR": str(home)}
    environment |= {"LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    process = subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        hint = "open it and save it as DOCX"
        raise ReadError(f"takes LibreOffice more than {SECONDS} seconds to convert", name, hint) from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _set_up(home: Path) -> None:
    """Write the settings of a profile."""
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    schema = 'xmlns:oor="http://openoffice.org/2001/registry"'
    folder = home / "profile" / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(f"<oor:items {schema}>{items}</oor:items>", "utf-8")


@contextmanager
def _one_at_a_time(program: str) -> Iterator[None]:
    """Wait until no other worker on this machine converts: the lock is on the program itself, so nothing is written."""
    import fcntl  # not on Windows, where nothing is converted

    with Path(program).open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
