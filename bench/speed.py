"""How fast dates are read, beside the peers and the floors: CPU time, every round one run of each in turn.

The machine may be noisy, so what is to be trusted is the ratio: of the times of one round, and of these
the median. Rates are MB of UTF-8 a second of CPU time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from bench import texts
from bench.corpus import LANGUAGES, Document
from bench.peers import FLOORS, OURS, PEERS, ROOT, Peer, Unanswered, Worker, present

#: Bytes of news text a language, rounds that count, and the long texts, in MB: one language has the longest.
_NEWS, _NEWS_QUICK = 500_000, 100_000
_ROUNDS, _ROUNDS_QUICK = 7, 3
_MIDDLE, _MIDDLE_QUICK = 10, 2
_LONG, _LONG_QUICK = 50, 5
#: New processes that are timed from import to ready.
_STARTS = 20
#: The first rounds are not counted: interpreters compile what they run often.
_WARM_UP = 3
#: Seconds that a hostile text may take.
_PATIENCE, _PATIENCE_OF_PEERS = 30, 5
#: A run shorter than this, in seconds, is done again, at most so often, and the mean taken.
_BRIEF, _AGAIN = 0.15, 5
_LOAD = """
import time
start = time.process_time()
import timeline
for code in {languages}: timeline.find_dates("2019", None, code)
print(time.process_time() - start)
"""


def measure(quick: bool = False) -> dict[str, Any]:
    size, rounds = (_NEWS_QUICK, _ROUNDS_QUICK) if quick else (_NEWS, _ROUNDS)
    news = {code: texts.news(code, size) for code in LANGUAGES}
    dense = {code: texts.dense(code) for code in LANGUAGES}
    with ExitStack() as stack:
        peers = [OURS, *present(PEERS)[0], *FLOORS]
        workers = [stack.enter_context(peer.start()) for peer in peers]
        figures: dict[str, Any] = {
            "news": {code: beside(workers, pages, rounds, quick) for code, pages in news.items()},
            "dense": {code: beside(workers, pages, rounds, quick) for code, pages in dense.items()},
        }
        figures["peer memory"] = {w.peer.name: round(w.peak()) for w in workers if w.peer in PEERS}
    figures["load"] = load()
    middle, longest = (_MIDDLE_QUICK, _LONG_QUICK) if quick else (_MIDDLE, _LONG)
    figures["memory"] = {
        "news pages": memory([page for pages in news.values() for page in pages]),
        "longest": memory([texts.whole(news["ar"], longest * 10**6)]),
    }
    figures["long"] = {
        code: growth(pages, longest if code == "ar" else middle) for code, pages in news.items()
    }
    figures["hostile"] = hostile(quick)
    return figures


def beside(workers: Iterable[Worker], pages: list[Document], rounds: int, quick: bool) -> dict[str, Any]:
    """Rates of every reader that knows the language, and how many times as long as ours the others take."""
    language = pages[0].language
    able = [worker for worker in workers if language in worker.peer.languages]
    sizes, seconds, found = {}, {w.peer.name: [] for w in able}, 0
    for worker in able:
        given = texts.sample(pages, worker.peer.sample // (5 if quick else 1))
        sizes[worker.peer.name] = _bytes(given)
        worker.load(given)
    for number in range(_WARM_UP + rounds):
        for worker in able if number % 2 else reversed(able):
            spent, count = _spent(worker)
            if worker.peer is OURS:
                found = count
            if number >= _WARM_UP:
                seconds[worker.peer.name].append(spent / sizes[worker.peer.name])
    ours = seconds[OURS.name]
    return {
        "kB": round(_bytes(pages) / 1e3),
        "words per date": round(sum(len(p.text.split()) for p in pages) / max(1, found)),
        "MB/s": {name: _short(1e-6 / statistics.median(spent)) for name, spent in seconds.items()},
        "times ours": {
            name: _short(statistics.median(a / b for a, b in zip(spent, ours, strict=True)))
            for name, spent in seconds.items()
            if name != OURS.name
        },
    }


def _spent(worker: Worker, seconds: float = 600) -> tuple[float, int]:
    """The CPU seconds of one run, and how many expressions were found."""
    runs, found = [], 0
    while sum(runs) < _BRIEF and len(runs) < _AGAIN:
        spent, found = worker.run(seconds)
        runs.append(spent)
    return statistics.fmean(runs), found


def load() -> dict[str, float]:
    """Milliseconds of CPU time to import the package and make all languages ready, in new processes."""
    code = _LOAD.format(languages=LANGUAGES)
    runs = []
    for _ in range(_STARTS):
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        runs.append(1000 * float(said.stdout))
    return {"fastest ms": round(min(runs), 1), "median ms": round(statistics.median(runs), 1)}


def memory(documents: list[Document]) -> dict[str, float]:
    """The most memory held while reading, in MB: all of the process, and without the text."""
    with OURS.start() as worker:
        worker.load(documents)
        worker.forget_peak()
        worker.run()
        peak = worker.peak()
    held = sum(sys.getsizeof(document.text) for document in documents) / 1e6
    return {"text": round(held, 1), "peak": round(peak, 1), "over the text": round(peak - held, 1)}


def growth(pages: list[Document], size: int) -> dict[str, float]:
    """The rates over a text of 1 MB and over one of `size` MB, and the second as a share of the first.

    The short text is read before and after the long one, so that a machine that slows down is in both.
    """
    short, long = texts.whole(pages, 10**6), texts.whole(pages, size * 10**6)
    with OURS.start() as brief, OURS.start() as worker:
        brief.load([short])
        worker.load([long])
        around = [brief.run()[0] for _ in range(2)]
        spent = worker.run()[0]
        around += [brief.run()[0] for _ in range(2)]
    rates = [_bytes([short]) / 1e6 / statistics.fmean(around), _bytes([long]) / 1e6 / spent]
    return {
        "short": _short(rates[0]),
        "MB": size,
        "long": _short(rates[1]),
        "share": round(rates[1] / rates[0], 2),
    }


def hostile(quick: bool = False) -> dict[str, dict[str, float | str]]:
    """kB/s over texts made to be slow, or why there is no figure."""
    figures: dict[str, dict[str, float | str]] = {name: {} for name in texts.HOSTILE}
    sizes = (30, 100) if quick else (100, 1000)
    for size in sizes:
        for name, rate in _patient(OURS, size, _PATIENCE):
            figures[name][str(size)] = rate
    if not quick and not PEERS[0].missing():
        for name, rate in _patient(PEERS[0], sizes[0], _PATIENCE_OF_PEERS):
            figures[name][PEERS[0].name] = rate
    return figures


def _patient(peer: Peer, size: int, seconds: float) -> Iterable[tuple[str, float | str]]:
    worker = peer.start()
    for name in texts.HOSTILE:
        text = texts.hostile(name, size * 1000)
        if text.language not in peer.languages:
            continue
        try:
            worker.load([text])
            yield name, _short(size / max(1e-6, _spent(worker, seconds)[0]))
        except Unanswered as why:
            yield name, str(why)
            worker = peer.start()
    worker.close()


def _bytes(documents: Iterable[Document]) -> int:
    return sum(len(document.text.encode()) for document in documents)


def _short(figure: float) -> float:
    """Three figures, no more."""
    return float(f"{figure:.3g}")
