"""The texts that speed is measured on, the same at every run.

News pages: passages of the corpora and the pages of `seeds/`, their sentences set among plain prose
without dates, so that a date stands as seldom as in a newspaper. Dense pages: the corpora as they are.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

from bench.corpus import LANGUAGES, Document, passages

SEEDS = Path(__file__).parents[1] / "seeds"
PROSE = Path(__file__).parent / "prose"
#: Words that stand by a date in a newspaper, about; and in the pages of `seeds/`, which tell much.
_WORDS_PER_DATE = 80
_WORDS_PER_DATE_IN_SEEDS = 25
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")

#: Texts made to be slow to read, repeated to the length asked for, and the language each is read in.
HOSTILE = {
    "1일": ("ko", "1일 "),
    "في": ("ar", "في "),
    "to": ("en", "to "),
    "digits": ("en", "20190101"),
    "digits and dashes": ("en", "12-11-"),
    "days and dots": ("ru", "1.2."),
    "one long word": ("en", "a"),
    "prefixes": ("ar", "وبال"),
    "weekday, ": ("en", "Tuesday, "),
    "year and ": ("en", "2019 and "),
    "month/": ("ar", "أيلول/"),
    "two weeks after ": ("en", "two weeks after "),
    "числа": ("ru", "числа, "),
    "brackets": ("en", "(("),
    "quotes": ("ru", "«"),
    "line breaks": ("en", "\n"),
    "spaces": ("en", " "),
}


def prose(language: str) -> Iterator[str]:
    """Sentences without dates, without end."""
    data = tomllib.loads((PROSE / f"{language}.toml").read_text(encoding="utf-8"))
    chance = random.Random(language)
    while True:
        for sentence in chance.sample(data["sentences"], len(data["sentences"])):
            yield sentence.format(
                n=chance.choice(
                    (chance.randint(3, 99), chance.randint(101, 999), chance.randint(30, 99) * 100)
                ),
                name=chance.choice(data["names"]),
                place=chance.choice(data["places"]),
            )


def dense(language: str) -> list[Document]:
    return [Document(language, passage.reference, passage.text) for passage in passages(language)]


def news(language: str, size: int) -> list[Document]:
    """Pages of about `size` bytes in all."""
    pages, total, plain = [], 0, prose(language)
    for reference, text, dates in cycle(_sources(language)):
        if total >= size:
            return pages
        page = _among(plain, text, dates)
        pages.append(Document(language, reference, page))
        total += len(page.encode())
    return pages


def whole(pages: list[Document], size: int) -> Document:
    """One text of about `size` bytes: the pages one after the other, again and again."""
    text = "\n\n".join(page.text for page in pages)
    return Document(pages[0].language, pages[0].reference, text * max(1, round(size / len(text.encode()))))


def hostile(name: str, size: int) -> Document:
    language, part = HOSTILE[name]
    return Document(language, date(2023, 9, 12), part * (size // len(part.encode())))


def sample(pages: list[Document], size: int) -> list[Document]:
    """The first pages, up to about `size` bytes."""
    chosen, total = [], 0
    for page in pages:
        chosen.append(page)
        total += len(page.text.encode())
        if total >= size:
            break
    return chosen


def _sources(language: str) -> list[tuple[date, str, int]]:
    """A reference day, a text and about how many dates it holds."""
    found = [(p.reference, p.text, len(p.expressions)) for p in passages(language)]
    for path in sorted(SEEDS.glob("*.txt")):
        named = path.stem.split("_")[1]
        if (named if named in LANGUAGES else "ar") == language:
            text = path.read_text(encoding="utf-8")
            found.append((date(2023, 9, 14), text, len(text.split()) // _WORDS_PER_DATE_IN_SEEDS))
    return found


def _among(plain: Iterator[str], text: str, dates: int) -> str:
    """The text with plain sentences after each of its own, the paragraphs kept."""
    missing = dates * _WORDS_PER_DATE - len(text.split())
    own = sum(len(_SENTENCE_END.split(line)) for line in text.splitlines() if line)
    lines = []
    for line in text.splitlines():
        mixed = []
        for sentence in _SENTENCE_END.split(line) if line else ():
            mixed.append(sentence)
            share, own = max(0, missing) / own, own - 1
            while share > 0:
                mixed.append(next(plain))
                share -= len(mixed[-1].split())
                missing -= len(mixed[-1].split())
        lines.append(" ".join(mixed))
    return "\n".join(lines)
