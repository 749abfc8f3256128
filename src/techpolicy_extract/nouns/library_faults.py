"""Errors of libraries, said in our own words: each is a phrase to be put behind a colon in a message.

The libraries' own messages are written for programmers, in English only, and differ between their versions.
"""

from __future__ import annotations

import errno
import json
import re
import zlib

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TWICE = re.compile(r"overwrite|twice|already|Cannot declare|Cannot mutate")
# Words in the messages of the regex library, in the order in which they are tried, and our phrase for each.
_PATTERN = (
    ("missing )", "a ( is not closed"),
    ("unbalanced parenthesis", "a ) closes nothing"),
    ("unterminated character set", "a [ is not closed"),
    ("bad character range", "a range in [ ] runs backwards"),
    ("bad set", "a [ is not closed"),
    ("nothing to repeat", "a repeat has nothing to repeat"),
    ("multiple repeat", "a repeat stands behind a repeat"),
    ("min repeat", "the least number of a repeat is more than its most"),
    ("unknown group", "it names a group that it does not have"),
    ("group name", "the name of a group is not one word"),
    ("missing >", "the name of a group is not closed by >"),
    ("unknown extension", "a (? is followed by what is no kind of group"),
    ("bad escape", "a \\ stands before a letter that means nothing"),
    ("look-behind", "a look-behind is of no fixed length"),
)
# What the system calls a fault of a file, and what we call it.
_SYSTEM = {
    errno.EACCES: "no permission",
    errno.EPERM: "no permission",
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "it is not in a folder",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk reports a fault",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    **dict.fromkeys(
        (errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ENETDOWN, errno.ETIMEDOUT), "its drive does not answer"
    ),
}


def system_fault(error: OSError) -> str:
    """Say why the system does not read or write a file."""
    return _SYSTEM.get(error.errno or 0, f"the system refuses (fault {error.errno})")


def json_fault(error: Exception) -> str:
    """Say what is wrong with a line of JSON; characters count from 1."""
    if isinstance(error, json.JSONDecodeError):
        if error.pos >= len(error.doc.rstrip()):
            return "it breaks off"
        return f"character {error.pos + 1} does not fit"
    return _other(error)


def toml_fault(error: Exception) -> str:
    """Say what is wrong with a TOML text; lines and columns count from 1."""
    said = str(error)
    if place := _TOML_PLACE.search(said):
        if _TWICE.search(said):
            return f"a name is given twice, at line {place[1]}"
        return f"line {place[1]}, column {place[2]} does not fit"
    if "at end of document" in said:
        return "a name is given twice, at the end" if _TWICE.search(said) else "it breaks off"
    return _other(error)


def xml_fault(error: Exception) -> str:
    """Say what is wrong with an XML document; lines and columns count from 1."""
    line, column = getattr(error, "position", (None, None))
    if line is not None and column is not None:
        return f"it goes wrong at line {line}, column {column}"
    return "its encoding is not known" if isinstance(error, LookupError) else _other(error)


def pattern_fault(error: Exception) -> str:
    """Say what keeps a pattern from being compiled."""
    said = str(error)
    found = next((ours for theirs, ours in _PATTERN if theirs in said), None)
    if found is None and isinstance(error, (RecursionError, OverflowError)):
        return "it is nested too deeply, or a number in it is too large"
    return found or "a sign stands where it may not"


def packed_fault(error: Exception) -> str:
    """Say what is wrong with a packed file or a file of columns."""
    if isinstance(error, EOFError):
        return "it ends too soon"
    if isinstance(error, UnicodeDecodeError):
        return "a text in it is not UTF-8"
    if isinstance(error, zlib.error) or "CRC" in str(error) or "ecompress" in str(error):
        return "its bytes do not unpack"
    return "it is not what its name says, or its end is missing"


def base_fault(error: Exception) -> str:
    """Say why the database of a manifest cannot be written; the phrase is a whole message."""
    said = str(error)
    if "full" in said:
        return "no space left on the disk"
    if "readonly" in said:
        return "no permission to write there"
    if "locked" in said:
        return "another run is writing there"
    return "cannot be written: the disk does not take it"


def storage_fault(error: Exception) -> str:
    """Say why a storage cannot be reached."""
    said = str(error).upper().replace(" ", "_")
    if any(sign in said for sign in ("ACCESS_DENIED", "FORBIDDEN", "UNAUTHORIZED", "PERMISSION", "CREDENTIAL", "403")):
        return "access is denied"
    if "BUCKET" in said and ("NO_SUCH" in said or "NOT_FOUND" in said or "NOT_EXIST" in said):
        return "there is no such bucket"
    if any(sign in said for sign in ("NETWORK", "CONNECT", "RESOLVE", "TIMEOUT", "TIMED_OUT", "HOST")):
        return "the network does not lead there"
    return "it does not answer as a storage does"


def cluster_fault(error: Exception) -> str:
    """Say why there is no Ray cluster to work on."""
    said = str(error).lower()
    if any(sign in said for sign in ("token", "auth", "unauthenticated", "permission")):
        return "it refuses us"
    if "version" in said and "mismatch" in said:
        return "it runs another version of Ray or Python"
    if isinstance(error, (ConnectionError, TimeoutError)) or "connect" in said or "could not find" in said:
        return "none is found there"
    return "Ray does not start"


def connection_fault(error: Exception) -> str:
    """Say why nobody answers at an address."""
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused"
    if isinstance(error, TimeoutError):
        return "it takes too long"
    return "there is no way to that address"


def _other(error: Exception) -> str:
    if isinstance(error, UnicodeError):
        return "it is not UTF-8"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "a number in it is none, or has too many digits"
