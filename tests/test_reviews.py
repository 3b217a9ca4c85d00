"""Decisions by people: what each does, that none is lost, that a rebuild changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import build_timeline, table, wording
from timeline.merge.sources import stories
from timeline.models import Timeline
from timeline.reviews import KINDS, Change, Review, ReviewError, Reviews, Stale, State, document_dates, replay
from timeline.reviews import changes as ask

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
PAGES = {
    "one.txt": "Moscow, 20 December 2023\n\nShoigu visited Pyongyang on 25 July 2023. "
    "Putin and Kim Jong Un met in Vladivostok on 25 April 2019.",
    "two.txt": "Seoul, 4 March 2024\n\nShoigu arrived in Pyongyang in July 2023. "
    "Lavrov visited Pyongyang on 19 October 2023.",
    "three.txt": "Tokyo, 2 May 2024\n\nLavrov travelled to North Korea in October 2023. "
    "Washington says North Korea sold rockets to Wagner in November 2022.",
}  # fmt: skip


def build(pages: dict[str, str] = PAGES, history: Sequence[Review] = ()) -> Timeline:
    files = [(name, text.encode()) for name, text in pages.items()]
    return build_timeline(files, dates=lambda read: document_dates(read, history).values)


TIMELINE = build()
TABLES = table.tables(TIMELINE)
STORIES = stories(TIMELINE.documents)


def by_title(state: State, words: str) -> str:
    """The id of the one event whose title holds the words."""
    events = state.tables["events"]
    found = events[events["title_en"].str.contains(words, regex=False)]["event_id"].tolist()
    assert len(found) == 1, (words, events[["title_en", "edtf"]].to_dict("records"))
    return found[0]


SHOIGU, LAVROV, SUMMIT = (
    TABLES["evidence"].set_index("sentence").loc[sentence, "event_id"]
    for sentence in (
        "Shoigu visited Pyongyang on 25 July 2023.",
        "Lavrov visited Pyongyang on 19 October 2023.",
        "Putin and Kim Jong Un met in Vladivostok on 25 April 2019.",
    )
)


class Desk:
    """A person at a dossier: reads, decides, reads again."""

    def __init__(self, folder: Path, tables: dict[str, pd.DataFrame] = TABLES):
        self.reviews, self.tables = Reviews(folder / "reviews.sqlite"), tables
        self.read: tuple[tuple[Review, ...], State] | None = None

    @property
    def state(self) -> State:
        """What the history makes of the tables: replayed whenever the history is another."""
        history = self.reviews.history()
        if self.read is None or self.read[0] != history:
            self.read = history, replay(self.tables, history, STORIES)
        return self.read[1]

    def do(self, change: Change) -> Review:
        return self.reviews.write(change, "Mona", NOW, self.state.seen)

    def undo(self, review_id: int) -> Review:
        seen = max((review.id for review in self.reviews.history()), default=0)
        return self.reviews.undo(review_id, "Mona", NOW, seen)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> None:
    for name in table.COLUMNS:
        pd.testing.assert_frame_equal(one[name].reset_index(drop=True), other[name].reset_index(drop=True))


def test_the_pages_tell_what_the_tests_count_on() -> None:
    events = TABLES["events"].set_index("event_id")
    assert events.loc[SHOIGU, ["edtf", "n_mentions", "n_sources"]].tolist() == ["2023-07-25", 2, 2]
    assert events.loc[LAVROV, ["edtf", "n_mentions"]].tolist() == ["2023-10-19", 2]
    assert len(events) == 4


def test_without_decisions_the_tables_stay_as_they_are() -> None:
    same(replay(TABLES, ()).tables, TABLES)


CORRECTIONS = [
    ("date", "2023-08", "edtf", "2023-08"),
    ("date", "12 September 2023", "edtf", "2023-09-12"),
    ("date", "2022-02/..", "edtf", "2022-02/.."),
    ("date", "", "edtf", ""),
    ("title_en", " A  visit\nto Pyongyang ", "title_en", "A visit to Pyongyang"),
    ("title_ar", "زيارة", "title_ar", "زيارة"),
    ("category", "summit", "category", "summit"),
    ("status", "denied", "status", "denied"),
    ("actors", ["sergei-shoigu", "kim-jong-un", "sergei-shoigu"], "actors", "sergei-shoigu | kim-jong-un"),
    ("places", "vladivostok | pyongyang", "places", "vladivostok | pyongyang"),
    ("attributed_to", ["usa"], "attributed_to", "usa"),
    ("denied_by", [], "denied_by", ""),
]


@pytest.mark.parametrize(("kind", "value", "column", "cell"), CORRECTIONS)
def test_a_correction_sets_its_cell_and_undo_brings_the_old_one_back(
    desk: Desk, kind: str, value: str | list[str], column: str, cell: str
) -> None:
    before = TABLES["events"].set_index("event_id").loc[SHOIGU, column]
    written = desk.do(ask.correct(desk.state, SHOIGU, kind, value, "why"))
    row = desk.state.event(SHOIGU)
    assert (row[column], row["review"]) == (cell, "corrected")
    assert (written.before, written.after, written.note, written.who) == (before, cell, "why", "Mona")
    assert written.at == "2026-01-05T09:30:00+00:00"
    assert table.check(desk.state.tables) == []
    desk.undo(written.id)
    same(desk.state.tables, TABLES)
    assert [review.kind for review in desk.reviews.history()] == [kind, "undo"]


REFUSED: list[tuple[str, str | list[str]]] = [
    ("date", "5/6/2023"), ("date", "yesterday"), ("status", "true"), ("title_en", "  "), ("category", ""),
    ("actors", ["a | b"]), ("title_en", "x" * 5001),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_what_cannot_be_a_value_is_refused(desk: Desk, kind: str, value: str | list[str]) -> None:
    with pytest.raises(ValueError):
        ask.correct(desk.state, SHOIGU, kind, value)
    assert desk.reviews.history() == ()


def test_a_corrected_date_sets_its_bounds_and_settles_a_conflict(desk: Desk) -> None:
    desk.do(ask.correct(desk.state, SHOIGU, "date", "2023-08"))
    row = desk.state.event(SHOIGU)
    assert (row["earliest"], row["latest"], row["granularity"]) == ("2023-08-01", "2023-08-31", "month")
    desk.do(ask.merge(desk.state, SHOIGU, LAVROV))
    row = desk.state.event(SHOIGU)
    assert (row["edtf"], row["conflict"], row["n_mentions"]) == ("2023-08", "", 4)


def test_hide_and_show(desk: Desk) -> None:
    desk.do(ask.hide(desk.state, SHOIGU))
    assert desk.state.event(SHOIGU)["review"] == "hidden"
    desk.do(ask.show(desk.state, SHOIGU))
    assert desk.state.event(SHOIGU)["review"] == "suggested"


def test_accept_holds_only_for_what_was_accepted(desk: Desk) -> None:
    desk.do(ask.accept(desk.state, SHOIGU))
    assert desk.state.event(SHOIGU)["review"] == "accepted"
    moved = {name: frame.copy() for name, frame in TABLES.items()}
    events = moved["events"]
    events.loc[events["event_id"] == SHOIGU, ["edtf", "latest"]] = ["2023-07-25/2023-07-27", "2023-07-27"]
    state = replay(moved, desk.reviews.history(), STORIES)
    assert state.event(SHOIGU)["review"] == "suggested"
    assert [review.kind for review in state.waiting] == ["accept"]


def test_a_note_is_kept_and_changes_nothing(desk: Desk) -> None:
    desk.do(ask.note(desk.state, SHOIGU, "call the embassy\nagain"))
    same(desk.state.tables, TABLES)
    assert [r.after for r in desk.state.reviews[SHOIGU]] == ["call the embassy\nagain"]


def test_merge_unites_accounts_and_shows_that_their_days_differ(desk: Desk) -> None:
    desk.do(ask.merge(desk.state, SHOIGU, LAVROV))
    row = desk.state.event(SHOIGU)
    assert (row["n_mentions"], row["n_sources"]) == (4, 3)
    assert row["conflict"] == "2023-07-25 | 2023-10-19"
    assert set(row["actors"].split(table.LIST)) >= {"sergei-shoigu", "sergei-lavrov"}
    assert LAVROV not in desk.state.places
    assert table.check(desk.state.tables) == []


def test_split_takes_one_account_out_and_both_events_say_what_is_left(desk: Desk) -> None:
    evidence = TABLES["evidence"]
    rows = evidence[evidence["event_id"] == SHOIGU]["edtf"].tolist()
    desk.do(ask.split(desk.state, SHOIGU, rows.index("2023-07-25")))
    state = desk.state
    assert (state.event(SHOIGU)["edtf"], state.event(SHOIGU)["n_mentions"]) == ("2023-07", 1)
    (made,) = set(state.tables["events"]["event_id"]) - set(TABLES["events"]["event_id"])
    assert (state.event(made)["edtf"], state.event(made)["n_sources"]) == ("2023-07-25", 1)
    assert table.check(state.tables) == []
    with pytest.raises(ReviewError, match="one account only"):
        ask.split(state, made, 0)


def test_merge_undoes_a_split_and_can_be_split_again(desk: Desk) -> None:
    for _ in range(2):
        known = set(desk.state.places)
        desk.do(ask.split(desk.state, SHOIGU, 0))
        (made,) = set(desk.state.places) - known
        desk.do(ask.merge(desk.state, SHOIGU, made))
        assert desk.state.event(SHOIGU)["n_mentions"] == 2
        assert desk.state.waiting == ()


def test_no_date_takes_the_account_and_its_expression_away(desk: Desk) -> None:
    desk.do(ask.mark_no_date(desk.state, SUMMIT, 0))
    state = desk.state
    assert SUMMIT not in state.places
    assert "25 April 2019" not in state.tables["expressions"]["text"].tolist()
    assert len(state.tables["expressions"]) == len(TABLES["expressions"]) - 1
    assert table.check(state.tables) == []
    desk.undo(1)
    same(desk.state.tables, TABLES)


def test_an_event_added_by_hand_stands_beside_the_others(desk: Desk) -> None:
    added = desk.do(ask.add_event({"title_en": "A call", "date": "2024-05", "actors": ["putin"]}))
    made = added.target.event
    row = desk.state.event(made)
    assert (row["review"], row["edtf"], row["n_sources"], row["actors"]) == ("added", "2024-05", 0, "putin")
    desk.do(ask.correct(desk.state, made, "status", "planned"))
    desk.do(ask.merge(desk.state, made, LAVROV))
    row = desk.state.event(made)
    assert (row["status"], row["edtf"], row["n_mentions"]) == ("planned", "2024-05", 2)
    assert table.check(desk.state.tables) == []
    with pytest.raises(ReviewError):
        ask.add_event({"date": "2024-05"})


def test_document_dates_are_set_confirmed_and_refused(desk: Desk) -> None:
    document = next(d for d in TIMELINE.documents if d.name == "one.txt")
    assert document.dating.value and document.dating.value.text == "2023-12-20"
    values = []
    for kind, typed in (
        ("document_date", "3 January 2024"),
        ("reject_document_date", ""),
        ("confirm_document_date", ""),
    ):
        desk.do(ask.date_document(document, kind, typed))
        found = next(d for d in build(history=desk.reviews.history()).documents if d.name == "one.txt")
        values.append(
            (
                found.dating.value and found.dating.value.text,
                found.dating.basis,
                found.dating.warning("en") != "",
            )
        )
    assert values == [("2024-01-03", "person", False), (None, "", True), ("2023-12-20", "person", False)]
    renamed = {("renamed.txt" if name == "one.txt" else name): text for name, text in PAGES.items()}
    dates = document_dates(build(renamed).documents, desk.reviews.history())
    assert [value.text for value in dates.values.values() if value] == ["2023-12-20"] and not dates.waiting
    gone = {name: text for name, text in PAGES.items() if name != "one.txt"}
    assert len(document_dates(build(gone).documents, desk.reviews.history()).waiting) == 3


def test_another_page_under_the_same_name_does_not_take_the_date(desk: Desk) -> None:
    document = next(d for d in TIMELINE.documents if d.name == "one.txt")
    desk.do(ask.date_document(document, "document_date", "2024-01-03"))
    other = PAGES | {"one.txt": "Oslo\n\nThe minister spoke yesterday in the capital about fishing."}
    dates = document_dates(build(other).documents, desk.reviews.history())
    assert (dates.values, len(dates.waiting)) == ({}, 1)


def decided(desk: Desk) -> None:
    """One decision of each kind that binds to a sentence, most of them on one event."""
    desk.do(ask.correct(desk.state, SHOIGU, "date", "2023-08"))
    desk.do(ask.accept(desk.state, LAVROV))
    desk.do(ask.mark_no_date(desk.state, SUMMIT, 0))
    desk.do(ask.split(desk.state, LAVROV, 1))
    desk.do(ask.merge(desk.state, SHOIGU, LAVROV))
    desk.do(ask.note(desk.state, SHOIGU, "seen"))


def shape(state: State) -> list[tuple[object, ...]]:
    """The events without what a rebuild may change: ids and offsets."""
    evidence = state.tables["evidence"].groupby("event_id")["sentence"].apply(lambda s: tuple(sorted(s)))
    return sorted(
        (row["edtf"], row["review"], row["n_mentions"], evidence.get(row["event_id"], ()))
        for row in state.tables["events"].to_dict("records")
    )


REBUILDS: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "other order": lambda pages: dict(reversed(pages.items())),
    "other offsets": lambda pages: {
        name: text.replace("\n\n", "\n\nThe delegation was large and its members were many.\n\n", 1)
        for name, text in pages.items()
    },
    "another name": lambda pages: {f"new-{name}": text for name, text in pages.items()},
    "one more page": lambda pages: pages | {"four.txt": "Oslo, 5 May 2024\n\nBread became dearer."},
}


@pytest.mark.parametrize("how", REBUILDS)
def test_a_rebuild_keeps_every_decision(desk: Desk, how: str) -> None:
    decided(desk)
    history = desk.reviews.history()
    rebuilt = build(REBUILDS[how](PAGES))
    state = replay(table.tables(rebuilt), history, stories(rebuilt.documents))
    assert state.waiting == ()
    assert shape(state) == shape(desk.state)


def test_what_lost_its_sentence_waits_and_comes_back_with_it(desk: Desk) -> None:
    desk.do(ask.hide(desk.state, SUMMIT))
    without = PAGES | {"one.txt": PAGES["one.txt"].split(" Putin")[0]}
    state = replay(table.tables(build(without)), desk.reviews.history())
    assert [review.kind for review in state.waiting] == ["hide"]
    assert state.waiting[0].target.label == desk.state.event(SUMMIT)["title_en"]
    assert desk.state.waiting == ()
    assert desk.state.event(SUMMIT)["review"] == "hidden"


def test_an_undo_can_be_undone(desk: Desk) -> None:
    desk.do(ask.hide(desk.state, SHOIGU))
    desk.undo(1)
    desk.undo(2)
    assert desk.state.event(SHOIGU)["review"] == "hidden"
    with pytest.raises(ReviewError, match="Change 2 was undone already"):
        desk.undo(2)
    with pytest.raises(ReviewError, match="no change 9"):
        desk.undo(9)


def test_two_windows_cannot_overwrite_each_other(desk: Desk) -> None:
    first, second = desk.state, desk.state
    desk.reviews.write(ask.correct(first, SHOIGU, "date", "2023-08"), "Mona", NOW, first.seen)
    late = ask.merge(second, LAVROV, SHOIGU)
    with pytest.raises(Stale) as stale:
        desk.reviews.write(late, "Ali", NOW, second.seen)
    assert str(stale.value) == (
        "\u2068Mona\u2069 changed this while you were looking at it (5 January 2026, 09:30 UTC): set its date to "
        "August 2023. Nothing of yours was saved; look at it again, then decide."
    )
    assert "أغسطس 2023" in stale.value.say("ar") and "Mona" in stale.value.say("ar")
    desk.reviews.write(ask.hide(second, SUMMIT), "Ali", NOW, second.seen)  # another event is no matter
    with pytest.raises(Stale):
        desk.reviews.undo(1, "Ali", NOW, 0)
    assert len(desk.reviews.history()) == 2


def test_many_threads_lose_nothing(desk: Desk) -> None:
    added = [ask.add_event({"title_en": f"Event {n}"}) for n in range(24)]
    threads = [Thread(target=desk.reviews.write, args=(change, "Mona", NOW, 0)) for change in added]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = desk.reviews.history()
    assert [review.id for review in history] == list(range(1, 25))
    assert {review.target for review in history} == {change.target for change in added}


def test_the_history_can_only_grow(desk: Desk) -> None:
    desk.do(ask.hide(desk.state, SHOIGU))
    for statement in ("UPDATE reviews SET who = 'x'", "DELETE FROM reviews"):
        database = sqlite3.connect(desk.reviews.path)
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            database.execute(statement)
        database.close()
    assert desk.reviews.history()[0].who == "Mona"


def test_only_its_owner_reads_the_history(desk: Desk) -> None:
    desk.do(ask.hide(desk.state, SHOIGU))
    assert desk.reviews.path.stat().st_mode & 0o077 == 0


def test_read_only_writes_nothing(tmp_path: Path) -> None:
    reviews = Reviews(tmp_path / "reviews.sqlite", read_only=True)
    assert reviews.history() == ()
    with pytest.raises(ReviewError, match="read-only"):
        reviews.write(ask.hide(replay(TABLES, ()), SHOIGU), "Mona", NOW, 0)
    assert list(tmp_path.iterdir()) == []


def test_who_and_when_are_asked_for(desk: Desk) -> None:
    change = ask.hide(desk.state, SHOIGU)
    with pytest.raises(ReviewError, match="Say who"):
        desk.reviews.write(change, " ", NOW, 0)
    with pytest.raises(ValueError, match="without its zone"):
        desk.reviews.write(change, "Mona", datetime(2026, 1, 1), 0)
    east = datetime(2026, 1, 5, 12, 30, tzinfo=timezone(timedelta(hours=3)))
    assert desk.reviews.write(change, "Mona", east, 0).at == "2026-01-05T09:30:00+00:00"


def test_a_damaged_or_newer_history_is_named(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    path.write_bytes(b"not a database, only some text that is long enough" * 50)
    with pytest.raises(ReviewError, match=r"reviews\.sqlite: the record of changes is damaged"):
        Reviews(path).history()
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ReviewError, match="newer version"):
        Reviews(path).history()


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from timeline.reviews import Reviews, changes
reviews = Reviews(Path(sys.argv[1]))
seen = 0
for number in range(100_000):
    change = changes.add_event({"title_en": f"Event {number}"})
    seen = reviews.write(change, "Mona", datetime.now(UTC), seen).id
    print(seen, change.target.event, flush=True)
"""


