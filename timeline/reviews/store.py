"""The history in SQLite: rows are only ever added, each durable before it is confirmed."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from timeline.edtf import EdtfDate
from timeline.reviews.history import (
    DOCUMENT_KINDS,
    FIELDS,
    KINDS,
    LONGEST_NAME,
    Change,
    Review,
    ReviewError,
    Stale,
    Target,
    active,
    checked,
    line,
)

#: The statements that lead from each schema version to the next; a new version is one more entry.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE reviews (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,"
        " target TEXT NOT NULL, other TEXT, before TEXT NOT NULL, after TEXT NOT NULL, note TEXT NOT NULL,"
        " undoes INTEGER REFERENCES reviews (id))",
        "CREATE TABLE keys (key TEXT NOT NULL, review INTEGER NOT NULL REFERENCES reviews (id),"
        " PRIMARY KEY (key, review)) WITHOUT ROWID",
        "CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TRIGGER reviews_keep BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'append only'); END",
    ),
)
_COLUMNS = ("id", "at", "who", "kind", "target", "other", "before", "after", "note", "undoes")
#: Marks the file as ours (SQLite's application_id): TIML.
_APPLICATION = 0x54494D4C
#: Seconds to wait for another window that is writing.
_PATIENCE = 10.0


class Reviews:
    """The history of one dossier. Each call opens the file anew, so any thread or window may call."""

    def __init__(self, path: str | Path, read_only: bool = False):
        self.path, self.read_only = Path(path), read_only

    def history(self) -> tuple[Review, ...]:
        """Every decision, oldest first; empty where none was ever made."""
        if not self.path.exists():
            return ()
        with self._open() as database:
            return _history(database)

    def write(self, change: Change, who: str, when: datetime, seen: int) -> Review:
        """Adds a decision; once this returns it is on the disk.

        `seen` is the id of the last decision that the person's window knew (`State.seen`). Stale is
        raised where a newer one is about the same thing, ReviewError where `who` is empty or the
        dossier is read-only.
        """
        with self._writing() as database:
            return _append(database, change, who, when, seen, None)

    def undo(self, review_id: int, who: str, when: datetime, seen: int, note: str = "") -> Review:
        """Adds the undoing of a decision; an undo can be undone as well."""
        with self._writing() as database:
            history = _history(database)
            found = next((review for review in history if review.id == review_id), None)
            if found is None:
                raise ReviewError("no_such_change", number=review_id)
            kept = checked("note", note) if note.strip() else ""
            change = Change("undo", found.target, "", found.after, kept, found.other)
            newer = _newer(database, change, seen)
            if newer:
                raise Stale(newer)
            if not _stands(found, history):
                raise ReviewError("undone", number=review_id)
            return _append(database, change, who, when, seen, review_id)

    def to_lines(self) -> bytes:
        """The whole history as JSON lines: the same history gives the same bytes."""
        return b"".join(
            json.dumps(_plain(review), ensure_ascii=False, sort_keys=True).encode() + b"\n"
            for review in self.history()
        )

    def from_lines(self, lines: bytes) -> None:
        """Fills an empty history from `to_lines`; ReviewError where the lines are not such."""
        try:
            reviews = [_from_plain(json.loads(part)) for part in lines.decode("utf-8").split("\n") if part]
            _consistent(reviews)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ReviewError("damaged", file=self.path.name) from error
        if not reviews:
            return
        with self._writing() as database:
            for review in reviews:
                _insert(database, review)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self.read_only:
            raise ReviewError("read_only")
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self.read_only:
                # made by us, so that nobody else can read it whatever the umask
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            mode = "ro" if self.read_only else "rw"
            uri = f"{self.path.absolute().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(uri, _PATIENCE, isolation_level=None, uri=True)) as database:
                if not self.read_only:
                    if database.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                        database.execute("PRAGMA journal_mode = WAL")
                    database.execute("PRAGMA synchronous = FULL")
                    database.execute("PRAGMA foreign_keys = ON")
                self._migrate(database)
                yield database
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise ReviewError("busy", file=self.path.name) from error
            raise ReviewError("damaged", file=self.path.name) from error
        except sqlite3.DatabaseError as error:
            raise ReviewError("damaged", file=self.path.name) from error

    def _migrate(self, database: sqlite3.Connection) -> None:
        version = _pragma(database, "user_version")
        if version > len(MIGRATIONS):
            raise ReviewError("newer", file=self.path.name)
        if version == len(MIGRATIONS) or self.read_only:
            if _pragma(database, "application_id") != _APPLICATION:
                raise ReviewError("damaged", file=self.path.name)
            return
        database.execute("BEGIN IMMEDIATE")
        version = _pragma(database, "user_version")  # another window may have been faster
        for number, statements in enumerate(MIGRATIONS[version:], version + 1):
            for statement in statements:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number}")
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute("COMMIT")


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return database.execute(f"PRAGMA {name}").fetchone()[0]


def _history(database: sqlite3.Connection) -> tuple[Review, ...]:
    rows = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM reviews ORDER BY id")
    return tuple(_review(row) for row in rows)


def _review(row: Sequence[Any]) -> Review:
    cells = dict(zip(_COLUMNS, row, strict=True))
    cells["target"] = Target.from_json(cells["target"])
    cells["other"] = Target.from_json(cells["other"]) if cells["other"] else None
    return Review(**cells)


def _stands(review: Review, history: Sequence[Review]) -> bool:
    if review.kind != "undo":
        return review in active(history)
    undone = [one for one in history if one.undoes == review.id]
    return not any(_stands(one, history) for one in undone)


def _newer(database: sqlite3.Connection, change: Change, seen: int) -> Review | None:
    """The last decision that shares a key with the change and was not seen."""
    latest = 0
    for key in change.subjects():
        row = database.execute("SELECT max(review) FROM keys WHERE key = ?", (key,)).fetchone()
        latest = max(latest, row[0] or 0)
    if latest <= seen:
        return None
    row = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM reviews WHERE id = ?", (latest,)).fetchone()
    return _review(row)


def _append(
    database: sqlite3.Connection, change: Change, who: str, when: datetime, seen: int, undoes: int | None
) -> Review:
    name = line(who, LONGEST_NAME)
    if not name:
        raise ReviewError("who")
    if when.tzinfo is None:
        raise ValueError(f"{when}: a time without its zone")
    newer = _newer(database, change, seen)
    if newer:
        raise Stale(newer)
    last = database.execute("SELECT max(id) FROM reviews").fetchone()[0] or 0
    review = Review(
        change.kind, change.target, change.after, change.before, change.note, change.other,
        last + 1, when.astimezone(UTC).isoformat(timespec="seconds"), name, undoes,
    )  # fmt: skip
    _insert(database, review)
    return review


def _insert(database: sqlite3.Connection, review: Review) -> None:
    plain = _plain(review)
    marks = ", ".join("?" for _ in _COLUMNS)
    database.execute(
        f"INSERT INTO reviews ({', '.join(_COLUMNS)}) VALUES ({marks})", [plain[name] for name in _COLUMNS]
    )
    database.executemany("INSERT INTO keys VALUES (?, ?)", [(key, review.id) for key in review.subjects()])


def _plain(review: Review) -> dict[str, Any]:
    cells: dict[str, Any] = {name: getattr(review, name) for name in _COLUMNS}
    return cells | {
        "target": review.target.to_json(),
        "other": review.other.to_json() if review.other else None,
    }


def _from_plain(cells: dict[str, Any]) -> Review:
    if set(cells) != set(_COLUMNS):
        raise ValueError("not a decision")
    for name in ("at", "who", "kind", "target", "before", "after", "note"):
        if not isinstance(cells[name], str):
            raise TypeError(name)
    return _review([cells[name] for name in _COLUMNS])


def _consistent(reviews: Sequence[Review]) -> None:
    """ValueError where the rows could not have been written here, one after the other."""
    for number, review in enumerate(reviews, 1):
        undo = review.kind == "undo"
        if type(review.id) is not int or review.id != number or review.kind not in KINDS:
            raise ValueError(f"row {number}")
        if undo != (type(review.undoes) is int) or (undo and not 1 <= (review.undoes or 0) < number):
            raise ValueError(f"row {number}: undoes")
        if not undo and review.undoes is not None:
            raise ValueError(f"row {number}: undoes")
        if datetime.fromisoformat(review.at).utcoffset() != timedelta(0):
            raise ValueError(f"row {number}: time")
        if review.who != line(review.who, LONGEST_NAME) or not review.who:
            raise ValueError(f"row {number}: who")
        if review.kind in DOCUMENT_KINDS:
            if not review.target.document or (
                review.after and EdtfDate.parse(review.after).text != review.after
            ):
                raise ValueError(f"row {number}: date")
        elif review.kind in FIELDS:
            _same(review.kind, review.after)
        elif review.kind == "add":
            for kind, value in json.loads(review.after).items():
                _same(kind if kind in FIELDS else "", value)
        elif review.kind == "note":
            _same("note", review.after)
        if review.note:
            _same("note", review.note)


def _same(kind: str, value: str) -> None:
    if not kind or not isinstance(value, str) or checked(kind, value) != value:
        raise ValueError(f"{kind}: {value!r}")
