"""The figures kept from run to run, what changed since those committed, and docs/benchmarks.md."""

from __future__ import annotations

import json
import subprocess
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.accuracy import Score, read
from bench.corpus import LANGUAGES, Document, Passage, passages
from bench.peers import OURS, PEERS, Peer, Unanswered, present

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "bench" / "figures.json"
PAGE = ROOT / "docs" / "benchmarks.md"

Figures = dict[str, Any]
_NAMES = {"ar": "Arabic", "en": "English", "ru": "Russian", "ko": "Korean"}
#: What is asked of speed: how many times as fast as each peer.
_TIMES_FASTER = {"chrono-node": 2, "search_dates": 25, "HeidelTime": 300}
_MOST_MEMORY = 60
_MOST_LOAD = 50
#: A rate over a long text that is this share of the rate over a short one is as good as equal.
_LINEAR = 0.8
#: Speed that differs by less is noise.
_NOISE = 0.1
#: Kinds with fewer marked expressions are summed in the table.
_FEWEST = 4


# Accuracy


def accuracy(quick: bool = False) -> Figures:
    """How Timeline and the peers that are here read the corpora; with `quick`, Timeline alone."""
    figures: Figures = {"readers": {}, "kinds": {}, "passages": {}}
    scores = {(OURS.name, language): _ours(language) for language in LANGUAGES}
    for peer in [] if quick else present(PEERS)[0]:
        scores.update(((peer.name, language), score) for language, score in _of_peer(peer))
    for (name, language), score in scores.items():
        counts = {"gold": score.total["gold"]} | {k: round(v, 4) for k, v in score.figures().items()}
        figures["readers"].setdefault(language, {})[name] = counts
        kinds = figures["kinds"].setdefault(language, {})
        for kind, tally in sorted(score.kinds.items()):
            kinds.setdefault(kind, {"gold": tally["gold"]})[name] = tally["right"]
    for language in LANGUAGES:
        names = scores[OURS.name, language].marks
        figures["passages"][language] = {
            name: f"{marks} {extra} {_digest(passage)}"
            for (name, (marks, extra)), passage in zip(names.items(), passages(language), strict=True)
        }
    return figures


def _ours(language: str) -> Score:
    score = Score()
    for passage in passages(language):
        score.add(passage, read(passage, language))
    return score


def _of_peer(peer: Peer) -> Iterable[tuple[str, Score]]:
    with peer.start() as worker:
        for language in peer.languages:
            corpus, score = list(passages(language)), Score()
            try:
                worker.load([Document(language, p.reference, p.text) for p in corpus])
                found = worker.find()
            except Unanswered:
                return
            for passage, finds in zip(corpus, found, strict=True):
                score.add(passage, finds)
            yield language, score


def _digest(passage: Passage) -> str:
    """Tells a passage, its text and its marks, from what it was before."""
    return f"{zlib.crc32(repr(passage).encode()):08x}"


# Figures kept


