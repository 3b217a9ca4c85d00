"""What a decision is bound to, and where that stands now: by document, sentence and words.

No offset and no event id is kept, so a decision finds its sentence again in a page that has
changed around it, under another file name, or in events merged otherwise.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from timeline.models import Document
from timeline.reviews.history import Account, Source, Target

#: Tells apart mentions that share sentence and words; nothing here depends on other documents.
_TURN = ("char_start", "sentence_start", "category", "cue", "status", "rule")


def digest(*parts: str) -> str:
    """A short hash of texts; white space does not count."""
    joined = "\x1f".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(name): frame[name].tolist() for name in frame.columns}  # by column: rows are slow to take
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


class Binder:
    """The accounts of a timeline as it was built, by their place in the evidence table."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]):
        self._tables = tables

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Document id -> the document; its mark is a hash of its title and its date expressions."""
        found: dict[str, list[str]] = defaultdict(list)
        shown = self._tables["expressions"]
        for document, start, text in zip(
            *(shown[c].tolist() for c in ("document_id", "char_start", "text")), strict=True
        ):
            found[document].append(f"{start} {text}")
        return {
            row["document_id"]: Source(row["document_id"], row["file"], row["url"], row["title"],
                                       digest(row["title"], *found[row["document_id"]]))
            for row in rows_of(self._tables["documents"])
        }  # fmt: skip

    @cached_property
    def accounts(self) -> list[Account]:
        """One for each row of the evidence table, in its order."""
        rows = rows_of(self._tables["evidence"])
        sentences: dict[str, str] = {}
        alike: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            sentence = sentences.setdefault(row["sentence"], digest(row["sentence"]))
            alike[row["document_id"], sentence, " ".join(row["expression"].split())].append(place)
        found: list[Account] = [None] * len(rows)  # type: ignore[list-item]
        for (document, sentence, words), places in alike.items():
            ordered = sorted(places, key=lambda place: tuple(rows[place][name] for name in _TURN))
            for turn, place in enumerate(ordered):
                found[place] = Account(self.sources[document], sentence, words, turn)
        return found

    @cached_property
    def _alike(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, account in enumerate(self.accounts):
            found[account.sentence, account.words].append(place)
        return found

    def place(self, account: Account) -> int | None:
        """The row of the evidence table that the account is; None where it is gone, or not to be told."""
        places = self._alike.get((account.sentence, account.words), [])
        sources = {self.accounts[place].source.id: self.accounts[place].source for place in places}
        chosen = same_source(account.source, sources.values(), by_file=True)
        mine = [place for place in places if chosen and self.accounts[place].source.id == chosen.id]
        exact = [place for place in mine if self.accounts[place].turn == account.turn]
        return exact[0] if exact else mine[0] if len(mine) == 1 else None


def same_source(kept: Source, among: Iterable[Source], by_file: bool = False) -> Source | None:
    """The document that a decision remembers; None where there is none, or several that fit alike.

    `by_file` is for those who know that the sentence is the same: then the file's name is enough.
    """
    candidates = list(among)
    tests: list[Callable[[Source], bool]] = [
        lambda s: s.id == kept.id,
        lambda s: bool(kept.mark) and s.mark == kept.mark,
        lambda s: bool(kept.url) and s.url == kept.url,
        lambda s: bool(kept.file) and s.file == kept.file and (by_file or s.title == kept.title != ""),
    ]
    for test in tests:
        fitting = [source for source in candidates if test(source)]
        if len(fitting) > 1:  # copies of one page: the file's name decides, or nobody can tell
            fitting = [source for source in fitting if source.file == kept.file]
        if len(fitting) == 1:
            return fitting[0]
    return None


def source_of(document: Document) -> Source:
    """A document as a decision about its date remembers it; its mark is a hash of its text."""
    return Source(document.id, document.name, document.url, document.title, digest(document.text))


def document_target(document: Document) -> Target:
    return Target(document=source_of(document), label=document.name)


def find_document(target: Target, documents: Sequence[Source]) -> Source | None:
    return same_source(target.document, documents) if target.document else None