@pytest.mark.parametrize("confirmed", (1, 7, 40))
def test_kill_9_in_the_middle_loses_nothing_confirmed(tmp_path: Path, confirmed: int) -> None:
    path = tmp_path / "reviews.sqlite"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert writer.stdout
    said = [writer.stdout.readline() for _ in range(confirmed)]
    writer.kill()
    said += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    assert writer.returncode == -9
    told = {tuple(row.split()) for row in said if row.endswith("\n")}
    assert len(told) >= confirmed
    kept = Reviews(path).history()
    assert told <= {(str(review.id), review.target.event) for review in kept}
    assert len(kept) - len(told) <= 1  # written but not yet confirmed
    after = Reviews(path).write(ask.add_event({"title_en": "After"}), "Mona", NOW, len(kept))
    assert after.id == len(kept) + 1


def test_the_lines_hold_the_whole_history(desk: Desk, tmp_path: Path) -> None:
    decided(desk)
    desk.do(ask.add_event({"title_ar": "مكالمة", "date": "2024"}))
    desk.undo(2)
    other = Reviews(tmp_path / "other.sqlite")
    other.from_lines(desk.reviews.to_lines())
    assert other.history() == desk.reviews.history()
    assert other.to_lines() == desk.reviews.to_lines()
    seen = desk.state.seen
    with pytest.raises(Stale):  # what guards against a second window came along
        other.write(ask.hide(replay(TABLES, ()), SHOIGU), "Ali", NOW, 0)
    assert other.write(ask.hide(desk.state, SHOIGU), "Ali", NOW, seen).id == seen + 1


