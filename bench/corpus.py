"""The development corpora: blocks of news prose with every date expression marked in place.

    # id=ar-001 ref=2023-09-12
    text ... ⟦words|earliest/latest|kind⟧ ... text

A value is a day, `earliest/latest`, readings joined by ` or `, or `-` for listed but not resolved.
A language may have several files, `ar.txt`, `ar-quotes.txt`: all that begin with its code are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LANGUAGES = ("ar", "en", "ru", "ko")
FOLDER = Path(__file__).parent / "corpus"
_HEADER = re.compile(r"# id=(\S+) ref=(\S+)")
_MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^|⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Expression:
    start: int
    end: int
    text: str
    #: The intervals any of which is right, as ISO text; empty for one that must stay unresolved.
    readings: tuple[tuple[str, str], ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader is given: a text, its language and the day it was published."""

    language: str
    reference: date
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    reference: date
    text: str
    expressions: tuple[Expression, ...]


def passages(language: str) -> Iterator[Passage]:
    """The passages of one language's corpus, in file order."""
    for path in sorted(FOLDER.glob(f"{language}*.txt")):
        yield from _passages(path.read_text(encoding="utf-8"))


def _passages(corpus: str) -> Iterator[Passage]:
    for chunk in re.split(r"\n(?=# id=)", corpus):
        header = _HEADER.match(chunk.lstrip("\ufeff \n"))
        if not header:
            continue
        marked = chunk.lstrip("\ufeff \n").split("\n", 1)[1].strip("\n")
        plain, expressions, last = "", [], 0
        for match in _MARK.finditer(marked):
            plain += marked[last : match.start()]
            words, value, kind = (part.strip() if i else part for i, part in enumerate(match.groups()))
            readings = tuple(_interval(v) for v in value.split(" or ")) if value != "-" else ()
            expressions.append(Expression(len(plain), len(plain) + len(words), words, readings, kind))
            plain += words
            last = match.end()
        yield Passage(header[1], date.fromisoformat(header[2]), plain + marked[last:], tuple(expressions))


def _interval(value: str) -> tuple[str, str]:
    first, _, last = value.strip().partition("/")
    return first, last or first
