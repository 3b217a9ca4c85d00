"""The benchmark hides nothing: gains and losses are shown, an absent peer is named. No timing is asserted."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench import events, peers, report, speed, texts
from bench.__main__ import main as bench_main
from bench.accuracy import Score
from bench.corpus import LANGUAGES, Expression, Passage, passages
from bench.peers import FLOORS, OURS, PEERS, Find
from bench.peers.timex3 import interval
from timeline import find_dates
from timeline.edtf import EdtfDate


@pytest.fixture(scope="module")
def accuracy() -> report.Figures:
    return report.accuracy(quick=True)


@pytest.fixture
def speeds() -> report.Figures:
    rates = {"timeline": 4.0, "chrono-node": 2.0, "trie re": 40.0, "word split": 40.0}
    times = {"chrono-node": 2.0, "trie re": 0.1, "word split": 0.1}
    one = {"ar": {"kB": 9, "words per date": 80, "MB/s": rates, "times ours": times}}
    return {
        "news": one, "dense": copy.deepcopy(one), "peer memory": {"chrono-node": 80},
        "load": {"fastest ms": 40.0, "median ms": 41.0}, "long": {"ar": {"short": 4.0, "MB": 50, "long": 2.0, "share": 0.5}},
        "memory": {"news pages": {"text": 1, "peak": 30, "over the text": 29},
                   "longest": {"text": 50, "peak": 130, "over the text": 80}},
        "hostile": {"to": {"100": 50.0, "1000": 5.0}, "في": {"100": 50.0, "1000": "too slow"}},
    }  # fmt: skip


def marked(language: str, mark: str, figures: report.Figures) -> tuple[str, int, Expression]:
    """The first expression of a corpus that fared as the mark says: passage, place, expression."""
    for (name, line), passage in zip(figures["passages"][language].items(), passages(language), strict=True):
        at = line.split(" ")[0].find(mark)
        if at >= 0:
            return name, at, passage.expressions[at]
    raise AssertionError(f"{language}: nothing marked {mark}")


def with_mark(figures: report.Figures, language: str, name: str, at: int, mark: str) -> None:
    line = figures["passages"][language][name]
    figures["passages"][language][name] = line[:at] + mark + line[at + 1 :]


def test_a_kind_that_is_better_and_one_that_is_worse_are_both_shown(accuracy, tmp_path: Path) -> None:
    """As committed, one expression was wrong that is right; measured now, another is wrong that was right."""
    was, now = {"accuracy": accuracy}, {"accuracy": copy.deepcopy(accuracy)}
    doctored = copy.deepcopy(was)
    better, at, gained = marked("ru", "+", accuracy)
    with_mark(doctored["accuracy"], "ru", better, at, "-")
    worse, place, lost = marked("ko", "+", accuracy)
    with_mark(now["accuracy"], "ko", worse, place, "~")
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(doctored), encoding="utf-8")

    lines = report.changes(report.committed(path), now)
    assert f"  - {gained.kind}: 1 gained ({better}#{at + 1} «{gained.text}»)" in lines
    assert f"  - {lost.kind}: 1 lost ({worse}#{place + 1} «{lost.text}»)" in lines
    heads = [line for line in lines if not line.startswith(" ")]
    assert [("1 gained" in line, "1 lost" in line) for line in heads] == [
        (False, False), (False, False), (True, False), (False, True),
    ]  # fmt: skip

    report.write(now, path, page := tmp_path / "benchmarks.md")
    assert "\n".join(lines) in page.read_text(encoding="utf-8")
    assert report.changes(report.committed(path), now)[0].endswith("0 gained, 0 lost")


def test_false_finds_and_changed_passages_are_shown(accuracy) -> None:
    now = copy.deepcopy(accuracy)
    names = list(now["passages"]["en"])
    marks, extra, digest = now["passages"]["en"][names[0]].split(" ")
    now["passages"]["en"][names[0]] = f"{marks} {int(extra) + 2} {digest}"
    marks, extra, _ = now["passages"]["en"][names[1]].split(" ")
    now["passages"]["en"][names[1]] = f"{marks} {extra} 00000000"
    before = copy.deepcopy(accuracy)
    before["passages"]["en"]["en-gone"] = "+ 0 00000000"
    shown = "\n".join(report.changes({"accuracy": before}, {"accuracy": now}))
    assert f"  - (nothing marked): 1 lost ({names[0]} false finds {extra} → {int(extra) + 2})" in shown
    assert (
        f"new or changed: 1 ({marks.count('+') + marks.count('.')} of {len(marks)} right), gone: 1" in shown
    )


def test_speed_gained_and_lost_are_shown(speeds) -> None:
    now = copy.deepcopy(speeds)
    now["news"]["ar"]["times ours"]["chrono-node"] = 3.0
    now["dense"]["ar"]["times ours"]["chrono-node"] = 1.0
    now["load"]["fastest ms"] = 60.0
    assert report.changes({"speed": speeds}, {"speed": now}) == [
        "- Speed, news pages, Arabic, times as fast as chrono-node: 2 → 3 (gained 50%)",
        "- Speed, dense pages, Arabic, times as fast as chrono-node: 2 → 1 (lost 50%)",
        "- Start: 40 → 60 ms (lost)",
    ]


def test_a_target_that_is_missed_says_no(speeds) -> None:
    assert report.targets(speeds) == [
        ("times as fast as chrono-node, Arabic news pages", "≥ 2", "2", "yes"),
        ("memory over news pages", "≤ 60 MB", "29 MB", "yes"),
        ("memory over the longest text", "≤ 60 MB", "80 MB", "**no**"),
        ("import and load, four languages", "< 50 ms", "40 ms", "yes"),
        ("rate at 50 MB against 1 MB, Arabic", "≥ 0.8", "0.50", "**no**"),
    ]


def test_the_page_shows_rates_with_ratios_and_what_was_too_slow(speeds, accuracy) -> None:
    page = report.render({"accuracy": accuracy, "speed": speeds}, {})
    assert "| Arabic | 9 | 80 | 4 | 2 (2×) | - | - | 40 (0.1×) | 40 (0.1×) |" in page
    assert "| `to` | 50 | 5 | 0.10 |" in page
    assert "| `في` | 50 | too slow | - |" in page
    assert "No figures were committed" in page


def test_an_absent_peer_is_named_and_left_out(monkeypatch, speeds, accuracy) -> None:
    absent = replace(PEERS[0], missing=lambda: "node is not installed")
    assert peers.present((absent,)) == ([], {"chrono-node": "node is not installed"})
    monkeypatch.setattr(report, "present", lambda *_: ([], {"chrono-node": "node is not installed"}))
    page = report.render({"accuracy": accuracy, "speed": speeds}, {})
    assert "| chrono-node | left out: node is not installed | - |" in page


def test_a_peer_without_its_program_or_its_files_says_which(tmp_path: Path) -> None:
    assert peers._needs("no-such-program", tmp_path)() == "no-such-program is not installed"
    assert peers._needs("git", tmp_path / "jar")() == "not in .bench; run `make bench-peers`"
    assert peers._needs("git", tmp_path)() == ""


def test_the_figures_committed_have_the_form_of_those_measured(accuracy) -> None:
    figures = report.kept()
    assert figures["accuracy"].keys() == accuracy.keys()
    for language in LANGUAGES:
        ours = figures["accuracy"]["readers"][language][OURS.name]
        assert ours.keys() == accuracy["readers"][language][OURS.name].keys()
        assert all(
            tally["gold"] >= tally[OURS.name] for tally in figures["accuracy"]["kinds"][language].values()
        )
        for line in figures["accuracy"]["passages"][language].values():
            marks, extra, digest = line.split(" ")
            assert not marks.strip("+~-.!") and int(extra) >= 0 and len(digest) == 8
        for text in ("news", "dense"):
            rates = figures["speed"][text][language]["MB/s"]
            assert {OURS.name, *(f.name for f in FLOORS)} <= rates.keys()
            assert rates.keys() - {OURS.name} == figures["speed"][text][language]["times ours"].keys()
    assert figures["speed"]["hostile"].keys() == texts.HOSTILE.keys()
    page = report.PAGE.read_text(encoding="utf-8")
    for what, wanted, measured, reached in report.targets(figures["speed"]):
        assert f"| {what} | {wanted} | {measured} | {reached} |" in page


PASSAGE = Passage(
    "x-1",
    date(2023, 9, 12),
    "in May 2023 and on Monday, 12 mm",
    (
        Expression(3, 11, "May 2023", (("2023-05-01", "2023-05-31"),), "month"),
        Expression(19, 25, "Monday", (("2023-09-11", "2023-09-11"),), "weekday"),
        Expression(27, 29, "12", (), "none"),
    ),
)


@pytest.mark.parametrize(
    ("finds", "marks", "extra", "f1"),
    [
        ([], "--.", 0, 0.0),
        ([Find(3, 11, "2023-05-01", "2023-05-31"), Find(16, 25, "2023-09-11", "2023-09-11")], "++.", 0, 1.0),
        ([Find(3, 6, "2023-05-12", "2023-05-12"), Find(19, 25, "2023-09-18", "2023-09-18")], "~-.", 0, 0.0),
        ([Find(27, 29, "2023-09-12", "2023-09-12"), Find(0, 2, "2023-09-12", "2023-09-12")], "--!", 1, 0.0),
        ([Find(0, 2, "2023-09-12", "2023-09-12", optional=True)], "--.", 0, 0.0),
    ],
)
def test_how_a_find_is_counted(finds: list[Find], marks: str, extra: int, f1: float) -> None:
    score = Score()
    score.add(PASSAGE, finds)
    assert score.marks == {"x-1": (marks, extra)}
    assert score.figures()["f1"] == pytest.approx(f1)
    score.add(PASSAGE, [])
    assert list(score.marks) == ["x-1", "x-1/2"]


@pytest.mark.parametrize(
    ("timex", "days"),
    [
        ("DATE|2023-09-12|", ("2023-09-12", "2023-09-12")),
        ("TIME|2023-09-12T17:00|", ("2023-09-12", "2023-09-12")),
        ("DATE|2024-02|", ("2024-02-01", "2024-02-29")),
        ("DATE|2024-02|END", ("2024-02-21", "2024-02-29")),
        ("DATE|2023-W37|", ("2023-09-11", "2023-09-17")),
        ("DATE|2023-W37-WE|", ("2023-09-16", "2023-09-17")),
        ("DATE|2023-Q4|", ("2023-10-01", "2023-12-31")),
        ("DATE|2023-H1|", ("2023-01-01", "2023-06-30")),
        ("DATE|2023-WI|", ("2023-12-01", "2024-02-29")),
        ("DATE|2023|MID", ("2023-05-01", "2023-08-31")),
        ("DATE|199|START", ("1990-01-01", "1993-12-31")),
        ("DATE|19|", ("1901-01-01", "2000-12-31")),
        ("DATE|XXXX-05|", None),
        ("DATE|PAST_REF|", None),
        ("DATE|2023-13|", None),
        ("DURATION|P3D|", None),
        ("SET|P1W|", None),
    ],
)
def test_timex3_values_as_days(timex: str, days: tuple[str, str] | None) -> None:
    assert interval(timex) == days


@pytest.mark.parametrize("peer", [OURS, *FLOORS, PEERS[1]], ids=lambda p: p.name)
def test_a_reader_answers_as_a_process(peer: peers.Peer) -> None:
    document = texts.Document(
        "en", date(2023, 9, 12), "Talks were held in May 2019.\nThe May 2019 text ends."
    )
    with peer.start() as worker:
        worker.load([document, document])
        assert worker.run()[1] >= 2
        if peer in (OURS, PEERS[1]):
            (first, *_), again = worker.find()
            assert document.text[first.start : first.end] in ("May 2019", "in May 2019")
            assert first == again[0]


def test_a_reader_that_dies_or_dawdles_says_so() -> None:
    with OURS.start() as worker, pytest.raises(peers.Unanswered, match="failed"):
        worker._say(b"load many\n")
        worker._answer(20)
    with OURS.start() as worker, pytest.raises(peers.Unanswered, match="too slow"):
        worker._answer(0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_pages_hold_dates_as_seldom_as_newspapers(language: str) -> None:
    pages = texts.news(language, 100_000)
    assert pages == texts.news(language, 100_000)
    words = sum(len(page.text.split()) for page in pages)
    dates = sum(1 for p in pages for t in find_dates(p.text, p.reference, language) if t.value)
    assert 60 <= words / dates <= 100
    assert 100_000 <= speed._bytes(pages) < 120_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_prose_holds_no_dates(language: str) -> None:
    sentences = [sentence for sentence, _ in zip(texts.prose(language), range(200), strict=False)]
    text = "\n".join(sentences)
    assert [t.text for t in find_dates(text, date(2023, 9, 12), language)] == []


def test_rough_figures_are_not_kept(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--quick", "--write"])
    with pytest.raises(SystemExit):
        bench_main()
    assert "quick figures are too rough to keep" in capsys.readouterr().err


def test_a_peer_is_no_dependency() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        assert "heideltime" not in (report.ROOT / lock).read_text(encoding="utf-8").lower()
    assert ".bench/" in (report.ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_events_are_counted_by_date_category_and_status() -> None:
    score = events.Score()
    told = [
        events.Told("met in Vladivostok", EdtfDate.parse("2019-04-25"), ("summit",), ("happened",)),
        events.Told("met in Vladivostok", EdtfDate.parse("2019-04-25"), ("visit",), ("happened",)),
        events.Told("met in Vladivostok", EdtfDate.parse("2019-05-25"), ("summit",), ("happened",)),
    ]
    text = "Kim Jong Un and Putin met in Vladivostok on 25 April 2019.\n"
    page = events.Page("p", EdtfDate.parse("2019-04-26"), text, tuple(told))
    events._count(page, events._read(page), score)
    assert [fail[2] for fail in score.fails] == ["category", "date"]
    assert score.counts == {
        "marked": 3, "dated": 2, "category": 1, "status": 2, "both": 1, "told": 1, "rightly": 1
    }  # fmt: skip


@pytest.mark.parametrize("language", sorted(path.stem for path in events.FOLDER.glob("*.txt")))
def test_the_words_marked_stand_in_their_passages(language: str) -> None:
    pages = list(events.pages(language))
    assert len({page.id for page in pages}) == len(pages) > 40
    assert not [told.words for page in pages for told in page.events if page.text.count(told.words) != 1]


def test_the_page_shows_the_events_kept() -> None:
    kept = report.kept()["events"]
    page = report.PAGE.read_text(encoding="utf-8")
    assert all(
        f"| {report._NAMES[language]} | {f['marked']} | {f['dated']:.3f} |" in page
        for language, f in kept.items()
    )
