"""The members of a zip archive, in memory and bounded: nothing is ever written out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from timeline.documents.files import KINDS, plain_line
from timeline.documents.page import DocumentError
from timeline.models import Problem

#: Most bytes that one archive may unpack to, its inner archives included.
LARGEST_UNPACKED = 1024 * 1024 * 1024
#: Most members looked at.
MOST_MEMBERS = 20_000
#: Archives inside archives: one level is what mail programs make.
DEEPEST = 2
#: A member that shrank more than this and is large is a bomb; text shrinks 3 to 10 times.
HIGHEST_RATIO = 200
LARGE = 16 * 1024 * 1024

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


@dataclass(slots=True)
class Allowance:
    """Bytes an archive may still unpack to, shared with the archives inside it."""

    left: int = LARGEST_UNPACKED


@dataclass(frozen=True, slots=True)
class Member:
    where: str
    data: bytes


def members(where: str, data: bytes, depth: int, allowance: Allowance) -> Iterator[Member | Problem]:
    """Every member of a readable kind, in the order of their names; a bad one is a Problem."""
    if depth > DEEPEST:
        raise DocumentError(where, "archives inside archives too deep", "Unpack it and add the files")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
    except _BROKEN:
        raise DocumentError(where, "a broken zip archive", "Make it again or add the files in it") from None
    if len(entries) > MOST_MEMBERS:
        raise DocumentError(where, f"more than {MOST_MEMBERS:,} files", "Split it into smaller archives")
    readable = [entry for entry in entries if _is_readable(entry)]
    if not readable:
        raise DocumentError(where, "no readable file in it", f"Add one of {', '.join(KINDS)}")
    with archive:
        for entry in readable:
            yield _member(archive, entry, f"{where}/{plain_line(entry.filename)}", allowance)


def _is_readable(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    hidden = any(part.startswith(("__MACOSX", ".")) and part != ".." for part in path.parts)
    return bool(path.name) and not entry.is_dir() and not hidden and path.suffix.lower() in KINDS


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, allowance: Allowance
) -> Member | Problem:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or path.parts[0][1:2] == ":":
        return Problem(where, "its name points outside the archive", "Add the file by itself if you trust it")
    if entry.flag_bits & 1:
        return Problem(where, "protected by a password", "Unpack it with the password and add the file")
    too_large = Problem(where, "it unpacks to far too much", "Unpack it by hand and look at it first")
    if entry.file_size > LARGE and entry.file_size > entry.compress_size * HIGHEST_RATIO:
        return too_large
    if entry.file_size > allowance.left:
        return too_large
    try:
        with archive.open(entry) as opened:  # the size in the directory may lie: never read past it
            data = opened.read(entry.file_size + 1)
    except _BROKEN:
        return Problem(where, "damaged inside the archive", "Make the archive again or add the file itself")
    if len(data) > entry.file_size:
        return too_large
    allowance.left -= len(data)
    return Member(where, data)
