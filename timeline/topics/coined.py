"""Names that came to be: a missile, a resolution, a numbered meeting, known only since some day.

Found in running text by their words; `#` in them is a number, which a series gives its own date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.topics.cues import trie
from timeline.topics.forms import forms, variants

#: What may be glued in front of an Arabic name: conjunction, preposition, article.
_LEAD = r"(?<![^\W_])(?:[وف])?(?:[بلك])?(?:ال|ل)?"
#: Furthest, in code points, that a name begins behind what is glued in front of it.
_LONGEST_LEAD = 4
#: How the signs of a phrase are matched: any letters; a space, a hyphen or nothing.
_SIGNS = ((r"\*", r"[^\W\d_]*"), (r"\-", r"[ -]?"))
#: Stand for the number that a phrase begins with, one sign for each language and kind of number.
_FIRST_SIGN = 0xE000
#: A number inside a phrase, where it is looked for roughly: the phrase itself is exact.
_ANY_NUMBER = r"[^\W_][\w-]*(?: ?\w+)?"
#: Longest name, in code points.
LONGEST = 100
#: As much of the beginning of each phrase, in code points, is looked for roughly.
_BEGINNING = 12
_DIGITS = r"\d{1,4}"
#: Years of a holiday.
_YEARS = range(1950, date.today().year + 1)
#: A further number of a list: "resolutions 1718 (2006), 1874 and 2087".
_MORE = re.compile(r"(?:\s*\((?:19|20)\d\d\))?\s*(?:,|·|/|و|and\b|и\b|와|과|및)+\s*(\d{3,4})(?![^\W_])")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Coined:
    """A name, or a numbered series of them, and when it came to be.

    `series` has the date of each number. `until` is the last day of a name that was given up.
    `done`: words by language of which one tells it as done; without, it counts anyhow. `yearly`: there is one number a year. `ahead` are the
    days for which it is spoken of before its date. `days` are those on which `acts` (cue words by
    language) took place, by number. `near` are words without one of which it may mean something else.
    """

    id: str
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    since: EdtfDate | None = None
    until: EdtfDate | None = None
    series: Mapping[int, EdtfDate] = field(default_factory=dict)
    ordinal: bool = False
    done: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    yearly: bool = False
    ahead: int = 1
    days: Mapping[int | None, tuple[EdtfDate, ...]] = field(default_factory=dict)
    acts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    source: str = ""

    def label(self, language: str, number: int | None) -> str:
        return self.labels[language].replace("#", str(number))


@dataclass(frozen=True, slots=True)
class Naming:
    """A name where it stands in folded text, the number that it has in a series, and its date."""

    start: int
    end: int
    coined: Coined
    number: int | None
    since: EdtfDate | None


class CoinedFinder:
    """Finds the names of a topic in folded text of any language."""

    def __init__(self, coined: Sequence[Coined]) -> None:
        self.names = tuple(coined)
        #: Each phrase by its first sign, with its longest plain part, by which it is looked for
        #: before it is compiled.
        self._phrases: dict[str, list[tuple[str, str, Coined, str]]] = {}
        phrases: set[str] = set()
        for item in coined:
            for code, words in item.words.items():
                sign = _sign(code, item.ordinal)
                for phrase in (form for word in words for form in variants(fold_text(word))):
                    phrases.add((sign + phrase[1:] if phrase.startswith("#") else phrase)[:_BEGINNING])
                    plain = max(re.split("[*# -]", phrase), key=len)
                    self._phrases.setdefault(phrase[0], []).append((plain, phrase, item, code))
        body = trie(phrases)
        for code in _languages():
            for ordinal in (False, True):
                body = body.replace(_sign(code, ordinal), f"(?:{_number(code, ordinal)})")
        body = body.replace(r"\#", _ANY_NUMBER)
        for sign, meant in _SIGNS:
            body = body.replace(sign, meant)
        self._any = re.compile(_LEAD + body) if phrases else None

    def find(self, folded: str, around: str = "") -> Iterator[Naming]:
        """The names in order; of several at one place the longest.

        The words that some names want near may also stand in the text around.
        """
        free = 0
        for match in self._any.finditer(folded) if self._any else ():
            if match.start() < free:
                continue
            words = folded[match.start() : match.start() + LONGEST]
            firsts = dict.fromkeys("#" + words[: _LONGEST_LEAD + 1 if "ا" <= words[0] <= "ي" else 1])
            found = [
                (hit.end(), hit, item, code)
                for first in firsts
                for plain, phrase, item, code in self._phrases.get(first, ())
                if plain in words and (hit := _shape(phrase, item.ordinal, code).match(folded, match.start()))
            ]
            if not found:
                continue
            free, hit, item, code = max(found, key=lambda f: f[0])
            yield from self._namings(folded, hit, item, code, around)

    def _namings(
        self, folded: str, hit: re.Match[str], item: Coined, code: str, around: str
    ) -> Iterator[Naming]:
        if item.near and not any(word in folded or word in around for word in item.near):
            return
        if not item.series:
            yield Naming(hit.start(), hit.end(), item, None, item.since)
            return
        number = _worth(hit["n"], code) if item.ordinal else int(hit["n"])
        if number is not None and number in item.series:
            yield Naming(hit.start(), hit.end(), item, number, item.series[number])
        more = None if item.ordinal or hit.end("n") != hit.end() else _MORE.match(folded, hit.end())
        while more:
            number = int(more[1])
            if number in item.series:
                yield Naming(more.start(1), more.end(), item, number, item.series[number])
            more = _MORE.match(folded, more.end())


def coined_of(rows: Mapping[str, Mapping[str, Any]]) -> tuple[Coined, ...]:
    """The entries of names.toml; KeyError or ValueError where one cannot be read."""
    return tuple(_coined(key, row) for key, row in rows.items())


def _coined(key: str, row: Mapping[str, Any]) -> Coined:
    words, acts, done = (
        {code: tuple(forms) for code, forms in row.get(name, {}).items()}
        for name in ("words", "acts", "done")
    )
    series = {int(number): EdtfDate.parse(day) for number, day in row.get("series", {}).items()}
    if not series and not {"from", "until", "days", "each_year"} & row.keys():
        raise ValueError(f"{key}: neither from, until, days, each_year nor series")
    since, until = (EdtfDate.parse(row[name]) if name in row else None for name in ("from", "until"))
    days = {number: (day,) for number, day in series.items()} if acts else {}
    return Coined(
        key, row["label"], words, since, until, series,
        row.get("ordinal", False), done, row.get("yearly", False), row.get("ahead", 1),
        days | _days(row.get("days", ())) | _each_year(row.get("each_year", "")), acts, tuple(fold_text(word) for word in row.get("near", ())),
        row["source"],
    )  # fmt: skip


def _days(entry: Sequence[str] | Mapping[str, Sequence[str]]) -> dict[int | None, tuple[EdtfDate, ...]]:
    if isinstance(entry, Mapping):
        return {int(number): tuple(map(EdtfDate.parse, days)) for number, days in entry.items()}
    return {None: tuple(map(EdtfDate.parse, entry))}


def _each_year(entry: str) -> dict[int | None, tuple[EdtfDate, ...]]:
    """A holiday, month and day, in every year: "05-09"."""
    if not entry:
        return {}
    return {None: tuple(EdtfDate.parse(f"{year}-{entry}") for year in _YEARS)}


@cache
def _languages() -> tuple[str, ...]:
    return tuple(forms())


def _sign(code: str, ordinal: bool) -> str:
    return chr(_FIRST_SIGN + 2 * _languages().index(code) + ordinal)


@cache
def _shape(phrase: str, ordinal: bool, code: str) -> re.Pattern[str]:
    body = trie([phrase])
    for sign, meant in _SIGNS:
        body = body.replace(sign, meant)
    body = body.replace(r"\#", f"(?P<n>{_number(code, ordinal)})", 1)
    return re.compile(_LEAD + body + _tail(code))


def _tail(code: str) -> str:
    """Nothing of the same word may follow, but for the particles of Korean."""
    return r"(?!\d)" if code == "ko" else r"(?![^\W_])"


@cache
def _number(code: str, ordinal: bool) -> str:
    if not ordinal:
        return _DIGITS
    words = "|".join(sorted(_ordinals(code), key=len, reverse=True))
    marks = forms()[code].get("ordinal_marks", "")
    return rf"{_lead(code)}(?:\d{{1,2}}{marks}|[ivx]{{1,5}}|{words})"


def _lead(code: str) -> str:
    return forms()[code].get("ordinal_lead", "")


@cache
def _ordinals(code: str) -> dict[str, int]:
    """Patterns of the ordinal words of a language and what they are worth."""
    found = {}
    for value, words in forms()[code].get("ordinals", {}).items():
        for word in words.split("|"):
            folded = re.escape(fold_text(word.strip())).replace(r"\ ", r"\s?")
            found[folded.replace(r"\*", r"[^\W\d_]*")] = int(value)
    return found


def _worth(said: str, code: str) -> int | None:
    digits = re.search(r"\d+", said)
    if digits:
        return int(digits[0])
    if set(said) <= _ROMAN.keys():
        values = [_ROMAN[letter] for letter in said]
        return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
    known = _ordinals(code).items()
    fitting = [(len(word), value) for word, value in known if re.fullmatch(_lead(code) + word, said)]
    return max(fitting)[1] if fitting else None
