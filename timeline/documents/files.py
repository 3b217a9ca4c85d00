"""Paths, names and kinds: which files there are, what they are called, what they hold."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from timeline.documents.page import DocumentError

#: Largest file read, in bytes; ten thousand times a news page.
LARGEST_FILE = 512 * 1024 * 1024

KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".zip": "zip",
}  # fmt: skip

#: What a folder written by this program holds.
_PACKAGE = "datapackage.json"

#: First bytes of files that hold no text, what they are, and what to do about it.
_OTHERS = (
    (b"\x89PNG", "a picture", "Run OCR and add the text"),
    (b"\xff\xd8\xff", "a picture", "Run OCR and add the text"),
    (b"GIF8", "a picture", "Run OCR and add the text"),
    (b"MZ\x90", "a program", "Remove it"),
    (b"\x7fELF", "a program", "Remove it"),
    (b"\xd0\xcf\x11\xe0", "an old or a protected Office file", "Save it as DOCX without a password"),
    (b"{\\rtf", "an RTF file", "Save it as DOCX"),
    (b"Rar!", "a RAR archive", "Unpack it and add the files"),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and add the files"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and add the files"),
)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """The files among the paths, and every readable kind of file in the folders, sorted.

    A folder that holds a data package is something made from documents, and is passed over.

    A path that is no folder is kept whatever it is, so that reading it says what is wrong.
    Hidden files and folders are left out; links to folders are not followed.
    """
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            found.setdefault(os.path.realpath(path), path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            if _PACKAGE in names:
                folders.clear()
                continue
            for name in names:
                file = Path(folder, name)
                if not name.startswith(".") and file.suffix.lower() in KINDS and file.is_file():
                    found.setdefault(os.path.realpath(file), file)
    return sorted(found.values())


def load(path_or_name: str | Path, data: bytes | None = None) -> tuple[str, bytes]:
    """The name to show and the bytes; DocumentError where there is nothing to read."""
    name = shown_name(str(path_or_name))
    if data is None:
        data = _bytes_of(Path(path_or_name), name)
    if len(data) > LARGEST_FILE:
        raise _too_large(name)
    if not data:
        raise DocumentError(name, "the file is empty", "Save it again from its source")
    return name, data


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise DocumentError(name, "a folder, not a file", "Add the files in it")
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError(name, "not an ordinary file", "Add a file that is stored on a disk")
        if found.st_size > LARGEST_FILE:
            raise _too_large(name)
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(name, "no such file", "Check its path and name") from None
    except PermissionError:
        raise DocumentError(name, "reading it is not allowed", "Change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        raise DocumentError(name, f"it cannot be read ({reason})", "Copy it to this computer") from None


def _too_large(name: str) -> DocumentError:
    return DocumentError(name, f"larger than {LARGEST_FILE // 2**20} MB", "Split it into smaller files")


def shown_name(path: str) -> str:
    """A path's last part, without characters that can't be seen or that turn the line round.

    >>> shown_name("C:\\\\pages\\\\minutes\\u202etxt.exe")
    'minutestxt.exe'
    """
    base = path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return plain_line(base) or "unnamed"


def plain_line(text: str) -> str:
    """One line of what can be seen, for names and titles."""
    # twice: what cannot be seen may stand between two spaces
    return " ".join(_UNSEEN.sub("", " ".join(text.split())).split())


def kind_of(name: str, data: bytes) -> str:
    """One of the kinds; the bytes count for more than the name where they are plain."""
    for start, what, remedy in _OTHERS:
        if data.startswith(start):
            raise DocumentError(name, f"{what}, not a document", remedy)
    named = KINDS.get(Path(name).suffix.lower())
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if named == "docx" or (named != "zip" and b"word/" in data) else "zip"
    if named:
        return named
    if _HTML.match(data[:2000]):
        return "html"
    if data.lstrip()[:2] in (b'{"', b"{ "):
        return "jsonl"
    return "text"
