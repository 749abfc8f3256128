"""What LibreOffice converts: the same records as from plain text, nothing run, nothing fetched, nothing left behind."""

from __future__ import annotations

import hashlib
import http.server
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from techpolicy_extract.files import readers
from techpolicy_extract.files.readers import office
from techpolicy_extract.nouns.errors import ReadError
from tests import needs
from tests.ofd import zipped
from tests.test_ofd import told

installed = pytest.mark.needs("writer")

TEXT = "到2025年，全省技术合同成交额达到1600亿元。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIN = "WordDocument\x00".encode("utf-16-le")
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = "".join(f' xmlns:{name}="{NAMES}:{name}:1.0"' for name in ("office", "text", "manifest")) + (
    f' xmlns:draw="{NAMES}:drawing:1.0" xmlns:svg="{NAMES}:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODT = "application/vnd.oasis.opendocument.text"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield the folder for temporary folders; assert that the test leaves nothing in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def odt(body: str, manifest: str = "") -> bytes:
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}">{manifest}'
        "</manifest:file-entry>"
        for path, kind in (("/", ODT), ("content.xml", "text/xml"))
    )
    return zipped(
        {
            "mimetype": ODT,
            "META-INF/manifest.xml": f"<manifest:manifest{SPACES}>{files}</manifest:manifest>",
            "content.xml": f'<office:document-content{SPACES} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        }
    )


def odt_of(text: str) -> bytes:
    return odt("".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines()))


def rtf_of(text: str) -> bytes:
    def coded(char: str) -> str:
        if char in "\\{}":
            return f"\\{char}"
        return char if char < "\x80" else f"\\u{(ord(char) + 32768) % 65536 - 32768}?"

    body = "".join("".join(map(coded, line)) + "\\par\n" for line in text.splitlines())
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 " + body + "}").encode("ascii")


def doc_of(text: str, folder: Path) -> bytes:
    """Have LibreOffice write a DOC."""
    source = folder / "made.odt"
    source.write_bytes(odt_of(text))
    profile = f"-env:UserInstallation={(folder / 'made').as_uri()}"
    command = [
        str(needs.find("writer")),
        profile,
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "made.doc").read_bytes()


def fault(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        readers.read_bytes(data, name)
    assert caught.value.where == name
    return str(caught.value)


@installed
def test_a_converted_file_keeps_its_own_sum_and_format() -> None:
    for name, data in (("a.odt", odt_of(TEXT)), ("b.rtf", rtf_of(TEXT))):
        source = readers.read_bytes(data, name)
        assert source.text.strip() == TEXT
        assert source.sha256 == hashlib.sha256(data).hexdigest()
        assert source.format == name[2:]
        assert source.path == name


@installed
def test_seeds_as_odt_rtf_and_doc_give_the_records_of_their_texts(seeds: Path, tmp_path: Path) -> None:
    makers: tuple[tuple[str, Callable[[str], bytes]], ...] = (
        ("odt", odt_of),
        ("rtf", rtf_of),
        ("doc", lambda text: doc_of(text, tmp_path)),
    )
    for path, (kind, make) in zip(sorted(seeds.glob("*.txt"))[1:4], makers, strict=True):
        expected, _ = told(path.read_bytes(), path.name)
        found, source = told(make(path.read_text("utf-8")), f"a.{kind}")
        assert source.format == kind
        assert expected.total() >= 8
        assert (expected & found).total() >= 0.98 * expected.total()


@installed
def test_a_doc_under_a_password_or_in_pieces_says_so(tmp_path: Path) -> None:
    data = doc_of(TEXT, tmp_path)
    assert readers.read_bytes(data, "a.wps").format == "wps"
    locked = bytearray(data)
    locked[data.index(b"\xec\xa5", 512) + 11] |= 1
    assert "protected by a password" in fault(bytes(locked), "a.doc")
    broken = data.replace(b"\xec\xa5", b"\x00\x00")
    assert "cannot be converted by LibreOffice" in fault(broken, "a.doc")
    assert "cannot be converted by LibreOffice" in fault(b"{\\rtf1\\ansi {{{", "a.rtf")


@installed
def test_nothing_is_fetched_and_no_other_file_is_read(tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    picture = f'<draw:image xlink:href="http://127.0.0.1:{server.server_port}/picture.png" {link}/>'
    frame = f'<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm">{picture}</draw:frame>'
    other = f'<text:section-source xlink:href="{secret.as_uri()}" {link}/>'
    section = f'<text:section text:name="S">{other}</text:section>'
    try:
        source = readers.read_bytes(odt(f"<text:p>{TEXT}{frame}</text:p>{section}"), "a.odt")
    finally:
        server.shutdown()
        server.server_close()
    assert TEXT in source.text
    assert "机密" not in source.text
    assert asked == []


def test_without_libreoffice_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))
    for name, data in (("a.doc", OLE + MAIN), ("a.wps", OLE + MAIN), ("a.rtf", rtf_of(TEXT)), ("a.odt", odt_of(TEXT))):
        line = fault(data, name)
        assert "needs LibreOffice" in line
        assert "install libreoffice-writer, or save it as DOCX" in line


def test_what_is_protected_or_damaged_is_told_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))
    assert "protected by a password" in fault(odt("x", "<manifest:encryption-data/>"), "a.odt")
    assert "damaged ZIP" in fault(odt_of(TEXT)[:-30], "a.odt")
    assert "without a Word document" in fault(OLE + bytes(range(256)) * 8, "a.doc")
    bomb = zipped({"mimetype": ODT, "META-INF/manifest.xml": "<x/>", "content.xml": " " * (3 << 20)})
    assert "more than 100 times its size" in fault(bomb, "a.odt")


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a shell script in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (str(program),))


def test_what_takes_too_long_is_killed_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait", monkeypatch)
    monkeypatch.setattr(office, "SECONDS", 1)
    assert "takes LibreOffice more than 1 seconds" in fault(rtf_of(TEXT), "a.rtf")
    child = int((tmp_path / "child").read_text())
    give_up = time.monotonic() + 30
    while is_alive(child) and time.monotonic() < give_up:
        time.sleep(0.02)  # on a busy machine a killed process ends a little later
    assert not is_alive(child)


def is_alive(process: int) -> bool:
    """Tell whether a process runs; one that has ended may linger as Z where nobody has asked for its end."""
    if Path("/proc/self/stat").exists():
        try:
            return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_conversion_has_a_folder_of_its_own_and_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f'{{ ulimit -v; pwd; echo "$HOME"; env; }} > {tmp_path}/seen', monkeypatch)
    monkeypatch.setenv("SECRET_OF_THE_USER", "x")
    assert "cannot be converted" in fault(rtf_of(TEXT), "a.rtf")
    limit, folder, home, *variables = (tmp_path / "seen").read_text().splitlines()
    assert int(limit) == office.MEMORY >> 10
    assert folder == home
    assert Path(folder).parent.name == "temporary"
    assert not any("SECRET" in each for each in variables)


def test_one_conversion_runs_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f"echo begin >> {tmp_path}/log; sleep 0.3; echo end >> {tmp_path}/log", monkeypatch)
    workers = [threading.Thread(target=fault, args=(rtf_of(TEXT), "a.rtf")) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (tmp_path / "log").read_text().split() == ["begin", "end"] * 3
