"""Tell traditional from simplified script, and turn the former into the latter."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from techpolicy_extract.lexicon import trie_pattern
from techpolicy_extract.lexicon.regions import names
from techpolicy_extract.nouns.text import Edit, MappedText, Table, translated
from techpolicy_extract.patterns.lazy import lazy

# Frequent characters of administrative prose whose two forms differ and that each script writes in one way only.
_TRADITIONAL = lazy(
    "[國與術實對業發務進場導將產從體據關經過們個動開這來時會應點標設規則機構總權轉讓質優專項評價員獎勵號黨電話聯網絡區縣廳報級資創畫劃單門長為額達億萬]"
)
_SIMPLIFIED = lazy(
    "[国与术实对业发务进场导将产从体据关经过们个动开这来时会应点标设规则机构总权转让质优专项评价员奖励号党电话联网络区县厅报级资创画划单门长为额达亿万]"
)
_FEWEST = 3
_SENTENCE = lazy(r"[^\n。；]{1,400}")
_PIECE = lazy(r"[^\n，。、；：,;:]{1,200}")


def script_of(text: str) -> Literal["hans", "hant"]:
    """Say in which script `text` is written, by its frequent characters; a tie is `hans`."""
    traditional = len(_TRADITIONAL.findall(text))
    simplified = len(_SIMPLIFIED.findall(text)) if traditional else 0
    enough = traditional >= _FEWEST or not simplified  # a line has few of them
    return "hant" if enough and traditional > simplified else "hans"


@cache
def _converter() -> Any:
    # Loaded when it is needed: most texts are simplified already.
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _phrases() -> re.Pattern[str]:
    words = (word for _, _, table in _converter().dict_cache.values() for word in table)
    return re.compile(trie_pattern(word for word in words if len(word) > 1))


@cache
def _characters() -> Table:
    """Return what OpenCC makes of each single character, where that is one character."""
    pairs = (pair for _, _, table in _converter().dict_cache.values() for pair in table.items())
    firsts = ((old, new.split(" ")[0]) for old, new in pairs if len(old) == 1)
    return Table((ord(old), new) for old, new in firsts if len(new) == 1)


@cache
def _kept() -> tuple[str, ...]:
    """Return the stems of places whose simplified name has a character that would be turned: 乾安."""
    stems = (name[:-1] for name in names() if translated(name, _characters()) != name)
    return tuple(stem for stem in stems if len(stem) > 1)


def simplify(mapped: MappedText) -> MappedText:
    """Turn traditional characters into simplified ones, one for one.

    Pieces between marks that hold a phrase are turned as a whole, because phrases decide (乾隆, 瞭解); a piece whose
    length changes is turned character by character, and so is all the rest. `技術市場` becomes `技术市场`.
    """
    text, done, parts = mapped.text, 0, []
    phrase = _phrases().search
    for piece in _PIECE.finditer(text):
        if phrase(text, *piece.span()):
            parts += [translated(text[done : piece.start()], _characters()), _convert(piece[0])]
            done = piece.end()
    text = "".join((*parts, translated(text[done:], _characters())))
    for stem in _kept():
        for name in re.finditer(stem, mapped.text):
            text = text[: name.start()] + stem + text[name.end() :]
    return mapped.edit([Edit(0, len(text), text)]) if text != mapped.text else mapped


def simplify_sentences(mapped: MappedText) -> MappedText:
    """Turn the sentences of a simplified text that are written in traditional script; names in others stay."""
    text = mapped.text
    if len(_TRADITIONAL.findall(text)) < _FEWEST:
        return mapped
    edits = []
    for sentence in _SENTENCE.finditer(text):
        if len(_TRADITIONAL.findall(sentence[0])) >= _FEWEST and script_of(sentence[0]) == "hant":
            turned = simplify(MappedText.of(sentence[0])).text
            edits.append(Edit(*sentence.span(), turned))
    return mapped.edit(edits)


def _convert(piece: str) -> str:
    converted: str = _converter().convert(piece)
    if len(converted) == len(piece):
        return converted
    singles = (_converter().convert(char) for char in piece)
    return "".join(new if len(new) == 1 else old for old, new in zip(piece, singles, strict=True))