BAD_LINES = [
    b"[]", b"{}", b"\xff", b"1", b"[" * 100_000,
    {"id": 2}, {"id": True}, {"kind": "drop"}, {"undoes": 1}, {"at": "yesterday"}, {"at": "2026-01-05T09:30:00"},
    {"who": ""}, {"who": "x" * 300}, {"target": "[]"}, {"target": 5}, {"after": "not EDTF"}, {"more": 1},
    {"kind": "document_date"}, {"kind": "add", "after": '{"colour": "red"}'}, {"kind": "undo", "undoes": 1},
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_LINES, ids=lambda bad: str(bad)[:40])
def test_lines_that_were_not_written_here_are_refused(desk: Desk, tmp_path: Path, bad: bytes | dict) -> None:
    desk.do(ask.correct(desk.state, SHOIGU, "date", "2023-08"))
    good = json.loads(desk.reviews.to_lines())
    lines = bad if isinstance(bad, bytes) else json.dumps(good | bad).encode()
    other = Reviews(tmp_path / "other.sqlite")
    with pytest.raises(ReviewError, match="damaged"):
        other.from_lines(lines)
    assert other.history() == ()


@pytest.mark.parametrize("language", wording.languages())
def test_every_kind_is_told_in_words(language: str) -> None:
    target = replay(TABLES, ()).target(SHOIGU)
    values = {
        "date": "2023-08",
        "status": "denied",
        "document_date": "2023-08",
        "confirm_document_date": "2023",
    }
    for kind in KINDS:
        undoes = 3 if kind == "undo" else None
        review = Review(kind, target, values.get(kind, "x"), id=9, at="2026-01-05T09:30:00+00:00", who="Mona", undoes=undoes) \
            if kind != "reject_document_date" else Review(kind, target, id=9, at="2026-01-05T09:30:00+00:00", who="Mona")  # fmt: skip
        said = review.say(language)
        assert said and "{" not in said, kind


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    kinds = (
        "date",
        "title_en",
        "status",
        "accept",
        "hide",
        "show",
        "note",
        "merge",
        "split",
        "no_date",
        "add",
        "undo",
    )
    return draw(
        st.lists(st.tuples(st.sampled_from(kinds), st.integers(0, 50), st.integers(0, 50)), max_size=16)
    )


