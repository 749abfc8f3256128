"""The front matter of a text from a repository: keys and values between two fences, above all else."""

from __future__ import annotations

from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import Line
from techpolicy_extract.stages.normalize.sites import Found

_FENCE = lazy(r"-{3}|\+{3}")
_KEY = lazy(r"(?P<key>[A-Za-z_][\w-]{0,30}) ?[：:=] ?(?P<value>.{0,400})|[-#].{0,400}")
_MOST_LINES = 60
_QUOTES = "\"'“”‘’ "


def front_matter(lines: list[Line], found: Found) -> None:
    """Mark front matter as the site's; its title is what the page states."""
    if not lines or not _FENCE.fullmatch(lines[0].text):
        return
    title = None
    end = next((at for at, line in enumerate(lines[1:_MOST_LINES], 1) if line.text == lines[0].text), 0)
    for line in lines[1:end]:
        pair = _KEY.fullmatch(line.text)
        if pair is None:
            return
        title = pair if pair["key"] == "title" else title
    if end < 2:
        return
    found.kinds |= dict.fromkeys(range(end + 1), "site")
    if title and (value := title["value"].strip(_QUOTES)):
        place = next(line.start for line in lines if line.text == title[0]) + title.start("value")
        low = place + title["value"].index(value)
        found.facts.setdefault("title", (value, (low, low + len(value))))
