"""How many of the events that news passages tell are found, dated and told rightly, and how fast.

python -m bench.events [ar|en|ru|ko] [--fails N]

The corpora are `bench/told/<language>.txt`: passages of our own, each with its events behind it.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus import LANGUAGES
from timeline.edtf import EdtfDate
from timeline.models import EventMention, Timeline
from timeline.pipeline import build_timeline

FOLDER = Path(__file__).parent / "told"
_HEADER = re.compile(r"# id=(\S+) ref=(\S+)")
#: A date wider than this, in days, and than three times the days marked agrees with nothing.
_WIDEST, _TIMES = 31, 3
#: The sentence of a mention shares so many letters with the words marked, or all of them.
_SHARED = 15


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a passage tells: words of its sentence, its days, and what may be said of it."""

    words: str
    date: EdtfDate
    categories: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    id: str
    reference: EdtfDate
    text: str
    events: tuple[Told, ...]


@dataclass(slots=True)
class Score:
    """Counts: marked, dated, category, status and both right; told, and of these rightly."""

    counts: Counter[str] = field(default_factory=Counter)
    #: Page, words, what is wrong and what was found instead.
    fails: list[tuple[str, str, str, str]] = field(default_factory=list)
    milliseconds: float = 0.0

    def figures(self) -> dict[str, float]:
        counts = self.counts
        shares = {
            "dated": counts["dated"] / max(1, counts["marked"]),
            "category": counts["category"] / max(1, counts["dated"]),
            "status": counts["status"] / max(1, counts["dated"]),
            "both": counts["both"] / max(1, counts["marked"]),
            "rightly": counts["rightly"] / max(1, counts["told"]),
        }
        return {"marked": counts["marked"]} | {k: round(v, 3) for k, v in shares.items()}


def pages(language: str) -> Iterator[Page]:
    """The passages of a language, in file order; none where it has no file."""
    path = FOLDER / f"{language}.txt"
    if not path.exists():
        return
    for chunk in re.split(r"\n(?=# id=)", path.read_text(encoding="utf-8")):
        header = _HEADER.match(chunk)
        if header:
            lines = chunk.strip().split("\n")[1:]
            text = "\n".join(line for line in lines if not line.startswith("@ ")) + "\n"
            told = tuple(_told(line) for line in lines if line.startswith("@ "))
            yield Page(header[1], EdtfDate.parse(header[2]), text, told)


def _told(line: str) -> Told:
    words, date, categories, statuses = (part.strip() for part in line[2:].split(" | "))
    return Told(words, EdtfDate.parse(date), tuple(categories.split("/")), tuple(statuses.split("/")))


def measure(language: str) -> Score:
    """Each passage read by itself, against the day it was written."""
    score, read = Score(), list(pages(language))
    for page in read[:1]:
        _read(page)  # what is loaded once is no page's own time
    started = time.process_time()
    lines = [_read(page) for page in read]
    score.milliseconds = round(1000 * (time.process_time() - started) / max(1, len(read)), 1)
    for page, line in zip(read, lines, strict=True):
        _count(page, line, score)
    return score


def _read(page: Page) -> Timeline:
    name = f"{page.id}.txt"
    return build_timeline([(name, page.text.encode())], dates={name: page.reference})


def figures() -> dict[str, dict[str, float]]:
    """What is measured of each language that has a corpus."""
    scores = {language: measure(language) for language in LANGUAGES}
    return {
        language: score.figures() | {"ms a page": score.milliseconds}
        for language, score in scores.items()
        if score.counts["marked"]
    }


def _count(page: Page, line: Timeline, score: Score) -> None:
    text = line.documents[0].text
    mentions = [mention for event in line.events for mention in event.mentions]
    right: set[int] = set()
    for told in page.events:
        start = text.index(told.words)
        near = [m for m in mentions if _overlap(m, start, start + len(told.words))]
        dated = [m for m in near if _agrees(m.timex.value, told.date)]
        category = [m for m in dated if m.category in told.categories]
        both = [m for m in category if str(m.status) in told.statuses]
        right.update(id(m) for m in dated)
        score.counts.update(
            marked=1, dated=bool(dated), category=bool(category), both=bool(both),
            status=any(str(m.status) in told.statuses for m in dated),
        )  # fmt: skip
        if not both:
            wrong = "date" if not dated else "category" if not category else "status"
            found = "; ".join(f"{m.timex.value and m.timex.value.text} {m.category} {m.status}" for m in near)
            score.fails.append((page.id, told.words, wrong, found))
    score.counts.update(told=len(mentions), rightly=sum(id(m) in right for m in mentions))


def _overlap(mention: EventMention, start: int, end: int) -> bool:
    shared = min(end, mention.sentence.end) - max(start, mention.sentence.start)
    return shared >= min(_SHARED, end - start)


def _agrees(found: EdtfDate | None, marked: EdtfDate) -> bool:
    return found is not None and found.overlaps(marked) and found.days <= max(_WIDEST, _TIMES * marked.days)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n")[0], prog="python -m bench.events"
    )
    parser.add_argument("language", nargs="?", choices=LANGUAGES)
    parser.add_argument("--fails", type=int, default=0, help="show so many that are told wrongly")
    arguments = parser.parse_args()
    for language in [arguments.language] if arguments.language else LANGUAGES:
        score = measure(language)
        if score.counts["marked"]:
            print(
                language, *(f"{k} {v}" for k, v in score.figures().items()), f"{score.milliseconds} ms a page"
            )
            for fail in score.fails[: arguments.fails]:
                print("  ", *fail, sep=" | ")


if __name__ == "__main__":
    main()
