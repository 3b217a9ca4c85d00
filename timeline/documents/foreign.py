"""Where an appended foreign article begins, if one does.

"Read also" opens three things: a list of links, one link inside a story that goes on, or a
whole other article. The words of the label don't tell them apart; what follows does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from timeline.documents.lexicon import Role, lexicon, words_of
from timeline.documents.paragraphs import Paragraph, size_of
from timeline.models import BlockKind

#: Smallest text, in size units, that may be an article of its own.
ARTICLE_SIZE = 120
#: How much of a text its vocabulary is taken from, in code points.
VOCABULARY_REACH = 6000
#: Most places in one text that are weighed; a page has a handful.
PLACES = 60
#: Fewest sentences, and smallest text, that are an article where no label says so.
UNLABELLED_SENTENCES, UNLABELLED_SIZE = 3, 300
#: Most words of a label that is not listed.
LABEL_WORDS = 5
#: Fewest words of a headline that stands without a label.
UNLABELLED_WORDS = 4
#: A text with this much of its vocabulary from the one before is the same story going on.
SAME_STORY = 0.12

#: Text -> the actors and places of the topic that it names.
Named = Callable[[str], frozenset[str]]

# What speaks for another article, in log odds; fitted on 2,000 pages joined from stories on one
# beat (four languages, appended articles and links inside a story): nine in ten right each way.
# How much of the vocabulary the two texts share says nothing there, so it is not asked.
_PRIOR = -2.3
#: Share of the headline told in the text behind: an article tells what its headline says.
_HEADLINE_TOLD = 7.4
#: Share of the headline in the first paragraph behind, less its share in the likest one before.
_HEADLINE_IN_LEAD = 3.0
#: The first paragraph opens as one does that goes on: "He added", «وأضاف», «При этом», 그는.
_GOES_ON = -2.5
#: Sources, tags or rights were printed: the first article was over. Judged, not fitted, as those below.
_WAS_OVER = 3.5
#: The text opens with its date, or soon names a weekday with day, month and year. Judged.
_DAY_WRITTEN_OUT = 2.0
#: A date line stands between the headline and the text. Judged.
_DATED = 3.0
#: It names none of those whom the text before names: counted on a hundred pages of news (2 in 100 stories, 67 in 100 others).
_STRANGERS = 3.5
#: The headline stands behind the label in its line, as links inside a story do.
_IN_LINE = -0.6
#: The last sentence before the label still runs.
_STILL_RUNS = -1.5
#: Evidence needed where no label stands.
_UNLABELLED = 4.0


@dataclass(frozen=True, slots=True)
class _Place:
    """One possible beginning: the headline given there, and the prose before and behind it."""

    index: int
    labelled: bool
    headline: str
    in_line: bool
    before: list[Paragraph]
    after: list[Paragraph]


def foreign_start(paragraphs: list[Paragraph], named: Named | None = None) -> int | None:
    """Index of the paragraph from which everything is foreign; None where nothing is.

    `named` tells whom of the topic a text names, where the topic is known.
    """
    prose = [i for i, p in enumerate(paragraphs) if p.kind is BlockKind.BODY and p.sentence]
    labels = [i for i, p in enumerate(paragraphs) if p.role is Role.RELATED]
    unknown = _unknown_labels(paragraphs, prose) if named is not None else []
    places = sorted({*labels, *unknown, *_after_the_end(paragraphs, prose)})[:PLACES]
    for place, following in pairwise((*places, len(paragraphs))):
        labelled = paragraphs[place].role is Role.RELATED or place in unknown
        if (weighed := _place(paragraphs, prose, place, following, labelled)) is None:
            continue
        strange = named is not None and _are_strangers(weighed, named)
        if not strange and (place in unknown or not (labelled or _is_long(weighed))):
            continue
        evidence = _evidence(paragraphs, weighed) + _STRANGERS * strange
        if evidence > (0 if weighed.labelled else _UNLABELLED):
            return _with_labels_above(paragraphs, place)
    return None


def _after_the_end(paragraphs: list[Paragraph], prose: list[int]) -> list[int]:
    """Headlines that stand right below the furniture of a finished article."""
    found = []
    over = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role is Role.END:
            over = True
        elif paragraph.kind is BlockKind.BODY:
            joined = paragraph.size != len(paragraph.text)  # a script that joins what others part
            heads = paragraph.role is Role.PROSE and paragraph.words >= UNLABELLED_WORDS - joined
            if over and heads and not paragraph.sentence:
                found.append(index)
            over = False
    return [i for i in found if prose and prose[0] < i < prose[-1]]


def _unknown_labels(paragraphs: list[Paragraph], prose: list[int]) -> list[int]:
    """Two lines in a row below a story that end no sentence: a label not listed, and a headline."""
    return [
        index
        for index, (label, headline) in enumerate(pairwise(paragraphs))
        if prose[:1] < [index] < prose[-1:]
        and all(
            p.kind is BlockKind.BODY and p.role is Role.PROSE and not p.sentence for p in (label, headline)
        )
        and label.words <= LABEL_WORDS
    ]


def _place(
    paragraphs: list[Paragraph], prose: list[int], index: int, following: int, labelled: bool
) -> _Place | None:
    """What stands around one place; None where no article precedes or none follows."""
    before = [paragraphs[i] for i in prose if i < index]
    after = [paragraphs[i] for i in prose if index < i < following]
    paragraph = paragraphs[index]
    known = paragraph.role is Role.RELATED
    headline = "" if labelled else paragraph.text
    if known:
        headline = paragraph.text[paragraph.verdict.value :].strip()
    in_line = known and len(headline) > 2
    if labelled and not in_line:
        under = next(
            (p for p in paragraphs[index + 1 : following + (not known)] if p.role is Role.PROSE), None
        )
        headline = under.text if under is not None and not under.sentence else ""
    size = sum(p.size for p in after)
    if in_line and size_of(headline) >= ARTICLE_SIZE and not after:
        size = size_of(headline)  # a whole article behind the label, in one line
    if not before or sum(p.size for p in before) < ARTICLE_SIZE // 2 or size < ARTICLE_SIZE:
        return None
    return _Place(index, labelled, headline, in_line, before, after)


def _is_long(place: _Place) -> bool:
    """True for a text that may be an article where no label says so."""
    return len(place.after) >= UNLABELLED_SENTENCES and sum(p.size for p in place.after) >= UNLABELLED_SIZE


def _are_strangers(place: _Place, named: Named) -> bool:
    """True where the text behind names none of those whom the text before names."""
    before, after = (named("\n".join(p.text for p in side)) for side in (place.before, place.after))
    return bool(before and place.after) and not before & after


def _evidence(paragraphs: list[Paragraph], place: _Place) -> float:
    """How much speaks for another article; below nought speaks for the same story going on."""
    last = place.before[-1]
    between = paragraphs[place.index - 1 :: -1] if place.index else []
    dated = (
        any(p.verdict.dated for p in takewhile(lambda p: p is not place.after[0], paragraphs[place.index :]))
        if place.after
        else False
    )
    was_over = any(p.role is Role.END for p in takewhile(lambda p: p is not last, between))
    earlier = Counter(stem for p in _near(reversed(place.before)) for stem in _vocabulary(p.text))
    headline = _vocabulary(place.headline)
    if not place.after:  # all in the label's own line: there is no telling headline from text
        shared = sum(stem in earlier for stem in headline) / max(1, len(headline))
        return 1.0 if was_over or shared < SAME_STORY else -1.0
    # a word counts the less, the more paragraphs before used it: those are the beat's, not the article's
    weight = {stem: 1 / (1 + earlier[stem]) for stem in headline}
    whole = sum(weight.values()) or 1.0
    likest = max(len(headline & _vocabulary(p.text)) for p in _near(reversed(place.before)))
    lead = len(headline & _vocabulary(place.after[0].text))
    told = set().union(*(_vocabulary(p.text) for p in _near(place.after)))
    return (
        _PRIOR
        + _HEADLINE_TOLD * sum(weight[stem] for stem in headline & told) / whole
        + _HEADLINE_IN_LEAD * (lead - likest) / max(1, len(headline))
        + _GOES_ON * lexicon().continues(place.after[0].text)
        + _WAS_OVER * was_over
        + _DATED * dated
        + _DAY_WRITTEN_OUT * _opens_with_its_day(place.after[0].text)
        + _IN_LINE * place.in_line
        + _STILL_RUNS * (not last.stop)
    )


def _opens_with_its_day(text: str) -> bool:
    return lexicon().opens_with_a_date(text) or lexicon().writes_out_a_day(text)


def _with_labels_above(paragraphs: list[Paragraph], index: int) -> int:
    while index and paragraphs[index - 1].role is Role.RELATED:
        index -= 1
    return index


def _near(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The first of them, as far as vocabulary is taken."""
    left = VOCABULARY_REACH
    for paragraph in paragraphs:
        if left <= 0:
            return
        left -= len(paragraph.text)
        yield paragraph


def _vocabulary(text: str) -> frozenset[str]:
    words = words_of(text[:VOCABULARY_REACH])
    return frozenset(stem for word in words if (stem := _stem(word)))


def _stem(word: str) -> str:
    """The head of a word that carries a meaning, without Arabic prefixes; "" for a short word."""
    if "가" <= word[0] <= "힣":
        return word[:2] if len(word) > 1 else ""
    if "\u0621" <= word[0] <= "\u064a":
        if word[0] in "وفبلك" and len(word) > 4:
            word = word[1:]
        if word.startswith(("ال", "لل")) and len(word) > 4:
            word = word[2:]
        return word[:4] if len(word) > 3 else ""
    return word[:5] if len(word) > 3 else ""
