"""How reading, finding events and merging grow with their input: a size and four times it, by the clock.

python -m bench.growth
"""

from __future__ import annotations

import time
from collections.abc import Callable

from timeline import merge, topics
from timeline.documents import read_document
from timeline.edtf import EdtfDate
from timeline.events import find_mentions
from timeline.models import Document, EventMention, Span, Timex
from timeline.normalise import resolve
from timeline.tagger import stretches

_PAGE = (
    "وقالت واشنطن الأسبوع الماضي إن بيونغ يانغ زودت موسكو بقذائف في عام 2022. "
    "ومن المقرر أن يلتقي الزعيمان في موسكو الشهر المقبل، بحسب مسؤول أمريكي تحدث إلى الصحافيين.\n"
)
_UNITS = {
    "prose": _PAGE,
    "one line": "x " * 3_000,
    "labels": "Read also:\nA headline without a stop\n",
    "lists": "word, " * 30 + "\n",
    "patterns": "[caption " + "|" * 200 + "\n",
    "dates": "12 September 2023\n",
}
_ACTORS = ("russia", "north-korea", "vladimir-putin", "kim-jong-un", "united-states", "south-korea")
_TOPIC = topics.load("russia-north-korea")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _read(unit: str, size: int) -> Callable[[], object]:
    data = (unit * (size // len(unit))).encode()
    return lambda: read_document("big.txt", data)


def _mentions(pages: int) -> Callable[[], object]:
    document = read_document("page.txt", (_PAGE * pages).encode())
    day = EdtfDate.parse("2023-09-12")
    timexes = list(resolve(stretches(document.text, "ar"), day, document.id))
    return lambda: list(find_mentions(document, timexes, _TOPIC))


def _merged(count: int) -> Callable[[], object]:
    made = []
    for i in range(count):
        day = EdtfDate.parse(f"{1990 + i % 35}-{1 + i % 12:02}-{1 + i % 28:02}")
        value = day if i % 3 else EdtfDate.month(day.earliest.year, day.earliest.month)
        text = f"sentence {i}"
        span = Span(f"d{i % 500}", 0, len(text), text)
        category = ("visit", "statement", "arms-transfer")[i % 3]
        actors = (_ACTORS[i % 6], _ACTORS[(i // 7) % 6])
        made.append(EventMention(span, span, Timex(span, value, "bench"), actors, (), category))
    documents = [Document(f"d{i}", "", "") for i in range(500)]
    return lambda: merge.merge(made, documents, _TOPIC)


def main() -> None:
    cases: list[tuple[str, Callable[[int], Callable[[], object]], int]] = [
        *((f"reading a file of {name}", lambda size, u=unit: _read(u, size), 400_000) for name, unit in _UNITS.items()),
        ("finding events in a page", _mentions, 50),
        ("merging mentions", _merged, 2_000),
    ]  # fmt: skip
    print(f"{'':32}{'once':>9}{'4 times':>9}{'ratio':>7}")
    for name, made, size in cases:
        once, more = (min(_seconds(made(size * times)) for _ in range(3)) for times in (1, 4))
        print(f"{name:32}{once:8.3f}s{more:8.3f}s{more / max(once, 1e-4):7.1f}")


if __name__ == "__main__":
    main()
