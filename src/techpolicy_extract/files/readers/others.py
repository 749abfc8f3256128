"""Files that are no documents: their kinds, mostly by their names, and how many of each kind were found."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from techpolicy_extract.nouns.errors import UserError

# Kinds by suffix. A file comes here only where neither its suffix nor its content is that of a document.
_SUFFIXES = {
    "workbook": "xlsx xlsm xlsb xltx xltm xls xlt et ett ods numbers",
    "presentation": "pptx pptm ppsx potx ppt pps pot dps dpt odp",
    "picture": "png jpg jpeg jpe jfif gif bmp tif tiff webp svg heic heif ico emf wmf psd",
    "e-mail": "eml emlx msg mbox pst ost",
    "archive": "7z rar tar gz tgz bz2 tbz xz txz zst lzh cab iso",
    "recording": "mp3 wav m4a wma aac flac ogg amr mp4 m4v avi mov wmv mkv flv mpg mpeg rm rmvb webm 3gp",
    "other format": "ceb gd sep caj kdh nh epub mobi azw3 djvu djv xps oxps uof uot pages dot dotx dotm wpt",
    "data": "csv tsv json xml yaml yml dbf db sqlite sqlite3 mdb accdb sql toml ini",
    "text": "md markdown text log rst tex",
    "website part": "css js mjs map woff woff2 ttf otf eot swf",
    "program": "exe msi dll so apk dmg bat cmd sh ps1 py jar class",
    "shortcut": "lnk url webloc desktop",
}
_KINDS = {f".{suffix}": kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
ROWS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")  # of files of many documents

OTHER = "other"
PAGE = "page part"  # of a saved page
# All kinds, in the order in which they are reported.
KINDS = (*_SUFFIXES, "rows", "empty", "link", "pipe", OTHER, PAGE)
MOST = 100  # names kept for each kind, so that millions of files take little memory


@dataclass(slots=True)
class Some:
    """How many files of a kind there are, and the names of the first MOST."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, names: Iterable[str], count: int) -> None:
        """Count more files; names beyond MOST are dropped."""
        self.count += count
        self.names += list(names)[: MOST - len(self.names)]


class Others:
    """Counts of the files that are no documents, by the path that was given and by kind.

    A folder or archive that is reached twice counts once. `unread` holds, by the path that was given, the faults of
    what could not even be opened: damaged archives, pipes, folders that may not be searched.
    """

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Some]] = {}
        self.unread: dict[str, list[UserError]] = {}
        self._root = ""
        self._named: Counter[str] = Counter()
        self._seen: set[str] = set()

    def begin(self, root: str) -> None:
        """Count what follows under `root`, a path that was given."""
        self._root = root
        self.found.setdefault(root, {})
        self.unread.setdefault(root, [])

    def is_new(self, place: str) -> bool:
        """Tell whether a folder or archive, by its real path, has not been counted yet, and mark it as counted."""
        new = place not in self._seen
        self._seen.add(place)
        return new

    def add(self, kind: str, name: str, count: int = 1) -> None:
        """Count a file, or several under one name."""
        names = [name] if self._named[kind] < MOST else []
        self._named[kind] += 1
        self.found[self._root].setdefault(kind, Some()).add(names, count)

    def add_unread(self, fault: UserError) -> None:
        """Keep the fault of what could not be opened."""
        self.unread[self._root].append(fault)

    def by_kind(self) -> dict[str, Some]:
        """Return what was found of each kind, over all paths."""
        return merged((kind, some) for kinds in self.found.values() for kind, some in kinds.items())


def merged(found: Iterable[tuple[str, Some]]) -> dict[str, Some]:
    """Combine what was found of each kind; return it in the order of KINDS."""
    whole: dict[str, Some] = {}
    for kind, some in found:
        whole.setdefault(kind, Some()).add(some.names, some.count)
    return {kind: whole[kind] for kind in KINDS if kind in whole}


def kind_by_name(name: str) -> str:
    """Return the kind of a file that is no document by its suffix; OTHER where the suffix is unknown."""
    name = name.lower()
    return "rows" if name.endswith(ROWS) else _KINDS.get(PurePosixPath(name).suffix, OTHER)


def kind_of_file(path: Path) -> str:
    """Return the kind of a file on the disk that is no document; a broken link is a link, a device a pipe."""
    kind = kind_by_name(path.name)
    try:
        found = path.stat()
    except OSError:
        return "link" if path.is_symlink() else kind
    if not stat.S_ISREG(found.st_mode):
        return "pipe"
    return "empty" if not found.st_size and kind in (OTHER, "text") else kind


def is_of_page(folder: str, pages: Iterable[str]) -> bool:
    """Tell whether a folder holds the parts of a page saved beside it: NAME_files or NAME.files beside NAME.html."""
    return folder.endswith(("_files", ".files")) and folder[: -len("_files")] in pages


def pages_among(names: Iterable[str]) -> set[str]:
    """Return the names, without suffix, of the web pages among files."""
    return {name.rsplit(".", 1)[0] for name in names if name.lower().endswith((".htm", ".html"))}
