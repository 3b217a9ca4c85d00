"""Texts made of every language's own words in any order: no exception, spans that slice back, in order.

python -m bench.fuzz [--seconds 60] [--seed 0]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

from timeline import find_dates, wording
from timeline.languages import available, load

_SIGNS = [
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "\n",
    "-",
    " - ",
    "/",
    "(",
    ") ",
    "",
    ":",
    " «",
    "» ",
    "\u200f",
    "\t",
    "…",
]
_NUMBERS = ["1", "2", "12", "18", "31", "32", "0", "00", "1445", "1999", "2023", "2100", "9999", "10000", "12.09.2023",
            "9/11", "12:30", "112", "٢٠٢٣", "１２", "2019-20", "99", "1st", "3,5", "1.000.000"]  # fmt: skip


def words(language: str) -> list[str]:
    """Every word and glue of a language, with the numbers that may stand between."""
    known = load(language)
    found = [word for word, entry in known.words.items() if entry]
    found += [word + rest for word, entry in known.words.items() if entry for rest in entry.rests]
    return sorted({*found, *(gap for gap in known.gaps if gap.strip())}) + _NUMBERS * 20


def texts(seed: int) -> Iterator[tuple[str, str, date]]:
    """Texts without end, each with a language and the day it is said: the same ones for a seed."""
    chance = random.Random(seed)
    lexicons = {code: words(code) for code in available()}
    mixed = [word for lexicon in lexicons.values() for word in lexicon]
    while True:
        code = chance.choice(list(lexicons))
        lexicon = mixed if chance.random() < 0.1 else lexicons[code]
        size = chance.choice([3, 8, 20, 60])
        text = "".join(chance.choice(lexicon) + chance.choice(_SIGNS) for _ in range(size))
        yield code, text, date(1950, 1, 1) + timedelta(days=chance.randrange(36_000))


def check(code: str, text: str, said: date) -> None:
    """AssertionError, or whatever the reader raises, where a text is read wrongly in form."""
    end = 0
    for timex in find_dates(text, said, code):
        assert end <= timex.char_start < timex.char_end <= len(text), (timex, end)
        assert text[timex.char_start : timex.char_end] == timex.text, timex
        assert timex.value is None or timex.value.earliest <= timex.value.latest, timex
        assert all(wording.explanation(timex, language) for language in wording.languages()), timex
        end = timex.char_end


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    stop, count = time.monotonic() + given.seconds, 0
    for code, text, said in texts(given.seed):
        try:
            check(code, text, said)
        except Exception as error:
            raise SystemExit(f"{code} {said} {text!r}: {type(error).__name__}: {error}") from error
        count += 1
        if time.monotonic() > stop:
            break
    print(f"{count} texts read, none wrong in form")


if __name__ == "__main__":
    main()