def step(desk: Desk, kind: str, one: int, two: int) -> None:
    """Makes one decision on what there is; what cannot be done now is left out."""
    state = desk.state
    ids = state.tables["events"]["event_id"].tolist()
    chosen, other = ids[one % len(ids)], ids[two % len(ids)]
    account = two % max(1, len(state.places[chosen]))
    makers: dict[str, Callable[[], Change]] = {
        "date": lambda: ask.correct(state, chosen, "date", ("2023", "2024-02", "2024-02-03", "")[two % 4]),
        "title_en": lambda: ask.correct(state, chosen, "title_en", f"Title {two}"),
        "status": lambda: ask.correct(state, chosen, "status", ("claimed", "denied")[two % 2]),
        "accept": lambda: ask.accept(state, chosen), "hide": lambda: ask.hide(state, chosen),
        "show": lambda: ask.show(state, chosen), "note": lambda: ask.note(state, chosen, f"Note {two}"),
        "merge": lambda: ask.merge(state, chosen, other), "split": lambda: ask.split(state, chosen, account),
        "no_date": lambda: ask.mark_no_date(state, chosen, account),
        "add": lambda: ask.add_event({"title_en": f"Added {two}", "date": "2024"}),
    }  # fmt: skip
    try:
        if kind == "undo":
            desk.undo(one % 16 + 1)
        else:
            desk.do(makers[kind]())
    except ReviewError:
        return


