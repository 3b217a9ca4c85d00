"""A dossier as one file, and back: a zip whose every member is known by name.

Decisions travel as JSON lines, never as a database: opening a stranger's file runs no SQLite on
their bytes, and the same dossier gives the same file.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from timeline.documents.archive import HIGHEST_RATIO, LARGE, LARGEST_UNPACKED, MOST_MEMBERS
from timeline.documents.files import LARGEST_FILE, plain_line
from timeline.dossier.briefing import read_slides, write_slides
from timeline.dossier.days import read_days, write_days
from timeline.dossier.folder import (
    ADDED,
    BRIEFING,
    DOCUMENTS,
    SETTINGS,
    VIEWS,
    Dossier,
    DossierError,
    Settings,
    read_views,
    write_views,
)
from timeline.dossier.home import Home
from timeline.dossier.names import alike, free_name, safe_name

_DECISIONS = "reviews.jsonl"
_PARTS = (SETTINGS, VIEWS, _DECISIONS)
#: Parts that not every dossier has.
_OPTIONAL = (BRIEFING, ADDED)
_FOLDER = f"{DOCUMENTS}/"
#: Most bytes of a part that is no document.
_LARGEST_PART = 256 * 1024 * 1024
#: Bytes of an archive's directory for one member: its record, its name, and what some programs add.
_RECORD = 46 + 1024
_CHUNK = 1024 * 1024
#: The earliest time a zip can state: the file says nothing of when or where it was saved.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    UnicodeError,
    OverflowError,
)


def save_as(dossier: Dossier, target: str | Path) -> Path:
    """Writes the whole dossier as one file: the same dossier gives the same bytes.

    Documents taken out of it and what was undone by hand outside the history do not travel.
    """
    target, files = Path(target), dossier.files()
    if len(files) + len(_PARTS) + len(_OPTIONAL) > MOST_MEMBERS:
        raise DossierError("too_many", where=dossier.folder.name, limit=MOST_MEMBERS)
    parts = {
        SETTINGS: dossier.settings.to_toml().encode(),
        VIEWS: write_views(dossier.views()),
        _DECISIONS: dossier.reviews.to_lines(),
    }
    if slides := dossier.briefing():
        parts[BRIEFING] = write_slides(slides)
    names: dict[Path, str] = {}
    for path in files:  # put there by hand, it may have any name
        names[path] = free_name(safe_name(path.name), names.values())
    if files:
        days = dossier.added()
        parts[ADDED] = write_days({name: days[path.name] for path, name in names.items()})
    size = sum(len(data) for data in parts.values()) + sum(path.stat().st_size for path in files)
    if size > LARGEST_UNPACKED or any(len(data) > _LARGEST_PART for data in parts.values()):
        raise DossierError("too_big_to_save", limit=LARGEST_UNPACKED // 2**20)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with open(handle, "wb") as opened, zipfile.ZipFile(opened, "w") as archive:
            for name, data in parts.items():
                archive.writestr(_entry(name, len(data)), data)
            for path, name in names.items():
                entry = _entry(_FOLDER + name, path.stat().st_size)
                with path.open("rb") as source, archive.open(entry, "w") as out:
                    shutil.copyfileobj(source, out, _CHUNK)
        os.replace(part, target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return target


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    # what is large is stored, so that nothing shrinks so much that it looks like a bomb
    entry.compress_type = zipfile.ZIP_STORED if size > LARGE else zipfile.ZIP_DEFLATED
    entry.file_size = size
    return entry


def open_file(source: str | Path, into: Home) -> Dossier:
    """A new dossier of `into` from one file, whole; DossierError, and nothing is made, where it is not one.

    Nothing in the file chooses where anything is written: names are checked, sizes are bounded
    while reading, and what is no part of a dossier refuses the file.
    """
    source = Path(source)
    where = plain_line(source.name)
    if source.stat().st_size > LARGEST_UNPACKED + LARGEST_FILE:
        raise DossierError("too_much", where=where)
    into.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _scratch(into.root) as made:
        try:
            with source.open("rb") as opened:
                _check_directory(opened, where)
                with zipfile.ZipFile(opened) as archive:
                    settings = _unpack(archive, made, where)
        except DossierError:
            raise
        except (*_BROKEN, ValueError) as error:
            raise DossierError("broken", where=where) from error
        except OSError as error:
            if error.errno not in (None, errno.EINVAL):  # the disk's fault, not the file's
                raise
            raise DossierError("broken", where=where) from error
        folder = into.new_folder(settings.name)
        os.rmdir(folder)
        os.rename(made, folder)
    return Dossier(folder)


def _unpack(archive: zipfile.ZipFile, made: Path, where: str) -> Settings:
    entries = _checked(archive, where)
    left = LARGEST_UNPACKED
    documents = made / DOCUMENTS
    documents.mkdir(mode=0o700)
    for name, entry in entries.items():
        if name.startswith(_FOLDER):
            with open(documents / name.removeprefix(_FOLDER), "xb", opener=_private) as out:
                for piece in _pieces(archive, entry, min(left, LARGEST_FILE), where):
                    out.write(piece)
                    left -= len(piece)
    parts = {name: b"".join(_pieces(archive, entries[name], _LARGEST_PART, where)) for name in _PARTS}
    try:
        settings = Settings.from_toml(parts[SETTINGS].decode("utf-8"), where)
    except UnicodeDecodeError:
        raise DossierError("not_a_dossier", where=where) from None
    views = read_views(parts[VIEWS], where)
    made_parts = {SETTINGS: settings.to_toml().encode(), VIEWS: write_views(views)}
    if BRIEFING in entries:
        made_parts[BRIEFING] = write_slides(
            read_slides(b"".join(_pieces(archive, entries[BRIEFING], _LARGEST_PART, where)))
        )
    if ADDED in entries:
        days = read_days(b"".join(_pieces(archive, entries[ADDED], _LARGEST_PART, where)))
        held = {name: day for name, day in days.items() if _FOLDER + name in entries}
        made_parts[ADDED] = write_days(held)
    for name, data in made_parts.items():
        with open(made / name, "xb", opener=_private) as out:
            out.write(data)
    dossier = Dossier(made)
    if parts[_DECISIONS]:
        dossier.reviews.from_lines(parts[_DECISIONS])
    return settings


def _checked(archive: zipfile.ZipFile, where: str) -> dict[str, zipfile.ZipInfo]:
    """The members by name, every one a part of a dossier."""
    found: dict[str, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > MOST_MEMBERS:
        raise DossierError("too_many", where=where, limit=MOST_MEMBERS)
    seen: set[str] = set()
    for entry in archive.infolist():
        # the name as it stands in the file: zipfile cuts it at a zero byte
        name = entry.orig_filename
        document = name.removeprefix(_FOLDER)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        good = name in (*_PARTS, *_OPTIONAL) or (name.startswith(_FOLDER) and safe_name(document) == document)
        if not good or kind not in (0, stat.S_IFREG):
            raise DossierError("foreign_part", where=where, part=plain_line(name)[:100] or "?")
        if alike(name) in seen:
            raise DossierError("twice", where=where, part=name)
        if entry.flag_bits & 1:
            raise DossierError("protected", where=where)
        if entry.file_size > LARGE and entry.file_size > entry.compress_size * HIGHEST_RATIO:
            raise DossierError("too_much", where=where)
        seen.add(alike(name))
        found[name] = entry
    if not set(_PARTS) <= set(found):
        raise DossierError("not_a_dossier", where=where)
    if sum(entry.file_size for entry in found.values()) > LARGEST_UNPACKED:
        raise DossierError("too_much", where=where)
    return found


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, where: str) -> Iterator[bytes]:
    """A member's bytes; the sizes that the file states of itself are not believed."""
    read = 0
    with archive.open(entry) as opened:
        while piece := opened.read(_CHUNK):
            read += len(piece)
            if read > most:
                raise DossierError("too_much", where=where)
            yield piece


def _check_directory(opened: IO[bytes], where: str) -> None:
    """Refuses an archive whose directory is too large to be read at all, before it is read."""
    size = opened.seek(0, os.SEEK_END)
    tail = min(size, 22 + 65535 + 20)
    opened.seek(size - tail)
    end = opened.read(tail)
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 22:
        raise DossierError("not_a_dossier", where=where)
    (directory,) = struct.unpack_from("<L", end, at + 12)
    if directory > MOST_MEMBERS * _RECORD or end[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise DossierError("too_many", where=where, limit=MOST_MEMBERS)
    opened.seek(0)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    """A hidden folder to unpack into; gone at the end unless it was moved."""
    made = Path(tempfile.mkdtemp(dir=root, prefix=".opening-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