def committed(path: Path = FIGURES) -> Figures:
    """The figures as last committed; where there is no commit of them, as last written; else none."""
    try:
        shown = subprocess.run(
            ["git", "show", f"HEAD:./{path.name}"],
            cwd=path.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return kept(path)
    return json.loads(shown.stdout)


def kept(path: Path = FIGURES) -> Figures:
    """The figures as last written; none where there are none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(measured: Figures, path: Path = FIGURES, page: Path = PAGE) -> None:
    """Keep what was measured, leave what was not, and write the page."""
    before = committed(path)
    figures = {**kept(path), **measured}
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    page.write_text(render(figures, before), encoding="utf-8")


# What changed


def changes(before: Figures, now: Figures) -> list[str]:
    """What was gained and lost, as lines: accuracy per language and kind, then speed."""
    if not before:
        return ["- No figures were committed before these."]
    lines = []
    was, is_ = (figures.get("accuracy", {}) for figures in (before, now))
    for language in LANGUAGES:
        if language in was.get("passages", {}) and language in is_.get("passages", {}):
            lines += _read_otherwise(language, was, is_)
    lines += _timed_otherwise(before.get("speed", {}), now.get("speed", {}))
    return lines or ["- Nothing to compare."]


def _read_otherwise(language: str, was: Figures, now: Figures) -> list[str]:
    f1 = [f["readers"][language][OURS.name]["f1"] for f in (was, now)]
    old_lines, new_lines = was["passages"][language], now["passages"][language]
    gained: dict[str, list[str]] = {}
    lost: dict[str, list[str]] = {}
    unlike = ""
    changed = 0
    for (name, line), passage in zip(new_lines.items(), passages(language), strict=True):
        marks, extra, digest = line.split(" ")
        old_marks, old_extra, old_digest = old_lines.get(name, "  ").split(" ")
        if digest != old_digest:
            changed += 1
            unlike += marks
            continue
        for i, (old, new) in enumerate(zip(old_marks, marks, strict=True)):
            if (old in "+.") != (new in "+."):
                expression = passage.expressions[i]
                side = gained if new in "+." else lost
                side.setdefault(expression.kind, []).append(f"{name}#{i + 1} «{expression.text}»")
        if extra != old_extra:
            side = gained if int(extra) < int(old_extra) else lost
            side.setdefault("(nothing marked)", []).append(f"{name} false finds {old_extra} → {extra}")
    counts = [sum(map(len, side.values())) for side in (gained, lost)]
    lines = [f"- {_NAMES[language]}: F1 {f1[0]:.4f} → {f1[1]:.4f}; {counts[0]} gained, {counts[1]} lost"]
    gone = len(old_lines.keys() - new_lines.keys())
    if changed or gone:
        good = sum(mark in "+." for mark in unlike)
        lines[0] += f"; passages new or changed: {changed} ({good} of {len(unlike)} right), gone: {gone}"
    for kind in sorted({*gained, *lost}):
        told = [
            f"{len(side[kind])} {word} ({', '.join(side[kind])})"
            for word, side in (("lost", lost), ("gained", gained))
            if kind in side
        ]
        lines.append(f"  - {kind}: {'; '.join(told)}")
    return lines


def _timed_otherwise(was: Figures, now: Figures) -> list[str]:
    lines = []
    for text in ("news", "dense"):
        for language in LANGUAGES:
            old, new = (f.get(text, {}).get(language, {}).get("times ours", {}) for f in (was, now))
            for peer in (p.name for p in PEERS if p.name in old and p.name in new):
                change = new[peer] / old[peer] - 1
                word = "gained" if change > _NOISE else "lost" if change < -_NOISE else ""
                if word:
                    lines.append(
                        f"- Speed, {text} pages, {_NAMES[language]}, times as fast as {peer}: "
                        f"{old[peer]:g} → {new[peer]:g} ({word} {abs(change):.0%})"
                    )
    for name, unit, old, new in (
        ("Start", "ms", *(f.get("load", {}).get("fastest ms") for f in (was, now))),
        ("Memory over news pages", "MB", *(_memory(f, "news pages") for f in (was, now))),
        ("Memory over the longest text", "MB", *(_memory(f, "longest") for f in (was, now))),
    ):
        if old and new and abs(new / old - 1) > _NOISE:
            lines.append(f"- {name}: {old:g} → {new:g} {unit} ({'gained' if new < old else 'lost'})")
    if was and now and not any(line.startswith("- Speed") for line in lines):
        lines.append(f"- Speed beside the peers: within {_NOISE:.0%} of what it was")
    return lines


def _memory(speed: Figures, text: str) -> float | None:
    return speed.get("memory", {}).get(text, {}).get("over the text")


# Targets


def targets(speed: Figures) -> list[tuple[str, str, str, str]]:
    """What is asked of speed: the target, what is wanted, what was measured, whether it is reached."""
    rows = []
    for peer, wanted in _TIMES_FASTER.items():
        for language, figures in speed.get("news", {}).items():
            times = figures["times ours"].get(peer)
            if times is not None:
                what = f"times as fast as {peer}, {_NAMES[language]} news pages"
                rows.append((what, f"≥ {wanted}", f"{times:g}", times >= wanted))
    for text, what in (("news pages", "news pages"), ("longest", "the longest text")):
        peak = _memory(speed, text)
        if peak is not None:
            rows.append((f"memory over {what}", f"≤ {_MOST_MEMORY} MB", f"{peak:g} MB", peak <= _MOST_MEMORY))
    if "load" in speed:
        spent = speed["load"]["fastest ms"]
        rows.append(
            ("import and load, four languages", f"< {_MOST_LOAD} ms", f"{spent:g} ms", spent < _MOST_LOAD)
        )
    for language, rates in speed.get("long", {}).items():
        what = f"rate at {rates['MB']} MB against 1 MB, {_NAMES[language]}"
        rows.append((what, f"≥ {_LINEAR}", f"{rates['share']:.2f}", rates["share"] >= _LINEAR))
    return [(*row[:3], "yes" if row[3] else "**no**") for row in rows]


# The page


def render(figures: Figures, before: Figures) -> str:
    """docs/benchmarks.md."""
    peers, missing = present(PEERS)
    parts = [_PREAMBLE.strip(), _peers(peers, missing)]
    read_, timed = figures.get("accuracy"), figures.get("speed")
    parts += ["## Since the last committed figures", _SINCE.strip(), "\n".join(changes(before, figures))]
    if read_:
        parts += ["## Accuracy", _ACCURACY.strip(), _readers(read_), "### By kind", _KINDS.strip()]
        parts += [_kinds(read_, language) for language in LANGUAGES]
    if told := figures.get("events"):
        parts += ["## Events", _EVENTS.strip(), _events(told)]
    if timed:
        parts += [
            "## Speed",
            _SPEED.strip(),
            _table(("asked", "wanted", "measured", "reached"), targets(timed)),
        ]
        parts += [
            "### News pages",
            _rates(timed["news"]),
            "### Dense pages",
            _DENSE.strip(),
            _rates(timed["dense"]),
        ]
        parts += ["### Long texts and memory", _LONG.strip(), _long(timed), _memories(timed)]
        parts += ["### Hostile texts", _HOSTILE.strip(), _hostile(timed["hostile"])]
    if page := figures.get("page"):
        parts += ["## The dashboard", _DASHBOARD.strip(),
                  _table(("asked", "wanted", "measured", "reached"), page_targets(page)), _page(page)]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def page_targets(page: Figures) -> list[tuple[str, str, str, str]]:
    """What is asked of the dashboard, as `targets` of the speed of reading."""
    opened, sizes = page.get("opened s", {}), page["sizes"]
    first = opened.get("ours, its picture", {})
    rows = [(f"first picture of the sample, {_OPENED[key]}", "< 2 s", f"{spent:g} s", spent < 2)
            for key, spent in first.items()]  # fmt: skip
    for size, most in (("10000", 100), ("100000", 300)):
        if size in sizes:
            for name, spent in sizes[size]["filter ms"].items():
                rows.append(
                    (
                        f"filter changed ({name}), {int(size):,} events",
                        f"< {most} ms",
                        f"{spent:g} ms",
                        spent < most,
                    )
                )
    largest = max(sizes.values(), key=lambda one: one["kB"])
    rows.append(("largest figure sent", "< 1000 kB", f"{largest['kB']} kB", largest["kB"] < 1000))
    if "100000" in sizes:
        times = sizes["100000"]["plain drawn ms"] / sizes["100000"]["drawn ms"]
        rows.append(
            ("times as fast to draw as the plain page, 100,000 events", "≥ 10", f"{times:.0f}", times >= 10)
        )
    added = all(one["counted"] == one["shown"] == one["dated"] for one in sizes.values())
    rows.append(("what is drawn adds up to the total shown", "yes", "yes" if added else "no", added))
    return [(*row[:3], "yes" if row[3] else "**no**") for row in rows]


#: Which opening of a page is meant.
_OPENED = {"first": "first page after the start", "later": "later pages"}


def _page(page: Figures) -> str:
    opened = [
        (what, *(f"{each[key]:g}" for key in _OPENED)) for what, each in page.get("opened s", {}).items()
    ]
    seen = _table(("seconds until there is", *_OPENED.values()), opened)
    rows = [
        (f"{int(size):,}", one["drawn as"], *(f"{one[k]:,}" for k in ("counted", "kB", "plain kB", "made ms", "plain made ms", "drawn ms", "plain drawn ms")))
        for size, one in sorted(page["sizes"].items(), key=lambda item: int(item[0]))
    ]  # fmt: skip
    heads = ("events", "drawn as", "counted", "kB sent", "plain", "made, ms", "plain", "drawn, ms", "plain")
    return f"{seen}\n\n{_table(heads, rows)}"


def _peers(peers: list[Peer], missing: dict[str, str]) -> str:
    rows = [(p.name, p.version(), ", ".join(p.languages)) for p in (OURS, *peers)]
    rows += [(name, f"left out: {why}", "-") for name, why in missing.items()]
    return _table(("reader", "version", "languages"), rows)


def _readers(read_: Figures) -> str:
    rows = []
    for language, readers in _languages(read_["readers"]):
        for name in _names(OURS.name):
            f = readers.get(name)
            rows.append(
                (_NAMES[language], name, str(f["gold"]), *(f"{f[k]:.3f}" for k in ("f1", "inside", "precision", "recall")), f"{f['false']:.2f}")
                if f
                else (_NAMES[language], name, *"------")
            )  # fmt: skip
    return _table(
        ("language", "reader", "expressions", "F1", "F1 inside", "precision", "recall", "false finds / 1000 words"), rows
    )  # fmt: skip


def _kinds(read_: Figures, language: str) -> str:
    rows, rest = [], {"gold": 0}
    names = _names(OURS.name)
    for kind, tally in sorted(read_["kinds"].get(language, {}).items(), key=lambda item: -item[1]["gold"]):
        if tally["gold"] < _FEWEST:
            rest = {name: rest.get(name, 0) + count for name, count in tally.items()} | {
                name: count for name, count in rest.items() if name not in tally
            }
        else:
            rows.append((kind, str(tally["gold"]), *(str(tally.get(name, "-")) for name in names)))
    if rest["gold"]:
        label = f"kinds with fewer than {_FEWEST}"
        rows.append((label, str(rest["gold"]), *(str(rest.get(name, "-")) for name in names)))
    return _table((_NAMES[language], "marked", *names), rows) if rows else ""


def _events(told: Figures) -> str:
    shares = ("dated", "category", "status", "both", "rightly")
    rows = [
        (_NAMES[language], str(f["marked"]), *(f"{f[share]:.3f}" for share in shares), f"{f['ms a page']:g}")
        for language, f in _languages(told)
    ]
    heads = ("dated", "category right", "status right", "dated, both right", "told rightly", "ms a page")
    return _table(("language", "events", *heads), rows)


def _rates(figures: Figures) -> str:
    rows = []
    for language, f in _languages(figures):
        rates, times = f["MB/s"], f["times ours"]
        row = [_NAMES[language], str(f["kB"]), str(f["words per date"]), f"{rates[OURS.name]:g}"]
        for name in _names():
            row.append(f"{rates[name]:g} ({times[name]:g}×)" if name in rates else "-")
        row += [f"{rates[name]:g} ({times[name]:.2g}×)" for name in ("trie re", "word split")]
        rows.append(tuple(row))
    return _table(
        ("language", "kB", "words a date", OURS.name, *_names(), "floor: trie `re`", "floor: word split"),
        rows,
    )


def _long(timed: Figures) -> str:
    rows = [
        (_NAMES[language], f"{f['short']:g}", str(f["MB"]), f"{f['long']:g}", f"{f['share']:.2f}")
        for language, f in _languages(timed["long"])
    ]
    return _table(("language", "MB/s over 1 MB", "long text, MB", "MB/s over it", "long / short"), rows)


def _memories(timed: Figures) -> str:
    rows = [
        (f"{OURS.name}, {name}", f"{m['text']:g}", f"{m['peak']:g}", f"{m['over the text']:g}")
        for name, m in timed["memory"].items()
    ]
    rows += [(name, "-", f"{peak:g}", "-") for name, peak in timed["peer memory"].items()]
    start = timed["load"]
    said = (
        f"Import and load of the four languages in a new process: {start['fastest ms']:g} ms of CPU time, "
        f"the fastest of many, since noise only adds; the median is {start['median ms']:g} ms."
    )
    return _table(("memory, MB", "text", "peak", "over the text"), rows) + "\n\n" + said


def _hostile(figures: Figures) -> str:
    columns = list(dict.fromkeys(column for rates in figures.values() for column in rates))
    heads = [f"{c} kB" if c.isdigit() else f"{c}, {columns[0]} kB" for c in columns]
    rows = []
    for name, rates in figures.items():
        told = [r if isinstance(r, str) else f"{r:,.0f}" for r in (rates.get(c, "-") for c in columns)]
        ends = [rates.get(c) for c in columns if c.isdigit()]
        numbers = [e for e in ends if isinstance(e, float | int)]
        slower = f"{numbers[-1] / numbers[0]:.2f}" if len(numbers) == len(ends) > 1 else "-"
        rows.append((f"`{name}`", *told, slower))
    return _table(("kB/s over", *heads, "long / short"), rows)


def _names(*first: str) -> tuple[str, ...]:
    return (*first, *(peer.name for peer in PEERS))


def _languages(figures: Figures) -> Iterable[tuple[str, Any]]:
    return ((language, figures[language]) for language in LANGUAGES if language in figures)


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    cells: Callable[[Iterable[str]], str] = lambda row: "| " + " | ".join(row) + " |"  # noqa: E731
    heads = list(heads)
    return "\n".join([cells(heads), "|" + "---|" * len(heads), *map(cells, rows)])


_DASHBOARD = """
Side by side in one run with a plain page: `px.timeline` over the same table, each event a bar. The table is the sample dossier's, or as many events as said made from it by moving them to other years. A filter change is a run of the whole page on the server, in CPU time (the fastest of several, since noise only adds); so is making the figures, once. Drawing is from the data to the picture in headless Chromium, by the clock. So is the first picture, by the clock of the page from its opening in a browser without a cache: the picture is made by the server, all marks and words, and the chart is drawn over it as soon as Plotly has been loaded. A page of one word is the least that any page of Streamlit takes on the same machine in the same round, the plain page the least with a chart. Both overview and timeline are counted as ours; "counted" sums what the marks or the bars stand for.
"""
_PREAMBLE = """
# Benchmarks

`make bench` writes this page; do not edit it. It puts the peers into `.bench/` (npm and a Java 17 or newer are wanted; what is missing is left out and named), measures all, prints what stands here, and keeps the figures in `bench/figures.json`.

```
make bench                            # everything, written here: some minutes
python -m bench --accuracy            # accuracy alone, printed
python -m bench --speed --quick       # speed, roughly, on short texts
python -m bench --page                # the dashboard beside a plain page
python -m bench.accuracy ar --fails 9 # what is read wrongly
python -m bench.events ar --fails 9   # what is told wrongly
```

The peers are for comparison only. None is a dependency.
"""
_SINCE = f"Gains and losses alike, each expression by its passage and its place in it; speed where it differs by more than {_NOISE:.0%}."
_ACCURACY = """
On the development corpora in `bench/corpus`: prose of our own, every date expression marked with the days it stands for. **The rules were written against these very passages**, so Timeline's own figures say how well it does what it was made to do, not how well it will read pages it has never seen; the peers had no such advantage. The marks also follow Timeline's conventions (docs/method.md), and where a peer holds to others (a week for a week ago, say) it loses by that.

A find is right when it overlaps a marked expression and has the same first and last day. "F1 inside" also counts finds that lie inside the marked days: search_dates gives a day for everything, so a month read as one day of that month is right only there. chrono-node's results are taken as sharp as the parts it is certain of: day or weekday, month, year; a time of day alone is no find. HeidelTime's TIMEX3 values are given the days that our conventions give them (START, MID and END of a month are ten days each), durations and sets are left out, and a time of day is no false find. Where a reader does not know a language there is a dash.
"""
_KINDS = "Expressions read rightly, of those marked. Each language names its kinds in its own way."
_EVENTS = """
On the passages in `bench/told`: short news of our own, each with the events that it tells and the day it was written (which is given). An event is found where a mention's sentence is the one marked and its date agrees. Category and status are shares of the events found so, "both" of all that are marked; "told rightly" is the share of mentions that are of a marked event (some of the others tell what was not marked). Each passage was marked before it was read for the first time, and **the words of acts have grown by them since**; at first sight, passages like these had both right for six to nine events in ten.
"""
_SPEED = """
MB of UTF-8 a second of CPU time, one process a reader, each with its own clock, so that neither start nor pipe is counted. Every round runs all readers once, one after the other; the first rounds only warm up. The figure is the median of the rounds; in brackets, how many times as long as Timeline the reader took for a byte in the same round (the median of the ratios; noise of the machine that lasts longer than a round is in both). Slow readers are given the first pages only (search_dates 30 kB, HeidelTime 15 kB). News pages hold a date about every 80 words, as newspapers do: passages and sample pages among plain prose without dates.

The floors are what looking at the words costs without understanding them: one `re` pattern in the shape of a trie over the words of dates, and splitting into words that are looked up in a set.
"""
_DENSE = "The corpora as they are: a date about every ten words, many times what any newspaper holds."
_LONG = "One text, news pages joined end to end; the short one is read before and after the long one. Peak memory is of the whole process, interpreter included; without the text, what reading needs, the list of all results included."
_HOSTILE = "One piece repeated. A rate that falls as the text grows would show time that grows faster than the text. A reader is given up after 30 s (chrono-node after 5 s)."
