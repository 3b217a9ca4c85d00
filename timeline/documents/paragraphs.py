"""A text's paragraphs: one per line, or per piece of a line that furniture is glued into."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.documents.lexicon import Role, Verdict, ends_sentence, lexicon
from timeline.models import BlockKind

#: A paragraph without a full stop is still prose from this size on: a text may be cut off.
PROSE_SIZE = 180
#: A shorter question or exclamation in a line of its own is a headline as often as prose.
QUESTION_SIZE = 110
#: Fewest words a sentence of the body has.
SENTENCE_WORDS = 4

#: A line that is furniture from its first word is not cut at more furniture inside it.
_WHOLLY = (Role.FURNITURE, Role.END)
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_HANGUL = re.compile("[가-힣]")


@dataclass(slots=True)
class Paragraph:
    """A stretch of text without white space at its ends, and what it is taken for so far."""

    start: int
    end: int
    text: str
    verdict: Verdict
    size: int
    words: int
    stop: bool
    kind: BlockKind = BlockKind.BODY
    heading: bool = False

    @property
    def role(self) -> Role:
        return self.verdict.role

    @property
    def body(self) -> bool:
        return self.kind is BlockKind.BODY

    @property
    def sentence(self) -> bool:
        """True for running prose, False for headings, names, menu entries and links."""
        if self.size >= PROSE_SIZE:
            return True
        asks = self.text.endswith(("?", "؟", "!")) and self.size < QUESTION_SIZE
        return self.stop and self.words >= SENTENCE_WORDS and not asks

    @property
    def headline(self) -> bool:
        """True where the line could be a headline or a link."""
        open_end = self.text.endswith((".", "。", "…", ":", "،", ","))
        return self.role is Role.PROSE and not open_end and not self.sentence


def size_of(text: str) -> int:
    """Length as a reader feels it: a Hangul syllable says what two letters do elsewhere."""
    return len(text) * 2 if _HANGUL.search(text) else len(text)


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs in order, each with the verdict of its own words."""
    words = lexicon()
    cuts = iter((*words.cuts(text), len(text) + 1))
    cut = next(cuts)
    found = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        whole = cut >= end or words.verdict(line.group().strip() or ".").role in _WHOLLY
        while cut < end:
            if cut > start and not whole:
                _add(found, text, start, cut)
                start = cut
            cut = next(cuts)
        _add(found, text, start, end)
    return found


def _add(found: list[Paragraph], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return
    start += len(piece) - len(piece.lstrip())
    found.append(
        Paragraph(
            start=start,
            end=start + len(stripped),
            text=stripped,
            verdict=lexicon().verdict(stripped),
            size=size_of(stripped),
            words=stripped.count(" ") + 1,
            stop=ends_sentence(stripped),
        )
    )
