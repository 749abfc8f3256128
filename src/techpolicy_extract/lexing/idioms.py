"""Names, terms and ordinary words that hold numerals but are not numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from techpolicy_extract import lexicon
from techpolicy_extract.lexing.units import match_word
from techpolicy_extract.nouns.errors import RuleError
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import DIGIT, class_of, firsts_of, is_dense

_NUMERALS = frozenset("0123456789.零〇○一二两三四五六七八九十百千万亿第")
_HEAD = frozenset("0123456789零〇○一二两三四五六七八九十百千万亿半双")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Map each word of lexicon/idioms.toml to "idiom" or "word". Raises RuleError where a word is in two lists."""
    where = "lexicon/idioms.toml"
    raw = lexicon.load("idioms")
    kinds: dict[str, str] = {}
    for table, kind in (("idioms", "idiom"), ("words", "word")):
        for key in raw[table]:
            for word in lexicon.strings(raw[table], key, where):
                if word in kinds:
                    raise RuleError(f"{word} is listed twice", f"{where}, {table}.{key}")
                kinds[word] = kind
    return kinds


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return re.compile(lexicon.trie_pattern(_kinds()))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return one pattern for each list of general patterns."""
    raw = lexicon.load("idioms")["patterns"]
    lists = (lexicon.strings(raw, key, "lexicon/idioms.toml") for key in raw)
    return tuple(lazy("|".join(f"(?:{pattern})" for pattern in patterns)) for patterns in lists)


@lru_cache(maxsize=1)
def _heads() -> tuple[re.Pattern[str], dict[str, list[int]]]:
    """Return a pattern of the characters that begin a general pattern, and the patterns' numbers by that character.

    Of digits in a row it finds the first: no pattern begins behind a digit. Raises RuleError where a pattern can begin
    with any character.
    """
    numbers: dict[str, list[int]] = {}
    for number, pattern in enumerate(_patterns()):
        firsts = firsts_of(pattern.pattern)
        if firsts is None:
            where = "lexicon/idioms.toml, patterns"
            raise RuleError(
                f"a match may begin with anything: {pattern.pattern}", where, "let it begin with a character"
            )
        for char in firsts:
            numbers.setdefault(char, []).append(number)
    for digit in "0123456789":
        numbers[digit] = sorted({*numbers.get(digit, []), *numbers.get(DIGIT, [])})
    return re.compile(class_of(frozenset(numbers)) + r"(?:(?<=\d)\d+)?"), numbers


def find_patterned(text: str) -> Iterator[Lexeme]:
    """Yield the terms that a general pattern finds (1+4+N, 5G, “三区一中心”), pattern by pattern."""
    heads, numbers = _heads()
    patterns = _patterns()
    done = [0] * len(patterns)
    found: list[list[Lexeme]] = [[] for _ in patterns]
    for tried, head in enumerate(heads.finditer(text)):
        at = head.start()
        if is_dense(tried, at):
            return (Lexeme("idiom", *match.span()) for pattern in patterns for match in pattern.finditer(text))
        for number in numbers.get(text[at]) or numbers[DIGIT]:
            if at >= done[number] and (match := patterns[number].match(text, at)):
                done[number] = match.end()
                found[number].append(Lexeme("idiom", at, match.end()))
    return chain.from_iterable(found)


def _is_other_word(text: str, start: int, end: int) -> bool:
    """Tell whether a neighbouring character makes `[start, end)` something other than the listed word."""
    raw, word = lexicon.load("idioms"), text[start:end]
    if word.isdigit() and match_word(text, end) > end:  # 973名 counts, the 973 of 973计划 does not
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    point = before == "." and not word[0].isdigit()  # the end of a list number: 101.四川省
    if before and word[0] in _HEAD and before in _NUMERALS and not point:
        return True
    return bool(
        (before and before in raw["not_after"].get(word, "")) or (after and after in raw["not_before"].get(word, ""))
    )


def find_words(text: str) -> Iterator[Lexeme]:
    """Yield listed idioms and words, ascending, the longest at each place.

    A word that begins with a numeral is left out where a numeral or 第 stands before it: 第一批, 三十分钟.
    """
    search, kinds = _words().search, _kinds()
    found = search(text)
    while found:
        start, end = found.span()
        if _is_other_word(text, start, end):
            end = start + 1
        else:
            yield Lexeme(kinds[found.group()], start, end)
        found = search(text, end)
