"""Which documents are one story: near-duplicate texts count as one source."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.folding import fold_text
from timeline.models import BlockKind, Document
from timeline.topics.forms import WORD

#: Words in one shingle, and how many of the smallest hashes stand for a text.
_SHINGLE, _SKETCH = 4, 64
#: Texts that share so much of their sketch are one story.
_ALIKE = 0.5
#: A hash that more texts than this share is boilerplate, and brings no two together.
_MOST_SHARING = 40
#: Shorter texts are compared whole: too few shingles to judge by.
_FEWEST_SHINGLES = 8


def stories(documents: Sequence[Document]) -> dict[str, str]:
    """Document id -> the id that stands for its story: the first, by id, of those alike.

    Linear: texts are compared only where they share one of the smallest hashes of either.
    """
    ordered = sorted(documents, key=lambda d: d.id)
    sketches = {d.id: _sketch(d) for d in ordered}
    holders: dict[int, list[str]] = {}
    parent = {d.id: d.id for d in ordered}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for document in ordered:
        sketch = sketches[document.id]
        shared: Counter[str] = Counter()
        for value in sketch:
            others = holders.setdefault(value, [])
            if len(others) <= _MOST_SHARING:
                shared.update(others)
            others.append(document.id)
        for other, count in sorted(shared.items()):
            if count >= _ALIKE * min(len(sketch), len(sketches[other])) and root(other) != root(document.id):
                first, second = sorted((root(other), root(document.id)))
                parent[second] = first
    return {key: root(key) for key in parent}


def _sketch(document: Document) -> frozenset[int]:
    words = [word for piece in _body(document) for word in WORD.findall(fold_text(piece))]
    count = max(1, len(words) - _SHINGLE + 1)
    if count < _FEWEST_SHINGLES:
        return frozenset([zlib.crc32(" ".join(words).encode())]) if words else frozenset()
    hashes = {zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(count)}
    return frozenset(sorted(hashes)[:_SKETCH])


def _body(document: Document) -> Iterable[str]:
    if not document.blocks:
        return [document.text]
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.BODY]
