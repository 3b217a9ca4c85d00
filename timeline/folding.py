"""Fold text for matching and keep the way back to offsets in the source.

Almost every replacement keeps the length, so offsets agree; only marks, tatweel, invisible
controls and decomposed letters change it, and only then an index back is kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

#: Letters and signs that are one for matching: target -> variants. Each keeps the length.
_SAME = {
    "ا": "أإآٱ", "ي": "ىیې", "ه": "ةۀہە", "ك": "کڪ", "е": "ёЁ", "i": "İı",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "-": "‐‑‒–—―−﹘－~～〜∼", "'": "’‘ʼ`´", ",": "،、，", '"': "“”„«»", ";": "؛", "?": "؟",
    "/": "⁄∕／", ".": "．。", ":": "：", "(": "（", ")": "）", "·": "ㆍ・",
}  # fmt: skip
_DIGITS = {str(i): chr(0x660 + i) + chr(0x6F0 + i) + chr(0xFF10 + i) for i in range(10)}
_TARGET = {odd: same for same, odds in (_SAME | _DIGITS).items() for odd in odds}

#: Variants that nearly every Arabic, Russian or Korean page has are tried one by one; the rest,
#: with what is dropped or decomposed, only where one search says that the text has any.
_COMMON = "أإآىةё،«»–—"

_DROPPED = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_REMOVED = re.compile(f"[{_DROPPED}{_INVISIBLE}]+")
_DECOMPOSED = re.compile("[\u0300-\u036f\u1100-\u11ff\u3099\u309a\u0653-\u0655\ufb50-\ufdff\ufe70-\ufefc]")
_ODD = re.compile(
    f"[{_DROPPED}{_INVISIBLE}{_DECOMPOSED.pattern[1:-1]}{re.escape(''.join(set(_TARGET) - set(_COMMON)))}]"
)


#: The letters of folded text, as ranges for a class: tested faster than "any letter".
LETTERS = (
    "a-z\u00df-\u024f\u0370-\u052f\u0561-\u0587\u05d0-\u05f2\u0621-\u064a\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff"
    "\u0900-\u1fff\u3040-\u9fff\uac00-\ud7a3"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and where its code points stand in the source."""

    text: str
    _at: tuple[int, ...] = ()
    _shift: tuple[int, ...] = ()
    #: Where text was composed: the source start and end of every folded code point.
    _exact: tuple[tuple[int, int], ...] = ()

    def source_start(self, offset: int) -> int:
        """The source offset of a folded code point."""
        if self._exact:
            return self._exact[offset][0]
        if not self._at:
            return offset
        i = bisect_right(self._at, offset)
        return offset + (self._shift[i - 1] if i else 0)

    def source_end(self, offset: int) -> int:
        """The source offset behind the folded code point before `offset`, its marks included."""
        if self._exact and offset:
            return self._exact[offset - 1][1]
        if not self._at or not offset:
            return offset
        i = bisect_right(self._at, offset - 1)
        end = offset + (self._shift[i - 1] if i else 0)
        if i < len(self._at) and self._at[i] == offset:
            end += self._shift[i] - (self._shift[i - 1] if i else 0)
        return end


def fold(text: str) -> Folded:
    """Text folded for matching: marks dropped, letter variants and digits unified, lower case.

    >>> fold("يوليو الماضي، ٢٠٢٣م").text
    'يوليو الماضي, 2023م'
    >>> fold("شهراً").source_end(4)
    5
    """
    exact: tuple[tuple[int, int], ...] = ()
    odds: set[str] = set()
    if not text.isascii():
        for odd in _COMMON:
            text = text.replace(odd, _TARGET[odd])
        odds = set(_ODD.findall(text))
        if any(_DECOMPOSED.match(odd) for odd in odds):
            text, exact = _compose(text)
            odds = set(_ODD.findall(text))
        for odd in sorted(odds & _TARGET.keys()):
            text = text.replace(odd, _TARGET[odd])
    text = text.replace("\t", " ").lower()
    if not any(_REMOVED.match(odd) for odd in odds):
        return Folded(text, _exact=exact)
    kept, at, shift, last = [], [], [], 0
    places = sorted(_places(text, [odd for odd in odds if _REMOVED.match(odd)]))
    for removed, start in enumerate(places):
        if start > last or not at:
            kept.append(text[last:start])
            at.append(start - removed)
            shift.append(removed)
        shift[-1] = removed + 1
        last = start + 1
    kept.append(text[last:])
    joined = "".join(kept)
    if not exact:
        return Folded(joined, tuple(at), tuple(shift))
    plain = Folded(joined, tuple(at), tuple(shift))
    places = ((plain.source_start(i), plain.source_end(i + 1) - 1) for i in range(len(joined)))
    return Folded(joined, _exact=tuple((exact[first][0], exact[last][1]) for first, last in places))


def _places(text: str, characters: list[str]) -> Iterator[int]:
    """Where any of these characters stand, one character after the other: faster than a class of many."""
    for character in characters:
        yield from (match.start() for match in re.finditer(re.escape(character), text))


def fold_text(text: str) -> str:
    """The folded text alone, for look-ups."""
    return fold(text).text


def _compose(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """NFKC, one cluster (a letter and its marks) at a time, with each code point's source bounds."""
    parts: list[str] = []
    origin: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _continues(text[end], text[end - 1]):
            continue
        composed = unicodedata.normalize("NFKC", text[start:end])
        parts.append(composed)
        origin.extend([(start, end)] * len(composed))
        start = end
    return "".join(parts), tuple(origin)


def _continues(char: str, before: str) -> bool:
    return bool(unicodedata.combining(char)) or (
        "\u1160" <= char <= "\u11ff" and "\u1100" <= before <= "\u11ff"
    )