SHUFFLED = table.tables(build(dict(reversed(PAGES.items()))))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps())
def test_any_decisions_and_undos_replay_to_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, made: list
) -> None:
    desk = Desk(tmp_path_factory.mktemp("dossier"))
    for kind, one, two in made:
        step(desk, kind, one, two)
    history, state = desk.reviews.history(), desk.state
    assert table.check(state.tables) == []
    same(replay(TABLES, history, STORIES).tables, state.tables)
    same(replay(SHUFFLED, history, STORIES).tables, state.tables)
    read_again = Reviews(desk.reviews.path.with_name("again.sqlite"))
    read_again.from_lines(desk.reviews.to_lines())
    same(replay(TABLES, read_again.history(), STORIES).tables, state.tables)
    told = {review.id for reviews in state.reviews.values() for review in reviews}
    standing = {review.id for review in history if review.kind != "undo"} - undone(history)
    assert told | {review.id for review in state.waiting} == standing  # nothing is dropped
    for place, event_id in zip(
        state.tables["evidence"].index, state.tables["evidence"]["event_id"], strict=True
    ):
        assert event_id in state.places, place
    for review in [review for review in reversed(history) if review.id in standing]:
        desk.undo(review.id)
    same(desk.state.tables, TABLES)


def undone(history: Sequence[Review]) -> set[int]:
    """What does not stand, said otherwise than the program says it: by how often it is undone."""
    undoers: dict[int, list[int]] = {}
    for review in history:
        if review.undoes:
            undoers.setdefault(review.undoes, []).append(review.id)

    def stands(number: int) -> bool:
        return not any(stands(undo) for undo in undoers.get(number, ()))

    return {review.id for review in history if not stands(review.id)}
