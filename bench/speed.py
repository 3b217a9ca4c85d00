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

#: Bytes of news text a language, rounds that count, and the longest text, in MB.
_NEWS, _NEWS_QUICK = 500_000, 100_000
_ROUNDS, _ROUNDS_QUICK = 7, 3
_LONG, _LONG_QUICK = 50, 5
#: The first rounds are not counted: interpreters compile what they run often.
_WARM_UP = 3
#: Seconds that a hostile text may take.
_PATIENCE, _PATIENCE_OF_PEERS = 30, 5
#: A run shorter than this, in seconds, is done again and the median taken.
_BRIEF = 0.3
_LOAD = """
import time
wall, cpu = time.perf_counter(), time.process_time()
import timeline
for code in {languages}: timeline.find_dates("2019", None, code)
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


def measure(quick: bool = False) -> dict[str, Any]:
    size, rounds = (_NEWS_QUICK, _ROUNDS_QUICK) if quick else (_NEWS, _ROUNDS)
    news = {code: texts.news(code, size) for code in LANGUAGES}
    dense = {code: texts.dense(code) for code in LANGUAGES}
    with ExitStack() as stack:
        peers = [OURS, *present(PEERS)[0], *FLOORS]
        workers = [stack.enter_context(peer.start()) for peer in peers]
        figures: dict[str, Any] = {
            "news": {code: beside(workers, pages, rounds) for code, pages in news.items()},
            "dense": {code: beside(workers, pages, rounds) for code, pages in dense.items()},
        }
        figures["peer memory"] = {w.peer.name: round(w.peak()) for w in workers if w.peer in PEERS}
    figures["load"] = load()
    figures["memory"] = {"news pages": memory([page for pages in news.values() for page in pages])}
    figures["long"] = {code: growth(pages, (1, 5 if quick else 10)) for code, pages in news.items()}
    longest = texts.whole(news["ar"], (_LONG_QUICK if quick else _LONG) * 10**6)
    figures["memory"]["longest"] = memory([longest], figures["long"]["ar"])
    figures["hostile"] = hostile(quick)
    return figures


def beside(workers: Iterable[Worker], pages: list[Document], rounds: int) -> dict[str, Any]:
    """Rates of every reader that knows the language, and how many times as long as ours the others take."""
    language = pages[0].language
    able = [worker for worker in workers if language in worker.peer.languages]
    sizes, seconds, found = {}, {w.peer.name: [] for w in able}, 0
    for worker in able:
        given = texts.sample(pages, worker.peer.sample)
        sizes[worker.peer.name] = _bytes(given)
        worker.load(given)
    for number in range(_WARM_UP + rounds):
        for worker in able if number % 2 else reversed(able):
            spent, count = worker.run()
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


def load() -> dict[str, float]:
    """Milliseconds to import the package and make all languages ready, in new processes."""
    code = _LOAD.format(languages=LANGUAGES)
    runs = []
    for _ in range(10):
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        runs.append([1000 * float(figure) for figure in said.stdout.split()])
    wall, cpu = zip(*runs[1:], strict=True)
    return {"wall ms": round(statistics.median(wall), 1), "cpu ms": round(statistics.median(cpu), 1)}


def memory(documents: list[Document], rates: dict[str, float] | None = None) -> dict[str, float]:
    """The most memory held while reading, in MB: all of the process, and without the text; rates is added to."""
    with OURS.start() as worker:
        worker.load(documents)
        worker.forget_peak()
        spent, _ = worker.run()
        peak = worker.peak()
    size = _bytes(documents) / 1e6
    if rates is not None:
        rates[f"{size:.0f}"] = _short(size / spent)
    held = sum(sys.getsizeof(document.text) for document in documents) / 1e6
    return {"text": round(held, 1), "peak": round(peak, 1), "over the text": round(peak - held, 1)}


def growth(pages: list[Document], sizes: Iterable[int]) -> dict[str, float]:
    """The rate over one text of each size in MB; the median of three for the short."""
    rates = {}
    with OURS.start() as worker:
        for size in sizes:
            text = texts.whole(pages, size * 10**6)
            worker.load([text])
            spent = statistics.median(worker.run()[0] for _ in range(3 if size < 5 else 1))
            rates[str(size)] = _short(_bytes([text]) / 1e6 / spent)
    return rates


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
            spent = worker.run(seconds)[0]
            if spent < _BRIEF:
                spent = statistics.median(worker.run(seconds)[0] for _ in range(_ROUNDS))
            yield name, _short(size / max(1e-6, spent))
        except Unanswered as why:
            yield name, str(why)
            worker = peer.start()
    worker.close()


def _bytes(documents: Iterable[Document]) -> int:
    return sum(len(document.text.encode()) for document in documents)


def _short(figure: float) -> float:
    """Three figures, no more."""
    return float(f"{figure:.3g}")
