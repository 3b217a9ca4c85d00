"""How words change in running text: scripts, Arabic prefixes, Russian endings, Korean particles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from timeline.folding import fold_text

#: A word of running text: letters, marks already dropped, and digits.
WORD = re.compile(r"[^\W_]+")

_SCRIPTS = (
    ("ko", re.compile("[가-힣]")),
    ("ar", re.compile("[\u0620-\u06ff]")),
    ("ru", re.compile("[а-яё]", re.I)),
)
_BRACES = re.compile(r"\{([^{}]*)\}")
#: A script shows within so many letters.
_ENOUGH = 160
#: Words of fewer letters keep their endings: what is left would be anything.
_SHORTEST_STEM = 2


@cache
def forms() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """The language whose script a text is written in: ko, ar, ru, else en.

    A few letters of another script ("TASS", «МИД») do not change it.
    """
    text = text[:_ENOUGH]
    counts = {code: len(script.findall(text)) for code, script in _SCRIPTS}
    code = max(counts, key=lambda key: counts[key])
    return code if counts[code] * 3 > len(text) - text.count(" ") - counts[code] else "en"


def variants(pattern: str) -> Iterator[str]:
    """Every form of an alias: `{a|b}` stands for either.

    >>> list(variants("{Sergei|Sergey} Shoigu"))
    ['Sergei Shoigu', 'Sergey Shoigu']
    """
    match = _BRACES.search(pattern)
    if not match:
        yield pattern
        return
    for choice in match[1].split("|"):
        yield from variants(pattern[: match.start()] + choice + pattern[match.end() :])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(forms()["ru"]["endings"].split(), key=lambda e: (-len(e), e)))


@cache
def particles() -> frozenset[str]:
    return frozenset(forms()["ko"]["particles"].split())


@lru_cache(maxsize=65536)
def keys(word: str) -> tuple[str, ...]:
    """The look-up keys of a folded word of running text, the likeliest first.

    >>> keys("للكرملين")
    ('للكرملين', 'لكرملين', 'كرملين')
    >>> keys("шойгу") == keys("шойги")
    True
    >>> keys("평양에서")
    ('평양에서', '평양에', '평양')
    """
    first = word[0]
    if "\u0400" <= first <= "\u04ff":
        return (stem(word),)
    if "가" <= first <= "힣" or "一" <= first <= "鿿":
        return _korean(word)
    if "\u0620" <= first <= "\u06ff":
        return _arabic(word)
    return (word,)


def key(word: str) -> str:
    """The key under which a word of an alias is filed: bare of its article or ending."""
    first = word[0]
    if "\u0400" <= first <= "\u04ff":
        return stem(word)
    if "\u0620" <= first <= "\u06ff":
        article = forms()["ar"]["article"]
        return word[len(article) :] if word.startswith(article) and len(word) > 4 else word
    return word


def stem(word: str) -> str:
    """A Russian word without its case ending."""
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _korean(word: str) -> tuple[str, ...]:
    known = particles()
    shortest = max(0, len(word) - max(map(len, known)) - 1)
    return (word, *(word[:end] for end in range(len(word) - 1, shortest, -1) if word[end:] in known))


def _arabic(word: str) -> tuple[str, ...]:
    table = forms()["ar"]
    article = table["article"]
    found = [word]
    for conjunction in ("", *table["conjunctions"].split()):
        conjunction = fold_text(conjunction)
        if not word.startswith(conjunction) or len(word) - len(conjunction) < 2:
            continue
        rest = word[len(conjunction) :]
        found.append(rest)
        for preposition in table["prepositions"].split():
            if rest.startswith(preposition) and len(rest) > 3:
                found.append(rest[1:])
                if preposition == "ل" and rest.startswith("لل"):
                    found.append(rest[2:])
    bare = [form[len(article) :] for form in found if form.startswith(article) and len(form) > 4]
    return tuple(dict.fromkeys([*found, *bare]))
