"""Open ZIP archives without trusting them: bombs, false headers and names that lead elsewhere do no harm.

Nothing is ever unpacked to disk. The size of an entry is limited while it is read; its header only says where to stop.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from techpolicy_extract.nouns.errors import ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold: entries, bytes an entry, bytes read in all, and unpacked bytes to a packed one.

    The ratio counts beyond `free` bytes: a short file of blanks packs better than any bomb.
    """

    entries: int = 10_000
    entry: int = 64 * 2**20
    total: int = 512 * 2**20
    ratio: int = 100
    free: int = 2**20


LIMITS = Limits()

_CHUNK = 64 * 2**10
_UTF8 = 0x800  # flag: the name is UTF-8
_ENCRYPTED = 0x1
# Methods that Word, WPS, OFD writers and every packing program use; the standard library unpacks others without bounds.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_AGAIN = "fetch it again; it may be cut short"
_LOCKED = "open it, remove the password, save it again"
_BOMB = "unpack it by hand if you trust it"


class Archive:
    """A ZIP archive. `names` are its files in their order, as relative paths without `..`, by which they are read.

    Raises ReadError, naming the file and the entry, wherever the archive is damaged, protected or over a limit.
    """

    def __init__(self, data: bytes | BinaryIO, name: str, limits: Limits = LIMITS) -> None:
        self._name = name
        self._limits = limits
        self._unpacked = 0
        stream = io.BytesIO(data) if isinstance(data, bytes) else data
        try:
            if _count(stream) > limits.entries:
                raise ReadError(f"has more than {limits.entries} entries", name, "split the archive")
            self._zip = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise ReadError("is a damaged ZIP file", name, _AGAIN) from error
        files = [info for info in self._zip.infolist() if not info.is_dir()]
        if _overlap(self._zip.infolist(), self._zip.start_dir):
            raise ReadError("is a ZIP file whose entries overlap, as in a bomb", name, _BOMB)
        self._files = _by_name(files)
        self.names: tuple[str, ...] = tuple(self._files)

    def __contains__(self, entry: str) -> bool:
        return entry in self._files

    def is_locked(self, entry: str) -> bool:
        """Tell whether a password protects an entry."""
        return bool(self._files[entry].flag_bits & _ENCRYPTED)

    def size(self, entry: str) -> int:
        """Return the unpacked size that the header states; `read` returns no more than that."""
        return self._info(entry).file_size

    def read(self, entry: str) -> bytes:
        """Return the bytes of an entry, compared with its checksum."""
        info = self._info(entry)
        if info.file_size > self._limits.entry:
            raise self._fault(entry, f"is larger than {self._limits.entry >> 20} MiB", _BOMB)
        data = self._stream(entry, info, info.file_size)
        if len(data) != info.file_size:
            raise self._fault(entry, "is cut short", _AGAIN)
        return data

    def head(self, entry: str, size: int) -> bytes:
        """Return the first `size` bytes of an entry, or all of a shorter one."""
        info = self._info(entry)
        return self._stream(entry, info, min(size, info.file_size))

    def _stream(self, entry: str, info: zipfile.ZipInfo, size: int) -> bytes:
        """Unpack `size` bytes piece by piece, within the limits."""
        parts: list[bytes] = []
        given = 0
        try:
            with self._zip.open(info) as stream:
                while given < size and (part := stream.read(min(_CHUNK, size - given))):
                    parts.append(part)
                    given += len(part)
                    self._watch(entry, info, given, len(part))
                if given == info.file_size:
                    stream.read(1)  # the checksum is compared at the end of the data
        except _DAMAGE as error:
            raise self._fault(entry, "is damaged", _AGAIN) from error
        return b"".join(parts)

    def _watch(self, entry: str, info: zipfile.ZipInfo, given: int, more: int) -> None:
        limits = self._limits
        if given > limits.free and given > limits.ratio * info.compress_size:
            raise self._fault(entry, f"unpacks to more than {limits.ratio} times its size, as a bomb does", _BOMB)
        self._unpacked += more
        if self._unpacked > limits.total:
            raise self._fault(entry, f"brings the archive to more than {limits.total >> 20} MiB unpacked", _BOMB)

    def _info(self, entry: str) -> zipfile.ZipInfo:
        info = self._files.get(entry)
        if info is None:
            raise ReadError(f"has no entry {entry}", self._name, _AGAIN)
        if info.flag_bits & _ENCRYPTED:
            raise ReadError(f"is protected by a password (entry {entry})", self._name, _LOCKED)
        if info.compress_type not in _METHODS:
            method = info.compress_type
            raise self._fault(entry, f"is packed by an unsupported method ({method})", "pack it again as plain ZIP")
        return info

    def _fault(self, entry: str, what: str, hint: str) -> ReadError:
        return ReadError(f"its entry {entry} {what}", self._name, hint)


def safe_name(name: str) -> str:
    """Return a relative path that stays in the folder it is joined to: no root, drive, `..`, control character."""
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip() not in ("", ".", "..")]
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":
        parts = parts[1:]
    clean = ("".join("_" if char < " " or char in '\x7f:"<>|?*' else char for char in part) for part in parts)
    return "/".join(clean) or "_"


def _by_name(files: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by their safe names; later ones of the same name are numbered."""
    named: dict[str, zipfile.ZipInfo] = {}
    for info in files:
        name = first = safe_name(_decoded(info))
        number = 1
        while name in named:
            number += 1
            folder, _, last = first.rpartition("/")
            stem, dot, suffix = last.partition(".")
            name = f"{folder}/{stem}~{number}{dot}{suffix}" if folder else f"{stem}~{number}{dot}{suffix}"
        named[name] = info
    return named


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return an entry's name. Without the UTF-8 flag it is in the packer's code page: GBK in China, 437 in the West."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gbk"):  # bytes of GBK are hardly ever UTF-8; some programs write it without the flag
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _count(stream: BinaryIO) -> int:
    """Count the entries of the central directory, before objects are made of them."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 2**16 - 22))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        raise zipfile.BadZipFile("no end record")
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    at = size - len(tail) + end
    stream.seek(max(0, at - length))
    return stream.read(min(length, at)).count(b"PK\x01\x02")


def _overlap(entries: list[zipfile.ZipInfo], directory: int) -> bool:
    """Tell whether entries share bytes of the archive. 30 bytes is a local header without its name."""
    ends = [(info.header_offset, info.header_offset + 30 + info.compress_size) for info in entries]
    ends.sort()
    starts = [*(start for start, _ in ends), directory][1:]
    return any(end > start for (_, end), start in zip(ends, starts, strict=True))
