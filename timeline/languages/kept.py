"""Compiled languages kept beside Python's own bytecode, so that a file is compiled once, not once a start.

What is kept names the very bytes it was made from: the language file and the code that compiles
it. Anything else in its place (older, damaged, not readable) is compiled anew.
"""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path

from timeline import folding
from timeline.languages.model import Language

_SOURCES = (
    *(Path(__file__).with_name(name) for name in ("compiling.py", "model.py", "patterns.py", "words.py")),
    Path(folding.__file__),
)


def compiled(path: Path) -> Language:
    """The language of a file, from what is kept where that was made from these very bytes."""
    made_from = source_hash(b"".join(source.read_bytes() for source in (path, *_SOURCES)))
    place = _place(path)
    try:
        kept = place.read_bytes() if place else b""
        if kept.startswith(made_from):
            return pickle.loads(kept[len(made_from) :])
    except Exception:  # a damaged pickle can raise anything; what it held can be made again
        pass
    from timeline.languages.compiling import compile_file

    language = compile_file(path)
    if place:
        _keep(place, made_from + pickle.dumps(language, pickle.HIGHEST_PROTOCOL))
    return language


def _place(path: Path) -> Path | None:
    """Where Python would keep the bytecode of a file of this name; None where it keeps none."""
    try:
        return Path(cache_from_source(str(path))).with_suffix(".compiled")
    except NotImplementedError:
        return None


def _keep(place: Path, content: bytes) -> None:
    """Write whole or not at all; a folder that cannot be written to is no error."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(place)
    except OSError:
        with suppress(OSError):
            beside.unlink()
