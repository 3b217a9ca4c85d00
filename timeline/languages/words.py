"""The syntax of a list of words in a language file."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A bracket of endings has no white space in it; within one `|` is kept apart by this sign.
_ENDINGS = re.compile(r"\((\S*?\|\S*?)\)")
_OR = "\x1f"


def split_words(text: str | Iterable[str]) -> list[str]:
    """The words of one entry of a file: separated by `|` or by lines; a bracket gives endings.

    >>> split_words("يوليو | تموز")
    ['يوليو', 'تموز']
    >>> split_words("ма(й|я) | год(|а) назад")
    ['май', 'мая', 'год назад', 'года назад']
    """
    if not isinstance(text, str):
        return [part for line in text for part in split_words(line)]
    if "(" in text:
        text = _ENDINGS.sub(lambda m: f"({m[1].replace('|', _OR)})", text)
    words = [word for part in text.replace("\n", "|").split("|") if (word := part.strip())]
    if _OR in text:
        return [form for word in words for form in (_inflected(word) if _OR in word else (word,))]
    return words


def _inflected(word: str) -> list[str]:
    pieces = re.split(rf"\(([^()]*{_OR}[^()]*)\)", word)
    forms = [pieces[0]]
    for endings, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        forms = [form + ending + rest for form in forms for ending in endings.split(_OR)]
    return forms


def with_endings(text: str, endings: dict[str, str]) -> str:
    """Text with `@name` put as the endings of that name."""
    return re.sub(r"@(\w+)", lambda m: endings[m[1]], text) if "@" in text else text
