"""What pages with a certain date say of pages without one: the same story, told about the same day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from zlib import crc32

from timeline.dating.claims import Claim, Role
from timeline.dating.days import between
from timeline.folding import fold_text
from timeline.models import BlockKind, Certainty, Dating, Document

#: Words in a row that two tellings of one story share.
SHINGLE = 4
#: One shingle in so many is kept; which, depends on its words alone.
SAMPLE = 2
#: Shingles in more certain pages than this are phrases of the trade.
COMMON = 12
#: Share of the shorter page's shingles from which on a page is a reprint, or tells the same story.
REPRINT, SAME_STORY = 0.5, 0.15
#: Days between a story and its reprint, and between two tellings that share much.
REPRINTED, RETOLD = 2, 7
#: Fewest shared shingles that mean anything.
FEWEST = 6
#: Code points of a page that are compared.
READ = 20_000

_WORD = re.compile(r"\w+")


def same_news(documents: Iterable[Document], dated: Mapping[str, Dating]) -> Iterator[tuple[str, Claim]]:
    """For each document without a certain date, its id and the claim of each page that tells its story."""
    ordered = sorted(documents, key=lambda document: document.id)
    known = [d for d in ordered if _is_known(dated[d.id])]
    open_ones = [d for d in ordered if dated[d.id].confidence is not Certainty.CERTAIN]
    if not known or not open_ones:
        return
    sizes: dict[str, int] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for document in known:
        shingles = _shingles(document)
        sizes[document.id] = len(shingles)
        for shingle in shingles:
            if len(holders[shingle]) <= COMMON:
                holders[shingle].append(document.id)
    by_id = {document.id: document for document in known}
    for document in open_ones:
        shingles = _shingles(document)
        shared = Counter(key for s in shingles if len(held := holders.get(s, ())) <= COMMON for key in held)
        for key, count in sorted(shared.items()):
            ratio = count / max(1, min(len(shingles), sizes[key]))
            if key != document.id and count >= FEWEST and ratio >= SAME_STORY:
                yield document.id, _claim(by_id[key], dated[key], ratio)


def _is_known(dating: Dating) -> bool:
    return dating.confidence is Certainty.CERTAIN and dating.value is not None and dating.value.days <= RETOLD


def _shingles(document: Document) -> set[int]:
    body = "\n".join(
        document.text[block.start : block.end] for block in document.blocks if block.kind is BlockKind.BODY
    )
    words = [crc32(word.encode()) for word in _WORD.findall(fold_text((body or document.text)[:READ]))]
    rows = (words[i:] for i in range(SHINGLE))
    found = (hash(shingle) for shingle in zip(*rows, strict=False))  # of numbers: the same in every run
    return {value for value in found if value % SAMPLE == 0}


def _claim(other: Document, dating: Dating, ratio: float) -> Claim:
    assert dating.value is not None
    reach = timedelta(days=REPRINTED if ratio >= REPRINT else RETOLD)
    near = between(dating.value.earliest - reach, dating.value.latest + reach)
    words = (("words", other.title or other.name),)
    return Claim(Role.OTHER, near, dating.value, None, fields=words)
