"""A dossier: a folder of documents as they came, decisions by people, saved views, settings."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from timeline import wording
from timeline.documents.files import LARGEST_FILE, plain_line
from timeline.dossier.briefing import Slide, read_slides, version, write_slides
from timeline.dossier.days import read_days, write_days
from timeline.dossier.names import free_name, safe_name
from timeline.reviews import Reviews

#: The version of the folder's layout; a newer one is not opened.
VERSION = 1
#: Longest name of a dossier or of a view, in characters; most views; longest parameter of a view.
LONGEST_NAME, MOST_VIEWS, LONGEST_QUERY = 100, 1_000, 20_000
SETTINGS, VIEWS, REVIEWS, DOCUMENTS = "dossier.toml", "views.json", "reviews.sqlite", "documents"
BRIEFING, ADDED = "briefing.json", "added.jsonl"
#: A view: the parameters of the address that restores it.
View = Mapping[str, str]


class DossierError(ValueError):
    """What is wrong with a dossier, and what to do; `say` has it in the language of the reader."""

    def __init__(self, key: str, **fields: object):
        self.key, self.fields = key, fields
        super().__init__(self.say("en"))

    def say(self, language: str = "en") -> str:
        return wording.say(f"dossier.{self.key}", language, **self.fields)


@dataclass(frozen=True, slots=True)
class Settings:
    """What dossier.toml holds; `created` is UTC, ISO 8601. An empty `language` is not chosen yet."""

    name: str
    topic: str
    created: str
    language: str = ""

    def to_toml(self) -> str:
        rows = {"version": VERSION, "name": self.name, "topic": self.topic, "created": self.created,
                "language": self.language}  # fmt: skip
        # a JSON string without control characters is a TOML string
        return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())

    @classmethod
    def from_toml(cls, text: str, where: str) -> Settings:
        """DossierError where the text is not a dossier's, or is a newer version's."""
        try:
            found = tomllib.loads(text)
            version = found["version"]
            rows = [found[key] for key in ("name", "topic", "created", "language")]
        except (tomllib.TOMLDecodeError, KeyError, RecursionError):
            raise DossierError("not_a_dossier", where=where) from None
        if type(version) is not int or not all(isinstance(row, str) for row in rows):
            raise DossierError("not_a_dossier", where=where)
        if version > VERSION:
            raise DossierError("newer", where=where)
        try:
            datetime.fromisoformat(rows[2])
        except ValueError:
            raise DossierError("not_a_dossier", where=where) from None
        return cls(plain_name(rows[0]), plain_line(rows[1]), rows[2], plain_line(rows[3]))


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a dossier holds: to be said before it is deleted."""

    documents: int
    bytes: int
    decisions: int
    views: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier on disk; nothing is kept in memory. `folder` is private to the person.

    `given` stands for dossier.toml where the folder holds documents only: the sample.
    """

    folder: Path
    read_only: bool = False
    given: Settings | None = None

    @property
    def settings(self) -> Settings:
        """DossierError where dossier.toml is missing or is not one."""
        if self.given:
            return self.given
        try:
            text = (self.folder / SETTINGS).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise DossierError("not_a_dossier", where=self.folder.name) from None
        return Settings.from_toml(text, self.folder.name)

    @property
    def name(self) -> str:
        return self.settings.name

    @property
    def reviews(self) -> Reviews:
        return Reviews(self.folder / REVIEWS, self.read_only)

    def files(self) -> tuple[Path, ...]:
        """The documents, in the order of their names; links are no documents."""
        folder = self.folder if self.given else self.folder / DOCUMENTS
        found = folder.iterdir() if folder.is_dir() else ()
        return tuple(sorted(p for p in found if p.is_file() and not p.is_symlink() and p.name[0] != "."))

    def sources(self) -> tuple[tuple[str, bytes], ...]:
        """Names and bytes, as `build_timeline` takes them."""
        return tuple((path.name, path.read_bytes()) for path in self.files())

    def contents(self) -> Contents:
        files = self.files()
        size = sum(path.stat().st_size for path in files)
        return Contents(len(files), size, len(self.reviews.history()), len(self.views()))

    def add(self, name: str, data: bytes) -> str:
        """Keeps a document as it came; returns the name it has here.

        The same bytes under the same name are kept once; other bytes get a number.
        """
        self._may_write()
        if len(data) > LARGEST_FILE:
            raise DossierError("too_large", name=plain_line(name), limit=LARGEST_FILE // 2**20)
        folder = self.folder / DOCUMENTS
        folder.mkdir(mode=0o700, exist_ok=True)
        wanted = safe_name(name)
        if (folder / wanted).is_file() and (folder / wanted).read_bytes() == data:
            return wanted
        with _Part(folder, data) as part:
            while True:
                made = free_name(wanted, (path.name for path in folder.iterdir()))
                try:  # the name is taken first, so that two windows never write one file
                    os.close(os.open(folder / made, os.O_CREAT | os.O_EXCL, 0o600))
                except FileExistsError:
                    continue
                os.replace(part, folder / made)
                self._note_days({made: _day_of(folder / made)})
                return made

    def remove(self, name: str) -> None:
        """Moves a document out of the dossier, into its trash; decisions about it wait."""
        self._may_write()
        held = {path.name: path for path in self.files()}
        if name not in held:
            raise DossierError("no_document", name=plain_line(name))
        trash = self.folder / ".trash"
        trash.mkdir(mode=0o700, exist_ok=True)
        os.replace(held[name], trash / free_name(name, (path.name for path in trash.iterdir())))
        self._note_days({name: None})

    def rename_document(self, name: str, other: str) -> str:
        """Another name for a document; returns the name it has now. Its kind stays, whatever is typed."""
        self._may_write()
        if name not in {path.name for path in self.files()}:
            raise DossierError("no_document", name=plain_line(name))
        kind = Path(name).suffix
        wanted = safe_name(other if Path(other).suffix.lower() == kind.lower() else other + kind)
        folder = self.folder / DOCUMENTS
        made = free_name(wanted, (path.name for path in folder.iterdir() if path.name != name))
        day = self.added()[name]
        os.rename(folder / name, folder / made)
        self._note_days({name: None, made: day})
        return made

    def added(self) -> dict[str, str]:
        """The day on which each document came, by its name; "" where it is not known.

        Of one put into the folder by hand that is the day on which its file was last written. The
        sample's came with the program, on no day of the reader's.
        """
        if self.given:
            return {path.name: "" for path in self.files()}
        noted = self._noted_days()
        return {path.name: noted[path.name] if path.name in noted else _day_of(path) for path in self.files()}

    def keep_days(self, days: Mapping[str, str]) -> None:
        """Keeps the days of documents that came with them from another dossier."""
        self._may_write()
        self._note_days(days)

    def _noted_days(self) -> dict[str, str]:
        try:
            return read_days((self.folder / ADDED).read_bytes())
        except (OSError, ValueError):
            return {}  # a day that cannot be read stops nobody's work

    def _note_days(self, days: Mapping[str, str | None]) -> None:
        handle = os.open(self.folder / ADDED, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(handle, "ab") as opened:
            opened.write(write_days(days))

    def rename(self, name: str) -> None:
        """Another name for people; the folder stays where it is."""
        self._set(name=plain_name(name))

    def choose(self, topic: str | None = None, language: str | None = None) -> None:
        """Sets what is given of the settings."""
        given = {"topic": topic, "language": language}
        self._set(**{key: plain_line(value) for key, value in given.items() if value is not None})

    def _set(self, **changes: str) -> None:
        self._may_write()
        now = self.settings
        kept = {"name": now.name, "topic": now.topic, "created": now.created, "language": now.language}
        write_private(self.folder / SETTINGS, Settings(**kept | changes).to_toml().encode())

    def views(self) -> dict[str, dict[str, str]]:
        """Saved views by name, in the order they were saved."""
        path = self.folder / VIEWS
        if not path.exists():
            return {}
        return read_views(path.read_bytes(), self.folder.name)

    def save_view(self, name: str, query: View) -> None:
        """Saves a view, over one of that name."""
        self._may_write()
        views = {**self.views(), plain_name(name): dict(query)}
        made = write_views(views)
        if read_views(made, self.folder.name) != views:
            raise DossierError("bad_views", where=self.folder.name)
        write_private(self.folder / VIEWS, made)

    def rename_view(self, name: str, other: str) -> None:
        """Another name for a view, in its place; DossierError where it is taken, or there is no such view."""
        self._may_write()
        views, other = self.views(), plain_name(other)
        if name not in views:
            raise DossierError("no_view", name=plain_line(name))
        if other != name and other in views:
            raise DossierError("view_taken", name=other)
        made = {other if key == name else key: view for key, view in views.items()}
        write_private(self.folder / VIEWS, write_views(made))

    def delete_view(self, name: str) -> None:
        self._may_write()
        write_private(self.folder / VIEWS, write_views({k: v for k, v in self.views().items() if k != name}))

    def briefing(self) -> tuple[Slide, ...]:
        """The slides of the briefing in order; empty where none was made."""
        try:
            return read_slides((self.folder / BRIEFING).read_bytes())
        except FileNotFoundError:
            return ()
        except ValueError:
            raise DossierError("bad_briefing", where=self.folder.name) from None

    def keep_briefing(self, slides: Sequence[Slide], seen: str) -> None:
        """Keeps a briefing whole; `seen` is the `version` of the one that it was made from.

        DossierError, and nothing is kept, where another window has kept another one meanwhile.
        """
        self._may_write()
        if version(self.briefing()) != seen:
            raise DossierError("other_briefing")
        made = write_slides(slides)
        if read_slides(made) != tuple(slides):
            raise DossierError("bad_briefing", where=self.folder.name)
        write_private(self.folder / BRIEFING, made)

    def _may_write(self) -> None:
        if self.read_only:
            raise DossierError("read_only")


def sample(folder: Path, name: str, topic: str) -> Dossier:
    """The documents of a folder as a dossier to look at; to change it, make a copy (`Home.copy`)."""
    return Dossier(folder, True, Settings(name, topic, "1970-01-01T00:00:00+00:00"))


def write_views(views: Mapping[str, View]) -> bytes:
    return (
        json.dumps({name: dict(view) for name, view in views.items()}, ensure_ascii=False, indent=1).encode()
        + b"\n"
    )


def read_views(data: bytes, where: str) -> dict[str, dict[str, str]]:
    """DossierError where the bytes are no saved views."""
    try:
        found = json.loads(data.decode("utf-8"))
        good = len(found) <= MOST_VIEWS and all(
            name == plain_name(name) and all(isinstance(t, str) and len(t) <= LONGEST_QUERY for pair in view.items() for t in pair)
            for name, view in found.items()
        )  # fmt: skip
    except (ValueError, AttributeError, TypeError, RecursionError):
        found, good = {}, False
    if not good:
        raise DossierError("bad_views", where=where)
    return found


def _day_of(path: Path) -> str:
    """The day here on which a file was last written."""
    return datetime.fromtimestamp(path.stat().st_mtime).date().isoformat()


def plain_name(text: str) -> str:
    made = plain_line(text)
    if not made or len(made) > LONGEST_NAME:
        raise DossierError("name", limit=LONGEST_NAME)
    return made


class _Part:
    """A file written whole beside its place, for its owner only; gone at the end unless moved."""

    def __init__(self, folder: Path, data: bytes):
        handle, name = tempfile.mkstemp(dir=folder, prefix=".part-")
        self.path = Path(name)
        with open(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.path.unlink(missing_ok=True)


def write_private(target: Path, data: bytes) -> None:
    """A file written whole or not at all, readable by its owner only."""
    with _Part(target.parent, data) as part:
        os.replace(part, target)
