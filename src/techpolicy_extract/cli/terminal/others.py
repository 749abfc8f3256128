"""Report files that are no documents: in the closing summary, and in `extract status`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from techpolicy_extract.cli.language.messages import language, tr
from techpolicy_extract.cli.terminal.layout import one_line
from techpolicy_extract.files.readers.others import PAGE, Some

_FEW = 3  # names shown of a kind in the closing summary
_MANY = 20  # names shown of a kind by `status`
# Signs between names, between hints, and around names.
_SIGNS = {"en": (", ", "; ", " ({})"), "zh": ("、", "；", "（{}）")}


class Noun(NamedTuple):
    """The noun for a kind after 1, the noun after other numbers, and a hint for the user, if there is one."""

    one: str
    several: str
    hint: str = ""


_BY_ITSELF = "name a file of text by itself"
NOUNS = {
    "workbook": Noun("workbook", "workbooks", "save the sheets that you need as PDF"),
    "presentation": Noun("presentation", "presentations", "save presentations as PDF"),
    "picture": Noun("picture", "pictures", "put pictures of pages into a PDF file"),
    "e-mail": Noun("e-mail", "e-mails", "save what is attached to e-mails"),
    "archive": Noun("archive", "archives", "unpack archives, or pack them as ZIP"),
    "recording": Noun("recording", "recordings"),
    "other format": Noun("document in another format", "documents in another format", "save other formats as PDF"),
    "data": Noun("file of data", "files of data"),
    "text": Noun("text with another suffix", "texts with another suffix", _BY_ITSELF),
    "website part": Noun("part of a website", "parts of websites"),
    "program": Noun("program", "programs"),
    "shortcut": Noun("shortcut", "shortcuts", "save the pages that shortcuts lead to"),
    "rows": Noun("file of many documents", "files of many documents", "name files of many documents by themselves"),
    "empty": Noun("empty file", "empty files", "fetch empty files again"),
    "link": Noun("broken link", "broken links", "mend broken links"),
    "pipe": Noun("pipe, socket or device", "pipes, sockets or devices"),
    "other": Noun("other file", "other files", _BY_ITSELF),
    PAGE: Noun("part of saved pages", "parts of saved pages"),
}


def closing(found: Mapping[str, Some]) -> Iterator[str]:
    """Yield lines with the number of files that are no documents, by kind with the first names, and hints."""
    comma, semicolon, brackets = _SIGNS[language()]
    rest = {kind: some for kind, some in found.items() if kind != PAGE}
    total = sum(some.count for some in rest.values())
    if rest:
        listed = comma.join(_counted(kind, some) + brackets.format(_names(kind, some)) for kind, some in rest.items())
        yield tr(
            f"{total} file is no document: {listed}" if total == 1 else f"{total} files are no documents: {listed}"
        )
        hints = dict.fromkeys(tr(NOUNS[kind].hint) for kind in rest if NOUNS[kind].hint)
        if hints:
            yield "  " + tr(f"to have them read: {semicolon.join(hints)}")
    if some := found.get(PAGE):
        names = _names(PAGE, some)
        yield tr(
            f"{some.count} file belongs to saved pages and is not read by itself: {names}"
            if some.count == 1
            else f"{some.count} files belong to saved pages and are not read by themselves: {names}"
        )


def listed(found: Mapping[str, Some]) -> Iterator[str]:
    """Yield the files that are no documents kind by kind: how many, and the first names."""
    if found:
        yield tr(f"no documents: {sum(some.count for kind, some in found.items() if kind != PAGE)}")
    for kind, some in found.items():
        yield _counted(kind, some)
        yield from (f"  {one_line(name)}" for name in some.names[:_MANY])
        if more := _more(kind, some, _MANY):
            yield "  " + tr(f"and {more} more")


def rows(found: Mapping[str, Some]) -> list[dict[str, Any]]:
    """Return the files that are no documents as data: for each kind its count and the names of the first files."""
    return [{"kind": kind, "count": some.count, "names": some.names} for kind, some in found.items()]


def _counted(kind: str, some: Some) -> str:
    noun = NOUNS[kind]
    return tr(f"{some.count} {noun.one if some.count == 1 else noun.several}")


def _names(kind: str, some: Some) -> str:
    """Return the first names, and how many more there are."""
    joined = _SIGNS[language()][0].join(map(one_line, some.names[:_FEW]))
    return tr(f"{joined} and {more} more") if (more := _more(kind, some, _FEW)) else joined


def _more(kind: str, some: Some, shown: int) -> int:
    """Count the names beyond those shown; the parts of a saved page share the one name of their folder."""
    return max(0, (len(some.names) if kind == PAGE else some.count) - shown)
