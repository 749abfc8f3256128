"""The front matter of a text from a repository: keys and values between two fences, and quoted notes below them."""

from __future__ import annotations

from functools import cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import Line
from techpolicy_extract.stages.normalize.sites import Found, is_prose, labelled, note_fact

_FENCE = lazy(r"-{3}|\+{3}")
_KEY = lazy(r"(?P<key>[A-Za-z_][\w-]{0,30}|[\u4e00-\u9fff]{2,8}) ?[：:=] ?(?P<value>.{0,400})|[-#].{0,400}")
_MOST_LINES = 60
_QUOTES = "\"'“”‘’ "
_NOTES = 40  # lines from the top in which notes are looked for


@cache
def _keys() -> dict[str, str]:
    return dict(load("furniture")["portal"] | load("furniture")["front_matter"])


def front_matter(lines: list[Line], found: Found) -> None:
    """Mark front matter as the site's, and note the facts that it states."""
    if not lines or not _FENCE.fullmatch(lines[0].text):
        return
    end = next((at for at, line in enumerate(lines[1:_MOST_LINES], 1) if line.text == lines[0].text), 0)
    pairs = [(line, _KEY.fullmatch(line.text)) for line in lines[1:end]]
    named = [pair["key"] for _, pair in pairs if pair and pair["key"]]
    if end < 2 or not all(pair for _, pair in pairs) or not any(key.isascii() or key in _keys() for key in named):
        return
    found.kinds |= dict.fromkeys(range(end + 1), "site")
    for line, pair in pairs:
        name = _keys().get(pair["key"].lower()) if pair and pair["key"] else None
        if pair and name and (value := pair["value"].strip(_QUOTES)):
            low = line.start + pair["value"].index(value) + pair.start("value")
            note_fact(found.facts, name, value, (low, low + len(value)))


def quoted_notes(lines: list[Line], found: Found) -> None:
    """Mark notes that are quoted above the text (`> 来源：…`) as the site's, and note whom and when they name."""
    for number, line in enumerate(lines[:_NOTES]):
        said = line.text.lstrip("> ")
        if number in found.kinds or not line.text.startswith(">"):
            if is_prose(line.text):
                return
            continue
        low = line.end - len(said)
        pairs = labelled(Line(low, line.end, said, 0, 0), tuple(_keys()))
        if not pairs and (">" in said or "。" not in said):
            continue
        found.kinds[number] = "site"
        for label, start, end in pairs:
            note_fact(found.facts, _keys()[label], line.text[start - line.start : end - line.start], (start, end))
