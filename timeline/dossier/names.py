"""Names that are safe on every disk: no path, nothing hidden, nothing that a system reserves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from timeline.documents.files import shown_name

#: Most bytes of a file name in UTF-8; file systems allow 255, and a number may be added.
LONGEST = 180
_LONGEST_SUFFIX = 20
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
#: Windows keeps these for devices, whatever the suffix.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in "123456789¹²³")}
)


def safe_name(name: str) -> str:
    """A file name made from what a person or a browser gave: one part, visible, allowed everywhere.

    >>> safe_name("../../.ssh/con.txt"), safe_name("C:\\\\a\\\\what?.html")
    ('_con.txt', 'what_.html')
    """
    made = unicodedata.normalize("NFC", shown_name(name))
    made = _FORBIDDEN.sub("_", made).lstrip(". ").rstrip(". ") or "unnamed"
    if made.split(".")[0].strip().casefold() in _DEVICES:
        made = f"_{made}"
    if len(made.encode()) <= LONGEST:
        return made
    suffix = PurePosixPath(made).suffix
    suffix = suffix if len(suffix.encode()) <= _LONGEST_SUFFIX else ""
    return _shortened(made.removesuffix(suffix), LONGEST - len(suffix.encode())) + suffix


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, numbered where it is taken; capitals and accents composed otherwise do not tell apart.

    >>> free_name("page.txt", ["Page.txt", "page (2).txt"])
    'page (3).txt'
    """
    known = {alike(other) for other in taken}
    path, number, made = PurePosixPath(name), 1, name
    while alike(made) in known:
        number += 1
        end = f" ({number}){path.suffix}"
        made = _shortened(path.stem, LONGEST - len(end.encode())) + end
    return made


def alike(name: str) -> str:
    """Equal for two names that some file system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _shortened(text: str, longest: int) -> str:
    return text.encode()[:longest].decode("utf-8", "ignore").rstrip(". ") or "unnamed"
